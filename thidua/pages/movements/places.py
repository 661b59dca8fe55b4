"""Where movements stand in the shell."""

from thidua.base.access import Actor, may
from thidua.pages.ui.navigation import register_rail


def watches(actor: Actor) -> bool:
    return bool(may(actor, "movements.board.see"))


def register_places() -> None:
    register_rail("Thi đua", "Phong trào", "flag", "movements:movement_list", 10)
    register_rail("Thi đua", "Bàn điều hành", "layout-dashboard", "movements:board", 20, watches)
