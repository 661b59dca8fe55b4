"""The visit itself: the team's own notes before, the day it was made."""

from datetime import date

from django.db import transaction
from django.db.models import F

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.base.errors import StaleVersion
from thidua.base.parameters import calendar, days
from thidua.subjects.inspections.enums import ENDED, VisitState
from thidua.subjects.inspections.errors import BadInput, WrongState
from thidua.subjects.inspections.models import Minutes, Visit
from thidua.subjects.inspections.services.changing import move_visit


@transaction.atomic
def save_notes(*, actor: Actor, visit: Visit, notes: str, revision: int | None = None) -> Visit:
    """What the team wants to ask; seen by the team and the leaders, never by the unit."""
    require(actor, "inspections.record", visit)
    if visit.state in ENDED:
        raise WrongState("Đợt kiểm tra đã kết thúc: ghi chú đã khóa.")
    rows = Visit.objects.filter(pk=visit.pk)
    if revision is not None:
        rows = rows.filter(notes_revision=revision)
    if not rows.update(notes=notes.strip(), notes_revision=F("notes_revision") + 1):
        raise StaleVersion(
            "Thành viên khác vừa sửa ghi chú. Phần bạn nhập còn nguyên: đối chiếu rồi lưu lại."
        )
    visit.refresh_from_db()
    audit.record(actor, "inspections.save_notes", visit, after={"letters": len(visit.notes)})
    return visit


@transaction.atomic
def record_visit(*, actor: Actor, visit: Visit, day: date) -> Visit:
    """The team was there on this day: the minutes open, the conclusion falls due."""
    require(actor, "inspections.lead", visit)
    if visit.is_on_paper_only:
        raise BadInput("Đơn vị này kiểm tra qua báo cáo, không có chuyến đi: lập kết luận ngay.")
    if day > actor.day:
        raise BadInput("Ngày kiểm tra không thể sau hôm nay.")
    if visit.notified_on is not None and day < visit.notified_on:
        raise BadInput("Ngày kiểm tra không thể trước ngày thông báo cho đơn vị.")
    due = calendar(day).add_working_days(day, days("inspection.conclusion", day))
    move_visit(
        visit,
        expected=[VisitState.NOTIFIED, VisitState.SELF_CHECKED],
        to=VisitState.VISITED,
        visited_on=day,
        conclusion_due=due,
    )
    Minutes.objects.get_or_create(visit=visit)
    audit.record(actor, "inspections.record_visit", visit, after={"day": day, "due": due})
    return visit
