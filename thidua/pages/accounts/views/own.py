"""One's own account: details, password, second factor, sessions, the post one acts in."""

from base64 import b32encode
from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django_otp import login as remember_device
from django_otp.plugins.otp_totp.models import TOTPDevice

from thidua.base.access import public_page, signed_in
from thidua.base.clock import today
from thidua.pages.accounts import account_page, signing
from thidua.pages.accounts.acts import acted, acted_on, own_page
from thidua.pages.accounts.entrance import SEAT_KEY
from thidua.pages.accounts.forms import (
    ChangePasswordForm,
    CodeForm,
    DetailsForm,
    OwnPasswordForm,
)
from thidua.subjects.accounts import selectors, services
from thidua.subjects.accounts.security import needs_second_factor

CODES_KEY = "recovery_codes"  # shown on the next page, then forgotten


@own_page
@never_cache
def me(request: Any) -> HttpResponse:
    user = request.user
    known = {"full_name": user.full_name, "email": user.email, "phone": user.phone}
    form = DetailsForm(request.POST or None, initial=known)
    if acted_on(
        form,
        lambda: services.edit_own_details(actor=request.actor, user=user, **form.cleaned_data),
    ):
        messages.success(request, _("Đã lưu thông tin của tôi."))
        return redirect("accounts:me")
    codes = request.session.pop(CODES_KEY, None) if request.method == "GET" else None
    context = account_page.context(request, user)
    return render(request, "accounts/me.html", context | {"form": form, "codes": codes})


@public_page
@never_cache
@sensitive_post_parameters("old", "new", "again")
def password_change(request: Any) -> HttpResponse:
    """Also open to a person who must change the password before anything else."""
    if not request.user.is_authenticated or request.looking is not None:
        return redirect("accounts:login")
    if request.actor is None and request.gate != "accounts:password_change":
        return redirect(request.gate or "accounts:login")
    user = request.user
    form = ChangePasswordForm(request.POST or None)
    if acted_on(form, lambda: _change(request, form)):
        update_session_auth_hash(request, user)
        signing.complete(request, user)
        messages.success(request, _("Đã đổi mật khẩu; các phiên khác đã kết thúc."))
        return redirect("accounts:me")
    return render(request, "accounts/password_change.html", {"form": form, "person": user})


def _change(request: Any, form: ChangePasswordForm) -> None:
    services.change_password(
        user=request.user,
        old=form.cleaned_data["old"],
        new=form.cleaned_data["new"],
        day=today(request),
        keep_session=request.session.session_key,
    )


def _setting_up(request: Any) -> bool:
    """Signed in fully, or stopped exactly because a second factor is owed."""
    if not request.user.is_authenticated or request.looking is not None:
        return False
    return request.actor is not None or request.gate == "accounts:second_factor_setup"


@public_page
@never_cache
def second_factor_setup(request: Any) -> HttpResponse:
    if not _setting_up(request):
        return redirect("accounts:login")
    user = request.user
    if user.has_second_factor:
        return redirect("accounts:me")
    device = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    form = CodeForm(request.POST if "code" in request.POST else None)
    form.fields["code"].help_text = _("6 chữ số đang hiện trên điện thoại.")
    if request.method == "POST" and device is None:
        services.prepare_second_factor(user)
        return redirect("accounts:second_factor_setup")
    if done := acted_on(form, lambda: _confirm(request, form)):
        _remember(request, *done)
        return redirect("accounts:me")
    return render(
        request,
        "accounts/second_factor_setup.html",
        {
            "form": form,
            "device": device,
            "secret": _spaced(device) if device else "",
            "owed": request.actor is None,
        },
    )


def _confirm(request: Any, form: CodeForm) -> Any:
    return services.confirm_second_factor(
        actor=selectors.self_actor(request.user, today(request)),
        user=request.user,
        code=form.cleaned_data["code"],
    )


def _remember(request: Any, device: TOTPDevice, codes: list[str]) -> None:
    remember_device(request, device)
    request.session[CODES_KEY] = codes
    messages.success(request, _("Đã bật lớp bảo vệ thứ hai."))


def _spaced(device: TOTPDevice) -> str:
    secret = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))


@public_page
@never_cache
def second_factor_picture(request: Any) -> HttpResponse:
    """The QR code as a picture of its own, so that the page needs nothing inline."""
    if not _setting_up(request):
        raise Http404
    device = TOTPDevice.objects.filter(user=request.user, confirmed=False).first()
    if device is None:
        raise Http404
    response = HttpResponse(content_type="image/svg+xml")
    segno.make(device.config_url, error="m").save(
        response, kind="svg", scale=5, border=2, dark="#000", light="#fff", xmldecl=False
    )
    return response


@own_page
@require_POST
def second_factor_drop(request: Any) -> HttpResponse:
    form = OwnPasswordForm(request.POST)
    user = request.user
    if needs_second_factor(request.actor.role):
        messages.error(request, _("Chức trách này bắt buộc có lớp bảo vệ thứ hai."))
    elif form.is_valid():
        acted(
            request,
            lambda: services.drop_second_factor(
                actor=request.actor, user=user, password=form.cleaned_data["password"]
            ),
            _("Đã tắt lớp bảo vệ thứ hai."),
        )
    else:
        messages.error(request, _("Cần nhập mật khẩu hiện tại."))
    return redirect("accounts:me")


@own_page
@require_POST
def recovery_codes_renew(request: Any) -> HttpResponse:
    def renew() -> None:
        request.session[CODES_KEY] = services.renew_recovery_codes(
            actor=request.actor, user=request.user
        )

    acted(request, renew, _("Đã cấp mã dự phòng mới; các mã cũ không còn dùng được."))
    return redirect("accounts:me")


@own_page
@require_POST
def session_end(request: Any) -> HttpResponse:
    """One session by number, or all the others."""
    user, own = request.user, request.session.session_key
    which = request.POST.get("session", "")
    if which == "others":
        acted(
            request,
            lambda: services.end_other_sessions(actor=request.actor, user=user, keep=own),
            _("Đã kết thúc các phiên khác."),
        )
    elif which.isdigit():
        acted(
            request,
            lambda: services.end_session(actor=request.actor, user=user, session_id=int(which)),
            _("Đã kết thúc phiên làm việc đó."),
        )
    return redirect("accounts:me")


@signed_in
@never_cache
def seat_choose(request: Any) -> HttpResponse:
    """Which of my posts, or of those lent to me, I act in."""
    if request.looking is not None:
        return redirect("/")
    seats = selectors.seats_on(request.user, today(request))
    if request.method == "POST":
        return _sit(request, seats)
    return render(
        request,
        "accounts/seat_choose.html",
        {"seats": seats, "current": _current_key(request, seats)},
    )


def _sit(request: Any, seats: list[selectors.Seat]) -> HttpResponse:
    chosen = next((seat for seat in seats if seat.key == request.POST.get("seat")), None)
    if chosen is None:
        messages.error(request, _("Chức trách này không còn hiệu lực. Hãy chọn chức trách khác."))
        return redirect("accounts:seat_choose")
    request.session[SEAT_KEY] = chosen.key
    messages.success(request, _("Đang làm việc với chức trách: %(seat)s.") % {"seat": chosen.label})
    return redirect("/")


def _current_key(request: Any, seats: list[selectors.Seat]) -> str:
    chosen = request.session.get(SEAT_KEY)
    return next((s.key for s in seats if s.key == chosen), seats[0].key if seats else "")
