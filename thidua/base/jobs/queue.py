"""Writing a job down, in the transaction whose work it goes on with."""

from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.base.errors import Refusal
from thidua.base.jobs.models import OPEN, JobRun, JobState, actor_as_json
from thidua.base.jobs.registry import JOBS


def enqueue(actor: Actor, name: str, *, key: str = "", **kwargs: Any) -> JobRun:
    """The job begins after commit. With a key, one that is still open is given back instead."""
    if name not in JOBS:
        raise KeyError(f"jobs: nobody registered {name}")
    if not connection.in_atomic_block:
        raise RuntimeError(f"jobs: {name} enqueued outside a transaction")
    if key and (standing := _standing(key)):
        return standing
    run = JobRun(
        name=name,
        kwargs=kwargs,
        key=key,
        user_id=actor.user_id,
        actor=actor_as_json(actor),
        run_after=timezone.now(),
    )
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError:
        return JobRun.objects.get(key=key, state__in=OPEN)
    _run_at_once_in_tests(run)
    return run


def _standing(key: str) -> JobRun | None:
    return JobRun.objects.filter(key=key, state__in=OPEN).first()


def _run_at_once_in_tests(run: JobRun) -> None:
    if settings.JOBS_IMMEDIATE:
        from thidua.base.jobs.running import run_now

        transaction.on_commit(lambda: run_now(run.pk))


def retry_job(*, actor: Actor, run: JobRun) -> JobRun:
    """Run a job that failed once more."""
    require(actor, "jobs.retry", run)
    with transaction.atomic():
        moved = JobRun.objects.filter(pk=run.pk, state=JobState.FAILED).update(
            state=JobState.QUEUED, attempts=0, error="", message="", run_after=timezone.now()
        )
        if not moved:
            raise Refusal(_("Việc này đang chờ hoặc đã chạy xong, không cần chạy lại."))
        audit.record(actor, "jobs.retry", run)
        _run_at_once_in_tests(run)
    run.refresh_from_db()
    return run
