"""Cases as people write them: what is read, and what every mistake is told."""

from datetime import date

import pytest

from thidua.core.law.cases import CaseError, case_from, read_cases, written_case
from thidua.core.law.facts import AwardHeld, Votes
from thidua.core.law.reading import national_law

WRITTEN = {
    "name": "Ba lần liên tục",
    "day": "2025-03-01",
    "award": "provincial_emulation_fighter",
    "subject": {"kind": "individual", "variant": "civil_servant_employee"},
    "period": 2024,
    "facts": {
        "awards": [
            {"award": "grassroots_emulation_fighter", "year": 2024, "decided": "2025-01-10"}
        ],
        "open_cases": [],
        "votes": {"in_favour": 9, "members": 10},
    },
    "judgements": {"pef_2": "met"},
    "expect": {"outcome": "ineligible", "findings": {"pef_1": "not_met"}},
}


@pytest.fixture(scope="module")
def law():
    return national_law()


def changed(**parts):
    return {**WRITTEN, **parts}


def with_facts(**facts):
    return changed(facts={**WRITTEN["facts"], **facts})


def test_case_from_keeps_unknown_apart_from_none(law):
    case = case_from(WRITTEN, law)
    assert case.facts.awards == (
        AwardHeld("grassroots_emulation_fighter", 2024, date(2025, 1, 10), None),
    )
    assert case.facts.open_cases == ()
    assert case.facts.ratings is None
    assert case.facts.votes == Votes(9, 10)
    assert case.judgements == {"pef_2": "met"}


def test_case_from_takes_judgements_among_the_facts_too(law):
    row = {key: value for key, value in WRITTEN.items() if key != "judgements"}
    row["facts"] = {**WRITTEN["facts"], "judgements": {"pef_r": "not_met"}}
    assert case_from(row, law).judgements == {"pef_r": "not_met"}


def test_written_case_knows_what_is_expected(law):
    written = written_case(WRITTEN, law)
    assert (written.outcome, written.findings) == ("ineligible", {"pef_1": "not_met"})


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (changed(award="provincial_emulation_figter"), "gần nhất là “provincial_emulation_fighter”"),
        (changed(day="1/3/2025"), "ngày ghi theo năm-tháng-ngày"),
        (changed(period="2024"), "period phải là số nguyên"),
        (changed(subject={"kind": "persons"}), "subject.kind: không có từ “persons”"),
        (changed(judgements={"pef_99": "met"}), "không có điều kiện “pef_99”"),
        (changed(judgements={"pef_2": "yes"}), "phải là met hoặc not_met"),
        (changed(fact={}), "không có mục “fact”, gần nhất là “facts”"),
        ({k: v for k, v in WRITTEN.items() if k != "period"}, "thiếu mục “period”"),
        (with_facts(ratings=[{"year": 2024, "rating": "excelent"}]), "gần nhất là “excellent”"),
        (with_facts(ratings={"2024": "good"}), "ratings phải là danh sách"),
        (with_facts(open_cases=["discipline"]), "gần nhất là “discipline_review”"),
        (with_facts(votes={"in_favour": 11, "members": 10}), "từ 0 đến tổng số thành viên"),
        (with_facts(discipline=[{"kind": "canh_cao", "from": "2024-05-01", "to": "2024-04-01"}]), "ngày “to” trước"),
        (with_facts(members={"total": 10, "awards": {"advanced_workers": 3}}), "gần nhất là “advanced_worker”"),
    ],
)  # fmt: skip
def test_case_from_tells_what_is_wrong_and_where(law, row, told):
    with pytest.raises(CaseError) as error:
        case_from(row, law)
    assert str(error.value).startswith("Tình huống “Ba lần liên tục”: ")
    assert told in str(error.value)


def test_read_cases_refuses_what_is_no_list_of_cases(law, tmp_path):
    path = tmp_path / "sai.yaml"
    path.write_text("chỉ một câu", encoding="utf-8")
    with pytest.raises(CaseError, match="phải là một danh sách"):
        read_cases(path, law)
    path.write_text("- {name: [", encoding="utf-8")
    with pytest.raises(CaseError, match=r"Không đọc được tệp sai\.yaml"):
        read_cases(path, law)
