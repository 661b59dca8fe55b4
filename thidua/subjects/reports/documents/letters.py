"""Letters of reporting: the one that asks, with the outline; the one that presses."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from thidua.core.documents import (
    Align,
    Annex,
    Block,
    Bullet,
    Clause,
    Column,
    DocumentKind,
    OfficialDocument,
    Paragraph,
    Table,
)
from thidua.core.text import format_date
from thidua.subjects.movements.documents import citation_of
from thidua.subjects.papers.templates import letterhead
from thidua.subjects.reports.enums import CampaignKind, HeadingKind
from thidua.subjects.reports.models import Heading, ReportCampaign
from thidua.subjects.reports.wording import period_words, subject_of

MOST_NAMED = 8
WHAT_FOR = {
    CampaignKind.INTERIM: "sơ kết",
    CampaignKind.FINAL: "tổng kết",
    CampaignKind.OTHER: "tổng hợp, báo cáo",
}


def campaign_letter(campaign: ReportCampaign, day: date) -> OfficialDocument:
    """Công văn đề nghị báo cáo; the outline and the list of units go with it as annexes."""
    units = list(campaign.reports.order_by("id").values_list("unit_name", flat=True))
    head = letterhead(campaign.unit_id, day)
    opening = f"Thực hiện {citation_of(campaign.movement, day)}, để" if campaign.movement else "Để"
    for_what = WHAT_FOR[CampaignKind(campaign.kind)]
    body: list[Block] = [
        Paragraph(
            f"{opening} có cơ sở {for_what}, {head.issuer} đề nghị các cơ quan, đơn vị báo cáo "
            "như sau:"
        ),
        Clause(f"Kỳ báo cáo: {period_words(campaign.since, campaign.until)}."),
        Clause("Nội dung: theo đề cương tại Phụ lục I kèm theo."),
        Clause(
            f"Thời hạn: gửi chậm nhất ngày {format_date(campaign.due_on)}; sau ngày "
            f"{format_date(campaign.late_until)} hệ thống khóa, không nhận thêm."
        ),
        Clause(
            "Cách gửi: soạn, ký và gửi trên hệ thống Thi Đua; số liệu đã có được điền sẵn, sửa số "
            "nào ghi rõ lý do."
        ),
        *([Clause(campaign.note)] if campaign.note.strip() else []),
        Paragraph("Đề nghị các cơ quan, đơn vị quan tâm, báo cáo đúng thời hạn."),
    ]
    subject = f"báo cáo {_continuing(subject_of(campaign))}"
    letter = head.document(DocumentKind.LETTER, subject, body, day.year)
    return replace(
        letter,
        addressees=_addressees(units),
        recipients=("Như trên",),
        annexes=(outline_annex(campaign), _unit_annex(units)),
        draft=True,
    )


def _continuing(subject: str) -> str:
    return subject[:1].lower() + subject[1:]


def _addressees(units: Sequence[str]) -> tuple[str, ...]:
    if len(units) <= MOST_NAMED:
        return tuple(units)
    return ("Các cơ quan, đơn vị có tên tại Phụ lục II kèm theo",)


def outline_annex(campaign: ReportCampaign) -> Annex:
    blocks = [_asked(heading) for heading in campaign.headings.all()]
    return Annex(f"Đề cương báo cáo {_continuing(subject_of(campaign))}", blocks)


def _asked(heading: Heading) -> Clause:
    inside: list[Block] = [Paragraph(heading.ask)] if heading.ask else []
    if heading.kind == HeadingKind.TABLE:
        inside.append(Bullet(f"Lập bảng gồm các cột: {', '.join(heading.columns)}."))
    if not heading.required:
        inside.append(Paragraph("(Không bắt buộc)", italic=True))
    return Clause(title=heading.title, blocks=inside)


def _unit_annex(units: Sequence[str]) -> Annex:
    rows = tuple((str(number), name) for number, name in enumerate(units, 1))
    columns = (Column("STT", 0.4, Align.CENTER), Column("Cơ quan, đơn vị", 5))
    return Annex("Danh sách cơ quan, đơn vị báo cáo", (Table(columns, rows),))


def reminder_paragraphs(campaign: ReportCampaign, late: Sequence[str], day: date) -> list[str]:
    """The words of a letter to the units that have not reported."""
    return [
        f"Hạn gửi báo cáo “{campaign.name}” là ngày {format_date(campaign.due_on)}. Qua theo dõi, "
        f"đến hết ngày {format_date(day)} còn {len(late)} cơ quan, đơn vị chưa gửi báo cáo: "
        f"{'; '.join(late)}.",
        "Đề nghị các cơ quan, đơn vị có tên nêu trên khẩn trương hoàn thành và gửi báo cáo "
        f"chậm nhất ngày {format_date(campaign.late_until)}; sau ngày này hệ thống không nhận báo cáo.",
        "Việc chấp hành chế độ báo cáo được nêu trong báo cáo chung của toàn tỉnh.",
    ]
