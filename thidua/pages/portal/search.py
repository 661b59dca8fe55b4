"""What the address of the list asks for."""

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


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None
