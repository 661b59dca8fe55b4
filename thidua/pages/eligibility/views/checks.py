"""A kept verdict: reading it, asking again, deciding otherwise, the paper of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base import audit
from thidua.base.access import may, requires
from thidua.base.errors import Refusal
from thidua.core.documents.render import render_docx
from thidua.core.law.facts import Finding
from thidua.pages.eligibility.finding import attempt, docx_answer, event_of, find_check
from thidua.pages.eligibility.forms import OverrideForm
from thidua.pages.eligibility.parts import regime_title, who
from thidua.pages.eligibility.verdicts import ShownVerdict, shown
from thidua.subjects.eligibility.documents import slip_document
from thidua.subjects.eligibility.models import Check, Override
from thidua.subjects.eligibility.selectors.checks import Settled, age_of, readable_by, settled
from thidua.subjects.eligibility.selectors.judging import law_in_force, types_on
from thidua.subjects.eligibility.services.checking import ask_again
from thidua.subjects.eligibility.services.overriding import override_finding, take_back_override


@require_GET
@requires("eligibility.see")
def check_see(request: HttpRequest, check_id: int) -> HttpResponse:
    actor = request.actor
    check = find_check(actor, check_id)
    both = settled(check)
    law = law_in_force()
    context = {
        "check": check,
        "holder": check.holder,
        "who": who([check.holder], actor.day)[check.holder_id],
        "name": award_name(check),
        "award": law.awards.get(check.award),
        "settled": both,
        "verdict": shown_to(request, check, both),
        "law": regime_title(law, check.day),
        "age": age_of(check) if check.is_latest else None,
        "basis": check.added.get("basis", ""),
        "may_ask": may(actor, "eligibility.ask", check.holder),
        "may_decide": may(actor, "eligibility.override", check),
        "events": [event_of(event) for event in audit.timeline(check)[:15]],
    }
    return render(request, "eligibility/check_see.html", context)


def shown_to(request: HttpRequest, check: Check, both: Settled) -> ShownVerdict:
    law = law_in_force()
    types = types_on(law, check.day)
    readable = readable_by(request.actor, both.after, types)
    return shown(
        readable,
        machine=both.machine,
        decided=both.decided,
        general_ids=frozenset(row.id for row in law.general_on(check.day)),
        may_decide=bool(may(request.actor, "eligibility.override", check)),
    )


def award_name(check: Check) -> str:
    award = law_in_force().awards.get(check.award)
    return award.name_on(check.day) if award else check.award


@require_POST
@requires("eligibility.ask")
def check_again(request: HttpRequest, check_id: int) -> HttpResponse:
    check = find_check(request.actor, check_id)
    try:
        new = ask_again(actor=request.actor, check=check)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("eligibility:check_see", check.pk)
    lost = check.overrides.filter(taken_back_at=None).count()
    if lost:
        messages.warning(
            request, f"Đã xét lại. {lost} quyết định khác kết quả máy thuộc lần xét trước; quyết định lại nếu cần."
        )  # fmt: skip
    else:
        messages.success(request, "Đã xét lại theo sổ và quy định hiện nay.")
    return redirect("eligibility:check_see", new.pk)


@require_http_methods(["GET", "POST"])
@requires("eligibility.override")
def override_new(request: HttpRequest, check_id: int) -> HttpResponse:
    check = find_check(request.actor, check_id)
    answer = may(request.actor, "eligibility.override", check)
    if not answer:
        raise PermissionDenied(answer.reason)
    if "dk" not in request.GET:  # an address without the condition: choose it on the check's page
        return redirect("eligibility:check_see", check.pk)
    finding = _finding(check, request.GET["dk"])
    form = OverrideForm(request.POST if request.method == "POST" else None, found=finding.state)
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = form.cleaned_data
        try:
            override_finding(actor=request.actor, check=check, finding=finding.id, **told)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã ghi quyết định; kết quả máy xét vẫn hiện bên cạnh.")
            return redirect("eligibility:check_see", check.pk)
    context = {
        "check": check,
        "holder": check.holder,
        "name": award_name(check),
        "form": form,
        "one": shown_one(request, check, finding.id),
    }
    return render(request, "eligibility/override_new.html", context)


def _finding(check: Check, id_: str) -> Finding:
    found = next((one for one in settled(check).machine.findings if one.id == id_), None)
    if found is None:
        raise Http404("Không có điều kiện này trong kết quả xét.")
    return found


def shown_one(request: HttpRequest, check: Check, id_: str) -> Any:
    verdict = shown_to(request, check, settled(check))
    routes = [one for group in verdict.groups for route in group.routes for one in route.findings]
    every = [*verdict.required, *verdict.general, *routes]
    return next(one for one in every if one.finding.id == id_)


@require_POST
@requires("eligibility.override")
def override_take_back(request: HttpRequest, override_id: int) -> HttpResponse:
    override = get_object_or_404(Override.objects.select_related("check_asked"), pk=override_id)
    check = find_check(request.actor, override.check_asked_id)
    attempt(
        request,
        lambda: take_back_override(
            actor=request.actor, override=override, reason=request.POST.get("reason", "")
        ),
        "Đã rút lại quyết định; kết quả máy xét áp dụng trở lại.",
    )
    return redirect("eligibility:check_see", check.pk)


@require_GET
@requires("eligibility.see")
def check_docx(request: HttpRequest, check_id: int) -> HttpResponse:
    """Phiếu báo kết quả kiểm tra điều kiện, for the file."""
    check = find_check(request.actor, check_id)
    verdict = shown_to(request, check, settled(check))
    document = slip_document(
        check,
        verdict=readable_by(
            request.actor, settled(check).after, types_on(law_in_force(), check.day)
        ),
        machine=settled(check),
        award=award_name(check),
        who=who([check.holder], request.actor.day)[check.holder_id].line,
        law=regime_title(law_in_force(), check.day),
        sentence=verdict.sentence,
        from_when=verdict.from_when,
        unit_id=request.actor.home_unit,
        day=request.actor.day,
    )
    return docx_answer(render_docx(document), f"phieu-dieu-kien-{check.pk}-{check.day:%d%m%Y}")
