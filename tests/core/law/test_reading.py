"""Reading the law data strictly, and asking them by day."""

import shutil
import time
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from thidua.core.law.model import FOREVER, FROM_MEMORY, PROVINCE, VERIFIED, LawError
from thidua.core.law.reading import FOLDER, LOADER, national_law, read_law

LAW = national_law()


# By day


def test_conditions_for_changes_with_the_regime():
    before = LAW.conditions_for("grassroots_emulation_fighter", date(2023, 12, 31))
    after = LAW.conditions_for("grassroots_emulation_fighter", date(2024, 1, 1))
    assert [row.id.rpartition(".")[2] for row in before] == [
        "is_advanced_worker",
        "initiative",
        "ratio",
        "no_pending_case",
    ]
    assert [row.id for row in after] == ["gef_1", "gef_2", "gef_ini", "gef_sci", "gef_cbt", "gef_v"]


def test_to_is_the_last_day():
    row = LAW.condition("cm_2")
    assert row.holds_on(date(2025, 12, 31))
    assert not row.holds_on(date(2026, 1, 1))


def test_conditions_for_an_unknown_award_is_an_error():
    with pytest.raises(LawError, match="không có danh hiệu"):
        LAW.conditions_for("best_clerk", date(2024, 1, 1))


@pytest.mark.parametrize(
    ("day", "key", "obtained"),
    [
        (date(2004, 7, 1), "law2003", True),
        (date(2023, 12, 31), "law2003", True),
        (date(2024, 1, 1), "nd98", True),
        (date(2025, 6, 30), "nd98", True),
        (date(2025, 7, 1), "nd152", True),
        (date(2026, 9, 30), "nd152", True),
        (date(2026, 10, 1), "amended_2026", False),
    ],
)
def test_regime_on(day, key, obtained):
    regime = LAW.regime_on(day)
    assert (regime.key, regime.text_obtained) == (key, obtained)


def test_regime_before_the_first_is_an_error():
    with pytest.raises(LawError):
        LAW.regime_on(date(2004, 6, 30))


@pytest.mark.parametrize(
    ("day", "read"),
    [
        (date(2014, 5, 31), "partly"),
        (date(2014, 6, 1), "not_read"),
        (date(2017, 9, 30), "not_read"),
        (date(2017, 10, 1), "whole"),
        (date(2023, 12, 31), "whole"),
    ],
)
def test_edition_on(day, read):
    edition = LAW.edition_on(day)
    assert edition is not None
    assert edition.read == read


def test_edition_of_the_law_of_2022_is_not_set_apart():
    assert LAW.edition_on(date(2024, 1, 1)) is None


def test_boundary_between_two_days():
    crossed = LAW.boundary_between(date(2026, 9, 30), date(2026, 10, 1))
    assert crossed is not None
    assert (crossed.deciding_day, crossed.kinder_law) == ("received_for_appraisal", True)
    assert LAW.boundary_between(date(2026, 10, 1), date(2026, 12, 1)) is None
    last = LAW.boundary_between(date(2023, 1, 1), date(2025, 7, 1))
    assert last is not None
    assert last.day == date(2025, 7, 1)


def test_a_setting_by_day():
    assert LAW.setting("chain_end", date(2025, 1, 1)) == {"max_gap_years": 1}
    with pytest.raises(LawError, match="thiết lập"):
        LAW.setting("length_of_hair", date(2025, 1, 1))


# Money


