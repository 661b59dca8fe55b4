"""Whole sheets as offices keep them."""

from datetime import date
from pathlib import Path

import pytest

from tests.core.registers.books import AWARDS, book, read, sheets_of, won
from thidua.core.registers.days import PartialDay
from thidua.core.registers.layout import Layout, propose
from thidua.core.text.legacy import unicode_to_tcvn3, unicode_to_vni

LDTT, CSTDCS = "advanced_worker", "grassroots_emulation_fighter"
FORMS = Path(__file__).resolve().parents[2] / "data" / "registers"
LIST = [
    ["UBND HUYỆN SÌN HỒ"],
    ["PHÒNG NỘI VỤ"],
    ["DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG DANH HIỆU CHIẾN SĨ THI ĐUA CƠ SỞ NĂM 2015"],
    ["(Kèm theo Quyết định số 123/QĐ-UBND ngày 15/02/2016 của Chủ tịch UBND huyện Sìn Hồ)"],
    ["STT", "Họ và tên", "Năm sinh", None, "Chức vụ, đơn vị công tác", "Ghi chú"],
    [None, None, "Nam", "Nữ"],
    ["1", "2", "3", "4", "5", "6"],
    ["I", "UBND xã Tả Phìn"],
    [1, "Vàng Thị Mẫu", None, 1980, "Chủ tịch UBND xã Tả Phìn"],
    [2, "LÒ VĂN MẪU", 1975, None, "nt"],
    ["II", "Trường Tiểu học Nậm Cha"],
    [1, "Tẩn Thị Mẫu", None, "12/3/1988", "Giáo viên", "nghỉ hưu 2020"],
    ["Tổng cộng: 3 người"],
    [None, None, None, None, "Sìn Hồ, ngày 20 tháng 02 năm 2016"],
    [None, None, None, None, "TRƯỞNG PHÒNG"],
]
JOINED = [
    (4, 0, 5, 0, "STT"),
    (4, 1, 5, 1, "Họ và tên"),
    (4, 2, 4, 3, "Năm sinh"),
    (4, 4, 5, 4, "Chức vụ, đơn vị công tác"),
    (4, 5, 5, 5, "Ghi chú"),
]


@pytest.mark.parametrize("merges", [JOINED, ()], ids=["joined", "not-joined"])
def test_titles_in_row_5_over_two_rows_under_a_decision(tmp_path, merges):
    layout, lines, passed = read(tmp_path, book(LIST, merges=merges))
    assert (layout.first, layout.last, layout.taken, layout.kind) == (5, 6, True, "individual")
    assert list(layout.columns.values()) == ["ordinal", "name", "born_male", "born_female", "post_unit", "note"]  # fmt: skip
    assert layout.told.as_json() == {
        "award": CSTDCS,
        "award_text": "",
        "year": 2015,
        "decision_number": "123/QĐ-UBND",
        "decided": "15/02/2016",
        "decided_by": "Chủ tịch UBND huyện Sìn Hồ",
        "unit": "",
        "kind": "",
    }
    who = [(line.holder.name, line.holder.gender, line.holder.post, line.holder.unit) for line in lines]  # fmt: skip
    assert who == [
        ("Vàng Thị Mẫu", "female", "Chủ tịch", "UBND xã Tả Phìn"),
        ("Lò Văn Mẫu", "male", "Chủ tịch", "UBND xã Tả Phìn"),
        ("Tẩn Thị Mẫu", "female", "Giáo viên", "Trường Tiểu học Nậm Cha"),
    ]
    assert [line.holder.born for line in lines] == [
        PartialDay(date(1980, 1, 1), "year"),
        PartialDay(date(1975, 1, 1), "year"),
        PartialDay(date(1988, 3, 12)),
    ]
    assert [won(line) for line in lines] == [[(CSTDCS, 2015)]] * 3
    assert lines[0].gains[0].decided == PartialDay(date(2016, 2, 15))
    assert [(one.number, one.why) for one in passed] == [
        (7, "numbering"),
        (8, "heading"),
        (11, "heading"),
        (13, "total"),
        (14, "signature"),
        (15, "signature"),
    ]


