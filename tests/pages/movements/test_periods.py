"""The lists that figures of movements open hold exactly what was counted."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from thidua.base.registries import FigureScope
from thidua.subjects.movements.enums import DutyState
from thidua.subjects.movements.figures import figures_of
from thidua.subjects.movements.models import Duty, Movement


@pytest.fixture
def played(launched: Movement) -> Movement:
    first, second = launched.duties.order_by("pk")[:2]
    days = {"acknowledged_on": date(2022, 2, 1), "planned_on": date(2022, 2, 8)}
    Duty.objects.filter(pk=first.pk).update(
        state=DutyState.LAUNCHED, **days, launched_on=date(2022, 2, 12)
    )
    Duty.objects.filter(pk=second.pk).update(state=DutyState.PLANNED, **days)
    return launched


def test_every_figure_opens_a_list_of_as_many_rows(
    played: Movement, client_as: Callable[..., Client], day: date
) -> None:
    client = client_as("chuyenvien")
    scope = FigureScope(None, date(2022, 1, 1), date(2022, 12, 31), day)
    for figure in figures_of(scope):
        response = client.get(figure.url)
        assert response.context["list"].count == figure.value, figure.key


def test_filter_form_keeps_the_period(played: Movement, client_as: Callable[..., Client]) -> None:
    page = client_as("chuyenvien").get("/phong-trao/viec-don-vi/?tu=01/01/2022&den=31/03/2022")
    assert '<input type="hidden" name="den" value="31/03/2022">' in page.content.decode()


def test_list_of_one_unit_names_it(played: Movement, client_as: Callable[..., Client]) -> None:
    duty = played.duties.select_related("organization").order_by("pk").first()
    assert duty is not None
    page = client_as("lanhdao", "office_head").get(
        f"/phong-trao/viec-don-vi/?don_vi={duty.organization_id}"
    )
    assert page.context["unit"] == duty.unit_name
    assert [line.unit for line in page.context["list"].rows] == [duty.unit_name]


@pytest.mark.parametrize("path", ["trong-ky", "viec-don-vi"])
def test_lists_are_exported_and_refused(
    path: str, played: Movement, client_as: Callable[..., Client]
) -> None:
    exported = client_as("chutich", "province_chair").get(f"/phong-trao/{path}/?xuat=xlsx")
    assert exported.content[:2] == b"PK"
    assert client_as("baochi").get(f"/phong-trao/{path}/").status_code == 403


def test_duty_list_takes_as_many_queries_for_one_row_as_for_all(
    played: Movement, client_as: Callable[..., Client]
) -> None:
    client = client_as("chuyenvien")
    client.get("/phong-trao/viec-don-vi/")
    counts = []
    for query in ("", "?da=launched"):
        with CaptureQueriesContext(connection) as caught:
            client.get(f"/phong-trao/viec-don-vi/{query}")
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 18
