"""Numbers and comparators of targets, at the edges of their rules."""

import pytest

from thidua.core.directives import read
from thidua.core.directives.model import Comparator, Direction, Target

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH SƠN MẪU\nSố: 15/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nSơn Mẫu, ngày 05 tháng 3 năm 2025\n\n"
    "KẾ HOẠCH\nPhát động phong trào thi đua năm 2025\n\n"
)
FOOT = "\n\nNơi nhận:\n- UBND tỉnh (b/c);\n- Lưu: VT.\n\nCHỦ TỊCH\n\nLò Văn Mẫu"


def targets(body: str) -> tuple[Target, ...]:
    return read(f"{HEAD}{body}{FOOT}").targets


def test_read_exceptions_of_one_target_both_point_at_it() -> None:
    found = targets(
        "1. Phấn đấu tỷ lệ hộ nghèo giảm 3%, riêng các huyện nghèo giảm 5%, "
        "riêng các xã biên giới giảm 6%.\n2. Tổ chức thi đua thiết thực."
    )
    assert [(t.exception_of, t.scope) for t in found] == [
        (None, None), (0, "các huyện nghèo"), (0, "các xã biên giới"),
    ]  # fmt: skip


@pytest.mark.parametrize(("words", "is_exception"), [(10, True), (11, False)])
def test_read_exception_is_for_a_scope_of_few_words(words: int, is_exception: bool) -> None:
    scope = " ".join(["các huyện", *["nghèo"] * (words - 2)])
    found = targets(
        f"1. Phấn đấu tỷ lệ hộ nghèo giảm 3%, riêng {scope} giảm 5%.\n2. Thi đua thiết thực."
    )
    assert [t.exception_of for t in found] == [None, 0 if is_exception else None]


@pytest.mark.parametrize(
    ("phrase", "direction"),
    [
        ("tỷ lệ hộ nghèo giảm 3%", Direction.UP),
        ("tỷ lệ hộ nghèo còn 3%", Direction.DOWN),
        ("tỷ lệ thất nghiệp dưới 2%", Direction.DOWN),
        ("tỷ lệ che phủ rừng dưới 52%", Direction.DOWN),
        ("tỷ lệ che phủ rừng 52%", Direction.UP),
    ],
)
def test_read_direction(phrase: str, direction: Direction) -> None:
    (target,) = targets(f"1. Phấn đấu {phrase}.\n2. Tổ chức thi đua thiết thực.")
    assert target.direction is direction


def test_read_two_targets_of_a_clause_have_their_own_names() -> None:
    found = targets(
        "1. Phấn đấu tỷ lệ hộ dùng nước sạch đạt 95% trở lên, tỷ lệ hộ dùng điện không quá 98%.\n"
        "2. Tổ chức thi đua thiết thực."
    )
    assert [(t.name, t.comparator, t.comparator_word) for t in found] == [
        ("tỷ lệ hộ dùng nước sạch", Comparator.AT_LEAST, "đạt … trở lên"),
        ("tỷ lệ hộ dùng điện", Comparator.AT_MOST, "không quá"),
    ]


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("Tỷ lệ hộ dùng nước sạch đạt trên 95%.", 1),
        ("Tỷ lệ hộ dùng nước sạch đã đạt trên 95%.", 0),
        ("Năm qua tỷ lệ hộ dùng nước sạch đạt trên 95%.", 0),
        ("Các hộ dùng nước sạch đạt trên 95%.", 0),
        ("Tỷ lệ hộ dùng nước sạch trên 95 hộ.", 0),
        ("Thu ngân sách đạt trên 500 tỷ đồng.", 1),
    ],
)
def test_read_number_without_an_announcement(body: str, count: int) -> None:
    assert len(targets(f"I. TỔ CHỨC THỰC HIỆN\n\n1. {body}\n2. Thi đua thiết thực.")) == count


def test_read_table_row_by_the_columns_of_its_head() -> None:
    table = (
        "I. MỤC TIÊU\n\n| TT | Chỉ tiêu | Đơn vị tính | Kế hoạch |\n|---|---|---|---|\n"
        "| 1 | Tỷ lệ hộ nghèo | % | dưới 3 |\n| 2 | Trồng rừng mới | ha | 1.200 trở lên |\n"
        "| 3 | AB | ha | 5 |\n| 3 | AB 12 | ha | 5 |\n| 3 | Ngô | ha | 5 |\n| 4 | Thu ngân sách | tỷ đồng | tăng |\n"
    )
    assert [(t.name, t.comparator, str(t.value), t.unit) for t in targets(table)] == [
        ("Tỷ lệ hộ nghèo", Comparator.AT_MOST, "3", "%"),
        ("Trồng rừng mới", Comparator.AT_LEAST, "1200", "ha"),
        ("Ngô", Comparator.EQUAL, "5", "ha"),
    ]