def test_a_layout_comes_back_from_json_as_it_was(tmp_path):
    layout, *_ = read(tmp_path, book(LIST, merges=JOINED))
    assert Layout.from_json(layout.as_json()) == layout


def test_a_column_for_each_award_with_ticks_years_and_decisions(tmp_path):
    rows = [
        ["SỔ THEO DÕI KHEN THƯỞNG"],
        ["TT", "Họ tên\nchức vụ\nđơn vị", "Danh hiệu thi đua", None, None, "BK UBND tỉnh", "Năm"],
        [None, None, "LĐTT", "CSTĐCS", "CSTĐ tỉnh"],
        [1, "Vàng Thị Mẫu\nPhó Giám đốc\nSở Y tế", "x", "x", None, "2012, 2014", 2013],
        [2, "Lò Thị Mẫu\nBác sĩ\nBệnh viện đa khoa tỉnh", None, None, None, "QĐ số 15/QĐ-UBND ngày 3/2/2011", 2010],
        [3, "Lò Văn Mẫu\nKế toán", "2007-2009", None, 2010],
    ]  # fmt: skip
    _, lines, _ = read(tmp_path, book(rows, merges=[(1, 2, 1, 4, "Danh hiệu thi đua")]))
    assert [won(line) for line in lines] == [
        [(LDTT, 2013), (CSTDCS, 2013), ("provincial_merit_certificate", 2012), ("provincial_merit_certificate", 2014)],
        [("provincial_merit_certificate", 2010)],
        [(LDTT, 2007), (LDTT, 2008), (LDTT, 2009), ("provincial_emulation_fighter", 2010)],
    ]  # fmt: skip
    assert lines[1].gains[0].decision_number == "15/QĐ-UBND"
    assert (lines[0].holder.post, lines[0].holder.unit) == ("Phó Giám đốc", "Sở Y tế")
    assert lines[2].doubts == ["Năm 2007–2009 được hiểu là từng năm một."]


def test_a_column_for_each_year_with_awards_and_ratings(tmp_path):
    rows = [
        ["TT", "Họ và tên", "Đơn vị", "2019", "Năm 2020", 2021],
        [1, "Vàng Thị Mẫu", "Sở Y tế", "LĐTT, CSTĐCS", "LĐTT", "HTXSNV"],
        [2, "Lò Văn Mẫu", "Sở Y tế", "HTTNV", "CSTĐCS; BK UBND tỉnh", None],
    ]
    _, lines, _ = read(tmp_path, book(rows, more={"Trang 2": rows}))
    assert [won(line) for line in lines] == [
        [(LDTT, 2019), (CSTDCS, 2019), (LDTT, 2020)],
        [(CSTDCS, 2020), ("provincial_merit_certificate", 2020)],
    ]
    rated = [[(one.year, one.rating) for one in line.ratings] for line in lines]
    assert rated == [[(2021, "excellent")], [(2019, "good")]]
    assert [sheet.name for sheet in sheets_of(tmp_path, book(rows, more={"Trang 2": rows}))] == ["Sheet1", "Trang 2"]  # fmt: skip


OLD = [
    ["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Hình thức khen", "Số quyết định", "Ngày quyết định"],
    [1, "Nguyễn Văn Hùng", "15/2/1970", "Sở Giáo dục và Đào tạo", "Bằng khen của Chủ tịch UBND tỉnh", "QĐ số 123/QĐ-UBND ngày 15/2/2009", None],
    [2, "Trần Thị Đào", "1/1/1975", "Phòng Giáo dục huyện Phong Thổ", "Huân chương Lao động hạng Ba", "262/QĐ-CTN", 39859],
]  # fmt: skip


@pytest.mark.parametrize("encode", [unicode_to_tcvn3, unicode_to_vni], ids=["tcvn3", "vni"])
def test_fonts_from_before_unicode(tmp_path, encode):
    rows = [[encode(cell) if isinstance(cell, str) else cell for cell in row] for row in OLD]
    _, lines, _ = read(tmp_path, book(rows, font=".VnTime"))
    assert [line.holder.name for line in lines] == ["Nguyễn Văn Hùng", "Trần Thị Đào"]
    assert [line.gains[0].award for line in lines] == ["provincial_merit_certificate", "labor_order_third"]  # fmt: skip
    assert [line.gains[0].decided for line in lines] == [PartialDay(date(2009, 2, 15))] * 2


