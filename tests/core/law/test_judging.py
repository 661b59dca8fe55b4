"""The judge on what jurists' cases cannot say: earliest years, parts, marks, and the kinder law."""

from dataclasses import replace
from datetime import date

import pytest

from thidua.core.law.facts import (
    AwardHeld,
    Case,
    Discipline,
    Facts,
    Initiative,
    Merit,
    PostHeld,
    Rating,
    Subject,
    Votes,
)
from thidua.core.law.judging import judge
from thidua.core.law.model import LawError
from thidua.core.law.reading import national_law

OFFICER = Subject("individual", "civil_servant_employee")
COLLECTIVE = Subject("collective", "collective")
DAY = date(2025, 8, 1)
FIGHTER = "grassroots_emulation_fighter"


def titles(key, *years):
    return tuple(AwardHeld(key, year) for year in years)


def rated(word, *years):
    return tuple(Rating(year, word) for year in years)


def case(award, facts, *, subject=OFFICER, day=DAY, period=2024, judgements=None, decided=None):
    return Case("thử", day, award, subject, period, facts, judgements or {}, decided)


def found(verdict, id_):
    return next(one for one in verdict.findings if one.id == id_)


PROVINCIAL = Facts(
    awards=titles(FIGHTER, 2022, 2023, 2024),
    initiatives=(Initiative(2024, "province"),),
    open_cases=(),
    attestations=("outstanding_among_eligible", "scope_recognised"),
    votes=Votes(18, 20),
)


@pytest.fixture(scope="module")
def law():
    return national_law()


def test_judge_names_facts_values_and_article_of_a_condition_met(law):
    finding = found(judge(case("provincial_emulation_fighter", PROVINCIAL), law), "pef_1")
    assert finding.state == "met"
    assert finding.facts == ("Chiến sĩ thi đua cơ sở: 2022–2024",)
    assert finding.values == (
        "số lần Chiến sĩ thi đua cơ sở, liên tục: 3 lần (Luật Thi đua, khen thưởng 2022, Điều 22 khoản 1 điểm a)",
    )
    assert finding.needs == ()


def test_judge_tells_from_when_a_chain_could_be_whole(law):
    facts = replace(PROVINCIAL, awards=titles(FIGHTER, 2023, 2024))
    verdict = judge(case("provincial_emulation_fighter", facts), law)
    assert (verdict.outcome, verdict.earliest) == ("ineligible", 2025)
    assert found(verdict, "pef_1").needs == ("Cần 3 lần liên tục Chiến sĩ thi đua cơ sở.",)


def test_judge_starts_the_chain_anew_where_it_is_broken(law):
    facts = replace(PROVINCIAL, awards=titles(FIGHTER, 2021, 2022))
    assert judge(case("provincial_emulation_fighter", facts), law).earliest == 2026


def test_judge_gives_no_year_when_only_people_can_change_it(law):
    facts = replace(PROVINCIAL, votes=Votes(17, 20))
    verdict = judge(case("provincial_emulation_fighter", facts), law)
    assert (verdict.outcome, verdict.earliest) == ("ineligible", None)


def test_judge_shows_the_parts_of_a_composite(law):
    facts = Facts(
        awards=(
            AwardHeld("provincial_merit_certificate", 2018),
            *titles(FIGHTER, 2021, 2022, 2023),
        ),
        ratings=rated("good", 2020, 2021, 2022, 2023, 2024),
        open_cases=(),
        attestations=("exemplary_conduct",),
        merit=(),
    )
    verdict = judge(case("pm_merit_certificate", facts), law)
    assert verdict.outcome == "eligible"
    assert [one.id for one in found(verdict, "pm_b").children] == ["pm_b.1", "pm_b.2", "pm_b.3"]


