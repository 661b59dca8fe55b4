"""The JSON of `thidua read`."""

from datetime import date
from decimal import Decimal
from typing import Any

from thidua.core.directives.model import (
    Agency,
    Assignment,
    Deadline,
    Phrase,
    Reading,
    Section,
    Span,
    Target,
)
from thidua.core.directives.sections import flatten

Json = dict[str, Any]


def to_json(reading: Reading) -> Json:
    """One object for a document; blanks are None, dates ISO, spans [start, end) into the kept text."""
    header = reading.header
    return {
        "launches_movement": reading.launches_movement,
        "document_type": _value(header.document_type),
        "number": header.number,
        "symbol": header.symbol,
        "issuer": _value(header.issuer),
        "parent_agency": _value(header.parent),
        "place": _value(header.place),
        "date": _iso(header.date.value) if header.date else None,
        "date_printed": header.date.printed if header.date else None,
        "year": header.date.year if header.date else None,
        "title": _value(header.title),
        "theme": _value(reading.theme),
        "audience": _value(reading.audience),
        "period": _value(reading.period),
        "preamble": _value(reading.preamble),
        "legal_references": [
            {
                "kind": reference.kind,
                "number": reference.number,
                "date": _iso(reference.date),
                "year": reference.year,
                "issuer": reference.issuer,
                "title": reference.title,
                "text": reading.quote(reference.span),
                "span": _span(reference.span),
                "citation_span": _span(reference.citation),
            }
            for reference in reading.legal_references
        ],
        "targets": [_target(reading, target) for target in reading.targets],
        "movements": [movement.name for movement in reading.movements],
        "movement_spans": [
            {"name": movement.name, "quoted": movement.quoted, "span": _span(movement.span)}
            for movement in reading.movements
        ],
        "assignments": [_assignment(assignment) for assignment in reading.assignments],
        "recipients": [
            {
                "name": recipient.name,
                "purpose": recipient.purpose_printed,
                "purpose_kind": recipient.purpose,
                "initials": list(recipient.initials),
                "text": reading.quote(recipient.span),
                "span": _span(recipient.span),
                "name_span": _span(recipient.name_span),
            }
            for recipient in reading.recipients
        ],
        "archive": _value(reading.archive),
        "signer": {"title": reading.signer.title, "name": reading.signer.name}
        if reading.signer
        else None,
        "sections": [_section(section) for section in flatten(reading.sections)],
        "closing": _value(reading.closing),
        "reporting_duty": [
            {
                "who": _value(duty.who),
                "to": duty.to.value,
                "via": _value(duty.via),
                "deadline": _deadline(duty.deadline),
                "span": _span(duty.span),
            }
            for duty in reading.reporting_duties
        ],
        "questions": [
            {"code": question.code, "text": question.text, "span": _span(question.span)}
            for question in reading.questions
        ],
        "not_understood": [
            {"text": reading.quote(span), "span": _span(span)} for span in reading.not_understood
        ],
        "spans": _header_spans(reading),
    }


def _value(phrase: Phrase | None) -> str | None:
    return phrase.value if phrase else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _figure(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _target(reading: Reading, target: Target) -> Json:
    return {
        "name": target.name,
        "value": _figure(target.value),
        "upper": _figure(target.upper),
        "unit": target.unit,
        "comparator": target.comparator,
        "comparator_word": target.comparator_word,
        "scope": target.scope,
        "exception": reading.targets[target.exception_of].name
        if target.exception_of is not None
        else None,
        "direction": target.direction,
        "text": reading.quote(target.span),
        "span": _span(target.span),
        "value_span": _span(target.value_span),
    }


def _agency(agency: Agency) -> Json:
    return {"name": agency.name, "role": agency.role, "span": _span(agency.span)}


def _assignment(assignment: Assignment) -> Json:
    return {
        "agencies": [agency.name for agency in assignment.agencies],
        "role": assignment.role,
        "task": assignment.task,
        "deadline": _deadline(assignment.deadline),
        "coordinating": [agency.name for agency in assignment.coordinating],
        "section": assignment.section,
        "span": _span(assignment.span),
        "agency_spans": [
            _agency(agency) for agency in (*assignment.agencies, *assignment.coordinating)
        ],
    }


def _deadline(deadline: Deadline | None) -> Json | None:
    if deadline is None:
        return None
    return {"printed": deadline.printed, "date": _iso(deadline.day), "span": _span(deadline.span)}


def _section(section: Section) -> Json:
    return {
        "number": section.number,
        "title": section.title,
        "level": section.level,
        "text": section.body,
        "span": _span(section.span),
        "heading_span": _span(section.heading),
    }


def _header_spans(reading: Reading) -> Json:
    header = reading.header
    phrases = {
        "document_type": header.document_type,
        "issuer": header.issuer,
        "parent_agency": header.parent,
        "place": header.place,
        "date": header.date,
        "title": header.title,
        "theme": reading.theme,
        "audience": reading.audience,
        "period": reading.period,
        "preamble": reading.preamble,
        "closing": reading.closing,
        "archive": reading.archive,
    }
    spans = {name: _span(phrase.span) if phrase else None for name, phrase in phrases.items()}
    signer = reading.signer
    return spans | {
        "number": _span(header.number_span),
        "signer_title": _span(signer.title_span) if signer else None,
        "signer_name": _span(signer.name_span) if signer else None,
    }
