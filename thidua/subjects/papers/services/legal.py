"""The library of legal bases: add, correct, take in what a directive cites."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.subjects.papers.enums import SourceStatus
from thidua.subjects.papers.errors import PaperRefusal, StalePaper
from thidua.subjects.papers.models import Citation, LegalDocument
from thidua.subjects.papers.selectors.legal import (
    find_reference,
    kind_of_words,
    number_key,
    search_key,
)

FIELDS = (
    "kind", "kind_text", "number", "issued_on", "issuer", "title", "effective_from",
    "effective_until", "replaced_by_id", "link", "source", "source_status",
)  # fmt: skip


@transaction.atomic
def add_legal_document(*, actor: Actor, **fields: Any) -> LegalDocument:
    require(actor, "papers.keep_library")
    document = _built(LegalDocument(**fields))
    twin = find_reference(document.kind, document.number, document.issued_on, document.issuer)
    if document.number and twin is not None:
        raise PaperRefusal(
            _("Thư viện đã có %(document)s: %(title)s.") % {"document": twin, "title": twin.title}
        )
    document.save()
    audit.record(actor, "papers.add_legal", document, after=_facts(document))
    return document


def _built(document: LegalDocument) -> LegalDocument:
    document.number_key = number_key(document.number)
    document.search_key = search_key(document)
    return document


def _facts(document: LegalDocument) -> dict[str, Any]:
    return {name: getattr(document, name) for name in FIELDS}


@transaction.atomic
def correct_legal_document(
    *, actor: Actor, document_id: int, revision: int, **fields: Any
) -> LegalDocument:
    """Mend an entry; two officers cannot overwrite each other."""
    require(actor, "papers.keep_library")
    document = LegalDocument.objects.get(pk=document_id)
    before = _facts(document)
    if document.pk == fields.get("replaced_by_id"):
        raise PaperRefusal(_("Một văn bản không tự thay thế chính nó."))
    for name, value in fields.items():
        setattr(document, name, value)
    _built(document)
    after = _facts(document)
    changed = LegalDocument.objects.filter(pk=document_id, revision=revision).update(
        revision=F("revision") + 1,
        number_key=document.number_key,
        search_key=document.search_key,
        **after,
    )
    if not changed:
        raise StalePaper(
            _("Mục này vừa được người khác sửa. Xem lại trước khi lưu."), kept=dict(fields)
        )
    document.refresh_from_db()
    changed_facts = audit.changes(before, after)
    audit.record(
        actor,
        "papers.correct_legal",
        document,
        before=changed_facts["before"],
        after=changed_facts["after"],
    )
    return document


@transaction.atomic
def find_or_create_reference(
    *,
    actor: Actor,
    kind: str,
    number: str | None,
    issued_on: date | None,
    issuer: str | None = "",
    title: str | None = "",
    source: str = "",
) -> LegalDocument:
    """The library's entry for a reference read in a document; a new one when it is not there.

    `kind` is a LegalKind or the Vietnamese words as read ("Chỉ thị"). A new entry is marked
    as read from a citing document until an officer has compared it.
    """
    require(actor, "papers.keep_library")
    legal_kind = kind_of_words(kind)
    known = find_reference(
        legal_kind, number or "", issued_on, issuer or "", title or "", on=actor.day
    )
    if known is not None:
        return known
    document = _built(
        LegalDocument(
            kind=legal_kind,
            number=(number or "")[:60],
            issued_on=issued_on,
            issuer=(issuer or "")[:200],
            title=(title or number or "")[:700],
            source=source[:500],
            source_status=SourceStatus.READ,
        )
    )
    document.save()
    audit.record(actor, "papers.add_legal", document, after=_facts(document), reason=source)
    return document


def cite_documents(
    *, documents: Iterable[LegalDocument], used_in: str, label: str, url: str = ""
) -> None:
    """Note where documents are used; part of the verb of the caller, in its transaction."""
    for document in documents:
        Citation.objects.update_or_create(
            document=document, used_in=used_in, defaults={"label": label[:500], "url": url}
        )
