"""Where eligibility stands in the shell."""

from thidua.base.access import Actor, may
from thidua.pages.eligibility.words import register_words
from thidua.pages.ui.navigation import register_rail


def asks(actor: Actor) -> bool:
    return bool(may(actor, "eligibility.see"))


def register_places() -> None:
    register_words()
    register_rail("Khen thưởng", "Ai đủ điều kiện?", "list-check", "eligibility:front", 30, asks)
    register_rail("Khen thưởng", "Người của tôi", "users", "eligibility:ladder", 31, asks)
    register_rail("Khen thưởng", "Danh sách dự kiến", "table", "eligibility:list_all", 32, asks)
