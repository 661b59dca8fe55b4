"""The search page, what stands under the box while typing, and the people of one decision."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.base.access import requires, signed_in
from thidua.base.registries import search_sources
from thidua.core.text import format_date
from thidua.pages.finding.asked import Asked
from thidua.pages.finding.showing import plain_hits, results
from thidua.pages.register.lists import ENTRY_COLUMNS
from thidua.pages.ui.lists import FilteredList
from thidua.subjects.register.models import Entry
from thidua.subjects.register.selectors.scope import entries_visible_to

HITS_OF_ONE_KIND = 10
OF_EACH_WHILE_TYPING = 4
MOST_PAGES = 8
NO_DECISION = "Không có quyết định này trong sổ, hoặc thuộc đơn vị khác quản lý."


@require_GET
@signed_in
def search(request: HttpRequest) -> HttpResponse:
    asked = Asked(request.GET, request.actor)
    found = results(asked, _page(request)) if asked.is_asked else None
    context = {"asked": asked, "found": found, "turns": _turns(asked, found)}
    return render(request, "finding/search.html", context)


def _page(request: HttpRequest) -> int:
    words = request.GET.get("trang", "1")
    return min(int(words), MOST_PAGES) if words.isdecimal() and words != "0" else 1


def _turns(asked, found):
    if found is None or found.pages == 1:
        return []
    return [(n, asked.url(page=str(n)), n == found.page) for n in range(1, found.pages + 1)]


@require_GET
@signed_in
def quick(request: HttpRequest) -> HttpResponse:
    """Under the box while somebody types."""
    asked = Asked(request.GET, request.actor)
    found = results(asked, 1, OF_EACH_WHILE_TYPING) if asked.words else None
    return render(request, "finding/_quick.html", {"asked": asked, "found": found})


@require_GET
@signed_in
def elsewhere(request: HttpRequest) -> HttpResponse:
    """The same words in movements, papers, targets and all else, by each subject's own search."""
    asked = Asked(request.GET, request.actor)
    hits = (
        search_sources.collect(request.actor, asked.words, HITS_OF_ONE_KIND) if asked.words else []
    )
    context = {"asked": asked, "kinds": plain_hits(hits, request.actor, asked.words)}
    part = "htmx" if request.headers.get("HX-Request") else "page"
    template = "finding/_elsewhere.html" if part == "htmx" else "finding/elsewhere.html"
    return render(request, template, context)


@require_GET
@requires("register.read")
def decision_see(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Everybody commended by the decision this line names, as far as the actor sees them."""
    visible = entries_visible_to(request.actor)
    line = visible.filter(pk=entry_id).first() or _same_decision(visible, entry_id)
    rows = visible.shown().filter(
        decision_number=line.decision_number, decided=line.decided, decided_by=line.decided_by
    )
    if not line.decision_number:
        raise Http404(NO_DECISION)
    shown = FilteredList(
        request.GET,
        rows.select_related("holder").order_by("holder__sort_key", "pk"),
        ENTRY_COLUMNS,
        name="dong",
        thing="dòng",
        search_fields=["holder__name_key"],
        search_hint="ví dụ: vang thi mau",
        empty_heading="Không có dòng nào",
        empty_words="Các dòng của quyết định này thuộc đơn vị khác quản lý.",
        export_name="quyet-dinh-khen-thuong",
    )
    if shown.wants_export:
        return shown.export()
    day = format_date(line.decided) if line.decided else ""
    context = {"line": line, "day": day, "list": shown}
    return render(request, "finding/decision_see.html", context)


def _same_decision(visible, entry_id: int) -> Entry:
    """A unit's own line of a decision whose first line is another unit's."""
    named = Entry.objects.filter(pk=entry_id).exclude(decision_number="").first()
    same = (
        named
        and visible.filter(
            decision_number=named.decision_number,
            decided=named.decided,
            decided_by=named.decided_by,
        ).first()
    )
    if not same:
        raise Http404(NO_DECISION)
    return same
