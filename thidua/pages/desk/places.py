"""The rail's entries for those who run the system, and the looks of their states."""

from collections.abc import Callable

from thidua.base.access import Actor, may
from thidua.pages.ui.navigation import register_rail
from thidua.pages.ui.states import DONE, ENDED, FAILED, LOOK_AT, TODO, register_looks

LOOKS_HERE = {
    "Chờ gửi": TODO,
    "Đang gửi": TODO,
    "Đã gửi": DONE,
    "Không gửi được": FAILED,
    "Không cần gửi nữa": ENDED,
    "Chờ chạy": TODO,
    "Đang chạy": TODO,
    "Đã xong": DONE,
    "Không xong": FAILED,
    "Đang đọc tệp": TODO,
    "Chọn cột": LOOK_AT,
    "Đang kiểm tra": TODO,
    "Đã kiểm tra": LOOK_AT,
    "Đang ghi": TODO,
    "Đã ghi": DONE,
    "Không đọc được": FAILED,
    "Đã bỏ": ENDED,
    "Thêm mới": DONE,
    "Thay đổi": LOOK_AT,
    "Không đổi": ENDED,
    "Có lỗi": FAILED,
    "Theo luật": DONE,
    "Quy định của tỉnh": DONE,
    "Mặc định, chờ tỉnh quy định": LOOK_AT,
    "Đang dùng": DONE,
    "Sắp dùng": TODO,
    "Hết hiệu lực": ENDED,
    "Đạt": DONE,
    "Lưu ý": LOOK_AT,
    "Lỗi": FAILED,
}


def allowed(verb: str) -> Callable[[Actor], bool]:
    return lambda actor: bool(may(actor, verb))


def register_places() -> None:
    register_looks(LOOKS_HERE)
    for label, icon, name, order, verb in (
        ("Nhập dữ liệu", "database-import", "desk:import_list", 30, "imports.start"),
        ("Quy định", "adjustments-horizontal", "desk:parameter_list", 40, "parameters.read"),
        ("Nhật ký", "history", "desk:audit_list", 50, "audit.read"),
        ("Thư đi", "mail-forward", "desk:mail_list", 60, "outbox.read"),
        ("Việc chạy nền", "loader-2", "desk:job_list", 70, "jobs.read"),
        ("Tình trạng hệ thống", "stethoscope", "desk:health", 80, "system.health"),
    ):
        register_rail("Quản trị", label, icon, name, order, allowed(verb))
