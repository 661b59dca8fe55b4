"""Whether what a message says is still so, asked at the last moment."""

from thidua.base import registries


def reason_holds(name: str, key: str) -> bool:
    """Nobody is pressed for what he did an hour ago."""
    still_true = registries.reminder_reasons.get(name)
    return still_true is None or still_true(key)
