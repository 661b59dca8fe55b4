"""The indices that come with the system, and the known results of a province; what stands is kept."""

import csv
import io
from decimal import Decimal
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml
from django.db import transaction

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.core.text import name_key
from thidua.subjects.orgs.models import Organization
from thidua.subjects.targets.models import Index, IndexComponent
from thidua.subjects.targets.services.indices import Numbers, find_result, record_result

DATA = files("thidua.data")
KNOWN_RESULTS = "index-results.csv"
INDEX_FIELDS = ("short_name", "name", "publisher", "unit_of_measure", "top_score", "ranks", "note")


@transaction.atomic
def load_indices(*, actor: Actor) -> int:
    """Add the indices of data/indices.yaml that are missing, with their known edition."""
    require(actor, "targets.set_index")
    rows = yaml.safe_load((DATA / "indices.yaml").read_text(encoding="utf-8"))["indices"]
    known = set(Index.objects.values_list("code", flat=True))
    fresh = [(place, row) for place, row in enumerate(rows, 1) if row["code"] not in known]
    for place, row in fresh:
        _add_index(row, place)
    if fresh:
        audit.record(
            actor,
            "targets.load_indices",
            audit.Thing("targets.Index", "indices", "Danh mục chỉ số"),
            after={"codes": [row["code"] for _, row in fresh]},
        )
    return len(fresh)


def _add_index(row: dict[str, Any], place: int) -> None:
    given = {name: row[name] for name in INDEX_FIELDS if name in row}
    index = Index.objects.create(code=row["code"], position=place, **given)
    edition = row.get("edition")
    if edition is None:
        return
    IndexComponent.objects.bulk_create(
        IndexComponent(
            index=index, year=edition["year"], code=code, name=name, name_key=name_key(name),
            top_score=Decimal(top[0]) if top else None, position=position,
            source=edition["source"], source_status=edition["source_status"],
        )
        for position, (code, name, *top) in enumerate(edition["components"], 1)
    )  # fmt: skip


@transaction.atomic
def load_results(*, actor: Actor, folder: Traversable) -> int:
    """The results of index-results.csv in the folder of a province, with their sources."""
    text = (folder / KNOWN_RESULTS).read_text("utf-8")
    indices = {index.code: index for index in Index.objects.all()}
    places = dict(Organization.objects.values_list("code", "pk"))
    count = 0
    for row in csv.DictReader(io.StringIO(text)):
        index, place, year = indices[row["index"]], places[row["place"]], int(row["year"])
        if find_result(index, None, year, place) is None:
            record_result(
                actor=actor, index=index, year=year, place_id=place, numbers=_numbers(row)
            )
            count += 1
    return count


def _numbers(row: dict[str, str]) -> Numbers:
    return Numbers(
        score=Decimal(row["score"]) if row["score"] else None,
        rank=int(row["rank"]) if row["rank"] else None,
        out_of=int(row["out_of"]) if row["out_of"] else None,
        source=row["source"],
        source_status=row["status"],
        note=row["note"],
    )
