"""Questions to the library of legal bases, and how a document is cited."""

import re
from datetime import date

from django.db.models import QuerySet

from thidua.core.documents import words_for_day
from thidua.core.text import fold
from thidua.subjects.papers.enums import LegalKind, SourceStatus
from thidua.subjects.papers.models import LegalDocument

NAMED_ONLY = (LegalKind.LAW, LegalKind.ORDINANCE, LegalKind.CONSTITUTION)
_KINDS = {fold(str(kind.label)): kind for kind in LegalKind}


def kind_of_words(words: str) -> LegalKind:
    """LegalKind of a value or of words as read: "Chỉ thị", "nghị quyết đại hội", "Bộ luật"."""
    if words in LegalKind.values:
        return LegalKind(words)
    folded = fold(words)
    for name, kind in _KINDS.items():
        if folded.startswith(name):
            return kind
    return LegalKind.LAW if "luat" in folded else LegalKind.OTHER


def number_key(number: str) -> str:
    return "".join(fold(number).split())


def search_key(document: LegalDocument) -> str:
    words = (
        str(LegalKind(document.kind).label),
        document.number,
        document.issuer,
        document.title,
    )
    return fold(" ".join(words))[:1200]


def find_reference(
    kind: str,
    number: str,
    issued_on: date | None,
    issuer: str = "",
    title: str = "",
    on: date | None = None,
) -> LegalDocument | None:
    """The entry that a citation means, or None when none or several may be meant."""
    same_kind = LegalDocument.objects.filter(kind=kind)
    if number:
        return _by_number(same_kind.filter(number_key=number_key(number)), issued_on, issuer)
    named = [d for d in same_kind if title and fold(title).startswith(fold(d.title))]
    if on is not None and len(named) > 1:
        named = [d for d in named if _holds(d, on)]
    return named[0] if len(named) == 1 else None


def _by_number(
    found: "QuerySet[LegalDocument]", issued_on: date | None, issuer: str
) -> LegalDocument | None:
    rows = [d for d in found if None in (issued_on, d.issued_on) or d.issued_on == issued_on]
    if len(rows) > 1 and issuer:
        rows = [d for d in rows if fold(d.issuer) == fold(issuer)]
    return rows[0] if len(rows) == 1 else None


def _holds(document: LegalDocument, day: date) -> bool:
    begun = document.effective_from is None or document.effective_from <= day
    return begun and (document.effective_until is None or day < document.effective_until)


def search_library(
    words: str = "", kind: str = "", in_force_on: date | None = None, status: str = ""
) -> "QuerySet[LegalDocument]":
    found = LegalDocument.objects.select_related("replaced_by")
    for word in fold(words).split():
        found = found.filter(search_key__contains=word)
    if kind in LegalKind.values:
        found = found.filter(kind=kind)
    if status in SourceStatus.values:
        found = found.filter(source_status=status)
    return found.in_force_on(in_force_on) if in_force_on else found


def documents_cited_in(words: str, day: date) -> list[LegalDocument]:
    """Entries whose number stands in the words; laws by their name, the one in force that day."""
    found = [
        d for d in LegalDocument.objects.exclude(number="")
        if d.kind not in NAMED_ONLY and re.search(rf"(?<![\w/]){re.escape(d.number)}(?![\w/-])", words)
    ]  # fmt: skip
    laws = LegalDocument.objects.filter(kind__in=NAMED_ONLY).in_force_on(day)
    return found + [d for d in laws if d.title in words]


def full_citation(document: LegalDocument) -> str:
    """First citation: type, number, day, issuer, title; a law by its name only."""
    kind = document.kind_text or str(LegalKind(document.kind).label)
    if document.kind in NAMED_ONLY or not document.number:
        return document.title if document.title.startswith(kind) else f"{kind} {document.title}"
    day = words_for_day(document.issued_on, 0) if document.issued_on else ""
    of = f"của {document.issuer}" if document.issuer else ""
    title = (
        "" if document.title == document.number else document.title[:1].lower() + document.title[1:]
    )
    return " ".join(part for part in (kind, "số", document.number, day, of, title) if part)  # fmt: skip


def short_citation(document: LegalDocument) -> str:
    """Later citations: type and number only."""
    if document.kind in NAMED_ONLY or not document.number:
        return full_citation(document)
    kind = document.kind_text or str(LegalKind(document.kind).label)
    return f"{kind} số {document.number}"


class Citer:
    """Cites in full the first time and shortly afterwards, within one paper."""

    def __init__(self) -> None:
        self._cited: set[int] = set()

    def cite(self, document: LegalDocument) -> str:
        if document.pk in self._cited:
            return short_citation(document)
        self._cited.add(document.pk)
        return full_citation(document)


def standing_on(document: LegalDocument, day: date) -> str:
    """How the document stands on a day, in the words of the library."""
    if document.effective_until is not None and document.effective_until <= day:
        return "Hết hiệu lực"
    if document.effective_from is None:
        return "Chưa rõ ngày hiệu lực"
    return "Có hiệu lực" if document.effective_from <= day else "Chưa có hiệu lực"
