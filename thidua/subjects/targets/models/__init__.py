"""Targets: the number to be reached, its shares, periods and values; composite indices."""

from thidua.subjects.targets.models.indices import (
    ImprovementMeasure,
    Index,
    IndexComponent,
    IndexCorrection,
    IndexResult,
)
from thidua.subjects.targets.models.targets import Target, TargetPeriod, TargetShare
from thidua.subjects.targets.models.values import TargetCorrection, TargetValue

__all__ = [
    "ImprovementMeasure",
    "Index",
    "IndexComponent",
    "IndexCorrection",
    "IndexResult",
    "Target",
    "TargetCorrection",
    "TargetPeriod",
    "TargetShare",
    "TargetValue",
]
