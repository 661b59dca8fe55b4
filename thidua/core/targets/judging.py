"""Whether a target is reached, will be, or will not: a word, and the reason in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from thidua.core.targets.forecasting import Forecast
from thidua.core.text import format_number


class Verdict(StrEnum):
    ON_COURSE = "on_course"
    AT_RISK = "at_risk"
    ACHIEVED = "achieved"
    EXCEEDED = "exceeded"
    MISSED = "missed"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Verdict.ON_COURSE: "Đúng tiến độ",
    Verdict.AT_RISK: "Có nguy cơ",
    Verdict.ACHIEVED: "Đạt",
    Verdict.EXCEEDED: "Vượt",
    Verdict.MISSED: "Không đạt",
    Verdict.UNKNOWN: "Chưa có số liệu",
}


class Standing(StrEnum):
    """A number against what is wanted."""

    SHORT = "short"
    MET = "met"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class Goal:
    """`tolerance` is the share of the value within which "khoảng" counts as reached."""

    comparator: str  # approx, at_least, at_most, equal
    value: Decimal | None
    unit: str = ""
    falling: bool = False  # the lower the better
    tolerance: Decimal = Decimal(0)

    @property
    def lower_is_better(self) -> bool:
        return self.comparator == "at_most" or (self.falling and self.comparator != "at_least")


@dataclass(frozen=True, slots=True)
class Judgement:
    verdict: Verdict
    reason: str

    @property
    def label(self) -> str:
        return self.verdict.label


def standing(goal: Goal, number: Decimal) -> Standing:
    assert goal.value is not None
    slack = abs(goal.value) * goal.tolerance if goal.comparator == "approx" else Decimal(0)
    better = goal.value - number if goal.lower_is_better else number - goal.value
    if better < -slack:
        return Standing.SHORT
    return Standing.BEYOND if better > slack else Standing.MET


@dataclass(frozen=True, slots=True)
class Known:
    """What is known on the day: `accumulates` when the figure can only grow within the year."""

    now: Decimal | None
    given: int
    asked: int
    accumulates: bool
    is_final: bool  # the figure of the year's last period
    why_none: str = ""

    @property
    def is_complete(self) -> bool:
        return self.given >= self.asked

    @property
    def coverage_words(self) -> str:
        return f"mới có {self.given}/{self.asked} đơn vị báo cáo"


def judge(
    goal: Goal,
    known: Known,
    outlook: Forecast | None,
    needed_coverage: Decimal = Decimal("0.8"),
) -> Judgement:
    """The verdict of the day. A part of the units can show that a growing sum is reached, never
    that it is missed."""
    if goal.value is None:
        return Judgement(Verdict.UNKNOWN, "Chỉ tiêu chưa có giá trị giao.")
    if known.now is None:
        return Judgement(Verdict.UNKNOWN, known.why_none or "Chưa có số liệu.")
    settled = _settled(goal, known)
    if settled is not None:
        return settled
    if known.asked and Decimal(known.given) < needed_coverage * known.asked:
        return Judgement(
            Verdict.UNKNOWN, f"{known.coverage_words.capitalize()}, chưa đủ để đánh giá."
        )
    return _expected(goal, known, outlook)


def _settled(goal: Goal, known: Known) -> Judgement | None:
    """What no later figure can change."""
    assert known.now is not None
    stands = standing(goal, known.now)
    compared = _against(goal, known.now)
    if known.is_final and known.is_complete:
        return Judgement(_FINAL[stands], f"Cả năm {compared}.")
    if not known.accumulates:
        return None
    if goal.lower_is_better:
        over = f"Đã quá mức cho phép: {compared}."
        return Judgement(Verdict.MISSED, over) if stands is Standing.SHORT else None
    if stands is Standing.SHORT:
        return None
    return Judgement(_FINAL[stands], f"Lũy kế {compared}.")


_FINAL = {
    Standing.SHORT: Verdict.MISSED,
    Standing.MET: Verdict.ACHIEVED,
    Standing.BEYOND: Verdict.EXCEEDED,
}


def _expected(goal: Goal, known: Known, outlook: Forecast | None) -> Judgement:
    if outlook is None:
        return Judgement(Verdict.UNKNOWN, "Chưa đủ số liệu để dự báo cuối năm.")
    stands = standing(goal, outlook.value)
    verdict = Verdict.AT_RISK if stands is Standing.SHORT else Verdict.ON_COURSE
    words = f"Dự báo cuối năm {_against(goal, outlook.value)}"
    worst = outlook.high if goal.lower_is_better else outlook.low
    if verdict is Verdict.ON_COURSE and standing(goal, worst) is Standing.SHORT:
        words += f"; mức xấu nhất {words_of(worst, goal.unit)} thì không đạt"
    if not known.is_complete:
        words += f"; {known.coverage_words}"
    return Judgement(verdict, f"{words}.")


def _against(goal: Goal, number: Decimal) -> str:
    assert goal.value is not None
    said = f"{words_of(number, goal.unit)}"
    gap = number - goal.value
    if not gap:
        return f"{said}, bằng mức giao"
    if goal.comparator == "approx" and standing(goal, number) is Standing.MET:
        return f"{said}, trong khoảng cho phép của mức {words_of(goal.value, goal.unit)}"
    side = "cao hơn" if gap > 0 else "thấp hơn"
    return (
        f"{said}, {side} mức {words_of(goal.value, goal.unit)} là {words_of(abs(gap), goal.unit)}"
    )


def words_of(number: Decimal, unit: str = "") -> str:
    """At most four decimals; those that say nothing are left out."""
    return f"{format_number(number.quantize(Decimal('0.0001')))} {unit}".strip()
