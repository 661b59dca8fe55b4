from django.urls import path

from thidua.pages.ui import views

app_name = "ui"

urlpatterns = [
    path("", views.component_page, name="components"),
]
