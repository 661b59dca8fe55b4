"""Planning a course: what, for whom, when and where; changing it; cancelling it."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Min

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.core.text import fold, format_date
from thidua.subjects.orgs.models import OrganizationSet
from thidua.subjects.orgs.selectors import version_on
from thidua.subjects.training.audiences import AUDIENCES
from thidua.subjects.training.enums import CourseState
from thidua.subjects.training.errors import BadInput, WrongState
from thidua.subjects.training.models import Course, Session
from thidua.subjects.training.services.changing import move_course
from thidua.subjects.training.services.telling import tell_cancelled, tell_moved

EDITABLE = frozenset(
    {
        "name", "content", "place", "trainer", "capacity", "seats_per_unit", "audiences", "sets",
        "units", "wanted_posts", "naming_due",
    }
)  # fmt: skip
# Whom it is for, once summoned, is what the summons says.
FIXED_WHEN_INVITED = frozenset({"audiences", "sets", "units", "wanted_posts", "seats_per_unit"})
CHANGING = (CourseState.PLANNED, CourseState.INVITED)


@dataclass(frozen=True, slots=True)
class Hours:
    """A session as a person fills it in."""

    day: date
    starts_at: time
    ends_at: time
    topic: str = ""
    trainer: str = ""
    place: str = ""


@transaction.atomic
def plan_course(
    *,
    actor: Actor,
    values: Mapping[str, Any],
    sessions: Sequence[Hours] = (),
    is_sample: bool = False,
) -> Course:
    require(actor, "training.plan")
    unit_id = actor.home_unit
    version = version_on(unit_id, actor.day)
    kept = _checked(values)
    if not kept.get("name"):
        raise BadInput("Cần ghi tên lớp, ví dụ “Tập huấn nghiệp vụ thi đua, khen thưởng năm 2022”.")
    course = Course.objects.create(
        unit_id=unit_id,
        unit_name=version.name if version else actor.unit_name,
        name_key=fold(kept["name"])[:400],
        is_sample=is_sample,
        **kept,
    )
    for hours in sessions:
        _add(course, hours)
    _keep_days(course)
    audit.record(actor, "training.plan", course, after=_shown(kept))
    return course


@transaction.atomic
def edit_course(*, actor: Actor, course: Course, values: Mapping[str, Any]) -> Course:
    """Change what is planned; those already summoned are told what moved."""
    require(actor, "training.plan", course)
    kept = _checked(values)
    _must_be_changing(course)
    if course.is_invited and (fixed := sorted(set(kept) & FIXED_WHEN_INVITED)):
        changed = [name for name in fixed if getattr(course, name) != kept[name]]
        if changed:
            raise WrongState("Lớp đã triệu tập: không đổi đối tượng nữa. Hủy lớp rồi lập lớp khác.")
    before = {name: getattr(course, name) for name in kept}
    if "name" in kept:
        kept["name_key"] = fold(kept["name"])[:400]
    if not Course.objects.filter(pk=course.pk, state__in=CHANGING).update(**kept):
        raise WrongState("Lớp vừa được người khác chuyển bước. Tải lại trang để xem.")
    course.refresh_from_db()
    audit.record(actor, "training.edit", course, before=_shown(before), after=_shown(kept))
    if before.get("place", course.place) != course.place:
        _announce(course, f"Địa điểm mới: {course.place}.")
    return course


@transaction.atomic
def save_session(
    *, actor: Actor, course: Course, hours: Hours, session: Session | None = None
) -> Session:
    """Add or move a session; moved, the calendar of everybody expected moves with it."""
    require(actor, "training.plan", course)
    _must_be_changing(course)
    _check_hours(hours)
    if session is not None and session.attendances.exists():
        raise WrongState("Buổi này đã điểm danh nên không đổi được giờ.")
    before = str(session) if session is not None else ""
    saved = _add(course, hours, session)
    _keep_days(course)
    audit.record(actor, "training.save_session", course, before=before or None, after=str(saved))
    was = f"thay cho {before}" if before else "thêm buổi"
    _announce(course, f"Lịch mới: {saved} ({was}).")
    return saved


@transaction.atomic
def drop_session(*, actor: Actor, session: Session) -> None:
    course = session.course
    require(actor, "training.plan", course)
    _must_be_changing(course)
    if session.attendances.exists():
        raise WrongState("Buổi này đã điểm danh nên không bỏ được.")
    if course.is_invited and course.sessions.count() == 1:
        raise WrongState(
            "Lớp đã triệu tập phải còn ít nhất một buổi. Không mở lớp nữa thì hủy lớp."
        )
    gone = copy(session)
    session.delete()
    _keep_days(course)
    audit.record(actor, "training.drop_session", course, before=str(gone))
    _announce(course, f"Bỏ buổi {gone}.", [gone])


@transaction.atomic
def cancel_course(*, actor: Actor, course: Course, reason: str) -> Course:
    """It will not be held; whoever was summoned hears at once and his calendar forgets it."""
    require(actor, "training.cancel", course)
    if not reason.strip():
        raise BadInput("Cần ghi lý do hủy để đơn vị và học viên biết.")
    before = course.state
    if course.sessions.filter(attendances__isnull=False).exists():
        raise WrongState("Lớp đã có người điểm danh: ghi nhận kết quả thay vì hủy.")
    move_course(
        course,
        expected=CHANGING,
        to=CourseState.CANCELLED,
        cancelled_on=actor.day,
        cancel_reason=reason.strip(),
        sequence=F("sequence") + 1,
    )
    course.refresh_from_db()
    audit.record(
        actor, "training.cancel", course, before=before, after=course.state, reason=reason.strip()
    )
    tell_cancelled(course)
    return course


def _announce(course: Course, words: str, dropped: Sequence[Session] = ()) -> None:
    """A new edition of the calendar file, sent to those who hold an older one."""
    if not course.is_invited:
        return
    Course.objects.filter(pk=course.pk).update(sequence=F("sequence") + 1)
    course.refresh_from_db()
    tell_moved(course, words, dropped)


def _must_be_changing(course: Course) -> None:
    if course.state not in CHANGING:
        raise WrongState("Lớp đã tổ chức hoặc đã hủy: không sửa được nữa.")


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in values.items() if name in EDITABLE}
    for name in ("name", "content", "place", "trainer"):
        if name in kept:
            kept[name] = str(kept[name] or "").strip()
    if unknown := set(kept.get("audiences", ())) - set(AUDIENCES):
        raise BadInput(f"Không có đối tượng này: {', '.join(sorted(unknown))}.")
    known = (
        set(OrganizationSet.objects.values_list("key", flat=True)) if kept.get("sets") else set()
    )
    if unknown := set(kept.get("sets", ())) - known:
        raise BadInput(f"Không có nhóm đơn vị này: {', '.join(sorted(unknown))}.")
    if kept.get("capacity") == 0 or kept.get("seats_per_unit") == 0:
        raise BadInput("Số học viên, số người mỗi đơn vị phải từ 1.")
    return kept


def _check_hours(hours: Hours) -> None:
    if hours.ends_at <= hours.starts_at:
        raise BadInput("Giờ kết thúc phải sau giờ bắt đầu.")


def _add(course: Course, hours: Hours, session: Session | None = None) -> Session:
    _check_hours(hours)
    row = session or Session(course=course)
    for name in ("day", "starts_at", "ends_at", "topic", "trainer", "place"):
        setattr(row, name, getattr(hours, name))
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise BadInput(f"Đã có một buổi bắt đầu lúc {row}.") from error
    return row


def _keep_days(course: Course) -> None:
    days = course.sessions.order_by().aggregate(first=Min("day"), last=Max("day"))
    Course.objects.filter(pk=course.pk).update(starts_on=days["first"], ends_on=days["last"])
    course.starts_on, course.ends_on = days["first"], days["last"]


def _shown(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: format_date(value) if isinstance(value, date) else value
        for name, value in values.items()
        if name != "name_key"
    }
