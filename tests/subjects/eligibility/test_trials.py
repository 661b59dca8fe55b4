"""What if: the same people under the law in force and under a changed number."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import override_settings

from tests.support.law import FIGHTER, quota_row
from tests.support.register import entry, person, unit_id
from thidua.base import audit
from thidua.base.access import Actor
from thidua.base.access.verbs import Refused
from thidua.core.law.law import Law
from thidua.core.law.reading import national_law
from thidua.subjects.eligibility.trials import (
    EVERYBODY,
    HOLDERS,
    Scope,
    forget_trials,
    nominees_of,
    run_trial,
    start_trial,
)
from thidua.subjects.law.enums import TrialState
from thidua.subjects.law.errors import BadRow
from thidua.subjects.law.models import LawRow, Trial
from thidua.subjects.law.numbers import change_words, changed_rows, numbers_of, over_all_days
from thidua.subjects.law.rows import RowValues
from thidua.subjects.register.models import Holder, RecognisedInitiative

AWARD = "provincial_emulation_fighter"
CHAIN = "law2003.provincial_emulation_fighter.three_in_a_row"
DAY = date(2022, 2, 15)


class Voice:
    """What a job speaks to, here to nobody."""

    def __init__(self, actor: Actor) -> None:
        self.actor, self.told = actor, ""

    def update(self, done: int, total: int, message: str = "") -> None:
        assert done <= total

    def result(self, message: str, url: str = "") -> None:
        self.told = message


@pytest.fixture
def officer(actor: Callable[..., Actor]) -> Actor:
    return actor("chuyenvien")


def fighter(name: str, years: list[int]) -> Holder:
    """Somebody with so many titles in a row and an initiative, who then got the provincial title."""
    holder = person(name, unit_id())
    for year in years:
        entry(holder, FIGHTER, year)
    RecognisedInitiative.objects.create(holder=holder, year=years[-1], scope="province")
    entry(holder, AWARD, 2021, decided=date(2022, 1, 20), unit_id=unit_id())
    return holder


def with_chain(count: int) -> list[RowValues]:
    return changed_rows(AWARD, [(chain_number(national_law()), count)])


def chain_number(law: Law) -> object:
    return next(one for one in numbers_of(law, AWARD, DAY) if one.row.id == CHAIN)


def started(actor: Actor, rows: list[RowValues], **scope: object) -> Trial:
    values = {"who": HOLDERS, "since": 2019, "until": 2021} | scope
    return start_trial(
        actor=actor, title="Thử", award=AWARD, rows=rows, words=["3 → 4"], scope=Scope(**values)
    )  # type: ignore[arg-type]


def ran(actor: Actor, trial: Trial) -> Trial:
    run_trial(Voice(actor), trial_id=trial.pk)
    trial.refresh_from_db()
    assert trial.problem == ""
    return trial


def test_numbers_are_those_of_the_law_on_the_day() -> None:
    number = chain_number(national_law())
    assert (number.value, number.unit, number.path) == (3, "lần", "min_count")  # type: ignore[attr-defined]
    assert change_words([(number, 4)])[0].endswith("3 → 4 lần")  # type: ignore[list-item]


def test_number_inside_a_composite_is_changed_in_its_place() -> None:
    law = national_law()
    number = next(
        one
        for one in numbers_of(law, "pm_merit_certificate", date(2024, 6, 1))
        if one.path == "all.2.params.min_years"
    )
    row = changed_rows("pm_merit_certificate", [(number, 7)])[0]
    parts = row.body["params"]["all"]
    assert parts[1]["params"]["min_years"] == 7
    assert parts[0] == {"type": "prior_award", "params": dict(parts[0]["params"])}
    assert law.condition(number.row.id).params["all"][1]["params"]["min_years"] == 5


def test_row_is_tried_over_all_days_of_what_it_replaces() -> None:
    row = over_all_days(national_law(), with_chain(4)[0])
    assert (row.valid_from, row.valid_until) == (date(2017, 10, 1), date(2024, 1, 1))


def test_trial_says_who_would_no_longer_pass(officer: Actor) -> None:
    three, four = (
        fighter("Vàng Thị Mẫu", [2019, 2020, 2021]),
        fighter("Lò Văn Mẫu", [2018, 2019, 2020, 2021]),
    )
    trial = ran(officer, started(officer, with_chain(4)))
    result = trial.result
    assert (result["judged"], result["before"], result["after"]) == (2, 2, 1)
    assert (result["gained"], result["lost"]) == (0, 1)
    assert [
        (row["holder"], row["name"], row["before"], row["after"]) for row in result["rows"]
    ] == [(three.pk, "Vàng Thị Mẫu", "eligible", "ineligible")]
    assert [row["unit"] for row in result["rows"]] == ["Sở Y tế"]
    assert [(row["unit"], row["lost"]) for row in result["units"]] == [("Sở Y tế", 1)]
    assert four.entries.count() == 5
    assert trial.state == TrialState.DONE


def test_trial_says_who_would_pass(officer: Actor) -> None:
    fighter("Vàng Thị Mẫu", [2020, 2021])
    result = ran(officer, started(officer, with_chain(2))).result
    assert (result["before"], result["after"], result["gained"]) == (0, 1, 1)


def test_the_title_of_the_year_itself_is_not_held_against_it(officer: Actor) -> None:
    """Whoever got the title of 2021 is judged as before he got it."""
    fighter("Vàng Thị Mẫu", [2019, 2020, 2021])
    assert ran(officer, started(officer, with_chain(3 + 1))).result["before"] == 1


def test_without_granting_nobody_is_sure(officer: Actor) -> None:
    fighter("Vàng Thị Mẫu", [2019, 2020, 2021])
    result = ran(officer, started(officer, with_chain(4), granted=False)).result
    assert result["before"] == 0
    assert result["touched"] == 1


def test_everybody_is_judged_in_every_year(officer: Actor) -> None:
    person("Lù Thị Mẫu", unit_id())
    fighter("Vàng Thị Mẫu", [2019, 2020, 2021])
    scope = Scope(EVERYBODY, 2020, 2021, unit_id())
    found = nominees_of(AWARD, scope, DAY, national_law())
    assert len(found) == 4
    assert {one.day for one in found} == {date(2020, 12, 31), date(2021, 12, 31)}
    assert (
        nominees_of(
            AWARD, Scope(EVERYBODY, 2020, 2021, unit_id("Sở Tài chính")), DAY, national_law()
        )
        == []
    )


def test_drafted_row_can_be_tried(officer: Actor) -> None:
    fighter("Vàng Thị Mẫu", [2019, 2020, 2021])
    row = quota_row(
        award=AWARD, body={**quota_row().body, "params": {"max_percent": 15, "of": FIGHTER}}
    )
    result = ran(officer, started(officer, [row])).result
    assert (result["before"], result["after"], result["lost"]) == (1, 0, 1)
    assert not LawRow.objects.exists()


def test_nothing_changed_is_refused(officer: Actor) -> None:
    with pytest.raises(BadRow, match="Chưa đổi con số"):
        started(officer, [])
    with pytest.raises(BadRow, match="Năm đầu"):
        started(officer, with_chain(4), since=2021, until=2019)
    with pytest.raises(BadRow, match="Chưa chạy thử được"):
        started(officer, [quota_row(body={"text": "x", "type": "strange", "params": {}})])


@pytest.mark.parametrize("username", ["canbo.soyte", "quantri", "chutich"])
def test_trial_is_for_the_desk(username: str, actor: Callable[..., Actor]) -> None:
    with pytest.raises(Refused):
        started(actor(username), with_chain(4))


def test_trial_leaves_its_event_and_is_forgotten(officer: Actor) -> None:
    trial = started(officer, with_chain(4))
    assert [event.verb for event in audit.timeline(trial)] == ["law.try"]
    assert trial.keep_until == DAY + timedelta(days=30)
    with override_settings(DEMO=True, DEMO_DAY=DAY + timedelta(days=30)):
        forget_trials()
    assert Trial.objects.count() == 1
    with override_settings(DEMO=True, DEMO_DAY=DAY + timedelta(days=31)):
        forget_trials()
    assert Trial.objects.count() == 0


def test_queries_grow_by_chunks_not_by_people(
    officer: Actor, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for number in range(12):
        fighter(f"Vàng Thị Mẫu {number}", [2019, 2020, 2021])
    trial = started(officer, with_chain(4))
    with django_assert_max_num_queries(20):  # type: ignore[attr-defined]
        run_trial(Voice(officer), trial_id=trial.pk)
