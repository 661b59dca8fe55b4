"""What targets answer to questions of lower and higher layers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q

from thidua.base import registries
from thidua.base.access import PROVINCE_DESK, Actor, may
from thidua.base.parameters import calendar, days
from thidua.base.registries import (
    DutyRow,
    Figure,
    FigureScope,
    RiskFact,
    SearchHit,
    Tie,
    UnitFigure,
)
from thidua.core.periods import WorkingCalendar
from thidua.core.targets import Verdict
from thidua.core.text import fold
from thidua.subjects.targets.enums import TargetState, ValueState
from thidua.subjects.targets.models import Target, TargetShare, TargetValue
from thidua.subjects.targets.permissions import UNIT_PEOPLE
from thidua.subjects.targets.selectors import owed
from thidua.subjects.targets.selectors.board import TargetRow, board_of
from thidua.subjects.targets.services.decisions import follow_paper
from thidua.subjects.targets.services.reminding import figure_still_owed
from thidua.subjects.targets.services.settling import still_disputed

KIND = "Chỉ tiêu"


def report_rows(actor: Actor) -> list[DutyRow]:
    """Figures that the actor's unit owes, a line for each period; those to be explained."""
    if actor.unit_id is None or actor.role not in UNIT_PEOPLE:
        return []
    units = owed.units_spoken_for(actor.unit_id, actor.day)
    return [
        *(
            _row(
                due=line.period.due_on,
                title=f"Báo cáo chỉ tiêu {line.period.name}: còn {line.open} trong {line.total}",
                detail="Nhập trên màn hình, dán từ Excel hoặc gửi tệp",
                state_label=str(ValueState.OPEN.label),
                url=f"/chi-tieu/bao-cao/{line.period.code}/",
                action="Báo cáo",
                actor=actor,
            )
            for line in owed.owed_periods(units, actor.day)
            if line.open
        ),
        *(
            _row(
                due=row.explain_due,
                title=f"Giải trình số liệu “{row.target}”, {row.period.name}",
                detail=row.dispute_reason,
                state_label=str(ValueState.DISPUTED.label),
                url=f"/chi-tieu/so-lieu/{row.pk}/",
                action="Giải trình",
                actor=actor,
                tone="warn",
            )
            for row in owed.to_explain(units)
        ),
    ]


def _row(
    *,
    due: date | None,
    title: str,
    detail: str,
    state_label: str,
    url: str,
    action: str,
    actor: Actor,
    tone: str = "todo",
) -> DutyRow:
    return DutyRow(
        due=due,
        title=title,
        detail=detail,
        state_label=state_label,
        state=tone,
        url=url,
        action=action,
        kind=KIND,
        icon="target",
        urgent=due is not None and due < actor.day,
    )


def owner_rows(actor: Actor) -> list[DutyRow]:
    """What the owner of targets, and the office in its stead, has to verify and to give."""
    if actor.role in PROVINCE_DESK:
        lines, unsplit = owed.to_verify(None, own_figures=True), list(owed.to_split())
        unsplit = [target for target in unsplit if target.owner_id is None]
    elif actor.unit_id is not None and actor.role in UNIT_PEOPLE:
        lines, unsplit = owed.to_verify(actor.unit_id), list(owed.to_split(actor.unit_id))
    else:
        return []
    if not lines and not unsplit:
        return []
    working = calendar(actor.day)
    return [
        *_verify_rows(lines, actor, working),
        *(
            _row(
                due=_due(target.announced_on, "target.split", actor.day, working),
                title=f"Giao chỉ tiêu “{target}” cho các đơn vị",
                detail=target.phrase,
                state_label="Chưa giao",
                url=f"/chi-tieu/{target.pk}/giao/",
                action="Giao",
                actor=actor,
            )
            for target in unsplit
        ),
    ]


def _verify_rows(
    lines: Iterable[owed.ToVerify], actor: Actor, working: WorkingCalendar
) -> Iterator[DutyRow]:
    for line in lines:
        yield _row(
            due=_due(line.period.due_on, "target.verify", actor.day, working),
            title=f"Xác nhận số liệu “{line.target}”, {line.period.name}",
            detail=f"{line.waiting} đơn vị đã báo cáo",
            state_label="Chờ xác nhận",
            url=f"/chi-tieu/chu-tri/{line.target.pk}/{line.period.code}/",
            action="Xác nhận",
            actor=actor,
        )


def _due(since: date | None, key: str, day: date, working: WorkingCalendar) -> date | None:
    return working.add_working_days(since, days(key, day)) if since else None


