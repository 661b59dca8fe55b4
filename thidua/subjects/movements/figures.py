"""The numbers of movements that boards show and reports freeze, and why a unit should be visited."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from thidua.base import parameters, registries
from thidua.base.registries import Figure, FigureScope, RiskFact, UnitFigure
from thidua.core.text import format_date
from thidua.subjects.movements.selectors.progress import (
    Counted,
    as_of,
    count_by_unit,
    count_duties,
    movements_running_in,
)

GROUP = "Phong trào"
DUTIES = "lượt đơn vị"  # a unit counts once for each movement it was given


def figures_of(scope: FigureScope) -> Iterable[Figure]:
    return figures_from(scope, count_duties(scope))


def figures_from(scope: FigureScope, counted: Counted) -> Iterable[Figure]:
    """From counts that the caller has already: a board counts its duties once."""
    if scope.unit_id is None:
        yield _running(scope)
    steps = (
        ("acknowledged", "Đã tiếp nhận", counted.acknowledged, "da=acknowledged"),
        ("planned", "Đã có kế hoạch", counted.planned, "da=planned"),
        ("launched", "Đã phát động", counted.launched, "da=launched"),
        ("without_plan", "Chưa có kế hoạch", counted.total - counted.planned, "chua=planned"),
        ("late", "Quá hạn", counted.late, "tre=1"),
    )
    for step, label, value, query in steps:
        yield _share(scope, f"movements.{step}", label, value, counted, query)


def _running(scope: FigureScope) -> Figure:
    running = movements_running_in(scope)
    marks = list(running.order_by().values_list("is_sample", flat=True))
    return Figure(
        key="movements.running",
        label="Phong trào đang triển khai",
        value=len(marks),
        unit="phong trào",
        group=GROUP,
        url=f"/phong-trao/trong-ky/?{_days(scope)}",
        is_sample=any(marks),
    )


def _share(
    scope: FigureScope, key: str, label: str, value: int, counted: Counted, query: str
) -> Figure:
    """A count out of the duties given; where nothing was given there is nothing to count."""
    return Figure(
        key=key,
        label=label,
        value=value if counted.total else None,
        unit=DUTIES,
        group=GROUP,
        whole=counted.total or None,
        url=f"/phong-trao/viec-don-vi/?{query}&{_days(scope)}",
        tone="bad" if key == "movements.late" and value else "",
        is_sample=counted.samples > 0,
    )


def _days(scope: FigureScope) -> str:
    """The period and the day travel along, so that the list opened is what was counted."""
    asked: dict[str, str | int] = {
        "tu": format_date(scope.since), "den": format_date(scope.until),
        "ngay": format_date(scope.day),
    }  # fmt: skip
    if scope.unit_id is not None:
        asked["don_vi"] = scope.unit_id
    return urlencode(asked)


def launched_share(scope: FigureScope, unit_ids: set[int]) -> dict[int, Decimal | int | None]:
    return shares_of(count_by_unit(scope, unit_ids))


def shares_of(counted: dict[int, Counted]) -> dict[int, Decimal | int | None]:
    return {
        unit: (Decimal(100 * one.launched) / one.total).quantize(Decimal("0.1"))
        for unit, one in counted.items()
    }


def late_count(scope: FigureScope, unit_ids: set[int]) -> dict[int, Decimal | int | None]:
    return {unit: one.late for unit, one in count_by_unit(scope, unit_ids).items()}


def unit_figures() -> list[UnitFigure]:
    return [
        launched_figure(launched_share),
        UnitFigure(
            "movements.late", "Việc quá hạn với phong trào", "việc", GROUP, False, late_count
        ),
    ]


def launched_figure(
    of_units: Callable[[FigureScope, set[int]], dict[int, Decimal | int | None]],
) -> UnitFigure:
    label = "Tỷ lệ phong trào đã phát động"
    return UnitFigure("movements.launched", label, "%", GROUP, True, of_units)


def risks(unit_ids: set[int], day: date) -> list[RiskFact]:
    """Never launched anything it was given this year; late with something now."""
    scope = FigureScope(None, date(day.year, 1, 1), date(day.year, 12, 31), day)
    never = int(parameters.get("risk.movements.never_launched", day))
    late = int(parameters.get("risk.movements.late", day))
    facts: list[RiskFact] = []
    for unit, counted in count_by_unit(scope, unit_ids).items():
        facts += _risks_of(unit, counted, scope, never, late)
    return facts


def _risks_of(
    unit: int, counted: Counted, scope: FigureScope, never: int, late: int
) -> Iterable[RiskFact]:
    tail = _days(FigureScope(unit, scope.since, scope.until, as_of(scope)))
    if not counted.launched:
        words = f"Chưa phát động phong trào nào trong {counted.total} phong trào được giao"
        url = f"/phong-trao/viec-don-vi/?{tail}"
        yield RiskFact(unit, "movements.never_launched", words, never, url)
    if counted.late:
        words = f"Đang quá hạn {counted.late} việc với phong trào"
        url = f"/phong-trao/viec-don-vi/?tre=1&{tail}"
        yield RiskFact(unit, "movements.late", words, late * counted.late, url)


registries.figures.register("movements", figures_of)
registries.unit_figures.register("movements", unit_figures)
registries.risk_facts.register("movements", risks)
