"""Components of one edition: added, set right, dropped, copied to another year."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from thidua.base.access import requires
from thidua.base.errors import Refusal
from thidua.pages.indices.finding import find_component, find_index
from thidua.pages.indices.forms import ComponentForm
from thidua.pages.indices.views.things import YEAR, asked_year
from thidua.subjects.targets.models import Index, IndexComponent
from thidua.subjects.targets.services.indices import copy_edition, drop_component, save_component


def back_to(index: Index, year: int) -> HttpResponse:
    return redirect(f"{reverse('indices:index_see', args=[index.code])}?{YEAR}={year}#bo-tieu-chi")


@require_http_methods(["GET", "POST"])
@requires("targets.set_index")
def component_new(request: HttpRequest, code: str) -> HttpResponse:
    index = find_index(code)
    year = asked_year(request.GET, request.actor.day.year)
    form = ComponentForm(request.POST or None, index=index, year=year, day=request.actor.day)
    return saved_or_form(request, index, year, form, None)


@require_http_methods(["GET", "POST"])
@requires("targets.set_index")
def component_edit(request: HttpRequest, component_id: int) -> HttpResponse:
    component = find_component(component_id)
    form = ComponentForm(
        request.POST or None,
        index=component.index,
        year=component.year,
        day=request.actor.day,
        own=component.pk,
        initial=ComponentForm.initial_of(component),
    )
    return saved_or_form(request, component.index, component.year, form, component)


def saved_or_form(
    request: HttpRequest,
    index: Index,
    year: int,
    form: ComponentForm,
    component: IndexComponent | None,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_component(
                actor=request.actor, index=index, year=year, facts=form.facts, component=component
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã lưu “{saved}” của bộ tiêu chí năm {year}.")
            return back_to(index, year)
    context = {"form": form, "index": index, "year": year, "component": component}
    status = 422 if form.errors else 200
    return render(request, "indices/component_form.html", context, status=status)


@require_POST
@requires("targets.set_index")
def component_drop(request: HttpRequest, component_id: int) -> HttpResponse:
    component = find_component(component_id)
    index, year = component.index, component.year
    try:
        drop_component(actor=request.actor, component=component)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Đã bỏ “{component}” khỏi bộ tiêu chí năm {year}.")
    return back_to(index, year)


@require_POST
@requires("targets.set_index")
def edition_copy(request: HttpRequest, code: str) -> HttpResponse:
    index = find_index(code)
    from_year = asked_year(request.POST, 0)
    to_year = from_year + 1
    try:
        count = copy_edition(actor=request.actor, index=index, from_year=from_year, to_year=to_year)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return back_to(index, from_year)
    messages.success(
        request, f"Đã chép {count} mục sang năm {to_year}. Đối chiếu rồi sửa từng mục."
    )
    return back_to(index, to_year)
