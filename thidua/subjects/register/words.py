"""Years per holder as words, for judging many at once."""

from collections.abc import Iterable


def refresh(holder_ids: Iterable[int]) -> None:
    """Bring the words of these holders in step with what is recorded of them."""
