import pytest

from tests.core.matching.names_of_laichau import (
    CODES,
    DAY_2022,
    DAY_2026,
    IDS,
    ROWS,
    directory_on,
    stands,
    words_for,
)
from thidua.core.matching import Kind, match

SEED = {
    "Ban TĐKT TW": "TW-BTDKT",
    "TT. Tỉnh ủy": "LC-TU",
    "TT. HĐND tỉnh": "LC-HDND",
    "UBND tỉnh": "LC-UBND",
    "UBND tỉnh: U": "LC-UBND",
    "Thành viên Hội đồng TĐKT tỉnh": "council-members",
    "Các Ban HĐND tỉnh": "LC-BHDND",
    "Các sở, ban, ngành, đoàn thể tỉnh": "departments-and-organizations",
    "UBND các huyện, thành phố": "districts",
    "Các doanh nghiệp trên địa bàn tỉnh": "enterprises",
    "Trưởng các Khối thi đua năm 2021": "block-heads",
    "Ban TĐKT tỉnh": "LC-BTDKT",
    "Văn phòng UBND tỉnh: V, HC, CB": "LC-VPUBND",
    "Thủ trưởng các sở, ban, ngành, đoàn thể tỉnh": "departments-and-organizations",
    "Chủ tịch Ủy ban nhân dân các huyện, thành phố": "districts",
    "Giám đốc các doanh nghiệp trên địa bàn tỉnh": "enterprises",
    "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh": "LC-MTTQ",
    "các đoàn thể chính trị xã hội": "mass-organizations",
    "các tổ chức xã hội nghề nghiệp": "professional-associations",
    "Sở Thông tin và Truyền thông": "LC-STTTT",
    "Sở Văn hóa - Thể thao và Du lịch": "LC-SVHTTDL",
    "Trưởng khối các Khối thi đua thuộc tỉnh": "block-heads",
    "Sở Nội vụ (Ban Thi đua, khen thưởng tỉnh)": "LC-SNV",
    "các đồng chí thành viên Hội đồng Thi đua, khen thưởng tỉnh": "council-members",
    "Hội đồng Thi đua, khen thưởng tỉnh": "LC-HDTDKT",
}
ABBREVIATED = {
    "Sở NV": "LC-SNV",
    "SNV": "LC-SNV",
    "Sở NN&PTNT": "LC-SNNPTNT",
    "Sở NN và PTNT": "LC-SNNPTNT",
    "Sở LĐ-TB&XH": "LC-SLDTBXH",
    "Sở LĐTBXH": "LC-SLDTBXH",
    "Sở TT&TT": "LC-STTTT",
    "Sở GD&ĐT": "LC-SGDDT",
    "Sở GD-ĐT": "LC-SGDDT",
    "Sở VH-TT&DL": "LC-SVHTTDL",
    "Sở KH&ĐT": "LC-SKHDT",
    "Bộ CHQS tỉnh": "LC-BCHQS",
    "Hội LHPN tỉnh": "LC-HLHPN",
    "MTTQ tỉnh": "LC-MTTQ",
    "Tỉnh đoàn": "LC-TD",
    "Đài PT-TH tỉnh": "LC-DPTTH",
    "VP UBND tỉnh": "LC-VPUBND",
}
OTHER_SPELLINGS = {
    "Uỷ ban nhân dân tỉnh Lai Châu": "LC-UBND",
    "So Noi vu": "LC-SNV",
    "SỞ NỘI VỤ": "LC-SNV",
    "- Sở Nội vụ;": "LC-SNV",
    "Giám đốc Sở Nội vụ": "LC-SNV",
    "huyện Sìn Hồ": "D108",
    "UBND các huyện": "districts",
    "Các sở, ban, ngành, đơn vị cấp tỉnh": "departments",
    "các tổ chức chính trị-xã hội": "mass-organizations",
}