def desk_rows(actor: Actor) -> list[DutyRow]:
    """Sheets to complete, periods to lock."""
    if not may(actor, "targets.lock"):
        return []
    waiting = list(owed.to_fix(actor.day))
    rows = [
        _row(
            due=period.locks_on,
            title=f"Chốt số liệu chỉ tiêu {period.name}",
            detail="Số đã xác nhận được chốt; phần còn lại được nêu tên",
            state_label="Đến ngày chốt",
            url=f"/chi-tieu/ky/?nam={period.year}",
            action="Chốt",
            actor=actor,
        )
        for period in owed.to_lock(actor.day)
    ]
    if waiting:
        first = waiting[0]
        due = _due(first.announced_on, "target.set", actor.day, calendar(actor.day))
        rows.append(
            _row(
                due=due,
                title=f"Chốt bảng chỉ tiêu năm {first.year}: {len(waiting)} chỉ tiêu",
                detail="Kỳ báo cáo, cách tổng hợp, cơ quan chủ trì, số năm trước",
                state_label=str(TargetState.GIVEN.label),
                url=f"/chi-tieu/?nam={first.year}",
                action="Chốt",
                actor=actor,
            )
        )
    return rows


def ties(unit_ids: set[int], day: date) -> list[Tie]:
    return [
        Tie("Chỉ tiêu đơn vị chủ trì", _owned(unit_ids)),
        Tie("Chỉ tiêu được giao", TargetShare.objects.filter(organization__in=unit_ids).count()),
        Tie(
            "Số liệu chỉ tiêu chưa báo cáo",
            TargetValue.objects.filter(
                organization__in=unit_ids, state=ValueState.OPEN, period__locks_on__gt=day
            ).count(),
        ),
    ]


def _owned(unit_ids: set[int]) -> int:
    return Target.objects.followed().filter(owner__in=unit_ids, of_unit=None).count()


def hits(actor: Actor, words: str, limit: int) -> list[SearchHit]:
    if not may(actor, "targets.board.see"):
        return []
    wanted = fold(words).split()
    targets = Target.objects.filter(of_unit=None, announced_on__isnull=False).order_by(
        "-year", "pk"
    )
    found = [
        target
        for target in targets[:500]
        if all(word in fold(f"{target.name} {target.scope}") for word in wanted)
    ]
    return [
        SearchHit(
            KIND, target.name, f"{target.phrase}, năm {target.year}", f"/chi-tieu/{target.pk}/"
        )
        for target in found[:limit]
    ]


SUMMARY = (
    ("targets.exceeded", "Chỉ tiêu vượt", (Verdict.EXCEEDED,), "good"),
    ("targets.achieved", "Chỉ tiêu đạt", (Verdict.ACHIEVED,), "good"),
    ("targets.on_course", "Chỉ tiêu đúng tiến độ", (Verdict.ON_COURSE,), "good"),
    ("targets.at_risk", "Chỉ tiêu có nguy cơ", (Verdict.AT_RISK,), "warn"),
    ("targets.missed", "Chỉ tiêu không đạt", (Verdict.MISSED,), "bad"),
    ("targets.unknown", "Chỉ tiêu chưa có số liệu", (Verdict.UNKNOWN,), ""),
)


def figures(scope: FigureScope) -> Iterator[Figure]:
    """How many targets stand how, then each with its figure against what is wanted."""
    year = scope.until.year
    rows = board_of(year, scope.day, unit_id=scope.unit_id, names=False)
    where = f"/chi-tieu/?nam={year}"
    if scope.unit_id is not None:
        where = f"/chi-tieu/don-vi/{scope.unit_id}/?nam={year}"
    is_sample = any(row.is_sample for row in rows)
    for key, label, verdicts, tone in SUMMARY:
        count = sum(row.verdict in verdicts for row in rows)
        yield Figure(
            key, label, count, "chỉ tiêu", KIND,
            whole=len(rows), url=where, tone=tone if count else "", is_sample=is_sample,
        )  # fmt: skip
    yield from (_figure(row) for row in rows)


TONES = {
    Verdict.EXCEEDED: "good",
    Verdict.ACHIEVED: "good",
    Verdict.ON_COURSE: "good",
    Verdict.AT_RISK: "warn",
    Verdict.MISSED: "bad",
    Verdict.UNKNOWN: "",
}


def _figure(row: TargetRow) -> Figure:
    scope = row.target.scope
    label = row.target.name if scope in ("", "toàn tỉnh") else f"{row.target.name} ({scope})"
    return Figure(
        key=f"targets.value.{row.target_id}",
        label=label,
        value=row.now,
        unit=row.target.unit_of_measure,
        group=KIND,
        whole=row.wanted,
        url=row.url,
        note=f"{row.judgement.label}: {row.judgement.reason}",
        tone=TONES[row.verdict],
        is_sample=row.is_sample,
    )


