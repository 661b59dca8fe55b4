"""One reported figure: its checks, its papers, what the owner says, its history, and the acts on it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from thidua.base import audit, files
from thidua.base.access import may, requires
from thidua.base.errors import Refusal
from thidua.pages.targets.finding import attempt, event_of, find_value
from thidua.pages.targets.forms import number_of
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.targets.enums import ValueState
from thidua.subjects.targets.models import TargetValue
from thidua.subjects.targets.selectors.values import figures_of_unit
from thidua.subjects.targets.services.locking import correct_value
from thidua.subjects.targets.services.reporting import REPORTABLE, report_value
from thidua.subjects.targets.services.settling import (
    dispute_value,
    explain_value,
    verify_value,
)

TYPED = ("value", "weight", "paper", "remark", "confirmed", "explanation", "own", "reason")


@require_GET
@requires("targets.board.see")
def value_see(request: HttpRequest, value_id: int) -> HttpResponse:
    return show(request, find_value(value_id))


def show(
    request: HttpRequest, row: TargetValue, error: str = "", status: int = 200
) -> HttpResponse:
    actor = request.actor
    locked = row.period.is_locked(actor.day)
    units = [row.organization_id, row.target.owner_id or 0, row.part_of_id or 0]
    names = names_on(units, actor.day)
    share = row.target.shares.filter(organization_id=row.organization_id).first()
    may_report = may(actor, "targets.report", row)
    may_verify = may(actor, "targets.verify", row)
    context = {
        "row": row,
        "target": row.target,
        "period": row.period,
        "unit_name": names.get(row.organization_id, ""),
        "owner_name": names.get(row.target.owner_id or 0, ""),
        "part_of": names.get(row.part_of_id or 0, ""),
        "share": share,
        "locked": locked,
        "error": error,
        "typed": {name: request.POST.get(name, "") for name in TYPED},
        "gap": _gap(row),
        "series": figures_of_unit(row.target_id, row.organization_id),
        "corrections": row.corrections.order_by("-pk"),
        "can_report": may_report and not locked and row.state in (REPORTABLE[0], REPORTABLE[1]),
        "can_explain": may_report and not locked and row.state == ValueState.DISPUTED,
        "can_verify": may_verify and not locked and row.state == ValueState.REPORTED,
        "can_dispute": may_verify
        and not locked
        and row.state in (ValueState.REPORTED, ValueState.VERIFIED),
        "can_correct": may(actor, "targets.correct", row) and locked,
        "why": "" if may_report or may_verify else may_verify.reason,
        "events": [event_of(event) for event in audit.timeline(row)[:30]],
    }
    return render(request, "targets/value_see.html", context, status=status)


def _gap(row: TargetValue) -> Decimal | None:
    if row.value is None or row.owner_value is None:
        return None
    return row.value - row.owner_value


@require_GET
@requires("targets.board.see")
def value_file(request: HttpRequest, value_id: int) -> HttpResponse:
    row = find_value(value_id)
    if row.file is None:
        raise Http404("Số liệu này không có tệp kèm theo.")
    return files.serve(row.file, row.file.name)


def _acted(
    request: HttpRequest, row: TargetValue, act: Callable[[], Any], done: str
) -> HttpResponse:
    """Back to the figure; a refusal keeps on the page what was typed."""
    try:
        act()
    except (ValueError, Refusal) as error:
        return show(request, find_value(row.pk), str(error.args[0]), status=422)
    messages.success(request, done)
    return redirect("targets:value_see", row.pk)


@require_POST
@requires("targets.report")
def value_report(request: HttpRequest, value_id: int) -> HttpResponse:
    row, post = find_value(value_id), request.POST

    def act() -> None:
        sent = request.FILES.get("file")
        stored = None
        if sent is not None:
            stored = files.store(actor=request.actor, name=sent.name, content=sent, purpose="paper")
        report_value(
            actor=request.actor,
            row=row,
            value=number_of(post.get("value", "")),
            weight=number_of(post.get("weight", "")),
            paper=post.get("paper", ""),
            remark=post.get("remark", ""),
            confirmed=post.get("confirmed", ""),
            file=stored,
        )

    return _acted(request, row, act, "Đã báo cáo số liệu.")


@require_POST
@requires("targets.verify")
def value_verify(request: HttpRequest, value_id: int) -> HttpResponse:
    row = find_value(value_id)
    return attempt(
        request,
        lambda: verify_value(actor=request.actor, row=row),
        "Đã xác nhận số liệu.",
        "targets:value_see",
        row.pk,
    )


@require_POST
@requires("targets.verify")
def value_dispute(request: HttpRequest, value_id: int) -> HttpResponse:
    row, post = find_value(value_id), request.POST
    return _acted(
        request,
        row,
        lambda: dispute_value(
            actor=request.actor,
            row=row,
            reason=post.get("reason", ""),
            own_figure=number_of(post.get("own", "")),
        ),
        "Đã đề nghị đơn vị giải trình.",
    )


@require_POST
@requires("targets.report")
def value_explain(request: HttpRequest, value_id: int) -> HttpResponse:
    row, post = find_value(value_id), request.POST
    return _acted(
        request,
        row,
        lambda: explain_value(
            actor=request.actor,
            row=row,
            explanation=post.get("explanation", ""),
            value=number_of(post.get("value", "")),
            weight=number_of(post.get("weight", "")),
            paper=post.get("paper", ""),
            confirmed=post.get("confirmed", ""),
        ),
        "Đã gửi giải trình.",
    )


@require_POST
@requires("targets.correct")
def value_correct(request: HttpRequest, value_id: int) -> HttpResponse:
    row, post = find_value(value_id), request.POST
    return _acted(
        request,
        row,
        lambda: correct_value(
            actor=request.actor,
            row=row,
            value=number_of(post.get("value", "")),
            weight=number_of(post.get("weight", "")),
            reason=post.get("reason", ""),
            paper=post.get("paper", ""),
        ),
        "Đã đính chính; số cũ, số mới, lý do và văn bản đều được giữ.",
    )
