"""How names of people are kept for search and for order."""

from typing import Any

from thidua.core.text import name_key, person_sort_key


def fold_username(username: str) -> str:
    return username.strip().lower()


def keys_of_name(full_name: str) -> tuple[str, str]:
    """(key without accents for search, key in Vietnamese order with the given name first)."""
    return name_key(full_name), person_sort_key(full_name)


def username_tried(request: Any, credentials: dict[str, Any] | None = None) -> str:
    """Failed attempts are counted per folded name: other capitals open no second door."""
    tried = (credentials or {}).get("username") or request.POST.get("username", "")
    return fold_username(str(tried))[:255]
