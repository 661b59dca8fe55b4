"""Refusal of a file."""

from thidua.base.errors import Refusal


class BadFile(Refusal):
    """The file is not taken; nothing of it stays."""
