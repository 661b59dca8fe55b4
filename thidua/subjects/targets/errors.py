"""Refusals about targets and what is reported on them."""

from thidua.base.errors import Refusal


class BadTarget(Refusal):
    """The target, its share or the figure is not complete or not possible as given."""


class WrongState(Refusal):
    """Somebody else has moved the thing on, or it is not yet there."""


class NeedsWords(Refusal):
    """It may be done once a person says why."""
