"""What every view that changes something does: ask the service, say what came of it, go back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest

from thidua.base.errors import Refusal


def carried_out(request: HttpRequest, act: Callable[[], Any], done: str) -> bool:
    """Runs the act; its refusal or the good news becomes the message of the next page."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return False
    messages.success(request, done)
    return True


def accepted(request: HttpRequest, form: Form, act: Callable[[], Any], done: str) -> bool:
    """The same for a form that is shown again with what was typed."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return False
    messages.success(request, done)
    return True
