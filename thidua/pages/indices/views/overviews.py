"""All indices by year, and what one unit has to answer for."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.base.access import may, signed_in
from thidua.pages.indices.words import change_words, place_words, tone_of
from thidua.pages.ui.charts import Point, Series
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.targets.index_enums import Ranks
from thidua.subjects.targets.models import ImprovementMeasure, IndexComponent, IndexResult
from thidua.subjects.targets.selectors.indices import (
    IndexLine,
    index_lines,
    own_province,
    years_up_to,
)


@dataclass(frozen=True, slots=True)
class LineShown:
    line: IndexLine
    results: tuple[IndexResult | None, ...]
    place: str
    change: str
    tone: str

    @property
    def title(self) -> str:
        latest = self.line.latest
        name = self.line.index.short_name
        return f"{name} năm {latest.year}" if latest else name

    @property
    def note(self) -> str:
        return ", ".join(part for part in (self.place, self.change) if part)

    @property
    def is_of_units(self) -> bool:
        return self.line.index.ranks == Ranks.UNITS


def shown(line: IndexLine, years: list[int]) -> LineShown:
    results = tuple(line.results.get(year) for year in years)
    return LineShown(line, results, place_words(line.latest), change_words(line), tone_of(line))


def rank_chart(lines: list[IndexLine], years: list[int]) -> list[Series]:
    """Ranks of all indices over the years; those never ranked are left out."""
    ranked = [line for line in lines if any(one.rank for one in line.results.values())]
    return [
        Series(
            line.index.short_name,
            [Point(str(y), line.results[y].rank if y in line.results else None) for y in years],
            main=place == 0,
        )
        for place, line in enumerate(ranked)
    ]


@require_GET
@signed_in
def index_list(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    years = years_up_to(actor.day)
    province = own_province(tree_on(actor.day))
    lines = index_lines(province.id if province else None, actor.day)
    context = {
        "province": province,
        "years": years,
        "lines": [shown(line, years) for line in lines],
        "ranks": rank_chart(lines, years),
        "measures": ImprovementMeasure.objects.open().select_related("index")[:6],
        "today": actor.day,
        "may_set": may(actor, "targets.set_index"),
        "may_record": may(actor, "targets.record_index"),
        "is_owner": may(actor, "targets.finish_measure") and not may(actor, "targets.set_index"),
        "late": sum(line.late_measures for line in lines),
    }
    return render(request, "indices/index_list.html", context)


@require_GET
@signed_in
def owner_see(request: HttpRequest) -> HttpResponse:
    """The components a unit answers for, what they reached, and what it is doing about them."""
    actor = request.actor
    owned = IndexComponent.objects.filter(owner_id=actor.unit_id or 0).select_related("index")
    province = own_province(tree_on(actor.day))
    results = IndexResult.objects.filter(
        component__in=owned, place_id=province.id if province else 0
    ).select_related("component")
    by_component = {result.component_id: result for result in results}
    measures = ImprovementMeasure.objects.of_unit(actor.unit_id).select_related(
        "index", "component"
    )
    context = {
        "components": [
            (component, by_component.get(component.pk))
            for component in owned.order_by("index__position", "-year", "position")
        ],
        "measures": [(measure, measure.is_late_on(actor.day)) for measure in measures],
    }
    return render(request, "indices/owner_see.html", context)
