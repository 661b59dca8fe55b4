"""Support contacts: everybody reads, the office keeps them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base.access import may, requires, signed_in
from thidua.pages.oversight.finding import carry_out, tried
from thidua.pages.oversight.law_forms import ContactForm
from thidua.subjects.oversight.models import SupportContact
from thidua.subjects.oversight.services.contacts import end_contact, save_contact


@require_GET
@signed_in
def contact_list(request: HttpRequest) -> HttpResponse:
    day = request.actor.day
    standing = SupportContact.objects.filter(valid_until__gt=day)
    context = {
        "contacts": [(one, one.valid_from > day) for one in standing],
        "past": SupportContact.objects.filter(valid_until__lte=day).order_by("-valid_until")[:30],
        "may_keep": may(request.actor, "oversight.keep_contacts"),
    }
    return render(request, "oversight/contact_list.html", context)


@require_http_methods(["GET", "POST"])
@requires("oversight.keep_contacts")
def contact_new(request: HttpRequest) -> HttpResponse:
    return _edit(request, None, {"valid_from": request.actor.day})


@require_http_methods(["GET", "POST"])
@requires("oversight.keep_contacts")
def contact_edit(request: HttpRequest, contact_id: int) -> HttpResponse:
    contact = get_object_or_404(SupportContact, pk=contact_id)
    initial = ContactForm.initial_of(contact) | {"valid_from": request.actor.day}
    return _edit(request, contact, initial)


def _edit(
    request: HttpRequest, contact: SupportContact | None, initial: dict[str, Any]
) -> HttpResponse:
    form = ContactForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = tried(
            form, save_contact, actor=request.actor, facts=form.facts, contact=contact,
            valid_from=form.cleaned_data["valid_from"],
        )  # fmt: skip
        if saved is not None:
            messages.success(request, "Đã lưu liên hệ hỗ trợ.")
            return redirect("oversight:contact_list")
    context = {"form": form, "contact": contact}
    return render(
        request, "oversight/contact_edit.html", context, status=422 if form.errors else 200
    )


@require_POST
@requires("oversight.keep_contacts")
def contact_end(request: HttpRequest, contact_id: int) -> HttpResponse:
    contact = get_object_or_404(SupportContact, pk=contact_id)
    return carry_out(
        request, "oversight:contact_list", "Đã thôi hiện liên hệ này.", end_contact, contact=contact
    )
