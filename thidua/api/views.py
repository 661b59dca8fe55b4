"""Open data about published movements: read only, JSON, for anybody, from anywhere."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.api import asking, shapes
from thidua.api.description import describe
from thidua.base.access import public_page
from thidua.subjects.movements import public
from thidua.subjects.publicity import public as publicity

Json = dict[str, Any]
KEPT = "public, max-age=60"
FREE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag",
    "Access-Control-Max-Age": "86400",
}


class NoSuchThing(Exception):
    """Answered with 404, or with 410 and the sentence when it was once public."""

    def __init__(self, message: str, status: int = 404) -> None:
        super().__init__(message)
        self.status = status


def data(view: Callable[..., Json]) -> Callable[..., HttpResponse]:
    """The view's value as JSON with the headers of open data; refusals as JSON too."""

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=FREE)
        try:
            return _kept(request, view(request, **kwargs))
        except asking.BadRequest as fault:
            return _said(str(fault), 400)
        except NoSuchThing as fault:
            return _said(str(fault), fault.status)

    return public_page(require_http_methods(["GET", "HEAD", "OPTIONS"])(answer))


def _kept(request: HttpRequest, value: Json) -> HttpResponse:
    response = _json(value, 200)
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    response["Cache-Control"] = KEPT
    kept = get_conditional_response(request, etag=etag, response=response)
    assert isinstance(kept, HttpResponse)
    for name, value_of in FREE.items():
        kept[name] = value_of
    return kept


def _said(message: str, status: int) -> HttpResponse:
    return _json({"error": message}, status)


def _json(value: Json, status: int) -> HttpResponse:
    return JsonResponse(
        value, status=status, headers=FREE, json_dumps_params={"ensure_ascii": False}
    )


@data
def root(request: HttpRequest) -> Json:
    return {
        "description": shapes.absolute("api:openapi"),
        "documentation": shapes.absolute("portal:open_data"),
        "movements": shapes.absolute("api:movements"),
        "targets": shapes.absolute("api:targets"),
        "documents": shapes.absolute("api:documents"),
        "stories": shapes.absolute("api:stories"),
    }


@data
def movements(request: HttpRequest) -> Json:
    asking.check_names(request.GET, frozenset({"q", "year", "level", "parent", "page", "size"}))
    paging = asking.paging(request.GET)
    found = public.find_movements(
        words=asking.words(request.GET),
        year=asking.number(request.GET, "year", 1900, 2999),
        level=asking.level(request.GET),
        parent=asking.number(request.GET, "parent", 1, 2**62),
        page=paging.page,
        size=paging.size,
    )
    return _page(request, "api:movements", found, [shapes.movement_row(row) for row in found.rows])


@data
def movement(request: HttpRequest, movement_id: int) -> Json:
    asking.check_names(request.GET, frozenset())
    found = public.movement_page(movement_id)
    if found is not None:
        return shapes.movement_page(found)
    withdrawn = public.withdrawal(movement_id)
    if withdrawn is None:
        raise NoSuchThing(_("Không có phong trào nào đã công bố mang số này."))
    by = _(" theo %(paper)s") % {"paper": withdrawn.paper} if withdrawn.paper else ""
    said = _("“%(name)s” đã được bãi bỏ%(by)s.") % {"name": withdrawn.name, "by": by}
    raise NoSuchThing(said, 410)


@data
def targets(request: HttpRequest) -> Json:
    asking.check_names(request.GET, frozenset({"year", "movement", "page", "size"}))
    paging = asking.paging(request.GET)
    found = public.find_targets(
        year=asking.number(request.GET, "year", 1900, 2999),
        movement=asking.number(request.GET, "movement", 1, 2**62),
        page=paging.page,
        size=paging.size,
    )
    return _page(request, "api:targets", found, [shapes.target(row) for row in found.rows])


@data
def documents(request: HttpRequest) -> Json:
    asking.check_names(request.GET, frozenset({"q", "year", "kind", "page", "size"}))
    paging = asking.paging(request.GET)
    found = publicity.find_documents(
        words=asking.words(request.GET),
        kind=request.GET.get("kind", "")[:100],
        year=asking.number(request.GET, "year", 1900, 2999),
        page=paging.page,
        size=paging.size,
    )
    return _page(request, "api:documents", found, [shapes.document_row(row) for row in found.rows])


@data
def stories(request: HttpRequest) -> Json:
    """Published stories: none before its moment, none whose consent was taken back."""
    asking.check_names(request.GET, frozenset({"q", "year", "field", "movement", "page", "size"}))
    paging = asking.paging(request.GET)
    field = request.GET.get("field", "")
    if field and field not in dict(publicity.FIELDS):
        known = ", ".join(dict(publicity.FIELDS))
        raise asking.BadRequest(_("“field” là một trong: %(fields)s.") % {"fields": known})
    found = publicity.find_stories(
        words=asking.words(request.GET),
        field=field,
        year=asking.number(request.GET, "year", 1900, 2999),
        movement=asking.number(request.GET, "movement", 1, 2**62),
        page=paging.page,
        size=paging.size,
    )
    return _page(request, "api:stories", found, [shapes.story_row(row) for row in found.rows])


@data
def openapi(request: HttpRequest) -> Json:
    return describe()


def _page(request: HttpRequest, name: str, found: Any, results: list[Json]) -> Json:
    def address(number: int) -> str:
        given = request.GET.dict() | {"page": str(number)}
        return f"{shapes.absolute(name)}?{urlencode(given)}"

    return {
        "count": found.count,
        "page": found.page,
        "pages": found.pages,
        "next": address(found.page + 1) if found.page < found.pages else None,
        "previous": address(found.page - 1) if found.page > 1 else None,
        "results": results,
    }
