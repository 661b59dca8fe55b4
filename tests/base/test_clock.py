"""The moment a record carries: now, and in the demonstration a moment of the demonstration's day."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from thidua.base import clock


def test_stamp_is_now(settings: Any) -> None:
    settings.DEMO = False
    assert timezone.now() - clock.stamp(date(2022, 1, 20)) < timedelta(seconds=5)


def test_stamp_of_the_demonstration_lies_on_its_day(settings: Any) -> None:
    settings.DEMO = True
    stamped = [timezone.localtime(clock.stamp(day)).date() for day in (date(2022, 1, 20), None)]
    assert stamped == [date(2022, 1, 20), settings.DEMO_DAY]


def test_stamp_keeps_its_zone(settings: Any) -> None:
    settings.DEMO = True
    moment: datetime = clock.stamp()
    assert timezone.is_aware(moment)
