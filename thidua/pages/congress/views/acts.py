"""Papers, the day itself, tasks after it, the end."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from thidua.base.access import requires
from thidua.base.errors import Refusal
from thidua.pages.congress.finding import find_congress, trail_of
from thidua.pages.congress.forms import CloseForm, HoldForm, TaskForm
from thidua.pages.congress.views.planning import carried
from thidua.pages.publicity.finding import form_page
from thidua.subjects.publicity.services import congresses

PAPERS = {"ke-hoach": congresses.draft_plan_paper, "bao-cao": congresses.draft_report_paper}


@require_POST
@requires("congress.plan")
def paper(request: HttpRequest, congress_id: int, which: str) -> HttpResponse:
    """Drafts the plan or the report as an official paper and opens it."""
    if which not in PAPERS:
        raise Http404("Không có văn bản này.")
    congress = find_congress(request.actor, congress_id)
    try:
        made = PAPERS[which](actor=request.actor, congress=congress)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("congress:congress_see", congress.pk)
    messages.success(request, "Đã lập dự thảo. Xem lại, trình ký rồi ban hành.")
    return redirect("papers:paper_see", made.pk)


@require_http_methods(["GET", "POST"])
@requires("congress.hold")
def hold(request: HttpRequest, congress_id: int) -> HttpResponse:
    actor = request.actor
    congress = find_congress(actor, congress_id)
    form = HoldForm(request.POST or None, initial={"day": congress.day or actor.day})
    if request.method == "POST" and form.is_valid():
        values = {"actor": actor, "congress": congress, **form.cleaned_data}
        if carried(form, congresses.hold_congress, **values):
            messages.success(
                request, "Đã ghi nhận. Việc tiếp theo: giao việc, lập báo cáo kết quả."
            )
            return redirect("congress:congress_see", congress.pk)
    return form_page(
        request, form, heading="Ghi nhận đã tổ chức", card=congress.name, button="Ghi nhận",
        **trail_of(congress),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires("congress.follow")
def task_add(request: HttpRequest, congress_id: int) -> HttpResponse:
    actor = request.actor
    congress = find_congress(actor, congress_id)
    form = TaskForm(request.POST or None, day=actor.day)
    if request.method == "POST" and form.is_valid():
        values = {"actor": actor, "congress": congress, **form.cleaned_data}
        if carried(form, congresses.add_congress_task, **values):
            return redirect("congress:congress_see", congress.pk)
    return form_page(
        request, form, heading="Giao việc", card=congress.name, button="Giao", **trail_of(congress)
    )


@require_POST
@requires("congress.see")
def task_finish(request: HttpRequest, congress_id: int, task_id: int) -> HttpResponse:
    congress = find_congress(request.actor, congress_id)
    task = get_object_or_404(congress.tasks, pk=task_id)
    try:
        congresses.finish_congress_task(
            actor=request.actor, task=task, result=request.POST.get("result", "")
        )
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("congress:congress_see", congress.pk)


@require_http_methods(["GET", "POST"])
@requires("congress.follow")
def close(request: HttpRequest, congress_id: int) -> HttpResponse:
    congress = find_congress(request.actor, congress_id)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {"actor": request.actor, "congress": congress, **form.cleaned_data}
        if carried(form, congresses.close_congress, **values):
            messages.success(request, "Đã kết thúc.")
            return redirect("congress:congress_see", congress.pk)
    return form_page(
        request,
        form,
        heading="Kết thúc",
        card=congress.name,
        button="Kết thúc",
        **trail_of(congress),
    )
