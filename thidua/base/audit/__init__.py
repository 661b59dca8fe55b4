"""The record of who did what: one event per verb, append-only, each sealed to the one before.

Only names that need no loaded models live here; the rest is imported on first use, because
Django imports this package before its apps are ready.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thidua.base.audit.recording import changes as changes
    from thidua.base.audit.recording import record as record
    from thidua.base.audit.selectors import timeline as timeline
    from thidua.base.audit.verifying import verify as verify

from thidua.base.audit.values import Personal, Thing

HOMES = {
    "record": "recording",
    "changes": "recording",
    "timeline": "selectors",
    "verify": "verifying",
}
__all__ = ["Personal", "Thing", "changes", "record", "timeline", "verify"]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
