from datetime import date

import pytest
from pytest_django.asserts import assertNumQueries

from tests.support.people import DAY, make_post, make_user
from thidua.base import registries
from thidua.base.access import Actor, Role, may
from thidua.base.outbox.recipients import members
from thidua.subjects.accounts import selectors, services
from thidua.subjects.accounts.delegable import delegable_verbs
from thidua.subjects.accounts.errors import AccountRefusal
from thidua.subjects.accounts.models import Delegation, Post, User
from thidua.subjects.orgs.models import Organization

SIGN = "papers.sign"


def lend(head: Actor, clerk: Actor, start: date = DAY, end: date = date(2022, 2, 20)) -> Delegation:
    return services.give_delegation(
        actor=head,
        post=Post.objects.select_related("user").get(pk=head.post_id),
        to_user=User.objects.get(pk=clerk.user_id),
        verbs=[SIGN],
        valid_from=start,
        valid_until=end,
        paper="GUQ 05",
    )


def test_actor_for_names_post_unit_and_role(head: Actor, health: Organization) -> None:
    assert (head.user_name, head.post_title, head.unit_name, head.role, head.unit_id) == (
        "Bùi Đức Hậu",
        "Chuyên viên",
        "Sở Y tế",
        "unit_head",
        health.pk,
    )
    assert head.signature == "Bùi Đức Hậu (Chuyên viên, Sở Y tế)"


def test_seats_on_starts_with_the_highest_post(health: Organization, school: Organization) -> None:
    user = make_user("hai-chuc")
    make_post(user, health, Role.UNIT_CLERK)
    make_post(user, school, Role.UNIT_HEAD, "Giám đốc")
    assert [seat.post.role for seat in selectors.seats_on(user, DAY)] == ["unit_head", "unit_clerk"]


def test_seat_by_key_takes_one_query_and_only_ones_own(head: Actor, clerk: Actor) -> None:
    user = User.objects.get(pk=head.user_id)
    with assertNumQueries(1):
        seat = selectors.seat_by_key(user, str(head.post_id), DAY)
    assert seat is not None
    assert seat.label == "Chuyên viên, Sở Y tế"
    assert selectors.seat_by_key(user, str(clerk.post_id), DAY) is None
    assert selectors.seat_by_key(user, "1-2-x", DAY) is None
    assert selectors.seat_by_key(user, "", DAY) is None


def test_delegation_adds_a_seat_for_its_days_alone(head: Actor, clerk: Actor) -> None:
    lend(head, clerk)
    user = User.objects.get(pk=clerk.user_id)
    counts = [
        len(selectors.seats_on(user, day))
        for day in (date(2022, 2, 14), DAY, date(2022, 2, 19), date(2022, 2, 20))
    ]
    assert counts == [1, 2, 2, 1]


def test_delegated_actor_acts_in_the_name_of_the_giver(head: Actor, clerk: Actor) -> None:
    lend(head, clerk)
    user = User.objects.get(pk=clerk.user_id)
    seat = selectors.seats_on(user, DAY)[1]
    acting = selectors.actor_in(user, seat, DAY)
    assert acting.signature == "Vàng Thị Dín (Chuyên viên, Sở Y tế), thừa ủy quyền của Bùi Đức Hậu"
    assert (acting.role, acting.post_id) == ("unit_head", head.post_id)
    refused = may(acting, "accounts.invite")
    assert (refused.allowed, refused.reason) == (
        False,
        "Việc này không nằm trong nội dung ủy quyền.",
    )
    assert acting.delegated_verbs == frozenset({SIGN})


