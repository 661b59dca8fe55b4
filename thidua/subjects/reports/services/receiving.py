"""The office's side: open, accept, return, lift the lock, find exempt, press the late."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F

from thidua.base import audit, outbox
from thidua.base.access import Actor, Role, require
from thidua.core.text import format_date
from thidua.subjects.movements.services.delivering import WHO_TAKES_UP
from thidua.subjects.reports.enums import NOT_RECEIVED, ReportState, ReturnReason
from thidua.subjects.reports.errors import BadInput, WrongState
from thidua.subjects.reports.models import Heading, OwedReport, ReportCampaign
from thidua.subjects.reports.services.changing import move_report
from thidua.subjects.reports.services.owing import report_url


def mark_opened(actor: Actor, report: OwedReport) -> None:
    """The receipt "đã mở"; written after the answer, the first time only. Ends the right to recall."""
    OwedReport.objects.filter(pk=report.pk, state=ReportState.SENT, opened_on=None).update(
        opened_on=actor.day, opened_by=actor.signature[:300]
    )


@transaction.atomic
def accept_report(*, actor: Actor, report: OwedReport) -> OwedReport:
    require(actor, "reports.accept", report)
    move_report(
        report, expected=[ReportState.SENT], to=ReportState.ACCEPTED, accepted_on=actor.day,
        opened_on=report.opened_on or actor.day, opened_by=report.opened_by or actor.signature[:300],
    )  # fmt: skip
    audit.record(
        actor,
        "reports.accept",
        report,
        before={"state": ReportState.SENT},
        after={"state": ReportState.ACCEPTED},
    )
    return report


@dataclass(frozen=True, slots=True)
class Accepted:
    """How many were accepted, and who was left out with the reason."""

    done: int
    left: tuple[str, ...]


@transaction.atomic
def accept_reports(
    *, actor: Actor, campaign: ReportCampaign, reports: Iterable[OwedReport]
) -> Accepted:
    require(actor, "reports.accept", campaign)
    done, left = 0, []
    for report in reports:
        if report.state == ReportState.SENT:
            accept_report(actor=actor, report=report)
            done += 1
        else:
            left.append(f"{report.unit_name}: {report.get_state_display().lower()}")
    return Accepted(done, tuple(left))


@transaction.atomic
def return_report(
    *,
    actor: Actor,
    report: OwedReport,
    reason: str,
    words: str = "",
    headings: Sequence[Heading] = (),
) -> OwedReport:
    """Back to the unit, with the reason, words and the headings to be mended."""
    require(actor, "reports.return", report)
    chosen = ReturnReason(reason)
    if chosen == ReturnReason.OTHER and not words.strip():
        raise BadInput("Chọn “Lý do khác” thì cần ghi rõ lý do.")
    if not headings and not words.strip():
        raise BadInput("Chọn đề mục cần sửa hoặc ghi rõ cần sửa gì.")
    before = report.state
    move_report(
        report,
        expected=[ReportState.SENT],
        to=ReportState.RETURNED,
        returned_on=actor.day,
        returns=F("returns") + 1,
        return_reason=chosen,
        return_words=words.strip(),
    )
    report.return_headings.set(headings)
    titles = [heading.title for heading in headings]
    _tell_unit(
        report,
        subject=f"Trả lại báo cáo: {report.campaign.name}",
        body=f"{chosen.label}. {words.strip()} {_named(titles)}".strip(),
        key=f"report-returned:{report.pk}:{report.returns}",
        urgent=True,
    )
    audit.record(
        actor,
        "reports.return",
        report,
        before={"state": before},
        after={"state": ReportState.RETURNED, "headings": titles},
        reason=f"{chosen.label}. {words.strip()}".strip(),
    )
    return report


def _named(titles: Sequence[str]) -> str:
    return f"Cần sửa: {'; '.join(titles)}." if titles else ""


@transaction.atomic
def lift_lock(*, actor: Actor, report: OwedReport, until: date, reason: str) -> OwedReport:
    """After the lock a unit may send only up to the day named here."""
    require(actor, "reports.lift", report)
    if not reason.strip():
        raise BadInput("Cần ghi lý do mở khóa cho đơn vị này.")
    if until < actor.day:
        raise BadInput("Ngày mở khóa phải từ hôm nay trở đi.")
    if not report.campaign.is_open:
        raise WrongState("Đợt báo cáo đã kết thúc hoặc đã hủy: không mở khóa được.")
    before = report.lifted_until
    move_report(
        report,
        expected=NOT_RECEIVED,
        to=report.state,
        lifted_until=until,
        lift_reason=reason.strip(),
    )
    _tell_unit(
        report,
        subject=f"Đã mở khóa: {report.campaign.name}",
        body=f"Đơn vị được gửi báo cáo đến hết ngày {format_date(until)}. Lý do: {reason.strip()}",
        key=f"report-lifted:{report.pk}:{until.isoformat()}",
        urgent=True,
    )
    audit.record(
        actor,
        "reports.lift",
        report,
        before={"until": before},
        after={"until": until},
        reason=reason,
    )
    return report


@transaction.atomic
def exempt_report(*, actor: Actor, report: OwedReport, reason: str) -> OwedReport:
    require(actor, "reports.exempt", report)
    if not reason.strip():
        raise BadInput("Cần ghi lý do đơn vị không phải báo cáo.")
    before = report.state
    move_report(report, expected=NOT_RECEIVED, to=ReportState.EXEMPT, exempt_reason=reason.strip())
    audit.record(
        actor,
        "reports.exempt",
        report,
        before={"state": before},
        after={"state": ReportState.EXEMPT},
        reason=reason,
    )
    return report


def _tell_unit(report: OwedReport, *, subject: str, body: str, key: str, urgent: bool) -> None:
    outbox.notify(
        to_unit=report.organization_id,
        roles=WHO_TAKES_UP,
        subject=subject,
        body=body,
        url=report_url(report),
        kind="report",
        key=key,
        urgent=urgent,
    )


# Pressing


@transaction.atomic
def remind_reports(
    *, actor: Actor, campaign: ReportCampaign, reports: Sequence[OwedReport], words: str = ""
) -> int:
    """Press those who have not sent, with one button; gives how many were reminded."""
    require(actor, "reports.remind", campaign)
    owing = [report for report in reports if report.state in NOT_RECEIVED]
    if not owing or not campaign.is_open:
        raise BadInput("Không có đơn vị nào còn nợ báo cáo trong số đã chọn.")
    for report in owing:
        send_reminder(
            report, actor.day, code=f"by-hand-{report.reminders}", words=words, urgent=True
        )
    audit.record(
        actor,
        "reports.remind",
        campaign,
        after={"units": [report.unit_name for report in owing]},
        reason=words,
    )
    return len(owing)


def send_reminder(
    report: OwedReport, day: date, *, code: str, words: str = "", urgent: bool = False,
    to_head: bool = True,
) -> None:  # fmt: skip
    """Write one reminder; its mail leaves only while the report is still owed."""
    OwedReport.objects.filter(pk=report.pk).update(reminders=F("reminders") + 1, reminded_on=day)
    outbox.notify(
        to_unit=report.organization_id,
        roles=WHO_TAKES_UP if to_head else (Role.UNIT_CLERK,),
        subject=f"Nhắc gửi báo cáo: {report.campaign.name}",
        body=words or _reminder_words(report, day),
        url=report_url(report),
        kind="reminder",
        key=f"report-reminder:{report.pk}:{report.due_on.isoformat()}:{code}",
        reason_name="reports.still_owed",
        urgent=urgent,
    )


def _reminder_words(report: OwedReport, day: date) -> str:
    late = "đã quá hạn" if day > report.due_on else "đến hạn"
    lock = (
        f" Hệ thống khóa, không nhận sau ngày {format_date(report.campaign.late_until)}."
        if day > report.due_on
        else ""
    )
    return f"{report.unit_name} {late} {format_date(report.due_on)}: gửi “{report.campaign.name}”.{lock}"


def report_still_owed(key: str) -> bool:
    """Asked again before a reminder leaves. `key` is that of the message (see send_reminder)."""
    report_id = int(key.split(":")[1])
    return OwedReport.objects.running().not_received().filter(pk=report_id).exists()
