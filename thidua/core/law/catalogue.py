"""Questions about the law that are not verdicts: what there is on a day, by whom, how much, since when."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.core.law import wording
from thidua.core.law.law import Law
from thidua.core.law.model import (
    BEGINNING,
    FOREVER,
    FROM_MEMORY,
    Authority,
    Award,
    Condition,
    LawError,
    Source,
)

UNITS = {
    "min_years": "năm",
    "max_years_exclusive": "năm",
    "contribution_years": "năm",
    "min_months": "tháng",
    "min_movement_years": "năm",
    "max_gap_years": "năm",
    "min_count": "lần",
    "max_times": "lần",
    "count": "lần",
    "max_count": "người",
    "min_percent": "%",
    "max_percent": "%",
    "max": "hình thức",
    "working_days": "ngày làm việc",
    "unit": "đồng",
}

# what a number is about stands beside it under one of these names
ABOUT = {
    "position": "positions",
    "min_rating": "ratings",
    "any_of": "awards",
    "of": "awards",
    "kinds": "initiative_kinds",
    "scope": "scopes",
    "event": "events",
}


def mark_of(source: Source) -> str:
    """How far a row can be trusted, in the words of the office; never empty."""
    return wording.mark_of(source) or "đã đối chiếu"


# Awards on a day


@dataclass(frozen=True, slots=True)
class AwardOnDay:
    award: Award
    name: str
    decided_by: tuple[str, ...]
    proposed_by: tuple[str, ...]
    conditions: int
    unchecked: int  # conditions from memory, or with a number nobody has read

    @property
    def is_whole(self) -> bool:
        return self.conditions > 0 and self.unchecked == 0


def awards_on(
    law: Law, day: date, *, subject: str = "", level: str = "", kind: str = ""
) -> list[AwardOnDay]:
    """Titles first, then forms; within them from the highest level down."""
    found = [
        award
        for award in law.awards.values()
        if award.valid_from <= day < award.valid_until
        and (not subject or subject in award.subjects)
        and level in ("", award.level)
        and kind in ("", award.kind)
    ]
    return [_on_day(law, award, day) for award in sorted(found, key=lambda one: _place(law, one))]


def _place(law: Law, award: Award) -> tuple[int, int, str]:
    rank = law.vocabulary.rank("levels", award.level) or 0
    return (("title", "form").index(award.kind), -rank, award.name)


def _on_day(law: Law, award: Award, day: date) -> AwardOnDay:
    who = authority_on(law, award.key, day)
    rows = law.conditions_for(award.key, day)
    return AwardOnDay(
        award=award,
        name=award.name_on(day),
        decided_by=names(law, who.decided_by if who else ()),
        proposed_by=names(law, who.proposed_by if who else ()),
        conditions=len(rows),
        unchecked=sum(bool(gap_of(row)) for row in rows),
    )


def names(law: Law, words: Iterable[str], kind: str = "authorities") -> tuple[str, ...]:
    return tuple(law.vocabulary.name(kind, word) for word in words)


def authority_on(law: Law, award: str, day: date) -> Authority | None:
    """Like `law.authority`, but None on a day without one: a list shows a gap, it does not stop."""
    try:
        return law.authority(award, day)
    except LawError:
        return None


# What is not settled


@dataclass(frozen=True, slots=True)
class Gap:
    """A row the province should check against the text."""

    award: str  # "" for a general rule
    condition: Condition
    why: str


def gap_of(row: Condition) -> str:
    """Why the row never decides by itself; empty when it does."""
    if row.source.status == FROM_MEMORY:
        return "chưa đối chiếu với văn bản"
    if any(value is None for _, value in leaves(row.params)):
        return "còn thiếu số liệu trong văn bản đọc được"
    return ""


def to_check(law: Law, day: date | None = None) -> list[Gap]:
    """Every row that waits to be read against the text, those of `day` only when one is given."""
    return [
        Gap(award, row, gap_of(row))
        for award, rows in law.conditions.items()
        for row in rows
        if gap_of(row) and (day is None or row.holds_on(day))
    ]


# Numbers


@dataclass(frozen=True, slots=True)
class ParameterLine:
    """One number of the law, with its days and its source."""

    id: str
    name_vi: str
    value: int | Decimal | Fraction | None  # None: not read
    unit: str
    since: date
    until: date  # half open
    citation: str
    status: str
    mark: str
    checked: str
    text: str = ""  # the sentence it stands in


def parameters_of(law: Law, award: str) -> list[ParameterLine]:
    """Every number of the award's conditions and bonuses; of "" those of the general rules,
    the base salary, the deadlines and the settings."""
    lines = [line for row in law.conditions[award] for line in _of_condition(law, row)]
    if award:
        return lines + list(_of_bonuses(law, award)) + list(_of_deadlines(law, award))
    return lines + list(_of_salaries(law)) + list(_of_deadlines(law, "")) + list(_of_settings(law))


def values_of(law: Law, row: Condition) -> tuple[str, ...]:
    """The numbers a condition is judged by, as sentences, each with its article."""
    key = (row.id, row.valid_from)
    if key not in law.sentences:
        lines = _of_condition(law, row)
        law.sentences[key] = tuple(f"{one.name_vi}: {_told(one)} ({one.citation})" for one in lines)
    return law.sentences[key]


def _told(line: ParameterLine) -> str:
    return "chưa rõ" if line.value is None else f"{line.value} {line.unit}".strip()


def leaves(params: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value inside nested params with its path, as `any_of.0.min_years`."""
    if isinstance(params, Mapping):
        items: Iterable[tuple[Any, Any]] = params.items()
    elif isinstance(params, tuple | list):
        items = enumerate(params, 1)
    else:
        yield path, params
        return
    for key, value in items:
        yield from leaves(value, f"{path}.{key}" if path else str(key))


