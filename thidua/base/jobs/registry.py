"""Jobs by name, and what runs by the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from thidua.base.access import Actor


class Progress(Protocol):
    """Given to a job: how it speaks while it works."""

    actor: Actor

    def update(self, done: int, total: int, message: str = "") -> None: ...

    def result(self, message: str, url: str = "") -> None: ...


Work = TypeVar("Work", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Job:
    name: str
    title: str
    work: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Periodic:
    """Every so many seconds, or once a day from an hour on."""

    name: str
    work: Callable[[], Any]
    seconds: int = 0
    at: tuple[int, int] | None = None
    guarded: bool = True  # False: safe to run in several workers at once


JOBS: dict[str, Job] = {}
PERIODIC: dict[str, Periodic] = {}


def job(name: str, title: str = "") -> Callable[[Work], Work]:
    """Register a function `fn(progress, **json_kwargs)` under a name."""

    def register(work: Work) -> Work:
        JOBS[name] = Job(name, title or name, work)
        return work

    return register


def every(seconds: int, name: str, *, guarded: bool = True) -> Callable[[Work], Work]:
    def register(work: Work) -> Work:
        PERIODIC[name] = Periodic(name, work, seconds=seconds, guarded=guarded)
        return work

    return register


def daily(hour: int, minute: int, name: str) -> Callable[[Work], Work]:
    """Once a day at this local time, or as soon after as a worker stands."""

    def register(work: Work) -> Work:
        PERIODIC[name] = Periodic(name, work, at=(hour, minute))
        return work

    return register
