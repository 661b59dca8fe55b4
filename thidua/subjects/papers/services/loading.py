"""The library that comes with the system; what officers corrected since is left alone."""

from importlib.resources import files as package_files
from typing import Any

import yaml
from django.db import transaction

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.subjects.papers.models import LegalDocument
from thidua.subjects.papers.selectors.legal import number_key, search_key


@transaction.atomic
def load_library(*, actor: Actor) -> int:
    """Add the entries of data/legal_documents.yaml that are missing; gives how many."""
    require(actor, "papers.keep_library")
    rows = _rows()
    known = set(LegalDocument.objects.values_list("kind", "number_key"))
    fresh = [row for row in rows if (row["kind"], number_key(row["number"])) not in known]
    LegalDocument.objects.bulk_create([_document(row) for row in fresh])
    _join_replacements(fresh)
    if fresh:
        audit.record(
            actor,
            "papers.load_library",
            audit.Thing("papers.LegalDocument", "library", "Thư viện căn cứ pháp lý"),
            after={"numbers": [row["number"] for row in fresh]},
        )
    return len(fresh)


def _rows() -> list[dict[str, Any]]:
    text = (package_files("thidua.data") / "legal_documents.yaml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = yaml.safe_load(text)["legal_documents"]
    return rows


def _document(row: dict[str, Any]) -> LegalDocument:
    document = LegalDocument(
        kind=row["kind"],
        number=row["number"],
        number_key=number_key(row["number"]),
        issued_on=row.get("issued_on"),
        issuer=row["issuer"],
        title=row["title"],
        effective_from=row.get("from"),
        effective_until=row.get("until"),
        link=row.get("link", ""),
        source=row["source"],
        source_status=row["source_status"],
    )
    document.search_key = search_key(document)
    return document


def _join_replacements(rows: list[dict[str, Any]]) -> None:
    """Point each replaced document at the one that stands in its place."""
    ids = dict(LegalDocument.objects.values_list("number", "pk"))
    for row in rows:
        if successor := row.get("replaced_by"):
            found = LegalDocument.objects.filter(kind=row["kind"], number=row["number"])
            found.update(replaced_by_id=ids[successor])