def test_judge_counts_titles_only_inside_the_five_years(law):
    facts = Facts(
        awards=(
            AwardHeld("provincial_merit_certificate", 2018),
            *titles(FIGHTER, 2017, 2018, 2023),
        ),
        ratings=rated("good", 2020, 2021, 2022, 2023, 2024) + rated("completed", 2019),
        open_cases=(),
        attestations=("exemplary_conduct",),
        merit=(),
    )
    verdict = judge(case("pm_merit_certificate", facts), law)
    assert verdict.outcome == "ineligible"
    assert [one.state for one in found(verdict, "pm_b").children] == ["met", "met", "not_met"]


def test_judge_leaves_a_row_from_memory_to_people_and_says_what_it_would_be(law):
    facts = Facts(open_cases=(), attestations=("exemplary_conduct",))
    finding = found(judge(case("labor_order_third", facts), law), "lo3_0")
    assert (finding.state, finding.mark) == ("for_people", "chưa đối chiếu")
    assert finding.needs[0].endswith("theo dữ liệu hiện có thì đạt.")


def test_judge_decides_nothing_under_a_law_nobody_has_read(law):
    verdict = judge(case("provincial_emulation_fighter", PROVINCIAL, day=date(2026, 10, 1)), law)
    assert verdict.outcome == "to_judge"
    assert {one.state for one in verdict.findings} == {"for_people"}
    assert verdict.findings[0].id == "regime.amended_2026"


def test_judge_takes_a_judgement_for_exactly_its_condition(law):
    facts = replace(PROVINCIAL, attestations=None)
    judged = judge(case("provincial_emulation_fighter", facts, judgements={"pef_2": "met"}), law)
    assert found(judged, "pef_2").judged_by_people
    assert [one.id for one in judged.findings if one.state == "for_people"] == ["pef_r"]


def test_judge_counts_merit_afresh_after_a_discipline(law):
    punished = replace(
        PROVINCIAL, discipline=(Discipline("khien_trach", date(2022, 3, 1), date(2022, 9, 1)),)
    )
    verdict = judge(case("provincial_emulation_fighter", punished), law)
    assert found(verdict, "pef_1").state == "for_people"  # 2022 itself: doubt 17
    assert found(verdict, "g_restart").state == "met"
    later = replace(
        punished, discipline=(Discipline("khien_trach", date(2022, 3, 1), date(2023, 3, 1)),)
    )
    assert (
        found(judge(case("provincial_emulation_fighter", later), law), "pef_1").state == "not_met"
    )


def test_judge_drops_awards_that_are_no_basis(law):
    facts = Facts(
        awards=(
            AwardHeld("provincial_merit_certificate", 2018, type="sudden"),
            *titles(FIGHTER, 2021, 2022, 2023),
        ),
        ratings=rated("good", 2020, 2021, 2022, 2023, 2024),
        open_cases=(),
        attestations=("exemplary_conduct",),
        merit=(),
    )
    verdict = judge(case("pm_merit_certificate", facts), law)
    assert found(verdict, "pm_b").state == "not_met"
    assert found(verdict, "g_basis").facts[0].startswith("Không làm căn cứ:")


def test_judge_refuses_a_title_held_for_the_same_year(law):
    facts = replace(
        PROVINCIAL, awards=(*PROVINCIAL.awards, AwardHeld("provincial_emulation_fighter", 2024))
    )
    verdict = judge(case("provincial_emulation_fighter", facts), law)
    assert (verdict.outcome, found(verdict, "g_no_dup").state) == ("ineligible", "not_met")


def test_judge_refuses_an_award_that_is_not_for_such_a_subject(law):
    verdict = judge(case("provincial_emulation_flag", Facts(), subject=OFFICER), law)
    assert (verdict.outcome, found(verdict, "subject").state) == ("ineligible", "not_met")


def test_judge_leaves_a_subject_without_rules_to_people(law):
    subject = Subject("individual", "entrepreneur_intellectual")
    verdict = judge(case("commendation_letter", Facts(open_cases=()), subject=subject), law)
    assert verdict.outcome == "to_judge"
    assert verdict.findings[0].id == "commendation_letter.no_rule"


