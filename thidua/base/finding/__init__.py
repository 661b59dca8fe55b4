"""Looking things up by words: a card for each thing, the same answers on every engine."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thidua.base.finding.asking import find as find
    from thidua.base.finding.keeping import drop as drop
    from thidua.base.finding.keeping import keep as keep
    from thidua.base.finding.keeping import put as put

from thidua.base.finding.questions import Question
from thidua.base.finding.terms import Thing

HOMES = {"find": "asking", "drop": "keeping", "keep": "keeping", "put": "keeping"}
__all__ = ["Question", "Thing", "drop", "find", "keep", "put"]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
