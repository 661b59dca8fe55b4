"""The head of a document: agency, number, place and date, type, title (Decree 30/2020, boxes 2 to 5)."""

from dataclasses import dataclass

from thidua.core.directives.issuer import read_issuer, with_marks
from thidua.core.directives.layout import Page
from thidua.core.directives.model import Header, Phrase
from thidua.core.directives.normalise import Mapped
from thidua.core.directives.numbering import (
    printed_number,
    read_date,
    read_number,
    symbol,
    type_of_symbol,
)
from thidua.core.directives.title import (
    find_letter_end,
    find_type,
    read_letter,
    read_typed,
    title_text,
)


@dataclass(frozen=True, slots=True)
class Head:
    header: Header
    first_body_line: int
    title_text: Mapped


def read_header(page: Page, tail: int) -> Head:
    limit = min(tail, len(page.lines))
    type_at = find_type(page, limit)
    head_end = type_at[0] if type_at else find_letter_end(page, limit)
    number = read_number(page, head_end)
    kind: Phrase | None
    title: Phrase | None
    if type_at:
        kind, title, first_body = read_typed(page, type_at, limit)
    else:
        kind, title, first_body = read_letter(page, head_end, limit)
    kind = kind or type_of_symbol(page, number)
    date, place = read_date(page, head_end)
    issuer, parent = (with_marks(agency, place) for agency in read_issuer(page, head_end, number))
    header = Header(
        document_type=kind,
        number=printed_number(number),
        symbol=symbol(number),
        number_span=page.mapped.span(*number.span()) if number else None,
        issuer=issuer,
        parent=parent,
        place=place,
        date=date,
        title=title,
    )
    return Head(header, first_body, title_text(page, title))
