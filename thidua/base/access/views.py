"""Marks on views. A view without a mark is refused by AccessMiddleware: closed by default."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = "public"
SIGNED_IN = "signed_in"


def _mark(view: View, access: str) -> View:
    view.thidua_access = access  # type: ignore[attr-defined]
    return view


def public_page(view: View) -> View:
    """Anybody may see it, without login."""
    return _mark(view, PUBLIC)


def signed_in(view: View) -> View:
    """Anybody with a login; the view itself looks only inside what the actor may see."""
    return _mark(view, SIGNED_IN)


def requires(verb: str) -> Callable[[View], View]:
    """The actor must be allowed this verb; the service asks again about the thing itself."""
    return lambda view: _mark(view, verb)


def access_of(view: Any) -> str | None:
    return getattr(view, "thidua_access", None)
