"""Where the register stands in the shell, and how its states look."""

from thidua.base.access import PROVINCE_DESK, Actor, may
from thidua.pages.ui.navigation import register_rail
from thidua.pages.ui.states import DONE, ENDED, FAILED, LOOK_AT, TODO, UNKNOWN, Look, register_looks
from thidua.subjects.register.selectors.counts import open_doubles

LOOKS = {
    "Có hiệu lực": DONE,
    "Đã đính chính": Look("", "edit"),
    "Đã thu hồi": ENDED,
    "Đã cấp đổi, cấp lại": Look("", "certificate"),
    "Đã hoàn tác đợt nhập": ENDED,
    "Còn nghi vấn": LOOK_AT,
    "Chờ đối chiếu": TODO,
    "Đã gộp": DONE,
    "Là hai người khác nhau": Look("", "minus"),
    "Chờ đơn vị mới tiếp nhận": TODO,
    "Không tiếp nhận": FAILED,
    "Đã rút": Look("", "minus"),
    "Đã đối chiếu đủ": DONE,
    "Có ghi, chưa đối chiếu": Look("", "circle-half-2"),
    "Chưa rõ": UNKNOWN,
    "Đang hiệu lực kỷ luật": FAILED,
    "Hết hiệu lực kỷ luật": Look("", "minus"),
    "Đang xem xét": LOOK_AT,
    "Đã kết luận": DONE,
}


def reads(actor: Actor) -> bool:
    return bool(may(actor, "register.read"))


def merges(actor: Actor) -> bool:
    return actor.role in PROVINCE_DESK and bool(may(actor, "register.merge"))


def pairs_waiting(actor: Actor) -> int:
    return open_doubles().count()


def register_places() -> None:
    register_looks(LOOKS)
    register_rail("Khen thưởng", "Sổ khen thưởng", "book", "register:front", 40, reads)
    register_rail(
        "Khen thưởng", "Người trùng", "users", "register:double_list", 42, merges, pairs_waiting
    )
