"""Units by the names old registers give them, on whatever day they bore them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from thidua.core.matching import Directory
from thidua.core.matching.spelling import words_of
from thidua.core.text import name_key
from thidua.subjects.orgs.models import OrganizationVersion

LEVELS = 3


@dataclass(frozen=True, slots=True)
class Named:
    unit_id: int
    name: str
    since: date
    until: date


class UnitIndex:
    """Every name every unit ever bore, fetched once; asked with a text and a day."""

    def __init__(self, answers: dict[str, str], place: str = "") -> None:
        self._answers = answers
        self._keys = Directory((), place=place)
        self._by: tuple[dict[tuple[str, ...], list[Named]], ...] = tuple(
            defaultdict(list) for _ in range(LEVELS)
        )
        self._names: dict[int, str] = {}
        self._found: dict[str, tuple[Named, ...]] = {}
        rows = OrganizationVersion.objects.order_by("valid_from")
        for unit, name, short, since, until in rows.values_list(
            "organization_id", "name", "short_name", "valid_from", "valid_until"
        ):
            self._names[unit] = name
            for form in filter(None, {name, short}):
                for level, key in enumerate(self._keys.keys(words_of(form))):
                    self._by[level][key].append(Named(unit, name, since, until))

    def find(self, text: str, day: date | None) -> int | None:
        """The one unit that is meant; of several the one that bore the name on the day."""
        answer = self._answers.get(name_key(text))
        if answer is not None:
            return int(answer) if answer else None
        named = self._named(text)
        if day is not None and len({one.unit_id for one in named}) > 1:
            named = tuple(one for one in named if one.since <= day < one.until) or named
        ids = {one.unit_id for one in named}
        return ids.pop() if len(ids) == 1 else None

    def is_open(self, text: str) -> bool:
        """Nobody said yet what this text means."""
        return name_key(text) not in self._answers

    def choices(self, text: str) -> list[tuple[int, str]]:
        """Units that bear the name at some time, for a person to choose from."""
        return list({one.unit_id: one.name for one in self._named(text)}.items())

    def name(self, unit_id: int) -> str:
        return self._names.get(unit_id, "")

    def _named(self, text: str) -> tuple[Named, ...]:
        if text not in self._found:
            self._found[text] = self._look_up(text)
        return self._found[text]

    def _look_up(self, text: str) -> tuple[Named, ...]:
        """The whole text; else its last part: "Phòng Kế hoạch, Sở Tài chính"."""
        for part in (text, text.rpartition(",")[2].strip()):
            for level, key in enumerate(self._keys.keys(words_of(part))):
                if part and (found := self._by[level].get(key)):
                    return tuple(found)
        return ()
