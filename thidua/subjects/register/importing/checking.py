"""Every row of a register judged: what applying would do with it, and why not."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from thidua.base.access import Actor
from thidua.base.files.blobs import blob_path
from thidua.core.registers.awards import AwardNames, text_key
from thidua.core.registers.lines import WHY, Line, Passed
from thidua.core.registers.reading import read_lines
from thidua.core.registers.sheets import Sheet, prepare
from thidua.core.sheets import read_book
from thidua.core.text import name_key
from thidua.subjects.register.importing.catalogue import answers_of, award_names, scope_of
from thidua.subjects.register.importing.enums import RowState, WordKind
from thidua.subjects.register.importing.grouping import Seen, grouped
from thidua.subjects.register.importing.judging import Judge
from thidua.subjects.register.importing.matching import proposals_of
from thidua.subjects.register.importing.models import OldRegister
from thidua.subjects.register.importing.staging import Staged
from thidua.subjects.register.importing.units import UnitIndex
from thidua.subjects.register.permissions import sees_all
from thidua.subjects.register.selectors.scope import own_units

PLACE = ("Tỉnh ", "Thành phố ", "tỉnh ", "thành phố ")


@dataclass
class Checked:
    """What a run through the file found; `rows` are made as they are asked for, to save memory."""

    seen: list[Seen]
    passed: list[tuple[int, Passed]]
    questions: list[dict[str, object]]
    judge: Judge

    def rows(self, register: OldRegister) -> Iterator[Staged]:
        for sheet, passed in self.passed:
            yield Staged(
                register.pk,
                sheet,
                passed.number,
                RowState.PASSED,
                words=f"{WHY[passed.why]}: {passed.text}",
            )
        for one in self.seen:
            yield self.judge.row(register, one)


def check_file(register: OldRegister, actor: Actor) -> Checked:
    """Reads the file anew by the layouts a clerk confirmed; nothing is written here."""
    scope = scope_of(actor)
    awards = award_names(scope, register.codes)
    units = UnitIndex(answers_of(scope, WordKind.UNIT), province())
    own = None if sees_all(actor) else own_units(actor)
    seen: list[Seen] = []
    passed: list[tuple[int, Passed]] = []
    for place, sheet, found in _lines(register, awards):
        if isinstance(found, Passed):
            passed.append((place, found))
        else:
            seen.append(_placed(place, sheet, found, units, actor.unit_id if own else None))
    groups = grouped(seen)
    judge = Judge(actor, groups, proposals_of(groups), seen, own, units)
    return Checked(seen, passed, questions_of(seen, units), judge)


def province() -> str:
    name = str(settings.PROVINCE_NAME)
    return next((name.removeprefix(word) for word in PLACE if name.startswith(word)), name)


def _lines(register: OldRegister, awards: AwardNames) -> Iterator[tuple[int, Sheet, Line | Passed]]:
    raws = read_book(blob_path(register.file.sha256), register.file.kind, known=True)
    for place, (raw, layout) in enumerate(zip(raws, register.sheets, strict=True)):
        if layout.taken:
            sheet = prepare(raw)
            for found in read_lines(sheet, layout, awards):
                yield place, sheet, found


def _placed(place: int, sheet: Sheet, line: Line, units: UnitIndex, own: int | None) -> Seen:
    """The unit of a line; a unit's clerk who names none means the own unit."""
    day = _day_of(line)
    holder = line.holder
    unit = units.find(holder.unit, day) if holder.unit else own
    seen = Seen(place, line, unit, cells=sheet.rows[line.number - 1])
    if holder.kind == "collective":
        seen.own_unit = units.find(holder.name, day)
    return seen


def _day_of(line: Line) -> date | None:
    """When the names were borne: the end of the year of merit, or the decision."""
    for gain in line.gains:
        if gain.decided:
            return gain.decided.day
        if gain.year:
            return date(gain.year, 12, 31)
    return None


def questions_of(seen: list[Seen], units: UnitIndex) -> list[dict[str, object]]:
    """Texts nobody could read, each once whatever its case, the most frequent first."""
    awards, places = _Counted(), _Counted()
    for one in seen:
        for gain in one.line.gains:
            if not gain.award:
                awards.add(text_key(gain.text), gain.text, gain.candidates)
        unit = one.line.holder.unit
        if unit and one.unit_id is None and units.is_open(unit):
            places.add(name_key(unit), unit, ())
    return [
        _question(WordKind.AWARD, text, count, {"candidates": list(candidates)})
        for text, count, candidates in awards.told()
    ] + [
        _question(WordKind.UNIT, text, count, {"choices": units.choices(text)})
        for text, count, _ in places.told()
    ]


class _Counted:
    """Texts that mean the same, under the first way they were written."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.first: dict[str, tuple[str, tuple[str, ...]]] = {}

    def add(self, key: str, text: str, candidates: tuple[str, ...]) -> None:
        self.counts[key] += 1
        self.first.setdefault(key, (text, candidates))

    def told(self) -> Iterator[tuple[str, int, tuple[str, ...]]]:
        for key, count in self.counts.most_common():
            text, candidates = self.first[key]
            yield text, count, candidates


def _question(
    kind: WordKind, text: str, count: int, more: Mapping[str, object]
) -> dict[str, object]:
    return {"kind": str(kind), "text": text, "count": count, **more}
