"""How the states of reporting look."""

from thidua.pages.ui.states import Look, register_looks


def register_states() -> None:
    register_looks(
        {
            "Đang chuẩn bị": Look("", "pencil"),
            "Đang nhận báo cáo": Look("", "inbox"),
            "Đã kết thúc": Look("good", "circle-check"),
            "Đã hủy": Look("", "circle-x"),
            "Đang soạn": Look("", "pencil"),
            "Đang trình ký": Look("", "signature"),
            "Đang tổng hợp": Look("", "pencil"),
            "Đã chốt số liệu": Look("", "lock"),
            "Chờ xem": Look("todo", "inbox"),
            "Gửi đúng hạn": Look("good", "circle-check"),
            "Gửi muộn": Look("warn", "clock"),
        }
    )
