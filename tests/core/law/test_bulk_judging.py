"""Judging many gives what judging one gives: on every award, in every regime, on random lives."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.law.worlds import lives
from thidua.core.law.bulk.history import history_of
from thidua.core.law.bulk.judging import judge_many
from thidua.core.law.bulk.nominations import nominations_of
from thidua.core.law.bulk.words import known_of
from thidua.core.law.facts import Case, Facts, Members, Subject, Votes
from thidua.core.law.judging import judge
from thidua.core.law.reading import national_law

LAW = national_law()
DAYS = (
    date(2010, 5, 4),
    date(2016, 2, 1),
    date(2019, 12, 1),
    date(2022, 2, 15),
    date(2023, 12, 31),
    date(2024, 1, 15),
    date(2025, 3, 1),
    date(2025, 7, 1),
    date(2026, 3, 1),
    date(2026, 9, 30),
    date(2026, 11, 1),
)
TOPICS = tuple(LAW.vocabulary.words["topics"])
VARIANTS = {
    "individual": (
        "individual",
        "civil_servant_employee",
        "worker_farmer_direct",
        "worker",
        "farmer",
        "armed_forces",
        "entrepreneur_intellectual",
    ),
    "collective": ("collective",),
    "enterprise": ("enterprise",),
    "household": ("household",),
    "foreign_individual": ("foreign_individual",),
}
MEMBER_AWARDS = ("advanced_worker", "advanced_soldier", "grassroots_emulation_fighter")


@st.composite
def members(draw: st.DrawFn) -> Members:
    def counts(keys: tuple[str, ...]) -> dict[str, int] | None:
        if draw(st.integers(0, 4)) == 0:
            return None
        chosen = draw(st.lists(st.sampled_from(keys), unique=True))
        return {key: draw(st.integers(0, 10)) for key in chosen}

    return Members(
        draw(st.sampled_from([None, 0, 7, 9, 10, 10, 20])),
        counts(MEMBER_AWARDS),
        counts(("not_completed", "completed", "good", "excellent")),
        counts(("khien_trach", "canh_cao")),
    )


@st.composite
def cases(draw: st.DrawFn, award: str) -> Case:
    facts, posts = draw(lives())
    day = draw(st.sampled_from(DAYS))
    kinds = [kind for kind in VARIANTS if kind in LAW.awards[award].subjects] or list(VARIANTS)
    kind = draw(st.sampled_from([*kinds * 3, "individual"]))
    attested = draw(st.integers(0, 3))
    ids = [row.id for row in LAW.conditions_for(award, day)]
    judgements = (
        {draw(st.sampled_from(ids)): draw(st.sampled_from(["met", "not_met"]))}
        if ids and draw(st.integers(0, 2)) == 0
        else {}
    )
    if draw(st.integers(0, 3)) == 0:  # all that only people say is said: facts decide
        merits = [row.id for row in LAW.conditions_for(award, day) if row.type in ("merit",)]
        judgements |= dict.fromkeys(merits, "met")
    told = {name: getattr(facts, name) for name in Facts.__dataclass_fields__}
    told["votes"] = draw(
        st.sampled_from(
            [None, Votes(9, 10), Votes(8, 10), Votes(7, 9), Votes(10, 10), Votes(10, 10)]
        )
    )
    told["attestations"] = (
        None
        if attested == 0
        else TOPICS
        if attested > 1
        else tuple(draw(st.sets(st.sampled_from(TOPICS))))
    )
    told["members"] = draw(st.one_of(st.none(), members()))
    subject = Subject(
        kind,
        draw(st.sampled_from(VARIANTS[kind])),
        draw(st.sampled_from([None, "female", "male"])),
        posts,
        draw(st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2024, 1, 1)))),
        draw(st.integers(0, 9)) == 0,
    )
    period = day.year - draw(st.sampled_from([0, 1, 1, 1, 2]))
    decided = draw(st.sampled_from([None, None, None, date(2026, 11, 20), date(2024, 1, 9)]))
    if decided is not None and decided < day:
        decided = None
    return Case("", day, award, subject, period, Facts(**told), judgements, decided)


def compare(chosen: list[Case]) -> None:
    """The whole list at once against each case alone."""
    history = history_of([known_of(one.facts, one.subject.posts) for one in chosen])
    results = judge_many(nominations_of(chosen), history, LAW)
    for place, (case, outcome) in enumerate(zip(chosen, results.words(), strict=True)):
        verdict = judge(case, LAW)
        alone = {one.id: one.state for one in verdict.findings}
        assert results.findings(place) == alone, case
        assert outcome == verdict.outcome, case


@pytest.mark.parametrize("award", sorted(LAW.awards))
def test_judge_many_equals_judge(award: str) -> None:
    @settings(
        max_examples=12,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[
            HealthCheck.too_slow,
            HealthCheck.large_base_example,
            HealthCheck.data_too_large,
        ],
    )
    @given(st.lists(cases(award), min_size=5, max_size=12))
    def check(chosen: list[Case]) -> None:
        compare(chosen)

    check()
