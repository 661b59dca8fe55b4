"""Refusals of the number book."""

from thidua.base.errors import Refusal


class NumberTaken(Refusal):
    """The number already stands in the book."""


class WrongMode(Refusal):
    """The series takes its numbers from elsewhere."""
