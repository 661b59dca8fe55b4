"""What is still open after inspections: the unit proves, the team judges, the office presses."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from thidua.base import audit, files
from thidua.base.access import Actor, may, requires, signed_in
from thidua.base.errors import Refusal
from thidua.base.files import StoredFile
from thidua.base.parameters import calendar
from thidua.core.periods import words_for_due
from thidua.pages.inspections.finding import attempt, event_of, find_follow_up, then
from thidua.pages.inspections.forms import ProofForm
from thidua.pages.inspections.views.listing import tabs_of
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.subjects.inspections.enums import OVERDUE, OWED, FollowUpState
from thidua.subjects.inspections.models import FollowUp
from thidua.subjects.inspections.selectors.visits import follow_ups_visible_to
from thidua.subjects.inspections.services import following


def _list_of(params: QueryDict, actor: Actor) -> FilteredList:
    rows = follow_ups_visible_to(actor)
    unit = params.get("don-vi", "")
    if unit.isdigit():
        rows = rows.filter(organization_id=int(unit))
    judges = bool(may(actor, "inspections.judge"))
    return FilteredList(
        params,
        rows,
        _columns(actor),
        name="khac-phuc",
        thing="việc khắc phục",
        filters=[Filter("tt", "Trạng thái", _states(), lambda r, v: _by_state(r, v, actor))],
        search_fields=["visit__unit_key"],
        search_hint="ví dụ: so y te",
        sort="han",
        pick=(lambda row: str(row.pk)) if judges else None,
        pick_label=lambda row: row.what[:60],
        empty_heading="Chưa có việc khắc phục nào",
        empty_words="Việc phải khắc phục nằm ở đây khi thông báo kết luận kiểm tra được ban hành.",
    )


def _states() -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in FollowUpState.choices] + [("qua-han", OVERDUE)]


def _by_state(rows: Any, value: str, actor: Actor) -> Any:
    if value == "qua-han":
        return rows.filter(due_on__lt=actor.day).exclude(state=FollowUpState.ACCEPTED)
    return rows.filter(state=value)


def _columns(actor: Actor) -> list[Column]:
    def state(row: FollowUp) -> str:
        return (
            OVERDUE if row.is_overdue(actor.day) and row.state in OWED else row.get_state_display()
        )

    return [
        Column(
            "viec", "Việc phải khắc phục", lambda row: row.what, sortable=False, lead=True,
            url=lambda row: reverse("inspections:follow_up_see", args=[row.pk]),
            sub=lambda row: f"Kiểm tra {row.visit.unit_name}",
        ),
        Column("dv", "Đơn vị thực hiện", lambda row: row.unit_name, order="unit_name"),
        Column("han", "Hạn", lambda row: row.due_on, kind="date", order="due_on"),
        Column("xong", "Xác nhận ngày", lambda row: row.accepted_on, kind="date", order="accepted_on"),
        Column("tt", "Trạng thái", state, kind="state", order="state"),
    ]  # fmt: skip


@require_GET
@signed_in
def follow_up_list(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    shown = _list_of(request.GET, actor)
    if shown.wants_export:
        return shown.export()
    context = {
        "list": shown,
        "tabs": tabs_of(actor, "follow_up_list"),
        "bulk": "inspections/_bulk_press.html" if shown.has_picks else "",
    }
    return render(request, "inspections/follow_up_list.html", context)


@require_POST
@requires("inspections.judge")
def follow_up_press(request: HttpRequest) -> HttpResponse:
    shown = _list_of(QueryDict(request.POST.get("filter", "")), request.actor)
    rows = list(shown.picked(request.POST))
    try:
        count = following.press_units(
            actor=request.actor, follow_ups=rows, words=request.POST.get("words", "")
        )
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Đã đôn đốc {count} việc.")
    return redirect("inspections:follow_up_list")


@require_GET
@signed_in
def follow_up_see(request: HttpRequest, follow_up_id: int) -> HttpResponse:
    row = find_follow_up(request.actor, follow_up_id)
    return render(
        request, "inspections/follow_up_see.html", _context(request.actor, row, ProofForm())
    )


def _context(actor: Actor, row: FollowUp, form: ProofForm) -> dict[str, Any]:
    proves = may(actor, "inspections.prove", row)
    judges = may(actor, "inspections.judge", row)
    return {
        "row": row,
        "visit": row.visit,
        "state": OVERDUE
        if row.is_overdue(actor.day) and row.state in OWED
        else row.get_state_display(),
        "due_words": words_for_due(row.due_on, actor.day, calendar(actor.day)),
        "findings": row.findings.select_related("item"),
        "proofs": row.proofs.prefetch_related("files"),
        "form": form,
        "proves": proves and row.state in OWED,
        "judges": judges and row.state == FollowUpState.PROVED,
        "events": [event_of(event) for event in audit.timeline(row)[:20]],
    }


@require_POST
@requires("inspections.prove")
def proof_send(request: HttpRequest, follow_up_id: int) -> HttpResponse:
    actor = request.actor
    row = find_follow_up(actor, follow_up_id)
    form = ProofForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            _send(actor, row, form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã gửi báo cáo khắc phục cho đoàn kiểm tra.")
            return redirect("inspections:follow_up_see", row.pk)
    return render(request, "inspections/follow_up_see.html", _context(actor, row, form), status=422)


@transaction.atomic
def _send(actor: Actor, row: FollowUp, values: dict[str, Any]) -> None:
    """The report with its files: all or nothing."""
    stored = [
        files.store(actor=actor, name=file.name, content=file, purpose="paper")
        for file in values["files"]
    ]
    following.send_proof(actor=actor, follow_up=row, words=values["words"], files=stored)


@require_POST
@requires("inspections.judge")
def proof_accept(request: HttpRequest, follow_up_id: int) -> HttpResponse:
    row = find_follow_up(request.actor, follow_up_id)
    answer = request.POST.get("answer", "")
    attempt(
        request,
        "Đã xác nhận khắc phục.",
        lambda: following.accept_proof(actor=request.actor, follow_up=row, answer=answer),
    )
    return then("inspections:follow_up_see", row.pk)


@require_POST
@requires("inspections.judge")
def proof_return(request: HttpRequest, follow_up_id: int) -> HttpResponse:
    row = find_follow_up(request.actor, follow_up_id)
    answer = request.POST.get("answer", "")
    attempt(
        request,
        "Đã trả lại để đơn vị làm tiếp.",
        lambda: following.return_proof(actor=request.actor, follow_up=row, answer=answer),
    )
    return then("inspections:follow_up_see", row.pk)


@require_GET
@signed_in
def proof_file(request: HttpRequest, follow_up_id: int, file_id: int) -> HttpResponse:
    row = find_follow_up(request.actor, follow_up_id)
    wanted = StoredFile.objects.filter(pk__in=row.proofs.values("files"))
    return files.serve(get_object_or_404(wanted, pk=file_id), inline=True)
