"""The year's report on inspections as a draft paper, its numbers those of the statistics page."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.core.documents import (
    Block,
    Clause,
    DocumentKind,
    OfficialDocument,
    Paragraph,
    Section,
    Table,
)
from thidua.core.documents.model import Align, Column
from thidua.core.text import format_date
from thidua.subjects.inspections.documents import TOPIC
from thidua.subjects.inspections.enums import FindingKind
from thidua.subjects.inspections.errors import NotReady
from thidua.subjects.inspections.selectors.statistics import (
    YearOfInspections,
    year_of_inspections,
)
from thidua.subjects.papers.models import Paper
from thidua.subjects.papers.services import create_paper
from thidua.subjects.papers.templates import letterhead

ABOUT = "inspections.Year"


@transaction.atomic
def draft_report(*, actor: Actor, year: int) -> Paper:
    """Báo cáo công tác kiểm tra của năm; the officer adds words, the head signs."""
    require(actor, "inspections.report")
    found = year_of_inspections(year, actor.day)
    if not found.planned:
        raise NotReady([f"năm {year} chưa có kế hoạch kiểm tra nào được ban hành"])
    unit_id = actor.home_unit
    document = report_document(found, unit_id, actor.day)
    paper = create_paper(
        actor=actor,
        unit_id=unit_id,
        kind=document.kind,
        document=document,
        about=f"{ABOUT}:{year}",
    )
    what = audit.Thing("inspections.Year", str(year), f"Kiểm tra năm {year}")
    audit.record(actor, "inspections.report", what, paper=str(paper))
    return paper


def report_document(found: YearOfInspections, unit_id: int, day: date) -> OfficialDocument:
    head = letterhead(unit_id, day)
    body: list[Block] = [
        Section("Tình hình thực hiện kế hoạch", _carried_out(found)),
        Section("Kết quả kiểm tra", _results(found)),
        Section("Khắc phục sau kiểm tra", _mended(found)),
        Section("Đánh giá chung", [Paragraph("…")]),
        Section("Phương hướng, kiến nghị", [Paragraph("…")]),
    ]
    subject = f"Kết quả {TOPIC.replace('công tác', 'kiểm tra công tác')} năm {found.year}"
    document = head.document(DocumentKind.REPORT, subject, body, day.year)
    closing = f"Số liệu tính đến ngày {format_date(day)}."
    return replace(
        document, closing=(closing,), recipients=(f"{head.parent_agency or head.issuer}",)
    )


def _carried_out(found: YearOfInspections) -> list[Block]:
    cancelled = f"; {found.cancelled} đơn vị không tiến hành" if found.cancelled else ""
    table = Table(
        (
            Column("Hình thức", 3),
            Column("Kế hoạch", 1, Align.RIGHT),
            Column("Đã kiểm tra", 1, Align.RIGHT),
        ),
        [(label, str(planned), str(made)) for label, planned, made in found.by_form],
    )
    return [
        Clause(
            text=f"Kế hoạch kiểm tra {found.planned} đơn vị, đã kiểm tra {found.made} đơn vị{cancelled}."
        ),
        Clause(
            text=f"{found.self_checks_sent} đơn vị gửi báo cáo tự kiểm tra, trong đó "
            f"{found.self_checks_in_time} báo cáo đúng hạn.",
            blocks=[table],
        ),
    ]


def _results(found: YearOfInspections) -> list[Block]:
    kinds = ", ".join(f"{count} {label.lower()}" for label, count in found.by_kind if count)
    if not found.findings:
        return [Paragraph("Chưa có phát hiện nào được ghi nhận.")]
    table = Table(
        (
            Column("Đề mục", 3),
            *(Column(str(kind.label), 1, Align.RIGHT) for kind in FindingKind),
        ),
        [(row.title, *(str(count) for count in row.counts)) for row in found.headings],
    )
    return [Clause(text=f"Ghi nhận {found.findings} phát hiện: {kinds}.", blocks=[table])]


def _mended(found: YearOfInspections) -> list[Block]:
    lines: list[Block] = [
        Clause(
            text=f"Giao {found.follow_ups} việc phải khắc phục; {found.accepted} việc đã khắc phục, "
            f"{found.follow_ups - found.accepted} việc chưa xong, trong đó {found.overdue} việc quá hạn."
        )
    ]
    if found.open_units:
        table = Table(
            (
                Column("Đơn vị", 3),
                Column("Chưa xong", 1, Align.RIGHT),
                Column("Quá hạn", 1, Align.RIGHT),
            ),
            [(name, str(count), str(late)) for name, count, late in found.open_units],
        )
        lines.append(Clause(text="Đơn vị còn việc phải khắc phục:", blocks=[table]))
    return lines
