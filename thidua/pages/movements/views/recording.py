"""What a unit has done on paper, written down for it by the office that launched."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from thidua.base.access import may, requires
from thidua.base.errors import Refusal
from thidua.pages.movements.finding import find_movement
from thidua.pages.movements.forms import RecordForm
from thidua.subjects.movements.enums import DutyState
from thidua.subjects.movements.models import Duty
from thidua.subjects.movements.services.recording import (
    Progress,
    known_of,
    reached,
    record_progress,
    words_of,
)


@require_http_methods(["GET", "POST"])
@requires("movements.record_for_unit")
def duty_record(request: HttpRequest, movement_id: int, duty_id: int) -> HttpResponse:
    movement = find_movement(request.actor, movement_id)
    duties = movement.duties.select_related("movement", "plan__launch_event")
    duty = get_object_or_404(duties, pk=duty_id)
    if not (answer := may(request.actor, "movements.record_for_unit", duty)):
        raise PermissionDenied(answer.reason)
    form = RecordForm(request.POST if request.method == "POST" else None, duty=duty)
    if request.method == "POST" and form.is_valid():
        try:
            record_progress(actor=request.actor, duty=duty, **form.cleaned_data)
        except Refusal as refusal:
            duty.refresh_from_db()  # what was begun and undone must not show
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã ghi nhận thay {duty.unit_name}.")
            return redirect("movements:movement_board", movement.pk)
    context = {
        "movement": movement,
        "duty": duty,
        "form": form,
        "known": _known_words(duty),
        "is_open": movement.is_running and duty.state not in (DutyState.LAUNCHED, DutyState.EXEMPT),
    }
    status = 422 if form.errors else 200
    return render(request, "movements/duty_record.html", context, status=status)


def _known_words(duty: Duty) -> str:
    known: dict[str, Any] = {}
    for step in reached(duty):
        known |= known_of(duty, step)
    return words_of(Progress(**known))
