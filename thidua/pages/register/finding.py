"""Finding things inside what the actor may see; a refusal turned into a message."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict

from thidua.base.access import Actor, may
from thidua.base.errors import Refusal
from thidua.subjects.register.models import Entry, Holder, HolderTransfer
from thidua.subjects.register.permissions import sees_all
from thidua.subjects.register.selectors.scope import entries_visible_to, visible_to

NOT_FOUND = "Không có trong sổ, hoặc thuộc đơn vị khác quản lý."


def find_holder(actor: Actor, holder_id: int) -> Holder:
    found = visible_to(actor).select_related("person").filter(pk=holder_id).first()
    if found is None:
        raise Http404(NOT_FOUND)
    return found


def find_merged(actor: Actor, holder_id: int) -> Holder | None:
    """Who stands for a double that was merged away, where the actor may see that one."""
    gone = Holder.objects.filter(pk=holder_id, merged_into__isnull=False).first()
    if gone is None:
        return None
    return visible_to(actor).filter(pk=gone.merged_into_id).first()


def find_entry(actor: Actor, entry_id: int) -> Entry:
    rows = entries_visible_to(actor).select_related("holder", "holder__person", "points_to")
    found = rows.filter(pk=entry_id).first()
    if found is None:
        raise Http404(NOT_FOUND)
    return found


def find_transfer(actor: Actor, transfer_id: int) -> HolderTransfer:
    rows = HolderTransfer.objects.select_related("holder", "holder__person")
    found = rows.filter(pk=transfer_id).first()
    if found is None or not (
        sees_all(actor) or visible_to(actor).filter(pk=found.holder_id).exists()
    ):
        raise Http404(NOT_FOUND)
    return found


def allow(actor: Actor, verb: str, thing: Any = None) -> None:
    answer = may(actor, verb, thing)
    if not answer:
        raise PermissionDenied(answer.reason)


def attempt(request: HttpRequest, act: Callable[[], Any], done: str = "") -> bool:
    """Do it; say what was done or why not."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return False
    if done:
        messages.success(request, done)
    return True


def posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
