"""From a reviewed reading to a draft movement with all its parts, in one step."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base import audit
from thidua.base.access import Actor, may, require
from thidua.subjects.movements.enums import (
    Decision,
    ItemKind,
    Level,
    PhaseKind,
    ReadingState,
)
from thidua.subjects.movements.errors import BadInput, NotReady
from thidua.subjects.movements.models import (
    Content,
    Criterion,
    LegalBasis,
    Movement,
    MovementTarget,
    Phase,
    Reading,
    ReadingItem,
    Recipient,
    Task,
)
from thidua.subjects.movements.selectors.readings import open_questions
from thidua.subjects.movements.services import readings
from thidua.subjects.movements.services.readings_fields import LABELS
from thidua.subjects.orgs.enums import Kind
from thidua.subjects.orgs.models import OrganizationVersion
from thidua.subjects.papers.enums import Purpose
from thidua.subjects.papers.services import cite_documents, find_or_create_reference
from thidua.subjects.targets.models import Target

PROVINCE_KINDS = (Kind.PEOPLES_COMMITTEE, Kind.PROVINCE, Kind.COUNCIL, Kind.PARTY)
NATIONAL_KINDS = (Kind.CENTRAL, Kind.CENTRAL_AUTHORITY)
POINTS = "điểm %"


class Kept:
    """The items that go into the movement, with what was chosen for them."""

    def __init__(self, items: Iterable[ReadingItem]) -> None:
        self.items = [item for item in items if item.decision != Decision.DROPPED]
        fields = [item for item in self.items if item.kind == ItemKind.FIELD]
        self.fields = {item.chosen["field"]: item.chosen for item in fields}

    def of(self, kind: ItemKind) -> list[ReadingItem]:
        return [item for item in self.items if item.kind == kind]

    def field(self, name: str) -> Any:
        return self.fields.get(name, {}).get("value")

    def day(self, name: str) -> date | None:
        value = self.field(name)
        return date.fromisoformat(value) if value else None

    def unit(self, name: str) -> int | None:
        units = self.fields.get(name, {}).get("units", [])
        return next((int(one["org"]) for one in units if "org" in one), None)

    def sections(self, use: str) -> list[ReadingItem]:
        return [item for item in self.of(ItemKind.SECTION) if item.chosen["use"] == use]

    def text_of(self, use: str) -> str:
        return "\n".join(item.chosen["text"] for item in self.sections(use))

    def answer(self, code: str) -> tuple[str | None, dict[str, Any]]:
        for item in self.of(ItemKind.QUESTION):
            if (item.read or {}).get("code") == code:
                return item.chosen.get("answer"), item.read or {}
        return None, {}

    @property
    def sample_fields(self) -> list[str]:
        """Values that a person marked as invented for a demonstration."""
        return sorted(name for name, chosen in self.fields.items() if chosen.get("sample"))


@transaction.atomic
def create_movement(*, actor: Actor, reading: Reading, confirmed: bool = False) -> Movement:
    """A draft movement from a reading; what nobody looked at is kept as it was read.

    Raises NotReady with every open question, and, until `confirmed`, for a document that
    launches no movement.
    """
    readings.lock_reading(actor, reading)
    items = list(reading.items.order_by("kind", "position"))
    _refuse_open(items, reading, confirmed)
    readings.accept_pending(actor, reading)
    kept = Kept(items)
    movement = _movement(kept, reading)
    require(actor, "movements.draft", movement)
    movement.save()
    _add_contents(movement, kept)
    _add_targets(movement, kept)
    _add_tasks(movement, kept)
    _add_recipients(movement, kept)
    _add_bases(actor, movement, kept)
    _add_themes(movement, kept)
    _add_phases(movement, kept, reading)
    readings.move_reading(reading, ReadingState.REVIEW, ReadingState.DONE)
    audit.record(
        actor, "movements.create_from_reading", movement, after={"reading": reading.pk, "name": movement.name}
    )  # fmt: skip
    return movement


def _refuse_open(items: list[ReadingItem], reading: Reading, confirmed: bool) -> None:
    missing = open_questions(items)
    if not missing and not confirmed and not reading.result.get("launches_movement", True):
        missing = [_("văn bản này không phát động phong trào nào, cần xác nhận vẫn tạo")]
    if missing:
        raise NotReady(missing)


def _movement(kept: Kept, reading: Reading) -> Movement:
    unit_id = kept.unit("issuer") or reading.unit_id
    name, year = kept.field("name"), kept.field("year")
    if not name or not year:
        raise BadInput(_("Cần ghi tên và năm của phong trào trước khi tạo."))
    first, last = kept.day("starts_on"), kept.day("ends_on")
    if first and last and last < first:
        raise BadInput(_("Ngày kết thúc phải sau ngày bắt đầu. Hãy sửa ở mục Thời gian."))
    return Movement(
        unit_id=unit_id,
        owner_id=kept.unit("owner"),
        level=_level(unit_id, reading.day),
        name=name,
        theme=kept.field("theme") or "",
        audience=kept.field("audience") or "",
        purpose=kept.text_of("purpose"),
        commendation=kept.text_of("commendation"),
        year=year,
        starts_on=first,
        ends_on=last,
        reading=reading,
        file_id=reading.file_id,
        document_kind=kept.field("document_type") or "",
        document_number=kept.field("number") or "",
        issued_on=kept.day("issued_on"),
        signer_title=kept.field("signer_title") or "",
        signer_name=kept.field("signer_name") or "",
        reporting=kept.field("reporting") or "",
        sample_fields=kept.sample_fields,
    )


def _level(unit_id: int, day: date) -> str:
    """The level is that of the unit that issues."""
    kinds = OrganizationVersion.objects.on(day).filter(organization_id=unit_id)
    kind = kinds.values_list("kind", flat=True).first()
    if kind in NATIONAL_KINDS:
        return Level.NATIONAL
    return Level.PROVINCE if kind in PROVINCE_KINDS else Level.UNIT


def _place(item: ReadingItem) -> dict[str, Any]:
    return {"position": item.position, "start": item.start, "end": item.end}


def _add_contents(movement: Movement, kept: Kept) -> None:
    Content.objects.bulk_create(
        Content(
            movement=movement,
            number=item.chosen["number"],
            title=item.chosen["title"],
            text=item.chosen["text"],
            **_place(item),
        )
        for item in kept.sections("content")
    )
    Criterion.objects.bulk_create(
        Criterion(movement=movement, text=item.chosen["text"], **_place(item))
        for item in kept.sections("criteria")
    )


def _add_targets(movement: Movement, kept: Kept) -> None:
    in_points = _targets_in_points(kept)
    made: dict[int, Target] = {}
    for item in sorted(kept.of(ItemKind.TARGET), key=_general_first):
        chosen = item.chosen
        unit = POINTS if item.position in in_points and chosen["unit"] == "%" else chosen["unit"]
        made[item.position] = Target.objects.create(
            name=capitalized(chosen["name"]),
            unit_of_measure=unit,
            direction=chosen["direction"],
            comparator=chosen["comparator"],
            value=Decimal(chosen["value"]) if chosen["value"] is not None else None,
            scope=chosen["scope"],
            exception_of=made.get(chosen["exception_of"]),
            year=movement.year,
            owner_id=next((one["org"] for one in chosen.get("units", []) if "org" in one), None),
            source=_source(movement),
        )
        MovementTarget.objects.create(movement=movement, target=made[item.position], **_place(item))


def capitalized(text: str) -> str:
    """Cut out of a sentence, it stands at the head of a line."""
    return text[:1].upper() + text[1:]


def _general_first(item: ReadingItem) -> tuple[bool, int]:
    return (item.chosen["exception_of"] is not None, item.position)


def _targets_in_points(kept: Kept) -> set[int]:
    answer, read = kept.answer("percent_points")
    return set(read.get("targets", ())) if answer == "points" else set()


def _source(movement: Movement) -> str:
    return f"{movement.document_kind} {movement.document_number}".strip()[:300]


def _add_tasks(movement: Movement, kept: Kept) -> None:
    Task.objects.bulk_create(
        Task(
            movement=movement,
            number=item.chosen["number"],
            text=capitalized(item.chosen["task"]),
            role=item.chosen["role"],
            printed_agencies=item.chosen["agencies"] + item.chosen["coordinating"],
            units=item.chosen["units"],
            due_on=item.chosen["due_on"],
            deadline_words=item.chosen["deadline"],
            **_place(item),
        )
        for item in kept.of(ItemKind.ASSIGNMENT)
    )


def _add_recipients(movement: Movement, kept: Kept) -> None:
    Recipient.objects.bulk_create(
        Recipient(
            movement=movement,
            printed=item.chosen["name"],
            purpose=item.chosen["purpose"] or Purpose.KNOW,
            units=item.chosen["units"],
            is_archive=item.chosen.get("archive", False),
            **_place(item),
        )
        for item in kept.of(ItemKind.RECIPIENT)
    )


def _add_bases(actor: Actor, movement: Movement, kept: Kept) -> None:
    keeps_library = bool(may(actor, "papers.keep_library"))
    bases = []
    for item in kept.of(ItemKind.LEGAL_REFERENCE):
        if not item.chosen["basis"]:
            continue
        document = _document(actor, item.chosen, _source(movement)) if keeps_library else None
        bases.append(
            LegalBasis(
                movement=movement, text=item.chosen["text"], document=document, **_place(item)
            )
        )
    LegalBasis.objects.bulk_create(bases)
    cite_documents(
        documents=[basis.document for basis in bases if basis.document],
        used_in=f"{Movement._meta.label}:{movement.pk}",
        label=movement.name,
        url=f"/phong-trao/{movement.pk}/",
    )


def _document(actor: Actor, chosen: dict[str, Any], source: str) -> Any:
    issued = chosen["date"]
    return find_or_create_reference(
        actor=actor,
        kind=chosen["kind"],
        number=chosen["number"],
        issued_on=date.fromisoformat(issued) if issued else None,
        issuer=chosen["issuer"],
        title=chosen["title"] or chosen["text"],
        source=source,
    )


def _add_themes(movement: Movement, kept: Kept) -> None:
    """The thematic movements that the document names are drafts under it, each with its owner."""
    for item in kept.of(ItemKind.MOVEMENT):
        Movement.objects.create(
            parent=movement,
            unit_id=movement.unit_id,
            owner_id=next((one["org"] for one in item.chosen["units"] if "org" in one), None),
            level=Level.THEMATIC,
            name=item.chosen["name"],
            year=movement.year,
            document_kind=movement.document_kind,
            document_number=movement.document_number,
            issued_on=movement.issued_on,
        )


def _add_phases(movement: Movement, kept: Kept, reading: Reading) -> None:
    """Reports for which the document names a day."""
    for duty in reading.result.get("reporting_duty", []):
        due = (duty.get("deadline") or {}).get("date")
        if due:
            Phase.objects.create(
                movement=movement, kind=PhaseKind.REPORT, name=LABELS["reporting"], due_on=due
            )