def unit_figures() -> Iterator[UnitFigure]:
    """How well units report; and each target that units were given."""
    yield UnitFigure(
        "targets.reported", "Tỷ lệ số liệu chỉ tiêu đã báo cáo", "%", KIND, True, reported_share
    )
    yield UnitFigure(
        "targets.on_time", "Tỷ lệ số liệu chỉ tiêu báo cáo đúng hạn", "%", KIND, True, on_time_share
    )
    given = (
        Target.objects.followed().filter(of_unit=None, shares__isnull=False).exclude(rule="none")
    )
    for target in given.distinct().order_by("-year", "pk"):
        yield UnitFigure(
            f"targets.value.{target.pk}",
            f"{target.name}, năm {target.year}",
            target.unit_of_measure,
            KIND,
            target.direction == "up" and target.comparator != "at_most",
            _values_by_unit(target.pk),
        )


def _due_rows(scope: FigureScope, units: set[int]) -> dict[int, tuple[int, int, int]]:
    """Unit → figures due in the period of the scope, reported by the day, reported in time."""
    rows = TargetValue.objects.filter(
        organization_id__in=units,
        period__due_on__gte=scope.since,
        period__due_on__lte=min(scope.until, scope.day),
    )
    known = Q(reported_on__lte=scope.day)
    counted = (
        rows.order_by()
        .values("organization_id")
        .annotate(
            due=Count("pk"),
            told=Count("pk", filter=known),
            timely=Count("pk", filter=known & Q(reported_on__lte=F("period__due_on"))),
        )
    )
    return {row["organization_id"]: (row["due"], row["told"], row["timely"]) for row in counted}


def reported_share(scope: FigureScope, units: set[int]) -> dict[int, Decimal | int | None]:
    found = _due_rows(scope, units)
    return {unit: Decimal(100 * told) / due for unit, (due, told, _timely) in found.items()}


def on_time_share(scope: FigureScope, units: set[int]) -> dict[int, Decimal | int | None]:
    found = _due_rows(scope, units)
    return {unit: Decimal(100 * timely) / due for unit, (due, _told, timely) in found.items()}


class _values_by_unit:
    """The last figure of each unit in one target, as known on the day."""

    def __init__(self, target_id: int) -> None:
        self.target_id = target_id

    def __call__(self, scope: FigureScope, units: set[int]) -> dict[int, Decimal | int | None]:
        rows = TargetValue.objects.filter(
            target_id=self.target_id,
            organization_id__in=units,
            value__isnull=False,
            reported_on__lte=scope.day,
            period__last_day__lte=scope.until,
        ).order_by("period__last_day")
        return dict(rows.values_list("organization_id", "value"))


def risks(unit_ids: set[int], day: date) -> list[RiskFact]:
    """Units that owe figures past the due day, or came late this year, or left a dispute unmended."""
    rows = TargetValue.objects.filter(organization_id__in=unit_ids, period__year=day.year)
    counted = (
        rows.order_by()
        .values("organization_id")
        .annotate(
            owing=Count("pk", filter=Q(state=ValueState.OPEN, period__due_on__lt=day)),
            late=Count("pk", filter=Q(reported_on__gt=F("period__due_on"))),
            silent=Count("pk", filter=Q(state=ValueState.DISPUTED, explain_due__lt=day)),
        )
    )
    return [fact for row in counted for fact in _facts(row)]


def _facts(row: Mapping[str, Any]) -> Iterator[RiskFact]:
    unit = row["organization_id"]
    url = f"/chi-tieu/don-vi/{unit}/"
    if row["owing"]:
        words = f"{row['owing']} số liệu chỉ tiêu quá hạn chưa báo cáo"
        yield RiskFact(unit, "targets.never_reported", words, min(3, 1 + row["owing"] // 3), url)
    if row["late"]:
        yield RiskFact(unit, "targets.late", f"{row['late']} lần báo cáo chỉ tiêu muộn", 1, url)
    if row["silent"]:
        words = f"{row['silent']} số liệu quá hạn giải trình"
        yield RiskFact(unit, "targets.unexplained", words, 2, url)


registries.open_duties.register("targets.reports", report_rows)
registries.open_duties.register("targets.owner", owner_rows)
registries.open_duties.register("targets.desk", desk_rows)
registries.unit_ties.register("targets", ties)
registries.search_sources.register("targets", hits)
registries.figures.register("targets", figures)
registries.unit_figures.register("targets", unit_figures)
registries.risk_facts.register("targets", risks)
registries.reminder_reasons["targets.figure_still_owed"] = figure_still_owed
registries.reminder_reasons["targets.still_disputed"] = still_disputed
registries.paper_followers["targets"] = follow_paper
