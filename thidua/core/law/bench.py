"""What lies before the judge of one case: the facts, the law of the day, the years that count."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from thidua.core.law.facts import (
    FOR_PEOPLE,
    MET,
    NOT_MET,
    UNKNOWN,
    AwardHeld,
    Case,
    Discipline,
    Facts,
)
from thidua.core.law.law import Law
from thidua.core.law.model import Condition, Regime, Vocabulary

YearState = Callable[[int], str]


def touches_year(since: date, until: date | None, year: int) -> bool:
    """Whether the days from `since` to `until` (the last one; None: still running) reach into `year`."""
    return since.year <= year and (until is None or until.year >= year)


@dataclass(frozen=True)
class Bench:
    """One case before one law. Questions that several conditions ask are answered here once."""

    case: Case
    law: Law
    general: tuple[Condition, ...]

    @property
    def facts(self) -> Facts:
        return self.case.facts

    @property
    def period(self) -> int:
        return self.case.period

    @property
    def words(self) -> Vocabulary:
        return self.law.vocabulary

    @cached_property
    def regime(self) -> Regime | None:
        """None for a day before every regime of the data."""
        return next(
            (one for one in self.law.regimes if one.valid_from <= self.case.day < one.valid_until),
            None,
        )

    @property
    def text_is_missing(self) -> bool:
        return self.regime is not None and not self.regime.text_obtained

    def setting(self, key: str) -> Any:
        return self.law.setting(key, self.case.day)

    def rule(self, type_: str) -> Condition | None:
        """The general rule of this type in force on the day, if there is one."""
        return next((rule for rule in self.general if rule.type == type_), None)

    # Awards

    @cached_property
    def dropped_types(self) -> frozenset[str]:
        """Types of commendation that are no basis for the award judged (excluded_basis)."""
        level = self.law.awards[self.case.award].level
        return frozenset(
            type_
            for rule in self.general
            if rule.type == "excluded_basis" and level in rule.params.get("levels", (level,))
            for type_ in rule.params["types"]
        )

    @cached_property
    def counted_awards(self) -> tuple[AwardHeld, ...] | None:
        held = self.facts.awards
        if held is None or not self.dropped_types:
            return held
        return tuple(one for one in held if one.type not in self.dropped_types)

    @cached_property
    def dropped_awards(self) -> tuple[AwardHeld, ...]:
        return tuple(one for one in self.facts.awards or () if one.type in self.dropped_types)

    def award_years(self, keys: tuple[str, ...]) -> frozenset[int] | None:
        """Years with one of these awards; None when the awards are not known."""
        if self.counted_awards is None:
            return None
        return frozenset(one.year for one in self.counted_awards if one.award in keys)

    # Years

    @cached_property
    def _restarting(self) -> tuple[Discipline, ...]:
        return (self.facts.discipline or ()) if self.rule("discipline_restart") else ()

    def counts(self, year: int) -> str:
        """met, not_met, or for_people: whether merit of `year` still counts after a discipline."""
        return min(
            (self._counts_after(one, year) for one in self._restarting),
            key=(NOT_MET, FOR_PEOPLE, MET).index,
            default=MET,
        )

    def _counts_after(self, discipline: Discipline, year: int) -> str:
        last = discipline.until.year if discipline.until else None
        if last is not None and year > last:
            return MET
        if touches_year(discipline.since, discipline.until, year) and year in (self.period, last):
            return str(self.setting("discipline_in_judged_year"))
        return NOT_MET

    def absent_in(self, year: int) -> bool:
        """Whether an absence that the law counts as worked reaches into the year."""
        kinds = {
            kind
            for rule in self.general
            if rule.type == "counted_absence"
            for kind in rule.params["kinds"]
        }
        return any(
            one.kind in kinds and touches_year(one.since, one.until, year)
            for one in self.facts.absences or ()
        )

    def rating_state(self, year: int, wanted: str) -> str:
        """Whether the year was rated at least `wanted`."""
        if self.facts.ratings is None:
            return FOR_PEOPLE if self.absent_in(year) else UNKNOWN
        given = [one.rating for one in self.facts.ratings if one.year == year]
        if given:
            return min(
                (self._compare(one, wanted) for one in given), key=(MET, UNKNOWN, NOT_MET).index
            )
        if not self.facts.ratings:
            return NOT_MET
        return FOR_PEOPLE if self.absent_in(year) else UNKNOWN

    def _compare(self, rating: str, wanted: str) -> str:
        """exceeds_targets stands beside the scale: it tells of targets, the scale of the task."""
        if rating == wanted:
            return MET
        given, asked = self.words.rank("ratings", rating), self.words.rank("ratings", wanted)
        best = max(self.words.ranks["ratings"].values())
        beside = self.setting("exceeds_targets")
        if asked is None:
            return str(beside["excellent" if given == best else "lower"])
        if given is None:  # exceeded the targets: surely well done, not surely the best
            return str(beside["excellent"]) if asked == best else MET
        return MET if given >= asked else NOT_MET

    def with_restart(self, state: YearState) -> YearState:
        """The same question, asked of years that count after a discipline."""

        def settle(year: int) -> str:
            counted = self.counts(year)
            found = state(year)
            if NOT_MET in (counted, found):
                return NOT_MET
            return counted if counted != MET and found == MET else found

        return settle

    @cached_property
    def chain_gap(self) -> int:
        return int(self.setting("chain_end")["max_gap_years"])
