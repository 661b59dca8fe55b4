"""Finding: anybody tells of a good example, the unit confirms the facts or refuses them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta

from django.db import transaction

from thidua.base import audit, outbox, parameters
from thidua.base.access import PROVINCE_DESK, Actor, Role, require
from thidua.base.files import StoredFile
from thidua.base.receipts import code_of, fingerprint, kept, next_receipt
from thidua.core.text import format_date, nfc
from thidua.subjects.publicity.enums import ExampleKind, ExampleState, Field, Origin
from thidua.subjects.publicity.errors import BadInput
from thidua.subjects.publicity.models import Example, ExampleField, Suggester
from thidua.subjects.publicity.services.changing import move_example
from thidua.subjects.publicity.services.pictures import keep_picture

UNIT_DESK = (Role.UNIT_CLERK, Role.UNIT_HEAD)
OFFICERS = (Role.OFFICER, Role.OFFICE_HEAD)
ORIGINS = {Role.PRESS: Origin.PRESS, Role.FRONT: Origin.FRONT}
RECEIPT = "GT"  # giới thiệu


@dataclass(frozen=True, slots=True)
class Facts:
    """Who did what, where: as told at first, mended later by the unit and the editor."""

    kind: str
    name: str
    deed: str
    place: str = ""
    proof: str = ""
    gender: str = ""
    is_child: bool = False
    occupation: str = ""
    ethnic_group: str = ""
    direct_worker: bool = False
    new_factor: bool = False
    unit_id: int | None = None
    commune_id: int | None = None
    movement_id: int | None = None
    fields: Sequence[str] = field(default=())

    def columns(self) -> dict[str, object]:
        values = asdict(self)
        del values["fields"]
        words = ("name", "deed", "place", "proof", "occupation", "ethnic_group")
        return values | {word: nfc(str(values[word])).strip() for word in words}


@transaction.atomic
def suggest_example(
    *,
    actor: Actor,
    facts: Facts,
    pictures: Sequence[bytes] = (),
    proof_file: StoredFile | None = None,
    is_sample: bool = False,
) -> Example:
    """Tell of a good example; the unit it works in is asked to confirm."""
    require(actor, "publicity.suggest")
    example = _keep(actor, facts, _origin(actor), proof_file=proof_file, is_sample=is_sample)
    for content in pictures:
        keep_picture(actor, example, content)
    _ask_unit(example, actor)
    audit.record(
        actor, "publicity.suggest", example, after={"kind": example.kind, "deed": example.deed}
    )
    return example


def _origin(actor: Actor) -> Origin:
    role = Role(actor.role) if actor.role in Role.values else None
    if actor.is_system or role in PROVINCE_DESK:
        return Origin.OFFICER
    return ORIGINS.get(role, Origin.UNIT) if role else Origin.UNIT


def _keep(
    actor: Actor,
    facts: Facts,
    origin: Origin,
    *,
    proof_file: StoredFile | None = None,
    is_sample: bool = False,
) -> Example:
    check_facts(facts)
    example = Example(
        **facts.columns(),
        origin=origin,
        suggested_on=actor.day,
        suggested_by=actor.signature,
        suggested_by_unit_id=actor.unit_id,
        proof_file=proof_file,
        is_sample=is_sample,
    )
    example.save()
    set_fields(example, facts.fields)
    return example


def check_facts(facts: Facts) -> None:
    if not facts.name.strip() or not facts.deed.strip():
        raise BadInput("Cần ghi tên và việc làm, thành tích của điển hình.")
    if facts.is_child and facts.kind != ExampleKind.PERSON:
        raise BadInput("Chỉ cá nhân mới đánh dấu là dưới 16 tuổi.")
    if unknown := set(facts.fields) - set(Field.values):
        raise BadInput(f"Không có lĩnh vực “{min(unknown)}”.")


def set_fields(example: Example, fields: Sequence[str]) -> None:
    example.fields.exclude(field__in=fields).delete()
    known = set(example.fields.values_list("field", flat=True))
    ExampleField.objects.bulk_create(
        ExampleField(example=example, field=name) for name in fields if name not in known
    )


def _ask_unit(example: Example, actor: Actor) -> None:
    """The unit has its days from now; without a unit the office looks for one."""
    if example.unit_id is None:
        _tell_officers(example, "chưa rõ đơn vị, cần giao đơn vị xác nhận")
        return
    days = parameters.days("example.confirm", actor.day)
    due = parameters.calendar(actor.day).add_working_days(actor.day, days)
    Example.objects.filter(pk=example.pk).update(confirm_due=due)
    example.confirm_due = due
    outbox.notify(
        to_unit=example.unit_id,
        roles=UNIT_DESK,
        subject=f"Đề nghị xác nhận điển hình: {example.name}",
        body=f"Hạn xác nhận: {format_date(due)}. Việc làm, thành tích: {example.deed[:300]}",
        url=f"/dien-hinh/{example.pk}/",
        kind="publicity",
        key=f"example-asked:{example.pk}:{example.unit_id}",
        reason_name="publicity.still_to_confirm",
    )


def _tell_officers(example: Example, what: str) -> None:
    outbox.notify(
        roles=OFFICERS,
        subject=f"Gương tốt mới: {example.name}",
        body=f"Nguồn: {example.get_origin_display()}; {what}. {example.deed[:300]}",
        url=f"/dien-hinh/{example.pk}/",
        kind="publicity",
        key=f"example-found:{example.pk}",
    )


@dataclass(frozen=True, slots=True)
class Receipt:
    number: str
    code: str


@transaction.atomic
def suggest_as_citizen(
    *,
    actor: Actor,
    facts: Facts,
    ticket: str,
    name: str,
    phone: str,
    pictures: Sequence[bytes] = (),
) -> Receipt:
    """From the portal, without login: the same form sent twice is kept once."""
    require(actor, "publicity.suggest")
    mark = fingerprint(ticket)
    known = Suggester.objects.filter(ticket=mark).first()
    if known is not None:
        return Receipt(known.receipt, code_of(ticket))
    example = _keep(actor, facts, Origin.CITIZEN)
    for content in pictures:
        keep_picture(actor, example, content)
    code = code_of(ticket)
    suggester = Suggester.objects.create(
        example=example,
        receipt=next_receipt(RECEIPT, actor.day),
        code=kept(code),
        ticket=mark,
        name=name.strip(),
        phone=phone.strip(),
        purge_on=_purge_day(actor.day),
    )
    _ask_unit(example, actor)
    audit.record(
        actor, "publicity.suggest", example, after={"receipt": suggester.receipt, "citizen": True}
    )
    return Receipt(suggester.receipt, code)


def _purge_day(day: date) -> date:
    return day + timedelta(days=parameters.days("example.purge_suggester", day))


@transaction.atomic
def assign_unit(*, actor: Actor, example: Example, unit_id: int) -> Example:
    """The office says which unit is to confirm; its days begin anew."""
    require(actor, "publicity.assign", example)
    before = example.unit_id
    move_example(
        example,
        expected=[ExampleState.SUGGESTED],
        to=ExampleState.SUGGESTED,
        unit_id=unit_id,
        last_reminder="",
    )
    _ask_unit(example, actor)
    audit.record(
        actor, "publicity.assign", example, before={"unit": before}, after={"unit": unit_id}
    )
    return example


@transaction.atomic
def confirm_example(*, actor: Actor, example: Example, facts: str) -> Example:
    """The unit says that it is true, in its own words."""
    require(actor, "publicity.confirm", example)
    if not facts.strip():
        raise BadInput("Cần ghi đơn vị đã kiểm tra và xác nhận điều gì.")
    if example.unit_id is None:
        raise BadInput("Chưa giao đơn vị nào xác nhận điển hình này.")
    move_example(
        example,
        expected=[ExampleState.SUGGESTED],
        to=ExampleState.CONFIRMED,
        facts=facts.strip(),
        confirmed_on=actor.day,
    )
    _tell_officers_confirmed(example)
    audit.record(actor, "publicity.confirm", example, after={"facts": example.facts})
    return example


def _tell_officers_confirmed(example: Example) -> None:
    outbox.notify(
        roles=OFFICERS,
        subject=f"Đơn vị đã xác nhận điển hình: {example.name}",
        body=example.facts[:300],
        url=f"/dien-hinh/{example.pk}/",
        kind="publicity",
        key=f"example-confirmed:{example.pk}",
    )


@transaction.atomic
def refuse_example(*, actor: Actor, example: Example, reason: str) -> Example:
    """The unit finds that it is not so, or not worth telling; who told of it hears why."""
    require(actor, "publicity.refuse", example)
    if not reason.strip():
        raise BadInput("Cần ghi lý do không xác nhận.")
    before = example.state
    move_example(
        example,
        expected=[ExampleState.SUGGESTED, ExampleState.CONFIRMED],
        to=ExampleState.REFUSED,
        refusal=reason.strip(),
    )
    if example.suggested_by_unit_id and example.suggested_by_unit_id != example.unit_id:
        outbox.notify(
            to_unit=example.suggested_by_unit_id,
            roles=(*UNIT_DESK, Role.PRESS, Role.FRONT, *OFFICERS),
            subject=f"Không xác nhận điển hình: {example.name}",
            body=reason.strip(),
            url=f"/dien-hinh/{example.pk}/",
            kind="publicity",
            key=f"example-refused:{example.pk}",
        )
    audit.record(actor, "publicity.refuse", example, before=before, reason=reason.strip())
    return example
