"""The review: questions on top, the paper on the left, what was read on the right."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from thidua.base.access import may, requires
from thidua.base.errors import Refusal, StaleVersion
from thidua.base.jobs.models import JobRun
from thidua.pages.directives.forms import AskForm
from thidua.pages.directives.review import Review
from thidua.subjects.movements.enums import ReadingState
from thidua.subjects.movements.models import Reading, ReadingItem
from thidua.subjects.movements.selectors.readings import readings_for
from thidua.subjects.movements.services import readings
from thidua.subjects.movements.services.readings_movement import create_movement

NO_TEXT = (ReadingState.QUEUED, ReadingState.FAILED)


def find_reading(request: HttpRequest, reading_id: int) -> Reading:
    actor = request.actor  # type: ignore[attr-defined]
    return get_object_or_404(readings_for(actor), pk=reading_id)


def find_whole(request: HttpRequest, reading_id: int) -> Reading:
    """With its text, which lists leave in the table."""
    actor = request.actor  # type: ignore[attr-defined]
    return get_object_or_404(readings_for(actor).defer(None).select_related("file"), pk=reading_id)


def find_item(reading: Reading, item_id: int) -> ReadingItem:
    item = get_object_or_404(ReadingItem, pk=item_id, reading_id=reading.pk)
    item.reading = reading
    return item


@require_GET
@requires("movements.read_directive")
def reading_review(request: HttpRequest, reading_id: int) -> HttpResponse:
    reading = find_whole(request, reading_id)
    if reading.state in NO_TEXT:
        return render(request, "directives/waiting.html", _waiting(reading))
    return _review_page(request, reading)


def _review_page(
    request: HttpRequest, reading: Reading, bound: AskForm | None = None, status: int = 200
) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    review = Review(reading, may_edit=bool(may(actor, "movements.review", reading)), bound=bound)
    return render(request, "directives/review.html", {"review": review}, status=status)


@require_GET
@requires("movements.read_directive")
def reading_progress(request: HttpRequest, reading_id: int) -> HttpResponse:
    """The same fragment until the reading is done, then the way to it."""
    reading = find_reading(request, reading_id)
    response = render(request, "directives/_progress.html", _waiting(reading))
    if reading.state != ReadingState.QUEUED:
        response["HX-Redirect"] = reverse("directives:reading_review", args=[reading.pk])
    return response


def _waiting(reading: Reading) -> dict[str, Any]:
    run = JobRun.objects.filter(key=f"reading:{reading.pk}").order_by("-pk").first()
    return {"reading": reading, "run": run, "failed": reading.state == ReadingState.FAILED}


@require_POST
@requires("movements.review")
def item_decide(request: HttpRequest, reading_id: int, item_id: int) -> HttpResponse:
    """Accept, drop, restore with one button; or the answer to a question."""
    reading = find_reading(request, reading_id)
    item = find_item(reading, item_id)
    decision = request.POST.get("decision", "")
    if decision not in readings.DECISIONS:
        raise Http404
    if decision == "change":
        return _answer(request, reading, item)
    try:
        _decide(request, item, decision)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect(_anchor(reading, item))
    return _after(request, reading, item)


def _decide(
    request: HttpRequest, item: ReadingItem, decision: str, chosen: dict[str, Any] | None = None
) -> None:
    given = request.POST.get("revision", "") or request.GET.get("r", "")
    readings.decide_item(
        actor=request.actor,  # type: ignore[attr-defined]
        item_id=item.pk,
        revision=int(given) if given.isdigit() else -1,
        decision=decision,
        chosen=chosen,
    )


def _answer(request: HttpRequest, reading: Reading, item: ReadingItem) -> HttpResponse:
    form = AskForm(request.POST, item)
    if form.is_valid():
        try:
            _decide(request, item, "change", form.chosen())
            return _after(request, reading, item)
        except StaleVersion as refusal:
            form.add_error(None, _with_other(refusal, item))
        except Refusal as refusal:
            form.add_error(next(iter(form.fields), None), refusal.message)
    return _review_page(request, find_whole(request, reading.pk), bound=form, status=422)


def _with_other(refusal: StaleVersion, item: ReadingItem) -> str:
    """The other's answer in words, beside what this person typed."""
    from thidua.pages.directives.lines import words_of

    item.refresh_from_db()
    words = item.chosen.get("answer") or item.chosen.get("purpose") or ""
    words = words or words_of(item.kind, item.chosen)[0]
    return f"{refusal.message} Nội dung của người kia: “{words}”."


def _after(request: HttpRequest, reading: Reading, item: ReadingItem) -> HttpResponse:
    if request.headers.get("HX-Request") and request.POST.get("part") == "line":
        review = Review(find_whole(request, reading.pk), may_edit=True)
        context = {"review": review, **review.line_context(item.pk)}
        return render(request, "directives/_decided.html", context)
    return redirect(_anchor(reading, item))


def _anchor(reading: Reading, item: ReadingItem) -> str:
    page = reverse("directives:reading_review", args=[reading.pk])
    return f"{page}#{'h' if item.question else 'i'}-{item.pk}"


@require_POST
@requires("movements.review")
def rest_accept(request: HttpRequest, reading_id: int) -> HttpResponse:
    reading = find_reading(request, reading_id)
    try:
        count = readings.accept_rest(actor=request.actor, reading=reading)  # type: ignore[attr-defined]
        messages.success(request, f"Đã giữ nguyên {count} mục.")
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("directives:reading_review", reading_id=reading.pk)


@require_POST
@requires("movements.review")
def reading_discard(request: HttpRequest, reading_id: int) -> HttpResponse:
    reading = find_reading(request, reading_id)
    try:
        readings.discard_reading(actor=request.actor, reading=reading)  # type: ignore[attr-defined]
        messages.success(request, f"Đã bỏ văn bản “{reading.file_name}”.")
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("directives:reading_list")


@require_POST
@requires("movements.draft")
def movement_create(request: HttpRequest, reading_id: int) -> HttpResponse:
    reading = find_whole(request, reading_id)
    try:
        movement = create_movement(
            actor=request.actor,  # type: ignore[attr-defined]
            reading=reading,
            confirmed="confirmed" in request.POST,
        )
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("directives:reading_review", reading_id=reading.pk)
    messages.success(request, f"Đã tạo dự thảo “{movement.name}”.")
    return redirect(f"/phong-trao/{movement.pk}/")
