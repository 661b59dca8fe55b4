"""Nơi nhận: who gets the document and for what; the archive line stands apart."""

import re
from dataclasses import dataclass
from itertools import pairwise

from thidua.core.directives.layout import Cell, Page
from thidua.core.directives.model import Phrase, Purpose, Recipient
from thidua.core.directives.normalise import Mapped, Weaver
from thidua.core.directives.tail import Tail
from thidua.core.text import fold

_NEXT_ITEM = re.compile(r"(?<=[;,.])\s*[-+•]\s*(?=\S)")
_BULLET = re.compile(r"[-+•●]\s*")
_LAST_PAREN = re.compile(r"\s*\(([^()]{1,60})\)\s*$")
_PURPOSES = (
    (re.compile(r"b/?c|bao cao|b\.c"), Purpose.REPORT),
    (re.compile(r"p/?h|phoi hop"), Purpose.COORDINATE),
    (
        re.compile(
            r"t/?h|thuc hien|chi dao|thi hanh|trien khai|dang|cong bo|tuyen truyen|theo doi"
        ),
        Purpose.CARRY_OUT,
    ),
    (re.compile(r"biet|thong bao|giam sat|kiem tra"), Purpose.KNOW),
)
_PURPOSE_WORDS = re.compile(
    r"(?:de )?(?:b/?c|bao cao|b\.c\.?|p/?h|phoi hop|t/?h|th/h|thuc hien|chi dao|thi hanh|biet|theo doi|dang (?:tai|cong bao|website|tin)"
    r"|cong bo|giam sat|kiem tra|tuyen truyen|trien khai|thong bao|tham muu)(?:[ ,;&]+(?:va )?(?:de )?(?:b/?c|bao cao|p/?h|phoi hop|t/?h|thuc hien|chi dao|biet"
    r"|theo doi|thi hanh|giam sat))*",
)


@dataclass(frozen=True, slots=True)
class Distribution:
    recipients: tuple[Recipient, ...]
    archive: Phrase | None


def read_recipients(page: Page, tail: Tail) -> Distribution:
    if tail.heading is None:
        return Distribution((), None)
    recipients = []
    archive = None
    for item in _items(page, tail.left):
        if archive is None and (found := _archive(item)):
            archive = found
        elif archive is not None and not _BULLET.match(item.text.strip()):
            continue
        elif recipient := _recipient(item):
            recipients.append(recipient)
    return Distribution(tuple(recipients), archive)


def _items(page: Page, cells: tuple[Cell, ...]) -> list[Mapped]:
    """Cells joined to whole entries: a bullet or the end of the entry before starts a new one."""
    groups: list[list[Cell]] = []
    bulleted = any(_BULLET.match(page.text(cell)) for cell in cells)
    for cell in cells:
        text = page.text(cell)
        own_line = not bulleted and not text[0].islower()
        if not groups or own_line or _BULLET.match(text) or _closed(page.text(groups[-1][-1])):
            groups.append([cell])
        else:
            groups[-1].append(cell)
    return [item for group in groups for item in _split_inline(_joined(page, group))]


def _closed(text: str) -> bool:
    return text.endswith((";", "."))


def _joined(page: Page, cells: list[Cell]) -> Mapped:
    weaver = Weaver()
    for cell in cells:
        if weaver.length:
            weaver.replaced(" ", page.mapped.starts[cell.start], page.mapped.starts[cell.start])
        weaver.copied(page.mapped, cell.start, cell.end)
    return weaver.finish()


def _split_inline(item: Mapped) -> list[Mapped]:
    """ "- Như trên; - Lưu: VT." on one line."""
    cuts = [0, *(match.start() for match in _NEXT_ITEM.finditer(item.text)), len(item.text)]
    return [
        Mapped(item.text[a:b], item.starts[a:b], item.ends[a:b])
        for a, b in pairwise(cuts)
        if item.text[a:b].strip()
    ]


def _archive(item: Mapped) -> Phrase | None:
    body = _BULLET.sub("", item.text.strip(), count=1)
    if not re.match(r"luu\b", fold(body)):
        return None
    return Phrase(" ".join(body.split()), item.span(0, len(item.text)))


def _recipient(item: Mapped) -> Recipient | None:
    start, end = _core(item.text)
    printed, name_end = _purpose(item.text, start, end)
    name = " ".join(item.text[start:name_end].split())
    if not any(c.isalpha() for c in name):
        return None
    initials = (
        tuple(part.strip() for part in printed.split(","))
        if printed and _is_initials(item.text, name_end)
        else ()
    )
    return Recipient(
        name=name,
        purpose_printed=printed,
        purpose=Purpose.KNOW if initials else _kind_of_purpose(printed),
        initials=initials,
        span=item.span(0, len(item.text)),
        name_span=item.span(start, name_end),
    )


def _core(text: str) -> tuple[int, int]:
    """Without bullet and closing mark."""
    start = len(text) - len(text.lstrip())
    if match := _BULLET.match(text, start):
        start = match.end()
    end = len(text.rstrip(" ;,."))
    return start, max(start, end)


def _purpose(text: str, start: int, end: int) -> tuple[str | None, int]:
    if match := _LAST_PAREN.search(text, start, end):
        inner = " ".join(match[1].split())
        if _PURPOSE_WORDS.fullmatch(fold(inner).strip(" .;")):
            return inner, match.start()
    colon = text.find(":", start, end)
    if colon > start:
        return " ".join(text[colon + 1 : end].split()) or None, colon
    if match := re.search(
        r"\s(?:để|-) ((?:b/c|báo cáo|thực hiện|biết|phối hợp)[^;]{0,20})$", text[start:end]
    ):
        return match[1], start + match.start()
    return None, end


def _is_initials(text: str, name_end: int) -> bool:
    return text[name_end : name_end + 1] == ":"


def _kind_of_purpose(printed: str | None) -> Purpose | None:
    if printed is None:
        return None
    folded = fold(printed)
    return next((purpose for words, purpose in _PURPOSES if words.search(folded)), None)
