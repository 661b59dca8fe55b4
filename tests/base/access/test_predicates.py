"""Predicates answer yes, or no with the reason a person reads; verbs ask them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.base.conftest import DAY, make_actor
from thidua.base.access import Actor, Refused, Role, has_role, may, predicate, register_verbs
from thidua.base.access.verbs import VERBS, require

ADMIN = make_actor()
yes = predicate("không bao giờ", denial="đúng mất rồi")(lambda actor, thing: True)
no = predicate("vì không")(lambda actor, thing: False)
small = predicate("quá lớn")(lambda actor, thing: thing < 3)


@pytest.fixture(autouse=True)
def verbs() -> Iterator[None]:
    known = dict(VERBS)
    register_verbs("thu", {"thu.lam": yes, "thu.cam": no, "thu.see": yes, "thu.nho": small})
    yield
    VERBS.clear()
    VERBS.update(known)


def test_predicate_gives_its_reason_on_no_and_none_on_yes() -> None:
    assert (bool(yes(ADMIN)), yes(ADMIN).reason) == (True, "")
    assert (bool(no(ADMIN)), no(ADMIN).reason) == (False, "vì không")


def test_predicate_refuses_who_is_not_signed_in() -> None:
    assert yes(None).reason == "Cần đăng nhập để làm việc này."
    assert not yes(None)


@pytest.mark.parametrize(
    ("combined", "allowed", "reason"),
    [
        (yes & yes, True, ""),
        (yes & no, False, "vì không"),
        (no & small, False, "vì không"),
        (yes | no, True, ""),
        (no | yes, True, ""),
        (small | no, False, "vì không"),
        (~no, True, ""),
        (~yes, False, "đúng mất rồi"),
        (~(yes & yes), False, "Việc này không áp dụng ở đây."),
    ],
)
def test_predicates_combine(combined: object, allowed: bool, reason: str) -> None:
    answer = combined(ADMIN, 5)  # type: ignore[operator]
    assert (answer.allowed, answer.reason) == (allowed, reason)


def test_has_role_lets_the_role_and_the_system_pass() -> None:
    rule = has_role(Role.OFFICER, Role.OFFICE_HEAD)
    assert rule(make_actor(Role.OFFICER))
    assert rule(Actor.system(DAY))
    answer = rule(make_actor(Role.PRESS))
    assert not answer
    assert answer.reason == (f"Việc này dành cho: {Role.OFFICER.label}, {Role.OFFICE_HEAD.label}.")


def test_register_verbs_of_another_subject_is_our_fault() -> None:
    with pytest.raises(ValueError, match="does not belong"):
        register_verbs("thu", {"khac.lam": yes})


def test_may_asks_the_rule_about_the_thing() -> None:
    assert may(ADMIN, "thu.nho", 2)
    assert may(ADMIN, "thu.nho", 3).reason == "quá lớn"
    with pytest.raises(KeyError):
        may(ADMIN, "thu.la")


def test_may_through_another_s_eyes_only_reads() -> None:
    looking = replace(ADMIN, seen_by="Quản trị")
    assert may(looking, "thu.see")
    assert may(looking, "thu.lam").reason == "Đang xem với tư cách người khác: chỉ được đọc."


def test_may_under_a_delegation_does_what_was_named_and_reads() -> None:
    lent = replace(ADMIN, delegated_verbs=frozenset({"thu.lam", "thu.cam"}))
    assert may(lent, "thu.lam")
    assert may(lent, "thu.see")
    assert may(lent, "thu.cam").reason == "vì không"
    assert may(lent, "thu.nho", 1).reason == "Việc này không nằm trong nội dung ủy quyền."
    assert not may(replace(ADMIN, delegated_verbs=frozenset()), "thu.lam")


@pytest.mark.parametrize("ending", ["read", "see", "search", "export"])
def test_reading_verbs_are_free_under_a_delegation(ending: str) -> None:
    register_verbs("thu", {f"thu.{ending}": yes})
    assert may(replace(ADMIN, delegated_verbs=frozenset()), f"thu.{ending}")


def test_may_without_anybody_asks_to_sign_in() -> None:
    assert may(None, "thu.lam").reason == "Cần đăng nhập để làm việc này."


def test_require_raises_the_reason() -> None:
    require(ADMIN, "thu.lam")
    with pytest.raises(Refused, match="vì không"):
        require(ADMIN, "thu.cam")
