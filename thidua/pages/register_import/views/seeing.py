"""One import at the step it stands at."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.base import audit
from thidua.base.access import Actor, may, requires
from thidua.base.jobs.models import JobRun
from thidua.pages.register_import.asking import actor_of, import_of
from thidua.pages.register_import.layout_form import (
    KINDS,
    award_options,
    field_options,
    sheet_forms,
)
from thidua.pages.register_import.row_list import row_list
from thidua.pages.register_import.words import events_of, questions_shown, unit_names
from thidua.pages.ui.parts import Step, Tab
from thidua.subjects.register.importing.enums import ImportState, RowState
from thidua.subjects.register.importing.models import OldRegister
from thidua.subjects.register.importing.selectors import clear_count

STEPS = ("Đọc tệp", "Chọn cột", "Kiểm tra", "Ghi vào sổ")
STEP_OF = {
    ImportState.READING: 0,
    ImportState.FAILED: 0,
    ImportState.MAPPING: 1,
    ImportState.CHECKING: 2,
    ImportState.CHECKED: 2,
    ImportState.APPLYING: 3,
    ImportState.APPLIED: 4,
    ImportState.UNDONE: 4,
    ImportState.DROPPED: 4,
}
LAID_OUT = (ImportState.MAPPING, ImportState.CHECKED)
JUDGED = (ImportState.CHECKED, ImportState.APPLYING, ImportState.APPLIED, ImportState.UNDONE)


@requires("intake.read")
def see(request: HttpRequest, register_id: int) -> HttpResponse:
    register = import_of(request, register_id, "intake.read")
    context: dict[str, Any] = {
        "register": register,
        "state": str(register.state),
        "steps": _steps(register),
        "running": register.is_running,
        "run": JobRun.objects.filter(pk=register.job_id).first() if register.job_id else None,
        "failed": register.state == ImportState.FAILED,
        "may_drop": register.state in (*LAID_OUT, ImportState.FAILED),
        "may_undo": register.state == ImportState.APPLIED
        and bool(may(actor_of(request), "intake.undo", register)),
        "events": events_of(audit.timeline(register)),
    }
    if register.state in JUDGED:
        shown = row_list(request, register)
        if shown.wants_export:
            return shown.export()
        context |= {"shown": shown, "sums": _sums(request, register)}
    if register.state == ImportState.CHECKED:
        context |= _open_matters(register, actor_of(request))
    if register.state in LAID_OUT:
        context |= _columns(register)
    return render(request, "register_import/see.html", context)


def _steps(register: OldRegister) -> list[Step]:
    now = STEP_OF[ImportState(register.state)]
    return [
        Step(label, state="done" if place < now else "now" if place == now else "next")
        for place, label in enumerate(STEPS)
    ]


def _sums(request: HttpRequest, register: OldRegister) -> list[Tab]:
    """Each state with its rows; the address narrows the list below."""
    now = request.GET.get("se", "")
    whole = Tab("Tất cả", "?#dong-so", register.total, current=not now)
    return [
        whole,
        *(
            Tab(
                str(state.label),
                f"?se={state.value}#dong-so",
                register.count(state),
                current=now == state.value,
            )
            for state in RowState
            if register.count(state)
        ),
    ]


def _open_matters(register: OldRegister, actor: Actor) -> dict[str, Any]:
    awards, units = questions_shown(register.questions)
    return {
        "award_questions": awards,
        "unit_questions": units,
        "award_options": award_options(),
        "unit_names": unit_names(actor.day) if any(not one.likely for one in units) else [],
        "open_people": register.count(RowState.ASK),
        "clear": clear_count(register) if register.count(RowState.ASK) else 0,
        "bad": register.count(RowState.BAD),
        "open_rows": register.count(RowState.BAD) + register.count(RowState.ASK),
        "corrections": register.count(RowState.CHANGE),
    }


def _columns(register: OldRegister) -> dict[str, Any]:
    return {
        "columns_summary": "Sửa cách đọc cột rồi kiểm tra lại",
        "sheets": sheet_forms(register),
        "field_options": field_options(),
        "column_awards": award_options(),
        "kinds": KINDS,
    }
