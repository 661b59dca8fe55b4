"""The numbers of oversight that boards show and reports freeze, and why a unit should be visited."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from thidua.base import parameters, registries
from thidua.base.registries import Figure, FigureScope, RiskFact, UnitFigure
from thidua.core.text import format_date
from thidua.subjects.oversight.selectors.figures import (
    complaints_by_unit,
    count_opinions,
    count_questions,
    count_replies,
    late_by_unit,
    unsettled_complaints,
)

GROUP = "Giám sát, ý kiến"


def figures_of(scope: FigureScope) -> Iterable[Figure]:
    yield from _opinions(scope, count_opinions(scope))
    replies = count_replies(scope)
    yield Figure(
        key="oversight.replies",
        label="Nơi được hỏi đã góp ý dự thảo",
        value=replies["replied"] if replies["asked"] else None,
        unit="lượt đơn vị",
        group=GROUP,
        whole=replies["asked"] or None,
        url=f"/y-kien/lay-y-kien/?{_days(scope)}",
        is_sample=bool(replies["sample"]),
    )
    if scope.unit_id is None:
        asked = count_questions(scope)
        yield Figure(
            key="oversight.law_answered",
            label="Câu hỏi pháp luật đã trả lời",
            value=asked["answered"] if asked["asked"] else None,
            unit="câu",
            group=GROUP,
            whole=asked["asked"] or None,
            url="/y-kien/hoi-dap/",
            is_sample=bool(asked["sample"]),
        )


def _opinions(scope: FigureScope, counts: Mapping[str, int]) -> Iterable[Figure]:
    shown = (
        ("received", "Ý kiến đã nhận", None),
        ("answered", "Ý kiến đã trả lời", counts["received"]),
        ("late", "Ý kiến quá hạn chưa trả lời", None),
        ("front", "Ý kiến của Mặt trận, đoàn thể chưa trả lời", None),
    )
    for name, label, whole in shown:
        yield Figure(
            key=f"oversight.{name}",
            label=label,
            value=counts[name] if whole != 0 else None,
            unit="ý kiến",
            group=GROUP,
            whole=whole or None,
            url=f"/y-kien/?dem={name}&{_days(scope)}",
            tone="bad" if name == "late" and counts[name] else "",
            is_sample=bool(counts["sample"]),
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


def late_answers(scope: FigureScope, unit_ids: set[int]) -> dict[int, Decimal | int | None]:
    return dict(late_by_unit(scope, unit_ids))


def complaints(scope: FigureScope, unit_ids: set[int]) -> dict[int, Decimal | int | None]:
    return dict(complaints_by_unit(scope, unit_ids))


def unit_figures() -> list[UnitFigure]:
    return [
        UnitFigure(
            "oversight.late", "Ý kiến quá hạn trả lời", "ý kiến", GROUP, False, late_answers
        ),
        UnitFigure(
            "oversight.complaints", "Phản ánh về đơn vị", "phản ánh", GROUP, False, complaints
        ),
    ]


def risks(unit_ids: set[int], day: date) -> list[RiskFact]:
    """Complaints about a unit that are not settled."""
    found = unsettled_complaints(unit_ids, day)
    if not found:
        return []
    points = int(parameters.get("risk.oversight.complaint", day))
    return [
        RiskFact(
            unit_id=unit,
            key="oversight.complaints",
            words=f"Còn {opened} phản ánh chưa giải quyết xong"
            + (f", {late} quá hạn" if late else ""),
            points=points * opened,
            url=f"/y-kien/?ve={unit}",
        )
        for unit, (opened, late) in found.items()
    ]


registries.figures.register("oversight", figures_of)
registries.unit_figures.register("oversight", unit_figures)
registries.risk_facts.register("oversight", risks)
