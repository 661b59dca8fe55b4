"""One target: its verdict with the reason, the way of its figures, units by periods, corrections."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.base import audit
from thidua.base.access import Actor, may, requires
from thidua.pages.orgs.days import asked_day
from thidua.pages.targets.finding import asked_tree, event_of, find_target
from thidua.pages.targets.words import TONES, bars_of
from thidua.pages.ui.lists import EXPORT, XLSX, Column, workbook
from thidua.pages.ui.parts import Tab
from thidua.subjects.targets.models import Target, TargetCorrection, TargetShare
from thidua.subjects.targets.selectors.board import TargetRow, board_of
from thidua.subjects.targets.selectors.values import (
    Matrix,
    MatrixLine,
    matrix_of,
    values_of,
    with_periods,
)

LINES = 40  # of the matrix on one page


@require_GET
@requires("targets.board.see")
def target_see(request: HttpRequest, target_id: int) -> HttpResponse:
    actor, day = request.actor, asked_day(request)
    target = find_target(target_id)
    tree_day = asked_tree(request)
    rows = with_periods(values_of(target.pk, day))
    matrix = matrix_of(target, day, tree_day=tree_day, rows=rows)
    if request.GET.get(EXPORT) == "xlsx":
        return export(target, matrix)
    row = row_of(target, day)
    context = {
        "target": target,
        "row": row,
        "day": day,
        "tone": TONES[row.verdict],
        "bars": bars_of(row.trend),
        "before": bars_of(row.last_year),
        "matrix": matrix,
        "page": Paginator(matrix.lines, LINES).get_page(request.GET.get("trang")),
        "tree_day": tree_day,
        "tabs": _tabs(target, tree_day),
        "exceptions": _exceptions(target, day),
        "doubts": [one for one in rows if one.findings][-20:],
        "names": {line.unit_id: line.name for line in matrix.lines},
        "corrections": _corrections(target),
        "papers": _papers(target),
        "events": [event_of(event) for event in audit.timeline(target)[:30]],
        **_acts(actor, target),
    }
    return render(request, "targets/target_see.html", context)


def row_of(target: Target, day: date) -> TargetRow:
    return board_of(target.year, day, ids=[target.pk], withdrawn=True)[0]


def _acts(actor: Actor, target: Target) -> dict[str, Any]:
    return {
        "may_fix": may(actor, "targets.fix", target),
        "may_split": may(actor, "targets.split", target),
        "may_verify": may(actor, "targets.verify", target),
    }


def _tabs(target: Target, tree_day: date | None) -> list[Tab]:
    here = reverse("targets:target_see", args=[target.pk])
    return [
        Tab("Theo cây đơn vị ngày báo cáo", f"{here}#so-lieu", current=tree_day is None),
        Tab("Theo cây đơn vị hôm nay", f"{here}?cay=nay#so-lieu", current=tree_day is not None),
    ]


def _exceptions(target: Target, day: date) -> list[TargetRow]:
    ids = list(target.exceptions.values_list("pk", flat=True))
    return board_of(target.year, day, ids=ids) if ids else []


def _corrections(target: Target) -> list[TargetCorrection]:
    rows = TargetCorrection.objects.filter(value__target=target)
    return list(rows.select_related("value__period").order_by("-made_on", "-pk")[:50])


def _papers(target: Target) -> list[str]:
    """The papers by which shares were given."""
    shares = TargetShare.objects.filter(target=target).exclude(paper="")
    return sorted(set(shares.values_list("paper", flat=True)))


def export(target: Target, matrix: Matrix) -> HttpResponse:
    """Units × periods as shown, with the whole in the last line."""
    columns = [
        Column("don-vi", "Đơn vị", lambda line: line[0], lead=True),
        Column("muc", "Mức giao", lambda line: line[1], kind="number"),
        *(_period_column(place, period.name) for place, period in enumerate(matrix.periods)),
    ]
    whole = ("Toàn tỉnh", target.value, [cell.value for cell in matrix.totals])
    response = HttpResponse(
        workbook(columns, [*(_plain(line) for line in matrix.lines), whole]), content_type=XLSX
    )
    response["Content-Disposition"] = f'attachment; filename="chi-tieu-{target.pk}.xlsx"'
    return response


def _plain(line: MatrixLine) -> tuple[str, Any, list[Any]]:
    share = line.share.value if line.share else None
    return "  " * line.depth + line.name, share, [cell and cell.value for cell in line.cells]


def _period_column(place: int, name: str) -> Column:
    return Column(f"ky-{place}", name, lambda line: line[2][place], kind="number")
