"""What strangers may see of targets: results that the owner has verified or the office has locked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.subjects.targets.selectors.board import board_of


@dataclass(frozen=True, slots=True)
class PublicResult:
    """The figure of the last period of which something is verified. `given` of `asked` units are."""

    target_id: int
    value: Decimal
    period: str
    given: int
    asked: int
    share: Decimal | None  # per cent of what is wanted, of a figure that adds up
    is_sample: bool


def published_results(targets: Iterable[tuple[int, int]]) -> dict[int, PublicResult]:
    """For (target, its year): only targets that have a verified figure; what is merely reported
    stays inside."""
    by_year: dict[int, list[int]] = {}
    for target_id, year in targets:
        by_year.setdefault(year, []).append(target_id)
    found: dict[int, PublicResult] = {}
    for year, ids in by_year.items():
        rows = board_of(year, date.max, ids=ids, trusted_only=True, names=False)
        found |= {
            row.target_id: PublicResult(
                row.target_id,
                row.now,
                row.now_period,
                row.given,
                row.asked,
                row.share,
                row.is_sample,
            )
            for row in rows
            if row.now is not None
        }
    return found
