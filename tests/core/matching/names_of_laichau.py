"""Lai Châu's own units and sets, on a day before and a day after 1 July 2025."""

import csv
import json
from datetime import date
from functools import cache
from importlib.resources import files

from thidua.core.matching import Directory, OtherDayName, SetName, UnitName

FOLDER = files("thidua.data.laichau")
ROWS = list(csv.DictReader((FOLDER / "organizations.csv").read_text("utf-8-sig").splitlines()))
SETS = json.loads((FOLDER / "sets.json").read_text("utf-8"))
IDS = {row["code"]: number for number, row in enumerate(ROWS, start=1)}
CODES = {number: code for code, number in IDS.items()}
DAY_2022, DAY_2026 = date(2022, 2, 15), date(2026, 1, 10)


def stands(row, day):
    return (row["valid_from"] or "0") <= day.isoformat() <= (row["valid_to"] or "9")


@cache
def directory_on(day):
    units = [row for row in ROWS if stands(row, day)]
    standing = {row["code"] for row in units}
    return Directory(
        [
            UnitName(
                IDS[row["code"]],
                row["code"],
                row["name"],
                row["short_name"],
                row["kind"],
                IDS.get(row["parent_code"]),
            )
            for row in units
        ],
        [
            SetName(
                one["key"],
                one["name"],
                tuple(one.get("aliases", ())),
                only_unit=IDS[one["members"][0]] if len(one.get("members", ())) == 1 else None,
            )
            for one in SETS
        ],
        [
            OtherDayName(
                row["name"],
                row["short_name"],
                tuple(IDS[c] for c in row["succeeded_by"].split(";") if c in standing),
                "đã sáp nhập",
            )
            for row in ROWS
            if row["valid_to"] and row["valid_to"] < day.isoformat()
        ],
        place="Lai Châu",
    )


def words_for(match):
    """What was found, as codes of units and keys of sets."""
    return [CODES[c.unit_id] if c.unit_id else c.set_key for c in match.chosen or match.choices]
