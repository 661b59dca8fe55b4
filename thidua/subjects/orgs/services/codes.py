"""Codes for units that come without one."""

from __future__ import annotations

from thidua.subjects.orgs.models import Organization

PREFIX = "DV"


def free_codes(count: int) -> list[str]:
    """The next codes of our own series; the unique column decides between two at once."""
    given = Organization.objects.filter(code__startswith=PREFIX).values_list("code", flat=True)
    numbers = [int(code[len(PREFIX) :]) for code in given if code[len(PREFIX) :].isdigit()]
    last = max(numbers, default=0)
    return [f"{PREFIX}{last + place:05d}" for place in range(1, count + 1)]
