"""Where the leader's boards stand in the shell."""

from thidua.base.access import Actor, may
from thidua.pages.ui.navigation import register_rail


def sees_a_board(actor: Actor) -> bool:
    return bool(may(actor, "movements.board.see"))


def register_places() -> None:
    register_rail("Kết quả", "Toàn cảnh", "report-analytics", "overview:board", 5, sees_a_board)
