"""What each setting may be: a reading the judge does not know how to follow is refused when read."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from thidua.core.law.facts import FOR_PEOPLE, MET, NOT_MET, UNKNOWN

if TYPE_CHECKING:
    from thidua.core.law.rows import Place

STATES = (MET, NOT_MET, UNKNOWN, FOR_PEOPLE)
FLAGS = (True, False)
YEARS = range(51)

# For one value: what it may be. For a table of values: that, for each of its keys.
CHOICES: Mapping[str, Any] = {
    "chain_end": {"max_gap_years": YEARS},
    "older_initiative": (MET, NOT_MET, FOR_PEOPLE),
    "wider_scope_satisfies": FLAGS,
    "initiative_reuse": (MET, NOT_MET, FOR_PEOPLE),
    "exceeds_targets": {"excellent": STATES, "lower": STATES},
    "discipline_in_judged_year": (MET, NOT_MET, FOR_PEOPLE),
    "unlisted_post": (NOT_MET, UNKNOWN, FOR_PEOPLE),
    "bonus_rounding": {"unit": (1, 10, 100, 1_000, 10_000, 100_000), "mode": ("up", "nearest")},
}


def check_choice(key: str, value: Any, place: "Place") -> Any:
    """The value, if the setting is known and may be so."""
    if key not in CHOICES:
        raise place.error(f"không có thiết lập “{key}”")
    allowed = CHOICES[key]
    if not isinstance(allowed, Mapping):
        return _among(value, allowed, place)
    if not isinstance(value, Mapping) or set(value) != set(allowed):
        raise place.error(f"giá trị gồm: {', '.join(allowed)}")
    return {name: _among(value[name], allowed[name], place) for name in allowed}


def _among(value: Any, allowed: Any, place: "Place") -> Any:
    """True is not 1 here: a flag and a number are different answers."""
    if any(value == one and type(value) is type(one) for one in allowed):
        return value
    told = (
        f"{allowed[0]} đến {allowed[-1]}"
        if isinstance(allowed, range)
        else ", ".join(map(str, allowed))
    )
    raise place.error(f"“{value}” phải là một trong: {told}")
