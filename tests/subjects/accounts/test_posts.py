from datetime import date

import pytest

from tests.support.people import DAY, make_post, make_unit, make_user
from thidua.base import registries
from thidua.base.access import Actor, Refused, Role
from thidua.base.audit.models import AuditEvent
from thidua.base.outbox.models import InboxMessage
from thidua.subjects.accounts import selectors, services
from thidua.subjects.accounts.errors import AccountRefusal
from thidua.subjects.accounts.models import Post, Transfer, User
from thidua.subjects.orgs.enums import FOREVER
from thidua.subjects.orgs.models import Organization


def test_grant_post_holds_from_its_first_day_up_to_its_end(
    admin: Actor, health: Organization
) -> None:
    user = make_user("mau")
    services.grant_post(
        actor=admin,
        user=user,
        unit_id=health.pk,
        role=Role.UNIT_CLERK.value,
        title="Chuyên viên",
        valid_from=date(2022, 2, 1),
        valid_until=date(2022, 3, 1),
    )
    days = [date(2022, 1, 31), date(2022, 2, 1), date(2022, 2, 28), date(2022, 3, 1)]
    assert [len(selectors.posts_on(user, day)) for day in days] == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"role": "boss"}, "Cần chọn một chức trách có trong danh sách."),
        ({"title": "  "}, "Cần ghi chức vụ, ví dụ “Phó Giám đốc”."),
        ({"valid_until": date(2022, 2, 1)}, "Ngày thôi giữ chức trách phải sau ngày bắt đầu."),
    ],
)
def test_grant_post_refuses_bad_terms(
    admin: Actor, health: Organization, changes: dict[str, object], words: str
) -> None:
    terms = {
        "unit_id": health.pk,
        "role": Role.UNIT_CLERK.value,
        "title": "Chuyên viên",
        "valid_from": date(2022, 2, 1),
    }
    with pytest.raises(AccountRefusal) as refusal:
        services.grant_post(actor=admin, user=make_user("mau"), **(terms | changes))  # type: ignore[arg-type]
    assert refusal.value.message == words
    assert Post.objects.filter(user__username="mau").count() == 0


def test_grant_post_refuses_the_same_post_twice(admin: Actor, clerk: Actor) -> None:
    user = User.objects.get(pk=clerk.user_id)
    with pytest.raises(AccountRefusal) as refusal:
        services.grant_post(
            actor=admin,
            user=user,
            unit_id=clerk.unit_id or 0,
            role=Role.UNIT_CLERK.value,
            title="Cán bộ",
            valid_from=DAY,
        )
    assert refusal.value.message == (
        "Vàng Thị Dín đã giữ chức trách này tại đơn vị từ 01/01/2021 (Chuyên viên)."
    )


def test_grant_post_refuses_a_unit_that_does_not_stand_yet(admin: Actor) -> None:
    new = make_unit("W1", "Xã Mới", valid_from=date(2025, 7, 1))
    with pytest.raises(AccountRefusal) as refusal:
        services.grant_post(
            actor=admin,
            user=make_user("mau"),
            unit_id=new.pk,
            role=Role.UNIT_CLERK.value,
            title="Chuyên viên",
            valid_from=DAY,
        )
    assert refusal.value.message.startswith("Ngày 15/02/2022 đơn vị này không hoạt động.")


def test_end_post_leaves_the_person_without_a_seat(admin: Actor, clerk: Actor, head: Actor) -> None:
    post = Post.objects.get(pk=clerk.post_id)
    services.end_post(actor=admin, post=post, day=DAY, reason="Luân chuyển", paper="QĐ 12")
    user = User.objects.get(pk=clerk.user_id)
    assert selectors.seats_on(user, DAY) == []
    event = AuditEvent.objects.get(verb="accounts.end_post")
    assert (event.reason, event.paper, event.after["until"]) == (
        "Luân chuyển",
        "QĐ 12",
        "15/02/2022",
    )
    with pytest.raises(AccountRefusal) as refusal:
        services.end_post(actor=admin, post=post, day=DAY)
    assert refusal.value.message == "Chức trách này đã được thôi từ trước."


