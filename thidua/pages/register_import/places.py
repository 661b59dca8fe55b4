"""Where imports of old registers stand in the shell, and how their states look."""

from thidua.base.access import Actor, may
from thidua.pages.ui.navigation import register_rail
from thidua.pages.ui.states import DONE, ENDED, FAILED, LOOK_AT, TODO, Look, register_looks

LOOKS = {
    "Đang đọc tệp": TODO,
    "Chọn cột": LOOK_AT,
    "Đang kiểm tra": TODO,
    "Đã kiểm tra": LOOK_AT,
    "Đang ghi": TODO,
    "Đã ghi": DONE,
    "Đã hoàn tác": ENDED,
    "Không đọc được": FAILED,
    "Đã bỏ": ENDED,
    "Thêm người mới": Look("good", "user-plus"),
    "Thêm cho người đã có": DONE,
    "Đính chính dòng đã có": Look("", "edit"),
    "Cần chọn người": LOOK_AT,
    "Đã có trong sổ": Look("", "minus"),
    "Có lỗi": FAILED,
    "Để lại, không ghi": ENDED,
    "Không phải dòng sổ": Look("", "minus"),
}


def imports(actor: Actor) -> bool:
    return bool(may(actor, "intake.start"))


def register_places() -> None:
    register_looks(LOOKS)
    register_rail(
        "Khen thưởng", "Nhập sổ cũ", "database-import", "register_import:import_list", 46, imports
    )
