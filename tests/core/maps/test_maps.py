"""TopoJSON to SVG: arcs, rings, labels inside their areas, and the map of the day."""

import re
from datetime import date

import pytest

from thidua.core.maps import BadTopology, draw, map_for, svg_paths
from thidua.core.maps.drawing import label_spot

# Two unit squares side by side at the equator; they share the middle arc, walked both ways.
SQUARES = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.5], "translate": [0, -0.5]},
    "arcs": [
        [[2, 0], [0, 2]],
        [[2, 2], [-2, 0], [0, -2], [2, 0]],
        [[2, 0], [2, 0], [0, 2], [-2, 0]],
    ],
    "objects": {
        "places": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"code": "A", "name": "Tây"}},
                {
                    "type": "MultiPolygon",
                    "arcs": [[[2, -1]]],
                    "properties": {"code": "B", "name": "Đông"},
                },
            ],
        }
    },
}


def test_draw_puts_neighbours_side_by_side():
    drawing = draw(SQUARES, "places", 200)
    assert drawing.viewbox == "0 0 200 100"
    west, east = drawing.shapes
    assert (west.code, west.name, west.d) == ("A", "Tây", "M100 100l0 -100 -100 0 0 100z")
    assert (east.code, east.name, east.d) == ("B", "Đông", "M100 100l100 0 0 -100 -100 0z")
    assert (west.cx, west.cy, west.room) == (50, 50, 100)
    assert (east.cx, east.cy, east.room) == (150, 50, 100)


def test_svg_paths_gives_the_shapes_alone():
    assert svg_paths(SQUARES, "places", 200) == list(draw(SQUARES, "places", 200).shapes)


def test_topology_without_transform_is_read_as_it_is():
    plain = {**SQUARES, "transform": None, "arcs": [
        [(1, -0.5), (1, 0.5)],
        [(1, 0.5), (0, 0.5), (0, -0.5), (1, -0.5)],
        [(1, -0.5), (2, -0.5), (2, 0.5), (1, 0.5)],
    ]}  # fmt: skip
    assert draw(plain, "places", 200).shapes == draw(SQUARES, "places", 200).shapes


def test_degrees_of_longitude_are_shorter_further_north():
    north = {**SQUARES, "transform": {"scale": [0.5, 0.5], "translate": [0, 59.5]}}
    assert draw(north, "places", 200).height == pytest.approx(200, abs=1)


@pytest.mark.parametrize("name", ["nothing", ""])
def test_unknown_object_is_refused(name):
    with pytest.raises(BadTopology):
        draw(SQUARES, name, 200)


def test_line_is_no_area():
    line = {"type": "LineString", "arcs": [0], "properties": {}}
    with pytest.raises(BadTopology):
        draw({**SQUARES, "objects": {"x": {"geometries": [line]}}}, "x", 100)


def test_label_of_a_bent_area_stands_inside_it():
    horseshoe = [(0, 0), (30, 0), (30, 100), (20, 100), (20, 10), (10, 10), (10, 100), (0, 100)]
    x, y, room = label_spot([horseshoe])
    assert (x, room) in ((5, 10), (25, 10))
    assert 10 < y < 100


def test_label_keeps_out_of_a_hole():
    square, hole = (
        [(0, 0), (100, 0), (100, 100), (0, 100)],
        [(40, 40), (90, 40), (90, 60), (40, 60)],
    )
    assert label_spot([square, hole]) == (20, 50, 40)


@pytest.mark.parametrize(
    ("day", "count", "first"),
    [
        (date(2022, 2, 15), 8, "D105"),
        (date(2025, 6, 30), 8, "D105"),
        (date(2025, 7, 1), 38, "W03388.2025"),
        (date(2030, 1, 1), 38, "W03388.2025"),
    ],
)
def test_map_of_the_day(day, count, first):
    sheet = map_for(day)
    assert (len(sheet.drawing.shapes), sheet.drawing.shapes[0].code) == (count, first)


def test_map_of_districts_names_what_is_uncertain():
    sheet = map_for(date(2022, 2, 15))
    assert len(sheet.approximate) == 6
    assert sheet.approximate[0] == "Phường Đoàn Kết: Xã Lản Nhì Thàng (Huyện Phong Thổ)"
    assert "6 xã, phường" in sheet.note
    assert map_for(date(2025, 7, 1)).approximate == ()


def test_every_label_of_lai_chau_stands_in_the_frame():
    for day in (date(2022, 2, 15), date(2025, 7, 1)):
        drawing = map_for(day).drawing
        for shape in drawing.shapes:
            assert 0 < shape.cx < drawing.width
            assert 0 < shape.cy < drawing.height
            assert shape.room > 5


def test_maps_of_lai_chau_are_light():
    for day in (date(2022, 2, 15), date(2025, 7, 1)):
        size = sum(len(shape.d) for shape in map_for(day).drawing.shapes)
        assert size < 90_000
        assert re.fullmatch(r"[Mlz0-9 .\-]+", map_for(day).drawing.shapes[0].d)
