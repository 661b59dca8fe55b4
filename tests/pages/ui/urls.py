"""The look by itself: its own page and the pages of errors."""

from django.urls import include, path

urlpatterns = [path("thanh-phan/", include("thidua.pages.ui.urls"))]

handler400 = "thidua.pages.ui.views.bad_request"
handler403 = "thidua.pages.ui.views.forbidden"
handler404 = "thidua.pages.ui.views.not_found"
handler500 = "thidua.pages.ui.views.server_error"
