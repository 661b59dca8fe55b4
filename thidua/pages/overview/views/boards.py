"""The province, or one unit, read in a minute."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.base.access import Actor, may, requires
from thidua.core.trees import Tree
from thidua.pages.overview.boards import build_board, share_of
from thidua.pages.overview.mapping import FigureMap, all_figures, figure_map
from thidua.pages.overview.scopes import (
    PROVINCE,
    UNIT,
    Asked,
    asked_of,
    period_choices,
    unit_choices,
    year_choices,
)
from thidua.pages.ui.parts import Tab
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.targets.selectors.board import TargetRow

MAPPED = "movements.launched"


@require_GET
@requires("movements.board.see")
def board(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    tree = tree_on(actor.day)
    asked = asked_of(request.GET, actor, tree)
    shown = build_board(asked, tree)
    context = {
        "board": shown,
        "asked": asked,
        "groups": [(g, [(f, share_of(f)) for f in g.figures]) for g in shown.groups],
        "targets": [(row, trend_of(row)) for row in shown.targets],
        "map": map_of(asked, tree),
        **filters_of(asked, actor, tree),
    }
    return render(request, "overview/board.html", context)


def trend_of(row: TargetRow) -> list[Decimal]:
    """The known figures of the year's periods; a line needs two of them."""
    return [point.value for point in row.trend if point.value is not None]


def map_of(asked: Asked, tree: Tree) -> FigureMap | None:
    """Of the whole province only; a unit's page has its neighbours instead."""
    if asked.unit_id is not None:
        return None
    figure = next((one for one in all_figures() if one.key == MAPPED), None)
    return figure_map(figure, asked.scope, tree) if figure else None


def filters_of(asked: Asked, actor: Actor, tree: Tree) -> dict[str, object]:
    return {
        "tabs": tabs_of(asked, actor),
        "years": year_choices(actor.day, [asked.period.year]),
        "periods": period_choices(asked.period.year),
        "units": unit_choices(actor, tree) if may(actor, "movements.overview.see") else [],
    }


def tabs_of(asked: Asked, actor: Actor) -> list[Tab]:
    """The whole, and one's own unit."""
    tabs = [Tab("Toàn tỉnh", asked.query_with(**{UNIT: PROVINCE}), current=asked.unit_id is None)]
    if actor.unit_id is not None:
        own = asked.query_with(**{UNIT: str(actor.unit_id)})
        tabs.append(Tab("Đơn vị tôi", own, current=asked.is_own))
    if asked.unit_id is not None and not asked.is_own:
        tabs.append(Tab(asked.unit_name, asked.query, current=True))
    return tabs
