"""The sheet of a target: adding one, completing it, giving it up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from thidua.base.access import requires
from thidua.base.errors import Refusal
from thidua.pages.targets.finding import asked_year, attempt, find_target
from thidua.pages.targets.forms import SheetForm
from thidua.subjects.targets.models import Target
from thidua.subjects.targets.services.fixing import create_target, fix_target, withdraw_target


@require_http_methods(["GET", "POST"])
@requires("targets.fix")
def target_new(request: HttpRequest) -> HttpResponse:
    """A target that no movement brought."""
    year = asked_year(request)
    form = SheetForm(request.POST or None, day=request.actor.day, year=year, target=None)
    if request.method == "POST" and form.is_valid():
        try:
            target = create_target(actor=request.actor, year=year, values=form.sheet)
            fix_target(actor=request.actor, target=target, values={})
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            return _fixed(request, target)
    return _show(request, form, None, year)


@require_http_methods(["GET", "POST"])
@requires("targets.fix")
def target_fix(request: HttpRequest, target_id: int) -> HttpResponse:
    target = find_target(target_id)
    initial = {**SheetForm.initial_of(target), "revision": target.revision}
    form = SheetForm(
        request.POST or None, day=request.actor.day, year=target.year, target=target,
        initial=initial,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"]
        try:
            fix_target(actor=request.actor, target=target, values=form.sheet, revision=revision)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            return _fixed(request, target)
    return _show(request, form, find_target(target_id), target.year)


def _fixed(request: HttpRequest, target: Target) -> HttpResponse:
    follow = (
        "Việc tiếp theo: giao cho đơn vị."
        if target.is_split and not target.shares.exists()
        else "Kỳ báo cáo đã lập."
    )
    messages.success(request, f"Đã chốt chỉ tiêu “{target.name}”. {follow}")
    return redirect("targets:target_see", target.pk)


def _show(request: HttpRequest, form: SheetForm, target: Target | None, year: int) -> HttpResponse:
    context = {"form": form, "target": target, "year": year}
    return render(request, "targets/target_fix.html", context, status=422 if form.errors else 200)


@require_POST
@requires("targets.fix")
def target_withdraw(request: HttpRequest, target_id: int) -> HttpResponse:
    target = find_target(target_id)
    reason = request.POST.get("reason", "")
    return attempt(
        request,
        lambda: withdraw_target(actor=request.actor, target=target, reason=reason),
        "Đã thôi theo dõi chỉ tiêu.",
        "targets:target_see",
        target.pk,
    )
