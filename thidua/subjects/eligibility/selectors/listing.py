"""A whole list judged at once: each line with the law of the day, the quotas, and what repeats."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from thidua.core.law.adding import Added
from thidua.core.law.answers import all_of, any_of
from thidua.core.law.asking import conditions_on, types_on
from thidua.core.law.facts import NOT_MET, Case, Finding, Group, Verdict
from thidua.core.law.law import Law
from thidua.core.law.model import Condition
from thidua.core.law.nearness import Distance, distance
from thidua.core.law.wording import NO_RULE
from thidua.subjects.eligibility.bulk import Asked, judge_holders
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
FRAMING = {"subject": "Danh hiệu, hình thức này không dành cho đối tượng như vậy"}
Found = tuple[str, Mapping[str, str]]  # outcome, finding → state
ALREADY = "one_merit_one_award"  # the rule that speaks where the award is held already
HELD = "Đã có trong sổ cho năm {year}"
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

    def case(self, line: Line) -> Case | None:
        """The line as a case, with its unit's numbers; None where it cannot be judged."""
        if line.issue or line.holder is None or line.period is None:
            return None
        known = self.people.get(line.holder)
        if known is None:
            return None
        counted = members_for(line, self.units.get(line.holder), self._by_key)
        added = Added(facts=counted) if counted else NOTHING_ADDED
        return case_of(known, line.award, self.day, line.period, added)

    def verdict(self, line: Line) -> Verdict | None:
        """One line in full."""
        case = self.case(line)
        return judge(case, self.law) if case else None

    def judged(self) -> dict[int, Found]:
        """Number of the line → outcome and the states of its findings, all in a few statements."""
        lines = [one for one in self.lines if one.holder in self.units and not one.issue]
        if not lines:
            return {}
        results = judge_holders([self._asked(one) for one in lines], day=self.day, law=self.law)
        outcomes = results.words()
        codes = {
            int(row): sheet.findings(place)
            for sheet in results.sheets
            for place, row in enumerate(sheet.rows)
        }
        return {one.number: (outcomes[at], codes[at]) for at, one in enumerate(lines)}

    def _asked(self, line: Line) -> Asked:
        counted = members_for(line, self.units.get(line.holder or 0), self._by_key)
        return Asked(
            line.holder or 0,
            line.award,
            line.period or 0,
            members=counted.members if counted else None,
        )


def judge_lines(lines: Sequence[Line], law: Law, day: date) -> list[Result]:
    """One result for each line, in their order; a line that cannot be judged stays empty."""
    bench = Bench(tuple(lines), law, day)
    judged = bench.judged()
    remarks = repeated(bench)
    reader = CodeReader(law, day)
    return [
        _result(one, judged[one.number], reader, remarks.get(one.number, ()))
        if one.number in judged
        else NOT_JUDGED
        for one in lines
    ]


def _result(line: Line, found: Found, reader: "CodeReader", remarks: Sequence[str]) -> Result:
    outcome, codes = found
    far = reader.distance(line.award, outcome, codes)
    held = any(reader.types.get(id_) == ALREADY for id_ in codes)
    open_points = [one for one in (*far.lacking, *far.steps) if reader.types.get(one.id) != ALREADY]
    open_points.sort(key=lambda one: one.state != NOT_MET)
    texts = list(dict.fromkeys(one.text.rstrip(". ") for one in open_points))
    before = (HELD.format(year=line.period),) if held else ()
    return Result(
        outcome=outcome,
        nearness=far.kind,
        why=tuple(texts[:REASONS]),
        codes={one.id: one.state for one in (*far.lacking, *far.steps)},
        remarks=(*remarks, *before),
    )


@dataclass(frozen=True)
class CodeReader:
    """What codes of findings mean for a list: lines alike are read once."""

    law: Law
    day: date
    kept: dict[Any, Distance] = field(default_factory=dict)

    @cached_property
    def known(self) -> Mapping[str, Condition]:
        return conditions_on(self.law, self.day)

    @cached_property
    def types(self) -> dict[str, str]:
        return types_on(self.law, self.day)

    def distance(self, award: str, outcome: str, codes: Mapping[str, str]) -> Distance:
        key = (award, outcome, *codes.items())
        if key not in self.kept:
            self.kept[key] = distance(self._verdict(award, outcome, codes), self.types)
        return self.kept[key]

    def _verdict(self, award: str, outcome: str, codes: Mapping[str, str]) -> Verdict:
        findings = tuple(self._finding(award, id_, state) for id_, state in codes.items())
        groups = []
        for key in dict.fromkeys(one.group for one in findings if one.group):
            routes: dict[str, list[Finding]] = defaultdict(list)
            for one in findings:
                if one.group == key:
                    routes[one.route].append(one)
            states = {route: all_of(one.state for one in own) for route, own in routes.items()}
            ids = {route: tuple(one.id for one in own) for route, own in routes.items()}
            groups.append(Group(key, ids, states, any_of(states.values())))
        return Verdict(outcome, findings, tuple(groups))

    def _finding(self, award: str, id_: str, state: str) -> Finding:
        row = self.known.get(id_)
        if row is None:
            return Finding(id_, state, FRAMING.get(id_, NO_RULE), "")
        return Finding(
            id_, state, row.text, "", source_status=row.source.status, group=row.group, route=row.route
        )  # fmt: skip


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
        if words:
            found[one.number] = tuple(words)
    return found


def _is_form(line: Line, bench: Bench) -> bool:
    return bench.law.awards[line.award].kind == "form"
