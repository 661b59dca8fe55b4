"""What the second person looks at: before and after, the cases that turn, the steps so far."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from thidua.core.law.facts import (
    ELIGIBLE,
    FOR_PEOPLE,
    INELIGIBLE,
    MET,
    NOT_MET,
    TO_JUDGE,
    UNKNOWN,
)
from thidua.core.law.law import Law
from thidua.pages.law.wording import Difference, Line, body_lines, days_words, differences
from thidua.pages.ui.parts import Event, Step
from thidua.pages.ui.verbs import verb_words
from thidua.subjects.law.bodies import correction_of
from thidua.subjects.law.enums import RowState
from thidua.subjects.law.models import LawRow
from thidua.subjects.law.rows import RowValues
from thidua.subjects.law.trying import MovedCase, Tried
from thidua.subjects.law.unread import award_of, row_on

OUTCOMES = {ELIGIBLE: "Đủ điều kiện", INELIGIBLE: "Không đủ", TO_JUDGE: "Cần xem xét"}
STATES = {
    MET: "Đạt",
    NOT_MET: "Không đạt",
    UNKNOWN: "Chưa rõ",
    FOR_PEOPLE: "Người xem xét",
    "": "không có",
}


def differences_of(law: Law, values: RowValues, day: date) -> list[Difference]:
    """The row beside what stands in the law now in its place; all new where nothing does."""
    after = lines_of(law, values, day)
    name = values.replaces or values.key
    value = row_on(law, values.kind, name, values.valid_from) if name else None
    if value is None:
        return differences([], after)
    before = correction_of(values.kind, value, award_of(law, values.kind, value))
    return differences(lines_of(law, before, day), after)


def lines_of(law: Law, values: RowValues, day: date) -> list[Line]:
    source = (
        ("Áp dụng", days_words(values.valid_from, values.valid_until)),
        ("Điều, khoản", values.citation),
        ("Văn bản căn cứ", values.document),
        ("Ghi chú", values.note),
    )
    body = body_lines(law, values.kind, values.body, values.award, day)
    return [*body, *(Line(label, words) for label, words in source if words)]


@dataclass(frozen=True, slots=True)
class TurnedCase:
    """A written case that comes out otherwise, in words."""

    name: str
    before: str
    after: str
    outcome_moved: bool
    findings: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class TriedWords:
    asked: int
    turned: Sequence[TurnedCase]
    moved: int
    problem: str

    @property
    def more(self) -> int:
        return self.moved - len(self.turned)

    @property
    def outcomes(self) -> int:
        return sum(case.outcome_moved for case in self.turned)


MOST_TURNED = 25


def tried_words(tried: Tried) -> TriedWords:
    moved = sorted(tried.moved, key=lambda one: not one.outcome_moved)
    turned = [_turned(one) for one in moved[:MOST_TURNED]]
    return TriedWords(tried.asked, turned, len(moved), tried.problem)


def _turned(one: MovedCase) -> TurnedCase:
    return TurnedCase(
        name=one.name,
        before=OUTCOMES[one.before.outcome],
        after=OUTCOMES[one.after.outcome],
        outcome_moved=one.outcome_moved,
        findings=[(f.text, STATES[f.before], STATES[f.after]) for f in one.findings],
    )


def steps_of(row: LawRow) -> list[Step]:
    """Written, looked at, in force; and its end where one was asked for."""
    state = RowState(row.state)
    first = {RowState.DRAFT: "now", RowState.RETURNED: "back"}.get(state, "done")
    second = {RowState.PROPOSED: "now"}.get(state, "done" if row.is_standing else "next")
    third = "next"
    if row.is_standing:
        third = "now" if state == RowState.IN_FORCE else "done"
    steps = [
        Step("Soạn", row.written_by.full_name, first),
        Step(
            "Đối chiếu", row.reviewed_by.full_name if row.reviewed_by else "người thứ hai", second
        ),
        Step("Áp dụng", days_words(row.valid_from, row.valid_until), third),
    ]
    if row.last_day:
        steps.append(
            Step(
                "Dừng",
                days_words(row.valid_from, row.valid_until)
                if state == RowState.ENDED
                else "chờ người thứ hai đồng ý",
                "done" if state == RowState.ENDED else "now",
            )
        )
    return steps


def timeline_of(events: Iterable[Any]) -> list[Event]:
    return [_event(event) for event in events]


def _event(event: Any) -> Event:
    words = verb_words(event.verb)
    if event.reason:
        words = f"{words}: {event.reason}"
    who = ", ".join(part for part in (event.user_name, event.post_title, event.unit_name) if part)
    when = event.at if timezone.localtime(event.at).date() == event.day else event.day
    return Event(when=when, words=words, who=who, paper=event.paper)
