"""Changes of rank and score in words, the marks of a number, charts of an index over the years."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from thidua.core.text import format_number
from thidua.pages.ui.charts import Point, Series
from thidua.pages.ui.parts import Bar
from thidua.subjects.targets.index_enums import ResultStatus
from thidua.subjects.targets.models import IndexResult
from thidua.subjects.targets.selectors.indices import Comparison, IndexLine


def rank_words(change: int | None) -> str:
    """ "tăng 7 bậc" is good news: the first is the best."""
    if change is None:
        return ""
    if not change:
        return "giữ nguyên hạng"
    return f"tăng {change} bậc" if change > 0 else f"giảm {-change} bậc"


def score_words(change: Decimal | None) -> str:
    if change is None:
        return ""
    if not change:
        return "điểm giữ nguyên"
    return f"{'tăng' if change > 0 else 'giảm'} {format_number(abs(change))} điểm"


def change_words(line: IndexLine) -> str:
    """What changed against the year before; empty when one of the two years is unknown."""
    parts = (rank_words(line.rank_change), score_words(line.score_change))
    return ", ".join(part for part in parts if part)


def tone_of(line: IndexLine) -> str:
    return {True: "good", False: "bad", None: ""}[line.is_better]


def place_words(result: IndexResult | None) -> str:
    """ "hạng 24/63"; empty when no rank was published."""
    if result is None or result.rank is None:
        return ""
    return f"hạng {result.rank}" + (f"/{result.out_of}" if result.out_of else "")


def doubt_words(result: IndexResult) -> str:
    """What stands beside a number that nobody has compared with its publication."""
    if result.source_status == ResultStatus.VERIFIED:
        return ""
    return str(ResultStatus(result.source_status).label).lower()


def score_series(line: IndexLine, years: Sequence[int]) -> list[Series]:
    scores = [(year, line.results[year].score if year in line.results else None) for year in years]
    return [Series(line.index.short_name, [Point(str(y), score) for y, score in scores], main=True)]


def rank_series(line: IndexLine, years: Sequence[int]) -> list[Series]:
    ranks = [(year, line.results[year].rank if year in line.results else None) for year in years]
    return [Series("Xếp hạng", [Point(str(year), rank) for year, rank in ranks], main=True)]


def comparison_bars(found: Comparison) -> list[Bar]:
    """Scores side by side, our own strong; those of whom nothing is known keep their row."""
    bars = []
    for row in found.rows:
        score = row.result.score if row.result else None
        words = format_number(score) if score is not None else ""
        value = float(score) if score is not None else None
        bars.append(Bar(row.name, value, words, place_words(row.result), hot=row.is_own))
    return bars
