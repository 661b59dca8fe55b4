"""Who stands in a line: names with their addresses, name / post / unit in one cell, numbers."""

import re
from dataclasses import dataclass
from functools import lru_cache

from thidua.core.registers.choices import FEMALE, MALE
from thidua.core.text.folding import fold, modern_tones, name_key

_RANKS = (
    r"đại tướng|thượng tướng|trung tướng|thiếu tướng|đại tá|thượng tá|trung tá|thiếu tá|đại úy|"
    r"thượng úy|trung úy|thiếu úy|gs\.?\s*ts\.?|pgs\.?\s*ts\.?|tiến sĩ|thạc sĩ|bác sĩ|ts\.|ths\.?|bs\.?(?:cki{1,2}\.?)?|"
    r"ks\.|cn\.|nghệ nhân|nghệ sĩ"
)
_ADDRESS = re.compile(
    rf"^(?:(?P<woman>bà|chị|cô)|(?P<man>ông|anh)|đồng chí|đ/c|đc\.|mr\.?|ms\.?|{_RANKS})\b\.?:?\s+",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"^\s*\(?\d{1,5}\s*[.)\-]\s*")
_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*$")
_UNIT_HEAD = (
    r"(?:sở|ban|ubnd|ủy ban|uỷ ban|phòng|trường|công ty|cty|chi cục|cục|trung tâm|tt|bệnh viện|trạm|huyện|"
    r"xã|phường|thị trấn|thành phố|hội|đoàn|đảng ủy|đảng bộ|chi bộ|văn phòng|vp|công an|bộ chỉ huy|bch|"
    r"đồn|hợp tác xã|htx|doanh nghiệp|dntn|nhà máy|kho bạc|ngân hàng|tòa án|viện|tỉnh ủy|huyện ủy|hđnd|"
    r"ủy ban mặt trận|liên đoàn|liên minh|đài|báo|thanh tra|bảo hiểm|tập thể|cán bộ|nhân dân|tổ|đội|khối|"
    r"thôn|bản|khu|lâm trường|hạt|quỹ|bưu điện|điện lực|thpt|thcs|trung đoàn|tiểu đoàn|sư đoàn|nhà)"
)
_STARTS_UNIT = re.compile(rf"^{_UNIT_HEAD}\b", re.IGNORECASE)
_POST = re.compile(
    r"^(?:quyền\s+|nguyên\s+)?(?:phó\s+)?(?:tổng\s+)?(?:giám đốc|trưởng (?:phòng|ban|khoa|đoàn|trạm|công an|thôn|bản)|"
    r"phó (?:phòng|ban|khoa|trưởng)|chủ tịch|bí thư|hiệu trưởng|hiệu phó|chuyên viên|nhân viên|cán bộ|kế toán|"
    r"giáo viên|bác sĩ|y sĩ|điều dưỡng|chánh|phó chánh|văn thư|thủ quỹ|lái xe|tổ trưởng|đội trưởng|công nhân|"
    r"ủy viên|trợ lý|kỹ sư|chi cục trưởng|cục trưởng|trưởng|phó|công chức|viên chức|thanh tra viên|thẩm phán|kiểm sát viên|"
    r"hộ sinh|dược sĩ|nông dân|quản đốc|bảo vệ|chỉ huy|chính trị viên|chính ủy)",
    re.IGNORECASE,
)
_ENTERPRISE = re.compile(
    r"^(?:công ty|cty|doanh nghiệp|dntn|htx|hợp tác xã|tập đoàn|tổng công ty)\b", re.I
)
_HOUSEHOLD = re.compile(
    r"^(?:hộ|hộ gia đình|gia đình)\s+(?:ông|bà|anh|chị|gia đình|\w+\s+\w+)", re.I
)
_CUT = re.compile(r"\s*(?:\n|;|\s[-–—]\s|,)\s*")
_DIGITS = re.compile(r"\D+")


@dataclass(frozen=True, slots=True)
class NameRead:
    name: str
    gender: str = ""
    post: str = ""
    unit: str = ""
    note: str = ""


@lru_cache(maxsize=100_000)
def read_person(text: str) -> NameRead:
    """A cell with a name, and perhaps the post and the unit on lines of their own."""
    parts = [part for part in _CUT.split(_ORDINAL.sub("", text)) if part]
    if not parts:
        return NameRead("")
    name, gender, note = _bare_name(parts[0])
    post, unit = _post_and_unit(parts[1:])
    return NameRead(proper_name(name), gender, post, unit, note)


@lru_cache(maxsize=50_000)
def read_collective(text: str) -> str:
    return modern_tones(" ".join(_ORDINAL.sub("", text).split()).strip(" .;,-"))


