"""The law data themselves: nothing of the two rule files lost, every word named, every day in its place."""

import pickle
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from thidua.core.law.catalogue import is_number, leaves, parameters_of
from thidua.core.law.model import BEGINNING, FOREVER, FROM_MEMORY, Condition
from thidua.core.law.reading import national_law

LAW = national_law()
ROWS = [row for rows in LAW.conditions.values() for row in rows]
SINCE_2003, SINCE_2022 = date(2004, 7, 1), date(2024, 1, 1)

# id and source status of every row of the two files the data were made from
IDS = dict(
    line.split()
    for line in (Path(__file__).parent / "ids.txt").read_text(encoding="utf-8").splitlines()
)
# split by day or by subject out of one row, or beside the two files
ADDED = {"law2003.provincial_merit_certificate.wide_effect_w", "mfl_1"}


def known_ids() -> Counter[str]:
    deadlines = {row.key for row in LAW.deadlines if row.key.startswith("law2003.")}
    return Counter({row.id for row in ROWS}) + Counter(deadlines)


def test_every_row_of_both_files_is_there_once():
    found = known_ids()
    assert [id_ for id_ in IDS if found[id_] != 1] == []


def test_no_row_was_made_up():
    """Beside the two files only awards known by name, and rows split out of one."""
    names_only = {f"{key}_n" for key in LAW.awards}
    assert {row.id for row in ROWS} - set(IDS) - names_only == ADDED


def test_refuted_rows_are_never_judged_by():
    refuted = {row.id for row in LAW.refuted}
    assert refuted == {"elc_7", "law2003.provincial_emulation_fighter.next_year"}
    assert refuted & set(known_ids()) == set()


def test_nothing_from_memory_became_certain():
    certain = {row.id for row in ROWS if row.source.status != FROM_MEMORY}
    lost = [id_ for id_, status in IDS.items() if status == "from_memory" and id_ in certain]
    assert lost == []


def test_nothing_read_became_uncertain():
    doubted = {row.id for row in ROWS if row.source.status == FROM_MEMORY}
    assert [id_ for id_, status in IDS.items() if status == "verified" and id_ in doubted] == []


def test_every_row_names_its_article_and_where_it_was_read():
    nowhere = [row.id for row in ROWS if not row.source.key and row.source.status != FROM_MEMORY]
    assert nowhere == []
    assert [row.id for row in ROWS if not (row.text.strip() and row.source.citation)] == []


def test_every_row_stays_inside_its_law():
    assert [row.id for row in ROWS if not _inside(row)] == []


def _inside(row: Condition) -> bool:
    if row.id.startswith("law2003."):
        return row.valid_from >= SINCE_2003 and row.valid_until <= SINCE_2022
    # awards of earlier times have no days: they are kept to be recorded
    return row.valid_from >= SINCE_2022 or row.valid_from == BEGINNING


def test_nothing_was_read_of_2014_to_2017():
    assert [row.id for row in ROWS if row.holds_on(date(2016, 6, 1)) and _is_read(row)] == []


def _is_read(row: Condition) -> bool:
    return row.type != "manual_review"


def test_rows_of_the_decree_end_with_it():
    ended = {row.id for row in ROWS if row.valid_until == date(2027, 3, 1)}
    assert {"g_basis", "g_case", "g_ch_hi", "lo3_g", "lo2_g", "lo1_g"} <= ended


def test_votes_are_in_force_until_the_amendment():
    votes = [row for row in ROWS if row.id.endswith("_v") and row.type == "vote_threshold"]
    assert {row.valid_until for row in votes} == {date(2026, 10, 1)}
    assert {row.id: row.params["min_percent"] for row in votes} == {
        "gef_v": 80,
        "pfl_v": 80,
        "gfl_v": 80,
        "pef_v": 90,
        "nef_v": 90,
        "lh_v": 90,
    }


def test_cultural_family_has_no_standard_in_its_first_month():
    first = LAW.conditions_for("cultural_family", date(2024, 1, 29))
    then = LAW.conditions_for("cultural_family", date(2024, 1, 30))
    assert (first, {row.id for row in then}) == ((), {"cfm_1", "cfm_2", "cfm_3"})


