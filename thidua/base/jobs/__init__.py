"""Long work, done by the worker: written down in the caller's transaction, finished after a kill.

    @job("papers.render_all", title="Dựng văn bản")
    def render_all(progress, *, movement_id): ...

    jobs.enqueue(actor, "papers.render_all", movement_id=12)

A job may be run again after a kill: it must be idempotent, and work in chunks.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thidua.base.jobs.queue import enqueue as enqueue

from thidua.base.jobs.registry import Progress, daily, every, job

__all__ = ["Progress", "daily", "enqueue", "every", "job"]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name != "enqueue":
        raise AttributeError(name)
    return import_module(f"{__name__}.queue").enqueue
