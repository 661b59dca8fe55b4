"""How names are kept for search and order, and what units were called on a day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from thidua.core.text import name_key, nfc, person_sort_key, unit_sort_key
from thidua.subjects.orgs.models import OrganizationVersion
from thidua.subjects.register.enums import PERSONS

NAME, KEY, ORDER = 300, 320, 400


def clean(text: str, limit: int = NAME) -> str:
    """One line of composed letters with single blanks."""
    return " ".join(nfc(text).split())[:limit]


def keys_of(kind: str, name: str) -> tuple[str, str]:
    """(key without accents, key of order): people by given name, all others as they are written."""
    order = person_sort_key(name) if kind in PERSONS else unit_sort_key(name)
    return name_key(name)[:KEY], order[:ORDER]


class UnitNames:
    """What many units were called on many days, fetched in one query."""

    def __init__(self, unit_ids: Iterable[int]) -> None:
        self._versions: dict[int, list[tuple[date, str]]] = defaultdict(list)
        rows = OrganizationVersion.objects.of_units(set(unit_ids)).order_by("valid_from")
        for unit, start, name in rows.values_list("organization_id", "valid_from", "name"):
            self._versions[unit].append((start, name))

    def on(self, unit_id: int | None, day: date) -> str:
        """The name of the day; before its first day a unit goes by its first name."""
        versions = self._versions.get(unit_id or 0, [])
        begun = [name for start, name in versions if start <= day]
        return begun[-1] if begun else (versions[0][1] if versions else "")
