"""Rows of the province itself: the same shapes as the files, with a citation in place of a source key."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from thidua.core.law.model import BEGINNING, FOREVER, PROVINCE
from thidua.core.law.rows import (
    Known,
    Place,
    Row,
    authority,
    award_key,
    base_salary,
    bonus,
    boundary,
    condition,
    deadline,
    dossier,
    regime,
    setting,
)


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row of the province: a value of `kind`, and the id it stands in place of on its days."""

    kind: str
    value: Any
    award: str = ""  # of a condition; empty for a general one
    replaces: str = ""


BUILDERS: Mapping[str, Callable[[Row, Known, Place], Any]] = {
    "authority": authority,
    "bonus": bonus,
    "base_salary": base_salary,
    "dossier": dossier,
    "deadline": deadline,
    "regime": regime,
    "boundary": boundary,
    "setting": setting,
}
KEYED_BY_AWARD = ("authority", "bonus", "dossier")
KEYED = ("deadline", "regime", "setting")


def own_row(row: Row, known: Known) -> OwnRow:
    """`row`: kind, key, award, replaces, body, valid_from, valid_until (half open), source.

    `source`: citation, document, link, note, checked_on, checked_by. The status is the province's
    own unless the body says that it, too, was written from memory.
    """
    kind, key = str(row.get("kind") or ""), str(row.get("key") or "")
    place = Place("quy định của tỉnh", key)
    if kind != "condition" and kind not in BUILDERS:
        raise place.error(f"không có loại “{kind}”")
    body = {**row["body"], **_own_source(row)}
    award_ = str(row.get("award") or "")
    since, until = row.get("valid_from") or BEGINNING, row.get("valid_until") or FOREVER
    if since >= until:
        raise place.error("ngày bắt đầu phải trước ngày kết thúc")
    value = _own_value(kind, key, award_, body, known, place)
    if hasattr(value, "valid_from"):
        value = replace(value, valid_from=since, valid_until=until)
    return OwnRow(kind, value, award_, str(row.get("replaces") or ""))


def _own_source(row: Row) -> dict[str, Any]:
    """The screens keep a document and a link beside the citation: together they are the source."""
    source = row.get("source") or {}
    parts = [source.get("citation"), source.get("document")]
    told = {
        "citation": "; ".join(str(part) for part in parts if part),
        "note": source.get("note"),
        "checked_on": source.get("checked_on"),
        "checked_by": source.get("checked_by"),
        "source_status": row["body"].get("source_status", PROVINCE),
    }
    return {name: value for name, value in told.items() if value}


def _own_value(
    kind: str, key: str, award_: str, body: dict[str, Any], known: Known, place: Place
) -> Any:
    known = replace(known, sources={})  # the province cites documents, not keys of sources.yaml
    if kind == "condition":
        if award_:
            award_key({"award": award_}, known, place)
        return condition({**body, "id": key}, known, place, BEGINNING, FOREVER)
    if kind in KEYED_BY_AWARD:
        body = {**body, "award": award_}
    if kind in KEYED:
        body = {**body, "key": key}
    return BUILDERS[kind](body, known, place)