def is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool)


def _of_condition(law: Law, row: Condition) -> Iterator[ParameterLine]:
    for path, value in leaves(row.params):
        name = path.rpartition(".")[2]
        if is_number(value) or (value is None and name in UNITS):
            line = _line(law, f"{row.id}.{path}", name, value, row, row.text, row.source)
            about = _about(law, name, _holder_of(row.params, path))
            yield replace(line, name_vi=f"{line.name_vi} {about}".strip())


def _holder_of(params: Any, path: str) -> Mapping[str, Any]:
    """The params the number stands in: those of its own part of a composite, or of its own post."""
    for step in path.split(".")[:-1]:
        params = params[int(step) - 1] if step.isdigit() else params[step]
    return params if isinstance(params, Mapping) else {}


def _about(law: Law, number: str, params: Mapping[str, Any]) -> str:
    """What is counted: “hoàn thành tốt nhiệm vụ, liên tục”, “Chiến sĩ thi đua cơ sở”, a post."""
    if number == "min_movement_years":
        return ""
    if set(params) == {"min_years"}:
        return "từ ngày thành lập"
    told = [
        law.vocabulary.name(kind, word) if kind != "ratings" else _lower(law, word)
        for name, kind in ABOUT.items()
        for word in _words(params.get(name))
    ]
    return ", ".join(dict.fromkeys(told + (["liên tục"] if params.get("consecutive") else [])))


def _lower(law: Law, rating: str) -> str:
    name = law.vocabulary.name("ratings", rating)
    return name[:1].lower() + name[1:]


def _words(value: Any) -> tuple[str, ...]:
    """Posts inside a list of rows are told line by line, not here."""
    if isinstance(value, str):
        return (value,)
    return tuple(one for one in value or () if isinstance(one, str))


