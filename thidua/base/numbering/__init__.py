"""Official numbers without gaps."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thidua.base.numbering.services import next_number as next_number
    from thidua.base.numbering.services import record_number as record_number

__all__ = ["next_number", "record_number"]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.services"), name)
