"""Deciding otherwise: the finding stays, the outcome follows, one decision at a time, taken back with a reason."""

from collections.abc import Callable

import pytest

from tests.subjects.eligibility.conftest import PROVINCIAL
from thidua.base.access import Actor, Refused
from thidua.core.law.facts import ELIGIBLE, MET, NOT_MET, TO_JUDGE, UNKNOWN
from thidua.subjects.eligibility.errors import BadInput
from thidua.subjects.eligibility.models import Check
from thidua.subjects.eligibility.selectors.checks import settled
from thidua.subjects.eligibility.services.checking import ask_again, ask_check
from thidua.subjects.eligibility.services.overriding import override_finding, take_back_override
from thidua.subjects.register.models import Holder

VOTE = "law2003.provincial_emulation_fighter.vote"
WHY = "Hội đồng đã họp, 9/10 phiếu, biên bản kèm theo"


@pytest.fixture
def check(clerk: Actor, fighter: Holder) -> Check:
    return ask_check(actor=clerk, holder=fighter, award=PROVINCIAL, day=clerk.day, period=2021)


def test_override_keeps_the_finding_and_moves_the_outcome(officer: Actor, check: Check) -> None:
    made = override_finding(
        actor=officer, check=check, finding=VOTE, decided=MET, reason=WHY, paper="BB số 2"
    )
    both = settled(check)
    assert (made.found, made.decided) == (UNKNOWN, MET)
    assert both.machine.outcome == TO_JUDGE
    assert both.after.outcome == ELIGIBLE
    assert both.decided[VOTE].created_by_name == officer.signature
    check.refresh_from_db()
    assert check.outcome == TO_JUDGE


def test_override_taken_back_lets_the_finding_speak_again(officer: Actor, check: Check) -> None:
    made = override_finding(actor=officer, check=check, finding=VOTE, decided=NOT_MET, reason=WHY)
    take_back_override(actor=officer, override=made, reason="Nhầm biên bản")
    both = settled(check)
    assert not both.is_overridden
    assert [one.taken_back_reason for one in both.taken_back] == ["Nhầm biên bản"]
    with pytest.raises(BadInput, match="rút lại trước đó"):
        take_back_override(actor=officer, override=made, reason="Lần nữa")


def test_override_twice_is_refused(officer: Actor, check: Check) -> None:
    override_finding(actor=officer, check=check, finding=VOTE, decided=MET, reason=WHY)
    with pytest.raises(BadInput, match="Rút lại quyết định đó trước"):
        override_finding(actor=officer, check=check, finding=VOTE, decided=NOT_MET, reason=WHY)


@pytest.mark.parametrize(
    ("finding", "decided", "reason", "words"),
    [
        ("khong.co", MET, WHY, "Không có điều kiện này"),
        (VOTE, UNKNOWN, WHY, "Chọn đạt hoặc không đạt"),
        (VOTE, MET, "Vâng", "Nêu rõ lý do"),
        ("law2003.provincial_emulation_fighter.three_in_a_row", MET, WHY, "giống kết quả máy"),
    ],
)
def test_override_without_sense_is_refused(
    officer: Actor, check: Check, finding: str, decided: str, reason: str, words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        override_finding(
            actor=officer, check=check, finding=finding, decided=decided, reason=reason
        )


def test_override_of_a_replaced_check_is_refused(
    clerk: Actor, officer: Actor, check: Check
) -> None:
    ask_again(actor=clerk, check=check)
    check.refresh_from_db()
    with pytest.raises(Refused, match="lần xét mới"):
        override_finding(actor=officer, check=check, finding=VOTE, decided=MET, reason=WHY)


@pytest.mark.parametrize("username", ["canbo.soyte", "hoidong", "quantri"])
def test_override_is_refused_to_who_only_asks_or_reads(
    username: str, actor: Callable[..., Actor], check: Check
) -> None:
    with pytest.raises(Refused):
        override_finding(actor=actor(username), check=check, finding=VOTE, decided=MET, reason=WHY)


def test_override_without_a_reason_to_take_back_is_refused(officer: Actor, check: Check) -> None:
    made = override_finding(actor=officer, check=check, finding=VOTE, decided=MET, reason=WHY)
    with pytest.raises(BadInput, match="Nêu lý do rút lại"):
        take_back_override(actor=officer, override=made, reason=" ")
