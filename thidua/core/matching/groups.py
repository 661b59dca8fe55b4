"""Phrases that mean many units at once: "các sở, ban, ngành", "UBND các huyện, thành phố".

A phrase is read into the groups it names and the words left over. Two phrases that name the same
groups mean the same, however they are worded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from thidua.core.matching.spelling import Words


class Group(StrEnum):
    COUNCIL_MEMBERS = "council_members"
    BLOCK_HEADS = "block_heads"
    BLOCKS = "blocks"
    PARTY_BOARDS = "party_boards"
    PARTY_COMMITTEES = "party_committees"
    VERTICAL = "vertical"
    ASSOCIATIONS = "associations"
    UNIONS = "unions"
    PRESS = "press"
    DEPARTMENTS = "departments"
    DISTRICTS = "districts"
    COMMUNES = "communes"
    ENTERPRISES = "enterprises"
    FORCES = "forces"
    SCHOOLS = "schools"


_HALL = r"(?:uy ban nhan dan )?"
_MANY = r"(?:cac )?"
# The narrower phrase first: what one pattern takes the next does not see.
_PATTERNS: tuple[tuple[Group, str], ...] = (
    (Group.COUNCIL_MEMBERS, r"(?:thanh|uy) vien hoi dong(?: thi dua(?: khen thuong)?)?"),
    (
        Group.BLOCK_HEADS,
        r"truong (?:khoi |cum )?(?:pho (?:khoi|cum) )?(?:cac )?(?:khoi|cum)(?: cum| khoi)?(?: thi dua)?",
    ),
    (Group.BLOCKS, r"(?:cac )(?:khoi|cum)(?: cum| khoi)?(?: thi dua)?"),
    (Group.PARTY_BOARDS, r"cac ban (?:xay dung )?dang(?: tinh uy)?|cac ban (?:cua )?tinh uy"),
    (Group.PARTY_COMMITTEES, r"cac (?:huyen uy|dang uy)(?: thi uy)?(?: thanh uy)?(?: truc thuoc)?"),
    (
        Group.VERTICAL,
        r"(?:co quan|don vi)(?: cua)? trung uong(?: dong)?(?: tren dia ban)?|nganh doc",
    ),
    (
        Group.ASSOCIATIONS,
        r"(?:to chuc )?(?:chinh tri )?xa hoi nghe nghiep|cac hoi (?:quan chung|dac thu)",
    ),
    (
        Group.UNIONS,
        r"to chuc chinh tri xa hoi|doan the(?: chinh tri(?: xa hoi)?)?|doan the nhan dan",
    ),
    (
        Group.PRESS,
        r"co quan (?:thong tin(?: dai chung)?|bao chi|truyen thong|thong tan)(?: bao chi)?",
    ),
    (Group.DEPARTMENTS, r"so(?: ban)?(?: nganh)?(?= |$)|ban nganh|nganh"),
    (
        Group.DISTRICTS,
        _HALL + _MANY + r"(?:huyen(?: thi xa)?(?: thi)?(?: thanh pho)?|thi xa thanh pho)(?= |$)",
    ),
    (
        Group.COMMUNES,
        _HALL
        + _MANY
        + r"(?:xa phuong(?: thi tran)?(?: dac khu)?|phuong xa(?: thi tran)?|xa(?= |$))",
    ),
    (Group.ENTERPRISES, r"doanh nghiep"),
    (Group.FORCES, r"luc luong vu trang"),
    (Group.SCHOOLS, r"truong (?:hoc|dai hoc cao dang|cao dang|trung hoc pho thong)"),
)
_COMPILED = [(group, re.compile(rf"(?<!\S)(?:{pattern})(?!\S)")) for group, pattern in _PATTERNS]
# Words that say only where the units stand or that there are many of them.
_PLAIN = re.compile(
    r"(?<!\S)(?:cac|toan|tren dia ban|dong tren|truc thuoc|thuoc|cap|trong|cua|o|tai|tinh|nay|"
    r"khac|nam \d{4}|don vi(?= cap)|va)(?!\S)"
)
_YEAR = re.compile(r"(?<!\S)nam (\d{4})(?!\S)")


@dataclass(frozen=True, slots=True)
class Phrase:
    groups: frozenset[Group]
    left_over: str

    @property
    def is_plain(self) -> bool:
        """The phrase names groups and nothing that narrows them."""
        return bool(self.groups) and not self.left_over


def read_phrase(words: Words, place: Words = ()) -> Phrase:
    text = " ".join(words)
    if place:
        text = re.sub(rf"(?<!\S){re.escape(' '.join(place))}(?!\S)", "", text)
    groups = set()
    for group, pattern in _COMPILED:
        text, found = pattern.subn(" ", text)
        if found:
            groups.add(group)
    return Phrase(frozenset(groups), " ".join(_PLAIN.sub(" ", text).split()))


def year_in(words: Words) -> int | None:
    found = _YEAR.search(" ".join(words))
    return int(found[1]) if found else None
