"""Figures of the law that no verdict shows: amounts, salaries, days, copies, and the regime of a day."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from thidua.core.law.law import Law
from thidua.core.law.model import LawError

FILE = Path(__file__).parents[1] / "core/law/figures.yaml"
KINDS = ("individual", "collective", "household", "enterprise")
Figure = tuple[str, Callable[[Law], Any], Any]  # what it is, how to ask for it, what is expected


@cache
def figures() -> tuple[Figure, ...]:
    return tuple(read(yaml.load(FILE.read_text("utf-8"), Loader=yaml.CSafeLoader)))


def read(rows: dict[str, Any]) -> Iterator[Figure]:
    for day, key in rows["regimes"].items():
        yield f"regime {day}", lambda law, day=day: law.regime_on(day).key, key
    for day, vnd in rows["base_salaries"].items():
        yield f"salary {day}", lambda law, day=day: law.base_salary(day).vnd_per_month, vnd
    for key, days in rows["working_days"].items():
        yield f"days {key}", lambda law, key=key: working_days(law, key), days
    for row in rows["copies"]:
        yield (
            f"copies {row['award']} {row['day']}",
            lambda law, row=row: copies(law, row),
            row["copies"],
        )
    for row in rows["amounts"]:
        yield from _amounts(row)


def _amounts(row: dict[str, Any]) -> Iterator[Figure]:
    award, day, variant = row["award"], row["day"], row.get("variant", "")
    for kind in KINDS:
        if kind in row:
            what = f"amount {award} {variant} {kind} {day}"
            yield what, lambda law, kind=kind: law.bonus(award, day, kind, variant).vnd, row[kind]


def working_days(law: Law, key: str) -> int | None:
    return next(one.working_days for one in law.deadlines if one.key == key)


def copies(law: Law, row: dict[str, Any]) -> int | None:
    return law.dossier(row["award"], row["day"]).copies


def asked(figure: Figure, law: Law) -> Any:
    """The figure of this law; None where the law says that it has none."""
    try:
        return figure[1](law)
    except LawError:
        return None


def hold_in(law: Law) -> bool:
    return all(asked(one, law) == one[2] for one in figures())
