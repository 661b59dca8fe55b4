"""The leader's board: whose, of when, every number with its list, as few queries as promised."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from thidua.base.access import Actor
from thidua.base.registries import Figure
from thidua.pages.overview.boards import days_between, grouped, value_words
from thidua.pages.overview.scopes import asked_of, period_choices
from thidua.subjects.movements.enums import DutyState
from thidua.subjects.movements.models import Duty, Movement
from thidua.subjects.orgs.models import Organization
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.targets.models import Index

Browser = Callable[..., Client]
Find = Callable[..., Actor]


@pytest.fixture
def played(launched: Movement, indices: dict[str, Index]) -> Movement:
    """Launched early enough to be late with: one unit has launched, one acknowledged, others nothing."""
    Movement.objects.filter(pk=launched.pk).update(launched_on=date(2022, 1, 24))
    launched.duties.update(
        acknowledge_due=date(2022, 1, 27), plan_due=date(2022, 2, 21), launch_due=date(2022, 3, 10)
    )
    first, second = launched.duties.order_by("pk")[:2]
    acknowledged = {"acknowledged_on": date(2022, 1, 26)}
    Duty.objects.filter(pk=first.pk).update(
        state=DutyState.LAUNCHED, **acknowledged, planned_on=date(2022, 2, 1),
        launched_on=date(2022, 2, 5),
    )  # fmt: skip
    Duty.objects.filter(pk=second.pk).update(state=DutyState.ACKNOWLEDGED, **acknowledged)
    return launched


def asked(actor: Actor, words: str = "") -> object:
    return asked_of(QueryDict(words), actor, tree_on(actor.day))


def test_scope_begins_with_whom_the_actor_answers_for(actor: Find) -> None:
    clerk = actor("canbo.soyte")
    assert asked(clerk).unit_id == clerk.unit_id
    assert asked(clerk, "don_vi=tinh").unit_id is None
    assert asked(actor("chutich", "province_chair")).unit_id is None


def test_scope_of_another_unit_is_for_those_who_watch(actor: Find) -> None:
    other = Organization.objects.get(code="LC-SGDDT").pk
    with pytest.raises(PermissionDenied):
        asked(actor("canbo.soyte"), f"don_vi={other}")
    assert asked(actor("kiemtra"), f"don_vi={other}").unit_id == other
    commune = Organization.objects.get(code="W03517.2022").pk
    assert asked(actor("canbo.sinho"), f"don_vi={commune}").unit_id == commune


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("", date(2022, 1, 1), date(2022, 12, 31)),
        ("nam=2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("nam=2022&ky=Q1", date(2022, 1, 1), date(2022, 3, 31)),
        ("nam=2022&ky=H2", date(2022, 7, 1), date(2022, 12, 31)),
        ("nam=abc&ky=Q9", date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_scope_reads_the_period(actor: Find, words: str, since: date, until: date) -> None:
    scope = asked(actor("chuyenvien"), words).scope
    assert (scope.since, scope.until) == (since, until)


def test_periods_have_short_names() -> None:
    assert period_choices(2022) == [
        ("", "Cả năm"), ("H1", "6 tháng đầu năm"), ("H2", "6 tháng cuối năm"), ("Q1", "Quý I"),
        ("Q2", "Quý II"), ("Q3", "Quý III"), ("Q4", "Quý IV"),
    ]  # fmt: skip


def test_groups_stand_in_the_order_of_the_meeting() -> None:
    figures = [
        Figure(key, "x", 1, "", group)
        for key, group in (("a", "Ý kiến"), ("b", "Khác"), ("c", "Phong trào"), ("d", "Ý kiến"))
    ]
    assert [(g.heading, len(g.figures)) for g in grouped(figures)] == [
        ("Phong trào", 1), ("Ý kiến", 2), ("Khác", 1),
    ]  # fmt: skip


def test_values_are_read_as_the_office_writes_them() -> None:
    assert value_words(Figure("a", "x", None, "", "g")) == "chưa có số liệu"
    assert value_words(Figure("a", "x", Decimal("2250.5"), "", "g")) == "2.250,5"
    assert value_words(Figure("a", "x", 3, "", "g", whole=1200)) == "3/1.200"


def test_days_are_even_and_end_with_the_last() -> None:
    days = days_between(date(2022, 1, 24), date(2022, 2, 15))
    assert (len(days), days[0], days[-1]) == (8, date(2022, 1, 24), date(2022, 2, 15))
    assert days_between(date(2022, 2, 14), date(2022, 2, 15)) == [
        date(2022, 2, 14), date(2022, 2, 15),
    ]  # fmt: skip
    assert days_between(date(2022, 2, 16), date(2022, 2, 15)) == [date(2022, 2, 15)]


def test_board_names_the_late_and_shows_the_known(played: Movement, client_as: Browser) -> None:
    page = client_as("chutich", "province_chair").get("/toan-canh/")
    board, text = page.context["board"], page.content.decode()
    late = played.duties.count() - 2
    alarm = board.alarms[0]
    assert (alarm.key, alarm.value) == ("movements.late", late)
    assert (len(board.late), board.late_total) == (20, late)
    assert board.late[0].name in text
    assert "86,29" in text
    assert "công bố sau ngày đang xem" in text


def test_late_unit_opens_the_list_of_its_duties(played: Movement, client_as: Browser) -> None:
    client = client_as("chuyenvien")
    unit = client.get("/toan-canh/").context["board"].late[0]
    opened = client.get(unit.url)
    assert opened.context["list"].count == unit.count
    assert opened.context["unit"] == unit.name


def test_every_number_of_the_board_opens_a_page(played: Movement, client_as: Browser) -> None:
    client = client_as("chuyenvien")
    for group in client.get("/toan-canh/").context["board"].groups:
        for figure in group.figures:
            assert figure.url, figure.key
            assert client.get(figure.url).status_code == 200, figure.url


def test_progress_counts_as_it_was_on_each_day(played: Movement, client_as: Browser) -> None:
    board = client_as("chuyenvien").get("/toan-canh/").context["board"]
    found = {one.label: [point.value for point in one.points] for one in board.progress}
    assert found["Đã tiếp nhận"][0] == 0
    assert found["Đã tiếp nhận"][-1] == 2
    assert found["Đã phát động"][-1] == 1
    assert sorted(found["Đã phát động"]) == found["Đã phát động"]


def test_unit_head_sees_the_own_unit_beside_its_kind(played: Movement, client_as: Browser) -> None:
    page = client_as("thutruong.soyte").get("/toan-canh/")
    board = page.context["board"]
    assert "Đơn vị tôi" in page.content.decode()
    assert board.asked.is_own
    rows = client_as("thutruong.soyte").get("/toan-canh/so-sanh/").context["rows"]
    beside = {row.label: (row.own, row.place, row.out_of) for row in rows}
    units = played.duties.filter(unit_kind="department").count()
    assert beside["Việc quá hạn với phong trào"][0] == 1
    assert beside["Việc quá hạn với phong trào"][2] >= units
    assert page.context["map"] is None
    assert board.progress == ()


def test_board_is_refused_to_who_has_no_part_in_it(played: Movement, client_as: Browser) -> None:
    assert client_as("baochi").get("/toan-canh/").status_code == 403
    assert Client().get("/toan-canh/").status_code == 302


def test_board_asks_few_questions(played: Movement, client_as: Browser) -> None:
    client = client_as("chutich", "province_chair")
    client.get("/toan-canh/")
    with CaptureQueriesContext(connection) as whole:
        client.get("/toan-canh/")
    Duty.objects.filter(movement=played).exclude(
        pk__in=list(played.duties.order_by("pk").values_list("pk", flat=True)[:1])
    ).delete()
    with CaptureQueriesContext(connection) as single:
        client.get("/toan-canh/")
    assert len(single) == len(whole) <= 25
    unit = client_as("thutruong.soyte")
    for path in ("/toan-canh/", "/toan-canh/so-sanh/"):
        unit.get(path)
        with CaptureQueriesContext(connection) as caught:
            unit.get(path)
        assert len(caught) <= 27, path  # one more for each subject that looks at predecessors
