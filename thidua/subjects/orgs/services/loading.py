"""Loading a province from its folder of data: once, and never over what people changed since."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from django.db import transaction

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.base.audit import Thing
from thidua.core.text import name_key
from thidua.subjects.orgs.enums import BEGINNING, FOREVER, Position, SuccessionKind
from thidua.subjects.orgs.indexing import index_all
from thidua.subjects.orgs.models import (
    Organization,
    OrganizationSet,
    OrganizationVersion,
    SetMember,
    Succession,
)
from thidua.subjects.orgs.services.facts import UnitFacts, new_version

LAICHAU = files("thidua.data.laichau")
RESOLUTION = re.compile(r"cites NQ (\S+) of (\d\d/\d\d/\d{4})")
GSO_CODE = re.compile(r"^[DWP](\d+)(?:\.|$)")
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Loaded:
    units: int
    successions: int
    sets: int


def load_laichau(actor: Actor | None = None) -> Loaded:
    """Lai Châu before and after 1 July 2025, for the demonstration."""
    return load_province(actor=actor or Actor.system(date(2022, 1, 1)), folder=LAICHAU)


@transaction.atomic
def load_province(*, actor: Actor, folder: Traversable) -> Loaded:
    require(actor, "orgs.load")
    rows = read_rows(folder / "organizations.csv")
    kinds = {row["predecessor_code"]: row["kind"] for row in read_rows(folder / "successions.csv")}
    fresh = _missing_rows(rows)
    units = _add_units(fresh)
    successions = _add_successions(fresh, rows, units, kinds)
    sets = _add_sets(json.loads((folder / "sets.json").read_text("utf-8")), units)
    sets += _add_blocks(read_rows(folder / "blocks.csv"), units)
    loaded = Loaded(len(fresh), successions, sets)
    if loaded != Loaded(0, 0, 0):
        thing = Thing(Organization._meta.label, "province", folder.name)
        after = {"units": loaded.units, "successions": successions, "sets": sets}
        audit.record(actor, "orgs.load", thing, after=after)
        index_all()
    return loaded


def read_rows(path: Traversable) -> list[Row]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def _missing_rows(rows: list[Row]) -> list[Row]:
    known = set(Organization.objects.values_list("code", flat=True))
    return [row for row in rows if row["code"] not in known]


def _add_units(rows: list[Row]) -> dict[str, Organization]:
    Organization.objects.bulk_create(Organization(code=row["code"]) for row in rows)
    units = {unit.code: unit for unit in Organization.objects.all()}
    OrganizationVersion.objects.bulk_create(
        new_version(units[row["code"]], _facts(row, units), _start(row), _until(row))
        for row in rows
    )
    return units


def _facts(row: Row, units: dict[str, Organization]) -> UnitFacts:
    gso = GSO_CODE.match(row["code"])
    return UnitFacts(
        name=row["name"],
        short_name=row["short_name"],
        kind=row["kind"],
        parent_id=units[row["parent_code"]].pk if row["parent_code"] else None,
        gso_code=gso.group(1) if gso else "",
        source=row["source"],
        is_sample="demo rows" in row["source"],
    )


def _start(row: Row) -> date:
    return date.fromisoformat(row["valid_from"]) if row["valid_from"] else BEGINNING


def _until(row: Row) -> date:
    """The file names the last day, we keep the day after it."""
    if not row["valid_to"]:
        return FOREVER
    return date.fromisoformat(row["valid_to"]) + timedelta(days=1)


def _add_successions(
    fresh: list[Row], rows: list[Row], units: dict[str, Organization], kinds: dict[str, str]
) -> int:
    by_code = {row["code"]: row for row in rows}
    heirs = Counter(code for row in rows for code in _heirs(row))
    made = [
        Succession(
            predecessor=units[row["code"]],
            successor=units[heir] if heir else None,
            kind=kinds.get(row["code"]) or _kind_of(row, by_code, heirs),
            day=_until(row),
            paper=_paper(row),
            source=row["source"],
        )
        for row in fresh
        if row["valid_to"]
        for heir in _heirs(row) or [""]
    ]
    Succession.objects.bulk_create(made)
    return len(made)


def _heirs(row: Row) -> list[str]:
    return [code for code in row["succeeded_by"].split(";") if code]


def _kind_of(row: Row, by_code: dict[str, Row], heirs: Counter[str]) -> SuccessionKind:
    """Merged, split, renamed, continued or abolished, told by who came before and after."""
    codes = _heirs(row)
    if not codes:
        return SuccessionKind.ABOLISHED
    if len(codes) > 1:
        return SuccessionKind.SPLIT
    heir = by_code[codes[0]]
    if heirs[codes[0]] > 1 or _start(heir) < _until(row):
        return SuccessionKind.MERGED
    same_name = name_key(heir["name"]) == name_key(row["name"])
    return SuccessionKind.CONTINUED if same_name else SuccessionKind.RENAMED


def _paper(row: Row) -> str:
    found = RESOLUTION.search(row["source"])
    return f"Nghị quyết số {found.group(1)} ngày {found.group(2)}" if found else ""


def _add_sets(sets: list[dict[str, Any]], units: dict[str, Organization]) -> int:
    known = set(OrganizationSet.objects.values_list("key", flat=True))
    fresh = [one for one in sets if one["key"] not in known]
    for one in fresh:
        group = OrganizationSet.objects.create(
            key=one["key"],
            name=one["name"],
            aliases=one.get("aliases", []),
            rule=one["rule"],
            kinds=one.get("kinds", []),
            scope=units[one["scope"]] if one.get("scope") else None,
            level="province",
            source=one.get("source", ""),
        )
        SetMember.objects.bulk_create(
            SetMember(set=group, organization=units[code]) for code in one.get("members", [])
        )
    return len(fresh)


def _add_blocks(rows: list[Row], units: dict[str, Organization]) -> int:
    known = set(OrganizationSet.objects.values_list("key", flat=True))
    blocks: dict[str, OrganizationSet] = {}
    for row in rows:
        key = f"block-{row['year']}-{row['block_code'].lower()}"
        if key in known:
            continue
        if key not in blocks:
            blocks[key] = OrganizationSet.objects.create(
                key=key, name=row["block_name"], is_block=True, level=row["level"]
            )
        year = int(row["year"])
        SetMember.objects.create(
            set=blocks[key],
            organization=units[row["member_code"]],
            position=Position(row["role"]),
            valid_from=date(year, 1, 1),
            valid_until=date(year + 1, 1, 1),
            source=row["source"],
            is_sample=row["status"] == "illustrative",
        )
    return len(blocks)
