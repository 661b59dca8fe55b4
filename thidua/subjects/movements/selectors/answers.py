"""The superior's movement beside the unit's own plan, item by item."""

from dataclasses import dataclass

from thidua.subjects.movements.models import Movement
from thidua.subjects.movements.selectors.movements import targets_concerning, tasks_of_unit


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One thing the superior asks, and what the plan says to it (empty: not taken up)."""

    kind: str
    asked: str
    detail: str
    answer: str
    concerns: bool  # does it concern this unit by owner, charge or for all

    @property
    def is_gap(self) -> bool:
        return self.concerns and not self.answer


def answers_of(movement: Movement, plan: Movement | None, unit_id: int | None) -> list[AnswerRow]:
    """Contents, targets, tasks in the superior's order; six queries with a plan, whatever its size."""
    answers = _answers(plan) if plan else {}
    charged = set(tasks_of_unit(movement, unit_id or 0).values_list("pk", flat=True))
    ours = set(targets_concerning(movement, unit_id or 0).values_list("pk", flat=True))
    rows = [
        AnswerRow("Nội dung", str(row), row.text, answers.get(("content", row.pk), ""), True)
        for row in movement.contents.all()
    ]
    rows += [
        AnswerRow(
            "Chỉ tiêu", use.target.name, use.target.phrase,
            answers.get(("target", use.pk), ""), use.pk in ours,
        )
        for use in movement.targets.all()
    ]  # fmt: skip
    rows += [
        AnswerRow(
            "Nhiệm vụ", str(task), task.text, answers.get(("task", task.pk), ""), task.pk in charged
        )
        for task in movement.tasks.all()
    ]
    return rows


def _answers(plan: Movement) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    for content in plan.contents.exclude(derived_from=None):
        found["content", content.derived_from_id] = str(content)  # type: ignore[index]
    for use in plan.targets.exclude(derived_from=None).select_related("target"):
        found["target", use.derived_from_id] = use.target.phrase  # type: ignore[index]
    for task in plan.tasks.exclude(derived_from=None):
        found["task", task.derived_from_id] = str(task)  # type: ignore[index]
    return found