@pytest.mark.parametrize(
    ("award", "day", "kind", "variant", "vnd"),
    [
        ("labor_order_third", date(2021, 6, 1), "individual", "", 6_710_000),
        ("labor_order_second", date(2021, 6, 1), "individual", "", 11_180_000),
        ("national_emulation_fighter", date(2023, 7, 1), "individual", "", 8_100_000),
        ("commendation_letter", date(2022, 3, 1), "individual", "", 450_000),
        ("commendation_letter", date(2022, 3, 1), "individual", "commune", 230_000),
        ("commendation_letter", date(2025, 6, 30), "individual", "commune", 360_000),
        ("commendation_letter", date(2025, 7, 1), "individual", "commune", 710_000),
        ("provincial_merit_certificate", date(2023, 12, 31), "individual", "", 1_800_000),
        ("provincial_merit_certificate", date(2024, 1, 1), "individual", "", 2_700_000),
        ("provincial_merit_certificate", date(2026, 7, 1), "household", "", 5_700_000),
        ("pm_merit_certificate", date(2026, 7, 1), "individual", "", 8_860_000),
        ("pm_merit_certificate", date(2026, 7, 1), "collective", "", 17_710_000),
        ("labor_hero", date(2026, 7, 1), "individual", "", 39_220_000),
        ("government_emulation_flag", date(2026, 7, 1), "collective", "", 30_360_000),
        ("cultural_village", date(2026, 7, 1), "collective", "", 3_800_000),
        ("independence_order_third", date(2026, 7, 1), "individual", "", 26_570_000),
        ("feat_order", date(2026, 7, 1), "individual", "second", 18_980_000),
        ("advanced_worker", date(2026, 7, 1), "individual", "", 760_000),
    ],
)
def test_bonus_as_published(award, day, kind, variant, vnd):
    assert LAW.bonus(award, day, kind, variant).vnd == vnd


def test_bonus_shows_its_working():
    bonus = LAW.bonus("labor_order_third", date(2021, 6, 1), "individual")
    assert (str(bonus.multiple), bonus.base_salary, int(bonus.product)) == (
        "4.5",
        1_490_000,
        6_705_000,
    )
    assert (bonus.rounding_unit, bonus.rounding_mode) == (10_000, "up")
    assert bonus.citation == "Nghị định 91/2017/NĐ-CP, Điều 70"


def test_bonus_not_read_is_an_error():
    with pytest.raises(LawError, match="chưa có hệ số thưởng Gia đình văn hóa"):
        LAW.bonus("cultural_family", date(2025, 8, 1), "household")


def test_bonus_after_the_decree_is_an_error():
    assert LAW.bonus("advanced_worker", date(2027, 2, 28), "individual").vnd == 760_000
    with pytest.raises(LawError, match="chưa có dữ liệu"):
        LAW.bonus("advanced_worker", date(2027, 3, 1), "individual")


@pytest.mark.parametrize(
    ("day", "vnd"),
    [
        (date(2013, 7, 1), 1_150_000),
        (date(2019, 6, 30), 1_390_000),
        (date(2019, 7, 1), 1_490_000),
        (date(2023, 6, 30), 1_490_000),
        (date(2023, 7, 1), 1_800_000),
        (date(2024, 6, 30), 1_800_000),
        (date(2024, 7, 1), 2_340_000),
        (date(2026, 6, 30), 2_340_000),
        (date(2026, 7, 1), 2_530_000),
    ],
)
def test_base_salary_on_both_sides_of_each_change(day, vnd):
    assert LAW.base_salary(day).vnd_per_month == vnd


def test_base_salary_before_the_first_is_an_error():
    with pytest.raises(LawError, match="30/06/2013"):
        LAW.base_salary(date(2013, 6, 30))


def test_base_salaries_follow_each_other():
    rows = sorted(LAW.base_salaries, key=lambda row: row.valid_from)
    assert all(one.valid_until == other.valid_from for one, other in pairwise(rows))
    assert rows[-1].valid_until == FOREVER


def test_base_salaries_from_memory_stay_marked():
    doubted = {row.vnd_per_month for row in LAW.base_salaries if row.source.status == FROM_MEMORY}
    assert doubted == {1_210_000, 1_300_000}


# The province's rows


def own(kind: str, key: str, body: dict, **more) -> dict:
    return {
        "kind": kind,
        "key": key,
        "body": body,
        "source": {"citation": "Điều 5", "document": "Quyết định 01/2026/QĐ-UBND"},
        **more,
    }


QUOTA = own(
    "condition",
    "laichau.gef_ratio",
    {
        "text": "Không quá 15% số cá nhân đạt Lao động tiên tiến",
        "type": "ratio_cap",
        "params": {"max_percent": 15, "of": "advanced_worker"},
    },
    award="grassroots_emulation_fighter",
    valid_from=date(2025, 1, 1),
)


