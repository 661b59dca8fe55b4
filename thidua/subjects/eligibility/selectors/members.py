"""Numbers of a collective as the register has them: offered to who asks, never taken for certain."""

from collections.abc import Iterable

from django.db.models import Count

from thidua.subjects.register.enums import PERSONS
from thidua.subjects.register.models import Entry, Holder, YearRating

RATING_ORDER = ("not_completed", "completed", "good", "excellent")


def members_by_register(holder: Holder, period: int, topics: Iterable[str]) -> dict[str, int]:
    """For "total", "awards:<key>", "ratings:<at least>": persons of the holder's unit."""
    if holder.is_person or holder.unit_id is None:
        return {}
    people = Holder.objects.standing().filter(unit_id=holder.unit_id, kind__in=PERSONS)
    counts = {"total": people.count()}
    if not counts["total"]:
        return {}
    wanted = set(topics)
    held = Entry.objects.counted().filter(holder__in=people, year=period)
    for award, number in _distinct(held, "award"):
        counts[f"awards:{award}"] = number
    rated = dict(_distinct(YearRating.objects.filter(holder__in=people, year=period), "rating"))
    if rated:
        counts |= {f"ratings:{word}": _from(word, rated) for word in RATING_ORDER}
    return {topic: count for topic, count in counts.items() if topic in wanted}


def _distinct(rows: "object", field: str) -> Iterable[tuple[str, int]]:
    counted = rows.order_by().values(field)  # type: ignore[attr-defined]
    return counted.annotate(n=Count("holder_id", distinct=True)).values_list(field, "n")  # type: ignore[no-any-return]


def _from(word: str, rated: dict[str, int]) -> int:
    """Persons rated so or better; exceeding the targets is at least well done."""
    better = RATING_ORDER[RATING_ORDER.index(word) :]
    return sum(count for rating, count in rated.items() if rating in better)
