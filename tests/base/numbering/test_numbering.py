from threading import Thread

import pytest
from django.db import connection, transaction

from tests.base.conftest import make_actor
from thidua.base.access import Refused, Role
from thidua.base.audit.models import AuditEvent
from thidua.base.numbering import next_number, record_number
from thidua.base.numbering.errors import NumberTaken, WrongMode
from thidua.base.numbering.models import Mode, UsedNumber
from thidua.base.numbering.services import set_mode

pytestmark = pytest.mark.django_db


def test_next_number_counts_each_series_and_year_apart():
    got = [
        next_number("UBND/CT", 2022),
        next_number("UBND/CT", 2022),
        next_number("UBND/CT", 2023),
        next_number("UBND/KH", 2022),
    ]
    assert got == [1, 2, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_next_number_rolled_back_leaves_no_gap():
    def fail():
        with transaction.atomic():
            next_number("UBND/CT", 2022)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with transaction.atomic():
        assert next_number("UBND/CT", 2022) == 1


@pytest.mark.django_db(transaction=True)
def test_next_number_outside_a_transaction_is_an_error():
    with pytest.raises(RuntimeError, match="inside the transaction"):
        next_number("UBND/CT", 2022)


def use_recorded(series):
    actor = make_actor(Role.RECEIVING_CLERK)
    set_mode(actor=actor, series_key=series, unit_id=1, kind="CT", mode=Mode.RECORDED)


def test_recorded_series_takes_numbers_from_elsewhere_once():
    use_recorded("UBND/CT")
    assert record_number("UBND/CT", 2022, 17) == 17
    with pytest.raises(NumberTaken, match="Số 17 năm 2022"):
        record_number("UBND/CT", 2022, 17)
    with pytest.raises(WrongMode):
        next_number("UBND/CT", 2022)


def test_given_series_refuses_numbers_typed_in():
    with pytest.raises(WrongMode):
        record_number("UBND/CT", 2022, 17)


def test_set_mode_is_the_offices_and_leaves_an_event():
    with pytest.raises(Refused):
        set_mode(
            actor=make_actor(Role.UNIT_CLERK), series_key="x", unit_id=1, kind="", mode=Mode.GIVEN
        )
    use_recorded("UBND/CT")
    event = AuditEvent.objects.get(verb="numbering.set_mode")
    assert (event.before, event.after) == ({"mode": "given"}, {"mode": "recorded"})


@pytest.mark.django_db(transaction=True)
def test_next_number_in_parallel_has_no_gap_and_no_twin(tmp_path):
    """Ten threads, some of which roll back."""
    if connection.vendor == "sqlite":
        pytest.skip("threads share the in-memory database; tests/long does it with processes")
    taken = []

    def take(fail):
        try:
            with transaction.atomic():
                number = next_number("UBND/CT", 2022)
                if fail:
                    raise ZeroDivisionError
                taken.append(number)
        except ZeroDivisionError:
            pass
        finally:
            connection.close()

    threads = [Thread(target=take, args=(number % 3 == 0,)) for number in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(1, 21))
    assert UsedNumber.objects.count() == 20
