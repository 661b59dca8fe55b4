"""An address whose view declares nothing, to see that it stays closed."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from thidua.config.urls import handler403 as handler403


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


urlpatterns = [path("chua-khai-bao/", undeclared), path("", include("thidua.config.urls"))]
