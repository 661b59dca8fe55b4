"""Where each area of the screen lives."""

from importlib.util import find_spec

from django.urls import include, path
from django.utils.module_loading import import_string

from thidua.base.access.middleware import health

AREAS = [
    ("", "home"),
    ("", "accounts"),
    ("don-vi/", "orgs"),
    ("van-ban/", "papers"),
    ("tim-kiem/", "finding"),
    ("luat/", "law"),
    ("so-khen-thuong/nhap-so-cu/", "register_import"),
    ("so-khen-thuong/", "register"),
    ("dieu-kien/", "eligibility"),
    ("chi-thi/", "directives"),
    ("phong-trao/", "movements"),
    ("duoc-giao/", "duties"),
    ("chi-tieu/", "targets"),
    ("chi-so/", "indices"),
    ("toan-canh/", "overview"),
    ("bao-cao/", "reports"),
    ("kiem-tra/", "inspections"),
    ("dien-hinh/", "publicity"),
    ("dai-hoi/", "congress"),
    ("tap-huan/", "training"),
    ("y-kien/", "oversight"),
    ("hop-thu/", "messages"),
    ("quan-tri/", "desk"),
    ("cong-khai/", "portal"),
    ("huong-dan/", "help"),
    ("thanh-phan/", "ui"),
]


def area_urls(name: str) -> str | None:
    module = f"thidua.pages.{name}"
    return f"{module}.urls" if find_spec(module) and find_spec(f"{module}.urls") else None


urlpatterns = [path("song/", health, name="health")]
urlpatterns += [path(prefix, include(urls)) for prefix, name in AREAS if (urls := area_urls(name))]
if find_spec("thidua.api.urls"):
    urlpatterns.append(path("api/", include("thidua.api.urls")))
if find_spec("thidua.pages.portal"):
    urlpatterns.append(
        path("robots.txt", import_string("thidua.pages.portal.views.machines.robots"))
    )

handler400 = "thidua.pages.ui.views.bad_request"
handler403 = "thidua.pages.ui.views.forbidden"
handler404 = "thidua.pages.ui.views.not_found"
handler500 = "thidua.pages.ui.views.server_error"
