"""From a printed name to units or sets of the day: an answer when only one fits, else a question."""

from __future__ import annotations

import re
from dataclasses import replace

from thidua.core.matching.directory import Directory
from thidua.core.matching.groups import read_phrase, year_in
from thidua.core.matching.spelling import Words, without_brackets, words_of
from thidua.core.matching.values import Choice, Kind, Match

# A line addressed to the head of an agency goes to the agency.
_HEADS: tuple[Words, ...] = tuple(
    tuple(words.split())
    for words in (
        "thu truong",
        "nguoi dung dau",
        "dong chi",
        "lanh dao",
        "thuong truc",
        "thuong vu",
        "chu tich",
        "pho chu tich",
        "giam doc",
        "pho giam doc",
        "tong giam doc",
        "bi thu",
        "chanh",
        "tong bien tap",
        "cuc truong",
        "cac",
        "TT",
        "BTV",
        "CT",
        "PCT",
        "DC",
    )
)
_LEVELS = ("đúng tên", "đúng tên, không ghi tên tỉnh", "tên viết gọn")
_LIST_MARK = re.compile(r"^\s*(?:[-–+*•]|\d+[.)])\s*")
_INTERNAL = re.compile(r":\s*[^:]*$")
_CUT = re.compile(r"\s*[,;]\s*|\s+(?:và|va)\s+")
_FINISH = " \t\n;.,"


def match(printed: str, directory: Directory) -> Match:
    """What the printed name means on the directory's day."""
    text = _INTERNAL.sub("", _LIST_MARK.sub("", printed)).strip(_FINISH)
    outside, inside = without_brackets(text)
    found = _whole(text, directory) if inside else None
    found = found or _whole(outside, directory) or _parts(outside, directory)
    found = found or _guess(outside, directory)
    if inside and found.sure and found.kind is Kind.UNIT:
        found = _with_bracket(found, inside, directory)
    return replace(found, printed=printed, year=year_in(words_of(text)))


def _whole(text: str, directory: Directory) -> Match | None:
    words = words_of(text)
    if not words:
        return None
    return _named(text, words, directory) or _of_head(text, words, directory)


def _named(text: str, words: Words, directory: Directory) -> Match | None:
    """A unit or set by its name, its abbreviation, or the groups it names."""
    for level, key in enumerate(directory.keys(words)):
        choices = [
            *(
                directory.unit_choice(id_, _LEVELS[level])
                for id_ in directory.with_these_marks(directory.units_at(level, key), text)
            ),
            *(directory.set_choice(k, "đúng tên nhóm") for k in directory.sets_at(key)),
        ]
        if choices:
            return _answer(text, choices, directory)
    if any(word.isupper() for word in words):
        spelled = set().union(*(directory.units_spelled(key) for key in directory.keys(words)))
        if spelled:
            short = [directory.unit_choice(id_, "tên viết tắt") for id_ in spelled]
            return _answer(text, short, directory)
    return _other_day(text, words, directory) or _group(text, words, directory)


def _other_day(text: str, words: Words, directory: Directory) -> Match | None:
    other = directory.other_day(words)
    if other is None:
        return None
    choices = tuple(directory.unit_choice(id_, other.reason) for id_ in other.stands_for)
    note = f"“{other.name}” {other.reason}"
    return Match(text, Kind.SEVERAL if choices else Kind.NONE, choices, note=note)


def _group(text: str, words: Words, directory: Directory) -> Match | None:
    phrase = read_phrase(words, directory.place)
    if not phrase.is_plain:
        return None
    same = directory.sets_meaning(phrase)
    if same:
        meant = [directory.set_choice(key, "cùng nghĩa với nhóm") for key in same]
        return _answer(text, meant, directory)
    within = directory.sets_within(phrase)
    if not within:
        return None
    parts = tuple(
        Match(text, Kind.SET, (directory.set_choice(key, "là một phần của dòng này"),), sure=True)
        for key in within
    )
    return Match(text, Kind.PARTS, sure=True, parts=parts) if len(parts) > 1 else parts[0]


