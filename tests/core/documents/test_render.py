"""The .docx read back: what stands in the file, where, and in which XML."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from tests.core.documents import samples
from thidua.core.documents import (
    Bullet,
    Clause,
    Column,
    DocumentKind,
    OfficialDocument,
    Point,
    Signature,
    Table,
)
from thidua.core.documents.foot import recipient_lines
from thidua.core.documents.render import accompanying_line, render_docx


def opened(paper):
    return Document(BytesIO(render_docx(paper)))


def cell_texts(table, row, column):
    return [line.text for line in table.cell(row, column).paragraphs if line.text]


def body_texts(document):
    return [line.text for line in document.paragraphs if line.text]


def test_page_is_a4_with_the_usual_margins():
    section = opened(samples.directive()).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]


def test_styles_name_times_new_roman_in_all_four_slots():
    styles = opened(samples.plan()).styles.element
    fonts = list(styles.iter(qn("w:rFonts")))
    slots = ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia")
    assert len(fonts) > 30
    assert {tuple(font.get(qn(slot)) for slot in slots) for font in fonts} == {
        ("Times New Roman",) * 4
    }


def test_head_is_a_borderless_table_with_grid_and_cell_widths():
    head = opened(samples.directive()).tables[0]
    grid = [column.w.mm for column in head._tbl.tblGrid.gridCol_lst]
    assert [round(width) for width in grid] == [72, 93]
    assert [round(cell.width.mm) for cell in head.rows[0].cells] == [72, 93]
    borders = head._tbl.tblPr.find(qn("w:tblBorders"))
    assert {border.get(qn("w:val")) for border in borders} == {"nil"}


def test_head_of_an_open_directive_keeps_room_for_number_and_day():
    head = opened(samples.directive()).tables[0]
    assert cell_texts(head, 0, 0) == ["ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU"]
    assert cell_texts(head, 0, 1) == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert cell_texts(head, 1, 0) == ["Số:        /CT-UBND"]
    assert cell_texts(head, 1, 1) == ["Lai Châu, ngày    tháng    năm 2022"]


def test_head_of_an_issued_plan_has_zeros():
    head = opened(samples.plan()).tables[0]
    assert cell_texts(head, 1, 0) == ["Số: 09/KH-UBND"]
    assert cell_texts(head, 1, 1) == ["Sìn Hồ, ngày 25 tháng 02 năm 2022"]


def test_letter_has_its_subject_under_the_number_and_a_stamp():
    head = opened(samples.reminder_letter()).tables[0]
    cell = head.cell(1, 0)
    assert cell_texts(head, 1, 0) == [
        "Số: 215/SNV-TĐKT",
        "V/v đôn đốc xây dựng kế hoạch\nphát động phong trào thi đua năm 2022",
    ]
    stamp = cell.tables[0]
    assert stamp.cell(0, 0).text == "KHẨN"
    assert (round(stamp.cell(0, 0).width.mm), round(stamp.rows[0].height.mm)) == (20, 8)


def test_several_addressees_stand_below_each_other():
    texts = body_texts(opened(samples.reminder_letter()))
    assert texts[:4] == [
        "Kính gửi:",
        "- Sở Văn hóa, Thể thao và Du lịch;",
        "- Ủy ban nhân dân huyện Mường Tè;",
        "- Công ty Cổ phần Trà Mẫu.",
    ]


def test_only_addressee_stands_on_the_line():
    assert "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh Lai Châu" in body_texts(
        opened(samples.submission())
    )


def test_body_is_numbered_with_vietnamese_letters_and_ends_with_the_mark():
    texts = body_texts(opened(samples.directive()))
    starts = [text.split(" ")[0] for text in texts]
    assert [start for start in starts if start.endswith(")")] == ["a)", "b)", "c)", "d)", "đ)"]
    assert [start for start in starts if start[:-1].isdigit()] == ["1.", "2.", "3.", "4."]
    assert texts[-1].endswith("theo quy định./.")


def test_sections_take_roman_numbers_and_clauses_start_again():
    texts = body_texts(opened(samples.plan()))
    numbered = [
        text for text in texts if text.split(" ")[0].rstrip(".") in ("I", "II", "III", "IV")
    ]
    assert numbered == [
        "I. MỤC ĐÍCH, YÊU CẦU",
        "II. NỘI DUNG VÀ CHỈ TIÊU THI ĐUA",
        "III. NHIỆM VỤ VÀ PHÂN CÔNG THỰC HIỆN",
        "IV. TỔ CHỨC THỰC HIỆN",
    ]
    assert [text.split(" ")[0] for text in texts if text[0].isdigit()] == [
        "1.", "2.", "1.", "2.", "1.", "2.",
    ]  # fmt: skip


def test_decision_has_power_bases_and_articles():
    texts = body_texts(opened(samples.decision()))
    assert texts[:2] == ["QUYẾT ĐỊNH", "Về việc phân chia các Khối thi đua thuộc tỉnh năm 2022"]
    assert texts[2] == "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LAI CHÂU"
    assert [text[-1] for text in texts[3:6]] == [";", ";", "."]
    assert texts[6] == "QUYẾT ĐỊNH:"
    assert [text[:7] for text in texts if text.startswith("Điều")] == [
        "Điều 1.",
        "Điều 2.",
        "Điều 3.",
    ]


def test_italic_words_stay_italic_within_a_clause():
    document = opened(samples.directive())
    line = next(line for line in document.paragraphs if line.text.startswith("1. "))
    assert [(run.text[:9], run.italic) for run in line.runs] == [
        ("1. Tiếp t", None),
        ("Đoàn kết,", True),
        ("”.", None),
    ]


def test_table_repeats_its_heading_and_keeps_rows_whole():
    table = opened(samples.plan()).tables[1]
    head, *rows = table.rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert [cell.text for cell in head.cells] == [column.title for column in samples.TARGET_COLUMNS]
    assert [tuple(cell.text for cell in row.cells) for row in rows] == list(samples.TARGETS)
    assert round(sum(cell.width.mm for cell in head.cells)) == 165


def test_page_number_is_centred_above_and_not_on_the_first_page():
    section = opened(samples.plan()).sections[0]
    line = section.header.paragraphs[0]
    assert "".join(words.text for words in line._p.iter(qn("w:instrText"))).strip() == "PAGE"
    assert line.style.name == "Số trang"
    assert section.different_first_page_header_footer
    assert list(section.first_page_header._element.iter(qn("w:instrText"))) == []


def test_foot_has_recipients_left_and_power_right():
    foot = opened(samples.plan()).tables[-1]
    left = cell_texts(foot, 0, 0)
    assert left[0] == "Nơi nhận:"
    assert left[1] == "- Ủy ban nhân dân tỉnh (B/c);"
    assert left[-1] == "- Lưu: VT, NV."
    assert cell_texts(foot, 0, 1) == [
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
    ]


def test_directive_lists_its_thirteen_recipients_and_archive():
    left = cell_texts(opened(samples.directive()).tables[-1], 0, 0)
    assert len(left) == 15
    assert left[-1] == "- Lưu: VT, Th3."


@pytest.mark.parametrize(("number", "kept"), [(20, True), (21, False)])
def test_long_list_of_recipients_may_run_over_the_page(number, kept):
    names = tuple(f"Đơn vị thứ {place}" for place in range(number))
    row = opened(samples.plan(recipients=names)).tables[-1].rows[0]
    found = row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None
    assert found == kept


def test_minutes_are_signed_by_secretary_and_chair():
    document = opened(samples.minutes())
    foot = document.tables[-1]
    assert cell_texts(foot, 0, 0) == ["THƯ KÝ", "Lê Thị Mẫu"]
    assert cell_texts(foot, 0, 1) == ["CHỦ TRÌ", "PHÓ CHỦ TỊCH UBND TỈNH", "Trần Văn Mẫu"]
    assert body_texts(document)[-3:] == ["Nơi nhận:", "- Thành viên Hội đồng;", "- Lưu: HĐTĐKT."]


def test_draft_is_marked_and_an_issued_paper_is_not():
    assert (
        opened(samples.submission()).sections[0].first_page_header.paragraphs[0].text == "DỰ THẢO"
    )
    assert opened(samples.plan()).sections[0].first_page_header.paragraphs[0].text == ""


def test_annexes_begin_new_sections_with_own_page_numbers():
    document = opened(samples.decision())
    restarts = [
        section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for section in document.sections
    ]
    assert restarts == ["1", "1", "1"]
    assert [section.orientation for section in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
    ]
    titles = [line.text for line in document.paragraphs if line.style.name == "Phụ lục"]
    assert titles == ["Phụ lục I", "Phụ lục II"]


def test_only_annex_has_no_number():
    paper = samples.decision(annexes=samples.decision().annexes[:1])
    titles = [line.text for line in opened(paper).paragraphs if line.style.name == "Phụ lục"]
    assert titles == ["Phụ lục"]


def test_annex_names_the_document_it_goes_with():
    assert accompanying_line(samples.decision()) == (
        "(Kèm theo Quyết định số 163/QĐ-UBND ngày 05 tháng 01 năm 2022"
        " của Chủ tịch Ủy ban nhân dân tỉnh Lai Châu)"
    )


def test_body_that_ends_with_a_table_has_the_mark_on_its_own_line():
    paper = samples.transmittal(closing=())
    assert body_texts(opened(paper))[-1] == "./."


@pytest.mark.parametrize("ending", [".", ";", "...", " ./.", ""])
def test_mark_of_the_end_replaces_the_last_stop(ending):
    paper = samples.directive(body=(Clause("Một", blocks=(Point(f"Hai{ending}"),)),), closing=())
    assert body_texts(opened(paper))[-1] == "a) Hai./."


def test_bullets_take_a_dash():
    paper = samples.directive(body=(Bullet("Một;"), Bullet("Hai")), closing=())
    assert body_texts(opened(paper))[-2:] == ["- Một;", "- Hai./."]


def test_recipients_without_archive_end_with_a_stop():
    assert recipient_lines(("Như trên;", "Ban TĐKT."), "") == ["- Như trên;", "- Ban TĐKT."]
    assert recipient_lines((), "") == []


def test_contact_stands_at_the_foot_of_the_first_page_only():
    section = opened(samples.reminder_letter(contact="Địa chỉ: Tầng 4, nhà B")).sections[0]
    assert section.first_page_footer.paragraphs[0].text == "Địa chỉ: Tầng 4, nhà B"
    assert section.footer.paragraphs[0].text == ""


def test_rendering_twice_gives_the_same_parts():
    def parts(data):
        with ZipFile(BytesIO(data)) as packed:
            return {name: packed.read(name) for name in packed.namelist()}

    assert parts(render_docx(samples.plan())) == parts(render_docx(samples.plan()))


def test_nothing_of_the_library_template_is_left():
    with ZipFile(BytesIO(render_docx(samples.plan()))) as packed:
        names = packed.namelist()
    assert [name for name in names if "thumbnail" in name or "customXml" in name] == []
    kept = {style.name for style in opened(samples.plan()).styles}
    assert "Heading 1" not in kept
    assert "Lời văn" in kept


def test_properties_name_the_paper_and_its_office():
    properties = opened(samples.plan()).core_properties
    assert properties.author == "Ủy ban nhân dân huyện Sìn Hồ"
    assert properties.title.startswith("Kế hoạch: Tổ chức phong trào thi đua")
    assert f"{properties.created:%d/%m/%Y}" == "25/02/2022"


def test_paper_without_day_and_year_is_refused():
    with pytest.raises(ValueError, match="phải có năm"):
        OfficialDocument(
            kind=DocumentKind.PLAN,
            notation="KH-SNV",
            agency="Sở Nội vụ",
            place="Lai Châu",
            subject="",
            body=(),
            signer=Signature("Giám đốc"),
        )


def test_table_refuses_a_row_of_the_wrong_length():
    with pytest.raises(ValueError, match="Dòng 2"):
        Table((Column("TT"), Column("Tên")), (("1", "Một"), ("2",)))
