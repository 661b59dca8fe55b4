from datetime import date

import pytest
from django.db import transaction

from thidua.base.receipts import code_of, fits, kept, next_receipt

DAY = date(2022, 2, 15)


def test_code_is_the_same_for_the_same_ticket_and_reads_without_mistake():
    code = code_of("ticket-1")
    assert code == code_of("ticket-1") != code_of("ticket-2")
    assert [len(part) for part in code.split("-")] == [4, 4, 4]
    assert set(code) & set("01IO") == set()


def test_code_fits_as_people_type_it():
    code = code_of("ticket-1")
    stored = kept(code)
    assert fits(code.lower().replace("-", " "), stored)
    assert not fits(code_of("ticket-2"), stored)
    assert not fits("", "")
    assert code.replace("-", "") not in stored


@pytest.mark.django_db
def test_receipts_are_counted_by_kind_and_year():
    with transaction.atomic():
        taken = [next_receipt("YK", DAY), next_receipt("YK", DAY), next_receipt("GT", DAY)]
    assert taken == ["YK-2022-0001", "YK-2022-0002", "GT-2022-0001"]
