"""What if: the law in force and a changed one over the same people of the register.

Nothing is touched but the run itself, which is forgotten after the days that the province has set.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from thidua.base import audit, clock, jobs, parameters
from thidua.base.access import Actor, require
from thidua.base.jobs import Progress
from thidua.core.law.facts import ELIGIBLE, FOR_PEOPLE, MET, UNKNOWN, Case, Facts, Subject, Verdict
from thidua.core.law.judging import judge
from thidua.core.law.law import Law
from thidua.core.law.model import LawError
from thidua.subjects.law.enums import TrialState
from thidua.subjects.law.errors import BadRow
from thidua.subjects.law.models import Trial
from thidua.subjects.law.numbers import over_all_days, sources_of
from thidua.subjects.law.rows import RowValues, as_mapping, brought_back, kept
from thidua.subjects.law.selectors import law_in_force, law_with
from thidua.subjects.law.trying import moved_findings
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.register.models import Entry, Holder
from thidua.subjects.register.selectors.facts import known_of_many
from thidua.subjects.register.selectors.scope import with_predecessors

JOB = "law.try"
HOLDERS, EVERYBODY = "holders", "everybody"
CHUNK = 500
MOST_LISTED = 5000
MOST_YEARS = 30
# What people say at the time and the register does not keep: both laws are given the same answer.
SAID_BY_PEOPLE = frozenset({"attestation", "merit", "procedure", "vote_threshold", "manual_review"})


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom to judge: those who hold the award of these years, or everybody it is for."""

    who: str
    since: int
    until: int
    unit_id: int | None = None
    granted: bool = True  # what people would have to say counts as said
    all_days: bool = True  # the change as if it had always held

    def as_json(self) -> dict[str, Any]:
        return {
            "who": self.who, "since": self.since, "until": self.until, "unit_id": self.unit_id,
            "granted": self.granted, "all_days": self.all_days,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Nominee:
    """One holder for one year, judged as of one day."""

    holder: int
    year: int
    day: date
    unit: int | None


@transaction.atomic
def start_trial(
    *,
    actor: Actor,
    title: str,
    award: str,
    rows: Sequence[RowValues],
    words: Sequence[str],
    scope: Scope,
    is_sample: bool = False,
) -> Trial:
    """Write the run down and leave it to the worker."""
    require(actor, "law.try")
    if actor.user_id is None:
        raise BadRow("Chạy thử phải do một người yêu cầu.")
    if not rows:
        raise BadRow("Chưa đổi con số nào: sửa ít nhất một con số để chạy thử.")
    if not 0 <= scope.until - scope.since < MOST_YEARS:
        raise BadRow(f"Năm đầu phải trước năm cuối, và không quá {MOST_YEARS} năm.")
    law = law_in_force()
    tried = [over_all_days(law, row) if scope.all_days else row for row in rows]
    mappings = [as_mapping(row) for row in tried]
    try:
        law_with(mappings)
    except LawError as error:
        raise BadRow(f"Chưa chạy thử được: {error}") from error
    trial = Trial.objects.create(
        title=title,
        award=award,
        rows=kept(mappings),
        words=list(words),
        scope=scope.as_json(),
        day=actor.day,
        asked_by_id=actor.user_id,
        asked_on=actor.day,
        keep_until=actor.day + timedelta(days=parameters.days("law.trial_kept", actor.day)),
        is_sample=is_sample,
    )
    jobs.enqueue(actor, JOB, trial_id=trial.pk)
    audit.record(actor, "law.try", trial, after={"words": list(words), "scope": scope.as_json()})
    return trial


@jobs.job(JOB, title="Chạy thử quy định")
def run_trial(progress: Progress, *, trial_id: int) -> None:
    """Run again after a kill it begins anew: nothing but its own row is written."""
    trial = Trial.objects.filter(pk=trial_id).first()
    if trial is None:
        return
    try:
        result = _run(trial, progress)
    except LawError as error:
        Trial.objects.filter(pk=trial_id).update(state=TrialState.FAILED, problem=str(error))
        return
    Trial.objects.filter(pk=trial_id).update(
        state=TrialState.DONE, result=result, done=result["asked"], total=result["asked"]
    )
    moved = result["gained"] + result["lost"]
    progress.result(f"{trial.title}: {moved} kết quả đổi khác.", f"/luat/chay-thu/{trial_id}/")


@jobs.daily(3, 40, "law.forget_trials")
def forget_trials() -> None:
    Trial.objects.filter(keep_until__lt=clock.today()).delete()


def _run(trial: Trial, progress: Progress) -> dict[str, Any]:
    before, rows = law_in_force(), brought_back(trial.rows)
    scope = Scope(**trial.scope)
    nominees = nominees_of(trial.award, scope, trial.day, before)
    judging = Judging(before, law_with(rows), trial.award, sources_of(rows), scope.granted)
    tally = Tally(len(nominees))
    for place in range(0, len(nominees), CHUNK):
        for one, was, now in judging.both(nominees[place : place + CHUNK]):
            tally.count(one, was, now)
        done = min(place + CHUNK, len(nominees))
        Trial.objects.filter(pk=trial.pk).update(done=done, total=len(nominees))
        progress.update(done, len(nominees))
    return tally.result(trial.day)


# Whom


def nominees_of(award: str, scope: Scope, day: date, law: Law) -> list[Nominee]:
    """In the order of their days, so that the facts of one day are fetched together."""
    found = (
        _holders(award, scope, day) if scope.who == HOLDERS else _everybody(award, scope, day, law)
    )
    return sorted(found, key=lambda one: (one.day, one.holder))


def _units(scope: Scope, day: date) -> set[int] | None:
    if scope.unit_id is None:
        return None
    below = tree_on(day).descendants(scope.unit_id, include_self=True)
    return set(with_predecessors(below, day))


def _holders(award: str, scope: Scope, day: date) -> Iterator[Nominee]:
    """Those who were given it: their case as it stood on the day of the decision."""
    entries = Entry.objects.counted().filter(award=award, year__range=(scope.since, scope.until))
    if (units := _units(scope, day)) is not None:
        entries = entries.filter(unit_id__in=units)
    rows = entries.annotate(at=F("unit_id")).values_list("holder_id", "year", "decided", "at")
    seen: set[tuple[int, int]] = set()
    for holder, year, decided, unit in rows.order_by("pk"):
        if year is not None and (holder, year) not in seen:
            seen.add((holder, year))
            yield Nominee(holder, year, _judged_on(decided, year, day), unit)


def _judged_on(decided: date | None, year: int, day: date) -> date:
    return min(decided or date(year, 12, 31), day)


def _everybody(award: str, scope: Scope, day: date, law: Law) -> Iterator[Nominee]:
    """All whom the award is for, proposed at the end of each year."""
    holders = Holder.objects.standing().filter(kind__in=law.award(award).subjects)
    if (units := _units(scope, day)) is not None:
        holders = holders.filter(unit_id__in=units)
    rows = list(holders.order_by("pk").values_list("pk", "unit_id"))
    for year in range(scope.since, scope.until + 1):
        for holder, unit in rows:
            yield Nominee(holder, year, min(date(year, 12, 31), day), unit)


# How


@dataclass(frozen=True, slots=True)
class Judging:
    """Both laws over the same cases."""

    before: Law
    after: Law
    award: str
    changed: set[str]
    granted: bool

    def both(self, nominees: Sequence[Nominee]) -> Iterator[tuple[Nominee, Verdict, Verdict]]:
        by_day: dict[date, list[Nominee]] = defaultdict(list)
        for one in nominees:
            by_day[one.day].append(one)
        for day, group in by_day.items():
            known = known_of_many([one.holder for one in group], day=day)
            for one in group:
                if one.holder in known:
                    yield self._pair(one, *known[one.holder])

    def _pair(
        self, one: Nominee, subject: Subject, facts: Facts
    ) -> tuple[Nominee, Verdict, Verdict]:
        case = Case(
            name=str(one.holder),
            day=one.day,
            award=self.award,
            subject=subject,
            period=one.year,
            facts=self._facts(facts, one.year),
            judgements={},
        )
        was = judge(case, self.before)
        if self.granted and (said := self._said(was)):
            case = replace(case, judgements=said)
            was = judge(case, self.before)
        return one, was, judge(case, self.after)

    def _facts(self, facts: Facts, year: int) -> Facts:
        """As before the award that is judged was given, and with nothing against the person."""
        held = tuple(
            held for held in facts.awards or () if held.award != self.award or held.year < year
        )
        facts = replace(facts, awards=held)
        if not self.granted:
            return facts
        return replace(facts, open_cases=facts.open_cases or (), discipline=facts.discipline or ())

    def _said(self, verdict: Verdict) -> dict[str, str]:
        """What is always needed and left to people counts as said; of the ways none does."""
        return {
            one.id: MET
            for one in verdict.findings
            if not one.group
            and one.id not in self.changed
            and (one.state == FOR_PEOPLE or (one.state == UNKNOWN and self._is_said(one.id)))
        }

    def _is_said(self, id_: str) -> bool:
        rows = self.before.conditions.get(self.award, ()) + self.before.conditions[""]
        return any(row.id == id_ and row.type in SAID_BY_PEOPLE for row in rows)


class Tally:
    """Counts of the run, by unit too, and those who come out otherwise."""

    def __init__(self, asked: int) -> None:
        self.asked = asked
        self.total: dict[str, int] = defaultdict(int)
        self.units: dict[int | None, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.listed: list[dict[str, Any]] = []
        self.unlisted = 0

    def count(self, one: Nominee, was: Verdict, now: Verdict) -> None:
        for counts in (self.total, self.units[one.unit]):
            counts["judged"] += 1
            counts["before"] += was.outcome == ELIGIBLE
            counts["after"] += now.outcome == ELIGIBLE
            counts["gained"] += was.outcome != ELIGIBLE == now.outcome
            counts["lost"] += was.outcome == ELIGIBLE != now.outcome
        findings = moved_findings(was, now)
        if was.outcome == now.outcome and not findings:
            return
        self.total["moved"] += was.outcome != now.outcome
        self.total["touched"] += 1
        if len(self.listed) >= MOST_LISTED:
            self.unlisted += 1
            return
        reasons = now.reasons if now.outcome != ELIGIBLE else was.reasons
        self.listed.append(
            {
                "holder": one.holder, "year": one.year, "unit": one.unit,
                "before": was.outcome, "after": now.outcome, "why": reasons[0] if reasons else "",
                "findings": [[f.text, f.before, f.after] for f in findings],
            }
        )  # fmt: skip

    def result(self, day: date) -> dict[str, Any]:
        """With names as they stand on the day of the run."""
        names = _names(row["holder"] for row in self.listed)
        tree = tree_on(day)

        def unit_name(unit: int | None) -> str:
            node = tree.get(unit) if unit is not None else None
            return node.name if node else "Không rõ đơn vị"

        for row in self.listed:
            row["name"] = names.get(row["holder"], "")
            row["unit"] = unit_name(row["unit"])
        units = [{"unit": unit_name(unit), **counts} for unit, counts in self.units.items()]
        keys = ("judged", "before", "after", "gained", "lost", "moved", "touched")
        return {
            "asked": self.asked,
            **{key: self.total[key] for key in keys},
            "units": _joined(units),
            "rows": self.listed,
            "unlisted": self.unlisted,
        }


def _joined(units: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Units that are no more count under one line."""
    joined: dict[str, dict[str, Any]] = {}
    for row in units:
        line = joined.setdefault(row["unit"], defaultdict(int, {"unit": row["unit"]}))
        for key, value in row.items():
            if key != "unit":
                line[key] += value
    return sorted(map(dict, joined.values()), key=lambda row: -(row["gained"] + row["lost"]))


def _names(holders: Iterable[int]) -> dict[int, str]:
    return dict(Holder.objects.filter(pk__in=set(holders)).values_list("pk", "name"))
