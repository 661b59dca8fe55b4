"""Reminders by the calendar: self-checks, minutes, conclusions, duties; each while it is owed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from thidua.base import audit, clock, jobs, outbox
from thidua.base.access import Actor, Role
from thidua.base.parameters import calendar
from thidua.core.periods import WorkingCalendar, reminders_missed
from thidua.core.text import format_date
from thidua.subjects.inspections.enums import OWED, MinutesState, TeamRole, VisitState
from thidua.subjects.inspections.models import FollowUp, Minutes, SelfCheck, TeamMember, Visit

# A worker that stood still for a week sends the last reminder it missed, not all of them.
CATCH_UP = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Owed:
    """Something owed on a day, by a unit or by the head of a team."""

    name: str  # "inspection-self-check"
    pk: int
    due: date
    subject: str
    body: str
    url: str
    reason_name: str
    unit_id: int | None = None
    user_ids: tuple[int, ...] = ()


@jobs.daily(7, 5, "inspections.remind")
def remind_today() -> None:
    remind_due(clock.today())


@transaction.atomic
def remind_due(day: date) -> int:
    """Tell everybody whose day it is; each message once, whatever day the worker wakes up."""
    working = calendar(day)
    told = sum(_remind(owed, day, working) for owed in everything_owed())
    if told:
        what = audit.Thing("inspections.Visit", day.isoformat(), "Nhắc việc kiểm tra theo lịch")
        audit.record(Actor.system(day), "inspections.remind_due", what, after={"told": told})
    return told


def _remind(owed: Owed, day: date, working: WorkingCalendar) -> int:
    missed = reminders_missed(owed.due, working, after=day - CATCH_UP, day=day)
    if not missed:
        return 0
    latest = missed[-1]
    roles = (Role.UNIT_CLERK, Role.UNIT_HEAD) if latest.to_head else (Role.UNIT_CLERK,)
    return outbox.notify(
        to_users=owed.user_ids,
        to_unit=owed.unit_id,
        roles=roles if owed.unit_id else (),
        subject=owed.subject,
        body=f"{owed.body} Hạn: {format_date(owed.due)}.",
        url=owed.url,
        kind="reminder",
        key=f"{owed.name}:{owed.pk}:{owed.due}:{latest.code}",
        reason_name=owed.reason_name,
    )


def everything_owed() -> Iterable[Owed]:
    yield from _self_checks()
    yield from _minutes()
    yield from _conclusions()
    yield from _follow_ups()


def _self_checks() -> Iterable[Owed]:
    for visit in Visit.objects.filter(state=VisitState.NOTIFIED, self_check_due__isnull=False):
        assert visit.self_check_due is not None
        yield Owed(
            "inspection-self-check-owed", visit.pk, visit.self_check_due,
            f"Gửi báo cáo tự kiểm tra: {visit.unit_name}",
            "Trả lời đề cương tự kiểm tra và trình thủ trưởng ký.",
            f"/kiem-tra/chuyen/{visit.pk}/tu-kiem-tra/",
            reason_name="inspections.self_check_owed", unit_id=visit.organization_id,
        )  # fmt: skip


def _minutes() -> Iterable[Owed]:
    waiting = Minutes.objects.filter(state=MinutesState.SENT, answer_due__isnull=False)
    for minutes in waiting.select_related("visit"):
        assert minutes.answer_due is not None
        yield Owed(
            "inspection-minutes-owed", minutes.visit_id, minutes.answer_due,
            f"Ký biên bản kiểm tra: {minutes.visit.unit_name}",
            "Đọc, ghi ý kiến và ký biên bản.",
            f"/kiem-tra/chuyen/{minutes.visit_id}/bien-ban/",
            reason_name="inspections.minutes_owed", unit_id=minutes.visit.organization_id,
        )  # fmt: skip


def _conclusions() -> Iterable[Owed]:
    open_ = Visit.objects.filter(state=VisitState.VISITED, conclusion_due__isnull=False)
    heads: dict[int, list[int]] = {}
    members = TeamMember.objects.filter(visit__in=open_, role=TeamRole.HEAD)
    for visit_id, user_id in members.values_list("visit_id", "user_id"):
        heads.setdefault(visit_id, []).append(user_id)
    for visit in open_:
        assert visit.conclusion_due is not None
        if visit.pk in heads:
            yield Owed(
                "inspection-conclusion-owed", visit.pk, visit.conclusion_due,
                f"Thông báo kết luận kiểm tra {visit.unit_name}",
                "Soạn và trình ký thông báo kết luận.",
                f"/kiem-tra/chuyen/{visit.pk}/ket-luan/",
            reason_name="inspections.conclusion_owed", user_ids=tuple(heads[visit.pk]),
            )  # fmt: skip


def _follow_ups() -> Iterable[Owed]:
    for row in FollowUp.objects.in_force().filter(state__in=OWED):
        yield Owed(
            "inspection-follow-up", row.pk, row.due_on,
            f"Khắc phục sau kiểm tra: {row.what[:160]}",
            "Làm xong thì báo cáo kèm minh chứng.",
            f"/kiem-tra/khac-phuc/{row.pk}/",
            reason_name="inspections.follow_up_owed", unit_id=row.organization_id,
        )  # fmt: skip


def _pk(key: str) -> int:
    return int(key.split(":")[1])


def self_check_owed(key: str) -> bool:
    visit_id = _pk(key)
    sent = SelfCheck.objects.filter(visit_id=visit_id).exclude(state="draft").exists()
    return not sent and Visit.objects.filter(pk=visit_id, state=VisitState.NOTIFIED).exists()


def minutes_owed(key: str) -> bool:
    return Minutes.objects.filter(visit_id=_pk(key), state=MinutesState.SENT).exists()


def conclusion_owed(key: str) -> bool:
    return Visit.objects.filter(pk=_pk(key), state=VisitState.VISITED).exists()


def follow_up_owed(key: str) -> bool:
    return FollowUp.objects.filter(pk=_pk(key), state__in=OWED).exists()
