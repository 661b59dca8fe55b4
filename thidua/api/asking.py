"""Parameters of a request, checked: a wrong one is refused in words, never passed over."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from thidua.subjects.movements.public import LEVELS, PAGE_SIZE

LARGEST = 100
LONGEST = 100


class BadRequest(Exception):
    """The message says which parameter is wrong and what it may be."""


@dataclass(frozen=True, slots=True)
class Paging:
    page: int
    size: int


def check_names(params: QueryDict, known: frozenset[str]) -> None:
    if unknown := sorted(set(params) - known):
        raise BadRequest(
            _("Không có tham số “%(name)s”. Các tham số dùng được: %(known)s.")
            % {"name": unknown[0], "known": ", ".join(sorted(known))}
        )


def paging(params: QueryDict) -> Paging:
    page = number(params, "page", 1, 1_000_000) or 1
    return Paging(page, number(params, "size", 1, LARGEST) or PAGE_SIZE)


def number(params: QueryDict, name: str, least: int, most: int) -> int | None:
    text = params.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise BadRequest(_("“%(name)s” phải là số nguyên.") % {"name": name})
    value = int(text)
    if not least <= value <= most:
        raise BadRequest(
            _("“%(name)s” phải từ %(least)s đến %(most)s.")
            % {"name": name, "least": least, "most": most}
        )
    return value


def level(params: QueryDict) -> str:
    asked = params.get("level", "")
    if asked and asked not in dict(LEVELS):
        raise BadRequest(
            _("“level” là một trong: %(levels)s.") % {"levels": ", ".join(dict(LEVELS))}
        )
    return asked


def words(params: QueryDict) -> str:
    return params.get("q", "")[:LONGEST].replace("\0", "")
