"""Who signs: powers and post in capitals, then the name."""

import re

from thidua.core.directives.layout import Cell, Page, is_capitals
from thidua.core.directives.model import Signer
from thidua.core.directives.tail import PERSON, Tail
from thidua.core.directives.words import POST, SIGNING_FOR

_NOT_A_NAME = re.compile(r"\(|\d|đã ký", re.I)


def read_signer(page: Page, tail: Tail) -> Signer | None:
    titles: list[Cell] = []
    name: Cell | None = None
    for cell in tail.right:
        text = page.text(cell)
        if _NOT_A_NAME.search(text):
            continue
        if _is_title(text, titles) and name is None:
            titles.append(cell)
        elif titles and name is None and _person(text):
            name = cell
    if not titles:
        return None
    title = " ".join(" ".join(page.text(cell).split()) for cell in titles)
    return Signer(
        title=title,
        name=_person(page.text(name)) if name else None,
        title_span=page.mapped.span(titles[0].start, titles[-1].end),
        name_span=page.mapped.span(name.start, name.end) if name else None,
    )


def _is_title(text: str, titles: list[Cell]) -> bool:
    """The first line names powers or post; capitals below it go on with them."""
    if not is_capitals(text):
        return False
    return bool(SIGNING_FOR.match(text) or POST.match(text)) or bool(titles)


def _person(text: str) -> str | None:
    match = PERSON.fullmatch(" ".join(text.split()).strip(" ."))
    return match["name"] if match else None