def demands(row: Condition) -> list[tuple[str, Mapping[str, Any]]]:
    """The row's own demand, or all that stand in it."""

    def inside(type_: str, params: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
        parts = [*params.get("all", ()), *params.get("any", ())] if type_ == "composite" else []
        return [(type_, params)] + [
            one for part in parts for one in inside(part["type"], part["params"])
        ]

    return inside(row.type, row.params)


def test_counts_in_that_time_have_a_chain_beside_them():
    for rows in LAW.conditions.values():
        for row in rows:
            if any(params.get("within_same_period") for _, params in demands(row)):
                beside = [one for one in rows if (one.group, one.route) == (row.group, row.route)]
                found = [params for one in beside for _, params in demands(one)]
                assert any(params.get("consecutive") for params in found), row.id


def test_same_as_names_an_award_with_its_own_standard():
    for row in ROWS:
        if row.type == "same_as":
            other = LAW.conditions_for(row.params["award"], row.valid_from)
            assert other, row.id
            assert "same_as" not in {one.type for one in other}, row.id


def test_the_law_travels_to_other_processes():
    assert pickle.loads(pickle.dumps(LAW)).digest == LAW.digest


def test_only_if_rows_follow_their_branch():
    routes = {row.id: (row.group, row.route) for row in ROWS}
    assert routes["pfl_3"] == routes["pfl_4"] == routes["pfl_1"] == ("lead", "pfl_1")
    assert routes["gfl_4"] == routes["gfl_5"] == routes["gfl_1"] == ("lead", "gfl_1")


def test_sudden_exception_waives_the_course_of_merit():
    routes = {row.id: row.route for row in LAW.conditions["labor_hero"]}
    regular = {id_ for id_, route in routes.items() if route == "regular"}
    assert regular == {"lh_b", "lh_c", "lh_d", "lh_e", "lh_t1", "lh_t2", "lh_t3"}
    assert routes["lh_s"] == "exceptional_sudden"


def test_every_word_has_a_vietnamese_name():
    words = LAW.vocabulary.words
    for kind, entries in words.items():
        if kind != "position_ladders":
            assert [word for word, name in entries.items() if not name or name == word] == [], kind


def test_every_number_is_in_the_tables():
    for award in LAW.conditions:
        told = {line.id for line in parameters_of(LAW, award)}
        for row in LAW.conditions[award]:
            for path, value in leaves(row.params):
                if is_number(value):
                    assert f"{row.id}.{path}" in told


# Words that a case written for the two rule files uses and no row of ours asks by itself.
WORDS_OF_THE_FILES = {
    "events": {"any_of_movement_invention_contribution_sudden", "rank_first"},
    "scopes": {"whole_force", "field_or_occupation", "one_field_of_province", "managed_field"},
    "initiative_kinds": {"initiative", "science_work", "combat_creativity"},
    "block_types": {
        "discipline_review",
        "investigation",
        "inspection_with_signs",
        "complaint_denunciation",
        "press_allegation",
    },
    "severities": {"khien_trach", "canh_cao"},
    "procedures": {"simplified", "public_consultation"},
}


def test_words_of_the_files_are_known():
    for kind, words in WORDS_OF_THE_FILES.items():
        assert words <= set(LAW.vocabulary.words[kind]), kind


def test_positions_stand_on_a_ladder():
    ladders = LAW.vocabulary.words["position_ladders"]
    ranks = LAW.vocabulary.ranks["positions"]
    assert set(ladders) == set(ranks) == set(LAW.vocabulary.words["positions"]) - {"other"}
    assert set(ladders.values()) == set(LAW.vocabulary.words["ladders"])


def test_sources_are_all_used_or_listed():
    keys = {row.source.key for row in ROWS if row.source.key}
    assert keys <= set(LAW.sources)


def test_doubts_are_marked():
    """Each open doubt stands at a row, a setting or a change to come; the page says where."""
    marked = {number for row in ROWS for number in row.source.doubts}
    marked |= {number for row in LAW.settings for number in row.source.doubts}
    marked |= {number for row in LAW.base_salaries for number in row.source.doubts}
    marked |= {
        number
        for row in (*LAW.editions, *LAW.pending, *LAW.regimes)
        for number in row.source.doubts
    }
    behaviour = {4, 5}  # of the judge, not of a row
    assert set(range(1, 32)) - marked == behaviour


def test_old_awards_can_be_recorded_but_not_proposed():
    order = LAW.awards["resistance_order_first"]
    assert order.valid_until < FOREVER
    assert [row.type for row in LAW.conditions[order.key]] == ["manual_review"]
