"""What the figures of movements are made of: movements of a period, duties of units over all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.base.access import requires
from thidua.base.registries import FigureScope
from thidua.core.text import parse_date
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.subjects.movements.enums import Level
from thidua.subjects.movements.models import Duty
from thidua.subjects.movements.selectors.coverage import OWED_WORDS, STEP_LABELS, step_on
from thidua.subjects.movements.selectors.progress import (
    STEPS,
    as_of,
    duties_in,
    movements_running_in,
)
from thidua.subjects.orgs.enums import FOREVER, KindGroup, group_of
from thidua.subjects.orgs.selectors import names_on

LARGEST_ID = 2**63 - 1
ORDER = ("sent", *STEPS)


def asked_scope(params: QueryDict, today: date) -> FigureScope:
    """The period in the address; without one the year of today. `don_vi` narrows to one unit."""
    day = _day(params, "ngay", today)
    unit = params.get("don_vi", "")
    return FigureScope(
        min(int(unit), LARGEST_ID) if unit.isascii() and unit.isdigit() else None,
        _day(params, "tu", date(day.year, 1, 1)),
        _day(params, "den", date(day.year, 12, 31)),
        day,
    )


def _day(params: QueryDict, name: str, otherwise: date) -> date:
    try:
        return parse_date(params.get(name, ""))
    except ValueError:
        return otherwise


def unit_words(scope: FigureScope) -> str:
    """The name of the unit the list is narrowed to."""
    if scope.unit_id is None:
        return ""
    return names_on([scope.unit_id], scope.day).get(scope.unit_id, "")


@require_GET
@requires("movements.board.see")
def period_list(request: HttpRequest) -> HttpResponse:
    scope = asked_scope(request.GET, request.actor.day)
    shown = FilteredList(
        request.GET,
        movements_running_in(scope).order_by("-launched_on", "-pk"),
        movement_columns(),
        name="phong-trao",
        thing="phong trào",
        filters=[Filter("cap", "Cấp", LEVELS, lambda rows, level: rows.filter(level=level))],
        search_fields=["name_key"],
        empty_words="Phong trào được phát động và đang chạy trong kỳ sẽ đứng ở đây.",
        export_name="phong-trao-trong-ky",
    )
    if shown.wants_export:
        return shown.export()
    return render(request, "movements/period_list.html", {"list": shown, "scope": scope})


LEVELS = [choice for choice in Level.choices if choice[0] != Level.UNIT]


def movement_columns() -> list[Column]:
    return [
        Column(
            "ten", "Phong trào", lambda m: m.name, order="name_key", lead=True,
            url=lambda m: reverse("movements:movement_see", args=[m.pk]),
        ),
        Column("cap", "Cấp", lambda m: m.get_level_display(), order="level"),
        Column("phat-dong", "Phát động", lambda m: m.launched_on, "date", order="launched_on"),
        Column("den", "Đến hết ngày", lambda m: m.ends_on, "date", order="ends_on"),
        Column("tt", "Trạng thái", lambda m: m.get_state_display(), "state", order="state"),
        Column(
            "tien-do", "Tiến độ", lambda m: "Xem", sortable=False,
            url=lambda m: reverse("movements:movement_board", args=[m.pk]),
        ),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One unit with one movement, as it stood on the day."""

    unit_id: int
    unit: str
    kind: str
    movement_id: int
    movement: str
    step: str  # of coverage.STEPS
    due: date | None
    is_late: bool

    def reached(self, step: str) -> bool:
        return ORDER.index(self.step) >= ORDER.index(step)


@require_GET
@requires("movements.board.see")
def duty_list(request: HttpRequest) -> HttpResponse:
    """One row for each unit and movement; what "Quá hạn 12" on a board opens."""
    scope = asked_scope(request.GET, request.actor.day)
    lines = duty_lines(scope)
    shown = FilteredList(
        request.GET,
        lines,
        duty_columns(),
        name="viec",
        thing="lượt đơn vị",
        filters=duty_filters(lines),
        empty_heading="Chưa giao phong trào nào cho đơn vị",
        empty_words="Khi phong trào được phát động, việc của từng đơn vị sẽ đứng ở đây.",
        export_name="viec-cua-don-vi",
    )
    if shown.wants_export:
        return shown.export()
    context = {"list": shown, "scope": scope, "unit": unit_words(scope)}
    return render(request, "movements/duty_list.html", context)


def duty_lines(scope: FigureScope) -> list[DutyLine]:
    """The latest first, then by name."""
    duties = duties_in(scope).select_related("movement")
    lines = [line_of(duty, as_of(scope)) for duty in duties]
    return sorted(lines, key=lambda line: (not line.is_late, line.due or FOREVER, line.unit))


def line_of(duty: Duty, day: date) -> DutyLine:
    step = step_on(duty, False, day)
    due = {
        "sent": duty.acknowledge_due, "acknowledged": duty.plan_due, "planned": duty.launch_due,
    }.get(step)  # fmt: skip
    late = due is not None and due < day and duty.movement.is_running
    return DutyLine(
        duty.organization_id, duty.unit_name, str(group_of(duty.unit_kind)),
        duty.movement_id, duty.movement.name, step, due, late,
    )  # fmt: skip


def duty_columns() -> list[Column]:
    return [
        Column(
            "don-vi", "Đơn vị", lambda line: line.unit, lead=True,
            url=lambda line: reverse("orgs:unit_detail", args=[line.unit_id]),
            sub=lambda line: str(KindGroup(line.kind).label),
        ),
        Column(
            "phong-trao", "Phong trào", lambda line: line.movement,
            url=lambda line: reverse("movements:movement_board", args=[line.movement_id]),
        ),
        Column("buoc", "Đã đến bước", lambda line: STEP_LABELS[line.step], "state"),
        Column("no", "Còn nợ", lambda line: OWED_WORDS.get(line.step, "")),
        Column(
            "han", "Hạn", lambda line: line.due, "date", sub=lambda line: "quá hạn" if line.is_late else "",
        ),
    ]  # fmt: skip


def duty_filters(lines: Sequence[DutyLine]) -> list[Filter]:
    movements = {str(line.movement_id): line.movement for line in lines}
    groups = {line.kind for line in lines}
    steps = ORDER[1:]
    return [
        Filter(
            "da", "Đã qua bước", [(step, STEP_LABELS[step]) for step in steps],
            lambda rows, step: [line for line in rows if line.reached(step)],
        ),
        Filter(
            "chua", "Chưa qua bước", [(step, f"Chưa: {STEP_LABELS[step].lower()}") for step in steps],
            lambda rows, step: [line for line in rows if not line.reached(step)],
        ),
        Filter(
            "tre", "Thời hạn", [("1", "Quá hạn")],
            lambda rows, _: [line for line in rows if line.is_late],
        ),
        Filter(
            "phong_trao", "Phong trào", sorted(movements.items(), key=lambda one: one[1]),
            lambda rows, pk: [line for line in rows if str(line.movement_id) == pk],
        ),
        Filter(
            "loai", "Loại đơn vị", [(str(g), str(g.label)) for g in KindGroup if g in groups],
            lambda rows, group: [line for line in rows if line.kind == group],
        ),
    ]  # fmt: skip
