"""The register of a unit, over all it was called and all it came from."""

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.base.access import Actor, requires
from thidua.pages.register.words import award_words, decision_words
from thidua.pages.ui.charts import Point, Series
from thidua.subjects.orgs.selectors import history, tree_on, version_on
from thidua.subjects.register.awards import name_of
from thidua.subjects.register.models import Holder
from thidua.subjects.register.permissions import sees_all
from thidua.subjects.register.selectors.counts import kinds_of
from thidua.subjects.register.selectors.scope import is_own_unit
from thidua.subjects.register.selectors.units import (
    awards_by_year,
    entries_of_unit,
    people_of_unit,
)

YEARS = 10
OWN_LINES = 60


@require_GET
@requires("register.read")
def unit_see(request: HttpRequest, unit_id: int) -> HttpResponse:
    actor = request.actor
    if not sees_all(actor) and not is_own_unit(actor, unit_id):
        raise Http404("Đơn vị này không thuộc phạm vi của ông (bà).")
    line = history(unit_id)
    if not line.lines:
        raise Http404("Không có đơn vị này.")
    tree = tree_on(actor.day)
    with_below = request.GET.get("truc-thuoc") == "1"
    below = tree.descendants(unit_id) if unit_id in tree else []
    entries = entries_of_unit(unit_id, actor.day, below=below if with_below else ())
    years = awards_by_year(entries)
    version = version_on(unit_id, actor.day)
    context = {
        "unit_id": unit_id,
        "name": version.name if version else line.own.name,
        "stands": version is not None,
        "earlier": line.predecessors,
        "later": line.successors,
        "below": len(below),
        "with_below": with_below,
        "table": _table(years),
        "chart": _chart(years, actor),
        "total": sum(sum(counts.values()) for counts in years.values()),
        "people": kinds_of(people_of_unit(unit_id, actor.day, below=below if with_below else ())),
        "own": _own_awards(unit_id, actor),
    }
    return render(request, "register/unit_see.html", context)


def _table(years: dict[int, Counter[str]]) -> dict[str, Any]:
    """Awards down, years across: the last ten that have any."""
    shown = list(years)[:YEARS]
    keys = sorted({key for year in shown for key in years[year]}, key=name_of)
    return {
        "years": shown,
        "rows": [(name_of(key), key, [years[year].get(key, 0) for year in shown]) for key in keys],
        "sums": [sum(years[year].values()) for year in shown],
    }


def _chart(years: dict[int, Counter[str]], actor: Actor) -> list[Series]:
    if not years:
        return []
    last = max(years)
    span = range(max(min(years), last - YEARS + 1), last + 1)
    points = [Point(str(year), sum(years.get(year, Counter()).values())) for year in span]
    return [Series("Lượt khen thưởng", points, main=True)]


def _own_awards(unit_id: int, actor: Actor) -> list[tuple[int | None, str, str, str]]:
    """What the unit itself was commended with, under whatever name."""
    whole = Holder.objects.standing().filter(is_whole_unit=True)
    rows = (
        entries_of_unit(unit_id, actor.day)
        .filter(holder__in=whole)
        .select_related("holder")
        .order_by("-year", "-decided", "-pk")[:OWN_LINES]
    )
    return [
        (row.year_counted, award_words(row), decision_words(row), row.unit_name) for row in rows
    ]
