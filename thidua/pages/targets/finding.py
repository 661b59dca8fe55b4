"""The thing an address names, and the trip of a POST to its service and back."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from thidua.base.access import Actor, may
from thidua.base.errors import Refusal
from thidua.core.text import parse_date
from thidua.pages.ui.parts import Event
from thidua.pages.ui.verbs import verb_words
from thidua.subjects.targets.models import Target, TargetPeriod, TargetValue

YEAR, TREE = "nam", "cay"


def find_target(target_id: int) -> Target:
    """A target of the province that was given to somebody; a draft's is not there yet."""
    shown = Target.objects.filter(of_unit=None, announced_on__isnull=False)
    related = ("exception_of", "previous", "owner")
    return get_object_or_404(shown.select_related(*related), pk=target_id)


def find_value(value_id: int) -> TargetValue:
    related = ("target__owner", "period", "file")
    return get_object_or_404(TargetValue.objects.select_related(*related), pk=value_id)


def find_period(kind: str, code: str) -> TargetPeriod:
    for period in TargetPeriod.objects.filter(kind=kind, year=_year_of(code)):
        if period.code == code:
            return period
    raise Http404("Không có kỳ báo cáo này.")


def _year_of(code: str) -> int:
    head = code.partition("-")[0]
    if not (head.isascii() and head.isdigit() and len(head) == 4):
        raise Http404("Không có kỳ báo cáo này.")
    return int(head)


def allow(actor: Actor, verb: str, thing: Any) -> None:
    if not (answer := may(actor, verb, thing)):
        raise PermissionDenied(answer.reason)


def asked_year(request: HttpRequest) -> int:
    text = request.GET.get(YEAR, "")
    known = text.isascii() and text.isdigit() and len(text) == 4
    return int(text) if known else request.actor.day.year


def asked_tree(request: HttpRequest) -> date | None:
    """None: each figure in the tree of its own day; "nay": carried to the units of today."""
    asked = request.GET.get(TREE, "")
    if asked == "nay":
        day: date = request.actor.day
        return day
    try:
        return parse_date(asked)
    except ValueError:
        return None


def attempt(request: HttpRequest, act: Callable[[], Any], done: str, *place: Any) -> HttpResponse:
    """Do it and go back to the place, saying what was done or why not."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return redirect(*place)


def event_of(event: Any) -> Event:
    words = verb_words(event.verb)
    if event.reason:
        words = f"{words}: {event.reason}"
    who = ", ".join(part for part in (event.user_name, event.post_title, event.unit_name) if part)
    when = event.at if timezone.localtime(event.at).date() == event.day else event.day
    return Event(when=when, words=words, who=who, paper=event.paper)
