"""The province, or one unit, read in a minute."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.base.access import Actor, may, requires
from thidua.core.trees import Tree
from thidua.pages.overview.boards import Board, build_board, neighbours, share_of
from thidua.pages.overview.mapping import FigureMap, figure_map
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
from thidua.subjects.movements.figures import launched_figure, shares_of
from thidua.subjects.orgs.selectors import tree_on, trees_remembered
from thidua.subjects.targets.selectors.board import TargetRow


@require_GET
@requires("movements.board.see")
def board(request: HttpRequest) -> HttpResponse:
    with trees_remembered():
        return render(request, "overview/board.html", context_of(request))


def context_of(request: HttpRequest) -> dict[str, object]:
    actor = request.actor
    tree = tree_on(actor.day)
    asked = asked_of(request.GET, actor, tree)
    shown = build_board(asked, tree)
    return {
        "board": shown,
        "asked": asked,
        "groups": [(g, [(f, share_of(f)) for f in g.figures]) for g in shown.groups],
        "targets": [(row, trend_of(row)) for row in shown.targets],
        "map": map_of(shown, tree),
        **filters_of(asked, actor, tree),
    }


@require_GET
@requires("movements.board.see")
def beside(request: HttpRequest) -> HttpResponse:
    """One unit beside those of its kind, figure by figure."""
    with trees_remembered():
        tree = tree_on(request.actor.day)
        asked = asked_of(request.GET, request.actor, tree)
        context = {"asked": asked, "rows": neighbours(asked, tree)}
        return render(request, "overview/beside.html", context)


def trend_of(row: TargetRow) -> list[Decimal]:
    """The known figures of the year's periods; a line needs two of them."""
    return [point.value for point in row.trend if point.value is not None]


def map_of(board: Board, tree: Tree) -> FigureMap | None:
    """Of the whole province only: the share launched, from the duties already at hand."""
    facts = board.facts
    if facts is None:
        return None
    figure = launched_figure(lambda _scope, units: shares_of(facts.by_unit(units)))
    return figure_map(figure, board.asked.scope, tree)


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
