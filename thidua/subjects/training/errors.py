"""Refusals of this subject."""

from collections.abc import Sequence

from thidua.base.errors import Refusal


class WrongState(Refusal):
    """The course or the participant is not in the state that the verb starts from."""


class BadInput(Refusal):
    """A value that cannot be; the message says how to mend it."""


class NotReady(Refusal):
    """Something is missing before the step; `missing` lists it in words."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__("Chưa thể chuyển bước: " + "; ".join(missing) + ".")
        self.missing = list(missing)


class OldCode(Refusal):
    """The scanned code is no longer the one on the wall."""
