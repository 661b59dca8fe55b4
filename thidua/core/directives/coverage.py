"""What no rule explains is listed, so that nothing is lost unseen."""

from collections.abc import Iterable, Iterator

from thidua.core.directives.layout import Cell, Page, is_page_number, is_rule
from thidua.core.directives.model import Phrase, PrintedDate, Reading, Span
from thidua.core.directives.mottoes import is_motto, without_motto
from thidua.core.directives.spans import merged, overlap
from thidua.core.directives.tail import SIGNED


def not_understood(page: Page, reading: Reading, extra: Iterable[Span]) -> tuple[Span, ...]:
    covered = merged([*_spans(reading), *extra])
    left: list[Span] = []
    for line in page.lines:
        for cell in (without_motto(page, cell) for cell in line.cells):
            span = page.mapped.span(cell.start, cell.end)
            if not _is_furniture(page, cell) and overlap(covered, span) * 2 < max(
                span.end - span.start, 1
            ):
                _append(left, span, page)
    return tuple(left)


def _append(left: list[Span], span: Span, page: Page) -> None:
    if left and span.start - left[-1].end <= 2:
        left[-1] = Span(left[-1].start, span.end)
    else:
        left.append(span)


def _is_furniture(page: Page, cell: Cell) -> bool:
    text = page.text(cell)
    return (
        is_rule(text)
        or is_page_number(text)
        or is_motto(text)
        or len(text) < 2
        or SIGNED.fullmatch(text) is not None
    )


def _spans(reading: Reading) -> Iterator[Span]:
    header = reading.header
    if header.number_span:
        yield header.number_span
    phrases = (
        header.document_type,
        header.issuer,
        header.parent,
        header.place,
        header.date,
        header.title,
    )
    for phrase in (*phrases, reading.preamble, reading.closing, reading.archive):
        if isinstance(phrase, (Phrase, PrintedDate)):
            yield phrase.span
    yield from (section.span for section in reading.sections)
    yield from (recipient.span for recipient in reading.recipients)
    yield from (target.span for target in reading.targets)
    if reading.signer:
        yield from (span for span in (reading.signer.title_span, reading.signer.name_span) if span)
