"""How each state looks: the word leads, colour and shape go with it.

One vocabulary for the whole system, so that "Đã tiếp nhận" looks the same on every page.
"""

from typing import NamedTuple


class Look(NamedTuple):
    tone: str
    icon: str


DRAFT = Look("", "pencil")
TODO = Look("todo", "circle")
UNDERWAY = Look("", "circle-half-2")
DONE = Look("good", "circle-check")
MEND = Look("warn", "arrow-back-up")
LOOK_AT = Look("warn", "alert-triangle")
FAILED = Look("bad", "circle-x")
ENDED = Look("bad", "ban")
LATE = Look("bad", "clock")
UNKNOWN = Look("unknown", "help-circle")
CLOSED = Look("", "lock")
PLAIN = UNDERWAY

TONE_ICONS = {
    "todo": "circle",
    "good": "circle-check",
    "warn": "alert-triangle",
    "bad": "circle-x",
    "gold": "award",
    "unknown": "help-circle",
}

# Groups as they are shown on the component page; a word has one look wherever it stands.
FAMILIES: dict[str, dict[str, Look]] = {
    "Văn bản đã đọc": {
        "Chờ đọc": TODO,
        "Đang đọc": UNDERWAY,
        "Chờ rà soát": TODO,
        "Đang rà soát": UNDERWAY,
        "Đã rà soát": DONE,
        "Đã tạo phong trào": DONE,
        "Không đọc được": FAILED,
        "Giữ nguyên": DONE,
        "Đã sửa": Look("", "edit"),
        "Đã bỏ": Look("", "minus"),
        "Thêm mới": Look("", "plus"),
        "Cần hỏi": LOOK_AT,
    },
    "Phong trào": {
        "Dự thảo": DRAFT,
        "Đã trình": UNDERWAY,
        "Đã phát động": Look("", "flag"),
        "Đã sơ kết": UNDERWAY,
        "Đang tổng kết": UNDERWAY,
        "Đã tổng kết": DONE,
        "Lưu trữ": Look("", "archive"),
        "Bãi bỏ": ENDED,
    },
    "Việc của đơn vị với phong trào": {
        "Chưa tiếp nhận": TODO,
        "Chưa mở": TODO,
        "Đã mở": Look("", "eye-check"),
        "Đã tiếp nhận": UNDERWAY,
        "Đang lập kế hoạch": DRAFT,
        "Chờ duyệt": UNDERWAY,
        "Đã duyệt": DONE,
        "Đã có kế hoạch": UNDERWAY,
        "Đã báo cáo": UNDERWAY,
        "Đã ghi nhận": DONE,
        "Không áp dụng": Look("", "minus"),
        "Quá hạn": LATE,
        "Trả lại": MEND,
        "Yêu cầu bổ sung": MEND,
    },
    "Giá trị và nhận định chỉ tiêu": {
        "Chưa báo cáo": TODO,
        "Đã xác nhận": DONE,
        "Đề nghị giải trình": LOOK_AT,
        "Đã chốt": CLOSED,
        "Đúng tiến độ": DONE,
        "Có nguy cơ": LOOK_AT,
        "Nghi vấn": LOOK_AT,
        "Đạt": DONE,
        "Vượt": Look("good", "arrow-up"),
        "Không đạt": FAILED,
        "Chưa có số liệu": UNKNOWN,
    },
    "Công văn, quyết định": {
        "Đã ký nháy": UNDERWAY,
        "Đã cấp số": Look("", "hash"),
        "Đã ký": Look("", "signature"),
        "Đã ban hành": DONE,
        "Đã gửi": Look("", "send"),
        "Có hiệu lực": DONE,
        "Đã đính chính": Look("", "edit"),
        "Hủy bỏ một phần": ENDED,
        "Hủy bỏ": ENDED,
    },
    "Đơn vị": {
        "Đang hoạt động": DONE,
        "Đã sáp nhập": Look("", "arrows-join"),
        "Đã chia tách": Look("", "arrows-split"),
        "Đã giải thể": ENDED,
        "Chưa thành lập": TODO,
    },
    "Tài khoản": {
        "Đã mời": Look("", "mail"),
        "Đang dùng": DONE,
        "Đã khóa": CLOSED,
        "Hết nhiệm kỳ": Look("", "clock"),
        "Chờ nhận": TODO,
        "Đã nhận": DONE,
        "Chờ đơn vị mới tiếp nhận": TODO,
        "Không tiếp nhận": FAILED,
    },
    "Việc chạy lâu": {
        "Đang chờ": TODO,
        "Đang chạy": UNDERWAY,
        "Xong": DONE,
        "Có lỗi": FAILED,
        "Đã dừng": Look("", "player-pause"),
    },
    "Thư, phiếu gửi": {
        "Chờ gửi": TODO,
        "Đã đến": Look("", "mail-check"),
        "Không gửi được": FAILED,
        "Không cần gửi nữa": Look("", "minus"),
    },
    "Bảng điểm": {
        "Chưa chấm": TODO,
        "Tự chấm": UNDERWAY,
        "Đã thẩm định": UNDERWAY,
        "Đã thống nhất": DONE,
        "Đã công bố": DONE,
    },
    "Đăng ký, sáng kiến": {
        "Đã tổng hợp": CLOSED,
        "Đã thẩm tra": UNDERWAY,
        "Đã chấm": UNDERWAY,
        "Được công nhận": DONE,
        "Không công nhận": FAILED,
        "Đã rút": Look("", "arrow-back-up"),
        "Hủy công nhận": ENDED,
    },
    "Hồ sơ": {
        "Đã duyệt tại đơn vị": UNDERWAY,
        "Đang thẩm định": UNDERWAY,
        "Trình Hội đồng": UNDERWAY,
        "Trình quyết định": UNDERWAY,
        "Đã giải quyết": DONE,
    },
    "Trường hợp": {
        "Đề nghị": TODO,
        "Đủ điều kiện": DONE,
        "Không đủ": FAILED,
        "Cần xem xét": LOOK_AT,
        "Chưa rõ": UNKNOWN,
        "Đã lấy ý kiến": UNDERWAY,
        "Đã bỏ phiếu: đạt": DONE,
        "Đã bỏ phiếu: không đạt": FAILED,
        "Đã khen thưởng": Look("gold", "award"),
        "Trình cấp trên": Look("", "arrow-up-right"),
        "Không khen": FAILED,
        "Rút": Look("", "arrow-back-up"),
        "Tạm dừng": Look("warn", "player-pause"),
        "Hạ hình thức": Look("warn", "arrow-down-right"),
    },
    "Phiên họp": {
        "Dự kiến": Look("", "calendar"),
        "Đang họp": UNDERWAY,
        "Đang bỏ phiếu": Look("", "clock"),
        "Đã kiểm phiếu": UNDERWAY,
        "Đã ký biên bản": DONE,
    },
    "Sổ khen thưởng": {
        "Đã thu hồi": ENDED,
        "Đã cấp đổi, cấp lại": Look("", "refresh"),
    },
    "Điển hình": {
        "Phát hiện": TODO,
        "Đã chọn": UNDERWAY,
        "Đã cung cấp": UNDERWAY,
        "Đã đăng": DONE,
        "Nhân rộng": DONE,
    },
}

LOOKS = {word: look for family in FAMILIES.values() for word, look in family.items()}


def register_looks(words: dict[str, Look]) -> None:
    """Words of one area of pages; a word that already has a look keeps it."""
    for word, look in words.items():
        LOOKS.setdefault(word, look)


def look_of(word: str) -> Look:
    """The look of a state's word; a word that is not in the list stands plain, half way."""
    return LOOKS.get(word, PLAIN)
