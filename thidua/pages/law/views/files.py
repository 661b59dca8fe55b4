"""Rows as a file: taken out for a jurist, taken in after a look at every difference."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.base.access import requires
from thidua.base.errors import Refusal
from thidua.core.law.law import Law
from thidua.pages.law.finding import attempt
from thidua.pages.law.reviewing import differences_of
from thidua.pages.law.tabs import tabs_of
from thidua.subjects.law.models import LawRow
from thidua.subjects.law.selectors import law_in_force
from thidua.subjects.law.services.drafting import draft_rows
from thidua.subjects.law.services.exchanging import MOST_CHARACTERS, ReadRow, read_rows, written

TAKE = "nhan"


@require_GET
@requires("law.rows.see")
def rows_file(request: HttpRequest) -> HttpResponse:
    """The rows of the list's filter as YAML."""
    rows = LawRow.objects.order_by("award", "key", "pk")
    for asked, field in (("tt", "state"), ("loai", "kind"), ("dh", "award")):
        if value := request.GET.get(asked, ""):
            rows = rows.filter(**{field: value})
    answer = HttpResponse(written(rows), content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="quy-dinh-cua-tinh.yaml"'
    return answer


@require_http_methods(["GET", "POST"])
@requires("law.write")
def rows_take(request: HttpRequest) -> HttpResponse:
    """A file is shown row by row first; what is taken over becomes drafts of this person."""
    text, problem, read = _text(request), "", []
    if request.method == "POST":
        try:
            read = read_rows(text)
        except Refusal as refusal:
            problem = refusal.message
    good = [one for one in read if one.values and not one.problem and not one.is_same]
    if TAKE in request.POST and good and not problem:
        values = [one.values for one in good if one.values]
        source = request.POST.get("source", "")
        taken = attempt(
            request, lambda: draft_rows(actor=request.actor, rows=values, source=source)
        )
        if taken:
            messages.success(
                request, f"Đã nhận {len(good)} quy định thành bản soạn. Xem từng bản rồi trình."
            )
            return redirect("law:row_list")
    law = law_in_force()
    context = {
        "tabs": tabs_of("law:row_list", request),
        "text": text,
        "problem": problem,
        "rows": [_row(law, one, request) for one in read],
        "good": len(good),
        "wrong": sum(bool(one.problem) for one in read),
        "same": sum(one.is_same and not one.problem for one in read),
    }
    return render(request, "law/rows_take.html", context, status=422 if problem else 200)


def _text(request: HttpRequest) -> str:
    upload = request.FILES.get("file")
    if upload is None:
        return request.POST.get("text", "")[: MOST_CHARACTERS + 1]
    return upload.read(MOST_CHARACTERS * 4 + 1).decode("utf-8-sig", errors="replace")


def _row(law: Law, one: ReadRow, request: HttpRequest) -> dict[str, Any]:
    shown = [] if one.values is None else differences_of(law, one.values, request.actor.day)
    return {
        "number": one.number,
        "title": str(
            one.values.body.get("text")
            or one.values.body.get("title")
            or one.values.key
            or one.values.award
        )
        if one.values
        else "Không đọc được",
        "problem": one.problem,
        "same": one.is_same,
        "follows": one.known,
        "differences": shown,
    }
