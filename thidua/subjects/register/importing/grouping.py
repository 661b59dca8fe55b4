"""Rows of a file that speak of one person or collective, told by what the file itself says."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2s

from thidua.core.registers.lines import HolderSeen, Line
from thidua.core.text import name_key
from thidua.subjects.register.enums import PERSONS

Base = tuple[str, str, str]


@dataclass(slots=True)
class Seen:
    """A line with the unit it names. `own_unit`: of a collective, the unit that it is as a whole."""

    sheet: int
    line: Line
    unit_id: int | None = None
    own_unit: int | None = None
    cells: list[str] = field(default_factory=list)

    @property
    def is_person(self) -> bool:
        return self.line.holder.kind in PERSONS


@dataclass
class Group:
    """All lines of one person or collective of the file."""

    key: str
    seen: list[Seen]

    @cached_property
    def holder(self) -> HolderSeen:
        """What the lines tell together: of each thing the first that is said, the exactest birth."""
        first = self.seen[0].line.holder
        if len(self.seen) == 1:
            return first
        told = {
            name: next(
                (value for one in self.seen if (value := getattr(one.line.holder, name))), None
            )
            for name in HolderSeen.__slots__
        }
        births = [one.line.holder.born for one in self.seen if one.line.holder.born]
        exact = [born for born in births if born.precision == "day"]
        told["born"] = next(iter(exact or births), None)
        return HolderSeen(**{name: value for name, value in told.items() if value is not None})

    @cached_property
    def unit_id(self) -> int | None:
        """The latest one named: where the person serves now, as far as the file tells."""
        return next((one.unit_id for one in reversed(self.seen) if one.unit_id), None)

    @property
    def own_unit(self) -> int | None:
        return self.seen[0].own_unit

    @property
    def is_person(self) -> bool:
        return self.seen[0].is_person


def grouped(seen: Iterable[Seen]) -> list[Group]:
    """By number or staff code; else by name, unit and birth, where these do not contradict."""
    people = list(seen)
    numbers, births = _told_of(people)
    groups: dict[tuple[str, ...], list[Seen]] = defaultdict(list)
    for one in people:
        groups[_key(one, numbers, births)].append(one)
    return [Group(_short(key), found) for key, found in groups.items()]


def _told_of(people: list[Seen]) -> tuple[dict[Base, set[str]], dict[Base, set[str]]]:
    numbers: dict[Base, set[str]] = defaultdict(set)
    births: dict[Base, set[str]] = defaultdict(set)
    for one in people:
        holder, base = one.line.holder, _base(one)
        if holder.citizen_number:
            numbers[base].add(holder.citizen_number)
        if holder.born:
            births[base].add(str(holder.born.day.year))
    return numbers, births


def _key(one: Seen, numbers: dict[Base, set[str]], births: dict[Base, set[str]]) -> tuple[str, ...]:
    holder, base = one.line.holder, _base(one)
    if not one.is_person:
        return ("unit", str(one.own_unit)) if one.own_unit else ("collective", *base)
    if holder.holder_id:
        return ("id", holder.holder_id)
    several_births = len(births[base]) > 1
    if holder.citizen_number or (len(numbers[base]) == 1 and not several_births):
        return ("number", holder.citizen_number or next(iter(numbers[base])))
    if holder.staff_code:
        return ("code", holder.staff_code, base[1])
    born = str(holder.born.day.year) if holder.born and several_births else ""
    return ("name", *base, born)


def _base(one: Seen) -> Base:
    holder = one.line.holder
    where = str(one.unit_id) if one.unit_id else name_key(holder.unit or holder.place)
    return ("" if one.is_person else holder.kind, name_key(holder.name), where)


def _short(key: tuple[str, ...]) -> str:
    """Never the number itself: the key stands in the database."""
    return blake2s("|".join(key).encode(), digest_size=16).hexdigest()
