"""The catalogue on both sides of each change of the law."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from thidua.core.law.catalogue import (
    awards_on,
    difference,
    gap_of,
    mark_of,
    parameters_of,
    to_check,
)
from thidua.core.law.model import FROM_MEMORY, Source
from thidua.core.law.reading import national_law

LAW = national_law()
HEAD = "Người đứng đầu đơn vị có tư cách pháp nhân"
DEPARTMENT = "Giám đốc sở, người đứng đầu cơ quan chuyên môn cấp tỉnh"
DISTRICT = "Chủ tịch Ủy ban nhân dân cấp huyện"
COMMUNE = "Chủ tịch Ủy ban nhân dân cấp xã"
ENTERPRISE = "Giám đốc doanh nghiệp, hợp tác xã"


def on(day: date, key: str):
    return next(one for one in awards_on(LAW, day) if one.award.key == key)


@pytest.mark.parametrize(
    ("key", "day", "deciders"),
    [
        ("grassroots_emulation_fighter", date(2023, 12, 31), (DEPARTMENT, DISTRICT)),
        (
            "grassroots_emulation_fighter",
            date(2024, 1, 1),
            (HEAD, DEPARTMENT, ENTERPRISE, DISTRICT),
        ),
        (
            "grassroots_emulation_fighter",
            date(2025, 6, 30),
            (HEAD, DEPARTMENT, ENTERPRISE, DISTRICT),
        ),
        (
            "grassroots_emulation_fighter",
            date(2025, 7, 1),
            (HEAD, DEPARTMENT, COMMUNE, ENTERPRISE),
        ),
        ("cultural_village", date(2025, 6, 30), (DISTRICT,)),
        ("cultural_village", date(2025, 7, 1), (COMMUNE,)),
        ("cultural_family", date(2025, 6, 30), (COMMUNE,)),
        ("pm_merit_certificate", date(2026, 9, 30), ("Thủ tướng Chính phủ",)),
        ("pm_merit_certificate", date(2026, 10, 1), ("Thủ tướng Chính phủ",)),
        (
            "provincial_merit_certificate",
            date(2022, 2, 15),
            ("Chủ tịch Ủy ban nhân dân tỉnh",),
        ),
        ("labor_hero", date(2024, 1, 1), ("Chủ tịch nước",)),
    ],
)
def test_who_decides_on_a_day(key, day, deciders):
    assert on(day, key).decided_by == deciders


def test_authority_after_the_amendment_waits_to_be_checked():
    before = LAW.authority("grassroots_emulation_fighter", date(2026, 9, 30))
    after = LAW.authority("grassroots_emulation_fighter", date(2026, 10, 1))
    assert (before.source.is_certain, after.source.is_certain) == (True, False)


def test_names_of_the_day():
    assert on(date(2025, 6, 30), "exemplary_commune").name == "Xã, phường, thị trấn tiêu biểu"
    assert on(date(2025, 7, 1), "exemplary_commune").name == "Xã, phường, đặc khu tiêu biểu"
    assert on(date(2022, 2, 15), "provincial_emulation_fighter").name == "Chiến sĩ thi đua cấp tỉnh"


def test_awards_of_a_time_are_listed_in_it():
    old, new = date(2023, 12, 31), date(2024, 1, 1)
    before = {one.award.key for one in awards_on(LAW, old)}
    after = {one.award.key for one in awards_on(LAW, new)}
    assert after - before == {"exemplary_commune", "youth_volunteer_medal"}
    assert before - after == {
        "resistance_order_first",
        "resistance_order_second",
        "resistance_order_third",
        "resistance_medal_first",
        "resistance_medal_second",
    }


def test_awards_on_titles_first_from_the_highest_level():
    found = [(one.award.kind, one.award.level) for one in awards_on(LAW, date(2025, 8, 1))]
    kinds = [kind for kind, _ in found]
    assert kinds == sorted(kinds, key=("title", "form").index)
    levels = [level for kind, level in found if kind == "title"]
    assert levels == sorted(levels, key=("state", "province", "grassroots").index)


def test_awards_on_by_subject_level_and_kind():
    found = awards_on(LAW, date(2025, 8, 1), subject="collective", level="grassroots", kind="title")
    assert {one.award.key for one in found} == {
        "advanced_labor_collective",
        "advanced_unit",
        "cultural_village",
    }


@pytest.mark.parametrize(
    ("key", "day", "whole"),
    [
        ("provincial_emulation_fighter", date(2025, 8, 1), True),
        ("government_emulation_flag", date(2025, 8, 1), False),  # the share of flags
        ("labor_order_third", date(2025, 8, 1), False),
        ("gold_star_order", date(2025, 8, 1), False),  # known by name
        ("provincial_emulation_fighter", date(2016, 8, 1), False),  # nothing read
    ],
)
def test_whether_the_data_of_an_award_are_whole(key, day, whole):
    assert on(day, key).is_whole is whole


def test_gaps_say_why():
    assert gap_of(LAW.condition("gfl_q")) == "chưa đối chiếu với văn bản"
    assert gap_of(LAW.condition("lo3_tc")) == "còn thiếu số liệu trong văn bản đọc được"
    assert gap_of(LAW.condition("gef_2")) == ""


def test_to_check_lists_what_waits_on_a_day():
    ids = {gap.condition.id for gap in to_check(LAW, date(2025, 8, 1))}
    assert {"lo3_0", "gfl_q", "pm_e2", "pm_e3", "cm_1"} <= ids
    assert "pm_e2" not in {gap.condition.id for gap in to_check(LAW, date(2025, 6, 30))}
    assert not any(id_.startswith("law2003.") for id_ in ids)


def test_marks_are_words_of_the_office():
    assert mark_of(Source("Điều 1")) == "đã đối chiếu"
    assert mark_of(Source("Điều 1", status=FROM_MEMORY)) == "chưa đối chiếu"
    marks = {mark_of(row.source) for rows in LAW.conditions.values() for row in rows}
    assert "" not in marks


def line(award: str, id_: str):
    return next(one for one in parameters_of(LAW, award) if one.id == id_)


def test_parameters_name_value_days_and_source():
    votes = line("grassroots_emulation_fighter", "gef_v.min_percent")
    assert (votes.value, votes.unit) == (80, "%")
    assert (votes.since, votes.until) == (date(2024, 1, 1), date(2026, 10, 1))
    assert votes.mark == "đọc ở văn bản đã được thay thế"


def test_parameters_of_a_table_of_posts():
    table = parameters_of(LAW, "labor_order_third")
    assert line("labor_order_third", "lo3_g.any_of.1.min_years").value == 3
    assert line("labor_order_third", "lo3_g.woman_leader_factor").value == Fraction(2, 3)
    assert all(one.citation for one in table)


@pytest.mark.parametrize(
    ("award", "id_", "name"),
    [
        (
            "provincial_emulation_fighter",
            "pef_1.min_count",
            "số lần Chiến sĩ thi đua cơ sở, liên tục",
        ),
        (
            "labor_order_third",
            "lo3_g.any_of.2.min_years",
            "số năm Phó Tổng cục trưởng và tương đương",
        ),
        (
            "labor_order_third",
            "lo3_e.all.2.params.min_years",
            "số năm hoàn thành tốt nhiệm vụ, liên tục",
        ),
        ("advanced_labor_collective", "alc_4.max_count", "số người tối đa"),
        (
            "provincial_merit_certificate",
            "pmc_d2.all.2.params.min_count",
            "số lần Sáng kiến, Đề tài, đề án, công trình khoa học và công nghệ, cấp cơ sở",
        ),
    ],
)
def test_parameters_say_what_they_count(award, id_, name):
    assert line(award, id_).name_vi == name


def test_parameters_show_numbers_nobody_has_read():
    assert line("labor_order_third", "lo3_tc.min_movement_years").value is None


def test_parameters_of_bonuses():
    rows = [one for one in parameters_of(LAW, "commendation_letter") if ".bonus." in one.id]
    commune = [
        (one.since, one.value)
        for one in rows
        if one.id == "commendation_letter.bonus.commune.individual"
    ]
    assert commune == [
        (date(2017, 10, 1), Decimal("0.15")),
        (date(2024, 1, 1), Decimal("0.15")),
        (date(2025, 7, 1), Decimal("0.3")),
    ]


def test_general_parameters_hold_salaries_deadlines_and_settings():
    ids = {one.id for one in parameters_of(LAW, "")}
    assert {"base_salary", "moha_appraisal", "chain_end.max_gap_years"} <= ids


def states(award: str, before: date, after: date) -> dict[str, str]:
    return {
        (pair.after or pair.before).id: pair.state  # type: ignore[union-attr]
        for pair in difference(LAW, award, before, after)
    }


def test_difference_of_the_two_laws():
    found = states("grassroots_emulation_fighter", date(2023, 12, 31), date(2024, 1, 1))
    assert found == {
        "gef_1": "changed",
        "gef_ini": "changed",
        "law2003.grassroots_emulation_fighter.ratio": "removed",
        "law2003.grassroots_emulation_fighter.no_pending_case": "removed",
        "gef_2": "added",
        "gef_sci": "added",
        "gef_cbt": "added",
        "gef_v": "added",
    }


def test_difference_of_a_chain_that_stayed():
    found = states("provincial_emulation_fighter", date(2023, 12, 31), date(2024, 1, 1))
    assert (found["pef_1"], found["pef_v"]) == ("kept", "changed")


def test_difference_pairs_demands_on_the_same_people():
    pairs = difference(LAW, "labor_order_third", date(2023, 12, 31), date(2025, 8, 1))
    both = [(pair.before, pair.after) for pair in pairs if pair.before and pair.after]
    apart = [
        (one.id, other.id)
        for one, other in both
        if one.variants and other.variants and not one.variants & other.variants
    ]
    assert apart == []


def test_difference_within_one_law_is_nothing():
    found = states("provincial_emulation_fighter", date(2024, 1, 1), date(2024, 12, 31))
    assert set(found.values()) == {"kept"}
