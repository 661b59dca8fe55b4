from django.urls import path

from thidua.pages.finding import views

app_name = "finding"
urlpatterns = [
    path("", views.search, name="search"),
    path("nhanh/", views.quick, name="quick"),
    path("khac/", views.elsewhere, name="elsewhere"),
    path("quyet-dinh/<int:entry_id>/", views.decision_see, name="decision_see"),
]
