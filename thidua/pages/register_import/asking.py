"""What every view here needs: who asks, the import, a refusal turned into a message."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from thidua.base.access import Actor, may
from thidua.base.errors import Refusal
from thidua.pages.ui.lists import XLSX
from thidua.subjects.register.importing.models import OldRegister


def actor_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def import_of(request: HttpRequest, register_id: int, verb: str) -> OldRegister:
    register = get_object_or_404(
        OldRegister.objects.select_related("file", "batch"), pk=register_id
    )
    answer = may(actor_of(request), verb, register)
    if not answer:
        raise PermissionDenied(answer.reason)
    return register


def attempt(request: HttpRequest, act: Callable[[], Any], done: str = "") -> bool:
    """Do it; say what was done or why not. `done` may hold {} for the number that came back."""
    try:
        result = act()
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return False
    if done:
        messages.success(request, done.format(result))
    return True


def workbook_response(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = str(content_disposition_header(True, name))
    return response
