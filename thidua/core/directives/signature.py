"""Who signs: powers and post in capitals, then the name."""

import re

from thidua.core.directives.layout import Cell, Page, is_capitals
from thidua.core.directives.model import Phrase, Signer
from thidua.core.directives.tail import PERSON, Tail
from thidua.core.directives.words import POST, SIGNING_FOR

_MOST_NAME_LINES = 4
_NOT_A_NAME = re.compile(r"\(|\d|đã ký", re.I)


def read_signer(page: Page, tail: Tail) -> Signer | None:
    titles: list[Cell] = []
    names: list[Cell] = []
    for cell in tail.right:
        text = page.text(cell)
        if _NOT_A_NAME.search(text):
            continue
        if _is_title(text, titles) and not names:
            titles.append(cell)
        elif titles and len(names) < _MOST_NAME_LINES:
            names.append(cell)
    if not titles:
        return None
    name = _name(page, names)
    title = " ".join(" ".join(page.text(cell).split()) for cell in titles)
    return Signer(
        title=title,
        name=name.value if name else None,
        title_span=page.mapped.span(titles[0].start, titles[-1].end),
        name_span=name.span if name else None,
    )


def _name(page: Page, cells: list[Cell]) -> Phrase | None:
    """The first line that is a whole name, or two lines that make one in a narrow column."""
    for index, cell in enumerate(cells):
        first = page.text(cell)
        if person := _person(first):
            return Phrase(person, page.mapped.span(cell.start, cell.end))
        if len(first.split()) == 1 and index + 1 < len(cells):
            following = cells[index + 1]
            if person := _person(f"{first} {page.text(following)}"):
                return Phrase(person, page.mapped.span(cell.start, following.end))
    return None


def _is_title(text: str, titles: list[Cell]) -> bool:
    """The first line names powers or post; capitals below it go on with them."""
    if not is_capitals(text):
        return False
    return bool(SIGNING_FOR.match(text) or POST.match(text)) or bool(titles)


def _person(text: str) -> str | None:
    match = PERSON.fullmatch(" ".join(text.split()).strip(" ."))
    return match["name"] if match else None
