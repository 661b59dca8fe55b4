"""What several pages of eligibility show: tabs, who a holder is, the law of the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from thidua.core.law.law import Law
from thidua.core.law.model import LawError
from thidua.core.text import format_date
from thidua.pages.ui.parts import Tab
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.register.models import HeldPost, Holder

FRONT, LADDER, LISTS, COMPARE = "front", "ladder", "list_all", "compare"


def tabs(current: str) -> list[Tab]:
    places = (
        (FRONT, "Xét một trường hợp"),
        (LADDER, "Người của tôi"),
        (LISTS, "Danh sách dự kiến"),
        (COMPARE, "So sánh"),
    )
    return [
        Tab(label, reverse(f"eligibility:{name}"), current=name == current)
        for name, label in places
    ]


@dataclass(frozen=True, slots=True)
class Who:
    """A holder in one line: name, what he is, where."""

    holder: Holder
    unit: str
    post: str

    @property
    def line(self) -> str:
        return ", ".join(part for part in (self.post, self.unit or self.holder.place) if part)


def who(holders: Iterable[Holder], day: date) -> dict[int, Who]:
    """Two statements for any number of them."""
    rows = list(holders)
    units = names_on({one.unit_id for one in rows if one.unit_id}, day)
    held = HeldPost.objects.filter(
        holder__in=[one.pk for one in rows], valid_from__lte=day, valid_until__gt=day
    )
    posts = dict(held.order_by("valid_from", "pk").values_list("holder_id", "title"))
    return {
        one.pk: Who(one, units.get(one.unit_id or 0, ""), posts.get(one.pk, "")) for one in rows
    }


def law_words(law: Law, day: date) -> str:
    """Which law the day calls for, in words."""
    return f"{regime_title(law, day)}, ngày {format_date(day)}"


def regime_title(law: Law, day: date) -> str:
    try:
        return law.regime_on(day).title
    except LawError:
        return "Chưa có dữ liệu pháp luật"
