"""A campaign of the province on a launched movement, and units that answer it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from thidua.base.access import Actor
from thidua.subjects.movements.models import Movement
from thidua.subjects.reports.enums import CampaignKind, HeadingKind
from thidua.subjects.reports.models import OwedReport, ReportCampaign
from thidua.subjects.reports.services.campaigns import open_campaign, prepare_campaign
from thidua.subjects.reports.services.drafting import (
    Written,
    save_report,
    sign_and_send,
    start_report,
    submit_report,
)

OPENS, DUE, LATE, LOCKS = date(2022, 5, 16), date(2022, 6, 15), date(2022, 6, 29), date(2022, 6, 30)
PERIOD = {"since": date(2022, 1, 1), "until": date(2022, 6, 15)}
DAYS = {"opens_on": OPENS, "due_on": DUE, "late_until": LATE, "locks_on": LOCKS}


def on(actor: Actor, day: date) -> Actor:
    return replace(actor, day=day)


@pytest.fixture
def prepared(actor: Callable[..., Actor], launched: Movement) -> ReportCampaign:
    return prepare_campaign(
        actor=on(actor("chuyenvien"), OPENS),
        kind=CampaignKind.INTERIM,
        movement=launched,
        name="Sơ kết 6 tháng đầu năm 2022",
        **PERIOD,
        **DAYS,
    )


@pytest.fixture
def campaign(actor: Callable[..., Actor], prepared: ReportCampaign) -> ReportCampaign:
    return open_campaign(actor=on(actor("chuyenvien"), OPENS), campaign=prepared)


@pytest.fixture
def owed(campaign: ReportCampaign) -> OwedReport:
    """What the department of health owes."""
    return campaign.reports.select_related("campaign").get(organization__code="LC-SYT")


def words_for(report: OwedReport, text: str = "Đơn vị đã thực hiện đủ các nội dung.") -> Written:
    """Words under every heading that asks for them, a row in every table."""
    headings = list(report.campaign.headings.all())
    words = {h.pk: f"{text}\n- Ý thứ hai." for h in headings if h.kind == HeadingKind.WORDS}
    rows = {
        h.pk: [["Mô hình", "Xã Nậm Tăm", "Tốt"]] for h in headings if h.kind == HeadingKind.TABLE
    }
    return Written(words=words, rows=rows)


def send(
    report: OwedReport, clerk: Actor, head: Actor, *, day: date = DUE, **text: Any
) -> OwedReport:
    """Written, signed and sent through the services."""
    clerk, head = on(clerk, day), on(head, day)
    start_report(actor=clerk, report=report)
    save_report(actor=clerk, report=report, revision=None, written=words_for(report, **text))
    submit_report(actor=clerk, report=report)
    return sign_and_send(actor=head, report=report)


@pytest.fixture
def sent(actor: Callable[..., Actor], owed: OwedReport) -> OwedReport:
    return send(owed, actor("canbo.soyte"), actor("thutruong.soyte"), day=date(2022, 6, 10))
