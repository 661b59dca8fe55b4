"""Years as words: nothing that a rule asks for is lost on the way there and back."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.law.worlds import DAYS, World
from thidua.core.law.bulk.history import History, Packed, column_of, history_of
from thidua.core.law.bulk.packing import history_from, pack, unpack
from thidua.core.law.bulk.words import FIRST, HAS_FAR, KNOWN, LAST, facts_of, known_of
from thidua.core.law.facts import AwardHeld, Facts, Initiative, Merit, Rating
from thidua.core.law.model import LawError
from thidua.core.law.reading import national_law

LAW = national_law()


def told(facts: Facts) -> dict[str, object]:
    """What rules ask for: in any order, decisions by their year, absences by the years touched."""
    return {
        "awards": _sorted(
            (one.award, one.year, one.decided and one.decided.year, one.type or "")
            for one in facts.awards or ()
        ),
        "ratings": set(facts.ratings or ()),
        "initiatives": _sorted(facts.initiatives or ()),
        "merit": set(facts.merit or ()),
        "absent": {
            (one.kind, year)
            for one in facts.absences or ()
            for year in range(one.since.year, one.until.year + 1)
        },
        "open_cases": set(facts.open_cases or ()),
        "discipline": facts.discipline,
        "known": [name for name in ("awards", "ratings", "initiatives", "open_cases", "merit")
                  if getattr(facts, name) is not None],
    }  # fmt: skip


def _sorted(rows: object) -> list[str]:
    return sorted(map(repr, rows))  # type: ignore[call-overload]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.integers(0, 2**32))
def test_known_of_and_back_keeps_what_rules_ask_for(seed: int) -> None:
    world = World(LAW, seed)
    case = world.case(world.one_of(tuple(LAW.awards)), world.one_of(DAYS))
    facts, posts = case.facts, case.subject.posts
    again, again_posts = facts_of(known_of(facts, posts))
    assert told(again) == told(facts)
    assert again_posts == posts


def test_known_of_marks_years_before_the_first_word() -> None:
    early = AwardHeld("labor_order_third", FIRST - 9)
    known = known_of(Facts(awards=(early, AwardHeld("advanced_worker", FIRST))))
    assert known.words[KNOWN] & HAS_FAR
    assert set(facts_of(known)[0].awards or ()) == {early, AwardHeld("advanced_worker", FIRST)}


@pytest.mark.parametrize("year", [1916, LAST + 1])
def test_known_of_refuses_a_year_no_word_holds(year: int) -> None:
    with pytest.raises(LawError, match=str(year)):
        known_of(Facts(ratings=(Rating(year, "good"),)))


def test_known_of_counts_the_second_of_a_year() -> None:
    twice = (Initiative(2020, "grassroots"), Initiative(2020, "grassroots"))
    assert facts_of(known_of(Facts(initiatives=twice)))[0].initiatives == twice


def test_known_of_keeps_a_merit_without_a_year() -> None:
    merit = Merit("brave_act", scope="province")
    assert facts_of(known_of(Facts(merit=(merit,))))[0].merit == (merit,)


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5])
def test_columns_answer_alike_dense_and_packed(share: float) -> None:
    rng = np.random.default_rng(3)
    every = np.where(rng.random(1000) < share, rng.integers(1, 1 << 61, 1000), 0)
    held = np.flatnonzero(every)
    asked = rng.integers(0, 1000, 500)
    assert (Packed.build(held, every[held], 1000).gather(asked) == every[asked]).all()
    positions, words = column_of(held, every[held], 1000).entries()
    assert (positions == held).all()
    assert (words == every[held]).all()


def test_add_joins_new_decisions_to_dense_and_packed_columns() -> None:
    lives_ = [known_of(Facts(awards=(AwardHeld("advanced_worker", 2020),))) for _ in range(20)]
    history = history_of([*lives_, known_of(Facts(awards=(AwardHeld("labor_order_third", 2020),)))])
    for key, place in (("a:advanced_worker::", 3), ("a:labor_order_third::", 20)):
        history.add([(key, np.array([place, 25]), np.array([1 << 5, 1 << 6]))], size=26)
        words = history.gather(key, np.array([place, 25, -1]))
        assert words.tolist() == [1 << (LAST - 2020) | 1 << 5, 1 << 6, 0]


def test_save_and_load_map_the_same_words(tmp_path: Path) -> None:
    history = history_of(
        [known_of(Facts(ratings=(Rating(2020 + n % 3, "good"),))) for n in range(9)]
    )
    history.save(tmp_path)
    again = History.load(tmp_path)
    asked = np.arange(9)
    assert again.columns.keys() == history.columns.keys()
    for key in history.columns:
        assert (again.gather(key, asked) == history.gather(key, asked)).all()


def test_packed_bytes_give_the_same_history() -> None:
    known = [
        known_of(Facts(awards=(AwardHeld("advanced_worker", 2019, date(2020, 1, 5)),))),
        known_of(Facts()),
        known_of(Facts(ratings=(Rating(2021, "excellent"),))),
    ]
    keys = sorted({key for one in known for key in one.words})
    numbers = {key: number for number, key in enumerate(keys, 1)}
    texts = {number: key for key, number in numbers.items()}
    packed = [pack(one.words, numbers) for one in known]
    assert [unpack(one, texts) for one in packed] == [dict(one.words) for one in known]
    history = history_from([*packed, b""], texts)
    assert [history.known(place).words for place in range(3)] == [
        {key: word for key, word in one.words.items() if word} for one in known
    ]
    assert history.known(3).words == {}
