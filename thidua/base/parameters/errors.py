"""Refusals about parameters."""

from thidua.base.errors import Refusal


class MissingParameter(Refusal):
    """No value holds on that day: never replaced by a default."""


class Overlap(Refusal):
    """Another value already holds on some of these days."""


class BadValue(Refusal):
    """The value is not of the parameter's kind."""
