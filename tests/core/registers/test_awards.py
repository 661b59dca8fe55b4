import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.registers.books import AWARDS, NAMES
from thidua.core.registers.awards import AwardNames, text_key

SPELLINGS = {
    "advanced_worker": ["LĐTT", "ldtt", "Lao động tiên tiến", "DH LĐTT", "Danh hiệu LAO ĐỘNG TIÊN TIẾN", "lao dong tien tien"],
    "grassroots_emulation_fighter": ["CSTĐCS", "CSTĐ CS", "CSTĐ cơ sở", "Chiến sỹ thi đua cơ sở", "CSTĐ cấp cơ sở", "chien si thi dua co so"],
    "provincial_emulation_fighter": ["CSTĐ tỉnh", "CSTĐ cấp tỉnh", "CSTĐCT", "Chiến sĩ thi đua cấp tỉnh"],
    "national_emulation_fighter": ["CSTĐ toàn quốc", "CSTĐTQ", "Chiến sĩ thi đua toàn quốc"],
    "ministry_emulation_fighter": ["CSTĐ cấp Bộ", "Chiến sĩ thi đua ngành Giáo dục"],
    "advanced_labor_collective": ["TTLĐTT", "Tập thể LĐTT", "Tập thể lao động tiên tiến"],
    "excellent_labor_collective": ["TTLĐXS", "Tập thể LĐXS", "Tập thể lao động xuất sắc"],
    "commendation_letter": ["Giấy khen", "GK", "Giấy khen của Chủ tịch UBND huyện", "GK Giám đốc Sở"],
    "provincial_merit_certificate": ["BK UBND tỉnh", "BK tỉnh", "Bằng khen của Chủ tịch UBND tỉnh", "Bằng khen UBND Tỉnh Lai Châu", "BK CT UBND tỉnh", "BKUBND tỉnh", "Bằng khen của Ủy ban nhân dân tỉnh"],
    "ministry_merit_certificate": ["BK Bộ Y tế", "Bằng khen của Bộ trưởng Bộ Nội vụ", "BK Tổng LĐLĐ Việt Nam"],
    "pm_merit_certificate": ["BK TTg", "BK TTCP", "Bằng khen Thủ tướng", "BK Thủ tướng Chính phủ", "BKTTg"],
    "labor_order_third": ["HCLĐ hạng Ba", "HCLĐ hạng III", "HCLĐ hạng 3", "Huân chương Lao động hạng ba"],
    "labor_order_second": ["HCLĐ hạng Nhì", "Huân chương lao động hạng II"],
    "labor_order_first": ["HCLĐ hạng Nhất", "HCLĐ hạng I"],
    "independence_order_third": ["HCĐL hạng Ba"],
    "feat_order": ["Huân chương Chiến công hạng Ba", "HCCC hạng Nhì"],
    "military_exploit_order": ["Huân chương Quân công hạng Nhất"],
    "government_emulation_flag": ["Cờ thi đua của Chính phủ", "Cờ TĐ Chính phủ", "Cờ thi đua CP"],
    "provincial_emulation_flag": ["Cờ thi đua UBND tỉnh", "Cờ TĐ tỉnh", "Cờ thi đua của Bộ Y tế"],
    "peoples_and_meritorious_titles": ["Nhà giáo ưu tú", "NGƯT", "Thầy thuốc nhân dân", "TTƯT"],
    "commemorative_medal": ["KNC Vì sự nghiệp giáo dục", "Kỷ niệm chương"],
    "labor_hero": ["AHLĐ", "Anh hùng lao động"],
    "cultural_family": ["GĐVH", "Gia đình văn hóa"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("key", "text"), [(key, text) for key, texts in SPELLINGS.items() for text in texts]
)
def test_read_award_as_offices_write_it(key, text):
    assert [reading.key for reading in AWARDS.read(text)] == [key]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Bằng khen", "provincial_merit_certificate"),
        ("BK", "provincial_merit_certificate"),
        ("CSTĐ", "grassroots_emulation_fighter"),
        ("HCLĐ", "labor_order_third"),
        ("Cờ thi đua", "provincial_emulation_flag"),
    ],
)
def test_read_award_that_may_mean_several_asks(text, first):
    (reading,) = AWARDS.read(text)
    assert (reading.key, reading.candidates[0]) == ("", first)
    assert len(reading.candidates) > 1


def test_read_award_nobody_knows_has_no_candidates():
    (reading,) = AWARDS.read("Huân chương Kháng chiến hạng Nhì")
    assert (reading.key, reading.candidates) == ("", ())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("LĐTT, CSTĐCS", [("advanced_worker", ()), ("grassroots_emulation_fighter", ())]),
        ("CSTĐCS; BK UBND tỉnh", [("grassroots_emulation_fighter", ()), ("provincial_merit_certificate", ())]),
        ("LĐTT\nCSTĐCS", [("advanced_worker", ()), ("grassroots_emulation_fighter", ())]),
        ("CSTĐCS 2015, 2016", [("grassroots_emulation_fighter", (2015, 2016))]),
        ("LĐTT năm 2014; CSTĐCS năm 2015", [("advanced_worker", (2014,)), ("grassroots_emulation_fighter", (2015,))]),
        ("CSTĐCS (2015)", [("grassroots_emulation_fighter", (2015,))]),
    ],
)  # fmt: skip
def test_read_several_awards_in_a_cell(text, found):
    assert [(one.key, one.years) for one in AWARDS.read(text)] == found


def test_an_answer_holds_for_every_spelling_of_the_text():
    answers = {text_key("Bằng khen"): "provincial_merit_certificate"}
    awards = AwardNames(NAMES, answers=answers)
    for text in ("Bằng khen", "BẰNG KHEN", "bang khen", "Bằng khen (2015)"):
        assert awards.read(text)[0].key == "provincial_merit_certificate"


def test_codes_of_a_form_are_read_by_the_name_they_stand_for():
    awards = AwardNames(NAMES, codes={"1647933042": "Lao động tiên tiến"})
    assert awards.read("1647933042")[0].key == "advanced_worker"
    assert awards.read("1647933042.0")[0].key == "advanced_worker"


def test_an_award_the_catalogue_lacks_is_never_given():
    awards = AwardNames({"advanced_worker": ["Lao động tiên tiến"]})
    assert awards.read("CSTĐCS")[0].key == ""


@given(st.text(max_size=60))
def test_read_award_never_fails_and_always_answers(text):
    assert len(AWARDS.read(text)) >= 1
    assert all(one.key in NAMES or one.key == "" for one in AWARDS.read(text))
