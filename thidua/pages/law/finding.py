"""The day and the law a page is about; rows found; a refusal turned into a message."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from thidua.base.access import Actor, may
from thidua.base.errors import Refusal
from thidua.core.law.law import Law
from thidua.core.law.model import Award, LawError, Regime
from thidua.core.text.dates import parse_date
from thidua.subjects.law.models import LawRow

DAY = "ngay"


def day_of(request: HttpRequest) -> date:
    """ "Luật của ngày": what the address asks for, else today."""
    words = request.GET.get(DAY, "").strip()
    if not words:
        return request.actor.day
    try:
        return parse_date(words)
    except ValueError:
        messages.error(request, f"“{words}” không phải là ngày; đang xem luật của hôm nay.")
        return request.actor.day


def find_award(law: Law, key: str) -> Award:
    if key not in law.awards:
        raise Http404("Không có danh hiệu, hình thức này trong dữ liệu luật.")
    return law.awards[key]


def regime_of(law: Law, day: date) -> Regime | None:
    try:
        return law.regime_on(day)
    except LawError:
        return None


def find_row(row_id: int) -> LawRow:
    rows = LawRow.objects.select_related("written_by", "reviewed_by", "end_asked_by")
    return get_object_or_404(rows, pk=row_id)


def allow(actor: Actor, verb: str, thing: Any) -> None:
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
    """What a form was sent, an empty one too."""
    return request.POST if request.method == "POST" else None
