"""Targets: the number to be reached, its shares, periods and values; composite indices."""

from thidua.subjects.targets.models.targets import Target

__all__ = ["Target"]
