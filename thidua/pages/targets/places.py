"""Where targets stand in the shell, and how their states look."""

from thidua.base.access import Actor, may
from thidua.pages.ui.navigation import register_rail
from thidua.pages.ui.states import CLOSED, DONE, TODO, register_looks
from thidua.subjects.targets.models import Target
from thidua.subjects.targets.permissions import UNIT_PEOPLE
from thidua.subjects.targets.selectors.owed import count_owed


def sees(actor: Actor) -> bool:
    return bool(may(actor, "targets.board.see"))


def reports(actor: Actor) -> bool:
    return actor.unit_id is not None and actor.role in UNIT_PEOPLE


def owns(actor: Actor) -> bool:
    if not reports(actor):
        return False
    return Target.objects.followed().filter(owner_id=actor.unit_id, of_unit=None).exists()


def owed(actor: Actor) -> int | None:
    return count_owed(actor.unit_id, actor.day) or None


def register_places() -> None:
    register_looks(
        {
            "Chờ chốt": TODO,
            "Đang theo dõi": DONE,
            "Thôi theo dõi": CLOSED,
            "Chưa mở": TODO,
            "Đang mở": DONE,
            "Đã khóa": CLOSED,
        }
    )
    register_rail("Kết quả", "Chỉ tiêu", "target", "targets:board", 10, sees)
    register_rail("Kết quả", "Báo cáo chỉ tiêu", "pencil", "targets:report_list", 12, reports, owed)
    register_rail("Kết quả", "Chỉ tiêu chủ trì", "circle-check", "targets:owned_list", 14, owns)
