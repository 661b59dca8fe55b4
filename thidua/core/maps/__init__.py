"""Maps of a province: TopoJSON to SVG paths, and which map holds on a day."""

from thidua.core.maps.atlas import MapSheet, map_for, sheets
from thidua.core.maps.drawing import Drawing, Shape, draw, svg_paths
from thidua.core.maps.topology import BadTopology

__all__ = [
    "BadTopology",
    "Drawing",
    "MapSheet",
    "Shape",
    "draw",
    "map_for",
    "sheets",
    "svg_paths",
]
