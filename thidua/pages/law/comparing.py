"""An award under two ages of the law, side by side: what was demanded then and what now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.core.law.catalogue import Pair, difference
from thidua.core.law.law import Law
from thidua.core.law.model import FOREVER, Condition, Regime
from thidua.pages.law.wording import days_words, param_lines, short

WORDS = {"added": "Mới", "removed": "Không còn", "changed": "Đã đổi", "kept": "Giữ nguyên"}


@dataclass(frozen=True, slots=True)
class Then:
    """One demand in one age."""

    text: str
    numbers: str
    citation: str


@dataclass(frozen=True, slots=True)
class Beside:
    before: Then | None
    after: Then | None
    state: str


@dataclass(frozen=True, slots=True)
class Ages:
    before: Regime
    after: Regime
    before_days: str
    after_days: str
    pairs: Sequence[Beside]
    choices: Sequence[tuple[str, str, bool]]  # key, title, whether it is the one beside


def compared(law: Law, award: str, day: date, asked: str = "") -> Ages | None:
    """The age of the day beside another one; None when the award had no rows in any other."""
    regimes = sorted(law.regimes, key=lambda one: one.valid_from)
    now = next((one for one in regimes if one.valid_from <= day < one.valid_until), regimes[-1])
    others = [one for one in regimes if one != now and law.conditions_for(award, typical(one))]
    if not others or not law.conditions_for(award, day):
        return None
    obtained = [one for one in others if one.text_obtained] or others
    usual = obtained[0] if obtained[0].valid_from < now.valid_from else obtained[-1]
    other = next((one for one in others if one.key == asked), usual)
    before, after = sorted((now, other), key=lambda one: one.valid_from)
    days = {now.key: day, other.key: typical(other)}
    pairs = difference(law, award, days[before.key], days[after.key])
    return Ages(
        before=before,
        after=after,
        before_days=days_words(before.valid_from, before.valid_until),
        after_days=days_words(after.valid_from, after.valid_until),
        pairs=[_beside(law, pair, days[before.key], days[after.key]) for pair in pairs],
        choices=[(one.key, one.title, one == other) for one in others],
    )


def typical(regime: Regime) -> date:
    """The last day of an age; of the present one its first."""
    if regime.valid_until == FOREVER:
        return regime.valid_from
    return date.fromordinal(regime.valid_until.toordinal() - 1)


def _beside(law: Law, pair: Pair, before: date, after: date) -> Beside:
    return Beside(_then(law, pair.before, before), _then(law, pair.after, after), WORDS[pair.state])


def _then(law: Law, row: Condition | None, day: date) -> Then | None:
    if row is None:
        return None
    lines = param_lines(law, row.type, row.params, day)
    return Then(row.text, "; ".join(short(line) for line in lines), row.source.citation)
