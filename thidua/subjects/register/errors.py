"""Refusals of the register."""

from thidua.base.errors import Refusal, StaleVersion


class BadInput(Refusal):
    """A value that cannot be; the message says how to mend it."""


class WrongState(Refusal):
    """The line, the double or the transfer is not in the state that the verb starts from."""


class ChangedMeanwhile(StaleVersion):
    """Somebody else changed the person while the form was open."""
