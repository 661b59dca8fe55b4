"""Sets of places in the kept text, asked in logarithmic time."""

from bisect import bisect_right
from collections.abc import Iterable

from thidua.core.directives.model import Span

_TOUCHING = 2


def merged(spans: Iterable[Span]) -> list[Span]:
    """Sorted, without overlaps; neighbours that nearly touch become one."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end + _TOUCHING:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        elif span.end > span.start:
            result.append(span)
    return result


def holds(places: list[Span], at: int) -> bool:
    index = bisect_right(places, (at, 1 << 60)) - 1
    return index >= 0 and places[index].start <= at < places[index].end


def overlap(places: list[Span], span: Span) -> int:
    """How many characters of `span` lie in `places`."""
    index = max(bisect_right(places, (span.start, span.end)) - 1, 0)
    total = 0
    while index < len(places) and places[index].start < span.end:
        total += max(0, min(span.end, places[index].end) - max(span.start, places[index].start))
        index += 1
    return total
