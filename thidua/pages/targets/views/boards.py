"""The province's board of targets: wanted, now, trend, forecast, verdict with its reason."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.base.access import Actor, may, requires
from thidua.core.targets import Verdict
from thidua.core.targets.judging import words_of
from thidua.pages.orgs.days import asked_day
from thidua.pages.targets.finding import YEAR, asked_year
from thidua.pages.targets.words import TONES, typed
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.subjects.targets.enums import TargetState
from thidua.subjects.targets.selectors.board import TargetRow, board_of, years_with_targets

FILTER = "nhan-dinh"


@dataclass(frozen=True, slots=True)
class VerdictTile:
    label: str
    value: int
    of: str
    share: float
    tone: str
    url: str


@require_GET
@requires("targets.board.see")
def board(request: HttpRequest) -> HttpResponse:
    actor, year, day = request.actor, asked_year(request), asked_day(request)
    rows = board_of(year, day)
    shown = target_list(request, rows, year)
    if shown.wants_export:
        return shown.export()
    context = {
        "list": shown,
        "rows": rows,
        "year": year,
        "day": day,
        "years": years_of(year),
        "tiles": tiles_of(rows, year),
        "waiting": sum(row.target.state == TargetState.GIVEN for row in rows),
        "is_sample": any(row.is_sample for row in rows),
        **_acts(actor),
    }
    return render(request, "targets/board.html", context)


def _acts(actor: Actor) -> dict[str, object]:
    return {"may_fix": may(actor, "targets.fix"), "may_lock": may(actor, "targets.lock")}


def years_of(year: int) -> list[int]:
    return sorted({*years_with_targets(), year}, reverse=True)


def tiles_of(rows: list[TargetRow], year: int) -> list[VerdictTile]:
    """One for each verdict that stands; unknown is a tile of its own, never left out."""
    counts = Counter(row.verdict for row in rows)
    where = reverse("targets:board")
    return [
        VerdictTile(
            verdict.label,
            counts[verdict],
            f"/ {len(rows)} chỉ tiêu",
            100 * counts[verdict] / len(rows),
            TONES[verdict],
            f"{where}?{YEAR}={year}&{FILTER}={verdict}#chi-tieu",
        )
        for verdict in Verdict
        if counts[verdict]
    ]


def target_list(request: HttpRequest, rows: list[TargetRow], year: int) -> FilteredList:
    return FilteredList(
        request.GET,
        rows,
        COLUMNS,
        name="chi-tieu",
        thing="chỉ tiêu",
        filters=[_verdict_filter(rows), _owner_filter(rows)],
        search_hint="ví dụ: ho ngheo",
        empty_heading=f"Năm {year} chưa có chỉ tiêu",
        empty_words=(
            "Chỉ tiêu đến từ phong trào được phát động, hoặc do Ban TĐKT thêm tại đây; chốt xong "
            "thì giao đơn vị và theo dõi từng kỳ."
        ),
        export_name=f"chi-tieu-{year}",
    )


def _now_words(row: TargetRow) -> str:
    return ", ".join(
        words
        for words in (row.now_period, f"{row.coverage} đơn vị" if row.asked > 1 else "")
        if words
    )


def _forecast_words(row: TargetRow) -> str:
    return row.forecast.words if row.forecast else ""


def _forecast_value(row: TargetRow) -> str:
    return words_of(row.forecast.value, row.target.unit_of_measure) if row.forecast else ""


COLUMNS = (
    Column(
        "ten", "Chỉ tiêu", lambda row: row.target.name[:1].upper() + row.target.name[1:], lead=True,
        template="targets/_cell_name.html", sub=lambda row: row.target.scope_words,
    ),
    Column(
        "muc", "Mức giao", lambda row: row.wanted_words, sort_key=lambda row: row.wanted,
    ),
    Column(
        "nay", "Đến nay", lambda row: typed(row.now), template="targets/_cell_now.html",
        sub=_now_words, sort_key=lambda row: row.now,
    ),
    Column(
        "dien-bien", "Diễn biến", lambda row: " · ".join(typed(p.value) or "–" for p in row.trend),
        template="targets/_cell_trend.html", sortable=False,
    ),
    Column(
        "du-bao", "Dự báo cuối năm", _forecast_value, sub=_forecast_words,
        sort_key=lambda row: row.forecast.value if row.forecast else None,
    ),
    Column(
        "nhan-dinh", "Nhận định", lambda row: row.judgement.label, kind="state",
        sub=lambda row: row.judgement.reason,
    ),
    Column("chu-tri", "Chủ trì", lambda row: row.owner_name, template="targets/_cell_owner.html"),
    Column(
        "nam-truoc", "Năm trước", lambda row: typed(row.target.baseline), shown=False,
        sub=lambda row: row.target.get_baseline_kind_display() if row.target.baseline_kind else "",
    ),
)  # fmt: skip


def _verdict_filter(rows: list[TargetRow]) -> Filter:
    present = {row.verdict for row in rows}
    return Filter(
        FILTER,
        "Nhận định",
        [(verdict.value, verdict.label) for verdict in Verdict if verdict in present],
        lambda rows, value: [row for row in rows if row.verdict == value],
    )


def _owner_filter(rows: list[TargetRow]) -> Filter:
    owners = {str(row.target.owner_id): row.owner_name for row in rows if row.target.owner_id}
    return Filter(
        "co-quan",
        "Cơ quan chủ trì",
        sorted(owners.items(), key=lambda pair: pair[1]),
        lambda rows, value: [row for row in rows if str(row.target.owner_id) == value],
    )