def test_with_rows_adds_a_condition_on_its_days():
    law = LAW.with_rows([QUOTA])
    ids = [row.id for row in law.conditions_for("grassroots_emulation_fighter", date(2025, 1, 1))]
    assert ids[-1] == "laichau.gef_ratio"
    assert law.conditions_for(
        "grassroots_emulation_fighter", date(2024, 12, 31)
    ) == LAW.conditions_for("grassroots_emulation_fighter", date(2024, 12, 31))


def test_with_rows_marks_the_province_as_source():
    source = LAW.with_rows([QUOTA]).condition("laichau.gef_ratio").source
    assert (source.status, source.citation) == (PROVINCE, "Điều 5; Quyết định 01/2026/QĐ-UBND")


def test_with_rows_replaces_only_on_its_days():
    row = own(
        "condition",
        "lo3_0",
        {"text": "Gương mẫu", "type": "attestation", "params": {"topics": ["exemplary_conduct"]}},
        award="labor_order_third",
        replaces="lo3_0",
        valid_from=date(2025, 1, 1),
        valid_until=date(2026, 1, 1),
    )
    law = LAW.with_rows([row])

    def status(day: date) -> str:
        return law.condition("lo3_0", day).source.status

    assert status(date(2024, 12, 31)) == FROM_MEMORY
    assert status(date(2025, 1, 1)) == status(date(2025, 12, 31)) == PROVINCE
    assert status(date(2026, 1, 1)) == FROM_MEMORY


def test_with_rows_adds_a_general_rule():
    law = LAW.with_rows([{**QUOTA, "award": ""}])
    assert law.general_on(date(2025, 1, 1))[-1].id == "laichau.gef_ratio"
    assert law.general_on(date(2024, 12, 31)) == LAW.general_on(date(2024, 12, 31))


def test_with_rows_keeps_the_order_of_the_law():
    row = {**QUOTA, "replaces": "gef_2", "key": "gef_2", "valid_from": date(2024, 1, 1)}
    law = LAW.with_rows([row])
    ids = [row.id for row in law.conditions_for("grassroots_emulation_fighter", date(2025, 1, 1))]
    assert ids == ["gef_1", "gef_2", "gef_ini", "gef_sci", "gef_cbt", "gef_v"]


def test_with_rows_changes_a_setting_from_its_day():
    row = own(
        "setting",
        "chain_end",
        {"title": "Chuỗi năm", "value": {"max_gap_years": 3}},
        valid_from=date(2026, 1, 1),
    )
    law = LAW.with_rows([row])
    assert law.setting("chain_end", date(2025, 12, 31)) == {"max_gap_years": 1}
    assert law.setting("chain_end", date(2026, 1, 1)) == {"max_gap_years": 3}


def test_with_rows_supplies_the_amendment():
    row = own(
        "regime",
        "amended_2026",
        {"title": "Luật sửa đổi", "law": "Luật 06/2026/QH16", "text_obtained": True},
        valid_from=date(2026, 10, 1),
    )
    law = LAW.with_rows([row])
    assert law.regime_on(date(2026, 9, 30)).key == "nd152"
    assert law.regime_on(date(2026, 10, 1)).text_obtained


def test_with_rows_changes_who_decides():
    row = own(
        "authority",
        "",
        {"decided_by": ["chair_commune_peoples_committee"], "proposed_by": ["unit"]},
        award="cultural_family",
        valid_from=date(2026, 1, 1),
    )
    law = LAW.with_rows([row])
    assert law.authority("cultural_family", date(2025, 12, 31)).source.status == VERIFIED
    assert law.authority("cultural_family", date(2026, 1, 1)).source.status == PROVINCE


def test_with_rows_fills_a_missing_bonus():
    row = own(
        "bonus",
        "",
        {"multiples": {"household": 0.1}},
        award="cultural_family",
        valid_from=date(2025, 7, 1),
        valid_until=date(2027, 3, 1),
    )
    law = LAW.with_rows([row])
    assert law.bonus("cultural_family", date(2026, 7, 1), "household").vnd == 260_000


