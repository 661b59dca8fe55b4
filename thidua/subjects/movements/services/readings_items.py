"""What was read, as single items that a person accepts, changes or drops."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from thidua.core.directives.model import (
    Agency,
    Assignment,
    LegalReference,
    Reading,
    Recipient,
    Role,
    Section,
    Span,
    Target,
)
from thidua.core.text import fold
from thidua.subjects.movements.enums import ItemKind, TaskRole
from thidua.subjects.movements.services import readings_questions as questions
from thidua.subjects.movements.services.readings_fields import WITH_UNITS, fields_of, one_line
from thidua.subjects.movements.services.readings_units import Agencies, references

# What a chapter of the document is to the movement; the first words that fit decide.
_USES: tuple[tuple[str, str], ...] = (
    ("organisation", r"to chuc thuc hien|trach nhiem|phan cong|thoi gian va"),
    ("commendation", r"^(?:hinh thuc.*)?khen thuong"),
    ("criteria", r"tieu chi|tieu chuan"),
    ("purpose", r"muc dich|yeu cau|muc tieu"),
)
CONTENTS = re.compile(r"noi dung")
# "Đề nghị" asks a body that is not below; "tham mưu, đề xuất" is work of the agency itself.
ROLES = {
    Role.LEAD: TaskRole.LEAD,
    Role.COORDINATE: TaskRole.COORDINATE,
    Role.REQUEST: TaskRole.PROPOSE,
    Role.PROPOSE: TaskRole.LEAD,
}
LAWS = frozenset({"hiến pháp", "bộ luật", "luật", "pháp lệnh", "nghị định"})
_WATCHES = re.compile(r"theo dõi|đôn đốc")


@dataclass(frozen=True, slots=True)
class Draft:
    """An item before it has its place."""

    kind: ItemKind
    read: dict[str, Any]
    span: Span | None = None
    question: str = ""


def drafts_of(reading: Reading, agencies: Agencies) -> Iterator[Draft]:
    yield from _fields(reading, agencies)
    yield from (_section(one, use) for one, use in sections_of(reading))
    yield from (_target(one) for one in reading.targets)
    for named in reading.movements:
        yield Draft(ItemKind.MOVEMENT, {"name": named.name, "units": []}, named.span)
    yield from (_assignment(one, agencies) for one in reading.assignments)
    yield from (_recipient(one, reading, agencies) for one in reading.recipients)
    if reading.archive:
        archive = {"name": reading.archive.value, "purpose": "know", "units": [], "archive": True}
        yield Draft(ItemKind.RECIPIENT, archive, reading.archive.span)
    yield from (_reference(one, reading) for one in reading.legal_references)
    for asked in questions.of_document(reading):
        yield Draft(ItemKind.QUESTION, asked.read, asked.span, asked.text)


def _fields(reading: Reading, agencies: Agencies) -> Iterator[Draft]:
    for field, value, span in fields_of(reading):
        read: dict[str, Any] = {"field": field, "value": value}
        asked = questions.of_field(field, value, reading)
        if field in WITH_UNITS:
            found = agencies.match(str(value or ""))
            read["units"] = references(found.chosen)
            asked = questions.of_issuer(value, found)
        yield Draft(ItemKind.FIELD, questions.with_ask(read, asked), span, asked.text)
    yield Draft(
        ItemKind.FIELD, {"field": "owner", "value": None, "units": _owner(reading, agencies)}
    )


def _owner(reading: Reading, agencies: Agencies) -> list[dict[str, Any]]:
    """Who follows the whole: the agency that is told to watch how the document is carried out."""
    for one in reversed(reading.assignments):
        if _WATCHES.search(one.task) and len(one.agencies) == 1:
            found = references(agencies.match(one.agencies[0].name).chosen)
            return [unit for unit in found if "org" in unit][:1]
    return []


def sections_of(reading: Reading) -> Iterator[tuple[Section, str]]:
    """The chapters, each with its use; a chapter of contents or criteria gives way to its points."""
    for one in reading.sections:
        use = use_of(one, reading)
        points = [point for point in one.points if point.level == one.level + 1]
        by_points = CONTENTS.search(fold(one.title or "")) or use == "criteria"
        if by_points and len(points) > 1:
            yield from ((point, titled_use(point) or use) for point in points)
        else:
            yield one, use


def titled_use(section: Section) -> str:
    title = fold(section.title or "")
    return next((use for use, words in _USES if title and re.search(words, title)), "")


def use_of(section: Section, reading: Reading) -> str:
    if use := titled_use(section):
        return use
    inside = [one for one in reading.assignments if _within(one.span, section.span)]
    return "organisation" if inside and len(inside) == len(reading.assignments) else "content"


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _section(section: Section, use: str) -> Draft:
    read = {
        "number": section.number,
        "title": one_line(section.title or ""),
        "text": paragraphs(whole_text(section)),
        "use": use,
    }
    return Draft(ItemKind.SECTION, read, section.span)


def whole_text(section: Section) -> str:
    """The section's own words and those of all its points, each under its letter."""
    below = [
        f"{label_of(point)} {heading_of(point)}{whole_text(point)}" for point in section.points
    ]
    return "\n\n".join(part for part in (section.body.strip(), *below) if part)


