"""The document inside a paper: to JSON and back, its series, and how it is printed now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.core.documents import (
    Align,
    Annex,
    Article,
    Block,
    Bullet,
    Chart,
    Clause,
    Column,
    DocumentKind,
    OfficialDocument,
    Paragraph,
    Point,
    Section,
    Series,
    Shape,
    Signature,
    Span,
    Table,
    Text,
    Urgency,
)
from thidua.core.documents.render import render_docx
from thidua.subjects.papers.enums import PaperState
from thidua.subjects.papers.models import Paper

Json = dict[str, Any]
SCHEMA = 1


def to_json(document: OfficialDocument) -> Json:
    return {
        "schema": SCHEMA,
        "kind": document.kind.value,
        "notation": document.notation,
        "agency": document.agency,
        "parent_agency": document.parent_agency,
        "issuer": document.issuer,
        "place": document.place,
        "year": document.year_of_issue,
        "subject": document.subject,
        "power": document.power,
        "addressees": list(document.addressees),
        "bases": list(document.bases),
        "body": [_block_to_json(block) for block in document.body],
        "closing": [_text_to_json(text) for text in document.closing],
        "signer": _signature_to_json(document.signer),
        "secretary": _signature_to_json(document.secretary) if document.secretary else None,
        "recipients": list(document.recipients),
        "archive": document.archive,
        "annexes": [_annex_to_json(annex) for annex in document.annexes],
        "urgency": document.urgency.value if document.urgency else None,
        "drafter_mark": document.drafter_mark,
        "contact": document.contact,
    }


def from_json(data: Mapping[str, Any]) -> OfficialDocument:
    """The document as drafted: without number, day and mark of a draft, which the paper adds."""
    return OfficialDocument(
        kind=DocumentKind(data["kind"]),
        notation=data["notation"],
        agency=data["agency"],
        parent_agency=data["parent_agency"],
        issuer=data["issuer"],
        place=data["place"],
        year=data["year"],
        subject=data["subject"],
        power=data["power"],
        addressees=tuple(data["addressees"]),
        bases=tuple(data["bases"]),
        body=_blocks_from_json(data["body"]),
        closing=tuple(_text_from_json(text) for text in data["closing"]),
        signer=_signature_from_json(data["signer"]),
        secretary=_signature_from_json(data["secretary"]) if data["secretary"] else None,
        recipients=tuple(data["recipients"]),
        archive=data["archive"],
        annexes=tuple(
            Annex(a["title"], _blocks_from_json(a["blocks"]), a["landscape"])
            for a in data["annexes"]
        ),
        urgency=Urgency(data["urgency"]) if data["urgency"] else None,
        drafter_mark=data["drafter_mark"],
        contact=data["contact"],
    )


def document_of(paper: Paper) -> OfficialDocument:
    """The paper as it would be printed now: number, day and signer once it has them."""
    drafted = from_json(paper.content)
    return replace(
        drafted,
        number=paper.number,
        day=paper.issued_on,
        year=paper.year or _year(paper, drafted),
        draft=paper.state not in (PaperState.SIGNED, PaperState.ISSUED, PaperState.RECALLED),
    )


def _year(paper: Paper, drafted: OfficialDocument) -> int:
    day: date | None = paper.signed_on
    return day.year if day else drafted.year_of_issue


def paper_docx(paper: Paper) -> bytes:
    return render_docx(document_of(paper))


def words_of(paper: Paper) -> str:
    """Every word of the paper as drafted, to look for what it cites."""
    return "\n".join(_words_in(paper.content))


def _words_in(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [words for part in parts for words in _words_in(part)]


def file_name_of(paper: Paper) -> str:
    """KH-05-SYT.docx: kind, number, agency; safe as a name of a file everywhere."""
    kind = DocumentKind(paper.kind)
    agency = (
        paper.notation.removeprefix(f"{kind.abbreviation}-")
        if kind.abbreviation
        else paper.notation
    )
    number = f"{paper.number:02d}" if paper.number is not None else "du-thao"
    parts = (kind.abbreviation or "CV", number, agency or f"{paper.pk}")
    return "-".join(parts).replace("/", "-").replace("&", "va") + ".docx"  # fmt: skip


def series_of(kind: DocumentKind, notation: str) -> str:
    """The run of numbers a paper belongs to.

    Typed papers of one agency share a run by kind (KH-SYT); letters of one agency share one
    whatever office drafted them (UBND-VX and UBND-NC are both in CV-UBND). A council that uses
    the agency's seal has another agency part, hence its own run.
    """
    if kind.has_heading:
        return notation
    return f"CV-{notation.split('-', 1)[0]}" if notation else ""


def _text_to_json(text: Text) -> str | list[Json]:
    if isinstance(text, str):
        return text
    return [{"text": s.text, "bold": s.bold, "italic": s.italic} for s in text]


def _text_from_json(data: str | Sequence[Json]) -> Text:
    return data if isinstance(data, str) else tuple(Span(**span) for span in data)


def _signature_to_json(signature: Signature) -> Json:
    return {
        "title": signature.title,
        "name": signature.name,
        "authority": list(signature.authority),
        "other_post": signature.other_post,
    }


def _signature_from_json(data: Json) -> Signature:
    return Signature(
        data["title"], data["name"], tuple(data["authority"]), data.get("other_post", "")
    )


def _annex_to_json(annex: Annex) -> Json:
    return {
        "title": annex.title,
        "blocks": [_block_to_json(block) for block in annex.blocks],
        "landscape": annex.landscape,
    }


def _blocks_from_json(data: Sequence[Json]) -> tuple[Block, ...]:
    return tuple(_READERS[block["type"]](block) for block in data)


def _block_to_json(block: Block) -> Json:
    match block:
        case Paragraph(text, italic):
            return {"type": "paragraph", "text": _text_to_json(text), "italic": italic}
        case Bullet(text):
            return {"type": "bullet", "text": _text_to_json(text)}
        case Point(text, blocks):
            return {"type": "point", "text": _text_to_json(text), **_inside(blocks)}
        case Clause(text, title, blocks):
            return _titled("clause", text, title, blocks)
        case Article(text, title, blocks):
            return _titled("article", text, title, blocks)
        case Section(title, blocks):
            return {"type": "section", "title": title, **_inside(blocks)}
        case Table():
            return _table_to_json(block)
        case Chart():
            return _chart_to_json(block)
    raise TypeError(f"unknown block {block!r}")


def _titled(name: str, text: Text, title: str, blocks: Sequence[Block]) -> Json:
    return {"type": name, "text": _text_to_json(text), "title": title, **_inside(blocks)}


def _inside(blocks: Sequence[Block]) -> Json:
    return {"blocks": [_block_to_json(block) for block in blocks]}


def _table_to_json(table: Table) -> Json:
    return {
        "type": "table",
        "columns": [{"title": c.title, "share": c.share, "align": c.align} for c in table.columns],
        "rows": [list(row) for row in table.rows],
        "caption": table.caption,
        "strong": list(table.strong),
    }


def _read_table(data: Json) -> Table:
    columns = tuple(Column(c["title"], c["share"], Align(c["align"])) for c in data["columns"])
    rows = tuple(tuple(row) for row in data["rows"])
    return Table(columns, rows, data["caption"], tuple(data.get("strong", ())))


def _chart_to_json(chart: Chart) -> Json:
    """Numbers as texts: a decimal must come back as it went."""
    series = [
        {"name": one.name, "values": [None if v is None else str(v) for v in one.values]}
        for one in chart.series
    ]
    return {
        "type": "chart",
        "categories": list(chart.categories),
        "series": series,
        "caption": chart.caption,
        "shape": chart.shape.value,
        "unit": chart.unit,
    }


def _read_chart(data: Json) -> Chart:
    series = tuple(
        Series(one["name"], tuple(None if v is None else Decimal(v) for v in one["values"]))
        for one in data["series"]
    )
    return Chart(
        tuple(data["categories"]), series, data["caption"], Shape(data["shape"]), data["unit"]
    )


def _text(data: Json) -> Text:
    return _text_from_json(data["text"])


def _blocks(data: Json) -> tuple[Block, ...]:
    return _blocks_from_json(data["blocks"])


_READERS: dict[str, Callable[[Json], Block]] = {
    "paragraph": lambda data: Paragraph(_text(data), data["italic"]),
    "bullet": lambda data: Bullet(_text(data)),
    "point": lambda data: Point(_text(data), _blocks(data)),
    "clause": lambda data: Clause(_text(data), data["title"], _blocks(data)),
    "article": lambda data: Article(_text(data), data["title"], _blocks(data)),
    "section": lambda data: Section(data["title"], _blocks(data)),
    "table": _read_table,
    "chart": _read_chart,
}
