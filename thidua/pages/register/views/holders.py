"""A person or collective: everything known, entered, changed."""

from dataclasses import fields
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base.access import may, requires
from thidua.base.errors import Refusal
from thidua.pages.register.finding import allow, attempt, find_holder, find_merged, posted
from thidua.pages.register.forms import HolderForm, NumberForm
from thidua.pages.register.showing import holder_page
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.register.enums import HolderKind
from thidua.subjects.register.models import Holder, PersonNumber
from thidua.subjects.register.services.numbers import add_number, remove_number, show_number
from thidua.subjects.register.services.people import NewHolder, change_holder, create_holder

OF_NEW = {field.name for field in fields(NewHolder)}


@require_GET
@requires("register.read")
def holder_see(request: HttpRequest, holder_id: int) -> HttpResponse:
    actor = request.actor
    try:
        holder = find_holder(actor, holder_id)
    except Http404:
        kept = find_merged(actor, holder_id)
        if kept is None:
            raise
        messages.info(request, "Mục này đã được gộp: đây là mục đứng cho cả hai.")
        return redirect("register:holder_see", kept.pk)
    context = {
        **holder_page(actor, holder),
        "may_see_prospects": may(actor, "eligibility.see", holder),
    }
    return render(request, "register/holder_see.html", context)


@require_http_methods(["GET", "POST"])
@requires("register.keep")
def holder_new(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    kind = request.GET.get("loai", HolderKind.INDIVIDUAL)
    if kind not in HolderKind.values:
        raise Http404("Không có loại này.")
    form = HolderForm(
        posted(request),
        kind=kind,
        tree=tree_on(actor.day),
        is_new=True,
        initial={"unit_id": actor.unit_id},
    )
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.values().items() if name in OF_NEW}
        try:
            holder = create_holder(actor=actor, new=NewHolder(**values))
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã ghi vào sổ. Ghi tiếp khen thưởng, xếp loại nếu có.")
            return redirect("register:holder_see", holder.pk)
    context = {"form": form, "kind": HolderKind(kind), "kinds": HolderKind.choices}
    return render(request, "register/holder_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@requires("register.keep")
def holder_edit(request: HttpRequest, holder_id: int) -> HttpResponse:
    actor = request.actor
    holder = find_holder(actor, holder_id)
    allow(actor, "register.keep", holder)
    form = HolderForm(
        posted(request),
        kind=holder.kind,
        tree=tree_on(actor.day),
        is_new=False,
        initial=HolderForm.values_of(holder),
    )
    if request.method == "POST" and form.is_valid():
        values: dict[str, Any] = form.values()
        try:
            change_holder(
                actor=actor,
                holder=holder,
                revision=_revision(request, holder),
                values=_differing(holder, values),
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã lưu. Các dòng khen thưởng cũ giữ tên, đơn vị khi đó.")
            return redirect("register:holder_see", holder.pk)
    context = {"form": form, "holder": holder, "revision": _revision(request, holder)}
    return render(request, "register/holder_edit.html", context, status=422 if form.errors else 200)


def _revision(request: HttpRequest, holder: Holder) -> int:
    sent = request.POST.get("revision", "")
    return int(sent) if sent.isdigit() else holder.revision


def _differing(holder: Holder, values: dict[str, Any]) -> dict[str, Any]:
    person = holder.person if holder.is_person else None
    return {
        name: value
        for name, value in values.items()
        if getattr(holder, name, getattr(person, name, None)) != value
    }


@require_POST
@requires("register.keep")
def number_add(request: HttpRequest, holder_id: int) -> HttpResponse:
    actor = request.actor
    holder = find_holder(actor, holder_id)
    form = NumberForm(request.POST)
    if form.is_valid():
        values = form.cleaned_data
        attempt(
            request,
            lambda: add_number(actor=actor, holder=holder, **values),
            "Đã ghi số; chỉ ba số cuối được hiện.",
        )
    else:
        messages.error(request, "Ghi số định danh (12 chữ số) hoặc số chứng minh (9 chữ số).")
    return redirect(_numbers_of(holder))


@require_POST
@requires("register.number.read")
def number_show(request: HttpRequest, holder_id: int, number_id: int) -> HttpResponse:
    """Shown once, in a message; the reading stands in the record."""
    actor = request.actor
    holder = find_holder(actor, holder_id)
    number = _number(holder, number_id)
    try:
        digits = show_number(actor=actor, number=number, reason=request.POST.get("reason", ""))
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.warning(
            request, f"Số đầy đủ của {holder.name}: {digits}. Lần xem này đã ghi vào nhật ký."
        )
    return redirect(_numbers_of(holder))


@require_POST
@requires("register.keep")
def number_remove(request: HttpRequest, holder_id: int, number_id: int) -> HttpResponse:
    actor = request.actor
    holder = find_holder(actor, holder_id)
    number = _number(holder, number_id)
    reason = request.POST.get("reason", "")
    attempt(
        request,
        lambda: remove_number(actor=actor, number=number, reason=reason),
        "Đã bỏ số ghi sai.",
    )
    return redirect(_numbers_of(holder))


def _number(holder: Holder, number_id: int) -> PersonNumber:
    return get_object_or_404(
        PersonNumber.objects.select_related("holder"), pk=number_id, holder=holder
    )


def _numbers_of(holder: Holder) -> str:
    return reverse("register:holder_see", args=[holder.pk]) + "#so-dinh-danh"
