"""The pieces of the board: tiles, columns, filters, the map; all from one Coverage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from thidua.core.maps import map_for
from thidua.core.trees import Tree
from thidua.pages.orgs.maps import MapValue, ProvinceMap, province_map
from thidua.pages.ui.lists import Column, Filter
from thidua.pages.ui.parts import LegendEntry
from thidua.subjects.movements.models import Movement
from thidua.subjects.movements.selectors.coverage import (
    STEP_LABELS,
    AreaValue,
    Coverage,
    UnitProgress,
    area_values,
)
from thidua.subjects.orgs.enums import KindGroup

LEGEND = (
    LegendEntry("chưa mở, hoặc không được giao", 0),
    LegendEntry("đã mở", 1),
    LegendEntry("đã tiếp nhận", 2),
    LegendEntry("đã có kế hoạch", 3),
    LegendEntry("đã phát động", 4),
    LegendEntry("có đơn vị quá hạn", 0, overdue=True),
)
LATE_WORDS = {
    "opened": "",
    "acknowledged": "quá hạn tiếp nhận",
    "planned": "quá hạn kế hoạch",
    "launched": "quá hạn phát động",
}


@dataclass(frozen=True, slots=True)
class Tile:
    label: str
    value: int
    of: str
    share: float
    tone: str
    note: str
    url: str


def tiles_of(coverage: Coverage, url: str) -> list[Tile]:
    tiles = []
    for count in coverage.steps():
        missing = count.total - count.reached
        note = f"{count.late} đơn vị {LATE_WORDS[count.step]}" if count.late else ""
        tiles.append(
            Tile(
                label=count.label,
                value=count.reached,
                of=f"/ {count.total} đơn vị",
                share=100 * count.share,
                tone="bad" if count.late else "good" if not missing else "",
                note=note or (f"còn {missing} đơn vị" if missing else "đủ"),
                url=f"{url}?chua={count.step}#don-vi",
            )
        )
    return tiles


def step_words(unit: UnitProgress) -> str:
    return "Không áp dụng" if unit.step == "exempt" else STEP_LABELS[unit.step]


def _late_words(unit: UnitProgress) -> str:
    return f"trễ {unit.days_late} ngày làm việc" if unit.is_late else ""


def _reminded(unit: UnitProgress) -> str:
    if not unit.reminders:
        return "chưa"
    return f"{unit.reminders} lần" + (
        f", gần nhất {unit.reminded_on:%d/%m}" if unit.reminded_on else ""
    )


def record_column(movement: Movement) -> Column:
    """To the form on which the office records what this unit did on paper."""

    def owes(unit: UnitProgress) -> bool:
        return unit.step not in ("launched", "exempt")

    return Column(
        "ghi-nhan", "Ghi nhận thay", lambda unit: "Ghi nhận" if owes(unit) else "", sortable=False,
        url=lambda unit: reverse("movements:duty_record", args=[movement.pk, unit.duty_id]),
    )  # fmt: skip


def step_columns(movement: Movement) -> Sequence[Column]:
    return [
        Column(
            "don-vi", "Đơn vị", lambda unit: unit.name, lead=True,
            url=lambda unit: reverse("orgs:unit_detail", args=[unit.unit_id]),
            sub=lambda unit: str(KindGroup(unit.group).label),
        ),
        Column("buoc", "Đã đến bước", step_words, kind="state"),
        Column("con-no", "Còn nợ", lambda unit: unit.owed_words, sub=_late_words),
        Column("han", "Hạn", lambda unit: unit.due, kind="date"),
        Column("tre", "Trễ (ngày làm việc)", lambda unit: unit.days_late or None, shown=False),
        Column("don-doc", "Đôn đốc", _reminded, sort_key=lambda unit: unit.reminders),
        Column(
            "ke-hoach", "Kế hoạch", lambda unit: "Xem" if unit.plan_id else "", sortable=False,
            url=lambda unit: (
                reverse("movements:movement_see", args=[unit.plan_id]) if unit.plan_id else ""
            ),
        ),
    ]  # fmt: skip


def step_filter() -> Filter:
    choices = [(step, f"Chưa: {STEP_LABELS[step].lower()}") for step in list(STEP_LABELS)[1:]]
    return Filter(
        "chua", "Bước chưa làm", choices,
        lambda rows, step: [u for u in rows if u.step != "exempt" and not u.reached(step)],
    )  # fmt: skip


def group_filter(coverage: Coverage) -> Filter:
    present = {unit.group for unit in coverage.units}
    choices = [(str(g), str(g.label)) for g in KindGroup if g in present]
    return Filter(
        "loai", "Loại đơn vị", choices, lambda rows, group: [u for u in rows if u.group == group]
    )


def late_filter() -> Filter:
    return Filter(
        "han", "Thời hạn", [("qua-han", "Quá hạn")], lambda rows, _: [u for u in rows if u.is_late]
    )


@dataclass(frozen=True, slots=True)
class BoardMap:
    drawn: ProvinceMap
    rows: Sequence[tuple[str, AreaValue]]
    legend: Sequence[LegendEntry]


def map_of(coverage: Coverage, tree: Tree, day: date, url: str) -> BoardMap | None:
    """The map of the day coloured by the same units as the table, and its own table."""
    sheet = map_for(day)
    if sheet is None:
        return None
    codes = {shape.code for shape in sheet.drawing.shapes}
    nodes = [node for node in tree if node.code in codes]
    values = area_values(coverage, tree, [node.id for node in nodes])
    drawn = province_map(
        day,
        {
            node.code: MapValue(
                values[node.id].level,
                values[node.id].words,
                f"{url}?q={node.name}#don-vi",
                values[node.id].late,
            )
            for node in nodes
        },
    )
    rows = [(node.name, values[node.id]) for node in sorted(nodes, key=lambda node: node.sort_key)]
    return BoardMap(drawn, rows, LEGEND) if drawn else None
