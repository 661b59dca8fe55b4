from django.urls import path

from thidua.pages.duties import views

app_name = "duties"
urlpatterns = [
    path("", views.duty_list, name="duty_list"),
    path("<int:movement_id>/", views.duty_see, name="duty_see"),
    path("<int:movement_id>/tiep-nhan/", views.duty_acknowledge, name="duty_acknowledge"),
    path("<int:movement_id>/ke-hoach/", views.plan_start, name="plan_start"),
    path("<int:movement_id>/trinh/", views.plan_submit, name="plan_submit"),
    path("<int:movement_id>/phat-dong/", views.plan_launch, name="plan_launch"),
]
