"""Asking for a verdict: kept whole, replaced by the next, seen to age, refused to strangers."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.subjects.eligibility.conftest import PROVINCIAL
from thidua.base.access import Actor, Refused
from thidua.base.audit.models import AuditEvent
from thidua.core.law.adding import Added
from thidua.core.law.facts import ELIGIBLE, INELIGIBLE, TO_JUDGE, Facts, Votes
from thidua.core.law.serial import verdict_from_json
from thidua.subjects.eligibility.errors import BadInput, OldCheck
from thidua.subjects.eligibility.models import Check
from thidua.subjects.eligibility.selectors.checks import (
    age_of,
    checks_visible_to,
    latest_check,
    readable_by,
)
from thidua.subjects.eligibility.selectors.judging import law_in_force, types_on
from thidua.subjects.eligibility.services.checking import ask_again, ask_check
from thidua.subjects.register.enums import Fact
from thidua.subjects.register.models import Holder
from thidua.subjects.register.services.knowing import record_fact

VOTED = Added(facts=Facts(votes=Votes(9, 10)), basis="Biên bản họp ngày 10/02/2022")


def ask(actor: Actor, holder: Holder, added: Added = VOTED, award: str = PROVINCIAL) -> Check:
    return ask_check(
        actor=actor, holder=holder, award=award, day=actor.day, period=2021, added=added
    )


def test_ask_with_all_that_is_needed_is_eligible(clerk: Actor, fighter: Holder) -> None:
    check = ask(clerk, fighter)
    assert check.outcome == ELIGIBLE
    assert check.edition == law_in_force().digest
    assert verdict_from_json(check.verdict).outcome == ELIGIBLE
    assert check.added["basis"] == "Biên bản họp ngày 10/02/2022"
    assert check.unit_id == fighter.unit_id


def test_ask_without_the_vote_is_to_judge(clerk: Actor, fighter: Holder) -> None:
    assert ask(clerk, fighter, Added()).outcome == TO_JUDGE


def test_ask_too_early_says_from_when(clerk: Actor, beginner: Holder) -> None:
    check = ask(clerk, beginner)
    assert check.outcome == INELIGIBLE
    chain = next(
        one
        for one in verdict_from_json(check.verdict).findings
        if one.id.endswith("three_in_a_row")
    )
    assert chain.earliest == 2023


def test_ask_leaves_one_event_without_the_name(clerk: Actor, fighter: Holder) -> None:
    check = ask(clerk, fighter)
    event = AuditEvent.objects.get(verb="eligibility.ask", thing_id=str(check.pk))
    assert event.after["outcome"] == ELIGIBLE
    assert "Vàng" not in f"{event.thing_label}{event.after}"


def test_ask_again_replaces_the_earlier_check(clerk: Actor, fighter: Holder) -> None:
    first = ask(clerk, fighter, Added())
    second = ask_again(actor=clerk, check=first)
    first.refresh_from_db()
    assert first.replaced_by == second
    assert latest_check(fighter, PROVINCIAL, 2021) == second
    with pytest.raises(OldCheck):
        ask_again(actor=clerk, check=first)


def test_ask_for_another_year_stands_beside(clerk: Actor, fighter: Holder) -> None:
    first = ask(clerk, fighter)
    other = ask_check(
        actor=clerk, holder=fighter, award=PROVINCIAL, day=clerk.day, period=2022, added=VOTED
    )
    assert latest_check(fighter, PROVINCIAL, 2021) == first
    assert latest_check(fighter, PROVINCIAL, 2022) == other


def test_unchecked_holder_has_no_check(fighter: Holder) -> None:
    assert latest_check(fighter, PROVINCIAL, 2021) is None


def test_check_is_of_today_until_a_fact_moves(
    clerk: Actor, fighter: Holder, laichau: Actor
) -> None:
    check = ask(clerk, fighter)
    assert not age_of(check).is_old
    values = {"year": 2018, "rating": "good"}
    record_fact(actor=laichau, holder=fighter, fact=Fact.RATINGS, values=values)
    assert age_of(check).words == "xếp loại: thêm 1"


def test_check_is_old_when_the_law_moved(clerk: Actor, fighter: Holder) -> None:
    check = ask(clerk, fighter)
    Check.objects.filter(pk=check.pk).update(edition="bản khác")
    check.refresh_from_db()
    assert age_of(check).words == "quy định áp dụng đã thay đổi từ lúc xét"


def test_ask_about_another_units_person_is_refused(
    clerk: Actor, person: Callable[..., Holder]
) -> None:
    stranger = person("Giàng A Mẫu 3", unit="LC-BTDKT")
    with pytest.raises(Refused):
        ask(clerk, stranger)


@pytest.mark.parametrize("username", ["quantri", "baochi", "mattran"])
def test_ask_is_refused_to_other_roles(
    username: str, actor: Callable[..., Actor], fighter: Holder
) -> None:
    with pytest.raises(Refused):
        ask(actor(username), fighter)


def test_ask_for_an_unknown_award_says_so(clerk: Actor, fighter: Holder) -> None:
    with pytest.raises(BadInput, match="Chọn lại"):
        ask(clerk, fighter, award="khong_co")


def test_ask_for_a_year_to_come_says_so(clerk: Actor, fighter: Holder) -> None:
    with pytest.raises(BadInput, match="2023"):
        ask_check(actor=clerk, holder=fighter, award=PROVINCIAL, day=date(2022, 2, 15), period=2023)


def test_checks_are_seen_in_the_own_unit_and_by_the_desk(
    clerk: Actor, officer: Actor, actor: Callable[..., Actor], fighter: Holder
) -> None:
    check = ask(clerk, fighter)
    assert list(checks_visible_to(clerk)) == [check]
    assert list(checks_visible_to(officer)) == [check]
    assert list(checks_visible_to(actor("canbo.sinho"))) == []
    assert list(checks_visible_to(actor("quantri"))) == []


def test_discipline_is_told_only_to_who_works_on_files(
    clerk: Actor, actor: Callable[..., Actor], beginner: Holder, laichau: Actor
) -> None:
    values = {"kind": "khien_trach", "valid_from": date(2021, 3, 1), "last_day": date(2022, 2, 28)}
    record_fact(actor=laichau, holder=beginner, fact=Fact.DISCIPLINE, values=values)
    verdict = verdict_from_json(ask(clerk, beginner, award="advanced_worker").verdict)
    types = types_on(law_in_force(), clerk.day)

    def told(reader: Actor) -> str:
        found = readable_by(reader, verdict, types)
        one = next(f for f in found.findings if f.id.endswith("no_reprimand"))
        return " ".join(one.facts)

    assert "2021" in told(clerk)
    assert told(actor("hoidong")) == (
        "Có dữ kiện về kỷ luật hoặc vụ việc; chỉ người làm hồ sơ được xem chi tiết"
    )
