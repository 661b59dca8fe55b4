"""The worker: one thread for long work, one for what runs by the clock."""

import logging
import os
import signal
from threading import Event, Thread

from django.db import close_old_connections

from thidua.base.jobs import workers
from thidua.base.jobs.clockwork import keep_time
from thidua.base.jobs.models import JobRun
from thidua.base.jobs.running import run_next

log = logging.getLogger(__name__)
POLL = 0.5
GRACE = 8.0


def work(stop: Event, identity: workers.WorkerIdentity) -> None:
    while not stop.is_set():
        try:
            close_old_connections()
            if not run_next(identity.name, stop):
                stop.wait(POLL)
        except Exception:
            log.exception("worker")
            stop.wait(2.0)


def run_worker() -> int:
    """Until SIGTERM or SIGINT; a job that can pause goes back to the queue."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_args: stop.set())
    identity = workers.WorkerIdentity()
    workers.forget_dead(set(JobRun.objects.running().values_list("worker", flat=True)))
    threads = [
        Thread(target=work, args=(stop, identity), name="jobs", daemon=True),
        Thread(target=keep_time, args=(stop,), name="clock", daemon=True),
    ]
    for thread in threads:
        thread.start()
    while not stop.wait(1.0):
        pass
    for thread in threads:
        thread.join(GRACE)
    if any(thread.is_alive() for thread in threads):
        os._exit(0)  # the job is taken over by the next worker, as after a kill
    identity.close()
    return 0
