"""Finding a paper inside what the actor may see; answering a refusal on the paper's page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from thidua.base.access import Actor
from thidua.base.errors import Refusal
from thidua.subjects.papers.models import Paper
from thidua.subjects.papers.selectors.papers import visible_to


def actor_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def visible_paper(request: HttpRequest, paper_id: int) -> Paper:
    papers = visible_to(actor_of(request)).select_related("signed_file")
    return get_object_or_404(papers.prefetch_related("steps", "deliveries"), pk=paper_id)


def carry_out(
    request: HttpRequest, paper_id: int, verb: Callable[..., Any], done: str, **words: Any
) -> HttpResponse:
    """Run a verb on a visible paper and come back to its page with what happened."""
    paper = visible_paper(request, paper_id)
    try:
        verb(actor=actor_of(request), paper_id=paper.pk, **words)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return redirect("papers:paper_see", paper.pk)
