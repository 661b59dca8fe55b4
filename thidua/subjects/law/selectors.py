"""The law in force here: the national data with the province's own rows; editions of the past."""

import json
import tempfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.models import Count, Max, QuerySet, Sum

from thidua.base.access import Actor, may
from thidua.core.law.law import Law
from thidua.core.law.model import LawError
from thidua.core.law.reading import national_law, read_law
from thidua.subjects.law.errors import NoEdition
from thidua.subjects.law.models import LawEdition, LawRow, NationalText
from thidua.subjects.law.rows import brought_back, mapping_of

Row = Mapping[str, Any]
Stamp = tuple[int, int, datetime | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """The law with the province's rows, and those that no longer fit the national data."""

    law: Law
    rows: tuple[Row, ...]
    unfit: Mapping[int, str]  # row -> why


class _Kept:
    stamp: Stamp | None = None
    standing: Standing | None = None


def law_in_force() -> Law:
    """What verdicts are judged by. One cheap query tells whether a row has moved since."""
    return standing().law


def standing() -> Standing:
    stamp = _stamp()
    if _Kept.standing is None or _Kept.stamp != stamp:
        _Kept.standing = _put_together()
        _Kept.stamp = stamp
    return _Kept.standing


def _stamp() -> Stamp:
    found = LawRow.objects.standing().aggregate(
        count=Count("pk"), which=Sum("pk"), last=Max("changed_at")
    )
    return found["count"], found["which"] or 0, found["last"]


def _put_together() -> Standing:
    rows = list(LawRow.objects.standing().select_related("reviewed_by").order_by("pk"))
    mappings = [mapping_of(row) for row in rows]
    try:
        return Standing(national_law().with_rows(mappings), tuple(mappings), {})
    except LawError:
        return _without_unfit(rows, mappings)


def _without_unfit(rows: Sequence[LawRow], mappings: Sequence[Row]) -> Standing:
    """After an upgrade of the national data a row may fit no more: it is left out and shown."""
    good: list[Row] = []
    law, unfit = national_law(), {}
    for row, mapping in zip(rows, mappings, strict=True):
        try:
            law = national_law().with_rows([*good, mapping])
        except LawError as error:
            unfit[row.pk] = str(error)
        else:
            good.append(mapping)
    return Standing(law, tuple(good), unfit)


def law_with(rows: Iterable[Row], *, instead_of: int | None = None) -> Law:
    """The law in force as these rows would change it; LawError says what is wrong with them.

    `instead_of` leaves a standing row out that one of them is to follow.
    """
    now = standing().rows
    if instead_of is not None:
        row = LawRow.objects.select_related("reviewed_by").get(pk=instead_of)
        left_out = mapping_of(row)
        now = tuple(mapping for mapping in now if mapping != left_out)
    return national_law().with_rows([*now, *rows])


def law_of_edition(digest: str) -> Law:
    """The law that a verdict of the past was judged by."""
    if digest == national_law().digest:
        return national_law()
    found = LawEdition.objects.select_related("national").filter(digest=digest).first()
    if found is None:
        raise NoEdition("Không còn giữ ấn bản luật mà kết quả này đã xét theo: hãy xét lại.")
    return _national_of(found.national).with_rows(brought_back(found.rows))


def _national_of(text: NationalText) -> Law:
    if text.digest == national_law().digest:
        return national_law()
    return _read_back(text.pk)


@lru_cache(maxsize=4)
def _read_back(pk: int) -> Law:
    files = json.loads(zlib.decompress(bytes(NationalText.objects.get(pk=pk).packed)))
    with tempfile.TemporaryDirectory() as name:
        for path, words in files.items():
            target = Path(name) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(words, encoding="utf-8")
        return read_law(Path(name))


def waiting_for(actor: Actor) -> list[LawRow]:
    """Rows that this person may look at as the second one."""
    rows = LawRow.objects.waiting().select_related("written_by", "end_asked_by")
    return [row for row in rows.order_by("changed_at", "pk") if may(actor, verb_for(row), row)]


def verb_for(row: LawRow) -> str:
    return "law.end" if row.last_day else "law.review"


def rows_of_award(award: str) -> QuerySet[LawRow]:
    return LawRow.objects.filter(award=award).select_related("written_by", "reviewed_by")


def replaced_ids() -> set[str]:
    """Rows of the national data that the province has put a row of its own for."""
    rows = LawRow.objects.standing().exclude(replaces="")
    return set(rows.values_list("replaces", flat=True))
