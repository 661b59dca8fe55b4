"""People and their posts, for the administrator and, read-only, the auditor."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from thidua.base import audit
from thidua.base.access import Role, may, requires
from thidua.base.audit.models import AuditEvent
from thidua.core.text import format_date
from thidua.pages.accounts import people_list as lists
from thidua.pages.accounts.acts import acted, acted_on
from thidua.pages.accounts.admin_forms import (
    EndPostForm,
    InviteForm,
    NewUserForm,
    PostForm,
    ReasonForm,
)
from thidua.pages.accounts.entrance import SEE_AS_KEY
from thidua.pages.accounts.forms import DetailsForm
from thidua.pages.ui.parts import Event, Tab
from thidua.pages.ui.verbs import verb_words
from thidua.subjects.accounts import selectors, services
from thidua.subjects.accounts.models import Invitation, InvitationState, Post, User
from thidua.subjects.accounts.services.invitations import Sent
from thidua.subjects.accounts.trail import person


def tabs(current: str) -> list[Tab]:
    places = (
        (_("Tất cả"), "user_list"),
        (_("Lâu không dùng"), "dormant_list"),
        (_("Thư mời"), "invitation_list"),
    )
    return [
        Tab(label, reverse(f"accounts:{name}"), current=name == current) for label, name in places
    ]


@requires("accounts.read")
def user_list(request: Any) -> HttpResponse:
    day = request.actor.day
    return _list(request, lists.people(day), "user_list", _("Người và chức trách"))


@requires("accounts.read")
def dormant_list(request: Any) -> HttpResponse:
    day = request.actor.day
    return _list(request, lists.dormant(day), "dormant_list", _("Tài khoản lâu không dùng"))


def _list(request: Any, rows: Any, name: str, heading: str) -> HttpResponse:
    shown = lists.people_list(request, rows, request.actor.day, name.replace("_", "-"))
    if shown.wants_export:
        return shown.export()
    context = {
        "list": shown,
        "tabs": tabs(name),
        "heading": heading,
        "current": name,
        "may_invite": may(request.actor, "accounts.create_user"),
    }
    return render(request, "accounts/user_list.html", context)


@requires("accounts.create_user")
def user_new(request: Any) -> HttpResponse:
    """An account and its first post; a letter asks the person to set a password."""
    day = request.actor.day
    form = InviteForm(request.POST or None, day=day)
    if sent := acted_on(form, lambda: _invite(request, form)):
        messages.success(
            request, _("Đã gửi thư mời tới %(email)s.") % {"email": sent.invitation.email}
        )
        return redirect("accounts:invitation_list")
    return render(request, "accounts/user_new.html", {"form": form})


def _invite(request: Any, form: InviteForm) -> Sent:
    return services.invite_user(
        actor=request.actor,
        full_name=form.cleaned_data["full_name"],
        email=form.cleaned_data["email"],
        **form.place(),
    )


@requires("accounts.create_user")
def user_by_hand(request: Any) -> HttpResponse:
    """An account without a letter, for people without e-mail: posts are granted on its page."""
    form = NewUserForm(request.POST or None)
    made = acted_on(form, lambda: services.create_user(actor=request.actor, **form.cleaned_data))
    if made:
        messages.success(request, _("Đã tạo tài khoản. Hãy giao chức trách."))
        return redirect("accounts:user_detail", made.pk)
    return render(request, "accounts/user_by_hand.html", {"form": form})


@requires("accounts.read")
@never_cache
def user_detail(request: Any, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    return _detail(request, user)


def _detail(request: Any, user: User, **forms: Any) -> HttpResponse:
    actor, day = request.actor, request.actor.day
    known = {"full_name": user.full_name, "email": user.email, "phone": user.phone}
    posts = selectors.posts_of(user, day)
    return render(
        request,
        "accounts/user_detail.html",
        {
            "person": user,
            "posts": [(post, _post_state(post, day), EndPostForm()) for post in posts],
            "held": [post for post in posts if post.valid_from <= day < post.valid_until],
            "events": [_event(event) for event in audit.timeline(person(user))[:30]],
            "details_form": DetailsForm(initial=known),
            "post_form": PostForm(day=day),
            "reason_form": ReasonForm(),
            "locked": user.username in lists.locked_usernames(),
            "sessions": user.open_sessions.count(),
            "manages": bool(may(actor, "accounts.edit_user", user)),
            "is_self": actor.user_id == user.pk,
            "can_be_seen": bool(may(actor, "accounts.see_as", user)),
            "state": _account_state(user, posts, day),
        }
        | forms,
    )


def _account_state(user: User, posts: list[Post], day: Any) -> str:
    user.posts_of_day = [p for p in posts if p.valid_from <= day < p.valid_until]  # type: ignore[attr-defined]
    return lists.state_of(user)


def _post_state(post: Post, day: Any) -> str:
    if post.valid_from > day:
        return _("Chưa bắt đầu")
    return _("Đang dùng") if day < post.valid_until else _("Hết nhiệm kỳ")


def _event(event: AuditEvent) -> Event:
    words = verb_words(event.verb)
    after = event.after if isinstance(event.after, dict) else {}
    if title := after.get("title"):
        words = f"{words}: {title}"
    if event.reason:
        words = f"{words}. {_('Lý do')}: {event.reason}"
    return Event(event.at, words, event.signature, event.paper)


def _act(request: Any, pk: int, act: Callable[[User], Any], said: str) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    acted(request, lambda: act(user), said)
    return redirect("accounts:user_detail", pk)


@requires("accounts.edit_user")
@require_POST
def user_edit(request: Any, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    form = DetailsForm(request.POST)
    if acted_on(
        form, lambda: services.edit_user(actor=request.actor, user=user, **form.cleaned_data)
    ):
        messages.success(request, _("Đã lưu."))
        return redirect("accounts:user_detail", pk)
    return _detail(request, user, details_form=form)


@requires("accounts.grant_post")
@require_POST
def post_grant(request: Any, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    form = PostForm(request.POST, day=request.actor.day)
    granted = acted_on(
        form,
        lambda: services.grant_post(
            actor=request.actor, user=user, paper=form.cleaned_data["paper"], **form.place()
        ),
    )
    if granted:
        messages.success(request, _("Đã giao chức trách."))
        return redirect("accounts:user_detail", pk)
    return _detail(request, user, post_form=form)


@requires("accounts.end_post")
@require_POST
def post_end(request: Any, pk: int) -> HttpResponse:
    post = get_object_or_404(Post.objects.select_related("user"), pk=pk)
    form = EndPostForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Cần ghi ngày cuối giữ chức trách, ví dụ 28/02/2022."))
        return redirect("accounts:user_detail", post.user_id)
    end = form.cleaned_data["last_day"]
    acted(
        request,
        lambda: services.end_post(
            actor=request.actor,
            post=post,
            day=end,
            reason=form.cleaned_data["reason"],
            paper=form.cleaned_data["paper"],
        ),
        _("Đã ghi ngày thôi giữ chức trách. Từ %(day)s người này không còn quyền ở đó.")
        % {"day": format_date(end)},
    )
    return redirect("accounts:user_detail", post.user_id)


@requires("accounts.deactivate")
@require_POST
def user_close(request: Any, pk: int) -> HttpResponse:
    reason = request.POST.get("reason", "")
    return _act(
        request,
        pk,
        lambda user: services.deactivate_user(actor=request.actor, user=user, reason=reason),
        _("Đã khóa tài khoản và kết thúc mọi phiên làm việc."),
    )


@requires("accounts.activate")
@require_POST
def user_open(request: Any, pk: int) -> HttpResponse:
    return _act(
        request,
        pk,
        lambda user: services.activate_user(actor=request.actor, user=user),
        _("Đã mở lại tài khoản."),
    )


@requires("accounts.unlock")
@require_POST
def user_unlock(request: Any, pk: int) -> HttpResponse:
    return _act(
        request,
        pk,
        lambda user: services.unlock_user(actor=request.actor, user=user),
        _("Đã bỏ tạm khóa; người này đăng nhập được ngay."),
    )


@requires("accounts.reset_second_factor")
@require_POST
def user_reset_second_factor(request: Any, pk: int) -> HttpResponse:
    reason = request.POST.get("reason", "")
    return _act(
        request,
        pk,
        lambda user: services.reset_second_factor(actor=request.actor, user=user, reason=reason),
        _("Đã gỡ lớp bảo vệ thứ hai; người này cần bật lại khi đăng nhập."),
    )


@requires("accounts.invite")
@require_POST
def user_invite_again(request: Any, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    post = next(iter(selectors.posts_on(user, request.actor.day)), None)
    if post is None:
        messages.error(request, _("Hãy giao chức trách trước khi gửi đường dẫn đặt mật khẩu."))
        return redirect("accounts:user_detail", pk)
    acted(
        request,
        lambda: services.invite_to_set_password(actor=request.actor, user=user, post=post),
        _("Đã gửi đường dẫn đặt mật khẩu tới %(email)s.") % {"email": user.email},
    )
    return redirect("accounts:user_detail", pk)


@requires("accounts.see_as")
@require_POST
def see_as_start(request: Any, pk: int) -> HttpResponse:
    post = get_object_or_404(Post.objects.select_related("user"), pk=pk)
    reason = request.POST.get("reason", "")

    def start() -> None:
        looking = services.start_see_as(actor=request.actor, post=post, reason=reason)
        request.session[SEE_AS_KEY] = looking.pk

    if not acted(request, start, _("Đang xem với tư cách %(name)s.") % {"name": post.user}):
        return redirect("accounts:user_detail", post.user_id)
    return redirect("/")


@requires("accounts.read")
def invitation_list(request: Any) -> HttpResponse:
    waiting = Invitation.objects.filter(state=InvitationState.OPEN)
    return render(
        request,
        "accounts/invitation_list.html",
        {
            "rows": invitation_rows(waiting, request.actor.day),
            "tabs": tabs("invitation_list"),
            "manages": request.actor.role == Role.ADMIN,
            "back": reverse("accounts:invitation_list"),
        },
    )


def invitation_rows(invitations: Any, day: Any) -> list[tuple[Invitation, str]]:
    rows = list(invitations.select_related("invited_by")[:200])
    names = selectors.names_on({row.unit_id for row in rows}, day)
    return [(row, names.get(row.unit_id, "")) for row in rows]
