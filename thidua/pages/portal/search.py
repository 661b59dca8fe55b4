"""What the address of the list asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.http import urlencode

from thidua.subjects.movements.public import LEVELS

LONGEST = 100  # letters of a search


@dataclass(frozen=True, slots=True)
class Asked:
    words: str
    year: int | None
    level: str
    page: int

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.year or self.level)

    def address(self) -> str:
        named = {"q": self.words, "nam": self.year, "cap": self.level}
        given = {name: value for name, value in named.items() if value}
        return "?" + urlencode(given | ({"trang": self.page} if self.page > 1 else {}))

    def page_links(self, current: int, pages: int) -> list[tuple[int, str, bool]]:
        """Number, address, whether it is this one; nothing when all stands on one page."""
        if pages == 1:
            return []
        return [
            (number, replace(self, page=number).address(), number == current)
            for number in range(1, pages + 1)
        ]


def asked_for(params: QueryDict) -> Asked:
    """Wrong values are as if nobody had asked."""
    level = params.get("cap", "")
    return Asked(
        words=" ".join(params.get("q", "")[:LONGEST].replace("\0", "").split()),
        year=_number(params.get("nam", "")),
        level=level if level in dict(LEVELS) else "",
        page=_number(params.get("trang", "")) or 1,
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address of a list of stories or documents asks for."""

    words: str
    field: str
    kind: str
    year: int | None
    commune: int | None
    movement: int | None
    page: int

    @property
    def is_narrowed(self) -> bool:
        return any((self.words, self.field, self.kind, self.year, self.commune, self.movement))

    def address(self) -> str:
        named = {
            "q": self.words, "lv": self.field, "loai": self.kind, "nam": self.year,
            "xa": self.commune, "pt": self.movement,
        }  # fmt: skip
        given = {name: value for name, value in named.items() if value}
        return "?" + urlencode(given | ({"trang": self.page} if self.page > 1 else {}))

    def page_links(self, current: int, pages: int) -> list[tuple[int, str, bool]]:
        if pages == 1:
            return []
        return [
            (number, replace(self, page=number).address(), number == current)
            for number in range(1, pages + 1)
        ]


def wanted(
    params: QueryDict, *, fields: Mapping[str, str] | None = None, kinds: Mapping[str, str]
) -> Wanted:
    """Wrong values are as if nobody had asked."""
    field, kind = params.get("lv", ""), params.get("loai", "")
    return Wanted(
        words=" ".join(params.get("q", "")[:LONGEST].replace("\0", "").split()),
        field=field if field in (fields or {}) else "",
        kind=kind if kind in kinds else "",
        year=_number(params.get("nam", "")),
        commune=_number(params.get("xa", ""), 12),
        movement=_number(params.get("pt", ""), 12),
        page=_number(params.get("trang", "")) or 1,
    )


def _number(text: str, digits: int = 4) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None
