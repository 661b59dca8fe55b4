"""What every view of the desk needs: who asks, and a refusal turned into a message."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from thidua.base.access import Actor, may
from thidua.base.errors import Refusal


def actor_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def allow(request: HttpRequest, verb: str, thing: Any) -> None:
    answer = may(actor_of(request), verb, thing)
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
