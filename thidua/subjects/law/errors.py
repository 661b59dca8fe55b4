"""Refusals of this subject."""

from thidua.base.errors import Refusal


class BadRow(Refusal):
    """The row is not written as the law data are; the message says what and how to mend it."""


class WrongState(Refusal):
    """The row is not in the state that the verb starts from."""


class Clash(Refusal):
    """Another row of the province already stands for the same thing on some of these days."""


class NoEdition(Refusal):
    """The edition of the law that a verdict names was never kept here."""
