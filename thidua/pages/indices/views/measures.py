"""Measures that mend an index: the list with due days, one measure, its steps."""

from collections.abc import Callable
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base import audit
from thidua.base.access import may, requires, signed_in
from thidua.base.errors import Refusal
from thidua.pages.indices.finding import find_index, find_measure
from thidua.pages.indices.forms import FinishForm, MeasureForm, ReopenForm
from thidua.pages.movements.views.things import event_of
from thidua.pages.ui.lists import Column, Filter, FilteredList, Rows
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.targets.index_enums import MeasureState
from thidua.subjects.targets.models import ImprovementMeasure, Index, IndexComponent
from thidua.subjects.targets.services.measures import (
    drop_measure,
    finish_measure,
    open_measure,
    reopen_measure,
)

LATE = "qua-han"


@require_GET
@signed_in
def measure_list(request: HttpRequest) -> HttpResponse:
    day = request.actor.day
    measures = list(ImprovementMeasure.objects.select_related("index", "component"))
    names = names_on({measure.owner_id for measure in measures}, day)
    shown = FilteredList(
        request.GET,
        measures,
        measure_columns(names, day),
        name="bien-phap",
        thing="biện pháp",
        filters=measure_filters(measures, names, day),
        sort="han",
        empty_words="Giao biện pháp ở trang của từng chỉ số: chọn mục mất điểm, đơn vị, hạn.",
        export_name="bien-phap-khac-phuc-chi-so",
    )
    if shown.wants_export:
        return shown.export()
    return render(request, "indices/measure_list.html", {"list": shown})


def state_words(measure: ImprovementMeasure, day: date) -> str:
    return "Quá hạn" if measure.is_late_on(day) else str(MeasureState(measure.state).label)


def measure_columns(names: dict[int, str], day: date) -> list[Column]:
    return [
        Column(
            "bien-phap", "Biện pháp", lambda m: m.text, lead=True,
            url=lambda m: reverse("indices:measure_see", args=[m.pk]),
            sub=lambda m: "số liệu mẫu" if m.is_sample else "",
        ),
        Column("chi-so", "Chỉ số", lambda m: m.index.short_name, sub=lambda m: str(m.component or "")),
        Column("don-vi", "Đơn vị thực hiện", lambda m: names.get(m.owner_id, "")),
        Column("han", "Hạn", lambda m: m.due_on, "date"),
        Column("tt", "Trạng thái", lambda m: state_words(m, day), "state"),
        Column("ket-qua", "Kết quả", lambda m: m.result or m.drop_reason, shown=False),
    ]  # fmt: skip


def measure_filters(
    measures: list[ImprovementMeasure], names: dict[int, str], day: date
) -> list[Filter]:
    indices = {measure.index.code: measure.index.short_name for measure in measures}
    owners = {str(m.owner_id): names.get(m.owner_id, "") for m in measures}
    states = [(LATE, "Quá hạn"), *((key, str(word)) for key, word in MeasureState.choices)]

    def by_state(rows: Rows, state: str) -> Rows:
        if state == LATE:
            return [measure for measure in rows if measure.is_late_on(day)]
        return [measure for measure in rows if measure.state == state]

    return [
        Filter("tt", "Trạng thái", states, by_state),
        Filter(
            "chi_so", "Chỉ số", list(indices.items()),
            lambda rows, code: [m for m in rows if m.index.code == code],
        ),
        Filter(
            "don_vi", "Đơn vị", sorted(owners.items(), key=lambda one: one[1]),
            lambda rows, unit: [m for m in rows if str(m.owner_id) == unit],
        ),
    ]  # fmt: skip


@require_GET
@signed_in
def measure_see(request: HttpRequest, measure_id: int) -> HttpResponse:
    return measure_page(request, find_measure(measure_id))


def measure_page(
    request: HttpRequest, measure: ImprovementMeasure, form: forms.Form | None = None
) -> HttpResponse:
    """The page with a form that has something to mend, or with fresh ones."""
    actor = request.actor
    context = {
        "measure": measure,
        "owner": names_on([measure.owner_id], actor.day).get(measure.owner_id, ""),
        "state": state_words(measure, actor.day),
        "today": actor.day,
        "finish_form": form if isinstance(form, FinishForm) else FinishForm(),
        "reopen_form": form if isinstance(form, ReopenForm) else ReopenForm(),
        "may_finish": may(actor, "targets.finish_measure", measure),
        "may_reopen": may(actor, "targets.reopen_measure", measure),
        "may_drop": may(actor, "targets.drop_measure", measure),
        "events": [event_of(event) for event in audit.timeline(measure)],
    }
    status = 422 if form is not None else 200
    return render(request, "indices/measure_see.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires("targets.open_measure")
def measure_new(request: HttpRequest, code: str) -> HttpResponse:
    index = find_index(code)
    initial = {"component_id": request.GET.get("muc"), "owner_id": request.GET.get("don_vi")}
    form = MeasureForm(request.POST or None, index=index, day=request.actor.day, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            measure = save_new(request, index, form)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã giao biện pháp. Đơn vị được báo vào hộp thư.")
            return redirect("indices:measure_see", measure.pk)
    status = 422 if form.errors else 200
    return render(
        request, "indices/measure_form.html", {"form": form, "index": index}, status=status
    )


def save_new(request: HttpRequest, index: Index, form: MeasureForm) -> ImprovementMeasure:
    told = dict(form.cleaned_data)
    component = IndexComponent.objects.filter(pk=told.pop("component_id") or 0).first()
    return open_measure(actor=request.actor, index=index, component=component, **told)


@require_POST
@requires("targets.finish_measure")
def measure_finish(request: HttpRequest, measure_id: int) -> HttpResponse:
    return step(request, measure_id, finish_measure, FinishForm(request.POST), "Đã ghi kết quả.")


@require_POST
@requires("targets.reopen_measure")
def measure_reopen(request: HttpRequest, measure_id: int) -> HttpResponse:
    done = "Đã giao làm tiếp. Đơn vị được báo vào hộp thư."
    return step(request, measure_id, reopen_measure, ReopenForm(request.POST), done)


def step(
    request: HttpRequest, measure_id: int, verb: Callable[..., object], form: forms.Form, done: str
) -> HttpResponse:
    measure = find_measure(measure_id)
    if not form.is_valid():
        return measure_page(request, measure, form)
    try:
        verb(actor=request.actor, measure=measure, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return measure_page(request, find_measure(measure_id), form)
    messages.success(request, done)
    return redirect("indices:measure_see", measure_id)


@require_POST
@requires("targets.drop_measure")
def measure_drop(request: HttpRequest, measure_id: int) -> HttpResponse:
    measure = find_measure(measure_id)
    try:
        drop_measure(actor=request.actor, measure=measure, reason=request.POST.get("reason", ""))
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã thôi thực hiện biện pháp này.")
    return redirect("indices:measure_see", measure_id)
