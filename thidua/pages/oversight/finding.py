"""Finding a thing inside what the actor may see; carrying out a verb and coming back."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from thidua.base import audit
from thidua.base.access import Actor
from thidua.base.errors import Refusal
from thidua.core.text import parse_date
from thidua.pages.ui.parts import Event
from thidua.pages.ui.verbs import verb_words
from thidua.subjects.oversight.models import Opinion, OpinionRequest, Question
from thidua.subjects.oversight.selectors import consults, opinions, questions

Row = TypeVar("Row", bound=Model)


def find(rows: QuerySet[Row], pk: int, words: str) -> Row:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404(words)
    return found


def find_opinion(actor: Actor, pk: int) -> Opinion:
    return find(
        opinions.visible_to(actor), pk, "Không có ý kiến này, hoặc ý kiến không gửi cho bạn."
    )


def find_request(actor: Actor, pk: int) -> OpinionRequest:
    visible = consults.requests_visible_to(actor).select_related(
        "movement", "paper", "letter", "summary"
    )
    return find(visible, pk, "Không có đợt lấy ý kiến này, hoặc đơn vị không được hỏi.")


def find_question(actor: Actor, pk: int) -> Question:
    return find(questions.visible_to(actor), pk, "Không có câu hỏi này, hoặc chưa công bố.")


def carry_out(
    request: HttpRequest, back: str, done: str, service: Callable[..., Any], **values: Any
) -> HttpResponse:
    """Run a verb and come back to the page of the thing with what happened."""
    try:
        service(actor=request.actor, **values)  # type: ignore[attr-defined]
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return redirect(back)


def tried(form: Form, service: Callable[..., Any], **values: Any) -> Any:
    """The service's answer, or None with its refusal shown on the form."""
    try:
        return service(**values)
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return None


def events_of(thing: Model) -> list[Event]:
    return [_event(event) for event in audit.timeline(thing)[:40]]


def _event(event: Any) -> Event:
    words = verb_words(event.verb)
    if event.reason:
        words = f"{words}: {event.reason}"
    who = ", ".join(part for part in (event.user_name, event.post_title, event.unit_name) if part)
    when: date | datetime = event.at
    if timezone.localtime(event.at).date() != event.day:
        when = event.day
    return Event(when=when, words=words, who=who, paper=event.paper)


def given_files(uploads: Any) -> list[tuple[str, bytes]]:
    return [(one.name, one.read()) for one in uploads or ()]


def given_file(upload: Any) -> tuple[str, bytes] | None:
    return (upload.name, upload.read()) if upload else None


def asked_day(text: str, otherwise: date) -> date:
    """A day from the address; a wrong one is as if nobody had asked."""
    try:
        return parse_date(text)
    except ValueError:
        return otherwise


def asked_id(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