def test_end_post_refuses_a_stale_copy(admin: Actor, clerk: Actor) -> None:
    first = Post.objects.select_related("user").get(pk=clerk.post_id)
    second = Post.objects.select_related("user").get(pk=clerk.post_id)
    services.end_post(actor=admin, post=first, day=date(2022, 6, 1))
    with pytest.raises(AccountRefusal):
        services.end_post(actor=admin, post=second, day=date(2022, 9, 1))
    assert Post.objects.get(pk=clerk.post_id).valid_until == date(2022, 6, 1)


def offer(actor: Actor, post_id: int, to: Organization) -> Transfer:
    return services.transfer_person(
        actor=actor,
        post=Post.objects.select_related("user").get(pk=post_id),
        to_unit_id=to.pk,
        role=Role.UNIT_CLERK.value,
        title="Chuyên viên Phòng Tổ chức",
        day=date(2022, 4, 1),
        paper="QĐ 15",
    )


def test_transfer_person_moves_nothing_until_the_new_unit_accepts(
    head: Actor, clerk: Actor, other_head: Actor, school: Organization
) -> None:
    transfer = offer(head, clerk.post_id or 0, school)
    user = User.objects.get(pk=clerk.user_id)
    assert [post.unit_id for post in selectors.posts_on(user, date(2022, 4, 1))] == [clerk.unit_id]
    services.accept_transfer(actor=other_head, transfer=transfer)
    assert [post.unit_id for post in selectors.posts_on(user, date(2022, 3, 31))] == [clerk.unit_id]
    assert [post.unit_id for post in selectors.posts_on(user, date(2022, 4, 1))] == [school.pk]
    assert Post.objects.filter(user=user).order_by("pk").last().valid_until == FOREVER


def test_transfer_person_waits_among_the_duties_of_the_new_unit(
    head: Actor, clerk: Actor, other_head: Actor, school: Organization
) -> None:
    answer = registries.open_duties.answers["accounts.transfers"]
    offered = offer(head, clerk.post_id or 0, school)
    assert [row.title for row in answer(other_head)] == ["Tiếp nhận Vàng Thị Dín"]
    assert list(answer(head)) == []
    told = InboxMessage.objects.get(user_id=other_head.user_id)
    assert registries.reminder_reasons[told.reason_name](told.key) is True
    services.decline_transfer(actor=other_head, transfer=offered, reason="Hết biên chế")
    assert list(answer(other_head)) == []
    assert registries.reminder_reasons[told.reason_name](told.key) is False


def test_accept_transfer_refuses_the_old_unit_and_a_second_answer(
    head: Actor, clerk: Actor, other_head: Actor, school: Organization
) -> None:
    transfer = offer(head, clerk.post_id or 0, school)
    with pytest.raises(Refused) as refusal:
        services.accept_transfer(actor=head, transfer=transfer)
    assert refusal.value.message == "Chỉ đơn vị mới tiếp nhận hoặc từ chối người chuyển đến."
    services.accept_transfer(actor=other_head, transfer=transfer)
    with pytest.raises(AccountRefusal) as twice:
        services.decline_transfer(actor=other_head, transfer=transfer, reason="Đổi ý")
    assert twice.value.message == "Đề nghị chuyển này đã được trả lời."


def test_transfer_person_refuses_another_units_person(
    other_head: Actor, clerk: Actor, school: Organization
) -> None:
    with pytest.raises(Refused) as refusal:
        offer(other_head, clerk.post_id or 0, school)
    assert refusal.value.message == "Chỉ đơn vị đang quản lý mới cho người chuyển đi."


def test_unit_ties_count_the_people_who_would_need_a_post(
    head: Actor, clerk: Actor, health: Organization
) -> None:
    ties = registries.unit_ties.answers["accounts.posts"]({health.pk}, DAY)
    assert [(tie.label, tie.count, tie.detail) for tie in ties] == [
        ("Người đang giữ chức trách", 2, "Vàng Thị Dín, Bùi Đức Hậu")
    ]


def test_posts_overlap_is_allowed_in_another_unit(
    admin: Actor, clerk: Actor, school: Organization
) -> None:
    user = User.objects.get(pk=clerk.user_id)
    make_post(user, school, Role.BLOCK_HEAD, "Trưởng khối")
    assert {post.unit_id for post in selectors.posts_on(user, DAY)} == {clerk.unit_id, school.pk}
