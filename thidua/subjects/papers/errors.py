"""Refusals about papers, each a sentence that says what to do."""

from thidua.base.errors import Refusal, StaleVersion


class PaperRefusal(Refusal):
    """A step of an official paper that cannot be taken now; the message says why and what to do."""


class StalePaper(StaleVersion):
    """Somebody saved the paper in between; keeps what this person wrote, to be shown beside."""

    def __init__(self, message: str, *, kept: dict[str, object] | None = None) -> None:
        super().__init__(message)
        self.kept = kept or {}
