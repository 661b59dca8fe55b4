"""Coming in: password, second factor, the demonstration's cards, invitations, lost passwords."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django_otp import login as remember_device

from thidua.base.access import public_page
from thidua.base.clock import today
from thidua.pages.accounts import cards, signing
from thidua.pages.accounts.acts import acted_on
from thidua.pages.accounts.forms import (
    CodeForm,
    ForgottenForm,
    JoinForm,
    SignInForm,
    TwiceForm,
)
from thidua.pages.accounts.middleware import allowed_while_looking
from thidua.subjects.accounts import selectors, services
from thidua.subjects.accounts.errors import BadToken
from thidua.subjects.accounts.models import User
from thidua.subjects.accounts.naming import fold_username
from thidua.subjects.oversight.models import SupportContact


@public_page
@never_cache
@sensitive_post_parameters("password")
def login(request: HttpRequest) -> HttpResponse:
    wanted = signing.safe_next(request, request.POST.get("next", request.GET.get("next", "")))
    if request.actor and not request.POST:  # type: ignore[attr-defined]
        return redirect(wanted)
    form = SignInForm(request.POST or None)
    if form.is_valid() and (user := _user_of(request, form)):
        signing.open_session(request, user)
        return redirect(wanted)
    groups = cards.groups_on(today(request)) if settings.DEMO else []
    return render(
        request,
        "accounts/login.html",
        {
            "form": form,
            "next": wanted,
            "groups": groups,
            "idle": _was_idle(request),
            "contacts": SupportContact.objects.on(today(request)),
        },
    )


def _user_of(request: HttpRequest, form: SignInForm) -> User | None:
    user = authenticate(
        request,
        username=fold_username(form.cleaned_data["username"]),
        password=form.cleaned_data["password"],
    )
    if user is None:
        form.add_error(
            None, _("Tên đăng nhập hoặc mật khẩu chưa đúng. Sau 5 lần sai sẽ phải đợi 15 phút.")
        )
    return user  # type: ignore[return-value]


def _was_idle(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.actor is None and not request.gate  # type: ignore[attr-defined]


@public_page
@require_POST
def demo_login(request: HttpRequest) -> HttpResponse:
    """One click per role. Outside of the demonstration this page does not exist."""
    username = request.POST.get("username", "")
    if not settings.DEMO or username not in cards.USERNAMES:
        raise Http404
    user = get_object_or_404(User.objects.active(), username=username, is_sample=True)
    signing.leave(request)
    signing.open_session(request, user)
    return redirect(signing.safe_next(request, request.POST.get("next", "")))


@allowed_while_looking
@public_page
@require_POST
def logout(request: Any) -> HttpResponse:
    if request.looking is not None:
        actor = selectors.self_actor(request.user, today(request))
        services.stop_see_as(actor=actor, looking=request.looking)
    signing.leave(request)
    messages.success(request, _("Đã đăng xuất."))
    return redirect("accounts:login")


@public_page
@never_cache
def second_factor(request: Any) -> HttpResponse:
    if request.gate != "accounts:second_factor":
        return redirect("accounts:login")
    form = CodeForm(request.POST or None)
    device = acted_on(
        form,
        lambda: services.verify_second_factor(user=request.user, code=form.cleaned_data["code"]),
    )
    if device:
        remember_device(request, device)
        request.session.cycle_key()
        signing.complete(request, request.user)
        return redirect("/")
    return render(request, "accounts/second_factor.html", {"form": form})


@public_page
@never_cache
def no_post(request: Any) -> HttpResponse:
    """Signed in, but without a post on the day: says so and whom to ask."""
    if request.gate != "accounts:no_post":
        return redirect("accounts:login")
    day = today(request)
    return render(
        request,
        "accounts/no_post.html",
        {
            "day": day,
            "posts": selectors.posts_of(request.user, day),
            "admins": selectors.members_of(None, ["admin"], day)[:3],
        },
    )


@public_page
@never_cache
def password_forgotten(request: HttpRequest) -> HttpResponse:
    """The answer does not tell whether the address is known."""
    form = ForgottenForm(request.POST or None)
    if form.is_valid():
        services.request_password_reset(email=form.cleaned_data["email"], day=today(request))
        return redirect("accounts:password_sent")
    return render(request, "accounts/password_forgotten.html", {"form": form})


@public_page
def password_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/password_sent.html")


@public_page
@never_cache
@sensitive_post_parameters("new", "again")
def password_reset(request: HttpRequest, key: str, token: str) -> HttpResponse:
    try:
        user = services.user_of_reset(key, token)
    except BadToken as bad:
        return _bad_link(request, bad)
    form = TwiceForm(request.POST or None)
    if acted_on(
        form,
        lambda: services.reset_password(
            key=key, token=token, password=form.cleaned_data["new"], day=today(request)
        ),
    ):
        messages.success(request, _("Đã đặt mật khẩu mới. Mời đăng nhập."))
        return redirect("accounts:login")
    return render(request, "accounts/password_reset.html", {"form": form, "person": user})


@public_page
@never_cache
@sensitive_post_parameters("new", "again")
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    try:
        invitation = services.invitation_for(token)
    except BadToken as bad:
        return _bad_link(request, bad)
    form = (TwiceForm if invitation.user else JoinForm)(request.POST or None)
    user = acted_on(
        form,
        lambda: services.accept_invitation(
            token=token,
            username=form.cleaned_data.get("username", ""),
            password=form.cleaned_data["new"],
            day=today(request),
        ),
    )
    if user:
        messages.success(request, _("Tài khoản đã sẵn sàng. Mời đăng nhập."))
        return redirect("accounts:login")
    unit = selectors.unit_name(invitation.unit_id, max(invitation.valid_from, today(request)))
    return render(
        request,
        "accounts/invitation_accept.html",
        {"form": form, "invitation": invitation, "unit": unit},
    )


def _bad_link(request: HttpRequest, bad: BadToken) -> HttpResponse:
    return render(request, "accounts/bad_link.html", {"reason": bad.message}, status=410)
