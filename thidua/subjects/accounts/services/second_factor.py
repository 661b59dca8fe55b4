"""The second factor: an authenticator on the phone, and recovery codes on paper."""

import secrets

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.subjects.accounts import trail
from thidua.subjects.accounts.errors import AccountRefusal
from thidua.subjects.accounts.models import User
from thidua.subjects.accounts.services.sessions import close_sessions

CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike on paper


def prepare_second_factor(user: User) -> TOTPDevice:
    """The device being set up; it counts for nothing until confirmed with a code."""
    if user.has_second_factor:
        raise AccountRefusal(_("Tài khoản đã có lớp bảo vệ thứ hai."))
    device, _made = TOTPDevice.objects.get_or_create(
        user=user, confirmed=False, defaults={"name": "app"}
    )
    return device


@transaction.atomic
def confirm_second_factor(*, actor: Actor, user: User, code: str) -> tuple[TOTPDevice, list[str]]:
    """Turns it on with a code from the phone; gives the recovery codes, shown this once."""
    device = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    if device is None or not device.verify_token(code.strip().replace(" ", "")):
        raise AccountRefusal(
            _("Mã chưa đúng. Hãy kiểm tra giờ của điện thoại và nhập mã đang hiện.")
        )
    TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
    User.objects.filter(pk=user.pk).update(has_second_factor=True)
    user.has_second_factor = True
    codes = _new_codes(user)
    audit.record(actor, "accounts.confirm_second_factor", trail.person(user))
    return device, codes


@transaction.atomic
def renew_recovery_codes(*, actor: Actor, user: User) -> list[str]:
    require(actor, "accounts.own", user)
    if not user.has_second_factor:
        raise AccountRefusal(_("Hãy bật lớp bảo vệ thứ hai trước."))
    codes = _new_codes(user)
    audit.record(actor, "accounts.renew_recovery_codes", trail.person(user))
    return codes


def _new_codes(user: User) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = ["".join(secrets.choice(LETTERS) for _place in range(10)) for _code in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=_kept(c)) for c in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _kept(code: str) -> str:
    """Recovery codes are kept hashed with the key of the installation, never as printed."""
    return salted_hmac("thidua.recovery", code).hexdigest()[:16]


def verify_second_factor(*, user: User, code: str) -> TOTPDevice | StaticDevice:
    """At sign-in: a code of the phone or one recovery code; both slow down after failures."""
    typed = code.strip().lower().replace(" ", "").replace("-", "")
    # The refusal is raised outside: a rolled-back transaction would forget the failure.
    with transaction.atomic():
        device = _device_of(user, typed)
        waits = device is not None and not device.verify_is_allowed()[0]
        known = typed if typed.isdigit() else _kept(typed)
        fits = device is not None and not waits and device.verify_token(known)
    if waits:
        raise AccountRefusal(_("Nhập sai nhiều lần. Hãy đợi một lát rồi thử lại."))
    if device is None or not fits:
        raise AccountRefusal(_("Mã chưa đúng. Hãy nhập mã đang hiện trên điện thoại."))
    return device


def _device_of(user: User, typed: str) -> TOTPDevice | StaticDevice | None:
    if typed.isdigit():
        phone = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True)
        return phone.first()
    return StaticDevice.objects.select_for_update().filter(user=user).first()


@transaction.atomic
def drop_second_factor(*, actor: Actor, user: User, password: str) -> None:
    require(actor, "accounts.own", user)
    if not user.check_password(password):
        raise AccountRefusal(_("Mật khẩu chưa đúng."))
    forget_second_factor(user)
    audit.record(actor, "accounts.drop_second_factor", trail.person(user))


@transaction.atomic
def reset_second_factor(*, actor: Actor, user: User, reason: str) -> None:
    """By the administrator, for a lost phone; ends the person's sessions."""
    require(actor, "accounts.reset_second_factor", user)
    if not reason.strip():
        raise AccountRefusal(_("Cần ghi lý do và cách đã xác minh người đề nghị."))
    if not user.has_second_factor:
        raise AccountRefusal(_("Tài khoản này chưa bật lớp bảo vệ thứ hai."))
    forget_second_factor(user)
    close_sessions(user)
    audit.record(actor, "accounts.reset_second_factor", trail.person(user), reason=reason.strip())


def forget_second_factor(user: User) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(has_second_factor=False)
    user.has_second_factor = False
