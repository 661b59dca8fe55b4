"""What eligibility answers to questions of other layers: a figure by unit, and what hangs on a unit."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Count

from thidua.base import registries
from thidua.base.registries import FigureScope, Tie, UnitFigure
from thidua.subjects.eligibility.models import NomineeList
from thidua.subjects.register.enums import PERSONS
from thidua.subjects.register.models import Entry

KIND = "Khen thưởng"
YEARLY = "grassroots_emulation_fighter"
NEXT = "provincial_emulation_fighter"
ALMOST = 2  # years in a row that make a third one tell


def period_of(day: date) -> int:
    """The year whose titles are being proposed on the day."""
    return day.year - 1 if day.month <= 6 else day.year


def _near(period: int, units: Iterable[int]) -> Iterable[int | None]:
    """The unit of each person with the title in both of the last years and not yet the next."""
    years = (period - 1, period)
    held = Entry.objects.counted().filter(
        award=YEARLY, year__in=years, holder__kind__in=PERSONS, holder__merged_into=None
    )
    held = held.filter(holder__unit_id__in=list(units))
    done = Entry.objects.counted().filter(award=NEXT, year__in=years).values("holder_id")
    people = held.exclude(holder_id__in=done).order_by().values("holder_id")
    whole = people.annotate(times=Count("year", distinct=True)).filter(times=ALMOST)
    return whole.values_list("holder__unit_id", flat=True)


def _near_by_unit(scope: FigureScope, units: set[int]) -> dict[int, Decimal | int | None]:
    found: dict[int, Decimal | int | None] = dict.fromkeys(units, 0)
    for unit in _near(period_of(scope.day), units):
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


registries.unit_figures.register("eligibility", unit_figures)
registries.unit_ties.register("eligibility", ties)
