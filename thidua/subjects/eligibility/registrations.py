"""What eligibility answers to questions of other layers: figures, and what hangs on a unit."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q

from thidua.base import registries
from thidua.base.registries import Figure, FigureScope, Tie, UnitFigure
from thidua.subjects.eligibility.models import Check, NomineeList
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.register.enums import PERSONS
from thidua.subjects.register.models import Entry
from thidua.subjects.register.selectors.scope import with_predecessors

KIND = "Khen thưởng"
YEARLY = "grassroots_emulation_fighter"
NEXT = "provincial_emulation_fighter"
ALMOST = 2  # years in a row that make a third one tell


def period_of(day: date) -> int:
    """The year whose titles are being proposed on the day."""
    return day.year - 1 if day.month <= 6 else day.year


def figures_of(scope: FigureScope) -> list[Figure]:
    """Cases asked in the period, and people two years on the way to the provincial title."""
    until = min(scope.until, scope.day)
    checks = Check.objects.filter(day__gte=scope.since, day__lte=until, replaced_by=None)
    units = _units(scope)
    if units is not None:
        checks = checks.filter(unit_id__in=units)
    counted = checks.aggregate(
        all=Count("pk"),
        eligible=Count("pk", filter=Q(outcome="eligible")),
        samples=Count("pk", filter=Q(is_sample=True)),
    )
    near = list(_near(period_of(scope.day), units))
    ladder = "/dieu-kien/nguoi-cua-toi/?diem=gan"
    return [
        Figure(
            "eligibility.checked", "Trường hợp đã xét đủ điều kiện", counted["eligible"], "trường hợp",
            KIND, whole=counted["all"] or None, url="/dieu-kien/", is_sample=bool(counted["samples"]),
        ),
        Figure(
            "eligibility.near", "Người có chuỗi hai năm Chiến sĩ thi đua cơ sở", len(near), "người",
            KIND, url=f"{ladder}&don_vi={scope.unit_id}" if scope.unit_id else ladder,
            note="thêm một năm là đủ ba năm liên tục", is_sample=any(sample for _unit, sample in near),
        ),
    ]  # fmt: skip


def _units(scope: FigureScope) -> set[int] | None:
    """The unit with those under it and those it came from; None: all."""
    if scope.unit_id is None:
        return None
    tree = tree_on(scope.day)
    below = tree.descendants(scope.unit_id) if scope.unit_id in tree else []
    return with_predecessors([scope.unit_id, *below], scope.day)


def _near(period: int, units: Iterable[int] | None) -> Iterable[tuple[int | None, bool]]:
    """(unit, sample) of each person with the title in both of the last years and not yet the next."""
    years = (period - 1, period)
    held = Entry.objects.counted().filter(
        award=YEARLY, year__in=years, holder__kind__in=PERSONS, holder__merged_into=None
    )
    if units is not None:
        held = held.filter(holder__unit_id__in=list(units))
    done = Entry.objects.counted().filter(award=NEXT, year__in=years).values("holder_id")
    people = held.exclude(holder_id__in=done).order_by().values("holder_id")
    whole = people.annotate(times=Count("year", distinct=True)).filter(times=ALMOST)
    return whole.values_list("holder__unit_id", "holder__is_sample")


def _near_by_unit(scope: FigureScope, units: set[int]) -> dict[int, Decimal | int | None]:
    found: dict[int, Decimal | int | None] = dict.fromkeys(units, 0)
    for unit, _sample in _near(period_of(scope.day), units):
        if unit is not None:
            found[unit] = (found[unit] or 0) + 1
    return found


def unit_figures() -> list[UnitFigure]:
    return [
        UnitFigure(
            key="eligibility.near",
            label="Người có chuỗi hai năm Chiến sĩ thi đua cơ sở",
            unit="người",
            group=KIND,
            higher_is_better=True,
            of_units=_near_by_unit,
        )
    ]


def ties(unit_ids: set[int], day: date) -> list[Tie]:
    lists = NomineeList.objects.filter(unit_id__in=unit_ids).count()
    return [Tie("Danh sách dự kiến khen thưởng", lists)] if lists else []


registries.figures.register("eligibility", figures_of)
registries.unit_figures.register("eligibility", unit_figures)
registries.unit_ties.register("eligibility", ties)