def test_with_rows_names_another_edition():
    one, same = LAW.with_rows([QUOTA]), LAW.with_rows([dict(QUOTA)])
    assert one.digest == same.digest != LAW.digest
    assert LAW.with_rows([]) is LAW


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"award": "best_clerk"}, "best_clerk"),
        ({"kind": "wish"}, "không có loại"),
        ({"replaces": "gef_99"}, "gef_99"),
        ({"key": "gef_2"}, "hai dòng"),
        ({"source": {}}, "citation"),
        ({"valid_until": date(2025, 1, 1)}, "ngày bắt đầu"),
        (
            {
                "body": {
                    **QUOTA["body"],
                    "params": {"max_percent": "nhiều", "of": "advanced_worker"},
                }
            },
            "số",
        ),
        ({"body": {**QUOTA["body"], "type": "horoscope"}}, "horoscope"),
    ],
)
def test_with_rows_refuses(change, words):
    with pytest.raises(LawError, match=words):
        LAW.with_rows([{**QUOTA, **change}])


# Strictness


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "law"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("cases"))
    return copy


HOMES = {row.id: award for award, rows in LAW.conditions.items() for row in rows}


def change_condition(folder: Path, id_: str, **change) -> None:
    path = folder / "awards" / f"{HOMES[id_]}.yaml"
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
    next(row for row in content["conditions"] if row["id"] == id_).update(change)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


@pytest.mark.parametrize(
    ("id_", "change"),
    [
        ("gef_2", {"type": "horoscope"}),
        ("gef_2", {"params": {"min_rating": "splendid"}}),
        ("gef_2", {"params": {"min_ratings": "good"}}),
        ("gef_2", {"params": {}}),
        ("gef_2", {"params": {"min_rating": "good", "min_years": "nhiều"}}),
        ("gef_2", {"params": {"min_rating": "good", "consecutive": "yes"}}),
        ("gef_2", {"params": ["good"]}),
        ("gef_1", {"params": {"any_of": ["best_clerk"], "min_count": 1}}),
        ("gef_1", {"params": {"any_of": "advanced_worker", "min_count": 1}}),
        ("gef_ini", {"params": {"kinds": ["dream"], "min_count": 1, "scope": "grassroots"}}),
        ("gef_ini", {"params": {"kinds": ["initiative"], "min_count": 1, "scope": "moon"}}),
        ("pef_2", {"params": {"topics": ["charming"]}}),
        ("pef_2", {"params": {"topics": ["ethics"], "judged_by": "his_wife"}}),
        ("pfl_1", {"params": {"scope": "cluster_block", "organiser": "neighbours"}}),
        ("pmc_b", {"params": {"event": "birthday"}}),
        ("gfl_3", {"params": {"scope": "movement", "occasion": "picnic"}}),
        ("alc_4", {"params": {"attribute": "discipline", "min_severity": "frown"}}),
        ("alc_3", {"params": {"attribute": "height"}}),
        ("lo3_g", {"params": {"any_of": [{"position": "emperor", "min_years": 3}]}}),
        ("lo3_g", {"params": {"any_of": [{"position": "minister"}]}}),
        ("lo3_e", {"params": {"all": [{"type": "horoscope"}]}}),
        ("lo3_e", {"params": {"all": [{"type": "manual_review", "when": "today"}]}}),
        ("lo3_e", {"params": {}}),
        ("gef_v", {"params": {"min_percent": 80, "council": "village"}}),
        ("gold_star_order_n", {"params": {"reason": "tired"}}),
        ("aw_1", {"for": ["officials"]}),
        ("gef_2", {"source": "nowhere"}),
        ("gef_2", {"source_status": "rumour"}),
        ("gef_2", {"verified_text": "whispered"}),
        ("gef_2", {"confidence": "total"}),
        ("gef_2", {"citation": ""}),
        ("gef_2", {"text": None}),
        ("gef_2", {"route": None}),
        ("gef_2", {"role": "all"}),
        ("gef_2", {"from": date(2024, 1, 2), "to": date(2024, 1, 1)}),
        ("gef_2", {"from": "hôm qua"}),
        ("gef_2", {"id": "gef_1"}),
        ("gef_2", {"type": "carry_down", "params": {}}),
        ("gef_2", {"checked_on": "hôm nọ"}),
    ],
)
def test_a_bad_condition_is_refused_with_its_place(folder, id_, change):
    change_condition(folder, id_, **change)
    with pytest.raises(LawError) as caught:
        read_law(folder)
    said = str(caught.value)
    assert change.get("id", id_) in said or "hai dòng" in said


