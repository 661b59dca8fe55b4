"""Published documents: those that launched movements, and papers made public on the record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from django.utils.text import slugify

from thidua.core.text import fold
from thidua.subjects.movements.enums import PUBLISHED, Level
from thidua.subjects.movements.models import Movement
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.papers.enums import KIND_CHOICES, PaperState
from thidua.subjects.publicity.models import PublicPaper

PAGE_SIZE = 25
KIND_WORDS = {key: str(word) for key, word in KIND_CHOICES}


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One published document; `movement_id` is set when a movement stands on it."""

    key: str
    kind: str
    number: str
    issued_on: date | None
    issuer: str
    subject: str
    movement_id: int | None
    movement_slug: str
    paper_id: int | None
    has_file: bool
    is_sample: bool

    @property
    def search_key(self) -> str:
        return fold(f"{self.kind} {self.number} {self.issuer} {self.subject}")


@dataclass(frozen=True, slots=True)
class Documents:
    rows: tuple[DocumentRow, ...]
    count: int
    page: int
    pages: int


def find_documents(
    *,
    words: str = "",
    kind: str = "",
    year: int | None = None,
    page: int = 1,
    size: int = PAGE_SIZE,
) -> Documents:
    """Newest first; words with or without marks."""
    wanted = fold(words).split()
    found = [row for row in all_documents() if _fits(row, wanted, kind, year)]
    pages = max(1, -(-len(found) // size))
    page = min(max(1, page), pages)
    return Documents(tuple(found[(page - 1) * size : page * size]), len(found), page, pages)


def _fits(row: DocumentRow, words: list[str], kind: str, year: int | None) -> bool:
    if kind and row.kind != kind:
        return False
    if year and (row.issued_on is None or row.issued_on.year != year):
        return False
    return all(word in row.search_key for word in words)


def all_documents() -> list[DocumentRow]:
    """In three queries, however many there are."""
    rows = [*_of_movements(), *_of_papers()]
    return sorted(rows, key=lambda row: (row.issued_on or date.min, row.key), reverse=True)


def kinds_and_years() -> tuple[list[str], list[int]]:
    rows = all_documents()
    years = {row.issued_on.year for row in rows if row.issued_on}
    return sorted({row.kind for row in rows}, key=fold), sorted(years, reverse=True)


def _of_movements() -> Iterable[DocumentRow]:
    """Documents of published movements; a thematic one without its own stands on its parent's."""
    levels = [Level.NATIONAL, Level.PROVINCE, Level.THEMATIC, Level.BLOCK]
    found = list(
        Movement.objects.filter(state__in=PUBLISHED, level__in=levels)
        .exclude(document_number="")
        .select_related("paper", "parent")
    )
    own = [
        one
        for one in found
        if not (one.parent and one.parent.document_number == one.document_number)
    ]
    names = _names({(one.unit_id, one.issued_on or one.launched_on) for one in own})
    for one in own:
        yield DocumentRow(
            key=f"m{one.pk}",
            kind=(one.document_kind or "Văn bản").capitalize(),
            number=one.document_number,
            issued_on=one.issued_on,
            issuer=names.get(one.unit_id, ""),
            subject=f"Về việc phát động {_named(one.name)}",
            movement_id=one.pk,
            movement_slug=one.slug,
            paper_id=None,
            has_file=bool(one.paper.signed_file_id if one.paper else one.file_id),
            is_sample=one.is_sample or bool(one.sample_fields),
        )


def _named(name: str) -> str:
    """The movement inside a sentence: its name already says what it is, or stands in quotes."""
    if name.lower().startswith("phong trào"):
        return name[:1].lower() + name[1:]
    return f"phong trào thi đua “{name}”"


def _names(pairs: set[tuple[int, date | None]]) -> dict[int, str]:
    latest = max((day for _unit, day in pairs if day), default=date.max)
    return names_on({unit for unit, _day in pairs}, latest)


def _of_papers() -> Iterable[DocumentRow]:
    shown = PublicPaper.objects.filter(hidden_on=None, paper__state=PaperState.ISSUED)
    for one in shown.select_related("paper"):
        paper = one.paper
        yield DocumentRow(
            key=f"p{paper.pk}",
            kind=KIND_WORDS[paper.kind],
            number=paper.code,
            issued_on=paper.issued_on,
            issuer=paper.unit_name,
            subject=paper.subject,
            movement_id=None,
            movement_slug="",
            paper_id=paper.pk,
            has_file=paper.signed_file_id is not None,
            is_sample=False,
        )


@dataclass(frozen=True, slots=True)
class PaperFile:
    name: str
    media_type: str
    sha256: str
    content: BinaryIO


def paper_file(paper_id: int) -> PaperFile | None:
    """The signed file of a paper that was made public and stands."""
    if paper_id > 2**63 - 1:
        return None
    shown = PublicPaper.objects.filter(
        paper_id=paper_id, hidden_on=None, paper__state=PaperState.ISSUED
    )
    found = shown.select_related("paper__signed_file").first()
    stored = found.paper.signed_file if found else None
    if found is None or stored is None:
        return None
    label = f"{KIND_WORDS[found.paper.kind]} {found.paper.code}"
    name = f"{slugify(fold(label).replace('/', '-'))}.{stored.kind}"
    return PaperFile(name, stored.media_type, stored.sha256, stored.open())
