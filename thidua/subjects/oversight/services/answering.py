"""What the office does with an opinion: assign, answer, decline, publish, forget the sender."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.base.outbox.services import send_mail
from thidua.core.text import format_date
from thidua.subjects.oversight.enums import (
    UNANSWERED,
    DeclineReason,
    OpinionState,
    Publishing,
    Source,
    Taken,
)
from thidua.subjects.oversight.errors import BadInput, WrongState
from thidua.subjects.oversight.models import Answer, Opinion, Sender
from thidua.subjects.oversight.services.moving import (
    WHO_ANSWERS,
    clean_words,
    due_of,
    move_opinion,
    tell,
    unit_name_on,
)
from thidua.subjects.papers.models import Paper


@transaction.atomic
def assign_opinion(
    *, actor: Actor, opinion: Opinion, unit_id: int, note: str = "", due_on: date | None = None
) -> Opinion:
    """Name who answers; again for another unit while nobody has answered."""
    require(actor, "oversight.assign", opinion)
    due = due_on or due_of(opinion, actor.day)
    if due < actor.day:
        raise BadInput(_("Hạn trả lời phải từ hôm nay trở đi."))
    if unit_id == opinion.about_unit_id:
        raise BadInput(_("Không giao phản ánh cho chính đơn vị được phản ánh trả lời."))
    before = opinion.answering_unit_name
    move_opinion(
        opinion,
        expected=UNANSWERED,
        state=OpinionState.ASSIGNED,
        answering_unit_id=unit_id,
        answering_unit_name=unit_name_on(unit_id, actor.day),
        assigned_on=actor.day,
        assignment_note=note.strip(),
        due_on=due,
        last_reminder="",
    )
    _tell_assigned(opinion, note)
    audit.record(
        actor, "oversight.assign", opinion, before={"unit": before} if before else None,
        after={"unit": opinion.answering_unit_name, "due": due}, reason=note.strip(),
    )  # fmt: skip
    return opinion


def _tell_assigned(opinion: Opinion, note: str) -> None:
    assert opinion.due_on is not None
    tell(
        opinion,
        event=f"assigned-{opinion.answering_unit_id}",
        to_unit=opinion.answering_unit_id,
        roles=WHO_ANSWERS,
        subject=_("Trả lời %(opinion)s, hạn %(due)s: %(about)s")
        % {
            "opinion": opinion,
            "due": format_date(opinion.due_on),
            "about": opinion.subject_words,
        },
        body=note.strip() or opinion.first_words,
    )


@transaction.atomic
def decline_opinion(*, actor: Actor, opinion: Opinion, reason: str, words: str) -> Opinion:
    """Not looked into, with a reason from the list and words that the sender reads."""
    require(actor, "oversight.decline", opinion)
    words = clean_words(words, _("Ghi lời giải thích để người gửi biết vì sao và nên làm gì."))
    if opinion.source == Source.FRONT:
        raise WrongState(_("Ý kiến của Mặt trận, đoàn thể phải được trả lời, không từ chối."))
    before = opinion.state
    move_opinion(
        opinion,
        expected=UNANSWERED,
        state=OpinionState.DECLINED,
        decline_reason=DeclineReason(reason),
        decline_words=words,
        closed_on=actor.day,
    )
    _tell_sender(opinion, _("%(opinion)s không được xem xét") % {"opinion": opinion}, words)
    audit.record(
        actor, "oversight.decline", opinion, before=before,
        after={"state": "declined", "reason": opinion.get_decline_reason_display()}, reason=words,
    )  # fmt: skip
    return opinion


@transaction.atomic
def answer_opinion(
    *,
    actor: Actor,
    opinion: Opinion,
    taken: str,
    text: str,
    paper_words: str = "",
    paper: Paper | None = None,
) -> Answer:
    """Taken, partly or not, with the reason; a new round has an answer of its own."""
    require(actor, "oversight.answer", opinion)
    text = clean_words(text, _("Ghi nội dung trả lời: tiếp thu gì, lý do phần không tiếp thu."))
    move_opinion(
        opinion,
        expected=[OpinionState.ASSIGNED],
        state=OpinionState.ANSWERED,
        answered_on=actor.day,
    )
    answer = Answer.objects.create(
        opinion=opinion,
        round=opinion.round,
        taken=Taken(taken),
        text=text,
        paper=paper,
        paper_words=paper_words.strip() or (str(paper) if paper else ""),
        answered_on=actor.day,
        unit_name=opinion.answering_unit_name,
        by_name=actor.signature,
    )
    _tell_sender(
        opinion, _("%(opinion)s đã có trả lời") % {"opinion": opinion}, answer_words(answer)
    )
    audit.record(
        actor, "oversight.answer", opinion, before="assigned",
        after={"state": "answered", "taken": str(Taken(taken).label), "round": opinion.round},
        paper=answer.paper_words,
    )  # fmt: skip
    return answer


def answer_words(answer: Answer) -> str:
    return f"{Taken(answer.taken).label}. {answer.text[:400]}"


def _tell_sender(opinion: Opinion, subject: str, body: str) -> None:
    if opinion.source != Source.CITIZEN:
        told = [opinion.written_by_id] if opinion.written_by_id else []
        tell(opinion, event=f"told-{opinion.state}", to_users=told, subject=subject, body=body)
        return
    sender = Sender.objects.filter(opinion=opinion).first()
    if sender is not None and sender.email:
        send_mail(
            to=sender.email,
            subject=subject,
            body=_(
                "Xem trả lời ở cổng công khai, mục Ý kiến của tôi, bằng số %(number)s và mã bí mật "
                "đã cấp khi gửi."
            )
            % {"number": opinion.number},
            dedup_key=f"opinion-told:{opinion.pk}:{opinion.round}:{opinion.state}",
            urgent=False,
        )


@transaction.atomic
def publish_opinion(
    *,
    actor: Actor,
    opinion: Opinion,
    public_text: str,
    public_answer: str,
    show_name: bool,
    reason: str,
) -> Opinion:
    """Put opinion and answer on the portal as edited by the office; the name only with consent."""
    require(actor, "oversight.publish", opinion)
    if opinion.state not in (OpinionState.ANSWERED, OpinionState.CLOSED):
        raise WrongState(_("Chỉ công khai ý kiến đã được trả lời."))
    text = clean_words(public_text, _("Nội dung công khai không được trống."))
    answer = clean_words(public_answer, _("Trả lời công khai không được trống."))
    _check_private_words(opinion, text + " " + answer, show_name)
    before = opinion.publishing
    move_opinion(
        opinion,
        expected=[OpinionState.ANSWERED, OpinionState.CLOSED],
        publishing=Publishing.PUBLISHED,
        public_text=text,
        public_answer=answer,
        public_name=_public_name(opinion, show_name),
        published_on=opinion.published_on or actor.day,
        publishing_reason=reason.strip(),
    )
    audit.record(
        actor, "oversight.publish", opinion, before=before, after="published", reason=reason.strip()
    )
    return opinion


def _public_name(opinion: Opinion, show_name: bool) -> str:
    if opinion.source != Source.CITIZEN:
        return opinion.unit_name
    sender = Sender.objects.filter(opinion=opinion).first()
    if not show_name or sender is None:
        return ""
    if not sender.name_may_be_shown:
        raise BadInput(_("Người gửi không đồng ý nêu tên: bỏ chọn nêu tên rồi công khai."))
    return sender.name


def _check_private_words(opinion: Opinion, words: str, show_name: bool) -> None:
    """What must never be public of a sender is looked for in what is about to be."""
    sender = Sender.objects.filter(opinion=opinion).first()
    if sender is None:
        return
    digits = "".join(letter for letter in words if letter.isdigit())
    phone = "".join(letter for letter in sender.phone if letter.isdigit())
    private = [sender.email, sender.address] + ([] if show_name else [sender.name])
    if (phone and phone in digits) or any(
        part and part.lower() in words.lower() for part in private
    ):
        raise BadInput(
            _(
                "Nội dung còn họ tên, điện thoại, thư điện tử hoặc địa chỉ của người gửi. Bỏ các điều đó rồi công khai."
            )
        )


@transaction.atomic
def take_down_opinion(*, actor: Actor, opinion: Opinion, reason: str) -> Opinion:
    """Off the portal at once; what was shown stays in the record."""
    require(actor, "oversight.publish", opinion)
    reason = clean_words(reason, _("Ghi lý do gỡ."))
    if not opinion.is_published:
        raise WrongState(_("Ý kiến này không còn công khai."))
    move_opinion(
        opinion,
        expected=list(OpinionState),
        publishing=Publishing.TAKEN_DOWN,
        publishing_reason=reason,
    )
    audit.record(
        actor, "oversight.take_down", opinion, before="published", after="taken_down", reason=reason
    )
    return opinion


@transaction.atomic
def erase_sender(*, actor: Actor, opinion: Opinion, reason: str = "") -> Opinion:
    """Forget who it was: name and ways to reach; what was said stays."""
    require(actor, "oversight.erase_sender", opinion)
    if opinion.is_unanswered:
        raise WrongState(
            _("Ý kiến chưa được trả lời: xóa liên hệ lúc này thì không báo được cho người gửi.")
        )
    erased = forget(opinion.pk, actor.day)
    if not erased:
        raise WrongState(_("Thông tin người gửi đã xóa trước đó."))
    Opinion.objects.filter(pk=opinion.pk, source=Source.CITIZEN).update(public_name="")
    audit.record(actor, "oversight.erase_sender", opinion, reason=reason.strip())
    return opinion


def forget(opinion_id: int, day: date) -> int:
    held = Sender.objects.filter(opinion_id=opinion_id, erased_on=None)
    return held.update(
        name="", phone="", email="", address="", name_may_be_shown=False, erased_on=day
    )


@transaction.atomic
def record_sender_seen(*, actor: Actor, opinion: Opinion) -> None:
    """Who looked at the name of a sender stays in the record."""
    require(actor, "oversight.sender.see", opinion)
    audit.record(actor, "oversight.sender.see", opinion)
