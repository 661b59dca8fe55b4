from datetime import UTC, datetime, timedelta

import pytest

from thidua.base.throttle import allow
from thidua.base.throttle.counting import count_one, hash_of, purge
from thidua.base.throttle.models import Stretch

pytestmark = pytest.mark.django_db
NOON = datetime(2022, 2, 15, 12, tzinfo=UTC)  # the beginning of a stretch of an hour
HOUR = 3600


def tries(count, at, key="a", limit=3):
    return [count_one(key, limit, HOUR, at) for _ in range(count)]


def test_allow_says_no_past_the_limit():
    per = timedelta(hours=1)
    assert [allow("opinion:10.0.0.7", limit=2, per=per) for _ in range(3)] == [True, True, False]
    assert allow("opinion:10.0.0.8", limit=2, per=per)
    assert allow("opinion:10.0.0.7", limit=2, per=timedelta(minutes=1))


def test_limit_slides_over_the_boundary_of_two_stretches():
    assert tries(3, NOON + timedelta(minutes=55)) == [True, True, True]
    assert tries(1, NOON + timedelta(minutes=65)) == [True]  # 3 × 55/60 are still counted: 2
    assert tries(1, NOON + timedelta(minutes=65)) == [False]
    assert tries(2, NOON + timedelta(minutes=119)) == [True, True]


def test_refused_tries_do_not_count():
    tries(50, NOON)
    assert Stretch.objects.get().tries == 3


def test_table_tells_no_address():
    count_one("opinion:10.0.0.7", 3, HOUR, NOON)
    assert Stretch.objects.get().key_hash == hash_of("opinion:10.0.0.7", HOUR)
    assert "10.0.0.7" not in Stretch.objects.get().key_hash


def test_purge_drops_what_no_question_reaches():
    tries(1, NOON)
    assert purge(NOON + timedelta(hours=2)) == 0
    assert purge(NOON + timedelta(hours=2, seconds=1)) == 1