def test_a_csv_in_tcvn3(tmp_path):
    text = "\n".join(";".join(unicode_to_tcvn3(str(cell or "")) for cell in row) for row in OLD)
    _, lines, _ = read(tmp_path, text.encode("latin-1"), "csv")
    assert lines[1].holder.unit == "Phòng Giáo dục huyện Phong Thổ"


def test_pasted_cells_without_titles(tmp_path):
    text = (
        "1\tVàng Thị Mẫu\tPhó Chủ tịch UBND xã\t12/3/1980\tCSTĐCS\t2015\tQĐ 12/QĐ-UBND ngày 1/2/2016\n"
        "2\tLò Văn Mẫu\tCông chức\t1979\tLĐTT\t2015\tnt\n"
    )
    layout, lines, _ = read(tmp_path, text.encode(), "txt")
    assert (layout.first, layout.last) == (0, 0)
    assert [won(line) for line in lines] == [[(CSTDCS, 2015)], [(LDTT, 2015)]]
    assert lines[1].gains[0].decision_number == "12/QĐ-UBND"


def test_a_list_of_collectives_whose_rows_are_names_alone(tmp_path):
    rows = [
        ["DANH SÁCH TẬP THỂ ĐẠT DANH HIỆU TẬP THỂ LAO ĐỘNG TIÊN TIẾN NĂM HỌC 2014-2015"],
        ["STT", "Tên đơn vị"],
        [1, "Trường THCS Tả Lèng"],
        [2, "Công ty TNHH Mẫu"],
    ]
    _, lines, passed = read(tmp_path, book(rows))
    assert [(line.holder.name, line.holder.kind) for line in lines] == [
        ("Trường THCS Tả Lèng", "collective"),
        ("Công ty TNHH Mẫu", "enterprise"),
    ]
    assert [won(line) for line in lines] == [[("advanced_labor_collective", 2015)]] * 2
    assert passed == []


def test_blocks_headed_by_kind_award_and_year(tmp_path):
    rows = [
        ["TT", "Họ và tên", "Đơn vị", "Số quyết định"],
        ["A", "TẬP THỂ"],
        ["I", "Tập thể lao động xuất sắc"],
        [1, "Phòng Nội vụ", "UBND huyện Sìn Hồ", "12/QĐ-UBND"],
        ["B", "CÁ NHÂN"],
        ["I", "Lao động tiên tiến"],
        [1, "Vàng Thị Mẫu", "Phòng Nội vụ", "13/QĐ-UBND"],
        ["Năm 2014"],
        [2, "Lò Văn Mẫu", "Phòng Nội vụ", "14/QĐ-UBND"],
    ]
    _, lines, _ = read(tmp_path, book(rows))
    assert [(line.holder.kind, won(line)) for line in lines] == [
        ("collective", [("excellent_labor_collective", None)]),
        ("individual", [(LDTT, None)]),
        ("individual", [(LDTT, 2014)]),
    ]


def test_a_row_without_a_name_goes_on_with_the_person_above(tmp_path):
    rows = [
        ["TT", "Họ và tên", "Đơn vị", "Danh hiệu", "Năm"],
        [1, "Vàng Thị Mẫu", "Sở Y tế", "LĐTT", 2014],
        [None, None, None, "CSTĐCS", 2015],
    ]
    _, lines, _ = read(tmp_path, book(rows))
    assert [(line.number, line.same_as, line.holder.name) for line in lines] == [
        (2, 0, "Vàng Thị Mẫu"),
        (3, 2, "Vàng Thị Mẫu"),
    ]


def test_cells_joined_downwards_are_said_in_each_row(tmp_path):
    rows = [
        ["TT", "Họ và tên", "Đơn vị", "Danh hiệu", "Năm"],
        [1, "Vàng Thị Mẫu", "Sở Y tế", "LĐTT", 2014],
        [2, "Lò Văn Mẫu", None, "LĐTT", 2014],
    ]
    _, lines, _ = read(tmp_path, book(rows, merges=[(1, 2, 2, 2, "Sở Y tế")]))
    assert [line.holder.unit for line in lines] == ["Sở Y tế", "Sở Y tế"]