def tenure_with(law, *posts, gender="male"):
    subject = replace(OFFICER, gender=gender, posts=posts)
    return found(
        judge(case("labor_order_first", Facts(open_cases=()), subject=subject), law), "lo1_g"
    )


@pytest.mark.parametrize(
    ("until", "state"), [(date(2024, 12, 30), "not_met"), (date(2024, 12, 31), "met")]
)
def test_judge_counts_tenure_to_the_day(law, until, state):
    post = PostHeld("deputy_provincial_party_secretary", date(2020, 1, 1), until)
    assert tenure_with(law, post).state == state


def test_judge_does_not_refuse_a_post_outside_the_table(law):
    post = PostHeld("some_other_post", date(2000, 1, 1), date(2020, 1, 1))
    assert tenure_with(law, post).state == "unknown"


def test_judge_tells_when_a_post_still_held_will_be_long_enough(law):
    post = PostHeld("deputy_provincial_party_secretary", date(2021, 9, 1))
    finding = tenure_with(law, post)
    assert (finding.state, finding.earliest) == ("not_met", 2026)


def test_judge_shortens_tenure_for_women_leaders_only(law):
    post = PostHeld("deputy_provincial_party_secretary", date(2020, 1, 1), date(2023, 5, 1))
    states = {
        gender: found(
            judge(
                case(
                    "labor_order_first",
                    Facts(open_cases=()),
                    subject=replace(OFFICER, gender=gender, posts=(post,)),
                ),
                law,
            ),
            "lo1_g",
        ).state
        for gender in ("female", "male", None)
    }
    assert states == {"female": "met", "male": "not_met", None: "unknown"}


def test_judge_takes_the_kinder_law_across_a_boundary_that_gives_it(law):
    facts = replace(PROVINCIAL, awards=())
    before = case("provincial_emulation_fighter", facts, day=date(2026, 9, 1))
    assert judge(before, law).outcome == "ineligible"
    across = replace(before, decided=date(2026, 11, 1))
    assert judge(across, law).outcome == "to_judge"  # the new law is not read: it may be kinder


def test_judge_needs_merit_that_was_not_rewarded_before(law):
    merit = Merit("sudden", 2024, scope="province")
    facts = Facts(
        open_cases=(), attestations=("exemplary_conduct", "internal_unity"), merit=(merit,)
    )
    fresh = judge(case("provincial_merit_certificate", facts, subject=COLLECTIVE), law)
    assert found(fresh, "pmc_tb").state == "for_people"
    used = replace(facts, merit=(replace(merit, rewarded_by="commendation_letter"),))
    verdict = judge(case("provincial_merit_certificate", used, subject=COLLECTIVE), law)
    assert found(verdict, "pmc_tb").state == "not_met"


def test_judge_refuses_an_award_nobody_knows(law):
    with pytest.raises(LawError, match="Không có danh hiệu"):
        judge(case("no_such_award", Facts()), law)


@pytest.mark.parametrize(
    ("since", "state"), [(date(2022, 3, 1), "met"), (date(2022, 3, 2), "not_met"), (None, None)]
)
def test_judge_asks_for_months_of_service_only_where_posts_are_known(law, since, state):
    posts = (PostHeld("other", since),) if since else None
    subject = replace(OFFICER, posts=posts)
    verdict = judge(
        case("advanced_worker", Facts(), subject=subject, day=date(2023, 1, 5), period=2022), law
    )
    found = [one.state for one in verdict.findings if one.id.endswith(".ten_months")]
    assert found == ([state] if state else [])


def test_judge_leaves_a_day_before_every_regime_to_people(law):
    verdict = judge(case("labor_order_third", Facts(open_cases=()), day=date(2004, 6, 30)), law)
    assert (verdict.outcome, verdict.regime) == ("to_judge", "")