def _bare_name(text: str) -> tuple[str, str, str]:
    gender, note = "", ""
    if match := _BRACKET.search(text):
        inside, text = match[1], text[: match.start()]
        gender = {"nu": FEMALE, "nam": MALE}.get(name_key(inside), "")
        note = "" if gender else inside.strip()
    text = text.strip(" .,;*")
    while match := _ADDRESS.match(text):
        gender = gender or (FEMALE if match["woman"] else MALE if match["man"] else "")
        text = text[match.end() :]
    return text, gender, note


def _post_and_unit(parts: list[str]) -> tuple[str, str]:
    post: list[str] = []
    unit: list[str] = []
    for part in parts:
        (unit if unit or (_STARTS_UNIT.match(part) and not _POST.match(part)) else post).append(
            part
        )
    if post and not unit:
        return split_post(", ".join(post))
    return ", ".join(post), ", ".join(unit)


@lru_cache(maxsize=50_000)
def split_post(text: str) -> tuple[str, str]:
    """ "Phó Giám đốc Sở Y tế" → post and unit; without a unit inside the whole is the post."""
    text = " ".join(text.split())
    head, comma, tail = text.partition(",")
    if comma and _STARTS_UNIT.match(tail.strip()):
        return head.strip(), tail.strip()
    if not (match := _POST.match(text)):
        return ("", text) if _STARTS_UNIT.match(text) else (text, "")
    inside = re.search(rf"\s(?={_UNIT_HEAD}\s+\w)", text[match.end() :], re.IGNORECASE)
    if inside is None:
        return text, ""
    cut = match.end() + inside.start()
    return text[:cut].strip(" ,-–"), text[cut:].strip(" ,-–")


@lru_cache(maxsize=100_000)
def proper_name(text: str) -> str:
    """ "NGUYỄN VĂN A", "nguyễn văn a" → "Nguyễn Văn A"; mixed writing stays as it is."""
    name = modern_tones(" ".join(text.split()))
    if name in (name.upper(), name.lower()):
        return " ".join(word[:1].upper() + word[1:].lower() for word in name.split())
    return name


@lru_cache(maxsize=50_000)
def looks_like_name(text: str) -> bool:
    """Two to seven words of letters that begin no unit."""
    bare = _bare_name(_ORDINAL.sub("", text.split("\n")[0]).split(",")[0])[0]
    words = bare.split()
    return 2 <= len(words) <= 7 and all(word.replace("'", "").isalpha() for word in words) and not (
        _STARTS_UNIT.match(bare) and len(words) > 2
    )  # fmt: skip


@lru_cache(maxsize=50_000)
def looks_like_unit(text: str) -> bool:
    return bool(_STARTS_UNIT.match(_ORDINAL.sub("", text.strip()))) and len(text.split()) > 1


@lru_cache(maxsize=50_000)
def looks_like_post(text: str) -> bool:
    return bool(_POST.match(text.strip()))


@lru_cache(maxsize=50_000)
def kind_of_name(text: str) -> str:
    """What a name alone tells: a household, an enterprise, a collective, else a person."""
    plain = _ORDINAL.sub("", text.strip())
    if _HOUSEHOLD.match(plain):
        return "household"
    if _ENTERPRISE.match(plain):
        return "enterprise"
    # "Đoàn Thị Mẫu", "Hà Văn Bản": a family name may look like the head of a unit.
    if _STARTS_UNIT.match(plain) and not _two_to_four_capitals(plain):
        return "collective"
    return "individual"


_FAMILIES = frozenset(
    [
        "doan",
        "ha",
        "to",
        "cuc",
        "quy",
        "bao",
        "dai",
        "khu",
        "tram",
        "vien",
        "thon",
        "ban",
        "hoi",
        "tran",
    ]
)


def _two_to_four_capitals(text: str) -> bool:
    words = text.split()
    return (
        2 <= len(words) <= 4
        and fold(words[0]) in _FAMILIES
        and all(word[:1].isupper() and word[1:].islower() for word in words)
    )


@lru_cache(maxsize=100_000)
def read_citizen_number(text: str) -> tuple[str, str]:
    """The digits, and what is doubtful: Excel drops the zero in front, and rounds what is long."""
    clean = re.sub(r"[\s.'`-]", "", text.strip().removesuffix(".0"))
    if not clean.isdigit():
        raise ValueError("số định danh chỉ gồm chữ số")
    if len(clean) in (9, 12):
        return clean, ""
    if len(clean) in (8, 11):
        return "0" + clean, f"Số định danh “{text.strip()}” thiếu một số, đã thêm số 0 ở đầu."
    raise ValueError("số định danh phải có 9 hoặc 12 chữ số")
