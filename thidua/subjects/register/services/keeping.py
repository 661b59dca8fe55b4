"""What is derived from the register, brought in step in the same transaction."""

from collections.abc import Iterable

from thidua.base import clock, jobs
from thidua.base.access import Actor
from thidua.subjects.register import words
from thidua.subjects.register.indexing import index_holders

INDEXED_AT_ONCE = 1_000


def changed(holder_ids: Iterable[int]) -> None:
    """Call it last with everyone whose awards, facts or names moved."""
    ids = set(holder_ids)
    if ids:
        words.refresh(ids)
        _index(ids)


def _index(ids: set[int]) -> None:
    """The cards of many are written by a job right after: an old register need not wait for them."""
    if len(ids) <= INDEXED_AT_ONCE:
        index_holders(ids)
    else:
        jobs.enqueue(Actor.system(clock.today()), "register.index", holder_ids=sorted(ids))
