"""Words of registers with few values: gender, kind of holder, rating, reach of an initiative …"""

import re
from functools import lru_cache

from thidua.core.text.folding import fold, name_key

FEMALE, MALE = "female", "male"
_GENDERS = {
    **dict.fromkeys(("nu", "ba", "f", "female", "nu gioi", "co", "chi"), FEMALE),
    **dict.fromkeys(("nam", "ong", "m", "male", "nam gioi", "thay", "anh"), MALE),
}

# What a whole cell may say, folded; the first word found in a text decides.
RATINGS = (
    ("not_completed", ("khong hoan thanh", "chua hoan thanh", "khong ht", "yeu", "khtnv")),
    ("excellent", ("xuat sac", "htxs", "htxsnv", "htxuat sac", "xs")),
    ("good", ("hoan thanh tot", "httnv", "htt", "ht tot", "tot", "kha")),
    ("completed", ("hoan thanh nhiem vu", "hoan thanh", "htnv", "ht", "trung binh")),
)
SCOPES = (
    ("nation", ("toan quoc", "nha nuoc", "quoc gia", "trung uong")),
    ("province", ("cap tinh", "tinh", "pham vi anh huong cap tinh")),
    ("ministry", ("cap bo", "bo", "nganh trung uong", "bo nganh")),
    ("grassroots", ("co so", "cap co so", "cs", "don vi", "huyen", "nganh", "xa", "truong")),
)
INITIATIVE_KINDS = (
    ("science_work", ("de tai", "khoa hoc", "nckh", "de an")),
    ("combat_creativity", ("muu tri", "chien dau")),
    ("initiative", ("sang kien", "giai phap", "skkn", "cai tien")),
)
TYPES = (
    ("sudden", ("dot xuat",)),
    ("movement", ("chuyen de", "phong trao", "theo dot", "so ket", "tong ket")),
    ("tenure", ("cong hien", "qua trinh")),
    ("seniority", ("nien han",)),
    ("external", ("doi ngoai",)),
    ("regular_merit", ("thuong xuyen", "cong trang", "hang nam", "cong tac nam")),
)
LEVELS = (
    ("state", ("nha nuoc", "trung uong", "chinh phu", "thu tuong", "chu tich nuoc")),
    ("province", ("tinh", "bo", "nganh")),
    ("grassroots", ("co so", "huyen", "xa", "don vi", "so")),
)
HOLDERS = (
    ("household", ("ho gia dinh", "gia dinh", "hogiadinh")),
    ("enterprise", ("doanh nghiep", "hop tac xa", "cong ty", "to chuc kinh te")),
    ("foreign_individual", ("ca nhan nuoc ngoai", "nguoi nuoc ngoai")),
    ("foreign_collective", ("tap the nuoc ngoai",)),
    ("collective", ("tap the", "don vi", "co quan", "tapthe")),
    ("individual", ("ca nhan", "canhan", "can bo")),
)
VARIANTS = (
    ("leader_manager", ("lanh dao", "quan ly")),
    ("entrepreneur_intellectual", ("doanh nhan", "tri thuc", "nha khoa hoc")),
    ("worker_farmer_direct", ("truc tiep",)),
    ("worker", ("cong nhan",)),
    ("farmer", ("nong dan",)),
    ("armed_forces", ("luc luong vu trang", "quan nhan", "chien si")),
    ("civil_servant_employee", ("cong chuc", "vien chuc", "can bo")),
)
Choices = tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=2_000)
def read_gender(text: str) -> str:
    """ "X" in a column headed "Nữ" is told by the column, not here."""
    try:
        return _GENDERS[name_key(text)]
    except KeyError:
        raise ValueError("không phải giới tính: ghi Nam hoặc Nữ") from None


@lru_cache(maxsize=20_000)
def choose(text: str, choices: Choices) -> str | None:
    """The first choice one of whose words stands in the text."""
    words = f" {name_key(text)} "
    return next(
        (key for key, names in choices if any(f" {name} " in words for name in names)), None
    )


_SAME = frozenset(
    ('"', "''", "“", "”", "″", "〃", "nt", "như trên", "như tr.", "n/t", "ntr", "như t")
)
_TICKS = frozenset(["x", "×", "✓", "✔", "v", "+", "có", "co", "1", "đạt", "dat"])


@lru_cache(maxsize=20_000)
def is_ditto(text: str) -> bool:
    """ "nt", "-nt-", "″", "như trên": the same as in the row above."""
    core = text.strip().lower().strip("-–—.()[] *")
    return core in _SAME or bool(re.fullmatch(r"[\"'“”″〃]{1,4}", core))


@lru_cache(maxsize=20_000)
def is_tick(text: str) -> bool:
    return text.strip().lower() in _TICKS


@lru_cache(maxsize=20_000)
def is_blank(text: str) -> bool:
    """Nothing, or a stroke that says there is nothing."""
    return not text or not text.strip(" -–—_.…/*\t\n") or fold(text).strip(" .") in (
        "khong", "ko", "k", "0", "chua", "khong co", "#n/a", "#ref!", "#name?", "n/a",
    )  # fmt: skip


@lru_cache(maxsize=100_000)
def settled_cell(text: str) -> str | None:
    """The text; empty where it says nothing; None where it says "the same as above"."""
    if is_ditto(text):
        return None
    return "" if is_blank(text) else text
