"""Lines of a list of nominees: as they are kept, and what judging found of each."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from thidua.subjects.eligibility.enums import Nearness, Outcome, RowIssue


@dataclass(frozen=True, slots=True)
class Line:
    """One nominee. `typed` what stood there; `holder` whom it means, once that is sure."""

    number: int
    typed: str
    detail: str = ""
    holder: int | None = None
    award: str = ""
    award_typed: str = ""
    period: int | None = None
    candidates: tuple[int, ...] = ()

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "Line":
        return cls(**{**row, "candidates": tuple(row.get("candidates", ()))})

    def to_json(self) -> dict[str, Any]:
        told = asdict(self) | {"candidates": list(self.candidates)}
        return {key: value for key, value in told.items() if value not in (None, "", [])}

    @property
    def issue(self) -> RowIssue | None:
        """Why it cannot be judged; None: it can."""
        if self.holder is None:
            return RowIssue.SEVERAL if self.candidates else RowIssue.NOBODY
        if not self.award:
            return RowIssue.NO_AWARD
        return RowIssue.NO_YEAR if self.period is None else None


@dataclass(frozen=True, slots=True)
class Result:
    """What judging a line came to: `codes` finding → state, `why` the first reasons."""

    outcome: str = ""
    nearness: str = ""
    why: tuple[str, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()  # what only the list shows: twice in it, already held …

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "Result":
        return cls(
            outcome=row.get("outcome", ""),
            nearness=row.get("nearness", ""),
            why=tuple(row.get("why", ())),
            codes=dict(row.get("codes", {})),
            remarks=tuple(row.get("remarks", ())),
        )

    def to_json(self) -> dict[str, Any]:
        told = asdict(self) | {"why": list(self.why), "remarks": list(self.remarks)}
        return {key: value for key, value in told.items() if value not in ("", [], {})}

    @property
    def outcome_label(self) -> str:
        return str(Outcome(self.outcome).label) if self.outcome else ""

    @property
    def nearness_label(self) -> str:
        return str(Nearness(self.nearness).label) if self.nearness else ""
