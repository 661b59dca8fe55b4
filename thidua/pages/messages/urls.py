from django.urls import path

from thidua.pages.messages import views

app_name = "messages"

urlpatterns = [
    path("", views.message_list, name="message_list"),
    path("da-doc/", views.mark, name="message_mark"),
    path("da-doc-het/", views.mark_all, name="message_mark_all"),
    path("tuy-chon/", views.wish, name="wish_set"),
    path("<int:message_id>/", views.see, name="message_see"),
]
