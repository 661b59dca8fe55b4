"""A line's gains as awards the register takes, and what of them stands there already."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from thidua.base.errors import Refusal
from thidua.core.registers.days import PartialDay
from thidua.core.registers.lines import Gain
from thidua.subjects.register.importing.grouping import Seen
from thidua.subjects.register.models import Entry
from thidua.subjects.register.naming import NAME, clean
from thidua.subjects.register.selectors.clusters import whole_clusters
from thidua.subjects.register.services.recording import (
    FIRST_YEAR,
    Key,
    NewAward,
    award_key,
    refuse_bad_award,
)

MANY = 5_000


@dataclass
class Recorded:
    """What the register holds of some holders, by whom it stands for."""

    keys: dict[Key, int] = field(default_factory=dict)
    years: dict[tuple[int, str, int | None], set[str]] = field(
        default_factory=lambda: defaultdict(set)
    )
    stands: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, holder_ids: Iterable[int]) -> "Recorded":
        found = cls()
        ids = sorted(set(holder_ids))
        for start in range(0, len(ids), MANY):
            found._load(ids[start : start + MANY])
        return found

    def _load(self, ids: list[int]) -> None:
        standing = whole_clusters(ids)
        self.stands |= standing
        held = Entry.objects.counted().filter(holder_id__in=standing).order_by()
        for entry in held.only("holder_id", "award", "year", "decided", "decision_number"):
            key = award_key(standing[entry.holder_id], entry)
            self.keys[key] = entry.pk
            self.years[key[:3]].add(entry.decision_number)

    def has(self, holder_id: int, award: NewAward) -> bool:
        return award_key(self.stands.get(holder_id, holder_id), award) in self.keys

    def beside(self, holder_id: int, award: NewAward) -> set[str]:
        """Decisions by which the same award of the same year stands there already."""
        key = award_key(self.stands.get(holder_id, holder_id), award)
        return self.years.get(key[:3], set())


def new_award(seen: Seen, gain: Gain, holder_id: int = 0, unit_name: str = "") -> NewAward:
    """`unit_name` is what the row says; where a unit is known the register names it of the day."""
    line = seen.line
    decided, precision = _decided(gain.decided)
    doubt = clean(" ".join(line.doubts)) if line.doubts else ""
    return NewAward(
        holder_id=holder_id,
        award=gain.award,
        year=gain.year,
        award_name=short(gain.text),
        level=gain.level,
        type=gain.type,
        merit_from=date(gain.since, 1, 1) if gain.since else None,
        merit_until=date(gain.year, 12, 31) if gain.since and gain.year else None,
        decision_number=short(gain.decision_number, 60),
        decided=decided,
        decided_precision=precision,
        decided_by=short(gain.decided_by, 200),
        reason=gain.reason,
        certificate_number=short(gain.certificate_number, 40),
        unit_id=seen.unit_id or seen.own_unit,
        unit_name=short(unit_name),
        position_title=short(line.holder.post, 200),
        is_doubtful=bool(doubt),
        doubt=doubt,
    )


@lru_cache(maxsize=50_000)
def short(text: str, limit: int = NAME) -> str:
    return clean(text, limit)


def _decided(day: PartialDay | None) -> tuple[date | None, str]:
    return (day.day, day.precision) if day else (None, "unknown")


def refusals(awards: Iterable[NewAward], day: date) -> list[str]:
    """Why the register would not take them, each said once."""
    found: dict[str, None] = {}
    for award in awards:
        if not award.award or _is_plain(award, day):
            continue  # asked already, or nothing about it can be wrong
        try:
            refuse_bad_award(award, day)
        except Refusal as refusal:
            found[refusal.message] = None
    return list(found)


def _is_plain(award: NewAward, day: date) -> bool:
    """What `refuse_bad_award` would surely take: asked first, for a law asked 100,000 times is slow.

    The award itself came from the catalogue, so it is known.
    """
    year, decided = award.year, award.decided
    return (
        (year is not None or decided is not None)
        and (year is None or FIRST_YEAR <= year <= day.year)
        and (decided is None or (decided.year >= FIRST_YEAR and decided <= day))
        and (year is None or decided is None or year <= decided.year)
        and award.merit_from is None
    )


def misfit(award: NewAward, kind: str, subjects: Mapping[str, frozenset[str]], name: str) -> str:
    """The award is for others than this kind of holder."""
    wanted = subjects.get(award.award)
    general = {"enterprise": "collective", "individual": "entrepreneur"}
    if not wanted or kind in wanted or general.get(kind) in wanted:
        return ""
    return f"“{name}” không dành cho đối tượng này: kiểm tra lại tên danh hiệu hoặc loại đối tượng."
