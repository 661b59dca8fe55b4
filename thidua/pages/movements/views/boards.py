"""The province's board: how far every unit has come, late first; press with one button; export."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from thidua.base.access import Actor, may, requires
from thidua.base.errors import Refusal
from thidua.pages.movements.board_parts import (
    group_filter,
    late_filter,
    map_of,
    record_column,
    step_columns,
    step_filter,
    tiles_of,
)
from thidua.pages.movements.finding import find_movement
from thidua.pages.movements.slips import slip_workbook
from thidua.pages.orgs.days import asked_day
from thidua.pages.ui.lists import EXPORT, PAGE, XLSX, FilteredList
from thidua.subjects.movements.documents import reminder_paragraphs
from thidua.subjects.movements.enums import RUNNING, Level
from thidua.subjects.movements.models import Movement
from thidua.subjects.movements.selectors.coverage import Coverage, UnitProgress, coverage_of
from thidua.subjects.movements.selectors.movements import visible_to
from thidua.subjects.movements.services.duties import duties_in, exempt_unit, remind_units
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.papers.services import draft_reminder_letter

SLIP = "phieu"  # what may be asked for beside the list itself (EXPORT)


@require_GET
@requires("movements.board.see")
def board(request: HttpRequest) -> HttpResponse:
    """The running movements that were sent to somebody; the newest one's board at once."""
    actor = request.actor
    running = visible_to(actor).filter(state__in=RUNNING).exclude(level=Level.UNIT)
    sent = running.filter(duties__isnull=False).distinct().order_by("-launched_on", "-pk")
    newest = sent.first()
    if newest is not None:
        return show_board(request, actor, newest, list(sent[:20]))
    return render(
        request, "movements/board_empty.html", {"may_draft": may(actor, "movements.draft")}
    )


@require_GET
@requires("movements.board.see")
def movement_board(request: HttpRequest, movement_id: int) -> HttpResponse:
    return show_board(request, request.actor, find_movement(request.actor, movement_id), [])


def show_board(
    request: HttpRequest, actor: Actor, movement: Movement, others: list[Movement]
) -> HttpResponse:
    day = asked_day(request)
    coverage = coverage_of(movement, day)
    may_record = movement.is_running and bool(may(actor, "movements.record_for_unit", movement))
    wants = request.GET.get(EXPORT)
    shown = unit_list(request.GET, movement, coverage, with_recording=may_record and not wants)
    if shown.wants_export:
        return shown.export()
    if wants == SLIP:
        return slip_of(movement, shown, may_record)
    tree = tree_on(day)
    url = reverse("movements:movement_board", args=[movement.pk])
    context = {
        "movement": movement,
        "others": [other for other in others if other.pk != movement.pk],
        "day": day,
        "coverage": coverage,
        "tiles": tiles_of(coverage, url),
        "groups": coverage.by_group(),
        "map": map_of(coverage, tree, day, url),
        "list": shown,
        "late": coverage.late,
        "may_remind": may(actor, "movements.remind", movement),
        "may_record": may_record,
        "may_import": may_record and may(actor, "movements.import_progress"),
        "slip_url": shown.url_with(**{EXPORT: SLIP, PAGE: None}),
    }
    return render(request, "movements/board.html", context)


def slip_of(movement: Movement, shown: FilteredList, may_record: bool) -> HttpResponse:
    """The units shown, as a workbook that they fill and send back."""
    if not may_record:
        raise PermissionDenied(
            "Phiếu tiến độ do cơ quan phát động phong trào lập khi còn đang chạy."
        )
    response = HttpResponse(slip_workbook(movement, shown.rows), content_type=XLSX)
    response["Content-Disposition"] = (
        f'attachment; filename="phieu-tien-do-{movement.slug[:40]}.xlsx"'
    )
    return response


class UnitList(FilteredList):
    """The units of one movement; its bulk acts need to know which."""

    movement_id: int


def unit_list(
    params: QueryDict, movement: Movement, coverage: Coverage, *, with_recording: bool = False
) -> UnitList:
    columns = list(step_columns(movement))
    shown = UnitList(
        params,
        coverage.units,
        [*columns, record_column(movement)] if with_recording else columns,
        name="don-vi",
        thing="đơn vị",
        filters=[step_filter(), group_filter(coverage), late_filter()],
        pick=lambda unit: str(unit.duty_id),
        pick_label=lambda unit: unit.name,
        empty_heading="Chưa giao cho đơn vị nào",
        empty_words="Khi phong trào được phát động, các đơn vị được giao sẽ hiện ở đây.",
        export_name=f"tien-do-{movement.slug[:40]}",
    )
    shown.movement_id = movement.pk
    return shown


def picked_units(request: HttpRequest, movement: Movement) -> list[UnitProgress]:
    params = QueryDict(request.POST.get("filter", ""))
    coverage = coverage_of(movement, request.actor.day)
    if "late" in request.POST:
        return coverage.late
    return list(unit_list(params, movement, coverage).picked(request.POST))


def back_to(movement: Movement, request: HttpRequest) -> HttpResponse:
    response = redirect("movements:movement_board", movement.pk)
    if query := request.POST.get("filter"):
        response["Location"] += f"?{query}"
    return response


@require_POST
@requires("movements.remind")
def movement_remind(request: HttpRequest, movement_id: int) -> HttpResponse:
    """One button: those ticked, all that match, or all who are late."""
    movement = find_movement(request.actor, movement_id)
    duties = duties_in(movement, [unit.duty_id for unit in picked_units(request, movement)])
    words = request.POST.get("words", "").strip()
    try:
        count = remind_units(actor=request.actor, movement=movement, duties=duties, words=words)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Đã đôn đốc {count} đơn vị.")
    return back_to(movement, request)


@require_POST
@requires("movements.remind")
def reminder_letter(request: HttpRequest, movement_id: int) -> HttpResponse:
    """A draft công văn đôn đốc to the units that are late, to be read and signed."""
    actor = request.actor
    movement = find_movement(actor, movement_id)
    late = [unit for unit in picked_units(request, movement) if unit.owed_words]
    if not late:
        messages.error(request, "Không có đơn vị nào còn nợ việc để lập công văn.")
        return back_to(movement, request)
    try:
        paper = draft_reminder_letter(
            actor=actor,
            unit_id=movement.unit_id,
            about=f"movements.reminder:{movement.pk}",
            addressees=[unit.name for unit in late],
            subject=f"đôn đốc triển khai phong trào thi đua năm {movement.year}",
            paragraphs=reminder_paragraphs(movement, [(u.name, u.owed_words) for u in late]),
        )
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return back_to(movement, request)
    messages.success(request, "Đã lập dự thảo công văn đôn đốc. Đọc lại rồi trình ký.")
    return redirect("papers:paper_see", paper.pk)


@require_POST
@requires("movements.exempt")
def duty_exempt(request: HttpRequest, movement_id: int, duty_id: int) -> HttpResponse:
    movement = find_movement(request.actor, movement_id)
    duty = get_object_or_404(movement.duties.select_related("movement"), pk=duty_id)
    try:
        exempt_unit(actor=request.actor, duty=duty, reason=request.POST.get("reason", ""))
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"{duty.unit_name}: không áp dụng phong trào này.")
    return back_to(movement, request)
