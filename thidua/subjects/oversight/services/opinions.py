"""Sending an opinion, and what its sender may do with it later."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thidua.base import audit, files, parameters
from thidua.base.access import Actor, Role, require
from thidua.base.files.pictures import clean_picture
from thidua.base.receipts import code_of, fingerprint, kept, next_receipt
from thidua.core.text import fold
from thidua.subjects.inspections.models import InspectionPlan
from thidua.subjects.movements.models import Movement
from thidua.subjects.oversight.enums import (
    KINDS_OF_SOURCE,
    OPEN,
    UNANSWERED,
    Closing,
    OpinionKind,
    OpinionState,
    Source,
    Subject,
)
from thidua.subjects.oversight.errors import BadInput, WrongState
from thidua.subjects.oversight.models import Addition, Opinion, Sender
from thidua.subjects.oversight.services.moving import (
    DESK,
    WHO_ANSWERS,
    clean_words,
    due_of,
    move_opinion,
    superior_of,
    tell,
    unit_name_on,
)
from thidua.subjects.papers.models import Paper

MOST_FILES = 5
PICTURES = (b"\xff\xd8\xff", b"\x89PNG")  # their hidden marks would tell where a sender lives


@dataclass(frozen=True, slots=True)
class Said:
    """What is said, of what; one of the three things at most."""

    kind: str
    subject: str
    text: str
    subject_words: str = ""
    movement: Movement | None = None
    paper: Paper | None = None
    plan: InspectionPlan | None = None
    about_unit_id: int | None = None
    files: Sequence[tuple[str, bytes]] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Who a citizen says to be."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    name_may_be_shown: bool = False


@transaction.atomic
def send_opinion(
    *, actor: Actor, said: Said, own_paper: str = "", is_sample: bool = False
) -> Opinion:
    """An opinion of the Front, a mass organisation or a unit."""
    require(actor, "oversight.send")
    source = Source.FRONT if actor.role == Role.FRONT else Source.UNIT
    opinion = _write(
        actor,
        said,
        source,
        unit_id=actor.home_unit,
        unit_name=actor.unit_name,
        written_by_id=actor.user_id,
        written_by_name=actor.signature,
        own_paper=own_paper.strip(),
        is_sample=is_sample,
    )
    _record_sent(actor, opinion)
    return opinion


@transaction.atomic
def send_citizen_opinion(
    *, actor: Actor, said: Said, person: Person, ticket: str, is_sample: bool = False
) -> Opinion:
    """An opinion from the portal; the same form sent twice is one opinion."""
    require(actor, "oversight.send")
    before = Opinion.objects.filter(ticket_kept=fingerprint(ticket)).first()
    if before is not None:
        return before
    _check_person(actor, said, person)
    marks = {"code_kept": kept(code_of(ticket)), "ticket_kept": fingerprint(ticket)}
    try:
        with transaction.atomic():
            opinion = _write(actor, said, Source.CITIZEN, is_sample=is_sample, **marks)
    except IntegrityError:  # the same form came twice at once
        return Opinion.objects.get(ticket_kept=fingerprint(ticket))
    Sender.objects.create(
        opinion=opinion,
        name=person.name.strip(),
        phone=person.phone.strip(),
        email=person.email.strip(),
        address=person.address.strip(),
        name_may_be_shown=person.name_may_be_shown,
    )
    _record_sent(actor, opinion)
    return opinion


def _check_person(actor: Actor, said: Said, person: Person) -> None:
    """A complaint about somebody must have a sender; other words ask for a way to answer."""
    if not parameters.get("opinion.contact_needed", actor.day):
        return
    if not person.name.strip() or not (person.phone.strip() or person.email.strip()):
        raise BadInput(
            _(
                "Cần họ tên và số điện thoại hoặc thư điện tử để cơ quan trả lời; các điều này không công khai."
            )
        )
    if said.kind == OpinionKind.COMPLAIN and not person.address.strip():
        raise BadInput(
            _(
                "Phản ánh về một đơn vị cần ghi rõ địa chỉ người gửi: phản ánh nặc danh không được xem xét."
            )
        )


def _write(actor: Actor, said: Said, source: Source, **marks: Any) -> Opinion:
    if said.kind not in KINDS_OF_SOURCE[source]:
        raise BadInput(_("Loại ý kiến này dành cho Mặt trận Tổ quốc và các đoàn thể."))
    if len(said.files) > MOST_FILES:
        raise BadInput(_("Chỉ nhận tối đa %(most)s tệp một ý kiến.") % {"most": MOST_FILES})
    about = _subject_words(said)
    text = clean_words(said.text, _("Chưa ghi nội dung ý kiến."))
    opinion = Opinion.objects.create(
        number=next_receipt("YK", actor.day),
        source=source,
        kind=said.kind,
        subject=said.subject,
        subject_words=about[:500],
        movement=said.movement,
        paper=said.paper,
        plan=said.plan,
        about_unit_id=_about_unit(said),
        text=text,
        search_key=fold(f"{about} {text} {marks.get('unit_name', '')}"),
        received_on=actor.day,
        **marks,
    )
    for name, content in said.files:
        clean = clean_picture(content) if content.startswith(PICTURES) else content
        stored = files.store(actor=actor, name=name, content=clean, purpose="opinion")
        opinion.files.add(stored)
    return opinion


def _about_unit(said: Said) -> int | None:
    if said.kind != OpinionKind.COMPLAIN:
        return None
    if said.about_unit_id is None:
        raise BadInput(_("Chọn đơn vị được phản ánh."))
    return said.about_unit_id


def _subject_words(said: Said) -> str:
    """What it is about, copied: the thing may change its name later."""
    thing = said.movement or said.paper or said.plan
    if thing is not None:
        return str(thing)
    if said.subject == Subject.WORK:
        return said.subject_words.strip() or str(Subject.WORK.label)
    if said.subject in (Subject.LIST, Subject.AWARD):
        return clean_words(
            said.subject_words, _("Ghi rõ danh sách hoặc việc khen thưởng nào, của ai, ngày nào.")
        )
    raise BadInput(_("Chọn phong trào, dự thảo hoặc kế hoạch muốn góp ý."))


def _record_sent(actor: Actor, opinion: Opinion) -> None:
    tell(
        opinion,
        event="received",
        roles=DESK,
        subject=_("%(opinion)s của %(who)s: %(about)s")
        % {"opinion": opinion, "who": opinion.sender_words, "about": opinion.subject_words},
        body=_("Giao đơn vị trả lời, hoặc ghi lý do không xem xét."),
    )
    audit.record(
        actor,
        "oversight.send",
        opinion,
        after={"number": opinion.number, "kind": opinion.kind, "subject": opinion.subject_words},
        paper=opinion.own_paper,
    )


@transaction.atomic
def accept_answer(*, actor: Actor, opinion: Opinion) -> Opinion:
    """The sender is satisfied."""
    require(actor, "oversight.accept", opinion)
    move_opinion(
        opinion,
        expected=[OpinionState.ANSWERED],
        state=OpinionState.CLOSED,
        closing=Closing.SATISFIED,
        closed_on=actor.day,
    )
    audit.record(actor, "oversight.accept", opinion, before="answered", after="closed")
    return opinion


@transaction.atomic
def ask_again(*, actor: Actor, opinion: Opinion, words: str) -> Opinion:
    """Not satisfied: once more, to the unit above the one that answered."""
    require(actor, "oversight.ask_again", opinion)
    if opinion.round > 1:
        raise WrongState(
            _("Ý kiến đã được hỏi lại một lần. Có thể gửi ý kiến mới nếu có tình tiết mới.")
        )
    words = clean_words(words, _("Ghi rõ điều chưa đồng ý để cấp trên xem xét."))
    assert opinion.answering_unit_id is not None  # what was answered had somebody to answer it
    above = superior_of(opinion.answering_unit_id, actor.day)
    move_opinion(
        opinion,
        expected=[OpinionState.ANSWERED],
        state=OpinionState.ASSIGNED,
        round=2,
        asked_again_on=actor.day,
        asked_again_words=words,
        answering_unit_id=above,
        answering_unit_name=unit_name_on(above, actor.day),
        assigned_on=actor.day,
        due_on=due_of(opinion, actor.day),
        last_reminder="",
    )
    tell(
        opinion,
        event="asked-again",
        to_unit=above,
        roles=WHO_ANSWERS,
        subject=_("%(opinion)s được hỏi lại lên cấp trên") % {"opinion": opinion},
        body=words,
    )
    audit.record(
        actor, "oversight.ask_again", opinion, before="answered",
        after={"round": 2, "unit": opinion.answering_unit_name}, reason=words,
    )  # fmt: skip
    return opinion


@transaction.atomic
def press_answer(*, actor: Actor, opinion: Opinion) -> Opinion:
    """The sender presses those who have not answered in time."""
    require(actor, "oversight.press", opinion)
    if opinion.due_on is not None and opinion.due_on >= actor.day:
        raise WrongState(_("Chưa quá hạn trả lời."))
    move_opinion(opinion, expected=UNANSWERED, pressed=opinion.pressed + 1, pressed_on=actor.day)
    words = {"opinion": opinion, "who": opinion.sender_words}
    answering = opinion.answering_unit_id
    tell(
        opinion,
        event=f"pressed-{opinion.pressed}",
        to_unit=answering,
        roles=WHO_ANSWERS if answering else DESK,
        subject=_("%(who)s đề nghị sớm trả lời %(opinion)s") % words,
        body=opinion.first_words,
        urgent=True,
    )
    audit.record(actor, "oversight.press", opinion, after={"times": opinion.pressed})
    return opinion


@transaction.atomic
def withdraw_opinion(*, actor: Actor, opinion: Opinion, reason: str = "") -> Opinion:
    require(actor, "oversight.withdraw", opinion)
    before = opinion.state
    move_opinion(opinion, expected=UNANSWERED, state=OpinionState.WITHDRAWN, closed_on=actor.day)
    audit.record(
        actor,
        "oversight.withdraw",
        opinion,
        before=before,
        after="withdrawn",
        reason=reason.strip(),
    )
    return opinion


@transaction.atomic
def add_words(*, actor: Actor, opinion: Opinion, text: str, ticket: str = "") -> Addition:
    """The sender adds something while the opinion is open; the same form twice adds once."""
    require(actor, "oversight.add_words", opinion)
    mark = fingerprint(ticket) if ticket else None
    before = Addition.objects.filter(ticket_kept=mark).first() if mark else None
    if before is not None:
        return before
    move_opinion(opinion, expected=OPEN, search_key=opinion.search_key)
    added = Addition.objects.create(
        opinion=opinion,
        text=clean_words(text, _("Chưa ghi điều muốn bổ sung.")),
        from_sender=True,
        by_name="" if actor.is_citizen else actor.signature,
        day=actor.day,
        ticket_kept=mark,
    )
    answering = opinion.answering_unit_id
    tell(
        opinion,
        event=f"added-{added.pk}",
        to_unit=answering,
        roles=WHO_ANSWERS if answering else DESK,
        subject=_("%(opinion)s có bổ sung") % {"opinion": opinion},
        body=opinion.first_words,
    )
    audit.record(actor, "oversight.add_words", opinion)
    return added
