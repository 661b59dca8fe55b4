"""The front page of the register, its lists, its book on paper."""

from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.base.access import may, requires
from thidua.pages.register.lists import entry_rows, holder_rows, with_unit_labels
from thidua.pages.register.words import (
    award_words,
    decision_words,
    merit_words,
    standing_words,
)
from thidua.subjects.orgs.selectors import names_on, tree_on
from thidua.subjects.register.enums import HolderKind
from thidua.subjects.register.models import Entry
from thidua.subjects.register.selectors.counts import (
    holdings,
    newest,
    open_doubles,
    transfers_to,
)

BOOK_LINES = 500


@require_GET
@requires("register.read")
def front(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    merges = bool(may(actor, "register.merge"))
    lines = reverse("register:entry_list")
    context = {
        "held": holdings(actor),
        "newest": [(entry, award_words(entry), standing_words(entry)) for entry in newest(actor)],
        "pairs": open_doubles().count() if merges else 0,
        "transfers": list(transfers_to(actor).select_related("holder").order_by("day", "pk")[:10]),
        "may_keep": may(actor, "register.keep"),
        "may_import": may(actor, "intake.start"),
        "kinds": HolderKind.choices[:4],
        "unit_id": actor.unit_id,
        "year_url": f"{lines}?tu={actor.day.year}-01-01",
        "doubts_url": f"{lines}?tt=nghi-van",
    }
    return render(request, "register/front.html", context)


@require_GET
@requires("register.read")
def entry_list(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    shown = entry_rows(actor, request.GET, tree_on(actor.day))
    if shown.wants_export:
        return shown.export()
    return render(request, "register/entry_list.html", {"list": shown})


@require_GET
@requires("register.read")
def entry_book(request: HttpRequest) -> HttpResponse:
    """The lines of the same filter as a page of the register book, for A4."""
    actor = request.actor
    shown = entry_rows(actor, request.GET, tree_on(actor.day))
    lines = list(shown.rows[:BOOK_LINES])
    context = {
        "rows": list(_book_rows(lines)),
        "left_out": max(0, shown.count - len(lines)),
        "filters": [f"{state.label}: {state.word.lstrip('· ')}" for state in shown.applied],
        "q": shown.q,
        "query": shown.query,
        "day": actor.day,
        "unit_name": actor.unit_name,
    }
    return render(request, "register/entry_book.html", context)


def _book_rows(lines: Iterable[Entry]) -> Iterator[dict[str, str]]:
    for entry in lines:
        yield {
            "name": entry.holder.name,
            "unit": ", ".join(part for part in (entry.position_title, entry.unit_name) if part),
            "award": award_words(entry),
            "year": merit_words(entry),
            "decision": decision_words(entry),
            "by": entry.decided_by,
            "certificate": entry.certificate_number,
            "note": "" if standing_words(entry) == "Có hiệu lực" else standing_words(entry),
        }


@require_GET
@requires("register.read")
def holder_list(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    shown = holder_rows(actor, request.GET, tree_on(actor.day))
    if shown.wants_export:
        whole = list(shown.rows)
        with_unit_labels(whole, names_on({h.unit_id for h in whole if h.unit_id}, actor.day))
        shown.__dict__["rows"] = whole
        return shown.export()
    rows = [row for row, _, _ in shown.page_rows]
    with_unit_labels(rows, names_on({row.unit_id for row in rows if row.unit_id}, actor.day))
    context = {
        "list": shown,
        "may_keep": may(actor, "register.keep"),
        "kinds": HolderKind.choices[:4],
    }
    return render(request, "register/holder_list.html", context)
