"""Refusals of eligibility."""

from thidua.base.errors import Refusal


class BadInput(Refusal):
    """A value that cannot be; the message says how to mend it."""


class OldCheck(Refusal):
    """The check was replaced by a newer one; what is decided belongs there."""