@pytest.mark.parametrize(("printed", "code"), {**SEED, **ABBREVIATED, **OTHER_SPELLINGS}.items())
def test_match_one_name_surely(in_2022, printed, code):
    found = match(printed, in_2022)
    assert (found.sure, words_for(found)) == (True, [code])


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("Báo Lai Châu, Đài PTTH tỉnh", ["LC-BLC", "LC-DPTTH"]),
        ("Sở Nội vụ, Tài chính, Y tế", ["LC-SNV", "LC-STC", "LC-SYT"]),
        ("Sở Nội vụ và Sở Tài chính", ["LC-SNV", "LC-STC"]),
        ("Sở Văn hóa, Thể thao và Du lịch; Sở Y tế", ["LC-SVHTTDL", "LC-SYT"]),
        ("Công an tỉnh, Bộ CHQS tỉnh, BĐBP tỉnh", ["LC-CA", "LC-BCHQS", "LC-BDBP"]),
    ],
)
def test_match_line_of_several_names(in_2022, printed, codes):
    found = match(printed, in_2022)
    assert (found.kind, words_for(found)) == (Kind.PARTS, codes)


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("Ban TĐKT", ["TW-BTDKT", "LC-BTDKT"]),
        ("Sìn Hồ", ["D108", "W03478.2022"]),
        ("Xã Nậm cha", ["W03526.2022"]),
    ],
)
def test_match_asks_when_several_fit(in_2022, printed, codes):
    found = match(printed, in_2022)
    assert words_for(found) == codes
    assert found.sure == (len(codes) == 1)


@pytest.mark.parametrize(
    "printed",
    [
        "các cơ quan có liên quan",
        "các huyện nghèo",
        "PCT UBND tỉnh Nguyễn Văn Mẫu",
        "Chánh VP, Phó CVP (NC) UBND tỉnh",
        "Cổng TTĐT",
        "Các cơ quan, đơn vị",
        "các cơ quan thông tin đại chúng của tỉnh và địa phương",
        "Hội đồng Thi đua - Khen thưởng các cấp",
        "Phòng Nội vụ các huyện",
        "",
        ";",
    ],
)
def test_match_never_guesses(in_2022, printed):
    found = match(printed, in_2022)
    assert (found.sure, found.chosen) == (False, ())


def test_match_of_another_year_says_the_year(in_2022):
    assert match("Trưởng các Khối thi đua năm 2021", in_2022).year == 2021


def test_match_keeps_the_unit_in_brackets(in_2022):
    found = match("Sở Nội vụ (Ban Thi đua, khen thưởng tỉnh)", in_2022)
    assert [CODES[choice.unit_id] for choice in found.inner] == ["LC-BTDKT"]


def test_match_of_a_merged_unit_asks_and_names_its_successor(in_2026):
    found = match("Sở Kế hoạch và Đầu tư", in_2026)
    assert (found.sure, words_for(found)) == (False, ["LC-STC"])
    assert found.note == "“Sở Kế hoạch và Đầu tư” đã sáp nhập"


def test_match_of_a_split_unit_offers_all_successors(in_2026):
    for printed in ("Sở Thông tin và Truyền thông", "Sở TT&TT", "STT&TT"):
        found = match(printed, in_2026)
        assert (found.sure, words_for(found)) == (False, ["LC-SKHCN", "LC-SVHTTDL"])


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("UBND các xã, phường", "communes"),
        ("Thường trực Tỉnh ủy", "LC-TU"),
        ("Ủy ban Mặt trận Tổ quốc tỉnh", "LC-MTTQ"),
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy", "LC-BTGDVTU"),
        ("UBND phường Đoàn Kết", "W03388.2025"),
        ("Bộ Nội vụ", "TW-BNV"),
    ],
)
def test_match_in_the_style_of_2025(in_2026, printed, code):
    found = match(printed, in_2026)
    assert (found.sure, words_for(found)) == (True, [code])


@pytest.mark.parametrize("day", [DAY_2022, DAY_2026])
def test_match_every_unit_finds_itself(day):
    directory = directory_on(day)
    standing = [row for row in ROWS if stands(row, day)]
    lost, unsure = [], []
    for row in standing:
        for printed in filter(None, (row["name"], row["short_name"])):
            found = match(printed, directory)
            if IDS[row["code"]] not in {c.unit_id for c in found.chosen or found.choices}:
                lost.append(printed)
            elif not found.sure and printed == row["name"]:
                unsure.append(printed)
    assert (lost, unsure) == ([], [])
