import re
import time

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.support.people import DAY, PASSWORD, make_user
from thidua.base.access import Actor, Refused
from thidua.base.outbox.models import OutgoingMail
from thidua.subjects.accounts import services
from thidua.subjects.accounts.errors import AccountRefusal, BadToken
from thidua.subjects.accounts.models import User

GOOD = "vuon-che-xanh-nui-cao"


def code_of(device: TOTPDevice, steps: int = 0) -> str:
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time() + steps * device.step
    return f"{totp.token():06d}"


def switched_on(actor: Actor) -> tuple[User, TOTPDevice, list[str]]:
    user = User.objects.get(pk=actor.user_id)
    device = services.prepare_second_factor(user)
    _device, codes = services.confirm_second_factor(actor=actor, user=user, code=code_of(device))
    return user, TOTPDevice.objects.get(user=user), codes


@pytest.mark.parametrize(
    "password",
    [
        "ngan123",
        "Matkhau@123456",
        "LaiChau2022!!",
        "thiduakhenthuong",
        "1234567890123",
        "aaaaabbbbbaa",
    ],
)
def test_password_rules_refuse_what_is_guessed_first(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, User(username="x", full_name="Y"))


def test_password_rules_take_four_words() -> None:
    assert validate_password(GOOD, User(username="x", full_name="Y")) is None


def test_change_password_needs_the_old_one(db: None) -> None:
    user = make_user("mau")
    with pytest.raises(AccountRefusal) as refusal:
        services.change_password(user=user, old="sai", new=GOOD, day=DAY)
    assert refusal.value.message == "Mật khẩu hiện tại chưa đúng."
    services.change_password(user=user, old=PASSWORD, new=GOOD, day=DAY)
    assert User.objects.get(pk=user.pk).check_password(GOOD)


def link_of(letter: OutgoingMail) -> tuple[str, str]:
    found = re.search(r"/dang-nhap/mat-khau-moi/([^/]+)/([^/]+)/", letter.body)
    assert found is not None
    return found[1], found[2]


def test_reset_password_through_the_letter_works_once(db: None) -> None:
    user = make_user("mau")
    services.request_password_reset(email="MAU@mau.example", day=DAY)
    key, token = link_of(OutgoingMail.objects.get())
    services.reset_password(key=key, token=token, password=GOOD, day=DAY)
    assert User.objects.get(pk=user.pk).check_password(GOOD)
    with pytest.raises(BadToken):
        services.reset_password(key=key, token=token, password="mot-mat-khau-khac-nua", day=DAY)


def test_request_password_reset_for_a_stranger_sends_nothing(db: None) -> None:
    make_user("mau")
    services.request_password_reset(email="la@mau.example", day=DAY)
    assert OutgoingMail.objects.count() == 0


def test_request_password_reset_many_times_sends_one_letter(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_user("mau")
    monkeypatch.setattr("thidua.subjects.accounts.letters.RESET_STEP", 10**9)
    for _time in range(3):
        services.request_password_reset(email="mau@mau.example", day=DAY)
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize("key", ["", "???", "MA", "eA"])
def test_user_of_reset_refuses_a_broken_link(db: None, key: str) -> None:
    with pytest.raises(BadToken):
        services.user_of_reset(key, "x-y")


def test_confirm_second_factor_turns_it_on_with_a_real_code(clerk: Actor) -> None:
    user, device, codes = switched_on(clerk)
    assert (user.has_second_factor, device.confirmed, len(codes)) == (True, True, 10)
    kept = set(StaticToken.objects.values_list("token", flat=True))
    assert kept.isdisjoint({code.replace("-", "") for code in codes})


def test_confirm_second_factor_refuses_a_wrong_code(clerk: Actor) -> None:
    user = User.objects.get(pk=clerk.user_id)
    device = services.prepare_second_factor(user)
    wrong = f"{(int(code_of(device)) + 500_000) % 1_000_000:06d}"
    with pytest.raises(AccountRefusal):
        services.confirm_second_factor(actor=clerk, user=user, code=wrong)
    assert User.objects.get(pk=user.pk).has_second_factor is False


def test_verify_second_factor_takes_each_code_once(clerk: Actor) -> None:
    user, device, _codes = switched_on(clerk)
    code = code_of(device, steps=1)
    assert services.verify_second_factor(user=user, code=code).user_id == user.pk
    with pytest.raises(AccountRefusal):
        services.verify_second_factor(user=user, code=code)


def test_verify_second_factor_takes_a_recovery_code_once(clerk: Actor) -> None:
    user, _device, codes = switched_on(clerk)
    services.verify_second_factor(user=user, code=codes[0].upper())
    assert StaticToken.objects.filter(device__user=user).count() == 9
    with pytest.raises(AccountRefusal) as refusal:
        services.verify_second_factor(user=user, code=codes[0])
    assert refusal.value.message.startswith("Mã chưa đúng.")


def test_verify_second_factor_slows_down_after_failures(clerk: Actor) -> None:
    user, device, _codes = switched_on(clerk)
    for _time in range(2):
        with pytest.raises(AccountRefusal):
            services.verify_second_factor(user=user, code="000000")
    with pytest.raises(AccountRefusal) as refusal:
        services.verify_second_factor(user=user, code=code_of(device, steps=1))
    assert refusal.value.message == "Nhập sai nhiều lần. Hãy đợi một lát rồi thử lại."


def test_drop_second_factor_needs_the_password(clerk: Actor) -> None:
    user, _device, _codes = switched_on(clerk)
    with pytest.raises(AccountRefusal):
        services.drop_second_factor(actor=clerk, user=user, password="sai")
    services.drop_second_factor(actor=clerk, user=user, password=PASSWORD)
    assert TOTPDevice.objects.filter(user=user).count() == 0
    assert User.objects.get(pk=user.pk).has_second_factor is False


def test_reset_second_factor_is_the_administrators_with_a_reason(
    clerk: Actor, admin: Actor, head: Actor
) -> None:
    user, _device, _codes = switched_on(clerk)
    with pytest.raises(Refused):
        services.reset_second_factor(actor=head, user=user, reason="Mất máy")
    with pytest.raises(AccountRefusal):
        services.reset_second_factor(actor=admin, user=user, reason="")
    services.reset_second_factor(actor=admin, user=user, reason="Mất máy, đã gọi xác minh")
    assert User.objects.get(pk=user.pk).has_second_factor is False


def test_renew_recovery_codes_ends_the_old_ones(clerk: Actor) -> None:
    user, _device, old = switched_on(clerk)
    new = services.renew_recovery_codes(actor=clerk, user=user)
    with pytest.raises(AccountRefusal):
        services.verify_second_factor(user=user, code=old[1])
    assert set(new).isdisjoint(old)
    assert StaticToken.objects.filter(device__user=user).count() == 10
