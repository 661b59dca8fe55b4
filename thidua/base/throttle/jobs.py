"""Housekeeping by the clock."""

from django.utils import timezone

from thidua.base.jobs.registry import daily
from thidua.base.throttle.counting import purge


@daily(2, 40, "throttle.purge")
def purge_old_stretches() -> None:
    purge(timezone.now())
