"""An achievement as the law reads it."""

import json

from thidua.core.law.facts import Merit
from thidua.subjects.register.selectors.factrows import FactRow

WORDS = ("scope", "organiser", "occasion", "rewarded_by")


def merit_of(row: FactRow) -> Merit:
    body = json.loads(row.a) if row.a else {}
    years = body.get("movement_years")
    selected = body.get("selected_among_leaders")
    return Merit(
        event=row.key,
        year=row.year,
        movement_years=int(years) if years is not None else None,
        selected_among_leaders=bool(selected) if selected is not None else None,
        text=row.b,
        **{word: body.get(word) or None for word in WORDS},
    )
