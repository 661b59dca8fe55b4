"""Ratings, initiatives, discipline, cases, merits, absences; and what was checked to be complete."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from thidua.base.access import Actor, requires
from thidua.base.errors import Refusal
from thidua.pages.register.factforms import SORTS, Sort, values_of
from thidua.pages.register.finding import allow, attempt, find_holder, posted
from thidua.pages.register.forms import CheckForm
from thidua.pages.register.showing import PRIVATE, back_to, fact_row
from thidua.subjects.register.enums import Fact
from thidua.subjects.register.models import Holder
from thidua.subjects.register.selectors.completeness import OF_PERSONS
from thidua.subjects.register.services.knowing import (
    change_fact,
    check_complete,
    record_fact,
    remove_fact,
)


@require_http_methods(["GET", "POST"])
@requires("register.know")
def fact_edit(request: HttpRequest, holder_id: int, what: str, row_id: int = 0) -> HttpResponse:
    """One row anew (without a number) or mended."""
    actor = request.actor
    holder, sort = _asked(actor, holder_id, what)
    row = fact_row(sort, holder, row_id) if row_id else None
    if row_id and row is None:
        raise Http404("Không có dòng này.")
    form = sort.form(posted(request), initial=values_of(row, sort) if row else None)
    if request.method == "POST" and form.is_valid():
        try:
            if row is None:
                record_fact(actor=actor, holder=holder, fact=sort.fact, values=form.values())
            else:
                change_fact(actor=actor, row=row, values=form.values())
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã ghi {sort.thing}.")
            if "again" in request.POST and row is None:
                return redirect("register:fact_new", holder.pk, sort.slug)
            return redirect(back_to(holder, sort.slug))
    context = {"form": form, "holder": holder, "sort": sort, "row": row}
    return render(request, "register/fact_edit.html", context, status=422 if form.errors else 200)


@require_POST
@requires("register.know")
def fact_remove(request: HttpRequest, holder_id: int, what: str, row_id: int) -> HttpResponse:
    actor = request.actor
    holder, sort = _asked(actor, holder_id, what)
    row = fact_row(sort, holder, row_id)
    if row is None:
        raise Http404("Không có dòng này.")
    reason = request.POST.get("reason", "")
    attempt(
        request,
        lambda: remove_fact(actor=actor, row=row, reason=reason),
        f"Đã bỏ {sort.thing} ghi sai.",
    )
    return redirect(back_to(holder, sort.slug))


def _asked(actor: Actor, holder_id: int, what: str) -> tuple[Holder, Sort]:
    sort = SORTS.get(what)
    if sort is None:
        raise Http404("Không có mục này.")
    holder = find_holder(actor, holder_id)
    allow(actor, "register.know", holder)
    if sort.fact in PRIVATE:
        allow(actor, "register.discipline.read", holder)
    if sort.fact in OF_PERSONS and not holder.is_person:
        raise Http404("Chỉ cá nhân mới có mục này.")
    return holder, sort


@require_POST
@requires("register.know")
def check(request: HttpRequest, holder_id: int) -> HttpResponse:
    actor = request.actor
    holder = find_holder(actor, holder_id)
    wanted = [fact for fact in Fact if holder.is_person or fact not in OF_PERSONS]
    form = CheckForm(request.POST, facts=wanted, prefix="dc")
    if form.is_valid():
        facts = [Fact(fact) for fact in form.cleaned_data["facts"]]
        day = form.cleaned_data["day"]
        attempt(
            request,
            lambda: check_complete(actor=actor, holder=holder, facts=facts, day=day),
            "Đã ghi nhận: các danh sách này đủ đến ngày đối chiếu.",
        )
    else:
        messages.error(request, "Chọn danh sách đã đối chiếu và ghi ngày, ví dụ 15/02/2022.")
    return redirect(back_to(holder, "doi-chieu"))
