"""Day counts, shares and amounts: dated values with a source. A missing value is an error."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thidua.base.parameters.selectors import calendar as calendar
    from thidua.base.parameters.selectors import days as days
    from thidua.base.parameters.selectors import get as get
    from thidua.base.parameters.selectors import rhythm as rhythm
    from thidua.base.parameters.services import load_parameters as load_parameters

from thidua.base.parameters.errors import MissingParameter

HOMES = {
    "calendar": "selectors",
    "days": "selectors",
    "get": "selectors",
    "load_parameters": "services",
    "rhythm": "selectors",
}
__all__ = ["MissingParameter", "calendar", "days", "get", "load_parameters", "rhythm"]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
