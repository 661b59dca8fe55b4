from django.urls import path

from thidua.pages.messages import feeds, views

app_name = "messages"

urlpatterns = [
    path("", views.message_list, name="message_list"),
    path("da-doc/", views.mark, name="message_mark"),
    path("da-doc-het/", views.mark_all, name="message_mark_all"),
    path("tuy-chon/", views.wish, name="wish_set"),
    path("lich/", feeds.feed_see, name="feed_see"),
    path("lich/lay-dia-chi/", feeds.feed_make, name="feed_make"),
    path("lich/thu-hoi/", feeds.feed_revoke, name="feed_revoke"),
    path("lich/<str:token>.ics", feeds.feed, name="feed"),
    path("<int:message_id>/", views.see, name="message_see"),
    path("<int:message_id>/lich.ics", views.calendar, name="message_calendar"),
]
