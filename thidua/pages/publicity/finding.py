"""Finding an example inside what the actor may see; carrying out a verb and going back to it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from thidua.base.access import Actor
from thidua.base.errors import Refusal
from thidua.subjects.publicity.models import Example
from thidua.subjects.publicity.selectors.seeing import visible_to


def find_example(actor: Actor, example_id: int) -> Example:
    found = (
        visible_to(actor)
        .filter(pk=example_id)
        .select_related("movement", "suggester", "proof_file")
        .first()
    )
    if found is None:
        raise Http404("Không có điển hình này, hoặc bài chưa đến ngày công khai.")
    return found


def carry_out(
    request: HttpRequest, example: Example, done: str, service: Callable[..., Any], **values: Any
) -> HttpResponse:
    try:
        service(actor=request.actor, example=example, **values)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return redirect("publicity:example_see", example.pk)


def form_page(request: HttpRequest, form: Any, **context: Any) -> HttpResponse:
    """A page with one form: `trail` are (label, address) on the way, `heading` ends it."""
    status = 422 if form.errors else 200
    return render(request, "publicity/form_page.html", {"form": form, **context}, status=status)