def test_give_delegation_cannot_be_passed_on(head: Actor, clerk: Actor) -> None:
    assert "accounts.delegate" not in delegable_verbs("unit_head")
    lend(head, clerk)
    user = User.objects.get(pk=clerk.user_id)
    acting = selectors.actor_in(user, selectors.seats_on(user, DAY)[1], DAY)
    assert may(acting, "accounts.delegate", Post.objects.get(pk=head.post_id)).allowed is False


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"verbs": []}, "Hãy chọn ít nhất một việc để ủy quyền."),
        ({"verbs": ["orgs.merge"]}, "Chức trách này không có việc: orgs.merge."),
        ({"paper": " "}, "Cần ghi văn bản ủy quyền (số, ngày)."),
        ({"valid_until": DAY}, "Ngày hết ủy quyền phải từ ngày bắt đầu trở đi."),
        (
            {"valid_from": date(2022, 1, 1), "valid_until": date(2022, 2, 1)},
            "Thời gian ủy quyền đã qua.",
        ),
        (
            {"valid_from": date(2020, 1, 1)},
            "Thời gian ủy quyền phải nằm trong thời gian giữ chức trách.",
        ),
    ],
)
def test_give_delegation_refuses_bad_terms(
    head: Actor, clerk: Actor, changes: dict[str, object], words: str
) -> None:
    terms: dict[str, object] = {
        "verbs": [SIGN],
        "valid_from": DAY,
        "valid_until": date(2022, 2, 20),
        "paper": "GUQ 05",
    }
    with pytest.raises(AccountRefusal) as refusal:
        services.give_delegation(
            actor=head,
            post=Post.objects.select_related("user").get(pk=head.post_id),
            to_user=User.objects.get(pk=clerk.user_id),
            **(terms | changes),  # type: ignore[arg-type]
        )
    assert refusal.value.message == words
    assert Delegation.objects.count() == 0


def test_give_delegation_refuses_a_second_one_for_the_same_days(head: Actor, clerk: Actor) -> None:
    lend(head, clerk)
    with pytest.raises(AccountRefusal):
        lend(head, clerk, date(2022, 2, 19), date(2022, 3, 1))
    lend(head, clerk, date(2022, 2, 20), date(2022, 3, 1))
    assert Delegation.objects.count() == 2


def test_end_delegation_takes_the_seat_away_at_once(head: Actor, clerk: Actor) -> None:
    given = lend(head, clerk)
    services.end_delegation(actor=head, delegation=given)
    assert len(selectors.seats_on(User.objects.get(pk=clerk.user_id), DAY)) == 1
    with pytest.raises(AccountRefusal) as refusal:
        services.end_delegation(actor=head, delegation=given)
    assert refusal.value.message == "Ủy quyền này đã hết."


def test_end_delegation_before_it_begins_leaves_no_day(head: Actor, clerk: Actor) -> None:
    given = lend(head, clerk, date(2022, 3, 1), date(2022, 3, 5))
    services.end_delegation(actor=head, delegation=given)
    kept = Delegation.objects.get(pk=given.pk)
    assert (kept.valid_from, kept.valid_until) == (date(2022, 3, 1), date(2022, 3, 1))


def test_delegation_ends_with_the_givers_post(admin: Actor, head: Actor, clerk: Actor) -> None:
    lend(head, clerk)
    giver = Post.objects.select_related("user").get(pk=head.post_id)
    services.end_post(actor=admin, post=giver, day=DAY)
    assert len(selectors.seats_on(User.objects.get(pk=clerk.user_id), DAY)) == 1


def test_members_of_chooses_by_unit_role_and_day(
    head: Actor, clerk: Actor, other_head: Actor, health: Organization
) -> None:
    assert members(health.pk, ["unit_head"], DAY) == [head.user_id]
    assert set(members(None, ["unit_head"], DAY)) == {head.user_id, other_head.user_id}
    assert set(members(health.pk, [], DAY)) == {head.user_id, clerk.user_id}
    assert members(health.pk, [], date(2020, 1, 1)) == []


def test_search_finds_people_without_marks(head: Actor, clerk: Actor) -> None:
    search = registries.search_sources.answers["accounts.people"]
    assert [(hit.title, hit.detail) for hit in search(head, "din vang", 5)] == [
        ("Vàng Thị Dín", "Chuyên viên, Sở Y tế")
    ]
    assert list(search(head, "  ", 5)) == []
