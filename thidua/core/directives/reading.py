"""Reading a whole document: head, foot and what stands between, then what each rule finds there."""

import re
from dataclasses import replace

from thidua.core.directives.assignments import read_assignments
from thidua.core.directives.coverage import not_understood
from thidua.core.directives.duties import read_audience, read_duties, read_period
from thidua.core.directives.header import read_header
from thidua.core.directives.launches import launches_movement
from thidua.core.directives.layout import Page, paragraphs
from thidua.core.directives.legal import read_legal
from thidua.core.directives.model import Header, LegalReference, Phrase, Reading, Span
from thidua.core.directives.movements import read_movements, read_theme
from thidua.core.directives.normalise import Mapped, normalise
from thidua.core.directives.questions import read_questions
from thidua.core.directives.recipients import read_recipients
from thidua.core.directives.sections import Outline, flatten, read_sections
from thidua.core.directives.signature import read_signer
from thidua.core.directives.tail import find_tail
from thidua.core.directives.targets import read_targets
from thidua.core.directives.task_tables import read_task_tables


def read(text: str) -> Reading:
    """Everything the rules find in `text`; spans count characters of `text` itself. Never raises."""
    page = Page(normalise(text))
    tail = find_tail(page)
    head = read_header(page, tail.first_line)
    body = paragraphs(page, head.first_body_line, tail.first_line)
    annex = paragraphs(page, tail.end_line, len(page.lines))
    outline, annexed = read_sections(body), read_sections(annex)
    header = _with_issuer(head.header, body)
    legal = (
        *read_legal(head.title_text, header.number),
        *read_legal(body, header.number),
        *read_legal(annex, header.number),
    )
    distribution = read_recipients(page, tail)
    targets = (
        *read_targets(body, page, flatten(outline.sections), outline.preamble_end),
        *read_targets(annex, Page(normalise("")), flatten(annexed.sections), annexed.preamble_end),
    )
    reading = Reading(
        kept=text,
        header=header,
        launches_movement=_launches(header, body, outline, legal),
        theme=read_theme([head.title_text, body, annex]),
        audience=read_audience(body, outline.preamble_end),
        period=read_period([head.title_text, body]),
        preamble=_phrase(body, 0, outline.preamble_end),
        closing=_phrase(body, outline.closing_start, len(body.text)),
        sections=(*outline.sections, *annexed.sections),
        legal_references=legal,
        targets=targets,
        movements=read_movements([head.title_text, body, annex]),
        assignments=(
            *read_assignments(body, outline.sections, outline.closing_start),
            *read_task_tables(page),
            *read_assignments(annex, annexed.sections, annexed.closing_start),
        ),
        recipients=distribution.recipients,
        archive=distribution.archive,
        signer=read_signer(page, tail),
        reporting_duties=read_duties(body),
    )
    asked = read_questions(
        header, body, reading.sections, reading.targets, reading.recipients, reading.signer
    )
    known = [annex.span(0, annexed.preamble_end)]
    if tail.heading:
        known.append(page.mapped.span(tail.heading.start, tail.heading.end))
    return replace(reading, questions=asked, not_understood=not_understood(page, reading, known))


def _phrase(flow: Mapped, start: int, end: int) -> Phrase | None:
    value = flow.text[start:end].strip()
    return Phrase(value, flow.span(start, end)) if value else None


def _launches(
    header: Header, body: Mapped, outline: Outline, legal: tuple[LegalReference, ...]
) -> bool:
    opening = _without(
        body, min(outline.preamble_end, 6000), [reference.span for reference in legal]
    )
    title = header.title.value if header.title else None
    kind = header.document_type.value if header.document_type else None
    return launches_movement(title, kind, opening, body.text[:20_000])


def _without(flow: Mapped, end: int, spans: list[Span]) -> str:
    """The text up to `end`, cited documents blotted out: their titles launch, not this one."""
    letters = list(flow.text[:end])
    for index, place in enumerate(flow.starts[:end]):
        if any(span.start <= place < span.end for span in spans[:40]):
            letters[index] = "_"
    return "".join(letters)


_ISSUER_IN_BODY = re.compile(
    r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+(?P<level>tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn)\b"
)
_OWN_SYMBOL = re.compile(r"UBND")


def _with_issuer(header: Header, body: Mapped) -> Header:
    """No letterhead in the text: notation, place and the body tell who speaks."""
    if header.issuer or not (header.symbol and _OWN_SYMBOL.search(header.symbol) and header.place):
        return header
    match = _ISSUER_IN_BODY.search(body.text)
    if match is None:
        return header
    place = re.sub(r"^(?:TP\.? ?|Thành phố |Tỉnh )", "", header.place.value)
    issuer = Phrase(f"Ủy ban nhân dân {match['level']} {place}", body.span(*match.span()))
    return replace(header, issuer=issuer, issuer_inferred=True)
