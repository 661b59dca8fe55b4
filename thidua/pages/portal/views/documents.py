"""Published documents: a list searched without accents, the signed files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from thidua.base.access import public_page
from thidua.pages.portal.answers import KEPT, page
from thidua.pages.portal.search import wanted
from thidua.subjects.publicity import public


@require_safe
@public_page
def document_list(request: HttpRequest) -> HttpResponse:
    kinds, years = public.kinds_and_years()
    asked = wanted(request.GET, kinds={kind: kind for kind in kinds})
    found = public.find_documents(
        words=asked.words, kind=asked.kind, year=asked.year, page=asked.page
    )
    return page(
        request,
        "portal/document_list.html",
        {
            "asked": asked,
            "found": found,
            "pages": asked.page_links(found.page, found.pages),
            "kinds": kinds,
            "years": years,
            "current": "documents",
        },
    )


@require_safe
@public_page
def paper_file(request: HttpRequest, paper_id: int) -> HttpResponse:
    """The signed file; always a download, never run by the browser."""
    file = public.paper_file(paper_id)
    if file is None:
        raise Http404
    etag = f'"{file.sha256}"'
    response = HttpResponse(headers={"ETag": etag, "Cache-Control": KEPT})
    with file.content as content:
        kept = get_conditional_response(request, etag=etag, response=response)
        if kept is not response:
            return kept  # type: ignore[return-value]
        response.content = content.read()
    response["Content-Type"] = file.media_type
    response["Content-Disposition"] = str(content_disposition_header(True, file.name))
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
