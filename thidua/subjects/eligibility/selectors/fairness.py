"""The fairness view: is the whole list fair, and not only each line lawful?

Shares of leaders and direct workers, women, ethnic minorities and names that repeat, each beside the
staff of the same units and beside last year's awards of the same kind.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from thidua.subjects.eligibility.selectors.rows import Line
from thidua.subjects.register.enums import PERSONS
from thidua.subjects.register.models import Entry, HeldPost, Holder

MAJORITY = "kinh"
DIRECT = frozenset({"worker_farmer_direct", "worker", "farmer"})
YEARS_REPEATED = 3


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many; None where nothing is known."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        return 100 * self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class FairLine:
    """One group of people: in the list, among last year's awards, among the staff."""

    label: str
    listed: Share
    last_year: Share
    staff: Share
    note: str = ""


@dataclass(frozen=True, slots=True)
class Face:
    """What is known of one person for this view; None where the register does not say."""

    leader: bool
    direct: bool
    woman: bool | None
    minority: bool | None


def fairness_of(
    lines: Sequence[Line], units: Mapping[int, int | None], day: date, period: int
) -> list[FairLine]:
    """Six statements, whatever the length of the list. Collectives are left out."""
    listed = {one.holder for one in lines if one.holder and not one.issue}
    unit_ids = {unit for unit in units.values() if unit}
    staff = set(_people(Q(unit_id__in=unit_ids)))
    last = set(_last_years(lines, unit_ids, period))
    faces = _faces(Q(unit_id__in=unit_ids) | Q(pk__in=listed | last), day)
    listed &= set(faces)
    groups: list[tuple[str, str]] = [
        ("Giữ chức vụ lãnh đạo, quản lý", "leader"),
        ("Trực tiếp lao động, sản xuất, công tác", "direct"),
        ("Nữ", "woman"),
        ("Dân tộc thiểu số", "minority"),
    ]
    found = [
        FairLine(
            label,
            _share(listed, faces, name),
            _share(last, faces, name),
            _share(staff, faces, name),
            _unknown(listed, faces, name),
        )
        for label, name in groups
    ]
    return [*found, _repeated(lines, listed, period)] if listed else []


def _share(ids: Iterable[int], faces: Mapping[int, Face], name: str) -> Share:
    told = [getattr(faces[id_], name) for id_ in ids if id_ in faces]
    known = [value for value in told if value is not None]
    return Share(sum(known), len(known))


def _unknown(ids: Iterable[int], faces: Mapping[int, Face], name: str) -> str:
    left = sum(getattr(faces[id_], name) is None for id_ in ids if id_ in faces)
    return f"{left} người sổ chưa ghi" if left else ""


def _people(which: Q) -> Iterable[int]:
    rows = Holder.objects.standing().filter(which, kind__in=PERSONS)
    return rows.order_by().values_list("pk", flat=True)


def _last_years(lines: Sequence[Line], unit_ids: set[int], period: int) -> Iterable[int]:
    """Who of these units had one of these awards for the year before."""
    awards = {one.award for one in lines if one.award}
    rows = Entry.objects.counted().filter(
        award__in=awards, year=period - 1, holder__unit_id__in=unit_ids, holder__kind__in=PERSONS
    )
    return rows.order_by().values_list("holder_id", flat=True)


def _faces(which: Q, day: date) -> dict[int, Face]:
    rows = Holder.objects.filter(which, kind__in=PERSONS).order_by()
    told = rows.values_list("pk", "variant", "person__gender", "person__ethnicity")
    leading = HeldPost.objects.filter(
        holder__in=rows, valid_from__lte=day, valid_until__gt=day
    ).exclude(position="")
    leaders = set(leading.order_by().values_list("holder_id", flat=True))
    return {
        pk: Face(
            leader=pk in leaders,
            direct=variant in DIRECT or pk not in leaders,
            woman=gender == "female" if gender else None,
            minority=ethnicity.casefold() != MAJORITY if ethnicity else None,
        )
        for pk, variant, gender, ethnicity in told
    }


def _repeated(lines: Sequence[Line], listed: set[int], period: int) -> FairLine:
    """Names that had the same award within three years."""
    again = Entry.objects.counted().filter(
        holder_id__in=listed, year__lt=period, year__gte=period - YEARS_REPEATED
    )
    held = set(again.order_by().values_list("holder_id", "award"))
    before = {one.holder for one in lines if (one.holder, one.award) in held}
    words = f"Đã được cùng danh hiệu, hình thức trong {YEARS_REPEATED} năm trước"
    nothing = Share(0, 0)
    return FairLine(words, Share(len(before), len(listed)), nothing, nothing)
