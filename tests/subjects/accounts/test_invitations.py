from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.support.people import DAY, make_post, make_user
from thidua.base.access import Actor, Refused, Role
from thidua.base.outbox.models import InboxMessage, OutgoingMail
from thidua.subjects.accounts import selectors, services
from thidua.subjects.accounts.errors import AccountRefusal, BadToken
from thidua.subjects.accounts.models import Invitation, InvitationState, User
from thidua.subjects.accounts.services.invitations import Sent
from thidua.subjects.orgs.models import Organization

GOOD = "vuon-che-xanh-nui-cao"


def invite(actor: Actor, unit: Organization, role: Role = Role.UNIT_CLERK) -> Sent:
    return services.invite_user(
        actor=actor,
        full_name="Tẩn A Mới",
        email="moi@mau.example",
        unit_id=unit.pk,
        role=role.value,
        title="Chuyên viên",
        valid_from=DAY,
    )


def accept(token: str, username: str = "tan.moi", password: str = GOOD) -> User:
    return services.accept_invitation(token=token, username=username, password=password, day=DAY)


def test_invite_user_mails_the_link_and_keeps_only_its_hash(
    head: Actor, health: Organization
) -> None:
    sent = invite(head, health)
    letter = OutgoingMail.objects.get()
    assert letter.to == "moi@mau.example"
    assert f"/dang-nhap/loi-moi/{sent.token}/" in letter.body
    assert sent.token not in sent.invitation.token_hash
    assert InboxMessage.objects.count() == 0


def test_accept_invitation_gives_the_account_and_the_post(
    head: Actor, health: Organization
) -> None:
    user = accept(invite(head, health).token)
    assert user.check_password(GOOD)
    assert [(post.role, post.unit_id) for post in selectors.posts_on(user, DAY)] == [
        ("unit_clerk", health.pk)
    ]


def test_accept_invitation_works_once(head: Actor, health: Organization) -> None:
    token = invite(head, health).token
    accept(token)
    with pytest.raises(BadToken) as refusal:
        accept(token, "nguoi.khac")
    assert refusal.value.message.startswith("Đường dẫn này đã dùng, đã thu hồi hoặc quá hạn.")
    assert User.objects.filter(username="nguoi.khac").exists() is False


def test_accept_invitation_refuses_an_old_link(head: Actor, health: Organization) -> None:
    sent = invite(head, health)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(BadToken):
        accept(sent.token)


def test_accept_invitation_with_a_weak_password_leaves_it_open(
    head: Actor, health: Organization
) -> None:
    sent = invite(head, health)
    with pytest.raises(AccountRefusal):
        accept(sent.token, password="Matkhau@2022")
    assert Invitation.objects.get().state == InvitationState.OPEN
    assert User.objects.filter(username="tan.moi").exists() is False
    assert accept(sent.token).username == "tan.moi"


def test_invite_again_kills_the_first_link(head: Actor, health: Organization) -> None:
    first = invite(head, health)
    second = services.invite_again(actor=head, invitation=Invitation.objects.get())
    with pytest.raises(BadToken):
        accept(first.token)
    assert accept(second.token).username == "tan.moi"


def test_withdraw_invitation_closes_the_link(head: Actor, health: Organization) -> None:
    sent = invite(head, health)
    services.withdraw_invitation(actor=head, invitation=sent.invitation)
    with pytest.raises(BadToken):
        accept(sent.token)
    with pytest.raises(AccountRefusal) as refusal:
        services.withdraw_invitation(actor=head, invitation=sent.invitation)
    assert refusal.value.message == "Thư mời này đã được nhận hoặc đã thu hồi."


def test_invite_user_of_a_unit_stays_in_its_scope(
    head: Actor, health: Organization, school: Organization, admin: Actor
) -> None:
    words = "Chỉ mời được người vào đơn vị mình, với chức trách của đơn vị."
    for unit, role in ((school, Role.UNIT_CLERK), (health, Role.ADMIN), (health, Role.OFFICER)):
        with pytest.raises(Refused) as refusal:
            invite(head, unit, role)
        assert refusal.value.message == words
    assert invite(admin, school, Role.ADMIN).invitation.role == "admin"


def test_invite_user_refuses_a_second_open_letter(head: Actor, health: Organization) -> None:
    invite(head, health)
    with pytest.raises(AccountRefusal) as refusal:
        invite(head, health)
    assert refusal.value.message.startswith("Đã có thư mời đang chờ")


def test_invite_to_set_password_opens_an_imported_account(
    admin: Actor, health: Organization
) -> None:
    user = make_user("nhap.excel")
    user.set_unusable_password()
    user.save()
    post = make_post(user, health)
    sent = services.invite_to_set_password(actor=admin, user=user, post=post)
    assert accept(sent.token, username="").pk == user.pk
    assert User.objects.get(pk=user.pk).check_password(GOOD)
    assert user.posts.count() == 1


def test_invite_user_refuses_days_out_of_order(head: Actor, health: Organization) -> None:
    with pytest.raises(AccountRefusal) as refusal:
        services.invite_user(
            actor=head,
            full_name="Tẩn A Mới",
            email="moi@mau.example",
            unit_id=health.pk,
            role="unit_clerk",
            title="Chuyên viên",
            valid_from=DAY,
            valid_until=date(2022, 1, 1),
        )
    assert refusal.value.message == "Ngày thôi giữ chức trách phải sau ngày bắt đầu."
