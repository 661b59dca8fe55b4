"""Messages to people: an inbox row exactly once, a mail that is never lost."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thidua.base.outbox.services import notify as notify

from thidua.base.outbox.recipients import register_unit_members

__all__ = ["notify", "register_unit_members"]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name != "notify":
        raise AttributeError(name)
    return import_module(f"{__name__}.services").notify
