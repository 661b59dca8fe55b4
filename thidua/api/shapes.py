"""The public values as JSON. A blank is null, a decimal a string, a day ISO 8601."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse

from thidua.subjects.movements.public import (
    AmendmentNote,
    MovementPage,
    MovementRow,
    TargetValue,
    UnitGroup,
)
from thidua.subjects.publicity.public import DocumentRow, StoryRow

Json = dict[str, Any]


def absolute(name: str, **kwargs: Any) -> str:
    return settings.PUBLIC_ADDRESS.rstrip("/") + reverse(name, kwargs=kwargs or None)


def movement_row(row: MovementRow) -> Json:
    return {
        "id": row.id,
        "url": absolute("api:movement", movement_id=row.id),
        "page": absolute("portal:movement_see", movement_id=row.id, slug=row.slug),
        "name": row.name,
        "level": row.level,
        "state": row.state,
        "state_label": row.state_label,
        "year": row.year,
        "theme": row.theme or None,
        "launched_by": row.launched_by or None,
        "starts_on": day(row.starts_on),
        "ends_on": day(row.ends_on),
        "launched_on": day(row.launched_on),
        "amended_on": day(row.changed_on),
        "parent": row.parent_id,
        "participating_units": row.participants or None,
        "launched_units": row.launched_units if row.participants else None,
        "is_sample": row.is_sample,
    }


def movement_page(found: MovementPage) -> Json:
    document, file = found.document, found.file
    return movement_row(found.row) | {
        "audience": found.audience or None,
        "purpose": found.purpose or None,
        "commendation": found.commendation or None,
        "document": {
            "kind": document.kind or None,
            "number": document.number or None,
            "issued_on": day(document.issued_on),
            "signer": {"title": document.signer_title, "name": document.signer_name}
            if document.signer_name
            else None,
            "sample_values": sorted(document.sample),
            "file": absolute("portal:document_file", movement_id=found.row.id) if file else None,
            "sha256": file.sha256 if file else None,
        },
        "contents": [
            {"number": one.number, "title": one.title or None, "text": one.text}
            for one in found.contents
        ],
        "targets": [target(one) for one in found.targets],
        "movements": [movement_row(child) for child in found.children],
        "participants": [unit_group(group) for group in found.groups],
        "bases": [{"text": basis.text, "link": basis.link or None} for basis in found.bases],
        "amendments": [amendment(note) for note in found.amendments],
    }


def target(one: TargetValue) -> Json:
    return {
        "id": one.id,
        "movement": one.movement_id,
        "movement_name": one.movement_name,
        "name": one.name,
        "comparator": one.comparator,
        "value": decimal(one.value),
        "unit": one.unit_of_measure or None,
        "scope": one.scope or None,
        "exception_of": one.exception_of,
        "year": one.year,
        "source": one.source or None,
        "result": None,
    }


def unit_group(group: UnitGroup) -> Json:
    units = [{"name": unit.name, "launched_on": day(unit.launched_on)} for unit in group.units]
    return {"kind": group.label, "count": group.total, "launched": group.launched, "units": units}


def amendment(note: AmendmentNote) -> Json:
    return {
        "version": note.version,
        "kind": note.kind_label,
        "paper": note.paper,
        "day": day(note.day),
        "changes": [
            {"field": one.label, "before": one.before or None, "after": one.after}
            for one in note.changes
        ],
    }


def document_row(row: DocumentRow) -> Json:
    file = None
    if row.has_file and row.movement_id:
        file = absolute("portal:document_file", movement_id=row.movement_id)
    elif row.has_file:
        file = absolute("portal:paper_file", paper_id=row.paper_id)
    return {
        "id": row.key,
        "kind": row.kind,
        "number": row.number,
        "issued_on": day(row.issued_on),
        "issuer": row.issuer or None,
        "subject": row.subject,
        "movement": row.movement_id,
        "file": file,
        "is_sample": row.is_sample,
    }


def story_row(row: StoryRow) -> Json:
    return {
        "id": row.id,
        "page": absolute("portal:story_see", example_id=row.id, slug=row.slug),
        "title": row.title,
        "summary": row.summary,
        "name": row.name,
        "kind": row.kind,
        "place": row.place or None,
        "fields": list(row.fields),
        "published_on": day(row.day),
        "new_factor": row.new_factor,
        "picture": absolute("portal:story_picture", picture_id=row.picture.id, size="large")
        if row.picture
        else None,
        "is_sample": row.is_sample,
    }


def day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def decimal(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"