def change_file(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("awards/advanced_worker.yaml", "key: advanced_worker", "key: backward_worker"),
        ("awards/advanced_worker.yaml", "kind: title", "kind: song"),
        ("awards/advanced_worker.yaml", "level: grassroots", "level: moon"),
        ("awards/advanced_worker.yaml", "subjects: [individual]", "subjects: [ghost]"),
        ("awards/advanced_worker.yaml", "decided_by: [", "decided_by: [his_wife, "),
        ("awards/advanced_worker.yaml", "individual: 0.3", "individual: some"),
        ("awards/advanced_worker.yaml", "individual: 0.3", "ghost: 0.3"),
        ("awards/exemplary_commune.yaml", "to: 2025-06-30", "to: ngày kia"),
        ("general.yaml", "vnd_per_month: 1150000", "vnd_per_month: lots"),
        ("general.yaml", "from: 2016-05-01", "from: 2016-04-30"),
        ("general.yaml", "key: moha_appraisal", "key: moha_return_ineligible"),
        ("general.yaml", "civil: advanced_worker", "civil: best_clerk"),
        ("regimes.yaml", "kinder_law: false", "kinder_law: maybe"),
        ("regimes.yaml", "deciding_day: decision", "deciding_day: birthday"),
        ("regimes.yaml", "read: partly", "read: aloud"),
        ("regimes.yaml", "from: 2025-07-01", "from: 2025-06-30"),
        ("settings.yaml", "value: {max_gap_years: 1}", "worth: 1"),
        ("settings.yaml", "key: older_initiative", "key: chain_end"),
        ("settings.yaml", "key: older_initiative", "key: length_of_hair"),
        ("settings.yaml", "value: for_people", "value: perhaps"),
        ("settings.yaml", "value: true", "value: 1"),
        ("settings.yaml", "max_gap_years: 1", "max_gap_years: -1"),
        ("settings.yaml", "max_gap_years: 1", "gap: 1"),
        ("settings.yaml", "mode: up", "mode: down"),
        ("vocabulary.yaml", "covers: [exceptional_sudden]", "covers: [birthday]"),
        ("vocabulary.yaml", "{name: Khiển trách, rank: 1}", "{title: Khiển trách}"),
        ("sources.yaml", "wiki8:", "wiki8: ["),
    ],
)
def test_a_bad_file_is_refused(folder, name, old, new):
    change_file(folder, name, old, new)
    with pytest.raises(LawError):
        read_law(folder)


def test_a_missing_file_is_refused(folder):
    (folder / "settings.yaml").unlink()
    with pytest.raises(LawError, match=r"settings\.yaml"):
        read_law(folder)


def test_one_changed_number_is_another_edition(folder):
    before = read_law(folder).digest
    change_file(folder, "settings.yaml", "max_gap_years: 1", "max_gap_years: 2")
    assert before == LAW.digest != read_law(folder).digest


def test_cases_of_jurists_are_no_part_of_the_edition(folder):
    (folder / "cases").mkdir()
    (folder / "cases" / "one.yaml").write_text("cases: []", encoding="utf-8")
    assert read_law(folder).digest == LAW.digest


def test_reading_is_quick():
    started = time.perf_counter()
    read_law(FOLDER)
    assert time.perf_counter() - started < 1.5  # 0.2 s alone; the machine may be busy


def test_days_of_neighbours_touch():
    rows = LAW._by_id["exc_1"]
    assert rows[0].valid_until == rows[1].valid_from == date(2025, 6, 30) + timedelta(days=1)
