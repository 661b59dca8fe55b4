"""Does a document launch an emulation movement, or only speak of one?"""

import re

from thidua.core.text import name_key

_NEVER = frozenset(
    (
        "báo cáo",
        "báo cáo thành tích",
        "biên bản",
        "tờ trình",
        "thông tư",
        "nghị định",
        "quy chế",
        "quy định",
        "giấy mời",
        "thư chúc mừng",
        "thư khen",
        "thông báo",
        "thể lệ",
        "bản đăng ký thi đua",
    )
)
_CALLS = frozenset(
    (
        "lời kêu gọi",
        "thư kêu gọi",
        "thư phát động",
        "lời phát động",
        "bài phát động",
        "giao ước thi đua",
    )
)
_OTHER_PURPOSE = re.compile(
    r"^(?:(?:quyet dinh|ke hoach|cong van|bao cao|thong bao|huong dan|v v|ve viec|ve|viec|ban hanh)\s+)*"
    r"(?:tang|truy tang|khen thuong|thuong|cong nhan|tong ket|so ket|bao cao|quy che|quy dinh|noi quy|kien toan|thanh lap|xet|binh xet|cham diem|dang ky|de nghi|chuc mung"
    r"|to chuc (?:hoi nghi|dai hoi|le|hoi thao|cuoc thi|hoi thi)|tuyen truyen|y kien|danh sach|sua doi|bai bo|phe duyet (?:danh sach|ket qua)|kiem tra|bieu duong|ton vinh|phan cum|phan chia|giao|lap ho so|tieu chi|thang diem|to chuc va hoat dong|cung cap)\b"
)
_LAUNCHES = re.compile(
    r"\bphat dong\b(?=.*\bthi dua\b)|\bphat dong\b(?=.*\bphong trao\b)|\bthi dua\b.*\bphat dong\b"
    r"|\b(?:to chuc|trien khai|thuc hien|huong ung|day manh|dang cai|mo)\b(?: (?:thuc hien|trien khai|to chuc|ke hoach|cac|co hieu qua|sau rong|va))*(?: \w+){0,2} (?:phong trao|dot|cao diem|cao trao|chien dich)(?: cao diem)?(?: dac biet)? thi dua"
    r"|\b(?:dot|cao diem|cao trao) thi dua\b|\bthi dua (?:dac biet|cao diem|nuoc rut)\b|\bphong trao thi dua\b"
    r"|\bthi dua\b.*\b(?:chao mung|lap thanh tich|lap nhieu thanh tich|hoan thanh thang loi|thuc hien thang loi|ngay dem)\b|\blap thanh tich chao mung\b"
)
_PERFORMS = re.compile(
    r"(?<!đã )(?<!được )(?:phát động|kêu gọi|tổ chức phát động|triển khai|tổ chức)\s+(?:[^.;:“”\"\n]{0,60}?\b)?(?:phong trào|đợt|cao điểm|hăng hái|ra sức)?\s*thi đua\b",
    re.I,
)
_DONE_BY_OTHERS = re.compile(
    r"\bdo\b[^.;]{0,60}$|đã$|được$|về (?:việc )?(?:tổ chức )?$|các xã[^.;]*$|trong (?:các )?$", re.I
)


def launches_by_title(title: str, document_type: str | None) -> bool | None:
    """True or False where the title decides, None where it leaves the question open."""
    key = name_key(title)
    if document_type in _CALLS:
        return "thi dua" in key or None
    calls_anew = re.search(r"\bphat dong\b", key) is not None
    if _OTHER_PURPOSE.match(key):
        anew = re.search(
            r"^(?:tong ket|so ket|to chuc hoi nghi|to chuc le)\b.*\bva\b.*\bphat dong\b|^to chuc le phat dong\b",
            key,
        )
        return bool(anew) and "thi dua" in key
    if document_type in _NEVER and not (calls_anew and document_type == "thông báo"):
        return False
    return True if _LAUNCHES.search(key) and ("thi dua" in key or "lap thanh tich" in key) else None


def launches_movement(
    title: str | None, document_type: str | None, opening: str, whole: str
) -> bool:
    """`opening` is the text before the first section, without the names of documents it cites."""
    if document_type in _NEVER and document_type != "thông báo":
        return False
    decided = launches_by_title(title, document_type) if title else None
    if document_type in _CALLS and decided is None:
        decided = "thi đua" in whole.lower() or None
    if decided is not None:
        return decided
    return _performs(opening)


def _performs(opening: str) -> bool:
    for match in _PERFORMS.finditer(opening):
        before = opening[max(0, match.start() - 80) : match.start()]
        if not _DONE_BY_OTHERS.search(before.rstrip()):
            return True
    return False
