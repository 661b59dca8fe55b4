"""Who of the register might be meant: by number, staff code, name with birth, unit or hometown."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from thidua.core.matching.people import PROPOSED, Likeness, Traits, likeness
from thidua.core.text import name_key
from thidua.subjects.orgs.selectors import all_steps
from thidua.subjects.register import identity
from thidua.subjects.register.enums import PERSONS, Precision
from thidua.subjects.register.models import Holder, Person, PersonNumber


@dataclass(frozen=True, slots=True)
class Probe:
    """A person looked for. `numbers` as digits; they are only ever compared blindly."""

    name: str
    numbers: tuple[str, ...] = ()
    staff_code: str = ""
    born: date | None = None
    born_precision: str = Precision.UNKNOWN
    unit_id: int | None = None
    hometown: str = ""
    gender: str = ""
    besides: int | None = None  # a holder not to be named: the one that asks


@dataclass(frozen=True, slots=True)
class Match:
    holder_id: int
    name: str
    likeness: Likeness


@dataclass
class _Related:
    """Units that stand in one another's place: the same number for a whole line of succession."""

    groups: dict[int, set[int]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "_Related":
        groups: dict[int, set[int]] = {}
        for step in all_steps():
            if step.successor is None or step.successor == step.predecessor:
                continue
            joined = groups.get(step.predecessor, {step.predecessor}) | groups.get(
                step.successor, {step.successor}
            )
            for unit in joined:
                groups[unit] = joined
        return cls(groups)

    def of(self, unit_id: int | None) -> set[int]:
        return set() if unit_id is None else self.groups.get(unit_id, {unit_id})


def matches(probe: Probe) -> list[Match]:
    return matches_of_many([probe])[0]


def matches_of_many(probes: Sequence[Probe]) -> list[list[Match]]:
    """For each probe who it may be, the likeliest first; a handful of queries for any number."""
    related = _Related.load()
    indexes = identity.indexes({digits for probe in probes for digits in probe.numbers})
    candidates = _candidates(probes, indexes, related)
    by_name: dict[str, list[Holder]] = defaultdict(list)
    by_code: dict[str, list[Holder]] = defaultdict(list)
    by_number: dict[str, list[Holder]] = defaultdict(list)
    numbers = _numbers_of(candidates, indexes)
    for holder in candidates:
        by_name[holder.name_key].append(holder)
        if code := holder.person.staff_code:
            by_code[code.casefold()].append(holder)
        for digits in numbers[holder.pk]:
            by_number[digits].append(holder)
    traits = {holder.pk: _traits(holder, numbers[holder.pk], related) for holder in candidates}
    found = []
    for probe in probes:
        near = {holder.pk: holder for holder in by_name[name_key(probe.name)]}
        near |= {holder.pk: holder for holder in by_code.get(probe.staff_code.casefold(), [])}
        near |= {holder.pk: holder for digits in probe.numbers for holder in by_number[digits]}
        found.append(_ranked(probe, near.values(), traits, related))
    return found


def _ranked(
    probe: Probe, near: Iterable[Holder], traits: Mapping[int, Traits], related: _Related
) -> list[Match]:
    own = _probe_traits(probe, related)
    found = [
        Match(holder.pk, holder.name, likeness(own, traits[holder.pk]))
        for holder in near
        if holder.pk != probe.besides
    ]
    wanted = [match for match in found if match.likeness.score >= PROPOSED]
    return sorted(wanted, key=lambda match: (-match.likeness.score, match.holder_id))


def _candidates(
    probes: Sequence[Probe], indexes: Mapping[str, str], related: _Related
) -> list[Holder]:
    """Persons with a number or code of theirs, or with a name of theirs and something besides."""
    names = {name_key(probe.name) for probe in probes}
    codes = {probe.staff_code for probe in probes if probe.staff_code}
    births = {probe.born for probe in probes if probe.born}
    units = {unit for probe in probes for unit in related.of(probe.unit_id)}
    beside = Q(person__born__in=births) | Q(unit_id__in=units)
    towns = {probe.hometown for probe in probes if probe.hometown}
    beside |= Q(person__hometown__in=towns)
    rows: dict[int, Holder] = {}
    people = Holder.objects.standing().filter(kind__in=PERSONS).select_related("person").order_by()
    asked = [Q(name_key__in=names) & beside]
    if codes:
        asked.append(Q(person__staff_code__in=codes))
    if indexes:
        held = PersonNumber.objects.filter(index__in=list(indexes)).order_by()
        asked.append(Q(pk__in=list(held.values_list("holder_id", flat=True))))
    for question in asked:
        rows |= {holder.pk: holder for holder in people.filter(question)}
    return list(rows.values())


def _numbers_of(
    candidates: Iterable[Holder], indexes: Mapping[str, str]
) -> defaultdict[int, set[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    if indexes:
        rows = PersonNumber.objects.filter(index__in=list(indexes)).order_by()
        for holder_id, index in rows.values_list("holder_id", "index"):
            found[holder_id].add(indexes[index])
    return found


def _traits(holder: Holder, numbers: set[str], related: _Related) -> Traits:
    person = holder.person
    day, year = birth_of(person.born, person.born_precision)
    return Traits(
        name=holder.name,
        numbers=numbers,
        staff_code=person.staff_code,
        born=day,
        born_year=year,
        units=related.of(holder.unit_id),
        hometown=person.hometown,
        gender=person.gender,
    )


def _probe_traits(probe: Probe, related: _Related) -> Traits:
    day, year = birth_of(probe.born, probe.born_precision)
    return Traits(
        name=probe.name,
        numbers=set(probe.numbers),
        staff_code=probe.staff_code,
        born=day,
        born_year=year,
        units=related.of(probe.unit_id),
        hometown=probe.hometown,
        gender=probe.gender,
    )


def birth_of(born: date | None, precision: str) -> tuple[date | None, int | None]:
    """(the day where it is known to the day, the year where at least that is sure)."""
    if born is None or precision in (Precision.UNKNOWN, Precision.ABOUT):
        return None, None
    return (born if precision == Precision.DAY else None), born.year


def probe_of(holder: Holder, person: Person, numbers: Iterable[str] = ()) -> Probe:
    return Probe(
        name=holder.name,
        numbers=tuple(numbers),
        staff_code=person.staff_code,
        born=person.born,
        born_precision=person.born_precision,
        unit_id=holder.unit_id,
        hometown=person.hometown,
        gender=person.gender,
        besides=holder.pk,
    )
