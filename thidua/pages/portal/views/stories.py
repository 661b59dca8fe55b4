"""Good examples as anybody reads them: the list, a story, its pictures."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from thidua.base.access import public_page
from thidua.pages.portal.answers import KEPT, absolute, page
from thidua.pages.portal.search import wanted
from thidua.pages.portal.structured import stories_facts, story_facts
from thidua.subjects.publicity import public
from thidua.subjects.publicity.public import PictureShown, StoryRow


def story_path(row: StoryRow) -> str:
    return reverse("portal:story_see", kwargs={"example_id": row.id, "slug": row.slug})


def story_address(row: StoryRow) -> str:
    return absolute("portal:story_see", example_id=row.id, slug=row.slug)


def picture_path(picture: PictureShown, size: str) -> str:
    return reverse("portal:story_picture", kwargs={"picture_id": picture.id, "size": size})


def shown_picture(picture: PictureShown | None) -> dict[str, object] | None:
    """Addresses of the three sizes, with widths, so that the browser takes the smallest that does."""
    if picture is None:
        return None
    paths = {size: picture_path(picture, size) for size in ("small", "medium", "large")}
    sizes = zip(paths.values(), picture.widths, strict=True)
    srcset = ", ".join(dict.fromkeys(f"{path} {width}w" for path, width in sizes))
    return {"of": picture, "src": paths["medium"], "srcset": srcset}


def line(row: StoryRow) -> dict[str, object]:
    return {"row": row, "path": story_path(row), "picture": shown_picture(row.picture)}


@require_safe
@public_page
def story_list(request: HttpRequest) -> HttpResponse:
    asked = wanted(request.GET, fields=dict(public.FIELDS), kinds=dict(public.KINDS))
    found = public.find_stories(
        words=asked.words,
        field=asked.field,
        kind=asked.kind,
        year=asked.year,
        commune=asked.commune,
        movement=asked.movement,
        page=asked.page,
    )
    return page(
        request,
        "portal/story_list.html",
        {
            "asked": asked,
            "found": found,
            "lines": [line(row) for row in found.rows],
            "pages": asked.page_links(found.page, found.pages),
            "years": public.years(),
            "fields": public.FIELDS,
            "kinds": public.KINDS,
            "communes": [(str(pk), name) for pk, name in public.communes()],
            "facts": stories_facts(found.rows, [story_address(row) for row in found.rows]),
            "current": "stories",
        },
    )


@require_safe
@public_page
def story_see(request: HttpRequest, example_id: int, slug: str = "") -> HttpResponse:
    found = public.story_page(example_id)
    if found is None:
        if public.was_withdrawn(example_id):
            return page(request, "portal/story_gone.html", {"current": "stories"}, status=410)
        raise Http404
    if slug != found.row.slug:
        return redirect(story_path(found.row), permanent=True)
    lead = found.pictures[0] if found.pictures else None
    return page(
        request,
        "portal/story_see.html",
        {
            "story": found,
            "row": found.row,
            "summary": [text for text in found.row.summary.splitlines() if text.strip()],
            "lead": shown_picture(lead),
            "pictures": [shown_picture(one) for one in found.pictures[1:]],
            "og_image": absolute("portal:story_picture", picture_id=lead.id, size="large")
            if lead
            else "",
            "facts": story_facts(
                found, story_address(found.row), _picture_addresses(found.pictures)
            ),
            "current": "stories",
        },
    )


def _picture_addresses(pictures: tuple[PictureShown, ...]) -> list[str]:
    return [absolute("portal:story_picture", picture_id=one.id, size="large") for one in pictures]


@require_safe
@public_page
def story_picture(request: HttpRequest, picture_id: int, size: str) -> HttpResponse:
    """Asked anew each time whether it may be seen: an embargo and a consent hold for pictures too."""
    file = public.picture_file(picture_id, size)
    if file is None:
        raise Http404
    etag = f'"{file.sha256}"'
    response = HttpResponse(headers={"ETag": etag, "Cache-Control": KEPT})
    with file.content as content:
        kept = get_conditional_response(request, etag=etag, response=response)
        if kept is not response:
            return kept  # type: ignore[return-value]
        response.content = content.read()
    response["Content-Type"] = "image/jpeg"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
