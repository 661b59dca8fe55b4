"""Names as papers print them, matched to the units and sets of a day."""

from thidua.core.matching.directory import Directory
from thidua.core.matching.matcher import match
from thidua.core.matching.values import Choice, Kind, Match, OtherDayName, SetName, UnitName

__all__ = ["Choice", "Directory", "Kind", "Match", "OtherDayName", "SetName", "UnitName", "match"]
