"""How large a table may be."""

from dataclasses import dataclass


class UnreadableSheet(ValueError):
    """The table is not taken; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class SheetLimits:
    rows: int = 200_000
    columns: int = 200
    cells: int = 4_000_000
    memory: int = 1 << 30
    seconds: int = 60


LIMITS = SheetLimits()
TOO_LARGE = (
    "Bảng quá lớn: chỉ nhận đến 200.000 dòng, 200 cột. Hãy xóa dòng, cột thừa hoặc chia tệp."
)
DAMAGED = "Bảng tính bị hỏng, không mở được: hãy mở bằng Excel, lưu lại rồi tải lên lần nữa."
TOO_HEAVY = (
    "Bảng tính quá nặng, đọc không xong: hãy chép riêng phần dữ liệu sang một tệp mới rồi tải lên."
)
