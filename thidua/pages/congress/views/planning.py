"""Planning: the congress itself, numbers per unit, wanted structure, programme."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from thidua.base.access import requires
from thidua.base.errors import Refusal
from thidua.pages.congress.finding import find_congress, trail_of
from thidua.pages.congress.forms import (
    CongressForm,
    ProgrammeForm,
    SeatsForm,
    WishForm,
    units_for_seats,
)
from thidua.pages.publicity.finding import form_page
from thidua.subjects.orgs.models import OrganizationSet
from thidua.subjects.publicity.models import Congress, ProgrammeItem
from thidua.subjects.publicity.services import congresses

USUAL_SET = "departments-and-organizations"


def carried(form: Any, service: Callable[..., Any], **values: Any) -> Any:
    """The service's answer, or None with its refusal on the form."""
    try:
        return service(**values) or True
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return None


@require_http_methods(["GET", "POST"])
@requires("congress.plan")
def congress_new(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    year = actor.day.year
    form = CongressForm(request.POST or None, initial={"year": year, "since_year": year - 4})
    if request.method == "POST" and form.is_valid():
        made = carried(form, congresses.plan_congress, actor=actor, values=form.cleaned_data)
        if made:
            return redirect("congress:congress_see", made.pk)
    return form_page(
        request, form, heading="Lập đại hội, hội nghị", card="Thông tin chung", button="Lập",
        top=("Đại hội, hội nghị", reverse("congress:congress_list")),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires("congress.plan")
def congress_edit(request: HttpRequest, congress_id: int) -> HttpResponse:
    congress = find_congress(request.actor, congress_id)
    form = CongressForm(request.POST or None, initial=CongressForm.initial_of(congress))
    if request.method == "POST" and form.is_valid():
        values = {"actor": request.actor, "congress": congress, "values": form.cleaned_data}
        if carried(form, congresses.edit_congress, **values):
            return redirect("congress:congress_see", congress.pk)
    return form_page(
        request,
        form,
        heading="Sửa thông tin",
        card=congress.name,
        button="Lưu",
        **trail_of(congress),
    )


@require_http_methods(["GET", "POST"])
@requires("congress.plan")
def seats(request: HttpRequest, congress_id: int) -> HttpResponse:
    """A number beside each unit of a set; the sum stands below."""
    actor = request.actor
    congress = find_congress(actor, congress_id)
    key = request.GET.get("nhom", USUAL_SET)
    units = units_for_seats(congress, actor.day, key)
    form = SeatsForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        values = {"actor": actor, "congress": congress, "numbers": form.numbers}
        if carried(form, congresses.set_seats, **values):
            messages.success(request, "Đã lưu phân bổ; đơn vị được báo.")
            return redirect("congress:congress_see", congress.pk)
    context = {
        "congress": congress,
        "form": form,
        "sets": OrganizationSet.objects.filter(is_block=False).order_by("name"),
        "key": key,
        "total": sum(number for _unit, _name, number in units),
    }
    return render(request, "congress/seats.html", context, status=422 if form.errors else 200)


@require_POST
@requires("congress.plan")
def wish(request: HttpRequest, congress_id: int) -> HttpResponse:
    congress = find_congress(request.actor, congress_id)
    form = WishForm(request.POST)
    try:
        if form.is_valid():
            congresses.set_wish(actor=request.actor, congress=congress, **form.values)
            messages.success(request, "Đã lưu cơ cấu.")
        else:
            messages.error(request, "Chọn cơ cấu và ghi số lượng bằng chữ số.")
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect(f"{reverse('congress:congress_see', args=[congress.pk])}#co-cau")


@require_http_methods(["GET", "POST"])
@requires("congress.plan")
def programme_add(request: HttpRequest, congress_id: int) -> HttpResponse:
    congress = find_congress(request.actor, congress_id)
    return _programme(request, congress, None, ProgrammeForm(request.POST or None))


@require_http_methods(["GET", "POST"])
@requires("congress.plan")
def programme_edit(request: HttpRequest, congress_id: int, item_id: int) -> HttpResponse:
    congress = find_congress(request.actor, congress_id)
    item = get_object_or_404(congress.programme, pk=item_id)
    form = ProgrammeForm(request.POST or None, initial=ProgrammeForm.initial_of(item))
    return _programme(request, congress, item, form)


def _programme(
    request: HttpRequest, congress: Congress, item: ProgrammeItem | None, form: ProgrammeForm
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        values = {
            "actor": request.actor,
            "congress": congress,
            "item_id": item.pk if item else None,
            "values": form.cleaned_data,
        }
        if carried(form, congresses.save_programme_item, **values):
            return redirect(f"{reverse('congress:congress_see', args=[congress.pk])}#chuong-trinh")
    return form_page(
        request,
        form,
        heading="Mục chương trình",
        card=congress.name,
        button="Lưu",
        **trail_of(congress),
    )


@require_POST
@requires("congress.plan")
def programme_drop(request: HttpRequest, congress_id: int, item_id: int) -> HttpResponse:
    congress = find_congress(request.actor, congress_id)
    item = get_object_or_404(congress.programme, pk=item_id)
    try:
        congresses.drop_programme_item(actor=request.actor, item=item)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("congress:congress_see", congress.pk)
