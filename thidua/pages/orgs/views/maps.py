"""The map of the province on a day, and the table behind it."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base.access import requires
from thidua.core.trees import Node, Tree
from thidua.pages.orgs.days import asked_day, tabs_of
from thidua.pages.orgs.maps import MapValue
from thidua.pages.orgs.maps import province_map as draw_map
from thidua.pages.ui.parts import LegendEntry
from thidua.subjects.orgs.selectors import all_steps, tree_on

# Least number for a level of colour: units below a district, old units joined in a new one.
BELOW_LEVELS = ((13, 4), (11, 3), (9, 2), (1, 1))
JOINED_LEVELS = ((5, 4), (4, 3), (3, 2), (1, 1))


@requires("orgs.read")
def province_map(request: HttpRequest) -> HttpResponse:
    day, actor = asked_day(request), request.actor  # type: ignore[attr-defined]
    standing = tree_on(day)
    joined = Counter(step.successor for step in all_steps() if step.day <= day)
    values = {node.code: _value(standing, node, joined[node.id]) for node in standing}
    drawn = draw_map(day, values)
    codes = {shape.code for shape in drawn.sheet.drawing.shapes} if drawn else set()
    places = [(node, values[node.code]) for node in standing if node.code in codes]
    context = {
        "day": day,
        "today": actor.day,
        "tabs": tabs_of("orgs:map", day, actor.day),
        "map": drawn,
        "places": sorted(places, key=lambda place: place[0].sort_key),
        "legend": _legend(any(standing.children(node.id) for node, _value in places)),
    }
    return render(request, "orgs/map.html", context)


def _value(standing: Tree, node: Node, joined: int) -> MapValue:
    below = len(standing.descendants(node.id))
    number, levels = (below, BELOW_LEVELS) if below else (joined, JOINED_LEVELS)
    return MapValue(
        level=next((level for least, level in levels if number >= least), 0),
        label=_words(below, joined),
        url=reverse("orgs:unit_detail", args=[node.id]),
    )


def _words(below: int, joined: int) -> str:
    if below:
        return _("%s xã, phường, thị trấn trực thuộc") % below
    if joined > 1:
        return _("ghép từ %s đơn vị cũ") % joined
    return _("giữ nguyên từ một đơn vị cũ") if joined else _("không có đơn vị trực thuộc")


def _legend(by_units_below: bool) -> list[LegendEntry]:
    if by_units_below:
        words = [_("dưới 9 xã, phường"), _("9 - 10"), _("11 - 12"), _("từ 13 xã, phường")]
    else:
        words = [_("giữ nguyên hoặc ghép từ 2 đơn vị cũ"), _("3"), _("4"), _("từ 5 đơn vị cũ")]
    return [LegendEntry(label, level) for level, label in enumerate(words, start=1)]
