"""Whom of the register the groups of a file may be; a handful of queries for thousands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any, TypeVar

from django.db.models import Model

from thidua.core.registers.days import PartialDay
from thidua.core.registers.lines import HolderSeen
from thidua.core.text import name_key
from thidua.subjects.register import identity
from thidua.subjects.register.enums import PERSONS, Precision
from thidua.subjects.register.importing.grouping import Group
from thidua.subjects.register.models import Holder, Person, PersonNumber
from thidua.subjects.register.selectors.matching import Probe, matches_of_many

NAMES, PROBES = 5_000, 1_000
SURE, CLEAR, POSSIBLE = 100, 70, 50
SHOWN = 5
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A holder it may be. `score` from 50 (worth a look) over 70 (clear) to 100 (nothing to ask)."""

    id: int
    name: str
    score: int
    why: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def proposals_of(groups: Sequence[Group]) -> dict[str, list[Proposal]]:
    """By key of the group; those that resemble nobody are left out."""
    told = [group for group in groups if group.holder.holder_id]
    people = [group for group in groups if group.is_person and not group.holder.holder_id]
    others = [group for group in groups if not group.is_person and not group.holder.holder_id]
    return _by_id(told) | _of_people(people) | _of_others(others)


def _by_id(groups: Iterable[Group]) -> dict[str, list[Proposal]]:
    """Rows of a sheet that came from this register carry who they are."""
    wanted = {int(group.holder.holder_id): group for group in groups if _is_id(group)}
    found = Holder.objects.standing().in_bulk(list(wanted))
    return {
        wanted[pk].key: [Proposal(pk, holder.name, SURE, "mã trong sổ")]
        for pk, holder in found.items()
    }


def _is_id(group: Group) -> bool:
    return group.holder.holder_id.isdigit() and len(group.holder.holder_id) < 18


def _of_people(groups: Sequence[Group]) -> dict[str, list[Proposal]]:
    known = Known.of(groups)
    asked = [group for group in groups if known.may_know(group.holder)]
    asked.sort(key=lambda group: name_key(group.holder.name))
    found: dict[str, list[Proposal]] = {}
    for some in _chunks(asked, PROBES):
        answers = matches_of_many([_probe(group) for group in some])
        for group, matches in zip(some, answers, strict=True):
            proposals = [
                Proposal(
                    match.holder_id,
                    match.name,
                    match.likeness.score,
                    ", ".join(match.likeness.reasons),
                )
                for match in matches[:SHOWN]
            ]
            if proposals:
                found[group.key] = proposals
    return found


@dataclass(frozen=True, slots=True)
class Known:
    """Names, numbers and codes of the file that the register has: the others need no comparing."""

    names: set[str]
    numbers: set[str]
    codes: set[str]

    @classmethod
    def of(cls, groups: Sequence[Group]) -> "Known":
        holders = [group.holder for group in groups]
        return cls(
            _present(Holder, "name_key", {name_key(one.name) for one in holders}),
            _numbers({one.citizen_number for one in holders} - {""}),
            _present(Person, "staff_code", {one.staff_code for one in holders} - {""}),
        )

    def may_know(self, holder: HolderSeen) -> bool:
        return (
            name_key(holder.name) in self.names
            or holder.citizen_number in self.numbers
            or holder.staff_code in self.codes
        )


def _present(model: type[Model], field: str, values: set[str]) -> set[str]:
    found: set[str] = set()
    for some in _chunks(sorted(values), NAMES):
        rows = model._default_manager.filter(**{f"{field}__in": some}).order_by()
        found.update(rows.values_list(field, flat=True).distinct())
    return found


def _numbers(numbers: set[str]) -> set[str]:
    indexes = identity.indexes(numbers)
    return {indexes[index] for index in _present(PersonNumber, "index", set(indexes))}


def _probe(group: Group) -> Probe:
    holder = group.holder
    born, precision = birth_values(holder.born)
    return Probe(
        name=holder.name,
        numbers=(holder.citizen_number,) if holder.citizen_number else (),
        staff_code=holder.staff_code,
        born=born,
        born_precision=precision,
        unit_id=group.unit_id,
        hometown=holder.hometown,
        gender=holder.gender,
    )


def birth_values(born: PartialDay | None) -> tuple[Any, str]:
    return (born.day, born.precision) if born else (None, Precision.UNKNOWN)


def _of_others(groups: Sequence[Group]) -> dict[str, list[Proposal]]:
    """Collectives, households, enterprises: the unit itself, or the same name in the same unit."""
    by_unit = _whole_units({group.own_unit for group in groups if group.own_unit})
    by_name = _named(name_key(group.holder.name) for group in groups)
    found: dict[str, list[Proposal]] = {}
    for group in groups:
        if group.own_unit in by_unit:
            holder = by_unit[group.own_unit]
            found[group.key] = [Proposal(holder.pk, holder.name, SURE, "chính là đơn vị này")]
        elif near := _same_place(group, by_name[name_key(group.holder.name)]):
            found[group.key] = near
    return found


def _whole_units(unit_ids: set[int]) -> dict[int | None, Holder]:
    rows = Holder.objects.standing().filter(is_whole_unit=True, unit_id__in=unit_ids)
    return {holder.unit_id: holder for holder in rows.order_by()}


def _named(names: Iterable[str]) -> dict[str, list[Holder]]:
    found: dict[str, list[Holder]] = defaultdict(list)
    for some in _chunks(sorted(set(names)), NAMES):
        rows = Holder.objects.standing().filter(name_key__in=some).exclude(kind__in=PERSONS)
        for holder in rows.order_by("pk"):
            found[holder.name_key].append(holder)
    return found


def _same_place(group: Group, holders: list[Holder]) -> list[Proposal]:
    found = []
    for holder in holders:
        if holder.kind != group.holder.kind:
            continue
        if holder.unit_id == group.unit_id and _places_agree(group, holder):
            found.append(Proposal(holder.pk, holder.name, SURE, "cùng tên, cùng đơn vị"))
        elif holder.unit_id is None or group.unit_id is None:
            found.append(Proposal(holder.pk, holder.name, POSSIBLE, "cùng tên, chưa rõ đơn vị"))
    return sorted(found, key=lambda one: (-one.score, one.id))[:SHOWN]


def _places_agree(group: Group, holder: Holder) -> bool:
    return name_key(holder.place) == name_key(group.holder.place) or not holder.place


def settled(proposals: Sequence[Proposal]) -> int | None:
    """The one holder where nothing is left to ask."""
    sure = [one for one in proposals if one.score >= SURE]
    return sure[0].id if len(sure) == 1 else None


def is_clear(proposals: Sequence[Proposal]) -> bool:
    """Just one is clearly meant: a clerk may take all such at once."""
    return sum(one.score >= CLEAR for one in proposals) == 1


def _chunks(rows: Sequence[T], size: int) -> Iterator[list[T]]:
    source = iter(rows)
    while some := list(islice(source, size)):
        yield some
