"""tenure_years: time in leading posts, with women's two thirds and time carried down."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from thidua.core.law import wording
from thidua.core.law.answers import Answer, for_people, met, not_met, soonest_of, unknown
from thidua.core.law.bench import Bench
from thidua.core.law.conditions import Demand, judges
from thidua.core.law.facts import MET, NOT_MET, UNKNOWN, PostHeld

Span = tuple[date, date]  # half open


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a post, the least months and the months from which it is another rank."""

    position: str
    least: int
    under: int | None

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> "Row":
        most = row.get("max_years_exclusive")
        return cls(
            row["position"], int(row["min_years"]) * 12, None if most is None else int(most) * 12
        )


@judges("tenure_years")
def tenure_years(demand: Demand, bench: Bench) -> Answer:
    table = demand.params.get("any_of")
    if not table:
        years = demand.params.get("contribution_years")
        return for_people(wording.needs_contribution(years))
    need = wording.needs_tenure(bench, table)
    posts = bench.case.subject.posts
    if posts is None:
        return unknown(need)
    facts = wording.posts_of(bench, posts)
    if not posts:
        return not_met(need, facts=facts)
    rows = [Row.read(row) for row in table]
    told = [_judged(row, demand, bench, posts) for row in rows]
    return _together(told, rows, demand, bench, facts, need)


def _together(
    told: list[str],
    rows: list[Row],
    demand: Demand,
    bench: Bench,
    facts: tuple[str, ...],
    need: str,
) -> Answer:
    posts = bench.case.subject.posts or ()
    satisfied = [row for row, state in zip(rows, told, strict=True) if state == MET]
    if satisfied and _blocked(satisfied, bench):
        return not_met(wording.DISCIPLINED_IN_POST, facts=facts)
    if satisfied:
        return met(*facts)
    listed = {row.position for row in rows}
    if UNKNOWN in told:
        return unknown(wording.NEEDS_GENDER, facts=facts)
    if not demand.params.get("list_complete", True) and any(
        one.position not in listed for one in posts
    ):
        state = str(bench.setting("unlisted_post"))
        return Answer(state, facts, (wording.POST_NOT_LISTED,))
    earliest = soonest_of(_reached_in(row, demand, bench, posts) for row in rows)
    return not_met(need, facts=facts, earliest=earliest)


def _judged(row: Row, demand: Demand, bench: Bench, posts: tuple[PostHeld, ...]) -> str:
    months = months_of(_spans(row.position, bench, posts))
    if months == 0:
        return NOT_MET
    factors = _factors(demand, bench)
    states = {_within(months, row, factor) for factor in factors}
    return states.pop() if len(states) == 1 else UNKNOWN


def _within(months: Fraction, row: Row, factor: Fraction) -> str:
    enough = months >= row.least * factor
    return MET if enough and (row.under is None or months < row.under * factor) else NOT_MET


def _factors(demand: Demand, bench: Bench) -> set[Fraction]:
    """1 for men, the law's share for women leaders, both while the gender is not known."""
    share = demand.params.get("woman_leader_factor")
    subject = bench.case.subject
    whole = Fraction(1)
    if share is None or subject.gender == "male" or subject.higher_retirement_age:
        return {whole}
    return {Fraction(str(share))} if subject.gender == "female" else {whole, Fraction(str(share))}


def _spans(position: str, bench: Bench, posts: Iterable[PostHeld]) -> list[Span]:
    """The days in this post and, where time is carried down, in higher ones; overlaps once."""
    counted = _counting_for(position, bench)
    end = bench.case.day + timedelta(days=1)
    return joined(
        (one.since, min(day_after(one.until) or end, end))
        for one in posts
        if one.position in counted and one.since < end
    )


def day_after(last_day: date | None) -> date | None:
    return last_day + timedelta(days=1) if last_day else None


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same days without overlaps, in order."""
    found: list[Span] = []
    for since, until in sorted(spans):
        if found and since <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], until))
        else:
            found.append((since, until))
    return found


def _counting_for(position: str, bench: Bench) -> set[str]:
    rank = bench.words.rank("positions", position)
    if bench.rule("carry_down") is None or rank is None:
        return {position}
    ladder = bench.words.name("position_ladders", position)
    ranks = bench.words.ranks["positions"].items()
    return {
        other
        for other, height in ranks
        if height >= rank and bench.words.name("position_ladders", other) == ladder
    } | {position}


def months_of(spans: Iterable[Span]) -> Fraction:
    return sum((_months(since, until) for since, until in spans), Fraction(0))


def _months(since: date, until: date) -> Fraction:
    """Whole months, and of the month begun the share of its own days."""
    whole = (until.year - since.year) * 12 + until.month - since.month - (until.day < since.day)
    reached, following = _months_after(since, whole), _months_after(since, whole + 1)
    return whole + Fraction((until - reached).days, (following - reached).days)


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def _blocked(rows: list[Row], bench: Bench) -> bool:
    """Whether every post counted was touched by a discipline (Đ9 NĐ 152/2025)."""
    if bench.rule("tenure_blocked_by_discipline") is None:
        return False
    posts = bench.case.subject.posts or ()
    return all(
        any(
            one.since < until and (one.until is None or one.until >= since)
            for one in bench.facts.discipline or ()
            for since, until in _spans(row.position, bench, posts)
        )
        for row in rows
    )


def _reached_in(row: Row, demand: Demand, bench: Bench, posts: tuple[PostHeld, ...]) -> int | None:
    """The year in which a post still held reaches the least time."""
    if not any(
        one.until is None and one.position in _counting_for(row.position, bench) for one in posts
    ):
        return None
    lacking = row.least * max(_factors(demand, bench)) - months_of(
        _spans(row.position, bench, posts)
    )
    if lacking <= 0:
        return None
    day = bench.case.day
    months = day.year * 12 + day.month - 1 + -(-lacking.numerator // lacking.denominator)
    return months // 12
