"""A whole list judged at once: each line with the law of the day, the quotas, and what repeats."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from thidua.core.law.adding import Added
from thidua.core.law.asking import types_on
from thidua.core.law.facts import Verdict
from thidua.core.law.law import Law
from thidua.core.law.nearness import distance
from thidua.subjects.eligibility.selectors.judging import (
    NOTHING_ADDED,
    Known,
    case_of,
    judge,
    known_many,
)
from thidua.subjects.eligibility.selectors.quotas import Key, Quota, members_for, quotas_of
from thidua.subjects.eligibility.selectors.rows import Line, Result
from thidua.subjects.register.models import Holder

REASONS = 2
NOT_JUDGED = Result()
TWICE = "Trùng dòng khác trong danh sách"
SEVERAL_FORMS = "Nhiều hình thức cho cùng một năm: mỗi thành tích chỉ một hình thức"


@dataclass(frozen=True)
class Bench:
    """What a list is judged with: everybody's facts and units in three statements."""

    lines: tuple[Line, ...]
    law: Law
    day: date

    @cached_property
    def people(self) -> Mapping[int, Known]:
        return known_many({one.holder for one in self.lines if one.holder}, self.day)

    @cached_property
    def units(self) -> dict[int, int | None]:
        """Holder → unit, for everyone the lines mean."""
        ids = {one.holder for one in self.lines if one.holder}
        return dict(Holder.objects.filter(pk__in=ids).values_list("pk", "unit_id"))

    @cached_property
    def quotas(self) -> list[Quota]:
        return quotas_of(self.lines, self.units, self.law, self.day)

    @cached_property
    def _by_key(self) -> dict[Key, Quota]:
        return {(one.unit_id, one.award, one.period): one for one in self.quotas}

    def verdict(self, line: Line) -> Verdict | None:
        """One line in full, with its unit's numbers; None where it cannot be judged."""
        if line.issue or line.holder is None or line.period is None:
            return None
        known = self.people.get(line.holder)
        if known is None:
            return None
        counted = members_for(line, self.units.get(line.holder), self._by_key)
        added = Added(facts=counted) if counted else NOTHING_ADDED
        return judge(case_of(known, line.award, self.day, line.period, added), self.law)


def judge_lines(lines: Sequence[Line], law: Law, day: date) -> list[Result]:
    """One result for each line, in their order; a line that cannot be judged stays empty."""
    bench = Bench(tuple(lines), law, day)
    types = types_on(law, day)
    remarks = repeated(bench)
    return [_result(bench.verdict(one), types, remarks.get(one.number, ())) for one in lines]


def _result(verdict: Verdict | None, types: Mapping[str, str], remarks: Sequence[str]) -> Result:
    if verdict is None:
        return NOT_JUDGED
    far = distance(verdict, types)
    open_points = (*far.lacking, *far.steps)
    why = [(one.needs[0] if one.needs else one.text).rstrip(". ") for one in open_points[:REASONS]]
    return Result(
        outcome=verdict.outcome,
        nearness=far.kind,
        why=tuple(why),
        codes={one.id: one.state for one in open_points},
        remarks=tuple(remarks),
    )


# What repeats


def repeated(bench: Bench) -> dict[int, tuple[str, ...]]:
    """Twice the same, several forms at once, the same award already held: said at each line."""
    whole = [one for one in bench.lines if not one.issue]
    times = Counter((one.holder, one.award, one.period) for one in whole)
    forms: dict[tuple[int | None, int | None], set[str]] = defaultdict(set)
    for one in whole:
        if _is_form(one, bench):
            forms[one.holder, one.period].add(one.award)
    found = {}
    for one in whole:
        words = [TWICE] if times[one.holder, one.award, one.period] > 1 else []
        if _is_form(one, bench) and len(forms[one.holder, one.period]) > 1:
            words.append(SEVERAL_FORMS)
        words += _held_before(one, bench)
        if words:
            found[one.number] = tuple(words)
    return found


def _is_form(line: Line, bench: Bench) -> bool:
    return bench.law.awards[line.award].kind == "form"


def _held_before(line: Line, bench: Bench) -> list[str]:
    known = bench.people.get(line.holder or 0)
    if known is None:
        return []
    awards = known.facts.awards or ()
    held = any(row.award == line.award and row.year == line.period for row in awards)
    return [f"Đã có trong sổ cho năm {line.period}"] if held else []
