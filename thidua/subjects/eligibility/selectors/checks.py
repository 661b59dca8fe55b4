"""Kept verdicts: who may see them, what people decided, whether they are still of today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from thidua.base.access import Actor, may
from thidua.core.law.adding import Added
from thidua.core.law.facts import Case, Facts, Finding, Verdict
from thidua.core.law.overriding import overridden
from thidua.core.law.serial import case_from_json, digest_of, facts_to_json, verdict_from_json
from thidua.subjects.eligibility.enums import Outcome
from thidua.subjects.eligibility.models import Check, Override
from thidua.subjects.eligibility.selectors.judging import Known, case_of, known, law_in_force
from thidua.subjects.register.models import Holder
from thidua.subjects.register.selectors.scope import visible_to as holders_visible_to

# Types of condition whose facts tell of discipline and open cases.
GUARDED = frozenset(
    {
        "no_discipline",
        "no_open_case",
        "discipline_restart",
        "tenure_blocked_by_discipline",
    }
)
GUARDED_WORDS = "Có dữ kiện về kỷ luật hoặc vụ việc; chỉ người làm hồ sơ được xem chi tiết"
LISTS = {
    "awards": "khen thưởng",
    "ratings": "xếp loại",
    "initiatives": "sáng kiến, đề tài",
    "discipline": "kỷ luật",
    "absences": "thời gian nghỉ được tính",
    "open_cases": "vụ việc đang xem xét",
    "merit": "thành tích",
}
SUBJECT_MOVED = "thông tin của người, tập thể đã thay đổi"


def checks_visible_to(actor: Actor) -> QuerySet[Check]:
    if not may(actor, "eligibility.see"):
        return Check.objects.none()
    return Check.objects.filter(holder__in=holders_visible_to(actor)).select_related("holder")


def latest_checks(holder_ids: Iterable[int]) -> dict[tuple[int, str, int], Check]:
    """(holder, award, period) → the check that stands."""
    rows = Check.objects.filter(holder_id__in=list(holder_ids), replaced_by=None)
    return {(row.holder_id, row.award, row.period): row for row in rows.order_by("pk")}


def latest_check(holder: Holder, award: str, period: int) -> Check | None:
    """None: unchecked, and what is unchecked goes no further by accident."""
    return latest_checks([holder.pk]).get((holder.pk, award, period))


@dataclass(frozen=True, slots=True)
class Settled:
    """What the machine found, what people decided, and what both come to."""

    machine: Verdict
    decided: Mapping[str, Override]
    taken_back: tuple[Override, ...]
    after: Verdict

    @property
    def is_overridden(self) -> bool:
        return bool(self.decided)

    @property
    def outcome(self) -> Outcome:
        return Outcome(self.after.outcome)

    @property
    def machine_outcome(self) -> Outcome:
        return Outcome(self.machine.outcome)


def settled(check: Check) -> Settled:
    machine = verdict_from_json(check.verdict)
    rows = list(check.overrides.all())
    standing = {row.finding: row for row in rows if row.taken_back_at is None}
    decided = {id_: row.decided for id_, row in standing.items()}
    back = tuple(row for row in rows if row.taken_back_at is not None)
    return Settled(machine, standing, back, overridden(machine, decided))


# Age


@dataclass(frozen=True, slots=True)
class Age:
    """Why a kept verdict is no longer of today; nothing: it is."""

    why: tuple[str, ...] = ()

    @property
    def is_old(self) -> bool:
        return bool(self.why)

    @property
    def words(self) -> str:
        return "; ".join(self.why)


def age_of(check: Check, *, now: Known | None = None) -> Age:
    """What moved since: the law in force, or facts of the register, list by list."""
    why = []
    if check.edition != law_in_force().digest:
        why.append("quy định áp dụng đã thay đổi từ lúc xét")
    case = case_now(check, now or known(check.holder_id, check.day))
    if digest_of(case.facts, case.subject) != check.facts_digest:
        why += what_moved(case_from_json(check.facts), case)
    return Age(tuple(why))


def case_now(check: Check, now: Known) -> Case:
    """The case of the check with what the register knows of it today."""
    return case_of(now, check.award, check.day, check.period, Added.from_json(check.added))


def what_moved(kept: Case, now: Case) -> list[str]:
    """The lists that differ, each with what came and what went."""
    words = list(_moved_lists(kept.facts, now.facts))
    if kept.subject != now.subject:
        words.append(SUBJECT_MOVED)
    return words


def _moved_lists(kept: Facts, now: Facts) -> Iterable[str]:
    before, after = facts_to_json(kept), facts_to_json(now)
    for fact, label in LISTS.items():
        old, new = before.get(fact), after.get(fact)
        if old == new:
            continue
        came = len([row for row in new or [] if row not in (old or [])])
        went = len([row for row in old or [] if row not in (new or [])])
        parts = [f"thêm {came}"] if came else []
        parts += [f"bớt {went}"] if went else []
        yield f"{label}: {', '.join(parts) or 'đã đối chiếu lại'}"


# Who may read of discipline


def readable_by(actor: Actor, verdict: Verdict, types: Mapping[str, str]) -> Verdict:
    """The verdict of a visible holder as this actor may read it: what was found of discipline only
    for those who work on files."""
    if may(actor, "register.discipline.read"):
        return verdict
    return replace(verdict, findings=tuple(_guarded(one, types) for one in verdict.findings))


def _guarded(finding: Finding, types: Mapping[str, str]) -> Finding:
    children = tuple(_guarded(child, types) for child in finding.children)
    if types.get(finding.id) not in GUARDED or not finding.facts:
        return replace(finding, children=children)
    return replace(finding, facts=(GUARDED_WORDS,), children=children)