def _of_head(text: str, words: Words, directory: Directory) -> Match | None:
    """The same without the word for the head: "Giám đốc Sở Nội vụ" goes to the department."""
    rest = words
    while head := next((h for h in _HEADS if rest[: len(h)] == h and len(rest) > len(h)), None):
        rest = rest[len(head) :]
        found = _named(text, rest, directory)
        if found:
            reason = (
                "gửi người đứng đầu hoặc thường trực, tính cho đơn vị" if head != ("cac",) else ""
            )
            return _because(found, reason)
    return None


def _because(found: Match, reason: str) -> Match:
    if not reason:
        return found
    choices = tuple(replace(c, reason=f"{c.reason}; {reason}") for c in found.choices)
    return replace(found, choices=choices)


def _answer(text: str, choices: list[Choice], directory: Directory) -> Match:
    choices = _without_doubles(choices, directory)
    ordered = tuple(sorted(choices, key=lambda c: (-c.score, c.unit_id or 0, c.set_key or "")))
    if len(ordered) > 1:
        return Match(text, Kind.SEVERAL, ordered, note="Có nhiều đơn vị cùng khớp với tên này.")
    kind = Kind.UNIT if ordered[0].unit_id is not None else Kind.SET
    return Match(text, kind, ordered, sure=True)


def _without_doubles(choices: list[Choice], directory: Directory) -> list[Choice]:
    """A set that holds nothing but a unit found as well says the same twice."""
    units = {choice.unit_id for choice in choices if choice.unit_id is not None}
    return [
        choice
        for choice in choices
        if choice.set_key is None or directory.sets[choice.set_key].only_unit not in units
    ]


def _parts(text: str, directory: Directory) -> Match | None:
    """Several names in one line, each of which must match for itself."""
    pieces = [piece for piece in _CUT.split(text) if piece]
    if len(pieces) < 2:
        return None
    found: list[Match] = []
    while pieces:
        taken = _longest(pieces, found, directory)
        if taken is None:
            return None
        count, one = taken
        found.append(one)
        pieces = pieces[count:]
    return Match(text, Kind.PARTS, sure=True, parts=tuple(found)) if len(found) > 1 else None


def _longest(
    pieces: list[str], before: list[Match], directory: Directory
) -> tuple[int, Match] | None:
    """The longest run of pieces that is one name: "Sở Văn hóa, Thể thao và Du lịch" is one."""
    for count in range(len(pieces), 0, -1):
        joined = ", ".join(pieces[:count])
        for text in (joined, *_as_before(joined, before)):
            one = _whole(text, directory)
            if one and one.sure:
                return count, replace(one, printed=text)
    return None


def _as_before(text: str, before: list[Match]) -> list[str]:
    """ "Sở Nội vụ, Tài chính": the second borrows the word of its kind from the first."""
    return [f"{before[-1].printed.split()[0]} {text}"] if before and before[-1].printed else []


def _guess(text: str, directory: Directory) -> Match:
    words = words_of(text)
    phrase = read_phrase(words, directory.place)
    near = directory.sets_meaning(phrase) or directory.sets_near(phrase)
    groups = [directory.set_choice(key, "nhóm gần nghĩa", 0.6) for key in sorted(near)]
    alike = [] if phrase.is_plain else directory.alike(_bare(words))
    choices = (*groups, *alike)
    note = "Chưa rõ là đơn vị nào." if choices else "Không có đơn vị nào mang tên gần giống."
    return Match(text, Kind.SEVERAL if choices else Kind.NONE, choices, note=note)


def _bare(words: Words) -> Words:
    while head := next((h for h in _HEADS if words[: len(h)] == h and len(words) > len(h)), None):
        words = words[len(head) :]
    return words


def _with_bracket(found: Match, inside: list[str], directory: Directory) -> Match:
    """ "Sở Nội vụ (Ban TĐKT tỉnh)": the department answers, its board does the work."""
    inner = [_whole(text, directory) for text in inside]
    named = [one.choices[0] for one in inner if one and one.sure and one.kind is Kind.UNIT]
    if not named:
        return found
    words = f"trong ngoặc: {named[0].name}"
    first = replace(found.choices[0], reason=f"{found.choices[0].reason}; {words}")
    return replace(found, choices=(first, *found.choices[1:]), note=words, inner=tuple(named))
