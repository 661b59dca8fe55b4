"""What a citizen tells, asks and takes back, without login."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.base import clock, parameters
from thidua.base.access import Actor
from thidua.base.receipts import code_of, fingerprint, fits
from thidua.subjects.publicity.enums import ExampleState
from thidua.subjects.publicity.models import Example, Suggester
from thidua.subjects.publicity.public.stories import LARGEST_ID, StoryRow, published, rows_of
from thidua.subjects.publicity.services.consents import withdraw_consent
from thidua.subjects.publicity.services.suggesting import Facts, Receipt, suggest_as_citizen


def days_kept() -> int:
    """How long name and telephone of a suggester are kept."""
    return parameters.days("example.purge_suggester", clock.today())


def receipt_of(ticket: str) -> Receipt | None:
    """The receipt of a form that was sent, for the page that shows it."""
    found = Suggester.objects.filter(ticket=fingerprint(ticket)).first()
    return Receipt(found.receipt, code_of(ticket)) if found else None


def suggest(
    *,
    ticket: str,
    kind: str,
    name: str,
    deed: str,
    place: str,
    proof: str,
    suggester: str,
    phone: str,
    pictures: Sequence[bytes] = (),
) -> Receipt:
    facts = Facts(kind=kind, name=name, deed=deed, place=place, proof=proof)
    actor = Actor.citizen(clock.today())
    return suggest_as_citizen(
        actor=actor, facts=facts, ticket=ticket, name=suggester, phone=phone, pictures=pictures
    )


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a suggestion, for who holds the code of its receipt."""

    number: str
    name: str
    suggested_on: date
    words: str
    story: StoryRow | None


WHAT_BECAME = {
    ExampleState.SUGGESTED: "Đã tiếp nhận; cơ quan, đơn vị đang kiểm tra, xác nhận.",
    ExampleState.CONFIRMED: "Đơn vị đã xác nhận; đang xem xét để giới thiệu rộng rãi.",
    ExampleState.SELECTED: "Đã được chọn; đang viết bài giới thiệu.",
    ExampleState.RELEASED: "Đã chuyển cho các báo, đài.",
    ExampleState.PUBLISHED: "Đã được giới thiệu.",
    ExampleState.FOLLOWED: "Đã được giới thiệu và đang được nhân rộng.",
    ExampleState.REFUSED: "Qua kiểm tra, chưa đủ căn cứ để giới thiệu.",
    ExampleState.WITHDRAWN: "Không giới thiệu nữa.",
}


def knows(number: str, code: str) -> str:
    """The number as it is kept, when the code is that of its receipt; else nothing."""
    found = Suggester.objects.filter(receipt=number.strip().upper()).first()
    return found.receipt if found is not None and fits(code, found.code) else ""


def what_became(number: str) -> Told | None:
    """For who has shown the code (see `knows`)."""
    found = Suggester.objects.filter(receipt=number).select_related("example").first()
    if found is None:
        return None
    example = found.example
    shown = published().filter(pk=example.pk).first()
    return Told(
        number=found.receipt,
        name=example.name,
        suggested_on=example.suggested_on,
        words=WHAT_BECAME[ExampleState(example.state)],
        story=rows_of([shown])[0] if shown else None,
    )


def withdraw(*, example_id: int, code: str, pictures_only: bool) -> str:
    """The person takes the consent back; gives the title. Refused without the right code."""
    example = None
    if example_id <= LARGEST_ID:
        example = Example.objects.filter(pk=example_id).first()
    actor = Actor.citizen(clock.today())
    subject = example or Example(pk=0)
    withdraw_consent(actor=actor, example=subject, code=code, pictures_only=pictures_only)
    return subject.title or subject.name
