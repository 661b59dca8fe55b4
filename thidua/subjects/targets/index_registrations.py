"""What indices answer to questions of other layers: figures, duties, search, ties, reminders."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count

from thidua.base import parameters, registries
from thidua.base.access import Actor, may
from thidua.base.registries import DutyRow, Figure, FigureScope, RiskFact, SearchHit, Tie
from thidua.core.text import fold
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.targets.index_enums import Ranks
from thidua.subjects.targets.models import ImprovementMeasure, Index, IndexResult
from thidua.subjects.targets.selectors.indices import own_province
from thidua.subjects.targets.services.measures import measure_still_open

KIND = "Chỉ số"
GROUP = "Chỉ số cải cách, năng lực cạnh tranh"


def figures_of(scope: FigureScope) -> Iterable[Figure]:
    """The province: the newest result of each index up to the year; all: measures open and late."""
    if scope.unit_id is None:
        yield from _index_figures(scope)
    yield from _measure_figures(scope)


def _index_figures(scope: FigureScope) -> Iterable[Figure]:
    province = own_province(tree_on(scope.day))
    results = IndexResult.objects.filter(
        component=None, place_id=province.id if province else None, year__lte=scope.until.year
    )
    newest = {result.index_id: result for result in results.order_by("year")}
    for index in Index.objects.filter(ranks=Ranks.PROVINCES):
        yield _figure(index, newest.get(index.pk), scope.day)


def _figure(index: Index, result: IndexResult | None, day: date) -> Figure:
    return Figure(
        key=f"indices.{index.code}",
        label=f"{index.short_name} năm {result.year}" if result else index.short_name,
        value=result.score if result else None,
        unit=index.unit_of_measure,
        group=GROUP,
        url=f"/chi-so/{index.code}/",
        note=_note(result, day) if result else "",
        is_sample=bool(result and result.is_sample),
    )


def _note(result: IndexResult, day: date) -> str:
    """A result is published in the year after its own: on an earlier day nobody knew it yet."""
    words = []
    if result.rank:
        words.append(f"hạng {result.rank}" + (f"/{result.out_of}" if result.out_of else ""))
    if result.year >= day.year:
        words.append("công bố sau ngày đang xem")
    return ", ".join(words)


def _measure_figures(scope: FigureScope) -> Iterable[Figure]:
    measures = ImprovementMeasure.objects.filter(opened_on__lte=min(scope.day, scope.until)).open()
    if scope.unit_id is not None:
        measures = measures.filter(owner_id=scope.unit_id)
    marks = list(measures.values_list("due_on", "is_sample"))
    if not marks:
        return
    late = sum(due < scope.day for due, _ in marks)
    yield Figure(
        key="indices.measures_late",
        label="Biện pháp khắc phục chỉ số quá hạn",
        value=late,
        unit="biện pháp",
        group=GROUP,
        whole=len(marks),
        url="/chi-so/bien-phap/?tt=qua-han" + (f"&don_vi={scope.unit_id}" if scope.unit_id else ""),
        tone="bad" if late else "",
        is_sample=any(sample for _, sample in marks),
    )


def measure_rows(actor: Actor) -> list[DutyRow]:
    """What the actor's unit is to mend."""
    if not may(actor, "targets.finish_measure"):
        return []
    mine = ImprovementMeasure.objects.open().of_unit(actor.unit_id).select_related("index")
    return [_row(measure, actor.day) for measure in mine]


def _row(measure: ImprovementMeasure, day: date) -> DutyRow:
    late = measure.is_late_on(day)
    return DutyRow(
        due=measure.due_on,
        title=measure.text,
        detail=f"Biện pháp khắc phục chỉ số {measure.index.short_name}",
        state_label="Quá hạn" if late else "Đang thực hiện",
        state="bad" if late else "todo",
        url=f"/chi-so/bien-phap/{measure.pk}/",
        action="Báo kết quả",
        kind=KIND,
        icon="target",
        urgent=late,
    )


def ties(unit_ids: set[int], day: date) -> list[Tie]:
    count = ImprovementMeasure.objects.open().filter(owner_id__in=unit_ids).count()
    return [Tie("Biện pháp khắc phục chỉ số đang thực hiện", count)] if count else []


def hits(actor: Actor, words: str, limit: int) -> list[SearchHit]:
    wanted = fold(words).split()
    return [
        SearchHit(KIND, index.short_name, index.name, f"/chi-so/{index.code}/")
        for index in Index.objects.all()
        if wanted and all(word in fold(f"{index.short_name} {index.name}") for word in wanted)
    ][:limit]


def risks(unit_ids: set[int], day: date) -> list[RiskFact]:
    late = ImprovementMeasure.objects.late_on(day).filter(owner_id__in=unit_ids)
    counted = list(late.order_by().values_list("owner_id").annotate(count=Count("pk")))
    if not counted:
        return []
    points = int(parameters.get("risk.indices.late_measure", day))
    return [
        RiskFact(
            unit, "indices.late_measure", f"Quá hạn {count} biện pháp khắc phục chỉ số",
            points * count, f"/chi-so/bien-phap/?tt=qua-han&don_vi={unit}",
        )
        for unit, count in counted
    ]  # fmt: skip


registries.figures.register("indices", figures_of)
registries.open_duties.register("indices.measures", measure_rows)
registries.unit_ties.register("indices", ties)
registries.search_sources.register("indices", hits)
registries.risk_facts.register("indices", risks)
registries.reminder_reasons["targets.measure_still_open"] = measure_still_open
