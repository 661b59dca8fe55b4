"""Where the law stands in the shell, and how its states look."""

from thidua.base.access import Actor, may
from thidua.pages.ui.navigation import register_rail
from thidua.pages.ui.states import (
    CLOSED,
    DONE,
    DRAFT,
    ENDED,
    LOOK_AT,
    TODO,
    UNDERWAY,
    UNKNOWN,
    Look,
    register_looks,
)
from thidua.subjects.law.permissions import WRITERS
from thidua.subjects.law.selectors import waiting_for

LOOKS = {
    "Đang soạn": DRAFT,
    "Chờ đối chiếu": TODO,
    "Đang áp dụng": DONE,
    "Chờ dừng áp dụng": TODO,
    "Đã dừng áp dụng": CLOSED,
    "Đang chạy thử": UNDERWAY,
    "Đã chạy thử": DONE,
    "Không chạy được": ENDED,
    "Đủ dữ liệu": DONE,
    "Còn chỗ chưa đối chiếu": LOOK_AT,
    "Chưa có tiêu chuẩn": UNKNOWN,
    "Không còn áp dụng": CLOSED,
    "Cần đối chiếu": LOOK_AT,
    "Nên đối chiếu": Look("", "eye"),
    "Chưa đối chiếu": LOOK_AT,
    "Đã đối chiếu": DONE,
    "Quy định của tỉnh": Look("good", "building-bank"),
    "Theo văn bản dẫn lại": Look("", "files"),
    "Đọc ở văn bản đã được thay thế": Look("warn", "history"),
    "Đọc ở bản dịch máy": Look("warn", "language"),
    "Đọc ở dự thảo": Look("warn", "pencil"),
    "Mới": Look("", "plus"),
    "Không còn": Look("", "minus"),
    "Đã đổi": Look("warn", "edit"),
    "Giữ nguyên": DONE,
    "Đã đọc toàn văn": DONE,
    "Mới đọc được một phần": LOOK_AT,
    "Chưa đọc": UNKNOWN,
    "Chưa có toàn văn": LOOK_AT,
    "Đã có toàn văn": DONE,
    "Đủ điều kiện": DONE,
    "Không đủ": Look("bad", "circle-x"),
    "Cần xem xét": LOOK_AT,
}


def waiting_count(actor: Actor) -> int | None:
    return len(waiting_for(actor)) if actor.role in WRITERS else None


def writes_or_sees(actor: Actor) -> bool:
    return bool(may(actor, "law.rows.see"))


def register_places() -> None:
    register_looks(LOOKS)
    register_rail(
        "Nền tảng", "Luật thi đua, khen thưởng", "scale", "law:award_list", 20,
        count=waiting_count, short="Luật",
    )  # fmt: skip
