"""Refusals: errors whose message is written for the person at the screen."""


class Refusal(Exception):
    """The system says no, in a Vietnamese sentence that tells what to do next."""

    @property
    def message(self) -> str:
        return str(self.args[0]) if self.args else ""


class StaleVersion(Refusal):
    """Somebody else changed the thing since this person opened it (compare-and-set lost)."""
