"""Any figure that can be asked unit by unit, on the map of the day and in a table."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.base.access import requires
from thidua.base.registries import UnitFigure
from thidua.pages.overview.mapping import FigureMap, all_figures, figure_map
from thidua.pages.overview.scopes import PROVINCE, UNIT, asked_of, period_choices, year_choices
from thidua.pages.ui.lists import EXPORT, XLSX, Column, workbook
from thidua.subjects.orgs.selectors import tree_on

FIGURE = "so"


@require_GET
@requires("movements.board.see")
def figure_map_see(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    params = request.GET.copy()
    params[UNIT] = PROVINCE  # a map is always of all
    asked = asked_of(params, actor, tree_on(actor.day))
    figures = all_figures()
    wanted = request.GET.get(FIGURE, "")
    chosen = next((one for one in figures if one.key == wanted), figures[0] if figures else None)
    found = figure_map(chosen, asked.scope, tree_on(asked.day)) if chosen else None
    if found is not None and request.GET.get(EXPORT) == "xlsx":
        return export(found)
    context = {
        "asked": asked,
        "figures": by_group(figures),
        "chosen": chosen,
        "found": found,
        "years": year_choices(actor.day, [asked.period.year]),
        "periods": period_choices(asked.period.year),
    }
    return render(request, "overview/map.html", context)


def by_group(figures: Sequence[UnitFigure]) -> dict[str, list[UnitFigure]]:
    groups: dict[str, list[UnitFigure]] = {}
    for figure in figures:
        groups.setdefault(figure.group, []).append(figure)
    return groups


def export(found: FigureMap) -> HttpResponse:
    columns = [
        Column("don-vi", "Đơn vị", lambda row: row.node.name, lead=True),
        Column(
            "so", f"{found.figure.label} ({found.figure.unit})", lambda row: row.value, "number"
        ),
    ]
    response = HttpResponse(workbook(columns, found.rows), content_type=XLSX)
    name = found.figure.key.replace(".", "-")
    response["Content-Disposition"] = f'attachment; filename="ban-do-{name}.xlsx"'
    return response
