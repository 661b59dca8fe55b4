"""Background jobs in tests that stay inside one transaction: done when asked for."""

from thidua.base.jobs.models import JobRun
from thidua.base.jobs.running import run_now


def work() -> None:
    """Run what waits, as a worker would, until nothing does."""
    while waiting := list(JobRun.objects.filter(state="queued").order_by("pk")):
        for run in waiting:
            run_now(run.pk)


class Working:
    """A module of services whose every call is followed by the work it ordered."""

    def __init__(self, services):
        self._services = services

    def __getattr__(self, name):
        def call(**arguments):
            result = getattr(self._services, name)(**arguments)
            work()
            return result

        return call
