"""What a leader asks for: the province or one unit, a year or a part of it, as known on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import QueryDict

from thidua.base.access import Actor, may
from thidua.base.registries import FigureScope
from thidua.core.periods import Period, PeriodKind
from thidua.core.text import format_date, parse_date
from thidua.core.trees import Tree

YEAR, PERIOD, DAY, UNIT = "nam", "ky", "ngay", "don_vi"
PROVINCE = "tinh"  # the value of UNIT that asks for the whole
PARTS = ("H1", "H2", "Q1", "Q2", "Q3", "Q4")


@dataclass(frozen=True, slots=True)
class Asked:
    """The scope of a board with the words it is told in."""

    period: Period
    day: date
    unit_id: int | None
    unit_name: str
    own_unit_id: int | None

    @property
    def scope(self) -> FigureScope:
        first = self.period.days.start
        last = self.period.shifted(1).days.start - timedelta(days=1)
        return FigureScope(self.unit_id, first, last, self.day)

    @property
    def is_own(self) -> bool:
        return self.unit_id is not None and self.unit_id == self.own_unit_id

    @property
    def part(self) -> str:
        """The code of a part of the year; empty for the whole."""
        return self.period.code[5:]

    @property
    def query(self) -> str:
        return self.query_with()

    def query_with(self, **changes: str) -> str:
        told = {
            YEAR: str(self.period.year), PERIOD: self.part, DAY: format_date(self.day),
            UNIT: PROVINCE if self.unit_id is None else str(self.unit_id),
        } | changes  # fmt: skip
        return "?" + urlencode({name: value for name, value in told.items() if value})


def asked_of(params: QueryDict, actor: Actor, tree: Tree) -> Asked:
    """What the address asks for; without words the year of today, and whom the actor answers for."""
    day = _day(params.get(DAY, ""), actor.day)
    unit = _unit(params.get(UNIT, ""), actor, tree)
    node = tree.get(unit) if unit is not None else None
    return Asked(
        period=_period(params.get(YEAR, ""), params.get(PERIOD, ""), day),
        day=day,
        unit_id=unit,
        unit_name=node.name if node else "",
        own_unit_id=actor.unit_id,
    )


def _day(words: str, otherwise: date) -> date:
    try:
        return parse_date(words)
    except ValueError:
        return otherwise


def _period(year: str, part: str, day: date) -> Period:
    wanted = year if year.isascii() and year.isdigit() and len(year) == 4 else str(day.year)
    try:
        return Period.parse(f"{wanted}-{part}" if part in PARTS else wanted)
    except ValueError:
        return Period(PeriodKind.YEAR, day.year)


def _unit(words: str, actor: Actor, tree: Tree) -> int | None:
    """Those who watch the province begin with the whole, others with their own unit."""
    watches = bool(may(actor, "movements.overview.see"))
    if words == PROVINCE:
        return None
    if not (words.isascii() and words.isdigit()):
        return None if watches else actor.home_unit
    unit = int(words)
    if watches or tree.is_under(unit, actor.home_unit) or unit == actor.home_unit:
        if unit in tree:
            return unit
        return None if watches else actor.home_unit
    raise PermissionDenied("Chỉ xem được đơn vị mình và các đơn vị trực thuộc.")


def period_choices(year: int) -> list[tuple[str, str]]:
    """The whole year and its parts; the year stands in its own field."""
    parts = [Period.parse(f"{year}-{part}") for part in PARTS]
    return [("", "Cả năm"), *((one.code[5:], _short_name(one)) for one in parts)]


def _short_name(period: Period) -> str:
    tail = f" năm {period.year}" if period.kind is PeriodKind.QUARTER else f" {period.year}"
    return period.name.removesuffix(tail)


def year_choices(today: date, known: Sequence[int] = ()) -> list[int]:
    """The last years up to the newest that anything is known of."""
    newest = max([today.year, *known])
    return list(range(newest, newest - 6, -1))


def unit_choices(actor: Actor, tree: Tree) -> list[tuple[int, str]]:
    """Units a person may look at one by one: all for those who watch, own ones for others."""
    if may(actor, "movements.overview.see"):
        return [(node.id, node.name) for node in tree]
    if actor.unit_id is None or actor.unit_id not in tree:
        return []
    below = tree.descendants(actor.unit_id, include_self=True)
    return [(id_, tree.node(id_).name) for id_ in below]
