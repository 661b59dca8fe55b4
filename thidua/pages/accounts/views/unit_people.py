"""People of one's own unit: who is in, invitations, moves from and to other units."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.base.access import Role, requires
from thidua.pages.accounts.acts import acted, acted_on
from thidua.pages.accounts.admin_forms import InviteForm, TransferForm
from thidua.pages.accounts.views.people import invitation_rows
from thidua.subjects.accounts import selectors, services
from thidua.subjects.accounts.models import (
    Invitation,
    InvitationState,
    Post,
    Transfer,
    TransferState,
)


@requires("accounts.unit.see")
def unit_people(request: Any) -> HttpResponse:
    actor = request.actor
    posts = selectors.posts_named_on(actor.day).held_on(actor.day)
    invitations = Invitation.objects.filter(unit_id=actor.unit_id, state=InvitationState.OPEN)
    return render(
        request,
        "accounts/unit_people.html",
        {
            "posts": posts.filter(unit_id=actor.unit_id).order_by("user__sort_key", "pk"),
            "invitations": invitation_rows(invitations, actor.day),
            "arriving": _transfers(Q(to_unit_id=actor.unit_id), actor.day),
            "leaving": _transfers(Q(post__unit_id=actor.unit_id), actor.day),
            "back": reverse("accounts:unit_people"),
        },
    )


def _transfers(which: Q, day: Any) -> list[tuple[Transfer, str, str]]:
    """Open offers with the names of both units."""
    offered = Transfer.objects.filter(which, state=TransferState.OFFERED)
    rows = list(offered.select_related("post__user"))
    ids = {row.to_unit_id for row in rows} | {row.post.unit_id for row in rows}
    names = selectors.names_on(ids, day)
    return [(row, names.get(row.post.unit_id, ""), names.get(row.to_unit_id, "")) for row in rows]


@requires("accounts.invite")
def unit_invite(request: Any) -> HttpResponse:
    actor = request.actor
    form = InviteForm(request.POST or None, day=actor.day, own_unit=actor.unit_id)
    sent = acted_on(
        form,
        lambda: services.invite_user(
            actor=actor,
            full_name=form.cleaned_data["full_name"],
            email=form.cleaned_data["email"],
            **form.place(),
        ),
    )
    if sent:
        said = _("Đã gửi thư mời tới %(email)s.") % {"email": sent.invitation.email}
        messages.success(request, said)
        return redirect("accounts:unit_people")
    return render(request, "accounts/unit_invite.html", {"form": form})


@requires("accounts.invite")
@require_POST
def invitation_again(request: Any, pk: int) -> HttpResponse:
    invitation = _own_invitation(request, pk)
    acted(
        request,
        lambda: services.invite_again(actor=request.actor, invitation=invitation),
        _("Đã gửi lại thư mời; đường dẫn cũ không còn dùng được."),
    )
    return redirect(_back(request))


@requires("accounts.invite")
@require_POST
def invitation_withdraw(request: Any, pk: int) -> HttpResponse:
    invitation = _own_invitation(request, pk)
    acted(
        request,
        lambda: services.withdraw_invitation(actor=request.actor, invitation=invitation),
        _("Đã thu hồi thư mời."),
    )
    return redirect(_back(request))


def _own_invitation(request: Any, pk: int) -> Invitation:
    """Another unit's invitation is not found."""
    visible = Invitation.objects.all()
    if request.actor.role != Role.ADMIN:
        visible = visible.filter(unit_id=request.actor.unit_id)
    return get_object_or_404(visible, pk=pk)


def _back(request: Any) -> str:
    admin = request.actor.role == Role.ADMIN
    return "accounts:invitation_list" if admin else "accounts:unit_people"


@requires("accounts.offer_transfer")
def transfer_offer(request: Any, pk: int) -> HttpResponse:
    actor = request.actor
    visible = Post.objects.held_on(actor.day).select_related("user")
    if actor.role != Role.ADMIN:
        visible = visible.filter(unit_id=actor.unit_id)
    post = get_object_or_404(visible, pk=pk)
    form = TransferForm(request.POST or None, day=actor.day, any_role=actor.role == Role.ADMIN)
    if acted_on(form, lambda: _offer(request, post, form)):
        messages.success(request, _("Đã đề nghị chuyển. Đơn vị mới tiếp nhận thì mới có hiệu lực."))
        admin = actor.role == Role.ADMIN
        return (
            redirect("accounts:user_detail", post.user_id)
            if admin
            else redirect("accounts:unit_people")
        )
    return render(request, "accounts/transfer_offer.html", {"form": form, "post": post})


def _offer(request: Any, post: Post, form: TransferForm) -> Transfer:
    chosen = form.cleaned_data
    return services.transfer_person(
        actor=request.actor,
        post=post,
        to_unit_id=int(chosen["to_unit"]),
        role=chosen["role"],
        title=chosen["title"],
        day=chosen["day"],
        paper=chosen["paper"],
    )


@requires("accounts.answer_transfer")
@require_POST
def transfer_answer(request: Any, pk: int) -> HttpResponse:
    transfer = get_object_or_404(Transfer.objects.select_related("post__user"), pk=pk)
    if request.POST.get("answer") == "accept":
        acted(
            request,
            lambda: services.accept_transfer(actor=request.actor, transfer=transfer),
            _("Đã tiếp nhận. Chức trách mới có hiệu lực từ ngày chuyển."),
        )
    else:
        acted(
            request,
            lambda: services.decline_transfer(
                actor=request.actor, transfer=transfer, reason=request.POST.get("reason", "")
            ),
            _("Đã trả lời không tiếp nhận."),
        )
    return redirect("accounts:unit_people")
