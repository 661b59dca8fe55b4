"""Where inspections stand in the shell, and how their states look."""

from thidua.base.access import Actor, may
from thidua.pages.ui.navigation import register_rail
from thidua.pages.ui.states import (
    DONE,
    DRAFT,
    ENDED,
    FAILED,
    LOOK_AT,
    TODO,
    UNDERWAY,
    Look,
    register_looks,
)
from thidua.subjects.inspections.permissions import UNIT_PEOPLE, is_of_team

LOOKS = {
    "Đã kết thúc": DONE,
    "Đã thông báo": Look("", "mail"),
    "Đã tự kiểm tra": UNDERWAY,
    "Đã kiểm tra": UNDERWAY,
    "Đã kết luận": UNDERWAY,
    "Đang khắc phục": LOOK_AT,
    "Đã hoàn thành": DONE,
    "Không tiến hành": ENDED,
    "Đang tự kiểm tra": DRAFT,
    "Đang lập": DRAFT,
    "Chờ đơn vị ký": TODO,
    "Chưa khắc phục": TODO,
    "Chờ xác nhận": UNDERWAY,
    "Đã khắc phục": DONE,
    "Đạt một phần": LOOK_AT,
    "Chưa đạt": FAILED,
    "Ưu điểm": DONE,
    "Hạn chế": LOOK_AT,
    "Vi phạm": FAILED,
    "Kiến nghị của đơn vị": Look("", "message"),
    "Đưa vào kế hoạch": DONE,
    "Không đưa vào": Look("", "minus"),
    "Chưa chọn": TODO,
}


def has_a_place(actor: Actor) -> bool:
    """Leaders, supervisors, units, and whoever is in a team."""
    return (
        bool(may(actor, "inspections.statistics.see"))
        or actor.role in UNIT_PEOPLE
        or is_of_team(actor, None)
    )


def register_places() -> None:
    register_looks(LOOKS)
    register_rail("Thi đua", "Kiểm tra", "checklist", "inspections:home", 60, has_a_place)
