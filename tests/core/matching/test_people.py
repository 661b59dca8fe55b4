"""Who may be one person: points for and against, each with its words."""

from datetime import date

import pytest

from thidua.core.matching.people import Traits, likeness

MINH = Traits("Vàng Thị Mẫu", born=date(1980, 3, 4), born_year=1980, units={1}, gender="female")


def test_name_birth_and_unit_are_sure():
    found = likeness(MINH, MINH)
    assert (found.score, found.is_sure) == (100, True)
    assert found.reasons == ("cùng họ tên", "cùng ngày sinh", "cùng đơn vị (kể cả đơn vị cũ)")


@pytest.mark.parametrize(
    ("one", "other", "score", "reasons"),
    [
        (Traits("Vàng Thị Mẫu"), Traits("Vàng Thị Mẫu"), 30, ("cùng họ tên",)),
        (Traits("Vàng Thị Mẫu"), Traits("VÀNG THỊ MẪU"), 30, ("cùng họ tên",)),
        (Traits("Vàng Thị Mẫu"), Traits("Vang Thi Mau"), 25, ("cùng họ tên khi bỏ dấu",)),
        (
            Traits("A B", numbers={"1"}), Traits("A B", numbers={"1", "2"}), 130,
            ("cùng số định danh hoặc số chứng minh", "cùng họ tên"),
        ),
        (
            Traits("A B", numbers={"1"}), Traits("C D", numbers={"1"}), 70,
            ("cùng số định danh hoặc số chứng minh", "khác họ tên"),
        ),
        (Traits("A B", staff_code="x1"), Traits("A B", staff_code="X1"), 100, ("cùng mã cán bộ", "cùng họ tên")),
        (Traits("A B", staff_code="x1"), Traits("A B", staff_code="x2"), 10, ("khác mã cán bộ", "cùng họ tên")),
        (
            Traits("A B", born=date(1980, 3, 4), born_year=1980),
            Traits("A B", born=date(1980, 4, 3), born_year=1980), 50,
            ("cùng họ tên", "ngày và tháng sinh đổi chỗ nhau"),
        ),
        (
            Traits("A B", born=date(1980, 3, 4), born_year=1980),
            Traits("A B", born=date(1981, 3, 4), born_year=1981), 0, ("cùng họ tên", "khác ngày sinh"),
        ),
        (Traits("A B", born_year=1980), Traits("A B", born_year=1980), 50, ("cùng họ tên", "cùng năm sinh")),
        (Traits("A B", born_year=1980), Traits("A B", born_year=1981), 0, ("cùng họ tên", "khác năm sinh")),
        (Traits("A B", born_year=1980), Traits("A B"), 30, ("cùng họ tên",)),
        (Traits("A B", units={1, 2}), Traits("A B", units={2}), 50, ("cùng họ tên", "cùng đơn vị (kể cả đơn vị cũ)")),
        (Traits("A B", hometown="Bản X"), Traits("A B", hometown="ban x"), 50, ("cùng họ tên", "cùng quê quán")),
        (Traits("A B", gender="male"), Traits("A B", gender="female"), 0, ("cùng họ tên", "khác giới tính")),
    ],
)  # fmt: skip
def test_likeness(one, other, score, reasons):
    found = likeness(one, other)
    assert (found.score, found.reasons) == (score, reasons)
    assert likeness(other, one) == found
