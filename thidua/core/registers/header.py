"""Where the titles of a table stand: under merged lines, in row 5, over two or three rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from thidua.core.registers.awards import AwardNames
from thidua.core.registers.fields import guess_title
from thidua.core.registers.sheets import Sheet

LOOK_AT = 40
DEEPEST = 3
_NUMBERED = re.compile(r"\(?\s*(?:\d{1,2}|[A-Za-z])\s*\)?(?:\s*=.*)?")
_STARTS_COUNT = re.compile(r"\s*\(?\d{1,5}[.)]?\s*")


@dataclass(frozen=True, slots=True)
class Header:
    """Rows first..last of the file bear the titles; 0, 0 when the table has none."""

    first: int
    last: int
    titles: tuple[str, ...]
    known: int = 0  # columns whose title is understood


NO_HEADER = Header(0, 0, ())


def find_header(sheet: Sheet, awards: AwardNames) -> Header:
    best = NO_HEADER
    for first in range(1, min(len(sheet.rows), LOOK_AT) + 1):
        if _is_data(sheet.rows[first - 1]):
            continue
        for depth in range(1, DEEPEST + 1):
            if first + depth - 1 > len(sheet.rows) or (
                depth > 1 and _is_data(sheet.rows[first + depth - 2])
            ):
                break
            found = header_at(sheet, first, first + depth - 1, awards)
            if _better(found, best):
                best = found
    return _with_group_above(sheet, best, awards) if best.known >= 2 else _lone(sheet, best)


def _with_group_above(sheet: Sheet, found: Header, awards: AwardNames) -> Header:
    """Titles joined downwards say that the row above belongs to them: "Năm sinh" over "Nam, Nữ"."""
    first = found.first
    while first > 1 and _share_titles(sheet.rows[first - 2], sheet.rows[first - 1]):
        first -= 1
    return header_at(sheet, first, found.last, awards) if first < found.first else found


def _share_titles(above: Sequence[str], below: Sequence[str]) -> bool:
    return any(one and one == other for one, other in zip(above, below, strict=False))


def _better(found: Header, best: Header) -> bool:
    """More titles understood; of two that understand as many, the one over fewer rows."""
    if found.known != best.known:
        return found.known > best.known
    return found.known > 0 and found.last - found.first < best.last - best.first


def _lone(sheet: Sheet, best: Header) -> Header:
    """One known title is enough where it heads a column of more than one row."""
    sure = best.known == 1 and len(sheet.rows) > best.last
    exact = sure and any(
        (guess := guess_title(title)) and guess.weight >= 9 for title in best.titles
    )
    return best if exact else Header(0, 0, tuple("" for _ in range(sheet.width)))


def header_at(sheet: Sheet, first: int, last: int, awards: AwardNames) -> Header:
    rows = sheet.rows[first - 1 : last]
    titles = tuple(composed_titles(rows, max(map(len, rows), default=0)))
    known = [key for title in titles if (key := _meaning(title, awards))]
    if not any("=" not in key for key in known):
        known = []  # years and awards alone may be a line of data
    # A repeated meaning counts half: two rows of data also "repeat" what stands above.
    return Header(first, last, titles, len(set(known)) + (len(known) - len(set(known))) // 2)


def composed_titles(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Titles over several rows joined, the group's title said over each column it covers."""
    columns: list[list[str]] = [[] for _ in range(width)]
    for depth, row in enumerate(rows):
        group = ""
        for place in range(width):
            text = row[place] if place < len(row) else ""
            below = any(place < len(one) and one[place] for one in rows[depth + 1 :])
            group = text or (group if below and _same_group(columns, place) else "")
            if group and (not columns[place] or columns[place][-1] != group):
                columns[place].append(" ".join(group.split()))
    return [" / ".join(parts) for parts in columns]


def _same_group(columns: list[list[str]], place: int) -> bool:
    """The title on the left reaches over this column while they stand under the same group."""
    return place > 0 and len(columns[place - 1]) == len(columns[place]) + 1


def _meaning(title: str, awards: AwardNames) -> str:
    if not title:
        return ""
    guess = best_guess(title)
    if guess:
        return guess
    last = title.rpartition(" / ")[2]
    if len(title) > 120:
        return ""
    if year_title(last):
        return f"year={year_title(last)}"
    readings = awards.read(last)
    return f"award={readings[0].key}" if len(readings) == 1 and readings[0].key else ""


def best_guess(title: str) -> str:
    """The meaning of a composed title: the whole, turned round, or its last part."""
    if len(title) > 160:
        return ""
    parts = title.split(" / ")
    forms = [" ".join(parts), " ".join(reversed(parts)), parts[-1]] if len(parts) > 1 else parts
    guesses = [guess for form in forms if (guess := guess_title(form))]
    return max(guesses, key=lambda guess: guess.weight).use if guesses else ""


def year_title(text: str) -> int:
    match = re.fullmatch(r"\s*(?:năm|nam|năm học|NĂM)?\s*:?\s*((?:19|20)\d\d)(?:\s*[-–]\s*((?:19|20)\d\d))?\s*", text, re.I)  # fmt: skip
    return int(match[2] or match[1]) if match else 0


def _is_data(row: Sequence[str]) -> bool:
    first = next((text for text in row if text), "")
    return bool(_STARTS_COUNT.fullmatch(first)) and not is_numbering(row)


def is_numbering(row: Sequence[str]) -> bool:
    """ "(1) (2) (3)" or "A B 1 2" under the titles."""
    filled = [text.removesuffix(".0") for text in row if text]
    if len(filled) < 3 or not all(_NUMBERED.fullmatch(text) for text in filled):
        return False
    numbers = [int(digits) for text in filled if (digits := re.sub(r"\D", "", text.split("=")[0]))]
    return len(numbers) >= 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
