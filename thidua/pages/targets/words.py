"""Figures of targets in words and small marks."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.safestring import SafeString

from thidua.core.targets import Verdict
from thidua.core.text import format_number
from thidua.pages.ui.markup import NO_DATA, spark
from thidua.pages.ui.parts import Bar
from thidua.subjects.targets.selectors.board import TargetRow, TrendPoint

TONES = {
    Verdict.EXCEEDED: "good",
    Verdict.ACHIEVED: "good",
    Verdict.ON_COURSE: "good",
    Verdict.AT_RISK: "warn",
    Verdict.MISSED: "bad",
    Verdict.UNKNOWN: "",
}


def number(value: Decimal | None, places: int = 4) -> str | SafeString:
    """As few decimals as say it; a blank reads "chưa có số liệu"."""
    if value is None:
        return NO_DATA
    return format_number(round(Decimal(value), places).normalize())


def typed(value: Decimal | None) -> str:
    """In a field: a blank stays blank."""
    return "" if value is None else format_number(Decimal(value).normalize())


def trend_of(row: TargetRow) -> SafeString:
    """The line of the year's periods; with one figure there is no line yet."""
    values = [point.value for point in row.trend if point.value is not None]
    if len(values) < 2:
        return SafeString("")
    said = ", ".join(f"{point.name}: {typed(point.value)}" for point in row.trend if point.given)
    return spark(values, f"Diễn biến {said}")


def bars_of(points: Iterable[TrendPoint]) -> list[Bar]:
    """Only figures that can be drawn; the table behind them says the rest."""
    return [
        Bar(
            point.name,
            float(max(point.value, Decimal(0))),
            typed(point.value),
            f"{point.given}/{point.asked} đơn vị" if point.asked > 1 else "",
        )
        for point in points
        if point.value is not None
    ]
