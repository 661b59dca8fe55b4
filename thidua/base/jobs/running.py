"""Taking a job, running it under a lease, writing down how it ended."""

import logging
import time
import traceback
from datetime import timedelta
from threading import Event, Thread
from typing import Any

from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base import outbox
from thidua.base.errors import Refusal
from thidua.base.jobs import workers
from thidua.base.jobs.models import JobRun, JobState
from thidua.base.jobs.registry import JOBS

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=30)
HEARTBEAT = 5.0
MAX_ATTEMPTS = 10  # a job that kills its worker each time must end some day
WRITE_EVERY = 0.5


class LostLease(Exception):
    """Another worker took the job over: this run must not write any more."""


class Stopping(Exception):
    """The worker was asked to stop: the job goes back to the queue."""


class RunProgress:
    """The job's own voice: writes are few, and only while the job is still ours."""

    def __init__(self, run: JobRun, stop: Event) -> None:
        self.actor = run.acting()
        self.run = run
        self.message, self.url = "", ""
        self._stop = stop
        self._written = 0.0

    def update(self, done: int, total: int, message: str = "") -> None:
        if self._stop.is_set():
            raise Stopping
        now = time.monotonic()
        if done < total and now - self._written < WRITE_EVERY:
            return
        self._written = now
        values = {"done": done, "total": total, "lease_until": timezone.now() + LEASE}
        if not _ours(self.run).update(**values, message=message or self.run.message):
            raise LostLease

    def result(self, message: str, url: str = "") -> None:
        self.message, self.url = message, url


def run_next(worker: str, stop: Event) -> bool:
    """Run one job if one waits; gives whether there was one."""
    run = take(worker)
    if run is None:
        return False
    with Heartbeat(run):
        _run(run, RunProgress(run, stop))
    return True


def run_now(pk: int) -> None:
    """In this process, for tests."""
    now = timezone.now()
    taken = JobRun.objects.filter(pk=pk, state=JobState.QUEUED)
    if taken.update(**_taken_values("here", now), attempts=F("attempts") + 1):
        run = JobRun.objects.get(pk=pk)
        _run(run, RunProgress(run, Event()))


def take(worker: str) -> JobRun | None:
    """The next job, ours alone: compare-and-set on the number of attempts."""
    now = timezone.now()
    for run in [*_abandoned(worker, now), *JobRun.objects.ready(now)[:5]]:
        same = JobRun.objects.filter(pk=run.pk, state=run.state, attempts=run.attempts)
        if run.attempts >= MAX_ATTEMPTS:
            _give_up(run)
        elif same.update(**_taken_values(worker, now), attempts=F("attempts") + 1):
            return JobRun.objects.get(pk=run.pk)
    return None


def _taken_values(worker: str, now: Any) -> dict[str, Any]:
    return {
        "state": JobState.RUNNING,
        "worker": worker,
        "started_at": now,
        "lease_until": now + LEASE,
    }


def _abandoned(worker: str, now: Any) -> list[JobRun]:
    def left_alone(run: JobRun) -> bool:
        # Our own: one job at a time, so its end could not be written down.
        if run.worker == worker or workers.is_dead(run.worker):
            return True
        expired = run.lease_until is None or run.lease_until < now
        return expired and not workers.is_here(run.worker)

    return [run for run in JobRun.objects.running().order_by("pk")[:50] if left_alone(run)]


def _ours(run: JobRun) -> Any:
    return JobRun.objects.filter(pk=run.pk, state=JobState.RUNNING, attempts=run.attempts)


def _run(run: JobRun, progress: RunProgress) -> None:
    try:
        JOBS[run.name].work(progress, **run.kwargs)
    except LostLease:
        log.warning("job %s was taken over", run.pk)
    except Stopping:
        _ours(run).update(
            state=JobState.QUEUED, attempts=F("attempts") - 1, run_after=timezone.now()
        )
    except Refusal as refusal:
        _finish(run, JobState.FAILED, refusal.message)
    except OperationalError as error:
        _try_later(run, error)
    except Exception as error:
        log.exception("job %s %s failed", run.pk, run.name)
        sentence = _("Có lỗi khi chạy. Quản trị hệ thống xem chi tiết ở Việc chạy nền.")
        _finish(run, JobState.FAILED, sentence, error=_details(error))
    else:
        _finish(run, JobState.DONE, progress.message, url=progress.url)


def _finish(run: JobRun, state: str, message: str, url: str = "", error: str = "") -> None:
    with transaction.atomic():
        ended = _ours(run).update(
            state=state,
            message=message,
            result_url=url,
            error=error,
            finished_at=timezone.now(),
            lease_until=None,
        )
        if ended and run.user_id is not None:
            _tell(run, state, message, url)


def _tell(run: JobRun, state: str, message: str, url: str) -> None:
    words = _("Đã xong: %(title)s") if state == JobState.DONE else _("Không xong: %(title)s")
    outbox.notify(
        to_users=[run.user_id],
        subject=words % {"title": run.title},
        body=message,
        url=url or f"/quan-tri/viec-chay-nen/{run.pk}/",
        kind="job",
        key=f"job:{run.pk}:{run.started_at}",
        mail=False,
    )


def _try_later(run: JobRun, error: Exception) -> None:
    """The database was busy or away: not the job's fault."""
    if run.attempts >= MAX_ATTEMPTS:
        _give_up(run, error)
        return
    wait = timedelta(seconds=5 * run.attempts)
    _ours(run).update(state=JobState.QUEUED, run_after=timezone.now() + wait, error=_details(error))


def _give_up(run: JobRun, error: Exception | None = None) -> None:
    sentence = _("Đã thử %(count)s lần mà không xong.") % {"count": run.attempts}
    JobRun.objects.filter(pk=run.pk, state=run.state, attempts=run.attempts).update(
        state=JobState.FAILED,
        message=sentence,
        error=_details(error) if error else run.error,
        finished_at=timezone.now(),
    )


def _details(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))[-8000:]


class Heartbeat:
    """Keeps the lease while the job works, from a thread with a connection of its own."""

    def __init__(self, run: JobRun) -> None:
        self._run = run
        self._end = Event()
        self._thread = Thread(target=self._beat, name=f"heartbeat-{run.pk}", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_exc: object) -> None:
        self._end.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._end.wait(HEARTBEAT):
            try:
                _ours(self._run).update(lease_until=timezone.now() + LEASE)
            except OperationalError:
                continue  # a long transaction of the job itself holds the database
        connection.close()
