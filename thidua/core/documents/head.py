"""The head of the first page: nation, agency, number, place and day, kind, subject, addressees."""

from collections.abc import Sequence

from docx.document import Document
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from thidua.core.documents.measure import balanced_lines, width_mm
from thidua.core.documents.model import OfficialDocument, Urgency
from thidua.core.documents.numbering import words_for_day, words_for_number
from thidua.core.documents.ooxml import Place, add_paragraph, add_stamp, add_table, draw_rule
from thidua.core.documents.styles import INDENT, LOOKS

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
TO = "Kính gửi"
TEXT_ROOM_MM = 165.0
AGENCY_ROOM_MM = 72.0
NATION_ROOM_MM = TEXT_ROOM_MM - AGENCY_ROOM_MM
SUBJECT_ROOM_MM = 150.0
STAMP_HEIGHT_MM = 8.0
ROOM_UNDER_ADDRESSEES = Pt(6)
# The rule under an agency or a subject is 1/3 to 1/2 of the line (Annex I, II.2.b and II.5.b).
RULE_SHARE = 0.42
# Printers and Word differ by a hair in widths; without it a measured line could still wrap.
SLACK = 1.03


def add_head(document: Document, paper: OfficialDocument) -> None:
    table = add_table(document, 2, [AGENCY_ROOM_MM, NATION_ROOM_MM], ruled=False)
    _write_agency(table.cell(0, 0), paper)
    _write_nation(table.cell(0, 1))
    _write_number(table.cell(1, 0), paper)
    day = f"{paper.place}, {words_for_day(paper.day, paper.year_of_issue)}"
    add_paragraph(table.cell(1, 1), day, "Địa danh, thời gian")


def _write_agency(cell: _Cell, paper: OfficialDocument) -> None:
    if paper.parent_agency:
        add_even_lines(cell, paper.parent_agency.upper(), "Cơ quan chủ quản", AGENCY_ROOM_MM)
    length = add_even_lines(cell, paper.agency.upper(), "Cơ quan ban hành", AGENCY_ROOM_MM)
    draw_rule(cell, AGENCY_ROOM_MM, length * RULE_SHARE)


def _write_nation(cell: _Cell) -> None:
    add_paragraph(cell, NATION, "Quốc hiệu")
    add_paragraph(cell, MOTTO, "Tiêu ngữ")
    draw_rule(cell, NATION_ROOM_MM, width_mm(MOTTO, LOOKS["Tiêu ngữ"].size, bold=True))


def _write_number(cell: _Cell, paper: OfficialDocument) -> None:
    number = words_for_number(paper.number, paper.notation)
    add_paragraph(cell, f"Số: {number}", "Số, ký hiệu")
    if not paper.kind.has_heading and paper.subject:
        subject = f"V/v {paper.subject}"
        add_even_lines(cell, subject, "Trích yếu công văn", AGENCY_ROOM_MM)
    if paper.urgency is not None:
        _add_urgency(cell, paper.urgency)


def _add_urgency(cell: _Cell, urgency: Urgency) -> None:
    add_paragraph(cell, "", "Khoảng cách")
    add_stamp(cell, urgency.mark, urgency.width_mm, STAMP_HEIGHT_MM)


def add_even_lines(place: Place, text: str, style: str, room_mm: float) -> float:
    """Write a centred text in lines of like length; answers the length of the longest."""
    look = LOOKS[style]
    lines = balanced_lines(text, look.size, room_mm / SLACK, bold=look.bold)
    add_paragraph(place, "\n".join(lines), style)
    return max(width_mm(line, look.size, bold=look.bold) for line in lines)


def add_title(document: Document, paper: OfficialDocument) -> None:
    """Kind, subject and rule; a công văn has its subject under the number instead."""
    if paper.kind.has_heading:
        add_paragraph(document, paper.kind.heading, "Tên loại")
        if paper.subject:
            _add_subject(document, paper.subject)
    if paper.power:
        add_paragraph(document, paper.power.upper(), "Thẩm quyền ban hành")
    if paper.addressees:
        add_addressees(document, paper.addressees)


def _add_subject(document: Document, subject: str) -> None:
    length = add_even_lines(document, subject, "Trích yếu", SUBJECT_ROOM_MM)
    draw_rule(document, TEXT_ROOM_MM, length * RULE_SHARE)


def add_addressees(document: Document, names: Sequence[str]) -> None:
    """One addressee on the line of "Kính gửi"; several below it, dashes under the colon."""
    if len(names) == 1:
        _add_only_addressee(document, names[0])
        return
    size = LOOKS["Kính gửi"].size
    lead = width_mm(TO, size)
    longest = max(width_mm(f"- {name};", size) for name in names)
    start = max(INDENT / Mm(1), (TEXT_ROOM_MM - lead - longest) / 2)
    opening = add_paragraph(document, f"{TO}:", "Kính gửi")
    opening.paragraph_format.left_indent = Mm(start)
    for name in names:
        mark = "." if name is names[-1] else ";"
        line = add_paragraph(document, f"- {name.rstrip(';.')}{mark}", "Nơi gửi")
        _hang(line, start + lead, width_mm("- ", size))
    document.paragraphs[-1].paragraph_format.space_after = ROOM_UNDER_ADDRESSEES


def _add_only_addressee(document: Document, name: str) -> None:
    text = f"{TO}: {name.rstrip(';.')}"
    size = LOOKS["Kính gửi"].size
    line = add_paragraph(document, text, "Kính gửi")
    room = TEXT_ROOM_MM - 2 * INDENT / Mm(1)
    start = INDENT / Mm(1) + max(0.0, (room - width_mm(text, size)) / 2)
    _hang(line, start, width_mm(f"{TO}: ", size))
    line.paragraph_format.space_after = ROOM_UNDER_ADDRESSEES


def _hang(line: Paragraph, start_mm: float, hanging_mm: float) -> None:
    line.paragraph_format.left_indent = Mm(start_mm + hanging_mm)
    line.paragraph_format.first_line_indent = -Mm(hanging_mm)
