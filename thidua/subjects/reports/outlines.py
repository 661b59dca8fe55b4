"""The default outlines: data beside the code, copied into a campaign and edited there."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from thidua.subjects.reports.models import Heading, ReportCampaign

FIELDS = ("kind", "title", "ask", "required", "figures", "columns")


@cache
def _outlines() -> dict[str, list[dict[str, Any]]]:
    text = (files("thidua.data") / "report_outlines.yaml").read_text(encoding="utf-8")
    outlines: dict[str, list[dict[str, Any]]] = yaml.safe_load(text)["outlines"]
    return outlines


def default_headings(kind: str) -> list[dict[str, Any]]:
    return [dict(heading) for heading in _outlines()[kind]]


def headings_of(campaign: ReportCampaign) -> list[dict[str, Any]]:
    """The outline of an earlier campaign, to start from."""
    return [
        {name: getattr(heading, name) for name in FIELDS} for heading in campaign.headings.all()
    ]


def write_outline(campaign: ReportCampaign, headings: Iterable[dict[str, Any]]) -> None:
    Heading.objects.bulk_create(
        Heading(campaign=campaign, position=place, **heading)
        for place, heading in enumerate(headings, 1)
    )
