"""Quotas over a list: how many of a unit may still be proposed, where the law or the province caps it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.core.law.asking import conditions_on
from thidua.core.law.facts import Facts, Members
from thidua.core.law.law import Law
from thidua.core.law.model import Condition
from thidua.subjects.eligibility.selectors.rows import Line
from thidua.subjects.register.models import Entry

Key = tuple[int, str, int]  # unit, award, year


@dataclass(frozen=True, slots=True)
class Quota:
    """One unit's share of one award in one year. `base` 0: nobody to count against is known."""

    unit_id: int
    award: str
    period: int
    of: str
    percent: int
    base: int
    counted: int
    condition: Condition

    @property
    def allowed(self) -> int:
        return self.base * self.percent // 100

    @property
    def left(self) -> int:
        return self.allowed - self.counted

    @property
    def is_exceeded(self) -> bool:
        return bool(self.base) and self.counted * 100 > self.percent * self.base

    @property
    def share(self) -> float | None:
        return 100 * self.counted / self.allowed if self.allowed else None


def caps_on(law: Law, day: date, awards: Iterable[str]) -> list[Condition]:
    """Conditions that cap how many of a unit may have an award, with their numbers known."""
    wanted = set(awards)
    known = {row.id for key in wanted & set(law.awards) for row in law.conditions_for(key, day)}
    return [
        row
        for id_, row in conditions_on(law, day).items()
        if id_ in known and row.type == "ratio_cap" and row.params.get("max_percent") is not None
    ]


def quotas_of(
    lines: Sequence[Line], units: Mapping[int, int | None], law: Law, day: date
) -> list[Quota]:
    """`units`: holder → unit. Counted are the list's own lines; the base also from the register."""
    caps = {
        (_award_of(row, law, day), str(row.params["of"])): row
        for row in caps_on(law, day, {one.award for one in lines})
    }
    if not caps:
        return []
    proposed = _proposed(lines, units)
    held = _held(proposed, {of for _award, of in caps})
    found = []
    for (award, of), row in caps.items():
        for (unit, key, period), people in sorted(proposed.items()):
            if key != award:
                continue
            base = held[unit, of, period] | proposed.get((unit, of, period), set())
            percent = int(row.params["max_percent"])
            found.append(Quota(unit, award, period, of, percent, len(base), len(people), row))
    return found


def _award_of(row: Condition, law: Law, day: date) -> str:
    counted = row.params.get("counted")
    if counted:
        return str(counted)
    return next(
        key for key in law.awards if any(one.id == row.id for one in law.conditions_for(key, day))
    )


def _proposed(lines: Sequence[Line], units: Mapping[int, int | None]) -> dict[Key, set[int]]:
    found: dict[Key, set[int]] = defaultdict(set)
    for one in lines:
        unit = units.get(one.holder) if one.holder else None
        if one.holder and unit and one.award and one.period:
            found[unit, one.award, one.period].add(one.holder)
    return found


def _held(proposed: Mapping[Key, set[int]], awards: set[str]) -> dict[Key, set[int]]:
    units = {unit for unit, _award, _year in proposed}
    years = {year for _unit, _award, year in proposed}
    rows = Entry.objects.counted().filter(
        award__in=awards, year__in=years, holder__unit_id__in=units
    )
    found: dict[Key, set[int]] = defaultdict(set)
    told = rows.order_by().values_list("holder__unit_id", "award", "year", "holder_id")
    for unit, award, year, holder in told:
        found[unit, award, year or 0].add(holder)
    return found


def members_for(line: Line, unit: int | None, quotas: Mapping[Key, Quota]) -> Facts | None:
    """The unit's numbers for the case of one nominee, as the law counts a quota."""
    if unit is None or line.period is None:
        return None
    quota = quotas.get((unit, line.award, line.period))
    if quota is None or not quota.base:
        return None
    return Facts(members=Members(awards={quota.of: quota.base, quota.award: quota.counted}))
