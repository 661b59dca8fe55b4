"""What runs by the clock: mail every few seconds, digests each morning, the audit's head hourly."""

import logging
import time
from datetime import datetime, timedelta
from threading import Event

from django.db import close_old_connections
from django.utils import timezone

from thidua.base.jobs.models import PeriodicRun
from thidua.base.jobs.registry import PERIODIC, Periodic

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=5)


def run_due(now: datetime, free_since: dict[str, float]) -> None:
    for periodic in PERIODIC.values():
        if periodic.guarded:
            run_guarded(periodic, now)
        elif time.monotonic() - free_since.get(periodic.name, 0.0) >= periodic.seconds:
            free_since[periodic.name] = time.monotonic()
            periodic.work()


def run_guarded(periodic: Periodic, now: datetime) -> bool:
    """One worker runs it; killed on the way, it is run again when the lease is over."""
    row, _new = PeriodicRun.objects.get_or_create(
        name=periodic.name, defaults={"next_at": first_time(periodic, now)}
    )
    if row.next_at > now:
        return False
    mine = PeriodicRun.objects.filter(pk=row.pk, next_at=row.next_at)
    if not mine.update(next_at=now + LEASE):
        return False
    error = _attempt(periodic)
    then = now + LEASE if error else next_time(periodic, now)
    PeriodicRun.objects.filter(pk=row.pk).update(next_at=then, last_at=now, last_error=error)
    return True


def _attempt(periodic: Periodic) -> str:
    try:
        periodic.work()
    except Exception as error:
        log.exception("periodic %s failed", periodic.name)
        return f"{type(error).__name__}: {error}"[:2000]
    return ""


def first_time(periodic: Periodic, now: datetime) -> datetime:
    return now if periodic.at is None else next_time(periodic, now)


def next_time(periodic: Periodic, now: datetime) -> datetime:
    if periodic.at is None:
        return now + timedelta(seconds=periodic.seconds)
    hour, minute = periodic.at
    local = timezone.localtime(now)
    then = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return then if then > local else then + timedelta(days=1)


def keep_time(stop: Event) -> None:
    """The worker's second thread."""
    free_since: dict[str, float] = {}
    while not stop.wait(1.0):
        try:
            close_old_connections()
            run_due(timezone.now(), free_since)
        except Exception:
            log.exception("clockwork")
            stop.wait(5.0)
