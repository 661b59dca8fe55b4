"""What a row of an old register comes to."""

from dataclasses import dataclass, field

from thidua.core.registers.days import PartialDay


@dataclass(slots=True)
class HolderSeen:
    """Who the row speaks of; empty texts are not known."""

    kind: str = ""
    name: str = ""
    variant: str = ""
    gender: str = ""
    born: PartialDay | None = None
    unit: str = ""
    post: str = ""
    place: str = ""
    hometown: str = ""
    ethnicity: str = ""
    staff_code: str = ""
    citizen_number: str = ""
    holder_id: str = ""


@dataclass(slots=True)
class Gain:
    """One award of the row. Without `award` the text is a question for the clerk."""

    award: str = ""
    text: str = ""
    candidates: tuple[str, ...] = ()
    year: int | None = None
    since: int | None = None  # first year of the merit, where a span is written
    decision_number: str = ""
    decided: PartialDay | None = None
    decided_by: str = ""
    level: str = ""
    type: str = ""
    reason: str = ""
    certificate_number: str = ""

    def given(self, what: "Gain", year: int | None, since: int | None = None) -> "Gain":
        """What this row tells of decision and reason, said of that award and year."""
        return Gain(
            what.award,
            what.text,
            what.candidates,
            year,
            since,
            self.decision_number,
            self.decided,
            self.decided_by,
            self.level,
            self.type,
            self.reason,
            self.certificate_number,
        )


@dataclass(frozen=True, slots=True)
class RatingSeen:
    year: int
    rating: str


@dataclass(slots=True)
class InitiativeSeen:
    title: str
    year: int
    scope: str = ""
    kind: str = "initiative"
    decision_number: str = ""
    decided: PartialDay | None = None


@dataclass(slots=True)
class Line:
    """`errors` keep the row out until they are mended; `doubts` go into the register as doubts."""

    number: int
    holder: HolderSeen
    gains: list[Gain] = field(default_factory=list)
    ratings: list[RatingSeen] = field(default_factory=list)
    initiatives: list[InitiativeSeen] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    note: str = ""
    line_id: str = ""
    same_as: int = 0  # the row above that names the person this row goes on with


@dataclass(frozen=True, slots=True)
class Passed:
    """A row that is no line: why it was passed over."""

    number: int
    why: str  # heading | total | signature | numbering | titles | empty
    text: str


WHY = {
    "heading": "Dòng tiêu đề của nhóm bên dưới",
    "total": "Dòng cộng",
    "signature": "Dòng ký, ghi chú cuối bảng",
    "numbering": "Dòng đánh số cột",
    "titles": "Dòng tiêu đề in lại",
    "empty": "Không có tên và không có danh hiệu",
}
