"""What the params of each type of condition may hold, checked when the law is read.

A null is a number nobody has read: it stays, and the judge leaves the condition to people. What each
type means: docs/phap-luat.md.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thidua.core.law.rows import Known, Place

Check = Callable[[Any, "Known", "Place"], Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """The params of one type: each with its check; `required` must be there, be it as null."""

    checks: Mapping[str, Check]
    required: tuple[str, ...] = ()


def number(value: Any, known: "Known", place: "Place") -> Any:
    """Whole numbers stay whole; shares are exact."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise place.error(f"“{value}” không phải là số")
    if isinstance(value, int):
        return value
    try:
        exact = Fraction(value) if isinstance(value, str) else Fraction(Decimal(str(value)))
    except ValueError:
        raise place.error(f"“{value}” không phải là số") from None
    return int(exact) if exact.denominator == 1 else exact


def flag(value: Any, known: "Known", place: "Place") -> bool:
    if not isinstance(value, bool):
        raise place.error(f"“{value}” phải là true hoặc false")
    return value


def word(kind: str) -> Check:
    def check(value: Any, known: "Known", place: "Place") -> str:
        if value not in known.vocabulary.words[kind]:
            raise place.error(f"“{value}” không có trong danh mục {kind}")
        return str(value)

    return check


def words(kind: str) -> Check:
    one = word(kind)

    def check(value: Any, known: "Known", place: "Place") -> tuple[str, ...]:
        if isinstance(value, str) or not value:
            raise place.error(f"“{value}” phải là một danh sách")
        return tuple(one(item, known, place) for item in value)

    return check


def word_or_words(kind: str) -> Check:
    one, many = word(kind), words(kind)

    def check(value: Any, known: "Known", place: "Place") -> Any:
        return (one if isinstance(value, str) else many)(value, known, place)

    return check


def award(value: Any, known: "Known", place: "Place") -> str:
    if value not in known.awards:
        raise place.error(f"không có danh hiệu, hình thức “{value}”")
    return str(value)


def awards(value: Any, known: "Known", place: "Place") -> tuple[str, ...]:
    if isinstance(value, str) or not value:
        raise place.error(f"“{value}” phải là một danh sách")
    return tuple(award(item, known, place) for item in value)


def award_or_awards(value: Any, known: "Known", place: "Place") -> Any:
    return (award if isinstance(value, str) else awards)(value, known, place)


def one_of(*allowed: str) -> Check:
    def check(value: Any, known: "Known", place: "Place") -> str:
        if value not in allowed:
            raise place.error(f"“{value}” phải là một trong: {', '.join(allowed)}")
        return str(value)

    return check


POST = Shape(
    {"position": word("positions"), "min_years": number, "max_years_exclusive": number},
    required=("position", "min_years"),
)


def posts(value: Any, known: "Known", place: "Place") -> tuple[Mapping[str, Any], ...]:
    if isinstance(value, str) or not value:
        raise place.error(f"“{value}” phải là một danh sách chức vụ")
    return tuple(checked(POST, item, known, place) for item in value)


def parts(value: Any, known: "Known", place: "Place") -> tuple[Mapping[str, Any], ...]:
    """The demands inside a composite: each {type, params, for?}."""
    if isinstance(value, str) or not value:
        raise place.error(f"“{value}” phải là một danh sách yêu cầu")
    return tuple(_part(item, known, place) for item in value)


def _part(item: Any, known: "Known", place: "Place") -> Mapping[str, Any]:
    if not isinstance(item, Mapping) or set(item) - {"type", "params", "for"}:
        raise place.error("mỗi yêu cầu thành phần chỉ gồm type, params, for")
    type_ = str(item.get("type"))
    part = {"type": type_, "params": check_params(type_, item.get("params") or {}, known, place)}
    if item.get("for"):
        part["for"] = words("variants")(item["for"], known, place)
    return part


