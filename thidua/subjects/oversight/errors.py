"""Refusals of this subject."""

from thidua.base.errors import Refusal


class WrongState(Refusal):
    """The opinion, consultation, question or remark is not where the verb starts from."""


class BadInput(Refusal):
    """A value that cannot be; the message says how to mend it."""


class WrongCode(Refusal):
    """Number and code do not belong together; nothing says which of them is wrong."""
