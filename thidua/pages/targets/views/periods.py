"""The office's periods: their four days, how far reporting has come; lock, open again."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from thidua.base.access import may, requires
from thidua.base.errors import Refusal
from thidua.core.text import parse_date
from thidua.pages.targets.finding import asked_year, attempt
from thidua.pages.targets.views.boards import years_of
from thidua.subjects.targets.enums import ValueState
from thidua.subjects.targets.models import TargetPeriod
from thidua.subjects.targets.selectors.owed import PeriodProgress, periods_of_year
from thidua.subjects.targets.services.locking import lock_period, unlock_period


@dataclass(frozen=True, slots=True)
class PeriodLine:
    progress: PeriodProgress
    state: str
    can_lock: bool
    can_unlock: bool


@require_GET
@requires("targets.board.see")
def period_list(request: HttpRequest) -> HttpResponse:
    actor, year = request.actor, asked_year(request)
    context = {
        "lines": [_line(one, request) for one in periods_of_year(year)],
        "year": year,
        "years": years_of(year),
        "may_lock": may(actor, "targets.lock"),
        "may_unlock": may(actor, "targets.unlock"),
        "day": actor.day,
    }
    return render(request, "targets/period_list.html", context)


def _line(progress: PeriodProgress, request: HttpRequest) -> PeriodLine:
    period, day = progress.period, request.actor.day
    locked = period.is_locked(day)
    if period.locked_on is not None:
        state = "Đã chốt"
    elif locked:
        state = "Đã khóa"
    else:
        state = "Đang mở" if period.is_open(day) else "Chưa mở"
    return PeriodLine(
        progress,
        state,
        can_lock=period.locked_on is None and day > period.due_on and progress.total > 0,
        can_unlock=locked and progress.total > 0,
    )


@require_POST
@requires("targets.lock")
def period_lock(request: HttpRequest, period_id: int) -> HttpResponse:
    period = get_object_or_404(TargetPeriod, pk=period_id)
    try:
        left = lock_period(actor=request.actor, period=period)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Đã chốt {period.name}.")
        if left:
            words = "; ".join(
                f"{ValueState(state).label.lower()}: {count}" for state, count in left.items()
            )
            messages.warning(request, f"Chưa xác nhận nên không chốt: {words}.")
    return _back(period)


def _back(period: TargetPeriod) -> HttpResponse:
    response = redirect("targets:period_list")
    response["Location"] = f"{reverse('targets:period_list')}?nam={period.year}"
    return response


@require_POST
@requires("targets.unlock")
def period_unlock(request: HttpRequest, period_id: int) -> HttpResponse:
    period = get_object_or_404(TargetPeriod, pk=period_id)
    try:
        until = parse_date(request.POST.get("until", ""))
    except ValueError:
        messages.error(request, "Nhập ngày mở đến theo dạng dd/mm/yyyy, ví dụ 15/02/2022.")
        return _back(period)
    attempt(
        request,
        lambda: unlock_period(
            actor=request.actor, period=period, until=until, reason=request.POST.get("reason", "")
        ),
        f"Đã mở lại {period.name}.",
        "targets:period_list",
    )
    return _back(period)
