"""The rail's entries of oversight, and the looks of its states."""

from thidua.base.access import Actor, Role, may
from thidua.pages.ui.navigation import register_account_link, register_rail
from thidua.pages.ui.states import (
    CLOSED,
    DONE,
    ENDED,
    FAILED,
    LOOK_AT,
    TODO,
    UNDERWAY,
    Look,
    register_looks,
)

LOOKS_HERE = {
    "Đã giao trả lời": UNDERWAY,
    "Đã trả lời": DONE,
    "Đã kết thúc": CLOSED,
    "Không xem xét": ENDED,
    "Đang lấy ý kiến": UNDERWAY,
    "Đã tổng hợp": CLOSED,
    "Thôi lấy ý kiến": ENDED,
    "Chưa trả lời": TODO,
    "Nhất trí": DONE,
    "Nhất trí, có góp ý": LOOK_AT,
    "Không nhất trí": FAILED,
    "Không có ý kiến": Look("", "minus"),
    "Chờ trả lời": TODO,
    "Không trả lời": ENDED,
    "Đang xử lý": UNDERWAY,
    "Đã xử lý": DONE,
    "Giữ nguyên như cũ": Look("", "minus"),
    "Tiếp thu": DONE,
    "Tiếp thu một phần": LOOK_AT,
    "Giải trình, giữ nguyên": Look("", "minus"),
    "Đang công khai": Look("good", "world"),
    "Không công khai": Look("", "eye-off"),
    "Đã gỡ": ENDED,
    "Cần xem lại": LOOK_AT,
    "Đã nhận": DONE,
    "Còn đúng": DONE,
}


def _speaks(actor: Actor) -> bool:
    return actor.role != Role.ADMIN


def _supervises(actor: Actor) -> bool:
    return actor.role == Role.FRONT


def _consults(actor: Actor) -> bool:
    return bool(may(actor, "oversight.consult") or may(actor, "oversight.reply"))


def register_places() -> None:
    register_looks(LOOKS_HERE)
    register_rail("Giám sát", "Giám sát", "eye", "oversight:supervise", 40, _supervises)
    register_rail("Giám sát", "Phối hợp", "users-group", "oversight:coordinate", 42, _supervises)
    register_rail("Giám sát", "Ý kiến", "message-report", "oversight:opinion_list", 44, _speaks)
    register_rail(
        "Giám sát", "Lấy ý kiến dự thảo", "notes", "oversight:request_list", 46, _consults, None,
        "Lấy ý kiến",
    )  # fmt: skip
    register_rail("Nền tảng", "Hỏi đáp pháp luật", "help-circle", "oversight:question_list", 30)
    register_account_link("Góp ý về trang này", "message", "oversight:remark_new", 55)
