"""The line of a unit laid out in columns: what came before, the unit itself, what came after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from thidua.core.text import format_date
from thidua.subjects.orgs.enums import FOREVER, SuccessionKind
from thidua.subjects.orgs.models import OrganizationVersion
from thidua.subjects.orgs.selectors import History, Line, Link


@dataclass(frozen=True, slots=True)
class Card:
    name: str
    url: str
    years: str
    is_own: bool
    how: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    cards: list[Card]


@dataclass(frozen=True, slots=True)
class Span:
    """One description of the unit: what the component `history_line` shows."""

    words: str
    note: str
    from_words: str
    until_words: str
    now: bool
    url: str = ""


def columns_of(history: History) -> list[Column]:
    """One column for each step before and after; empty when the unit stands alone."""
    steps = sorted({line.step for line in history.lines})
    if steps == [0]:
        return []
    return [
        Column(
            _heading(step),
            [_card(line, history) for line in history.lines if line.step == step],
        )
        for step in steps
    ]


def _heading(step: int) -> str:
    if step == 0:
        return _("Đơn vị này")
    return _("Đơn vị tiền thân") if step < 0 else _("Đơn vị kế tục")


def _card(line: Line, history: History) -> Card:
    return Card(
        name=line.name,
        url=reverse("orgs:unit_detail", args=[line.org_id]),
        years=_years(line.first, line.until),
        is_own=line.step == 0,
        how=how_it_ended(history.links, line.org_id),
    )


def how_it_ended(links: list[Link], org_id: int) -> str:
    """ "Sáp nhập từ 01/07/2025", or nothing while the unit stands."""
    last = [link for link in links if link.predecessor == org_id and link.successor != org_id]
    if not last:
        return ""
    return _("%(how)s từ %(day)s") % {"how": last[-1].kind_label, "day": format_date(last[-1].day)}


def _years(start: date, until: date) -> str:
    first = "" if start.year <= 1900 else format_date(start)
    last = "" if until >= FOREVER else format_date(date.fromordinal(until.toordinal() - 1))
    if first and last:
        return f"{first} – {last}"
    if last:
        return _("đến hết %s") % last
    return _("từ %s") % first if first else _("đang hoạt động")


def spans_of(versions: tuple[OrganizationVersion, ...], day: date) -> list[Span]:
    return [
        Span(
            words=version.name,
            note=str(version.get_kind_display()),
            from_words=format_date(version.first_day) if version.first_day else _("trước 2022"),
            until_words=format_date(version.last_day) if version.last_day else _("nay"),
            now=version.valid_from <= day < version.valid_until,
        )
        for version in versions
    ]


STATE_OF_KIND = {
    SuccessionKind.MERGED: lazy("Đã sáp nhập"),
    SuccessionKind.SPLIT: lazy("Đã chia tách"),
    SuccessionKind.ABOLISHED: lazy("Đã giải thể"),
}


def state_on(history: History, day: date) -> str:
    """The word of the unit's state on the day."""
    own = history.own
    if day < own.first:
        return _("Chưa thành lập")
    if day < own.until:
        return _("Đang hoạt động")
    last = [link for link in history.links if link.predecessor == history.org_id]
    kind = last[-1].kind if last else SuccessionKind.ABOLISHED
    return str(STATE_OF_KIND.get(SuccessionKind(kind), _("Đã có đơn vị kế tục")))
