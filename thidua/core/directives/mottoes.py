"""The national and the Party motto, which say nothing about the document."""

import re

from thidua.core.directives.layout import Cell, Page
from thidua.core.text import name_key

_MOTTOES = (
    "cong hoa xa hoi chu nghia viet nam",
    "doc lap tu do hanh phuc",
    "dang cong san viet nam",
    "cong hoa xa hoi chu nghia viet nam doc lap tu do hanh phuc",
)
_MOTTO_START = re.compile(
    r"\s(?=C[ỘỌÔO]NG H[ÒOÓ][ÀA]? X[ÃA]|C[ỘỌÔO]NG HO[ÀA] X|Đ[ộôọo]c l[ậâạa]p ?- ?T|Đ[ẢAÁ]NG C[ỘO]NG S[ẢA]N V)",
    re.I,
)


def is_motto(text: str) -> bool:
    key = name_key(text)
    return len(key) >= 8 and any(key in motto for motto in _MOTTOES)


def without_motto(page: Page, cell: Cell) -> Cell:
    text = page.text(cell)
    if match := _MOTTO_START.search(text):
        return Cell(cell.start, cell.start + match.start(), cell.column)
    return cell
