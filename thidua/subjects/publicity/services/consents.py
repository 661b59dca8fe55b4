"""Consent: taken on paper, kept, and taken back at any time by who gave it."""

from datetime import date

from django.db import transaction
from django.utils.crypto import constant_time_compare

from thidua.base import audit, outbox
from thidua.base.access import Actor, Role, require
from thidua.base.files import StoredFile
from thidua.base.receipts import LETTERS, code_of
from thidua.subjects.publicity.enums import OPEN, OUTSIDE, ExampleState, Relation
from thidua.subjects.publicity.errors import BadInput, WrongState
from thidua.subjects.publicity.models import Consent, Example, Release
from thidua.subjects.publicity.services.changing import move_example
from thidua.subjects.publicity.services.pictures import erase

PERSON_S_WISH = "Người được giới thiệu rút đồng ý."


def withdrawal_code(example_id: int) -> str:
    """Printed on the consent form; made by this server alone and kept nowhere."""
    return code_of(f"publicity.consent:{example_id}")


def knows_code(example_id: int, typed: str) -> bool:
    given = "".join(letter for letter in typed.upper() if letter in LETTERS)
    return constant_time_compare(given, withdrawal_code(example_id).replace("-", ""))


@transaction.atomic
def record_consent(
    *,
    actor: Actor,
    example: Example,
    given_by: str,
    relation: str,
    given_on: date,
    pictures: bool,
    file: StoredFile,
) -> Consent:
    """Keep the signed paper; a child's is signed by a parent or guardian."""
    require(actor, "publicity.consent", example)
    _check(example, given_by, relation, given_on, actor.day)
    # A newer paper takes the place of the one before: it may give more, or less.
    example.consents.filter(withdrawn_on=None).update(
        withdrawn_on=actor.day, withdrawn_by=actor.signature, withdrawal="Thay bằng giấy mới."
    )
    consent = Consent.objects.create(
        example=example,
        given_by=given_by.strip(),
        relation=relation,
        given_on=given_on,
        pictures=pictures,
        file=file,
        recorded_by=actor.signature,
        recorded_on=actor.day,
    )
    audit.record(
        actor,
        "publicity.consent",
        example,
        after={"relation": relation, "pictures": pictures, "given_on": given_on},
    )
    return consent


def _check(example: Example, given_by: str, relation: str, given_on: date, today: date) -> None:
    if example.state in (ExampleState.REFUSED, ExampleState.WITHDRAWN):
        raise WrongState(
            f"Điển hình đã “{example.get_state_display()}”: không ghi đồng ý được nữa."
        )
    if not given_by.strip():
        raise BadInput("Cần ghi họ tên người đồng ý.")
    if given_on > today:
        raise BadInput("Ngày đồng ý không thể sau hôm nay.")
    if example.is_child and relation != Relation.GUARDIAN:
        raise BadInput("Người dưới 16 tuổi: cha, mẹ hoặc người giám hộ phải là người đồng ý.")
    if not example.is_person and relation == Relation.SELF:
        raise BadInput("Với tập thể, hộ gia đình: người đứng đầu hoặc chủ hộ là người đồng ý.")


def consent_of(example: Example) -> Consent | None:
    return example.consents.filter(withdrawn_on=None).first()


@transaction.atomic
def withdraw_consent(
    *, actor: Actor, example: Example, reason: str = "", code: str = "", pictures_only: bool = False
) -> Example:
    """At once and without asking why: the portal, the feeds and the organs follow in this moment.

    A person on the portal shows the code of the consent form; the unit and the office need none.
    """
    require(actor, "publicity.withdraw_consent", example)
    if actor.is_citizen and not knows_code(example.pk, code):
        raise BadInput("Mã không đúng. Xem lại mã in trên giấy đồng ý.")
    consent = consent_of(example)
    if consent is None:
        raise WrongState("Không còn giấy đồng ý nào đang có hiệu lực.")
    before = example.state
    if pictures_only:
        _take_back_pictures(consent)
    else:
        _take_back_all(actor, example, consent, reason)
    audit.record(
        actor,
        "publicity.withdraw_consent",
        example,
        before={"state": before, "consent": consent.pk},
        after={"state": example.state, "pictures_only": pictures_only},
        reason=reason.strip(),
    )
    return example


def _take_back_pictures(consent: Consent) -> None:
    if not consent.pictures:
        raise WrongState("Giấy đồng ý này không cho đăng ảnh: không có gì để rút.")
    Consent.objects.filter(pk=consent.pk).update(pictures=False)
    for picture in consent.example.pictures.all():
        erase(picture)
    tell_organs(
        consent.example,
        subject=f"Gỡ ảnh: {consent.example.title or consent.example.name}",
        body="Người được giới thiệu rút đồng ý cho đăng ảnh. Đề nghị gỡ ảnh đã đăng.",
        mark=f"pictures:{consent.pk}",
    )


def _take_back_all(actor: Actor, example: Example, consent: Consent, reason: str) -> None:
    Consent.objects.filter(pk=consent.pk, withdrawn_on=None).update(
        withdrawn_on=actor.day, withdrawn_by=actor.signature, withdrawal=reason.strip()
    )
    if example.is_outside:
        move_example(
            example,
            expected=OUTSIDE,
            to=ExampleState.WITHDRAWN,
            withdrawn_on=actor.day,
            withdrawal=PERSON_S_WISH,
        )
    elif example.state in OPEN:
        _tell_office(example)
    tell_organs(
        example,
        subject=f"Gỡ bài: {example.title or example.name}",
        body=f"{PERSON_S_WISH} Đề nghị không đăng và gỡ tin, bài đã đăng.",
        mark=f"consent:{consent.pk}",
    )


def _tell_office(example: Example) -> None:
    outbox.notify(
        roles=(Role.OFFICER, Role.OFFICE_HEAD),
        subject=f"Rút đồng ý: {example.name}",
        body="Điển hình không chuyển bước được cho đến khi có giấy đồng ý mới.",
        url=f"/dien-hinh/{example.pk}/",
        kind="publicity",
        key=f"consent-withdrawn:{example.pk}:{example.revision}",
        urgent=True,
    )


def tell_organs(example: Example, *, subject: str, body: str, mark: str) -> None:
    """Every organ that was given the story hears, at once, and the unit and the office with it."""
    organs = Release.objects.filter(example=example).values_list("organ_id", flat=True)
    everybody: list[tuple[int, tuple[Role, ...]]] = [
        (organ, (Role.PRESS, Role.UNIT_CLERK, Role.UNIT_HEAD)) for organ in organs
    ]
    if example.unit_id:
        everybody.append((example.unit_id, (Role.UNIT_CLERK, Role.UNIT_HEAD)))
    for unit, roles in everybody:
        outbox.notify(
            to_unit=unit,
            roles=roles,
            subject=subject,
            body=body,
            url=f"/dien-hinh/{example.pk}/",
            kind="publicity",
            key=f"example-taken-back:{example.pk}:{mark}",
            urgent=True,
        )
