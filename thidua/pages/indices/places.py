"""Where the indices stand in the shell, and how their states look."""

from thidua.base.access import Actor, may
from thidua.pages.ui.navigation import register_rail
from thidua.pages.ui.states import DONE, ENDED, LOOK_AT, UNDERWAY, register_looks

LOOKS = {
    "Đang thực hiện": UNDERWAY,
    "Đã hoàn thành": DONE,
    "Thôi thực hiện": ENDED,
    "Đã đối chiếu": DONE,
    "Suy ra từ nguồn": LOOK_AT,
    "Chưa đối chiếu": LOOK_AT,
}


def follows(actor: Actor) -> bool:
    """Those who watch the province, and the units that have something to mend."""
    return bool(may(actor, "movements.board.see") or may(actor, "targets.finish_measure"))


def register_places() -> None:
    register_rail("Kết quả", "Chỉ số PAR, PCI", "chart-line", "indices:index_list", 30, follows)
    register_looks(LOOKS)
