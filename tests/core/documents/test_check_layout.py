"""Each rule of the decree: a sound paper passes, the same paper with one thing spoilt does not."""

from io import BytesIO

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from tests.core.documents import samples
from thidua.core.documents.layout import check_layout
from thidua.core.documents.layout.body_checks import check_numbering
from thidua.core.documents.render import render_docx


def codes_of(data):
    return sorted({fault.code for fault in check_layout(data)})


def spoilt(paper, spoil):
    document = Document(BytesIO(render_docx(paper)))
    spoil(document)
    packed = BytesIO()
    document.save(packed)
    return packed.getvalue()


def all_lines(document):
    tables = (cell for table in document.tables for row in table.rows for cell in row.cells)
    return [*document.paragraphs, *(line for cell in tables for line in cell.paragraphs)]


def line_with(document, words):
    return next(line for line in all_lines(document) if words in line.text)


def on_line(words, change):
    return lambda document: change(line_with(document, words))


def set_text(text):
    def change(line):
        line.runs[0].text = text

    return change


def set_run(**values):
    def change(line):
        for name, value in values.items():
            setattr(line.runs[0].font, name, value)

    return change


def set_lines(**values):
    def change(line):
        for name, value in values.items():
            setattr(line.paragraph_format, name, value)

    return change


def set_page(**values):
    def change(document):
        for name, value in values.items():
            setattr(document.sections[0], name, value)

    return change


def move_number_to_foot(document):
    section = document.sections[0]
    number = section.header.paragraphs[0]._p
    section.footer._element.append(number)
    section.header._element.append(OxmlElement("w:p"))


def drop_rules(document):
    for borders in list(document.element.body.iter(qn("w:pBdr"))):
        borders.getparent().remove(borders)


def shorten_rules(document):
    for line in all_lines(document):
        if line.style.name == "Đường kẻ":
            line.paragraph_format.left_indent = Mm(34)
            line.paragraph_format.right_indent = Mm(34)


def renumber_second_annex(document):
    title = next(line for line in document.paragraphs if line.text == "Phụ lục II")
    title.runs[0].text = "Phụ lục 2"


@pytest.mark.parametrize("sample", samples.ALL, ids=lambda sample: sample.__name__)
def test_every_paper_we_write_follows_the_decree(sample):
    assert [str(fault) for fault in check_layout(render_docx(sample()))] == []


@pytest.mark.parametrize(
    ("spoil", "codes"),
    [
        (set_page(page_width=Mm(148), page_height=Mm(210)), ["page.size", "subject.rule_length"]),
        (set_page(left_margin=Mm(25)), ["page.left"]),
        (set_page(right_margin=Mm(25)), ["page.right"]),
        (set_page(top_margin=Mm(30)), ["page.top"]),
        (set_page(bottom_margin=Mm(10)), ["page.bottom"]),
        (set_page(different_first_page_header_footer=False), ["number.first"]),
        (move_number_to_foot, ["number.place"]),
        (on_line("Phấn đấu", set_run(name="Arial")), ["font.name"]),
        (on_line("CỘNG HÒA", set_run(size=Pt(14))), ["nation.size"]),
        (on_line("CỘNG HÒA", set_run(bold=False)), ["nation.bold"]),
        (on_line("Độc lập", set_run(italic=True)), ["motto.italic"]),
        (on_line("Độc lập", set_text("Độc lập – Tự do – Hạnh phúc")), ["motto.words"]),
        (on_line("Độc lập", set_text("Độc lập-Tự do-Hạnh phúc")), ["motto.words"]),
        (drop_rules, ["agency.rule", "motto.rule", "subject.rule"]),
        (shorten_rules, ["agency.rule_length", "motto.rule_length", "subject.rule_length"]),
        (on_line("ỦY BAN NHÂN DÂN", set_run(size=Pt(14))), ["agency.size"]),
        (on_line("Số: ", set_text("Số: 9/CT-UBND")), ["symbol.zero"]),
        (on_line("Số: ", set_text("Số: 09-CT/UBND")), ["symbol.form"]),
        (on_line("Số: ", set_text("Số: 09/CT - UBND")), ["symbol.notation"]),
        (on_line("Số: ", set_text("Số: 09/KH-UBND")), ["symbol.kind"]),
        (on_line("Số: ", set_run(italic=True)), ["symbol.italic"]),
        (on_line("Lai Châu, ngày", set_run(italic=False)), ["day.italic"]),
        (
            on_line("Lai Châu, ngày", set_text("Lai Châu, ngày 5 tháng 1 năm 2022")),
            ["day.zero"],
        ),
        (
            on_line("Lai Châu, ngày", set_text("Lai Châu, ngày 05 tháng 03 năm 2022")),
            ["day.zero"],
        ),
        (on_line("CHỈ THỊ", set_run(size=Pt(16))), ["kind.size"]),
        (
            on_line("CHỈ THỊ", set_lines(alignment=WD_ALIGN_PARAGRAPH.LEFT)),
            ["kind.align"],
        ),
        (on_line("Về việc phát động", set_run(italic=True)), ["subject.italic"]),
        (on_line("Phấn đấu", set_run(size=Pt(12))), ["body.size"]),
        (
            on_line("Phấn đấu", set_lines(alignment=WD_ALIGN_PARAGRAPH.LEFT)),
            ["body.align"],
        ),
        (on_line("Phấn đấu", set_lines(first_line_indent=Mm(20))), ["body.indent"]),
        (on_line("Phấn đấu", set_lines(line_spacing=2.0)), ["body.spacing"]),
        (on_line("Phấn đấu", set_lines(space_before=Pt(2))), ["body.gap"]),
        (on_line("đ) Giao Sở Nội vụ", set_text("e) Giao Sở Nội vụ.")), ["order"]),
        (on_line("quy định./.", set_text("Theo quy định.")), ["body.end"]),
        (on_line("Nơi nhận:", set_run(bold=False)), ["recipients.bold"]),
        (on_line("Nơi nhận:", set_run(size=Pt(11))), ["recipients.size"]),
        (on_line("- Ban TĐKT TW", set_run(size=Pt(12))), ["recipient.size"]),
        (on_line("- Ban TĐKT TW", set_text("- Ban TĐKT TW (B/c)")), ["recipient.mark"]),
        (on_line("- Lưu:", set_text("- Các báo;")), ["recipients.archive"]),
        (on_line("CHỦ TỊCH", set_text("Chủ tịch")), ["power.capitals"]),
        (on_line("Trần Tiến Dũng", set_run(bold=False)), ["signer.bold"]),
        (on_line("Trần Tiến Dũng", set_text("TS. Trần Tiến Dũng")), ["signer.degree"]),
    ],
)
def test_one_spoilt_thing_in_a_directive_is_found(spoil, codes):
    assert codes_of(spoilt(samples.directive(), spoil)) == codes


