"""How the portal says what the public module gives."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as say

from thidua.core.text import format_date, format_number
from thidua.subjects.movements.public import ContentText, MovementRow, TargetValue, UnitGroup
from thidua.subjects.targets.public import PublicResult

LONG_TEXT = 280
LONG_GROUP = 30
FIRST_SENTENCE = re.compile(r"(?s).{60,260}?[.;](?=\s)")
BESIDE = {"approx": say("khoảng"), "at_least": say("trở lên"), "at_most": say("không quá")}


@dataclass(frozen=True, slots=True)
class ShownContent:
    """A content folded after its first sentence when it is long."""

    number: str
    lead: str
    rest: Sequence[str]


@dataclass(frozen=True, slots=True)
class ShownTarget:
    number: str
    unit: str
    name: str
    beside: str
    result: str = ""  # verified, with its period; empty while nothing is
    share: Decimal | None = None
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class ShownGroup:
    group: UnitGroup
    folded: bool


def shown_content(content: ContentText) -> ShownContent:
    text = f"{content.title}\n{content.text}".strip()
    first = FIRST_SENTENCE.match(text) if len(text) > LONG_TEXT else None
    cut = first.end() if first else len(text)
    rest = [line.strip() for line in text[cut:].splitlines() if line.strip()]
    return ShownContent(content.number, text[:cut].strip(), rest)


def shown_target(target: TargetValue, result: PublicResult | None = None) -> ShownTarget:
    number = "" if target.value is None else format_number(Decimal(target.value).normalize())
    scope = target.scope if target.scope.lower() not in target.name.lower() else ""
    beside = "; ".join(words for words in (str(BESIDE.get(target.comparator, "")), scope) if words)
    name = target.name[:1].upper() + target.name[1:]
    shown = ShownTarget(number, target.unit_of_measure, name, beside)
    if result is None:
        return shown
    said = result_words(result, target.unit_of_measure)
    return replace(shown, result=said, share=result.share, is_sample=result.is_sample)


def result_words(result: PublicResult, unit: str) -> str:
    """ "704 lao động, Tháng 01 năm 2022 (3/8 đơn vị đã xác nhận)"."""
    words = f"{format_number(round(result.value, 4).normalize())} {unit}".strip()
    if result.given < result.asked:
        part = _("%(given)s/%(asked)s đơn vị đã xác nhận") % {
            "given": result.given, "asked": result.asked,
        }  # fmt: skip
        return f"{words}, {result.period} ({part})"
    return f"{words}, {result.period}"


def shown_group(group: UnitGroup) -> ShownGroup:
    return ShownGroup(group, group.total > LONG_GROUP)


def title_words(title: str) -> str:
    """ "CHỦ TỊCH" as printed → "Chủ tịch" in a sentence; one with abbreviations stays as it is."""
    return title.capitalize() if title.isupper() and "." not in title else title


def period(row: MovementRow) -> str:
    if row.starts_on and row.ends_on:
        return f"{format_date(row.starts_on)} – {format_date(row.ends_on)}"
    if row.starts_on:
        return _("từ %(day)s") % {"day": format_date(row.starts_on)}
    return _("đến hết %(day)s") % {"day": format_date(row.ends_on)} if row.ends_on else ""


def participation(row: MovementRow) -> str:
    """ "64 đơn vị tham gia, 13 đã phát động"; empty when no unit was charged by itself."""
    if not row.participants:
        return ""
    return _("%(units)s đơn vị tham gia, %(launched)s đã phát động") % {
        "units": format_number(row.participants),
        "launched": format_number(row.launched_units),
    }
