"""Units name people, people answer, a substitute goes instead."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.subjects.accounts.models import Post
from thidua.subjects.accounts.naming import keys_of_name
from thidua.subjects.training.enums import EXPECTED, CourseState, ParticipantState, SummonsState
from thidua.subjects.training.errors import BadInput, WrongState
from thidua.subjects.training.models import Course, Participant, Summons
from thidua.subjects.training.services.changing import move_participant
from thidua.subjects.training.services.telling import tell_declined, tell_named


@dataclass(frozen=True, slots=True)
class Named:
    """A person to send: one of the unit's posts, or somebody without an account by name."""

    post_id: int | None = None
    full_name: str = ""
    title: str = ""
    phone: str = ""
    email: str = ""


@transaction.atomic
def name_participants(
    *, actor: Actor, summons: Summons, people: Sequence[Named]
) -> list[Participant]:
    """The unit answers the summons; late is marked by the day, not barred until the first class."""
    require(actor, "training.name", summons)
    _must_be_open(summons.course, actor)
    if not people:
        raise BadInput("Chọn ít nhất một người, hoặc ghi lý do không cử được.")
    _must_fit(summons, len(people))
    added = [_add(summons, one, actor) for one in people]
    Summons.objects.filter(pk=summons.pk).update(
        state=SummonsState.ANSWERED,
        answered_on=summons.answered_on or actor.day,
        answered_by=actor.signature,
        reason="",
    )
    summons.refresh_from_db()
    audit.record(
        actor,
        "training.name",
        summons.course,
        after={"unit": summons.unit_name, "people": [p.full_name for p in added]},
    )
    tell_named(summons.course, added)
    return added


@transaction.atomic
def name_nobody(*, actor: Actor, summons: Summons, reason: str) -> None:
    require(actor, "training.name", summons)
    _must_be_open(summons.course, actor)
    if not reason.strip():
        raise BadInput("Ghi lý do không cử được người để cơ quan tổ chức biết.")
    changed = Summons.objects.filter(pk=summons.pk, state=SummonsState.WAITING).update(
        state=SummonsState.NOBODY,
        answered_on=actor.day,
        answered_by=actor.signature,
        reason=reason.strip(),
    )
    if not changed:
        raise WrongState("Đơn vị đã trả lời giấy triệu tập này. Tải lại trang để xem.")
    summons.refresh_from_db()
    audit.record(
        actor,
        "training.name_nobody",
        summons.course,
        after={"unit": summons.unit_name},
        reason=reason,
    )


@transaction.atomic
def substitute_participant(
    *, actor: Actor, participant: Participant, by: Named, reason: str
) -> Participant:
    """Somebody else goes; the first one stays on record with the reason."""
    require(actor, "training.name", participant)
    _must_be_open(participant.course, actor)
    if not reason.strip():
        raise BadInput("Ghi lý do thay người.")
    if participant.state == ParticipantState.DECLINED:
        if Participant.objects.filter(substitute_for=participant).exists():
            raise WrongState(f"{participant.full_name} đã có người dự thay.")
    else:
        move_participant(
            participant,
            expected=EXPECTED,
            to=ParticipantState.DECLINED,
            reason=reason.strip()[:300],
            answered_on=actor.day,
        )
    added = _add(participant.summons, by, actor, substitute_for=participant)
    audit.record(
        actor,
        "training.substitute",
        participant.course,
        before=participant.full_name,
        after=added.full_name,
        reason=reason.strip(),
    )
    tell_named(participant.course, [added])
    return added


@transaction.atomic
def answer_invitation(
    *, actor: Actor, participant: Participant, coming: bool, reason: str = ""
) -> Participant:
    """The person, or the unit for somebody without an account, says whether he comes."""
    require(actor, "training.answer", participant)
    if participant.course.state != CourseState.INVITED:
        raise WrongState("Lớp không còn nhận xác nhận dự.")
    if not coming and not reason.strip():
        raise BadInput("Ghi lý do không dự được để đơn vị cử người khác.")
    before = participant.state
    to = ParticipantState.CONFIRMED if coming else ParticipantState.DECLINED
    move_participant(
        participant,
        expected=[ParticipantState.NAMED, ParticipantState.CONFIRMED],
        to=to,
        reason=reason.strip()[:300],
        answered_on=actor.day,
    )
    audit.record(
        actor,
        "training.answer",
        participant.course,
        before=ParticipantState(before).label,
        after={"person": participant.full_name, "state": to.label},
        reason=reason.strip(),
    )
    if not coming:
        tell_declined(participant)
    return participant


def _must_be_open(course: Course, actor: Actor) -> None:
    if course.state != CourseState.INVITED:
        raise WrongState("Lớp chưa triệu tập, đã tổ chức hoặc đã hủy nên không cử người nữa.")
    if course.ends_on is not None and course.ends_on < actor.day:
        raise WrongState("Lớp đã qua ngày cuối nên không cử người nữa.")


def _must_fit(summons: Summons, more: int) -> None:
    named = summons.participants.counted().count()
    if named + more > summons.seats:
        left = max(summons.seats - named, 0)
        raise BadInput(
            f"Giấy triệu tập dành {summons.seats} chỗ cho đơn vị, còn {left}. Muốn đổi người thì "
            "dùng “Thay người”."
        )
    course = summons.course
    if course.capacity is not None:
        taken = course.participants.counted().count()
        if taken + more > course.capacity:
            raise BadInput(f"Lớp chỉ có {course.capacity} chỗ, đã cử {taken} người.")


def _add(
    summons: Summons, one: Named, actor: Actor, substitute_for: Participant | None = None
) -> Participant:
    row = Participant(
        course=summons.course,
        summons=summons,
        unit_name=summons.unit_name,
        substitute_for=substitute_for,
        is_sample=summons.course.is_sample,
    )
    if one.post_id is not None:
        _take_post(row, one.post_id, summons, actor)
    else:
        _take_words(row, one)
    row.name_key, row.sort_key = keys_of_name(row.full_name)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise BadInput(f"{row.full_name} đã có trong danh sách của lớp.") from error
    return row


def _take_post(row: Participant, post_id: int, summons: Summons, actor: Actor) -> None:
    held = Post.objects.held_on(actor.day).select_related("user")
    post = held.filter(pk=post_id, unit_id=summons.organization_id).first()
    if post is None:
        raise BadInput("Người này không giữ chức trách ở đơn vị vào hôm nay.")
    row.user, row.full_name = post.user, post.user.full_name
    row.title, row.role = post.title, post.role
    row.phone, row.email = post.user.phone, post.user.email


def _take_words(row: Participant, one: Named) -> None:
    name = " ".join(one.full_name.split())
    if len(name.split()) < 2:
        raise BadInput("Ghi đủ họ và tên của người được cử.")
    if one.email:
        try:
            validate_email(one.email)
        except ValidationError as error:
            raise BadInput("Địa chỉ thư điện tử không đúng. Ví dụ: ten@donvi.gov.vn.") from error
    row.full_name, row.title = name[:120], one.title.strip()[:160]
    row.phone, row.email = one.phone.strip()[:20], one.email.strip()
