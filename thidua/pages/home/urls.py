from django.urls import path

from thidua.pages.home import views

app_name = "home"
urlpatterns = [
    path("", views.tasks, name="tasks"),
    path("so-viec/", views.counts, name="counts"),
    path("ngay-trinh-dien/", views.demo_day_move, name="demo_day_move"),
]