SHAPES: Mapping[str, Shape] = {
    "task_rating": Shape(
        {
            "min_rating": word("ratings"),
            "min_years": number,
            "period": one_of("award_year"),
            "consecutive": flag,
            "until": one_of("proposal_date"),
            "after_award": award_or_awards,
            "within_same_period": flag,
        },
        required=("min_rating",),
    ),
    "prior_award": Shape(
        {
            "any_of": awards,
            "min_count": number,
            "consecutive": flag,
            "same_year": flag,
            "standard_suffices": flag,
            "within_same_period": flag,
        },
        required=("any_of", "min_count"),
    ),
    "initiative_recognised": Shape(
        {
            "kinds": words("initiative_kinds"),
            "min_count": number,
            "scope": word("scopes"),
            "same_year": flag,
            "within_same_period": flag,
        },
        required=("kinds", "min_count", "scope"),
    ),
    "member_ratio": Shape(
        {
            "attribute": one_of("award", "task_rating", "discipline"),
            "any_of": awards,
            "min_rating": word("ratings"),
            "min_severity": word("severities"),
            "min_percent": number,
            "strict": flag,
            "min_count": number,
            "max_count": number,
        },
        required=("attribute",),
    ),
    "ratio_cap": Shape(
        {"max_percent": number, "of": award, "counted": award}, required=("max_percent", "of")
    ),
    "rank_first": Shape(
        {
            "scope": word_or_words("scopes"),
            "organiser": word_or_words("organisers"),
            "period": one_of("year"),
            "min_movement_years": number,
            "occasion": word("occasions"),
            "selected_among_leaders": flag,
        },
        required=("scope",),
    ),
    "merit": Shape(
        {
            "event": word("events"),
            "scope": word("scopes"),
            "organiser": word_or_words("organisers"),
            "recognised_by": word("organisers"),
            "min_movement_years": number,
            "occasion": word("occasions"),
            "min_years": number,
        },
        required=("event",),
    ),
    "attestation": Shape(
        {"topics": words("topics"), "judged_by": word("authorities")}, required=("topics",)
    ),
    "tenure_years": Shape(
        {
            "any_of": posts,
            "woman_leader_factor": number,
            "list_complete": flag,
            "contribution_years": number,
            "nominated_by_collective": flag,
        }
    ),
    "organisation_age": Shape({"min_years": number}, required=("min_years",)),
    "min_interval": Shape({"max_times": number}, required=("max_times",)),
    "vote_threshold": Shape(
        {
            "min_percent": number,
            "base": one_of("all_members"),
            "council": word("councils"),
            "absent": one_of("written_opinion"),
            "secret": flag,
            "awards": awards,
        },
        required=("min_percent", "council"),
    ),
    "no_open_case": Shape({"block_types": words("block_types")}, required=("block_types",)),
    "no_discipline": Shape(
        {"min_severity": word("severities"), "window": one_of("award_year")},
        required=("min_severity", "window"),
    ),
    "timing_adjacent": Shape(
        {
            "after": award,
            "count": number,
            "counted_from": one_of("decision_year"),
            "max_gap_years": number,
        },
        required=("after", "count", "max_gap_years"),
    ),
    "procedure": Shape(
        {
            "procedure": word("procedures"),
            "working_days": number,
            "judged_by": word("authorities"),
        },
        required=("procedure",),
    ),
    "composite": Shape({"all": parts, "any": parts}),
    "same_as": Shape({"award": award, "judged_by": word("authorities")}, required=("award",)),
    "manual_review": Shape({"reason": word("review_reasons")}, required=("reason",)),
    # of general rules only
    "excluded_basis": Shape(
        {"types": words("commendation_types"), "levels": words("levels")},
        required=("types", "levels"),
    ),
    "discipline_restart": Shape({}),
    "counted_absence": Shape(
        {"kinds": words("absence_kinds"), "awards": awards}, required=("kinds",)
    ),
    "min_service": Shape(
        {"min_months": number, "awards": awards}, required=("min_months", "awards")
    ),
    "one_merit_one_award": Shape({}),
    "initiative_single_use": Shape({}),
    "tenure_blocked_by_discipline": Shape({}),
    "carry_down": Shape({}),
    "max_per_year": Shape(
        {
            "level": word("levels"),
            "kind": word("award_kinds"),
            "max": number,
            "except_types": words("commendation_types"),
        },
        required=("level", "kind", "max"),
    ),
    "policy": Shape({"rule": word("policies")}, required=("rule",)),
}


def check_params(
    type_: str, params: Mapping[str, Any], known: "Known", place: "Place"
) -> Mapping[str, Any]:
    """The params with lists as tuples and numbers exact; LawError for what the type does not know."""
    if type_ not in SHAPES:
        raise place.error(f"không có loại điều kiện “{type_}”")
    found = checked(SHAPES[type_], params, known, place)
    if type_ == "composite" and len(found) != 1:
        raise place.error("composite có đúng một trong hai: all, any")
    return found


def checked(shape: Shape, params: Any, known: "Known", place: "Place") -> Mapping[str, Any]:
    if not isinstance(params, Mapping):
        raise place.error("params phải là một bảng khóa, giá trị")
    unknown = sorted(set(params) - set(shape.checks))
    if unknown:
        raise place.error(f"không hiểu tham số: {', '.join(map(str, unknown))}")
    missing = [name for name in shape.required if name not in params]
    if missing:
        raise place.error(f"thiếu tham số: {', '.join(missing)}")
    return {
        name: None if value is None else shape.checks[name](value, known, place)
        for name, value in params.items()
    }
