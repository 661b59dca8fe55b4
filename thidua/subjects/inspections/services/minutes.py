"""The minutes: written from the findings, shown to the unit, agreed by both, locked."""

from typing import BinaryIO

from django.db import transaction

from thidua.base import audit, files, outbox
from thidua.base.access import Actor, Role, require
from thidua.base.parameters import calendar, days
from thidua.core.documents.render import render_docx
from thidua.core.text import format_date
from thidua.subjects.inspections.documents import minutes_document
from thidua.subjects.inspections.enums import MinutesState, VisitState
from thidua.subjects.inspections.errors import BadInput, NotReady, WrongState
from thidua.subjects.inspections.models import Minutes, Visit
from thidua.subjects.inspections.services.changing import move_minutes


@transaction.atomic
def save_minutes(*, actor: Actor, visit: Visit, unit_present: str, course: str) -> Minutes:
    """Who was there for the unit, and how it went; the findings come by themselves."""
    require(actor, "inspections.record", visit)
    minutes = minutes_of(visit)
    values = {"unit_present": unit_present.strip(), "course": course.strip()}
    before = {name: getattr(minutes, name) for name in values}
    move_minutes(minutes, expected=[MinutesState.DRAFT], to=MinutesState.DRAFT, **values)
    audit.record(actor, "inspections.save_minutes", visit, before=before, after=values)
    return minutes


def minutes_of(visit: Visit) -> Minutes:
    if visit.state == VisitState.CANCELLED or visit.visited_on is None:
        raise WrongState("Ghi nhận ngày kiểm tra trước, rồi lập biên bản.")
    minutes, _created = Minutes.objects.get_or_create(visit=visit)
    return minutes


@transaction.atomic
def send_minutes(*, actor: Actor, visit: Visit) -> Minutes:
    """Hand the minutes to the unit; findings are closed until the team takes them back."""
    require(actor, "inspections.lead", visit)
    minutes = minutes_of(visit)
    missing = []
    if not visit.findings.standing().exists():
        missing.append("chưa có phát hiện nào")
    if not minutes.unit_present.strip():
        missing.append("chưa ghi thành phần của đơn vị")
    if missing:
        raise NotReady(missing)
    due = calendar(actor.day).add_working_days(actor.day, days("inspection.minutes", actor.day))
    move_minutes(
        minutes,
        expected=[MinutesState.DRAFT],
        to=MinutesState.SENT,
        sent_on=actor.day,
        answer_due=due,
    )
    audit.record(actor, "inspections.send_minutes", visit, after={"due": due})
    outbox.notify(
        to_unit=visit.organization_id,
        roles=(Role.UNIT_CLERK, Role.UNIT_HEAD),
        subject=f"Biên bản kiểm tra chờ ý kiến: {visit.unit_name}",
        body=f"Đọc, ghi ý kiến và ký trước ngày {format_date(due)}.",
        url=f"/kiem-tra/chuyen/{visit.pk}/bien-ban/",
        kind="inspection",
        key=f"inspection-minutes:{visit.pk}:{actor.day}",
    )
    return minutes


@transaction.atomic
def reopen_minutes(*, actor: Actor, visit: Visit, reason: str) -> Minutes:
    """Take the minutes back before the unit agrees: a finding came late, a word was wrong."""
    require(actor, "inspections.lead", visit)
    if not reason.strip():
        raise BadInput("Ghi lý do mở lại biên bản.")
    minutes = minutes_of(visit)
    move_minutes(
        minutes,
        expected=[MinutesState.SENT],
        to=MinutesState.DRAFT,
        sent_on=None,
        answer_due=None,
    )
    audit.record(actor, "inspections.reopen_minutes", visit, reason=reason)
    return minutes


@transaction.atomic
def agree_minutes(*, actor: Actor, visit: Visit, remark: str = "") -> Minutes:
    """The head of the unit signs here; what they think otherwise stands in the minutes."""
    require(actor, "inspections.agree", visit)
    minutes = minutes_of(visit)
    _agree(actor, minutes, remark, actor.signature, [MinutesState.SENT])
    audit.record(actor, "inspections.agree", visit, reason=remark)
    outbox.notify(
        to_users=list(visit.team.values_list("user_id", flat=True)),
        subject=f"{visit.unit_name} đã ký biên bản kiểm tra",
        body=remark.strip() or "Đơn vị thống nhất, không có ý kiến khác.",
        url=f"/kiem-tra/chuyen/{visit.pk}/",
        kind="inspection",
        key=f"inspection-agreed:{visit.pk}",
    )
    return minutes


@transaction.atomic
def record_signed_minutes(
    *,
    actor: Actor,
    visit: Visit,
    signed_by: str,
    remark: str,
    name: str,
    content: bytes | BinaryIO,
) -> Minutes:
    """Signed with pens at the unit: the scan is kept, and who signed."""
    require(actor, "inspections.lead", visit)
    if not signed_by.strip():
        raise BadInput("Ghi họ tên, chức vụ người ký thay mặt đơn vị.")
    minutes = minutes_of(visit)
    signed = files.store(actor=actor, name=name, content=content, purpose="paper")
    _agree(
        actor,
        minutes,
        remark,
        signed_by.strip(),
        [MinutesState.DRAFT, MinutesState.SENT],
        signed_file=signed,
    )
    audit.record(
        actor,
        "inspections.record_signed_minutes",
        visit,
        after={"signed_by": signed_by, "sha256": signed.sha256},
        reason=remark,
    )
    return minutes


def _agree(
    actor: Actor,
    minutes: Minutes,
    remark: str,
    signed_by: str,
    expected: list[MinutesState],
    **values: object,
) -> None:
    """Agreed minutes are kept as the file both sides saw."""
    if not minutes.visit.findings.standing().exists():
        raise NotReady(["biên bản chưa có phát hiện nào"])
    move_minutes(
        minutes,
        expected=expected,
        to=MinutesState.AGREED,
        agreed_on=actor.day,
        agreed_by=signed_by[:400],
        unit_remark=remark.strip(),
        **values,
    )
    visit = Visit.objects.select_related("plan").get(pk=minutes.visit_id)
    docx = files.store(
        actor=actor,
        name=f"Bien ban kiem tra {visit.unit_name}.docx",
        content=render_docx(minutes_document(visit, actor.day)),
        purpose="paper",
    )
    Minutes.objects.filter(pk=minutes.pk).update(docx=docx)
    minutes.refresh_from_db()
