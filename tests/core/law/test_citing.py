import pytest

from thidua.core.law.citing import written_out


@pytest.mark.parametrize(
    ("short", "spelt"),
    [
        ("Đ22 k1 a", "Luật Thi đua, khen thưởng 2022, Điều 22 khoản 1 điểm a"),
        ("Đ43 k1, k2", "Luật Thi đua, khen thưởng 2022, Điều 43 khoản 1, khoản 2"),
        ("Đ63 k1 đ", "Luật Thi đua, khen thưởng 2022, Điều 63 khoản 1 điểm đ"),
        ("Đ63 k2 d-e", "Luật Thi đua, khen thưởng 2022, Điều 63 khoản 2 điểm d-e"),
        ("Đ74 (tập thể, 4)", "Luật Thi đua, khen thưởng 2022, Điều 74 (tập thể, 4)"),
        (
            "NĐ98/2023 Đ30 k7; NĐ152/2025 Đ33 (số khoản chưa đối chiếu)",
            "Nghị định 98/2023 Điều 30 khoản 7; Nghị định 152/2025 Điều 33 (số khoản chưa đối chiếu)",
        ),
        ("Luật 06/2022/QH15 Đ5 k2 c", "Luật 06/2022/QH15 Điều 5 khoản 2 điểm c"),
        (
            "Nghị định 91/2017/NĐ-CP, Điều 9 khoản 3 điểm a",
            "Nghị định 91/2017/NĐ-CP, Điều 9 khoản 3 điểm a",
        ),
    ],
)
def test_written_out_spells_articles_clauses_and_points(short, spelt):
    assert written_out(short) == spelt
