from django.urls import path

from thidua.pages.help import views

app_name = "help"
urlpatterns = [
    path("", views.guide_list, name="guide_list"),
    path("<slug:slug>/", views.guide_see, name="guide_see"),
]
