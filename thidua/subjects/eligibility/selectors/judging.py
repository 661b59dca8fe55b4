"""Cases out of the register, judged with the law in force: the one door to the engine."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thidua.core.law.adding import Added, with_added
from thidua.core.law.asking import types_on
from thidua.core.law.facts import Case, Facts, Subject, Verdict
from thidua.core.law.judging import judge
from thidua.core.law.law import Law
from thidua.core.law.model import Award
from thidua.subjects.eligibility.errors import BadInput
from thidua.subjects.law.selectors import law_in_force
from thidua.subjects.register.models import Holder
from thidua.subjects.register.selectors.facts import known_of, known_of_many

NOTHING_ADDED = Added()
YEARS_BACK = 60


@dataclass(frozen=True, slots=True)
class Known:
    """A holder as the law sees it on a day."""

    subject: Subject
    facts: Facts


def known(holder: Holder | int, day: date) -> Known:
    return Known(*known_of(holder, day=day))


def known_many(holder_ids: Iterable[int], day: date) -> dict[int, Known]:
    return {id_: Known(*both) for id_, both in known_of_many(holder_ids, day=day).items()}


def case_of(
    one: Known, award: str, day: date, period: int, added: Added = NOTHING_ADDED, name: str = ""
) -> Case:
    case = Case(name, day, award, one.subject, period, one.facts, {})
    return case if added is NOTHING_ADDED else with_added(case, added)


def award_named(law: Law, key: str, day: date) -> Award:
    """The award of this key, or a refusal that says what is wrong."""
    award = law.awards.get(key)
    if award is None:
        raise BadInput("Không có danh hiệu, hình thức này trong dữ liệu pháp luật. Chọn lại.")
    return award


def must_be_judgeable(law: Law, key: str, day: date, period: int) -> None:
    award_named(law, key, day)
    if not day.year - YEARS_BACK <= period <= day.year:
        raise BadInput(
            f"Năm xét {period} không hợp với ngày xét {day:%d/%m/%Y}. Nhập năm đã hoặc đang diễn ra."
        )


def awards_for(law: Law, kind: str, variant: str, day: date) -> list[Award]:
    """Awards that stand on the day and are for such a subject: titles before forms, lower first."""
    levels = ("grassroots", "province", "state")
    fitting = [
        award
        for award in law.awards.values()
        if award.valid_from <= day < award.valid_until and {kind, variant} & award.subjects
    ]
    return sorted(
        fitting, key=lambda award: (award.kind != "title", levels.index(award.level), award.name)
    )


def judged(one: Known, award: str, day: date, period: int, law: Law | None = None) -> Verdict:
    return judge(case_of(one, award, day, period), law or law_in_force())


__all__ = [
    "Known",
    "award_named",
    "awards_for",
    "case_of",
    "judge",
    "judged",
    "known",
    "known_many",
    "law_in_force",
    "must_be_judgeable",
    "types_on",
]
