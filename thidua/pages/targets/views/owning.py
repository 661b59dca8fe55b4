"""The owner's side: the figures of all units in a period beside its own; verify, write, dispute."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from thidua.base.access import requires
from thidua.base.errors import Refusal
from thidua.pages.targets.finding import allow, asked_year, find_period, find_target
from thidua.pages.targets.forms import number_of
from thidua.pages.targets.views.boards import years_of
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.targets.enums import ValueState
from thidua.subjects.targets.models import Target, TargetPeriod, TargetValue
from thidua.subjects.targets.selectors.board import board_of
from thidua.subjects.targets.selectors.checks import company_of
from thidua.subjects.targets.selectors.owed import owned_targets, to_split, to_verify
from thidua.subjects.targets.selectors.values import periods_of, values_of, with_periods
from thidua.subjects.targets.services.settling import set_own_figures, verify_values


@require_GET
@requires("targets.verify")
def owned_list(request: HttpRequest) -> HttpResponse:
    """The targets that my unit owns: what waits, how they stand."""
    actor, year = request.actor, asked_year(request)
    ids = owned_targets(actor.unit_id, year)
    context = {
        "rows": board_of(year, actor.day, ids=ids) if ids else [],
        "waiting": to_verify(actor.unit_id),
        "unsplit": [one for one in to_split(actor.unit_id) if one.year == year],
        "year": year,
        "years": years_of(year),
        "unit_name": actor.unit_name,
    }
    return render(request, "targets/owned_list.html", context)


@dataclass(frozen=True, slots=True)
class OwnedLine:
    """One unit in the period, beside what the owner knows itself."""

    row: TargetValue
    name: str
    share: Decimal | None
    before: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        if self.row.value is None or self.row.owner_value is None:
            return None
        return self.row.value - self.row.owner_value


@require_GET
@requires("targets.verify")
def owned_see(request: HttpRequest, target_id: int, code: str) -> HttpResponse:
    target, period = _find(request, target_id, code)
    lines = _lines(request, target, period)
    shown = _list(request.GET, target, period, lines)
    if shown.wants_export:
        return shown.export()
    context = {
        "target": target,
        "period": period,
        "periods": periods_of(target.pk),
        "list": shown,
        "counts": _counts(lines),
        "matching": sum(_matches(line) for line in lines),
        "is_open": not period.is_locked(request.actor.day),
        "row": board_of(target.year, request.actor.day, ids=[target.pk], withdrawn=True)[0],
    }
    return render(request, "targets/owned_see.html", context)


def _find(request: HttpRequest, target_id: int, code: str) -> tuple[Target, TargetPeriod]:
    target = find_target(target_id)
    allow(request.actor, "targets.verify", target)
    return target, find_period(target.period_kind, code)


def _lines(request: HttpRequest, target: Target, period: TargetPeriod) -> list[OwnedLine]:
    rows = with_periods(values_of(target.pk, period_id=period.pk))
    names = names_on([row.organization_id for row in rows], request.actor.day)
    shares = dict(target.shares.values_list("organization_id", "value"))
    earlier = TargetValue.objects.filter(
        target=target, period__index=period.index - 1, period__year=period.year
    )
    before = dict(earlier.values_list("organization_id", "value"))
    for row in rows:
        row.target = target
    _look_again(rows, request)
    lines = [
        OwnedLine(
            row,
            names.get(row.organization_id, ""),
            shares.get(row.organization_id),
            before.get(row.organization_id),
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: (_PLACE[ValueState(line.row.state)], line.row.pk))


def _look_again(rows: list[TargetValue], request: HttpRequest) -> None:
    """What waits to be verified is checked anew: since it came, the neighbours have reported too."""
    waiting = [row for row in rows if row.state == ValueState.REPORTED]
    if not waiting:
        return
    company = company_of(waiting, request.actor.day)
    for row in waiting:
        row.findings = [one.words for one in company.findings(row, row.value, row.weight)]


# What waits for the owner stands first.
_PLACE = {
    ValueState.REPORTED: 0,
    ValueState.DISPUTED: 1,
    ValueState.OPEN: 2,
    ValueState.VERIFIED: 3,
    ValueState.LOCKED: 4,
}


def _counts(lines: list[OwnedLine]) -> list[tuple[str, int]]:
    return [
        (str(state.label), count)
        for state in ValueState
        if (count := sum(line.row.state == state for line in lines))
    ]


def _matches(line: OwnedLine) -> bool:
    """Reported, and just what the owner has itself."""
    return line.row.state == ValueState.REPORTED and line.difference == 0


class OwnedList(FilteredList):
    """Its bulk acts need to know which target and period."""

    target_id: int
    code: str


def _list(
    params: QueryDict, target: Target, period: TargetPeriod, lines: list[OwnedLine]
) -> OwnedList:
    hidden = {"mau-so" if not target.needs_weight else "", "truoc" if period.index == 1 else ""}
    shown = OwnedList(
        params,
        lines,
        [one for one in COLUMNS if one.key not in hidden],
        name="don-vi",
        thing="đơn vị",
        filters=[STATES, DIFFERENCES],
        pick=lambda line: str(line.row.pk),
        pick_label=lambda line: line.name,
        empty_heading="Chưa có đơn vị nào phải báo cáo",
        empty_words="Khi kỳ mở, các đơn vị được giao hiện ở đây.",
        page_size=50,
        export_name=f"chi-tieu-{target.pk}-{period.code}",
    )
    shown.target_id, shown.code = target.pk, period.code
    return shown


COLUMNS = [
    Column("don-vi", "Đơn vị", lambda line: line.name, lead=True, template="targets/_cell_unit.html"),
    Column("muc", "Mức giao", lambda line: line.share, kind="number"),
    Column("truoc", "Kỳ trước", lambda line: line.before, kind="number"),
    Column("so", "Đơn vị báo cáo", lambda line: line.row.value, template="targets/_cell_value.html"),
    Column("mau-so", "Mẫu số", lambda line: line.row.weight, kind="number"),
    Column(
        "cua-toi", "Số của tôi", lambda line: line.row.owner_value, template="targets/_cell_own.html"
    ),
    Column("chenh", "Chênh lệch", lambda line: line.difference, template="targets/_cell_gap.html"),
    Column(
        "tt", "Trạng thái", lambda line: line.row.get_state_display(), kind="state",
        sub=lambda line: "muộn" if line.row.is_late else "",
    ),
]  # fmt: skip
STATES = Filter(
    "tt",
    "Trạng thái",
    [(state.value, str(state.label)) for state in ValueState],
    lambda rows, value: [line for line in rows if line.row.state == value],
)
DIFFERENCES = Filter(
    "so-sanh",
    "So với số của tôi",
    [("trung", "Trùng"), ("khac", "Khác"), ("nghi", "Số khác thường")],
    lambda rows, value: [line for line in rows if _compared(line, value)],
)


def _compared(line: OwnedLine, value: str) -> bool:
    if value == "nghi":
        return bool(line.row.findings)
    return line.difference is not None and (line.difference == 0) == (value == "trung")


@require_POST
@requires("targets.verify")
def owned_verify(request: HttpRequest, target_id: int, code: str) -> HttpResponse:
    """The ticked, all that match the filter, or all that are just the owner's own figures."""
    target, period = _find(request, target_id, code)
    lines = _lines(request, target, period)
    if "matching" in request.POST:
        chosen: Any = [line for line in lines if _matches(line)]
    else:
        params = QueryDict(request.POST.get("filter", ""))
        chosen = _list(params, target, period, lines).picked(request.POST)
    done, left = verify_values(actor=request.actor, rows=[line.row for line in chosen])
    names = {line.row.organization_id: line.name for line in lines}
    if done:
        messages.success(request, f"Đã xác nhận số liệu của {len(done)} đơn vị.")
    if left:
        said = "; ".join(f"{names.get(one.unit_id, '')}: {one.reason}" for one in left[:10])
        more = f" … và {len(left) - 10} đơn vị nữa." if len(left) > 10 else ""
        messages.warning(request, f"Để lại {len(left)} đơn vị. {said}{more}")
    if not done and not left:
        messages.error(request, "Chưa chọn đơn vị nào.")
    return redirect("targets:owned_see", target.pk, code)


@require_POST
@requires("targets.verify")
def owned_note(request: HttpRequest, target_id: int, code: str) -> HttpResponse:
    """The owner's own figures, as typed into the column."""
    target, period = _find(request, target_id, code)
    figures: dict[int, Decimal | None] = {}
    try:
        for name, text in request.POST.items():
            key = name.removeprefix("own-")
            if name.startswith("own-") and key.isascii() and key.isdigit():
                figures[int(key)] = number_of(str(text))
        count = set_own_figures(actor=request.actor, target=target, period=period, figures=figures)
    except (ValueError, Refusal) as error:
        messages.error(request, str(error.args[0]))
    else:
        messages.success(request, f"Đã ghi {count} số của cơ quan chủ trì.")
    return redirect("targets:owned_see", target.pk, code)
