"""How figures, periods and movements are said in reports, on screen and on paper alike."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.base.registries import Figure
from thidua.core.text import format_date, format_number
from thidua.subjects.movements.models import Movement
from thidua.subjects.reports.enums import CampaignKind
from thidua.subjects.reports.models import ReportCampaign, ReportFigure

NO_DATA = "chưa có số liệu"
SAMPLE_MARK = " (số liệu mẫu)"
Number = Decimal | int


def figure_words(value: Number | None, whole: Number | None = None) -> str:
    """2.250,5; 45 / 120; a blank is said, never shown as nothing or zero."""
    words = NO_DATA if value is None else format_number(value)
    return words if whole is None else f"{words} / {format_number(whole)}"


def number_of(text: str | None) -> Decimal | None:
    return None if text in (None, "") else Decimal(str(text))


def frozen(figure: Figure) -> dict[str, Any]:
    """A figure as it is kept: numbers as texts, so that they come back exactly."""
    return {
        "key": figure.key,
        "label": figure.label,
        "value": None if figure.value is None else str(figure.value),
        "whole": None if figure.whole is None else str(figure.whole),
        "unit": figure.unit,
        "group": figure.group,
        "note": figure.note,
        "url": figure.url,
        "is_sample": figure.is_sample,
    }


def frozen_words(line: Mapping[str, Any]) -> str:
    return figure_words(number_of(line["value"]), number_of(line["whole"]))


def sent_words(figure: ReportFigure) -> str:
    return figure_words(figure.value, figure.whole)


def movement_named(movement: Movement) -> str:
    """Inside a sentence: a name that does not say what it is stands in quotes."""
    name = movement.name.strip()
    if name.lower().startswith("phong trào"):
        return name[:1].lower() + name[1:]
    return f"phong trào thi đua “{name}”"


def subject_of(campaign: ReportCampaign) -> str:
    """What a report of this campaign is about (trích yếu)."""
    if campaign.movement is None or campaign.kind == CampaignKind.OTHER:
        return f"Kết quả thực hiện: {campaign.name}"[:500]
    lead = "Sơ kết" if campaign.kind == CampaignKind.INTERIM else "Tổng kết"
    return f"{lead} {movement_named(campaign.movement)}"[:500]


def period_words(since: date, until: date) -> str:
    return f"từ ngày {format_date(since)} đến hết ngày {format_date(until)}"
