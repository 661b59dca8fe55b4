"""What stands in the way of a step, each with the place where it is mended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.core.text import format_date
from thidua.subjects.reports.enums import HeadingKind
from thidua.subjects.reports.models import Answer, Heading, OwedReport, ReportFigure


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a readiness list; what does not bind is shown and does not hold up."""

    words: str
    met: bool
    anchor: str = ""
    binding: bool = True


def anchor_of(heading_id: int) -> str:
    return f"muc-{heading_id}"


def submit_checks(report: OwedReport, day: date) -> list[Check]:
    """Before the head signs: every heading answered, every changed figure explained."""
    answers = {answer.heading_id: answer for answer in report.answers.all()}
    figures = list(report.figures.all())
    checks = [_on_time(report, day)]
    for heading in report.campaign.headings.all():
        if heading.kind == HeadingKind.FIGURES:
            own = [figure for figure in figures if figure.heading_id == heading.pk]
            checks += _figure_checks(heading, own)
        else:
            checks.append(_answer_check(heading, answers.get(heading.pk)))
    return checks


def _on_time(report: OwedReport, day: date) -> Check:
    if report.is_locked_on(day):
        return Check(
            f"Đã khóa từ ngày {format_date(report.campaign.locks_on)}: đề nghị cơ quan thu báo cáo "
            "mở khóa.",
            False,
        )
    if day > report.due_on:
        return Check(f"Quá hạn {format_date(report.due_on)}: vẫn gửi được, ghi là gửi muộn.", False, "", False)  # fmt: skip
    return Check(f"Trong hạn, đến hết ngày {format_date(report.due_on)}.", True)


def _answer_check(heading: Heading, answer: Answer | None) -> Check:
    blank = answer is None or answer.is_blank
    words = f"{heading.title}: {'chưa viết' if blank else 'đã có'}"
    return Check(words, not blank, anchor_of(heading.pk), heading.required)


def _figure_checks(heading: Heading, figures: Sequence[ReportFigure]) -> list[Check]:
    anchor = anchor_of(heading.pk)
    blank = [one.label for one in figures if one.value is None]
    unexplained = [one.label for one in figures if one.is_changed and not one.reason.strip()]
    changed = [one.label for one in figures if one.is_changed and one.reason.strip()]
    checks = [Check(f"{heading.title}: máy đã điền {len(figures)} số liệu.", True, anchor)]
    if blank:
        checks.append(Check(f"Còn để trống: {_some(blank)}.", False, anchor, False))
    if changed:
        checks.append(Check(f"Đã sửa so với số máy điền: {_some(changed)}.", False, anchor, False))
    if unexplained:
        checks.append(Check(f"Sửa mà chưa ghi lý do: {_some(unexplained)}.", False, anchor))
    return checks


def _some(labels: Sequence[str]) -> str:
    more = f" và {len(labels) - 4} số liệu khác" if len(labels) > 4 else ""
    return ", ".join(labels[:4]) + more


def missing(checks: Sequence[Check]) -> list[str]:
    return [check.words.rstrip(".") for check in checks if check.binding and not check.met]
