"""What a citizen reads: the list, a movement, its document, the open data."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.base.access import public_page
from thidua.pages.portal import words
from thidua.pages.portal.answers import (
    KEPT,
    absolute,
    movement_address,
    movement_path,
    page,
)
from thidua.pages.portal.search import asked_for
from thidua.pages.portal.structured import data_facts, movement_facts, portal_facts
from thidua.pages.portal.views.stories import line as story_line
from thidua.subjects.movements import public
from thidua.subjects.movements.public import MovementPage, MovementRow
from thidua.subjects.oversight import public as oversight
from thidua.subjects.publicity import public as publicity
from thidua.subjects.targets.public import published_results

STORIES = 3


@require_safe
@public_page
def movement_list(request: HttpRequest) -> HttpResponse:
    asked = asked_for(request.GET)
    found = public.find_movements(
        words=asked.words, year=asked.year, level=asked.level, page=asked.page
    )
    return page(
        request,
        "portal/movement_list.html",
        {
            "asked": asked,
            "found": found,
            "lines": [_line(row) for row in found.rows],
            "pages": asked.page_links(found.page, found.pages),
            "years": public.years(),
            "levels": public.LEVELS,
            "leading": None if asked.is_narrowed else _leading(),
            "stories": [] if asked.is_narrowed else _latest_stories(),
            "facts": portal_facts(found.rows, [movement_address(row) for row in found.rows]),
            "current": "movements",
        },
    )


@require_safe
@public_page
def movement_see(request: HttpRequest, movement_id: int, slug: str = "") -> HttpResponse:
    found = public.movement_page(movement_id)
    if found is None:
        return _gone(request, movement_id)
    if slug != found.row.slug:
        return redirect(movement_path(found.row), permanent=True)
    return page(request, "portal/movement_see.html", _movement_context(found))


@require_safe
@public_page
def document_file(request: HttpRequest, movement_id: int) -> HttpResponse:
    """The file by which the movement was launched; always a download, never run by the browser."""
    file = public.document_file(movement_id)
    if file is None:
        return _gone(request, movement_id)
    etag = f'"{file.sha256}"'
    response = HttpResponse(headers={"ETag": etag, "Cache-Control": KEPT})
    kept = get_conditional_response(request, etag=etag, response=response)
    if kept is not response:
        return kept  # type: ignore[return-value]
    with file.open() as content:
        response.content = content.read()
    response["Content-Type"] = file.media_type
    response["Last-Modified"] = http_date(file.stored_at.timestamp())
    response["Content-Disposition"] = str(content_disposition_header(True, file.name))
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_safe
@public_page
def open_data(request: HttpRequest) -> HttpResponse:
    description = absolute("api:openapi")
    return page(
        request,
        "portal/open_data.html",
        {
            "root": absolute("api:root"),
            "description": description,
            "facts": data_facts(absolute("portal:open_data"), description),
            "current": "data",
        },
    )


def _targets(found: MovementPage) -> list[words.ShownTarget]:
    """What is to be reached, each with its verified result if there is one."""
    results = published_results((target.id, target.year) for target in found.targets)
    return [words.shown_target(target, results.get(target.id)) for target in found.targets]


def _movement_context(found: MovementPage) -> dict[str, object]:
    parent = movement_address(found.parent) if found.parent else ""
    total, launched = public.total(found.groups)
    return {
        "movement": found,
        "row": found.row,
        "kick": kick(found.row),
        "period": words.period(found.row),
        "contents": [words.shown_content(content) for content in found.contents],
        "targets": _targets(found),
        "children": [_line(child) for child in found.children],
        "stories": [story_line(row) for row in _stories_of(found)],
        "groups": [words.shown_group(group) for group in found.groups],
        "signer_title": words.title_words(found.document.signer_title),
        "total": total,
        "launched": launched,
        "opinions": oversight.published_count(found.row.id),
        "parent_path": movement_path(found.parent) if found.parent else "",
        "facts": movement_facts(found, movement_address(found.row), parent),
        "current": "movements",
    }


def _latest_stories() -> list[dict[str, object]]:
    return [story_line(row) for row in publicity.latest_stories(STORIES)]


def _stories_of(found: MovementPage) -> tuple[publicity.StoryRow, ...]:
    return publicity.latest_stories(STORIES, movement=found.row.id)


def kick(row: MovementRow) -> str:
    words = {"level": row.level_label.lower(), "year": row.year}
    return _("Phong trào thi đua %(level)s, năm %(year)s") % words


def _line(row: MovementRow) -> dict[str, object]:
    return {
        "row": row,
        "path": movement_path(row),
        "kick": kick(row),
        "period": words.period(row),
        "participation": words.participation(row),
    }


def _leading() -> dict[str, object] | None:
    row = public.leading_movement()
    return _line(row) if row else None


def _gone(request: HttpRequest, movement_id: int) -> HttpResponse:
    """410 with one sentence for what was withdrawn; a draft and a number never used look alike."""
    withdrawn = public.withdrawal(movement_id)
    if withdrawn is None:
        raise Http404
    return page(request, "portal/movement_gone.html", {"withdrawn": withdrawn}, status=410)
