"""What no rule explains is listed, so that nothing is lost unseen."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from thidua.core.directives.header import is_motto, without_motto
from thidua.core.directives.layout import Cell, Page, is_page_number, is_rule
from thidua.core.directives.model import Phrase, PrintedDate, Reading, Span


def not_understood(page: Page, reading: Reading, extra: Iterable[Span]) -> tuple[Span, ...]:
    covered = _merge([*_spans(reading), *extra])
    left: list[Span] = []
    for line in page.lines:
        for cell in (without_motto(page, cell) for cell in line.cells):
            span = page.mapped.span(cell.start, cell.end)
            if not _is_furniture(page, cell) and not _is_covered(span, covered):
                _append(left, span, page)
    return tuple(left)


def _append(left: list[Span], span: Span, page: Page) -> None:
    if left and span.start - left[-1].end <= 2:
        left[-1] = Span(left[-1].start, span.end)
    else:
        left.append(span)


def _is_furniture(page: Page, cell: Cell) -> bool:
    text = page.text(cell)
    return is_rule(text) or is_page_number(text) or is_motto(text) or len(text) < 2 or text.lower() in ("(đã ký)", "đã ký")


def _spans(reading: Reading) -> Iterator[Span]:
    header = reading.header
    if header.number_span:
        yield header.number_span
    phrases = (header.document_type, header.issuer, header.parent, header.place, header.date, header.title)
    for phrase in (*phrases, reading.preamble, reading.closing, reading.archive):
        if isinstance(phrase, (Phrase, PrintedDate)):
            yield phrase.span
    yield from (section.span for section in reading.sections)
    yield from (recipient.span for recipient in reading.recipients)
    yield from (target.span for target in reading.targets)
    if reading.signer:
        yield from (span for span in (reading.signer.title_span, reading.signer.name_span) if span)


def _merge(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end + 2:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        elif span.end > span.start:
            merged.append(span)
    return merged


def _is_covered(span: Span, covered: list[Span]) -> bool:
    length = max(span.end - span.start, 1)
    at = max(bisect_right(covered, (span.start, span.end)) - 1, 0)
    overlap = 0
    for other in covered[at : at + 8]:
        overlap += max(0, min(span.end, other.end) - max(span.start, other.start))
    return overlap * 2 >= length
