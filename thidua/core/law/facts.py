"""A case: one subject proposed for one award on one day, and what is known of it.

None everywhere means *not known*; an empty tuple or mapping means *none*. Vocabulary and examples:
docs/phap-luat.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

MET = "met"
NOT_MET = "not_met"
UNKNOWN = "unknown"
FOR_PEOPLE = "for_people"
STATES = (MET, NOT_MET, UNKNOWN, FOR_PEOPLE)

ELIGIBLE = "eligible"
INELIGIBLE = "ineligible"
TO_JUDGE = "to_judge"
OUTCOMES = (ELIGIBLE, INELIGIBLE, TO_JUDGE)


@dataclass(frozen=True, slots=True)
class PostHeld:
    position: str
    since: date
    until: date | None = None  # the last day, None while held


@dataclass(frozen=True, slots=True)
class Subject:
    kind: str  # individual | collective | household | enterprise | foreign_individual | …
    variant: str
    gender: str | None = None  # female | male
    posts: tuple[PostHeld, ...] | None = None
    founded: date | None = None
    higher_retirement_age: bool = False


@dataclass(frozen=True, slots=True)
class AwardHeld:
    award: str
    year: int  # the year it was earned in
    decided: date | None = None
    type: str | None = (
        None  # loại hình: regular_merit | sudden | movement | tenure | seniority | external
    )


@dataclass(frozen=True, slots=True)
class Rating:
    year: int
    rating: str


@dataclass(frozen=True, slots=True)
class Initiative:
    year: int
    scope: str
    kind: str = "initiative"  # initiative | science_work | combat_creativity
    used_for: str | None = None  # an award it already served


@dataclass(frozen=True, slots=True)
class Discipline:
    kind: str
    since: date
    until: date | None = None  # the last day of its effect, None while it runs


@dataclass(frozen=True, slots=True)
class Absence:
    kind: str  # maternity_leave | study | treatment_after_brave_act
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Merit:
    event: str
    year: int | None = None
    scope: str | None = None
    organiser: str | None = None
    movement_years: int | None = None
    occasion: str | None = None
    selected_among_leaders: bool | None = None
    rewarded_by: str | None = None  # an award already given for it
    years: int | None = None  # how long it lasted
    topic: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Votes:
    in_favour: int
    members: int


@dataclass(frozen=True, slots=True)
class Members:
    """Persons of the collective (or of the unit, for a quota over its list)."""

    total: int | None = None
    awards: Mapping[str, int] | None = None
    ratings: Mapping[str, int] | None = None
    discipline: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    awards: tuple[AwardHeld, ...] | None = None
    ratings: tuple[Rating, ...] | None = None
    initiatives: tuple[Initiative, ...] | None = None
    discipline: tuple[Discipline, ...] | None = None
    absences: tuple[Absence, ...] | None = None
    open_cases: tuple[str, ...] | None = None
    attestations: tuple[str, ...] | None = None
    merit: tuple[Merit, ...] | None = None
    votes: Votes | None = None
    members: Members | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """`day` chooses the regime (decided before 2024: the decision; later: received for appraisal);
    `period` is the year judged. `decided` asks for the kinder law across a boundary."""

    name: str
    day: date
    award: str
    subject: Subject
    period: int
    facts: Facts
    judgements: Mapping[str, str]  # condition id -> met | not_met
    decided: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one condition came to, and what it was judged on.

    `state`: met | not_met | unknown | for_people. `facts`: the facts used, as sentences. `needs`:
    what is missing or would change it. `earliest`: the first year in which it could be met.
    """

    id: str
    state: str
    text: str
    citation: str
    facts: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    earliest: int | None = None
    values: tuple[str, ...] = ()  # the parameter values with their source
    source_status: str = "verified"
    mark: str = ""  # "chưa đối chiếu", "theo văn bản đã hết hiệu lực" …
    note: str = ""
    group: str = ""
    route: str = ""
    children: tuple["Finding", ...] = ()
    judged_by_people: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Of these routes one whole route is needed. A route's state: that of its conditions together."""

    key: str
    routes: Mapping[str, tuple[str, ...]]  # route -> ids of its findings
    states: Mapping[str, str]
    state: str


@dataclass(frozen=True, slots=True)
class Verdict:
    outcome: str
    findings: tuple[Finding, ...]  # in the order of the law; general rules last
    groups: tuple[Group, ...] = ()
    reasons: tuple[str, ...] = ()  # why not eligible, in sentences
    earliest: int | None = None  # "đủ điều kiện từ năm … nếu …"
    conditions_to_meet: tuple[str, ...] = ()  # the "nếu"
    edition: str = ""  # digest of the law data it was judged with
    regime: str = ""