def test_coloured_words_are_found():
    def redden(line):
        line.runs[0].font.color.rgb = RGBColor(0xC0, 0, 0)

    assert codes_of(spoilt(samples.directive(), on_line("Phấn đấu", redden))) == ["font.color"]


@pytest.mark.parametrize(
    ("spoil", "codes"),
    [
        (on_line("V/v", set_run(bold=True)), ["letter.bold"]),
        (on_line("- Ủy ban nhân dân huyện", set_text("- Ủy ban nhân dân huyện")), ["to.mark"]),
        (on_line("Kính gửi:", set_run(bold=True)), ["to.bold"]),
        (on_line("V/v", set_text("Về việc đôn đốc")), ["kind.missing"]),
    ],
)
def test_one_spoilt_thing_in_a_letter_is_found(spoil, codes):
    assert codes_of(spoilt(samples.reminder_letter(), spoil)) == codes


@pytest.mark.parametrize(
    ("spoil", "codes"),
    [
        (on_line("Căn cứ Luật Thi đua", set_run(italic=False)), ["basis.italic"]),
        (on_line("Theo đề nghị", set_text("Theo đề nghị của Giám đốc Sở Nội vụ,")), ["basis.mark"]),
        (renumber_second_annex, ["annex.number"]),
        (on_line("Điều 3.", set_text("Điều 4. ")), ["order"]),
    ],
)
def test_one_spoilt_thing_in_a_decision_is_found(spoil, codes):
    assert codes_of(spoilt(samples.decision(), spoil)) == codes


def test_message_names_the_article_in_vietnamese():
    data = spoilt(samples.directive(), set_page(left_margin=Mm(25)))
    assert [str(fault) for fault in check_layout(data)] == [
        "Lề trái đang là 25 mm, phải từ 30 đến 35 mm."
        " (Phụ lục I, Phần I, mục I.3 Nghị định số 30/2020/NĐ-CP)"
    ]


def test_numbering_of_the_office_copy_shows_the_missing_letter():
    texts = ["8. Tổ chức thực hiện", "a) Một", "b) Hai", "c) Ba", "d) Bốn", "e) Năm"]
    found = [fault.message for fault in check_numbering(["1. Một", *texts[1:]])]
    assert found == ["Thứ tự điểm đang ghi “e)”, phải là “đ)”."]


def test_document_without_any_component_is_told_what_it_lacks():
    packed = BytesIO()
    Document().save(packed)
    codes = codes_of(packed.getvalue())
    assert {
        "nation.missing",
        "agency.missing",
        "symbol.missing",
        "day.missing",
        "kind.missing",
        "number.missing",
        "recipients.missing",
        "signature.missing",
    } <= set(codes)
