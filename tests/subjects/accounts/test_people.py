import pytest

from tests.support.people import PASSWORD, make_post, make_user
from thidua.base import audit
from thidua.base.access import Actor, Refused
from thidua.base.audit.models import AuditEvent
from thidua.subjects.accounts import services
from thidua.subjects.accounts.errors import AccountRefusal
from thidua.subjects.accounts.models import User
from thidua.subjects.accounts.trail import person
from thidua.subjects.orgs.models import Organization


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("sequence").values_list("verb", flat=True))


def test_create_user_folds_the_name_and_records_one_event(admin: Actor) -> None:
    user = services.create_user(
        actor=admin, username="  Mau.SoYTe ", full_name="Nguyễn Văn Mẫu", email="mau@mau.example"
    )
    assert user.username == "mau.soyte"
    assert user.name_key == "nguyen van mau"
    assert user.has_usable_password() is False
    assert verbs() == ["accounts.create_user"]
    assert audit.timeline(person(user))[0].label == "Nguyễn Văn Mẫu"


def test_create_user_refuses_a_taken_name_whatever_its_capitals(admin: Actor) -> None:
    make_user("mau")
    with pytest.raises(AccountRefusal) as refusal:
        services.create_user(actor=admin, username="MAU", full_name="Người Khác")
    assert refusal.value.message == "Tên đăng nhập “mau” đã có người dùng. Hãy chọn tên khác."
    assert verbs() == []


def test_create_user_refuses_a_name_with_marks(admin: Actor) -> None:
    with pytest.raises(AccountRefusal) as refusal:
        services.create_user(actor=admin, username="mẫu văn", full_name="Mẫu")
    assert refusal.value.message.startswith("Tên đăng nhập gồm 3 đến 40 chữ thường")


def test_create_user_is_for_administrators_only(head: Actor) -> None:
    with pytest.raises(Refused) as refusal:
        services.create_user(actor=head, username="mau", full_name="Mẫu")
    assert refusal.value.message == "Việc này dành cho: Quản trị hệ thống."


def test_edit_user_moves_the_person_in_the_order_of_names(admin: Actor) -> None:
    anh, binh = make_user("anh", "Trần Thị Anh"), make_user("binh", "Lê Văn Bình")
    services.edit_user(actor=admin, user=anh, full_name="Trần Thị Yến", email="", phone="")
    found = User.objects.filter(pk__in=[anh.pk, binh.pk]).in_name_order()
    assert [user.full_name for user in found] == ["Lê Văn Bình", "Trần Thị Yến"]


def test_edit_own_details_without_a_change_records_nothing(clerk: Actor) -> None:
    user = User.objects.get(pk=clerk.user_id)
    services.edit_own_details(
        actor=clerk, user=user, full_name=user.full_name, email=user.email, phone=user.phone
    )
    assert verbs() == []


def test_edit_own_details_refuses_another_person(clerk: Actor, head: Actor) -> None:
    other = User.objects.get(pk=head.user_id)
    with pytest.raises(Refused):
        services.edit_own_details(actor=clerk, user=other, full_name="X", email="", phone="")


def test_deactivate_user_closes_the_posts_at_once(admin: Actor, health: Organization) -> None:
    from tests.support.people import DAY
    from thidua.subjects.accounts.selectors import members_of, seats_on

    user = make_user("ra-di")
    make_post(user, health)
    services.deactivate_user(actor=admin, user=user, reason="Nghỉ hưu")
    assert seats_on(user, DAY) == []
    assert "ra-di" not in [member.username for member in members_of(health.pk, [], DAY)]
    with pytest.raises(AccountRefusal) as refusal:
        services.deactivate_user(actor=admin, user=user, reason="Lần nữa")
    assert refusal.value.message == "Tài khoản này đã bị khóa từ trước."


def test_deactivate_user_refuses_oneself_and_no_reason(admin: Actor, clerk: Actor) -> None:
    with pytest.raises(Refused) as refusal:
        services.deactivate_user(actor=admin, user=User.objects.get(pk=admin.user_id), reason="Thử")
    assert refusal.value.message == "Không thể tự làm việc này cho chính mình."
    with pytest.raises(AccountRefusal) as silent:
        services.deactivate_user(actor=admin, user=User.objects.get(pk=clerk.user_id), reason=" ")
    assert silent.value.message == "Cần ghi lý do khóa tài khoản."


def test_activate_user_opens_a_closed_account(admin: Actor) -> None:
    user = make_user("tro-lai")
    services.deactivate_user(actor=admin, user=user, reason="Nhầm")
    services.activate_user(actor=admin, user=user)
    assert User.objects.get(pk=user.pk).is_active is True
    assert verbs() == ["accounts.deactivate", "accounts.activate"]


def test_create_user_keeps_the_password_hashed(db: None) -> None:
    user = make_user("bam")
    assert PASSWORD not in user.password
    assert user.check_password(PASSWORD)
