"""Refusals of this subject; each message says what to do next."""

from thidua.base.errors import Refusal


class AccountRefusal(Refusal):
    """Something about people, posts or sign-in cannot be done as asked."""


class BadToken(AccountRefusal):
    """A link of invitation or of a new password that is wrong, used or too old."""
