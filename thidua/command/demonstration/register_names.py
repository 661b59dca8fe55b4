"""Names for the sample register, of common syllables; whoever bears one is nobody's likeness."""

from random import Random

FAMILIES = {
    "Thái": ("Lò", "Cà", "Quàng", "Đèo", "Tao", "Vì", "Lường"),
    "Mông": ("Giàng", "Sùng", "Vàng", "Mùa", "Hạng", "Thào", "Lừu", "Chang"),
    "Dao": ("Phàn", "Tẩn", "Chảo", "Lý"),
    "Hà Nhì": ("Pờ", "Lỳ", "Khoàng", "Vù"),
    "Kinh": ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Bùi", "Đỗ", "Vũ"),
}
WEIGHTS = (30, 24, 10, 6, 30)
MIDDLE = {
    "male": ("Văn", "A", "Đức", "Minh", "Xuân", "Quốc", "Hữu", "Seo"),
    "female": ("Thị", "Thị", "Thị Thu", "Thị Hồng", "Thị Ngọc", "Thị Mai", "Thu"),
}
GIVEN = {
    "male": (
        "An", "Bình", "Chung", "Cường", "Dũng", "Dương", "Giang", "Hải", "Hùng", "Hưng", "Khánh",
        "Kiên", "Lâm", "Long", "Mạnh", "Nam", "Páo", "Phong", "Phử", "Quân", "Sinh", "Sơn", "Tấn",
        "Thắng", "Thành", "Toàn", "Tráng", "Tuấn", "Vinh", "Vừ",
    ),
    "female": (
        "Anh", "Bích", "Chi", "Dung", "Duyên", "Hà", "Hạnh", "Hiền", "Hoa", "Hương", "Lan", "Liên",
        "Linh", "Loan", "Mai", "Mẩy", "Mỷ", "Nga", "Ngân", "Nhung", "Phương", "Thảo", "Thoa",
        "Thủy", "Trang", "Tuyết", "Vân", "Xuân", "Yến",
    ),
}  # fmt: skip
TITLES = (
    ("Chuyên viên", "", 62),
    ("Viên chức", "", 16),
    ("Phó Trưởng phòng", "deputy_head_of_division", 12),
    ("Trưởng phòng", "head_of_division", 7),
    ("Phó Giám đốc", "deputy_director_of_provincial_department", 2),
    ("Giám đốc", "director_of_provincial_department", 1),
)


def a_person(random: Random) -> tuple[str, str, str]:
    """(name, gender, people)."""
    people = random.choices(list(FAMILIES), WEIGHTS)[0]
    gender = random.choice(("male", "female"))
    parts = (
        random.choice(FAMILIES[people]),
        random.choice(MIDDLE[gender]),
        random.choice(GIVEN[gender]),
    )
    return " ".join(parts), gender, people


def staff_title(random: Random) -> tuple[str, str]:
    """(title, position in the table of contributions)."""
    title, position, _ = random.choices(TITLES, [weight for *_, weight in TITLES])[0]
    return title, position
