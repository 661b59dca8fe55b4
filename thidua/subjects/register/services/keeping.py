"""What is derived from the register, brought in step in the same transaction."""

from collections.abc import Iterable

from thidua.subjects.register import words
from thidua.subjects.register.indexing import index_holders


def changed(holder_ids: Iterable[int]) -> None:
    """Call it last with everyone whose awards, facts or names moved."""
    ids = set(holder_ids)
    if ids:
        words.refresh(ids)
        index_holders(ids)
