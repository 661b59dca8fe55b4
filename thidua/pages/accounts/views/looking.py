"""Ending a look through somebody's eyes."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.base.access import public_page
from thidua.base.clock import today
from thidua.pages.accounts.acts import acted
from thidua.pages.accounts.entrance import SEE_AS_KEY
from thidua.pages.accounts.middleware import allowed_while_looking
from thidua.subjects.accounts import selectors, services


@allowed_while_looking
@public_page
@require_POST
def see_as_stop(request: Any) -> HttpResponse:
    looking = request.looking
    if looking is None:
        return redirect("/")
    actor = selectors.self_actor(request.user, today(request))
    seen = looking.post.user_id
    acted(
        request,
        lambda: services.stop_see_as(actor=actor, looking=looking),
        _("Đã thôi xem. Đây là tài khoản của ông/bà."),
    )
    request.session.pop(SEE_AS_KEY, None)
    return redirect("accounts:user_detail", seen)


@public_page
def see_as_over(request: Any) -> HttpResponse:
    """The half hour is up, or the post ended meanwhile."""
    if request.looking is None or request.gate != "accounts:see_as_over":
        return redirect("/")
    return render(request, "accounts/see_as_over.html", {"looking": request.looking})
