"""Results of an index: entered with their source, corrected on the record."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.base import audit
from thidua.base.access import may, requires, signed_in
from thidua.base.errors import Refusal
from thidua.pages.indices.finding import find_index, find_result
from thidua.pages.indices.forms import CorrectionForm, ResultForm
from thidua.pages.indices.views.things import asked_year
from thidua.pages.indices.words import doubt_words, place_words
from thidua.pages.movements.views.things import event_of
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.targets.models import Index, IndexComponent, IndexResult
from thidua.subjects.targets.services.indices import NUMBER_WORDS, correct_result, record_result

WORDS = NUMBER_WORDS | {
    "source": "nguồn", "source_status": "đối chiếu", "note": "ghi chú", "is_sample": "số liệu mẫu",
}  # fmt: skip


def place_name(request: HttpRequest, result: IndexResult) -> str:
    return names_on([result.place_id], request.actor.day).get(result.place_id, result.place.code)


@require_GET
@signed_in
def result_see(request: HttpRequest, result_id: int) -> HttpResponse:
    result = find_result(result_id)
    corrections = [
        (
            one,
            [
                (WORDS.get(name, name), one.before.get(name), one.after.get(name))
                for name in one.after
            ],
        )
        for one in result.corrections.all()
    ]
    context = {
        "result": result,
        "place": place_name(request, result),
        "rank": place_words(result),
        "doubt": doubt_words(result),
        "corrections": corrections,
        "events": [event_of(event) for event in audit.timeline(result)],
        "may_correct": may(request.actor, "targets.correct_index", result),
    }
    return render(request, "indices/result_see.html", context)


@require_http_methods(["GET", "POST"])
@requires("targets.record_index")
def result_new(request: HttpRequest, code: str) -> HttpResponse:
    index, actor = find_index(code), request.actor
    year = asked_year(request.GET, actor.day.year - 1)
    form = ResultForm(request.POST or None, index=index, year=year, day=actor.day)
    if request.method == "POST" and form.is_valid():
        try:
            result = save_new(request, index, form)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã ghi kết quả {index.short_name} năm {result.year}.")
            return redirect("indices:result_see", result.pk)
    status = 422 if form.errors else 200
    return render(
        request, "indices/result_form.html", {"form": form, "index": index}, status=status
    )


def save_new(request: HttpRequest, index: Index, form: ResultForm) -> IndexResult:
    told = form.cleaned_data
    component = IndexComponent.objects.filter(pk=told["component_id"] or 0).first()
    return record_result(
        actor=request.actor, index=index, component=component, year=told["year"],
        place_id=told["place_id"], numbers=form.numbers,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires("targets.correct_index")
def result_correct(request: HttpRequest, result_id: int) -> HttpResponse:
    result = find_result(result_id)
    form = CorrectionForm(request.POST or None, initial=CorrectionForm.initial_of(result))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            correct_result(
                actor=request.actor, result=result, revision=told["revision"],
                numbers=form.numbers, reason=told["reason"], paper=told["paper"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã đính chính. Số cũ và lý do còn trong hồ sơ.")
            return redirect("indices:result_see", result.pk)
    context = {"form": form, "result": result, "place": place_name(request, result)}
    status = 422 if form.errors else 200
    return render(request, "indices/result_correct.html", context, status=status)
