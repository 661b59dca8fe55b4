"""Numbers with a unit, and the words that compare."""

import re
from dataclasses import dataclass
from decimal import Decimal

from thidua.core.directives.model import Comparator
from thidua.core.text import fold, parse_number

_VALUE = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,4})?|\d{1,3}(?: \d{3})+(?:,\d{1,4})?|\d{1,9}[,.]\d{1,4}(?!\d)|\d{1,9}"
_MULTIPLIER = r"(?:nghìn |ngàn |triệu |tỷ |tỉ |trăm |vạn )"
_MEASURES = "đồng|USD|đô la|ha|héc ta|hecta|km2|km²|km|m2|m²|m3|m³|mét|tấn|tạ|kg|lít|kWh|MW|MWh|GWh|lượt khách|lượt người|lượt|tấn CO2"
_COUNTED_NAMES = (
    "lao động|người|đảng viên|đoàn viên|hội viên|học sinh|sinh viên|giáo viên|bác sĩ|giường bệnh|giường|hộ nghèo|hộ gia đình|hộ dân|hộ"
    "|xã|phường|thị trấn|huyện|thôn|bản|tổ dân phố|khu dân cư|trường|lớp|cơ sở|đơn vị|doanh nghiệp|hợp tác xã|HTX|công ty|tổ hợp tác"
    "|sáng kiến|đề tài|giải pháp|mô hình|sản phẩm|công trình|phần việc|dự án|tiêu chí|nhà tạm|ngôi nhà|căn nhà|căn hộ|căn|nhà|con|cây|vụ|lần"
    "|suất học bổng|suất quà|suất|đơn vị máu|cuộc|buổi|lớp|tổ chức đảng|chi bộ|tổ chức|thuê bao|hồ sơ|điểm phần trăm|điểm %|điểm|bậc|tin, bài|tin bài|tin|bài|tập thể|cá nhân|gương|điển hình|hội thi|máy|xe|thửa|tuyến|cầu"
    "|giải|giải thưởng|huy chương|câu lạc bộ|phòng học|nhà văn hóa|công trình nước sạch|đại biểu|trạm|nhóm|chuyến|thí sinh|cơ quan|trẻ em|trẻ|bệnh nhân|liều|điểm cầu"
)
_COUNTED = "|".join(sorted(_COUNTED_NAMES.split("|"), key=len, reverse=True))
UNIT = (
    rf"(?P<unit>(?:%|‰|phần trăm)(?: ?/ ?(?:năm|tháng|quý))?|{_MULTIPLIER}{{0,2}}(?:(?:{_MEASURES}|{_COUNTED})(?![^\W\d_]))"
    r"(?: ?/ ?[^\W\d_]+(?: (?:máy|dân|trẻ|khách|giờ))?){0,2}"
    rf"|(?:triệu|tỷ|tỉ|nghìn|ngàn)(?![^\W\d_]))"
)
QUANTITY = re.compile(
    rf"(?<![\w/.,-])(?P<value>{_VALUE})(?:\s?(?:%|‰)?\s?(?:-|đến)\s?(?P<upper>{_VALUE})|/(?P<total>\d{{1,5}}))?\s?{UNIT}"
    r"(?P<after>\s(?:trở lên|trở xuống|trở lại))?",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:^|(?<=\s))(?P<word>đạt và vượt|(?:đạt |là |có )?(?:ít nhất|tối thiểu)(?: là| đạt| có)?|(?:đạt )?không dưới|(?:đạt )?không thấp hơn|không ít hơn|cao hơn|lớn hơn"
    r"|(?:đạt |xuống còn |còn |xuống |lên )?(?:trên|hơn|dưới|khoảng)|không (?:vượt )?quá|không cao hơn|(?:đạt )?tối đa(?: là)?|nhiều nhất|thấp hơn|nhỏ hơn"
    r"|gần|xấp xỉ|ước đạt|ước(?: khoảng)?|≥|>=|>|≤|<=|<|đạt từ|đạt mức|đạt|ở mức|bằng|là|từ|còn|xuống còn|lên|=)\s*$",
    re.IGNORECASE,
)
_LEAST = re.compile(
    r"va vuot|it nhat|toi thieu|khong duoi|khong thap hon|khong it hon|cao hon|lon hon|\btren\b|\bhon\b|≥|>"
)
_MOST = re.compile(
    r"khong (?:vuot )?qua|khong cao hon|\bduoi\b|toi da|nhieu nhat|thap hon|nho hon|≤|<"
)
_APPROX = re.compile(r"khoang|gan|xap xi|\buoc\b")
_LEAST_FIRST = re.compile(r"khong (?:duoi|thap hon|it hon)")


@dataclass(frozen=True, slots=True)
class Quantity:
    value: Decimal
    upper: Decimal | None
    unit: str
    start: int
    end: int
    after: str


def quantities(text: str, start: int, end: int) -> list[Quantity]:
    return [_quantity(match) for match in QUANTITY.finditer(text, start, end)]


def _quantity(match: re.Match[str]) -> Quantity:
    upper = match["upper"]
    return Quantity(
        value=parse_number(match["value"]),
        upper=parse_number(upper) if upper else None,
        unit=unit_name(match["unit"]),
        start=match.start(),
        end=match.end(),
        after=(match["after"] or "").strip(),
    )


def unit_name(printed: str) -> str:
    unit = " ".join(printed.split()).replace(" /", "/").replace("/ ", "/")
    return {"phần trăm": "%", "tỉ đồng": "tỷ đồng"}.get(unit.lower(), unit)


def word_before(text: str, start: int, end: int) -> re.Match[str] | None:
    """The comparing word that stands right before a quantity."""
    return _BEFORE.search(text, max(start, end - 40), end)


def comparator_of(word: str, after: str, ranged: bool) -> Comparator:
    folded = fold(word)
    if after == "trở lên":
        return Comparator.AT_LEAST
    if after in ("trở xuống", "trở lại"):
        return Comparator.AT_MOST
    if _LEAST_FIRST.search(folded):
        return Comparator.AT_LEAST
    if _MOST.search(folded):
        return Comparator.AT_MOST
    if _LEAST.search(folded):
        return Comparator.AT_LEAST
    if _APPROX.search(folded) or ranged:
        return Comparator.APPROX
    return Comparator.EQUAL
