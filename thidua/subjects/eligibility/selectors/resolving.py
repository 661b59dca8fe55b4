"""Whom a line means: by number, staff code or name; several of one name are proposed, never guessed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from thidua.base.access import Actor
from thidua.core.text import name_key
from thidua.subjects.eligibility.enums import RowIssue
from thidua.subjects.eligibility.pasting import Typed
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.register.identity import LENGTHS, indexes
from thidua.subjects.register.models import Holder, PersonNumber
from thidua.subjects.register.selectors.scope import visible_to

CHUNK = 400  # SQLite takes so many values in one question without complaint
MOST_CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class Meant:
    holder_id: int | None = None
    issue: str = ""
    candidates: tuple[int, ...] = ()


def whom(actor: Actor, typed: Sequence[Typed]) -> list[Meant]:
    """In a few statements for the whole list, only among those the actor may see."""
    visible = visible_to(actor)
    numbers = _by_number(visible, {one.number for one in typed if one.number})
    codes = _by_code(visible, {one.code for one in typed if one.code})
    names = _by_name(visible, {name_key(one.name) for one in typed if one.name}, actor.day)
    return [_meant(one, numbers, codes, names) for one in typed]


@dataclass(frozen=True, slots=True)
class _Face:
    """What tells people of one name apart."""

    pk: int
    unit: str
    born: date | None


def _meant(
    one: Typed,
    numbers: dict[str, list[int]],
    codes: dict[str, list[int]],
    names: dict[str, list[_Face]],
) -> Meant:
    for known in (numbers.get(one.number, []), codes.get(one.code.casefold(), [])):
        if len(known) == 1:
            return Meant(known[0])
    faces = names.get(name_key(one.name), [])
    narrowed = _narrowed(faces, one)
    if len(narrowed) == 1:
        return Meant(narrowed[0].pk)
    if not faces:
        return Meant(issue=RowIssue.NOBODY)
    found = narrowed or faces
    return Meant(issue=RowIssue.SEVERAL, candidates=tuple(f.pk for f in found[:MOST_CANDIDATES]))


def _narrowed(faces: list[_Face], one: Typed) -> list[_Face]:
    """By the birthday, then by the unit, as far as they were told."""
    if one.born is not None and any(face.born == one.born for face in faces):
        faces = [face for face in faces if face.born == one.born]
    key = name_key(one.unit)
    if key and len(faces) > 1:
        near = [face for face in faces if face.unit and (face.unit in key or key in face.unit)]
        return near or faces
    return faces


def _by_number(visible: QuerySet[Holder], numbers: Iterable[str]) -> dict[str, list[int]]:
    of_index = indexes(number for number in numbers if len(number) in LENGTHS)
    found: dict[str, list[int]] = defaultdict(list)
    for part in _parts(of_index):
        rows = PersonNumber.objects.filter(index__in=part, holder__in=visible)
        for index, holder in rows.values_list("index", "holder_id"):
            found[of_index[index]].append(holder)
    return found


def _by_code(visible: QuerySet[Holder], codes: Iterable[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for part in _parts(codes):
        rows = visible.filter(person__staff_code__in=part)
        for code, pk in rows.values_list("person__staff_code", "pk"):
            found[code.casefold()].append(pk)
    return found


def _by_name(visible: QuerySet[Holder], names: Iterable[str], day: date) -> dict[str, list[_Face]]:
    rows: list[tuple[str, int, int | None, date | None]] = []
    for part in _parts(names):
        named = visible.filter(name_key__in=part).order_by("pk")
        rows += named.values_list("name_key", "pk", "unit_id", "person__born")
    units = names_on({unit for _, _, unit, _ in rows if unit is not None}, day)
    found: dict[str, list[_Face]] = defaultdict(list)
    for key, pk, unit, born in rows:
        found[key].append(_Face(pk, name_key(units.get(unit or 0, "")), born))
    return found


def _parts(values: Iterable[str]) -> Iterable[list[str]]:
    every = sorted(values)
    return (every[at : at + CHUNK] for at in range(0, len(every), CHUNK))
