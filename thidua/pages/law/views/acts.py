"""Moving a row: to the second person, into the law, back, to its end."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from thidua.base.access import requires
from thidua.base.errors import Refusal
from thidua.core.text.dates import parse_date
from thidua.pages.law.finding import attempt, find_row
from thidua.subjects.law.errors import WrongState
from thidua.subjects.law.models import LawRow
from thidua.subjects.law.services import drafting, reviewing
from thidua.subjects.law.services.changing import MOVED


def _act(
    request: HttpRequest, row_id: int, act: Callable[[LawRow], Any], done: str
) -> HttpResponse:
    row = find_row(row_id)
    attempt(request, lambda: act(row), done)
    return redirect("law:row_see", row_id)


def _as_seen(request: HttpRequest, row: LawRow) -> LawRow:
    """Nobody takes over what he has not seen: the page sends the revision it showed."""
    if request.POST.get("revision") != str(row.revision):
        raise WrongState(MOVED)
    return row


@require_POST
@requires("law.write")
def propose(request: HttpRequest, row_id: int) -> HttpResponse:
    return _act(
        request, row_id, lambda row: drafting.propose_row(actor=request.actor, row=row),
        "Đã trình. Người khác của Ban đối chiếu rồi mới áp dụng.",
    )  # fmt: skip


@require_POST
@requires("law.write")
def drop(request: HttpRequest, row_id: int) -> HttpResponse:
    row = find_row(row_id)
    if attempt(request, lambda: drafting.drop_row(actor=request.actor, row=row), "Đã bỏ bản soạn."):
        return redirect("law:row_list")
    return redirect("law:row_see", row_id)


@require_POST
@requires("law.write")
def review(request: HttpRequest, row_id: int) -> HttpResponse:
    remark = request.POST.get("remark", "")

    def act(row: LawRow) -> Any:
        return reviewing.review_row(actor=request.actor, row=_as_seen(request, row), remark=remark)

    return _act(request, row_id, act, "Đã áp dụng. Kết quả xét cũ được đánh dấu cần xét lại.")


@require_POST
@requires("law.write")
def return_(request: HttpRequest, row_id: int) -> HttpResponse:
    remark = request.POST.get("remark", "")
    return _act(
        request, row_id,
        lambda row: reviewing.return_row(actor=request.actor, row=row, remark=remark),
        "Đã trả lại người soạn.",
    )  # fmt: skip


@require_POST
@requires("law.ask_end")
def ask_end(request: HttpRequest, row_id: int) -> HttpResponse:
    def act(row: LawRow) -> Any:
        try:
            last_day = parse_date(request.POST.get("last_day", ""))
        except ValueError as error:
            raise Refusal("Ngày cuối ghi theo dạng dd/mm/yyyy, ví dụ 31/12/2022.") from error
        reason = request.POST.get("reason", "")
        return reviewing.ask_end(actor=request.actor, row=row, last_day=last_day, reason=reason)

    return _act(
        request, row_id, act, "Đã đề nghị dừng. Quy định vẫn áp dụng đến khi có người đồng ý."
    )


@require_POST
@requires("law.write")
def end(request: HttpRequest, row_id: int) -> HttpResponse:
    return _act(
        request, row_id, lambda row: reviewing.end_row(actor=request.actor, row=row),
        "Đã dừng áp dụng từ sau ngày cuối.",
    )  # fmt: skip


@require_POST
@requires("law.write")
def keep(request: HttpRequest, row_id: int) -> HttpResponse:
    remark = request.POST.get("remark", "")
    return _act(
        request, row_id,
        lambda row: reviewing.keep_row(actor=request.actor, row=row, remark=remark),
        "Quy định vẫn áp dụng.",
    )  # fmt: skip
