"""Movements that a document names, in quotes or in a list; and the theme of its own."""

import re

from thidua.core.directives.model import NamedMovement, Phrase
from thidua.core.directives.normalise import Mapped
from thidua.core.text import name_key

_QUOTED = re.compile(r"[“\"](?P<name>[^“”\"\n]{3,220}?)[”\"]")
_LEADS_IN = re.compile(
    r"(?:phong trào|đợt thi đua|đợt cao điểm thi đua|cao trào thi đua)"
    r"(?:(?!\b(?:với|thực hiện|gắn|theo|trong|chủ đề|tinh thần|khẩu hiệu|phương châm|danh hiệu|chương trình|đề án|mô hình|gương)\b)[^“”\".,;\n]){0,90}$",
    re.I,
)
_GOES_ON = re.compile(
    r"[\s,;.]*(?:và|hoặc|,)?\s*(?:(?:các )?phong trào(?: thi đua)?)?\s*:?\s*", re.I
)
_NOT_A_NAME = re.compile(
    r"(?:chủ đề|khẩu hiệu|phương châm|tinh thần|danh hiệu|cuộc vận động(?![^“”\"]*phong trào)|lời dạy)[^“”\"]{0,30}$",
    re.I,
)
_LIST = re.compile(
    r"các phong trào(?: thi đua)?(?P<what>[^“”\".;:\n]{0,120}?)(?::|\bnhư:?|\bgồm:?)\s+(?P<items>[^\n;]{1,300};[^\n]{0,1500}?)(?=\.\s|\.\.\.|\n|$)",
    re.I,
)
_ITEM_PREFIX = re.compile(r"^(?:và\s+)?(?:các\s+)?(?:phong trào\s+(?:thi đua\s+)?)?(?=\S)", re.I)
_OTHER_ITEM = re.compile(
    r"(?:chào mừng|hưởng ứng|gắn|kỷ niệm|lập thành tích|thực hiện|đồng thời|cuộc vận động)\b", re.I
)
_THEME = re.compile(
    r"chủ đề(?: (?:là|của năm|phong trào|thi đua|xuyên suốt))*\s*:?\s*(?P<quoted>[“\"](?P<theme>[^“”\"\n]{3,300})[”\"])",
    re.I,
)
_OTHERS_THEME = re.compile(r"đại hội|hội nghị|do [^,;.]{3,60} phát động|diễn đàn|lễ ", re.I)


def read_movements(flows: list[Mapped]) -> tuple[NamedMovement, ...]:
    found: dict[str, NamedMovement] = {}
    for flow in flows:
        for movement in (*_quoted(flow), *_listed(flow)):
            key = name_key(movement.name)
            if key not in found or (found[key].name.isupper() and not movement.name.isupper()):
                found[key] = movement
    return tuple(sorted(found.values(), key=lambda movement: movement.span))


def _quoted(flow: Mapped) -> list[NamedMovement]:
    found = []
    last_end: int | None = None
    for match in _QUOTED.finditer(flow.text):
        before = flow.text[max(0, match.start() - 150) : match.start()]
        chained = last_end is not None and _GOES_ON.fullmatch(flow.text, last_end, match.start())
        if not _NOT_A_NAME.search(before) and (chained or _LEADS_IN.search(before)):
            name = " ".join(match["name"].split()).strip(" ,;.")
            found.append(NamedMovement(name, True, flow.span(*match.span())))
            last_end = match.end()
    return found


def _listed(flow: Mapped) -> list[NamedMovement]:
    found = []
    for match in _LIST.finditer(flow.text):
        at = match.start("items")
        for item in match["items"].split(";"):
            if movement := _list_item(flow, item, at):
                found.append(movement)
            at += len(item) + 1
    return found


def _list_item(flow: Mapped, item: str, at: int) -> NamedMovement | None:
    start = len(item) - len(item.lstrip())
    prefix = _ITEM_PREFIX.match(item[start:])
    start += prefix.end() if prefix else 0
    name = " ".join(item[start:].split()).strip(" .,")
    named = item.strip()[:1].isupper()
    if (
        not named
        or _OTHER_ITEM.match(name)
        or not 8 <= len(name) <= 200
        or any(c in name for c in '“”"')
    ):
        return None
    return NamedMovement(name, False, flow.span(at + start, at + len(item)))


def read_theme(flows: list[Mapped]) -> Phrase | None:
    """The document's own theme; the theme of a congress or of another's movement is not it."""
    for flow in flows:
        for match in _THEME.finditer(flow.text):
            sentence = re.split(r"[.;:]\s", flow.text[max(0, match.start() - 400) : match.start()])[
                -1
            ]
            if not _OTHERS_THEME.search(sentence):
                value = " ".join(match["theme"].split())
                return Phrase(value, flow.span(*match.span("quoted")))
    return None
