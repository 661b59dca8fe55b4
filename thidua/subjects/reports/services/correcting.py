"""After acceptance a report is mended on the record: old and new both stay, with the reason."""

from decimal import Decimal

from django.db import transaction

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.core.text import fold, format_number
from thidua.subjects.reports.enums import ReportState
from thidua.subjects.reports.errors import BadInput, WrongState
from thidua.subjects.reports.models import Answer, OwedReport, ReportCorrection, ReportFigure
from thidua.subjects.reports.wording import NO_DATA


def _check(report: OwedReport, reason: str) -> None:
    if report.state != ReportState.ACCEPTED:
        raise WrongState(
            "Chỉ đính chính báo cáo đã ghi nhận. Báo cáo chưa ghi nhận thì trả lại hoặc sửa dự thảo."
        )
    if not reason.strip():
        raise BadInput("Cần ghi lý do đính chính.")


def _words(value: Decimal | None) -> str:
    return NO_DATA if value is None else format_number(value)


@transaction.atomic
def correct_figure(
    *,
    actor: Actor,
    report: OwedReport,
    figure: ReportFigure,
    value: Decimal | None,
    reason: str,
    paper: str = "",
) -> ReportCorrection:
    require(actor, "reports.correct", report)
    _check(report, reason)
    moved = ReportFigure.objects.filter(pk=figure.pk, value=figure.value)
    if figure.value is None:
        moved = ReportFigure.objects.filter(pk=figure.pk, value__isnull=True)
    if value == figure.value:
        raise BadInput("Số liệu mới trùng với số liệu đang có.")
    if not moved.update(value=value, reason=reason.strip()[:500]):
        raise WrongState("Người khác vừa đính chính số liệu này. Tải lại trang để xem.")
    return _record(
        actor, report, figure.label, _words(figure.value), _words(value), reason, paper,
        figure=figure,
    )  # fmt: skip


@transaction.atomic
def correct_answer(
    *, actor: Actor, report: OwedReport, answer: Answer, text: str, reason: str, paper: str = ""
) -> ReportCorrection:
    require(actor, "reports.correct", report)
    _check(report, reason)
    if text.strip() == answer.text:
        raise BadInput("Nội dung mới trùng với nội dung đang có.")
    moved = Answer.objects.filter(pk=answer.pk, text=answer.text)
    if not moved.update(text=text.strip(), text_key=fold(text)):
        raise WrongState("Người khác vừa đính chính đề mục này. Tải lại trang để xem.")
    return _record(
        actor, report, answer.heading.title, answer.text, text.strip(), reason, paper,
        answer=answer,
    )  # fmt: skip


def _record(
    actor: Actor, report: OwedReport, what: str, old: str, new: str, reason: str, paper: str,
    **source: Answer | ReportFigure,
) -> ReportCorrection:  # fmt: skip
    correction = ReportCorrection.objects.create(
        report=report,
        what=what,
        old=old,
        new=new,
        reason=reason.strip(),
        paper=paper.strip(),
        day=actor.day,
        made_by=actor.signature[:300],
        **source,
    )
    audit.record(
        actor,
        "reports.correct",
        report,
        before={what: old},
        after={what: new},
        reason=reason,
        paper=paper,
    )
    return correction
