"""What views share: acting with a refusal shown in words, pages of one's own, choices of units."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from thidua.base.access import signed_in
from thidua.base.errors import Refusal
from thidua.subjects.orgs.selectors import tree_on


def acted(request: HttpRequest, act: Callable[[], Any], said: str) -> bool:
    """Do it and say so; a refusal becomes a message instead. True when it was done."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return False
    messages.success(request, said)
    return True


def acted_on(form: Form, act: Callable[[], Any]) -> Any:
    """What a valid form led to, or None with the refusal standing on the form."""
    if not form.is_valid():
        return None
    try:
        return act() or True
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return None


def own_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page about the signed-in person alone: closed to whoever sees through their eyes."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.looking is not None:
            raise PermissionDenied(_("Trang riêng của mỗi người, không xem được thay người khác."))
        return view(request, *args, **kwargs)

    return signed_in(guarded)


def unit_choices(day: date) -> list[tuple[str, str]]:
    """All units of the day in Vietnamese order; a commune says whose it is."""
    tree = tree_on(day)
    nodes = sorted(tree, key=lambda node: node.sort_key)
    return [(str(node.id), _labelled(tree, node)) for node in nodes]


def _labelled(tree: Any, node: Any) -> str:
    parent = tree.node(node.parent_id) if node.parent_id in tree else None
    return f"{node.name} ({parent.short_name or parent.name})" if parent else str(node.name)
