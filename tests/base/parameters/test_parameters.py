from datetime import date

import pytest

from tests.base.conftest import make_actor
from thidua.base import parameters
from thidua.base.access import Refused, Role
from thidua.base.audit.models import AuditEvent
from thidua.base.parameters.errors import BadValue, MissingParameter, Overlap
from thidua.base.parameters.models import Parameter
from thidua.base.parameters.selectors import values_on
from thidua.base.parameters.services import seed_rows, set_day, set_parameter

pytestmark = pytest.mark.django_db
HEAD = make_actor(Role.OFFICE_HEAD)
DAY = date(2022, 2, 15)


@pytest.fixture
def seed():
    return parameters.load_parameters()


def change(value, day, **more):
    return set_parameter(
        actor=HEAD, key="movement.ack", value=value, valid_from=day, source="12/QĐ-UBND", **more
    )


def test_load_parameters_adds_only_what_is_not_known(seed):
    assert seed == len(seed_rows())
    assert parameters.load_parameters() == 0


def test_every_seed_value_names_its_source(seed):
    assert [row.key for row in Parameter.objects.all() if not row.source or not row.title] == []


def test_days_gives_the_value_of_the_day(seed):
    change(5, date(2022, 3, 1))
    assert parameters.days("movement.ack", date(2022, 2, 28)) == 3
    assert parameters.days("movement.ack", date(2022, 3, 1)) == 5


def test_get_without_a_value_on_the_day_is_an_error():
    with pytest.raises(MissingParameter, match=r"movement\.ack.*15/02/2022"):
        parameters.get("movement.ack", DAY)


def test_days_of_a_list_is_an_error(seed):
    with pytest.raises(BadValue):
        parameters.days("reminder.before", DAY)


def test_set_parameter_keeps_the_value_before_and_leaves_an_event(seed):
    change(5, date(2022, 3, 1), note="Theo quy chế mới")
    rows = Parameter.objects.filter(key="movement.ack").values_list("value", "valid_until")
    assert list(rows) == [(3, date(2022, 3, 1)), (5, date(9999, 12, 31))]
    event = AuditEvent.objects.get()
    assert (event.verb, event.before) == ("parameters.set", {"value": 3})
    assert event.after == {"value": 5, "valid_from": "2022-03-01", "source": "12/QĐ-UBND"}


@pytest.mark.parametrize("day", [date(2022, 3, 1), date(2022, 2, 1)])
def test_set_parameter_refuses_an_overlap(seed, day):
    change(5, date(2022, 3, 1))
    with pytest.raises(Overlap, match="01/03/2022"):
        change(7, day)


def test_set_parameter_refuses_another_kind_of_value(seed):
    with pytest.raises(BadValue):
        change("năm", date(2022, 3, 1))
    assert Parameter.objects.get(key="movement.ack").valid_until == date(9999, 12, 31)


def test_set_parameter_needs_a_source_and_the_right(seed):
    with pytest.raises(BadValue, match="căn cứ"):
        set_parameter(actor=HEAD, key="movement.ack", value=5, valid_from=DAY, source=" ")
    with pytest.raises(Refused):
        set_parameter(
            actor=make_actor(Role.ADMIN), key="movement.ack", value=5, valid_from=DAY, source="x"
        )


def test_values_on_gives_all_in_one_query(seed, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert values_on(DAY)["movement.plan"] == 20


def test_calendar_holds_the_provinces_own_days(seed):
    friday, saturday = date(2022, 2, 18), date(2022, 2, 19)
    assert parameters.calendar(DAY).is_working(friday)
    set_day(actor=HEAD, day=friday, kind="off", source="Công văn 1/UBND")
    set_day(actor=HEAD, day=saturday, kind="working", source="Công văn 1/UBND")
    calendar = parameters.calendar(DAY)
    assert (calendar.is_working(friday), calendar.is_working(saturday)) == (False, True)
    set_day(actor=HEAD, day=friday, kind="", source="")
    assert parameters.calendar(DAY).is_working(friday)