def _line(
    law: Law, id_: str, name: str, value: Any, row: Any, text: str, source: Source
) -> ParameterLine:
    return ParameterLine(
        id=id_,
        name_vi=law.vocabulary.name("params", name),
        value=value,
        unit=UNITS.get(name, ""),
        since=getattr(row, "valid_from", BEGINNING),
        until=getattr(row, "valid_until", FOREVER),
        citation=source.citation,
        status=source.status,
        mark=mark_of(source),
        checked=checked_of(source),
        text=text,
    )


def checked_of(source: Source) -> str:
    """“12/03/2026, Vàng Thị Mẫu”: when and by whom the row was last held against the text."""
    day = f"{source.checked_on:%d/%m/%Y}" if source.checked_on else ""
    return ", ".join(part for part in (day, source.checked_by) if part)


def _of_bonuses(law: Law, award: str) -> Iterator[ParameterLine]:
    for row in law.bonuses:
        if row.award != award:
            continue
        variant = law.vocabulary.name("bonus_variants", row.variant) if row.variant else ""
        for kind, multiple in row.multiples.items():
            id_ = ".".join(part for part in (award, "bonus", row.variant, kind) if part)
            who = law.vocabulary.name("subject_kinds", kind).lower()
            name = " ".join(part for part in ("hệ số thưởng", variant, who) if part)
            yield _named(_line(law, id_, "", multiple, row, "", row.source), name, "lương cơ sở")


def _named(line: ParameterLine, name: str, unit: str) -> ParameterLine:
    return replace(line, name_vi=name, unit=unit)


def _of_salaries(law: Law) -> Iterator[ParameterLine]:
    for row in law.base_salaries:
        line = _line(law, "base_salary", "", row.vnd_per_month, row, "", row.source)
        yield _named(line, "mức lương cơ sở", "đồng/tháng")


def _of_deadlines(law: Law, award: str) -> Iterator[ParameterLine]:
    for row in law.deadlines:
        if row.award == award and row.working_days is not None:
            yield _line(law, row.key, "working_days", row.working_days, row, row.text, row.source)


def _of_settings(law: Law) -> Iterator[ParameterLine]:
    for row in law.settings:
        for path, value in leaves(row.value):
            if is_number(value):
                id_ = f"{row.key}.{path}".rstrip(".")
                name = path.rpartition(".")[2]
                yield _line(law, id_, name, value, row, row.title, row.source)


# One award under two laws


@dataclass(frozen=True, slots=True)
class Pair:
    """A demand before and after. One side None: it is new, or it is gone."""

    before: Condition | None
    after: Condition | None

    @property
    def state(self) -> str:
        """added | removed | changed | kept"""
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        return "kept" if _same(self.before, self.after) else "changed"


def _same(one: Condition, other: Condition) -> bool:
    return (one.params, one.variants, bool(one.group)) == (
        other.params,
        other.variants,
        bool(other.group),
    )


def difference(law: Law, award: str, before: date, after: date) -> list[Pair]:
    """The award's demands on two days side by side: each beside the one most like it."""
    rest = list(law.conditions_for(award, after))
    pairs: list[Pair] = []
    for row in law.conditions_for(award, before):
        partner = _partner(row, rest)
        if partner:
            rest.remove(partner)
        pairs.append(Pair(row, partner))
    return pairs + [Pair(None, row) for row in rest]


def _partner(row: Condition, others: list[Condition]) -> Condition | None:
    alike = [(_likeness(row, other), other) for other in others if other.type == row.type]
    best = max(alike, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] > 0 else None


def _likeness(one: Condition, other: Condition) -> int:
    """The id itself counts most, then words and numbers in common; nothing in common is no pair."""
    if one.variants and other.variants and not one.variants & other.variants:
        return 0  # for other people
    words, others = set(leaves(one.params)), set(leaves(other.params))
    values = {value for _, value in words} & {value for _, value in others}
    shared = {value for value in values if isinstance(value, str)}
    return 100 * (one.id == other.id) + 3 * len(words & others) + len(shared)
