"""Where training stands in the shell, and how its states look."""

from thidua.base.access import Actor, may
from thidua.pages.ui.navigation import register_account_link, register_rail
from thidua.pages.ui.states import (
    DONE,
    ENDED,
    FAILED,
    LOOK_AT,
    TODO,
    UNDERWAY,
    UNKNOWN,
    Look,
    register_looks,
)

LOOKS = {
    "Dự kiến": Look("", "calendar"),
    "Đã triệu tập": UNDERWAY,
    "Đã tổ chức": UNDERWAY,
    "Đã kết thúc": DONE,
    "Đã hủy": ENDED,
    "Chưa cử người": TODO,
    "Đã cử người": DONE,
    "Không cử được": FAILED,
    "Được cử": TODO,
    "Xác nhận dự": DONE,
    "Không dự được": FAILED,
    "Có mặt": DONE,
    "Vắng": FAILED,
    "Đã cấp giấy": Look("good", "certificate"),
    "Chưa tập huấn": TODO,
    "Mới nhận việc": LOOK_AT,
    "Đã được cử": UNDERWAY,
    "Đã tập huấn": DONE,
    "Chờ trả lời": TODO,
    "Đã trả lời": DONE,
    "Chưa làm bài": UNKNOWN,
    "Chưa đạt": FAILED,
}


def sees_needs(actor: Actor) -> bool:
    return bool(may(actor, "training.needs.see"))


def register_places() -> None:
    register_looks(LOOKS)
    register_rail("Kết quả", "Tập huấn", "school", "training:course_list", 60)
    register_rail("Kết quả", "Nhu cầu tập huấn", "users", "training:need_list", 61, sees_needs)
    register_account_link("Tập huấn của tôi", "certificate", "training:mine", 50)
