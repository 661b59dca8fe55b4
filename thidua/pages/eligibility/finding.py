"""Finding things inside what the actor may see; a refusal turned into a message."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from thidua.base.access import Actor
from thidua.base.errors import Refusal
from thidua.core.text import parse_date
from thidua.pages.ui.parts import Event
from thidua.pages.ui.verbs import verb_words
from thidua.subjects.eligibility.models import Check, NomineeList
from thidua.subjects.eligibility.selectors.checks import checks_visible_to
from thidua.subjects.eligibility.selectors.lists import lists_visible_to
from thidua.subjects.register.models import Holder
from thidua.subjects.register.selectors.scope import visible_to

NO_HOLDER = "Không có người, tập thể này trong sổ, hoặc thuộc đơn vị khác quản lý."
NO_CHECK = "Không có lần xét này, hoặc của người thuộc đơn vị khác."
NO_LIST = "Không có danh sách này, hoặc của đơn vị khác."
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def find_holder(actor: Actor, holder_id: int) -> Holder:
    found = visible_to(actor).select_related("person").filter(pk=holder_id).first()
    if found is None:
        raise Http404(NO_HOLDER)
    return found


def find_check(actor: Actor, check_id: int) -> Check:
    rows = checks_visible_to(actor).prefetch_related("overrides")
    found = rows.filter(pk=check_id).first()
    if found is None:
        raise Http404(NO_CHECK)
    return found


def find_list(actor: Actor, list_id: int) -> NomineeList:
    found = lists_visible_to(actor).filter(pk=list_id).first()
    if found is None:
        raise Http404(NO_LIST)
    return found


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


def asked_day(params: QueryDict, default: date, name: str = "ngay") -> date:
    """The day in the address; one that is none answers 404."""
    words = params.get(name, "")
    if not words:
        return default
    try:
        return parse_date(words) or default
    except ValueError as error:
        raise Http404("Ngày không hợp lệ.") from error


def asked_year(params: QueryDict, default: int, name: str = "nam") -> int:
    words = params.get(name, "")
    if not words:
        return default
    if not (words.isdecimal() and len(words) == 4):
        raise Http404("Năm không hợp lệ.")
    return int(words)


def asked_number(params: QueryDict, name: str) -> int | None:
    words = params.get(name, "")
    return int(words) if words.isdecimal() and len(words) < 10 else None


def default_period(day: date) -> int:
    """The year last finished while its awards are still being proposed; from July on the present one."""
    return day.year - 1 if day.month <= 6 else day.year


def event_of(event: Any) -> Event:
    """A line of the record: the day on which the actor lived; the hour where both agree."""
    words = verb_words(event.verb)
    if event.reason:
        words = f"{words}: {event.reason}"
    who = ", ".join(part for part in (event.user_name, event.post_title, event.unit_name) if part)
    when = event.at if timezone.localtime(event.at).date() == event.day else event.day
    return Event(when=when, words=words, who=who, paper=event.paper)


def docx_answer(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return response
