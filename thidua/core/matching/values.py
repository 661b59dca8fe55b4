"""What is matched, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit as it is called on the day."""

    id: int
    code: str
    name: str
    short_name: str = ""
    kind: str = ""
    parent_id: int | None = None


@dataclass(frozen=True, slots=True)
class SetName:
    """A group of units that papers address by one name; blocks of emulation are sets too."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    is_block: bool = False
    only_unit: int | None = None  # a list of one unit means that unit


@dataclass(frozen=True, slots=True)
class OtherDayName:
    """A name that is not borne on the day; `stands_for` are today's units in its place."""

    name: str
    short_name: str
    stands_for: tuple[int, ...]
    reason: str


class Kind(StrEnum):
    UNIT = "unit"  # one unit
    SET = "set"  # one set of units
    PARTS = "parts"  # the line names several; each is matched for itself
    SEVERAL = "several"  # several fit, a person chooses
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit (`unit_id`) or a set (`set_key`) that the printed name may mean, and why."""

    name: str
    reason: str
    unit_id: int | None = None
    set_key: str | None = None
    score: float = 1.0

    @property
    def reference(self) -> dict[str, int | str]:
        """As kept in a reading: {"org": id} or {"set": key}."""
        if self.unit_id is not None:
            return {"org": self.unit_id}
        return {"set": self.set_key or ""}


@dataclass(frozen=True, slots=True)
class Match:
    """`sure` means that nobody has to be asked; then `chosen` is what the name means."""

    printed: str
    kind: Kind
    choices: tuple[Choice, ...] = ()
    sure: bool = False
    note: str = ""
    parts: tuple[Match, ...] = ()
    year: int | None = None
    inner: tuple[Choice, ...] = ()  # named in brackets: "Sở Nội vụ (Ban TĐKT tỉnh)"

    @property
    def chosen(self) -> tuple[Choice, ...]:
        if self.parts:
            return tuple(choice for part in self.parts for choice in part.chosen)
        return self.choices if self.sure else ()
