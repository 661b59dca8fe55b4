"""The list "Người của tôi": years as a dense grid, what is near, filters that judge only one award."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from thidua.core.law.law import Law
from thidua.pages.eligibility.words import RATINGS, short_name
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.subjects.eligibility.enums import Nearness
from thidua.subjects.eligibility.selectors.ladder import YEARS, Chain, Ladder, Row, Year
from thidua.subjects.eligibility.selectors.prospects import Prospect, prospects_among

NEAR = "gan"
SERVICE = "cong-hien"
NEVER = "chua"
PAGE = 25


def ladder_list(params: QueryDict, rows: Sequence[Row], ladder: Ladder) -> FilteredList:
    awards = [(award.key, award.name_on(ladder.day)) for award in ladder.awards]
    return FilteredList(
        params,
        rows,
        _columns(ladder),
        name="nguoi",
        thing="người",
        filters=[
            Filter("mon", f"Đề nghị được năm {ladder.period}", awards, _can_now),
            Filter("sau", f"Từ năm {ladder.period + 1}", awards, _can_next),
            Filter("diem", "Điểm đáng chú ý", _POINTS, _pointed),
        ],
        searchable=False,
        empty_heading="Sổ chưa có người nào của đơn vị",
        empty_words="Nhập người của đơn vị vào sổ khen thưởng; danh hiệu, xếp loại các năm hiện ở đây.",
        pick=lambda row: row.holder.pk,
        pick_label=lambda row: row.holder.name,
        page_size=PAGE,
        export_name="nguoi-cua-toi",
    )  # fmt: skip


_POINTS = [
    (NEAR, "Chuỗi năm sắp đủ hoặc đã đủ"),
    (SERVICE, "Đủ hoặc sắp đủ thời gian cống hiến"),
    (NEVER, "Chưa được khen trong các năm này"),
]


def _pointed(rows: Any, value: str) -> list[Row]:
    tests: dict[str, Callable[[Row], bool]] = {
        NEAR: lambda row: row.is_near_chain,
        SERVICE: lambda row: bool(row.service),
        NEVER: lambda row: not any(year.awards for year in row.years),
    }
    test = tests.get(value, lambda row: True)
    return [row for row in rows if test(row)]


def _one(row: Row, award: str) -> Prospect:
    """Only this award is judged: a filter over hundreds stays quick."""
    one = row.ladder
    return prospects_among(row.known, [one.law.awards[award]], one.law, one.day, one.period)[0]


def _can_now(rows: Any, award: str) -> list[Row]:
    near = (Nearness.READY, Nearness.STEPS)
    return [
        row
        for row in rows
        if (found := _one(row, award)).nearness in near and row.ladder.period not in found.held
    ]


def _can_next(rows: Any, award: str) -> list[Row]:
    return [row for row in rows if _one(row, award).earliest == row.ladder.period + 1]


def _columns(ladder: Ladder) -> list[Column]:
    law = ladder.law
    years = [
        Column(
            f"n{year}", str(year), _year_words(place, law), template="eligibility/_year_cell.html",
            sortable=False,
        )
        for place, year in enumerate(_years(ladder))
    ]  # fmt: skip
    return [
        Column("ten", "Họ và tên", lambda row: row.holder.name, lead=True, sort_key=lambda row: row.holder.sort_key, url=lambda row: reverse("eligibility:prospects", args=[row.holder.pk]), sub=lambda row: row.post),
        Column("dv", "Đơn vị", lambda row: row.unit, shown=False),
        *years,
        Column("chuoi", "Chuỗi liên tục", lambda row: "; ".join(chain_words(c, law) for c in nearest(row.chains)), sort_key=_chain_rank, template="eligibility/_chain_cell.html"),
        Column("nay", f"Đề nghị được năm {ladder.period}", lambda row: _names(row.now, law), sortable=False, template="eligibility/_now_cell.html"),
        Column("sau", f"Từ năm {ladder.period + 1}", lambda row: _names(row.next_year, law), sortable=False),
        Column("ch", "Cống hiến", lambda row: "; ".join(_service(row, law)), sortable=False),
    ]  # fmt: skip


def _years(ladder: Ladder) -> list[int]:
    return list(range(ladder.period - YEARS + 1, ladder.period + 1))


def _year_words(place: int, law: Law) -> Callable[[Row], str]:
    return lambda row: year_words(row.years[place], law)


def year_words(year: Year, law: Law) -> str:
    """ "XS: LĐTT, CSTĐCS"; a year of which nothing is known stays blank."""
    awards = ", ".join(short_name(law.awards[key]) for key in year.awards if key in law.awards)
    rating = RATINGS.get(year.rating, "")
    return f"{rating}: {awards}" if rating and awards else rating or awards


def nearest(chains: Sequence[Chain]) -> list[Chain]:
    """For each award a chain leads to the nearest; of those that lead to the same one, one."""
    found: dict[tuple[str, str], Chain] = {}
    for chain in chains:
        if chain.wanted > 1 and chain.lacks <= 1:
            found.setdefault((chain.award, chain.leads_to), chain)
    return list(found.values())[:2]


def chain_words(chain: Chain, law: Law) -> str:
    name, goal = short_name(law.awards[chain.award]), short_name(law.awards[chain.leads_to])
    state = "đủ cho" if not chain.lacks else f"thiếu {chain.lacks} năm cho"
    return f"{name} {chain.length} năm, {state} {goal}"


def _chain_rank(row: Row) -> int:
    near = nearest(row.chains)
    return -max((chain.length for chain in near), default=0)


def _names(prospects: Sequence[Prospect], law: Law) -> str:
    return ", ".join(short_name(one.award) for one in prospects)


def _service(row: Row, law: Law) -> list[str]:
    found = []
    for key, finding in row.service[:2]:
        when = "đủ" if finding.earliest is None else f"từ {finding.earliest}"
        found.append(f"{short_name(law.awards[key])} {when}")
    return found