def test_errors_and_doubts_are_in_the_words_of_the_office(tmp_path):
    rows = [
        ["TT", "Họ và tên", "Ngày sinh", "CCCD", "Danh hiệu", "Ngày quyết định"],
        [1, "Vàng Thị Mẫu", "31/02/1980", "12345", "Bằng khen", "31/02/2010"],
    ]
    _, (line,), _ = read(tmp_path, book(rows))
    assert line.errors == [
        "Ngày quyết định “31/02/2010”: không có ngày “31/02/2010” trong lịch.",
        "Chưa rõ “Bằng khen” là danh hiệu, hình thức nào.",
        "Không rõ năm: cần năm đạt hoặc ngày quyết định.",
    ]
    assert line.doubts == [
        "Ngày sinh “31/02/1980”: không có ngày “31/02/1980” trong lịch; để trống.",
        "Số định danh phải có 9 hoặc 12 chữ số: “12345” không được ghi.",
    ]


def filled(form, sheet, row, values):
    """A blank form of an office with one invented line typed in, as bytes."""
    import io
    import warnings

    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = openpyxl.load_workbook(FORMS / form)
    for place, value in values.items():
        made[sheet][f"{place}{row}"] = value
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_the_form_for_individuals_is_taken_as_it_is(tmp_path):
    values = {"A": 1, "B": "Vàng Thị Mẫu", "C": "Nữ", "D": "12/3/1980", "E": "Chuyên viên", "F": "Phòng Kế hoạch", "G": "Sở Tài chính", "H": "Lai Châu", "K": "1647933042"}  # fmt: skip
    layout, (line,), _ = read(tmp_path, filled("CANHAN.xlsx", "DANHSACH", 4, values))
    assert layout.proposal
    assert (line.holder.unit, line.holder.post) == ("Phòng Kế hoạch, Sở Tài chính", "Chuyên viên")
    assert won(line) == [(LDTT, None)]
    assert line.errors[0].startswith("Đây là danh sách đề nghị")


def test_the_form_for_collectives_is_taken_as_it_is(tmp_path):
    values = {"A": 1, "B": "Phòng Nội vụ", "E": 1647933178}
    _, (line,), _ = read(tmp_path, filled("TAPTHE.xlsx", "DANHSACH", 4, values))
    assert (line.holder.kind, line.holder.name) == ("collective", "Phòng Nội vụ")
    assert won(line) == [("determined_to_win_unit", None)] or won(line) == [
        ("excellent_labor_collective", None)
    ]


def test_the_form_for_initiatives_is_taken_as_it_is(tmp_path):
    values = {"A": 1, "B": "Đề tài Nuôi ong", "C": "15/2/2020", "D": "Hội đồng sáng kiến tỉnh", "F": "Vàng Thị Mẫu", "H": "Sở Y tế"}  # fmt: skip
    _, (line,), _ = read(tmp_path, filled("DETAI.xlsx", "DANHSACH", 4, values))
    (found,) = line.initiatives
    assert (found.title, found.year, found.scope, found.kind) == ("Đề tài Nuôi ong", 2020, "province", "science_work")  # fmt: skip
    assert line.gains == []


def test_the_combined_form_is_taken_as_it_is(tmp_path):
    values = {"A": 1, "B": "Bà", "C": "Vàng Thị Mẫu", "D": "Phó Giám đốc", "E": "Sở Y tế", "F": "Khen thưởng cá nhân", "G": "Bằng khen của Thủ tướng Chính phủ", "H": "Các cấp lãnh đạo khác"}  # fmt: skip
    _, lines, passed = read(tmp_path, filled("MauTDKT.xlsx", "file nhận", 2, values))
    (line,) = lines
    assert (line.holder.gender, line.holder.variant) == ("female", "leader_manager")
    assert won(line) == [("pm_merit_certificate", None)]
    assert passed == []


def test_lists_beside_a_form_are_not_taken_for_registers(tmp_path):
    sheets = sheets_of(tmp_path, (FORMS / "MauTDKT.xlsx").read_bytes())
    taken = {sheet.name: propose(sheet, AWARDS).taken for sheet in sheets}
    assert taken == dict.fromkeys(taken, False)