def label_of(section: Section) -> str:
    label = section.label.strip(".) ")
    if not label[:1].isalnum():
        return label
    return f"{label})" if label.islower() and label.isalpha() else f"{label}."


def heading_of(section: Section) -> str:
    return f"{one_line(section.title)}\n\n" if section.title else ""


def paragraphs(text: str) -> str:
    """Lines broken by a page or a narrow column are joined; paragraphs and points stay apart."""
    blocks = re.split(r"\n\s*\n|\n(?=\s*(?:[-+•]|\d+[.)]|[a-zđ]\)))", text.replace("*", ""))
    joined: list[str] = []
    for block in (" ".join(part.split()) for part in blocks):
        if joined and goes_on(block):
            joined[-1] = f"{joined[-1]} {block}"
        elif block:
            joined.append(block)
    return "\n".join(joined)


def goes_on(block: str) -> bool:
    """A sentence broken by a page goes on in small letters; "a)" begins a point."""
    return block[:1].islower() and not re.match(r"[a-zđ]\)", block)


def _target(target: Target) -> Draft:
    read = {
        "name": target.name,
        "comparator": str(target.comparator),
        "value": str(target.value),
        "unit": target.unit,
        "scope": target.scope or "",
        "direction": str(target.direction),
        "exception_of": target.exception_of,
    }
    return Draft(ItemKind.TARGET, read, target.span)


def _assignment(one: Assignment, agencies: Agencies) -> Draft:
    matches = {agency.name: agencies.match(agency.name) for agency in one.agencies}
    helpers = [references(agencies.match(agency.name).chosen) for agency in one.coordinating]
    read = {
        "number": one.section or "",
        "agencies": names_of(one.agencies),
        "coordinating": names_of(one.coordinating),
        "role": ROLES[one.role].value,
        "task": one_line(one.task),
        "deadline": one.deadline.printed if one.deadline else "",
        "due_on": one.deadline.day.isoformat() if one.deadline and one.deadline.day else None,
        "units": once(
            [
                *(unit for found in matches.values() for unit in references(found.chosen)),
                *({**unit, "role": "coordinate"} for units in helpers for unit in units),
            ]
        ),
    }
    asked = questions.of_agencies(matches)
    return Draft(ItemKind.ASSIGNMENT, questions.with_ask(read, asked), one.span, asked.text)


def names_of(agencies: tuple[Agency, ...]) -> list[str]:
    return [one_line(agency.name) for agency in agencies]


def once(units: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each unit or set once, with the first role it was given."""
    found: dict[tuple[str, Any], dict[str, Any]] = {}
    for unit in units:
        key = ("set", unit["set"]) if "set" in unit else ("org", unit["org"])
        found.setdefault(key, unit)
    return list(found.values())


def _recipient(line: Recipient, reading: Reading, agencies: Agencies) -> Draft:
    found = agencies.match(line.name)
    purpose = agencies.purpose_of(line, found)
    read = {
        "name": one_line(line.name),
        "purpose_printed": line.purpose_printed or ", ".join(line.initials),
        "purpose": str(purpose) if purpose else None,
        "units": references(found.chosen),
        "archive": False,
    }
    asked = questions.of_recipient(line.name, found, purpose, reading, agencies)
    return Draft(ItemKind.RECIPIENT, questions.with_ask(read, asked), line.span, asked.text)


def is_basis(one: LegalReference) -> bool:
    """A numbered document or a law is a basis; programmes and congresses are only mentioned."""
    return bool(one.number) or one.kind.lower() in LAWS


def _reference(one: LegalReference, reading: Reading) -> Draft:
    read = {
        "text": one_line(reading.quote(one.span)),
        "kind": one.kind,
        "number": one.number,
        "date": one.date.isoformat() if one.date else None,
        "issuer": one.issuer or "",
        "title": one_line(one.title or ""),
        "basis": is_basis(one),
    }
    return Draft(ItemKind.LEGAL_REFERENCE, read, one.span)
