"""What indices answer to questions of other layers: figures, duties, search, ties, reminders."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, FilteredRelation, Q

from thidua.base import parameters, registries
from thidua.base.access import Actor, may
from thidua.base.registries import DutyRow, Figure, FigureScope, RiskFact, SearchHit, Tie
from thidua.core.text import fold
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.targets.index_enums import Ranks
from thidua.subjects.targets.models import ImprovementMeasure, Index
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
    """One query: each index with the totals of the own province beside it, oldest first."""
    province = own_province(tree_on(scope.day))
    known = FilteredRelation(
        "results",
        condition=Q(
            results__component=None,
            results__place_id=province.id if province else 0,
            results__year__lte=scope.until.year,
        ),
    )
    rows = Index.objects.filter(ranks=Ranks.PROVINCES).annotate(known=known)
    newest = {
        row["code"]: row
        for row in rows.order_by("position", "id", "known__year").values(
            "code", "short_name", "unit_of_measure", *(f"known__{name}" for name in RESULT_FIELDS)
        )
    }
    for row in newest.values():
        yield _figure(row, scope.day)


RESULT_FIELDS = ("year", "score", "rank", "out_of", "is_sample")


def _figure(row: dict[str, Any], day: date) -> Figure:
    year = row["known__year"]
    return Figure(
        key=f"indices.{row['code']}",
        label=f"{row['short_name']} năm {year}" if year else row["short_name"],
        value=row["known__score"],
        unit=row["unit_of_measure"],
        group=GROUP,
        url=f"/chi-so/{row['code']}/",
        note=_note(row, day),
        is_sample=bool(row["known__is_sample"]),
    )


def _note(row: dict[str, Any], day: date) -> str:
    """A result is published in the year after its own: on an earlier day nobody knew it yet."""
    words = []
    if row["known__rank"]:
        out_of = row["known__out_of"]
        words.append(f"hạng {row['known__rank']}" + (f"/{out_of}" if out_of else ""))
    if (row["known__year"] or 0) >= day.year:
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
