from django.urls import path

from thidua.api import views

app_name = "api"
urlpatterns = [
    path("", views.root, name="root"),
    path("v1/movements/", views.movements, name="movements"),
    path("v1/movements/<int:movement_id>/", views.movement, name="movement"),
    path("v1/targets/", views.targets, name="targets"),
    path("v1/documents/", views.documents, name="documents"),
    path("v1/stories/", views.stories, name="stories"),
    path("v1/openapi.json", views.openapi, name="openapi"),
]
