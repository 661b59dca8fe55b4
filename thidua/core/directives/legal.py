"""References to other documents: kind, number, date, issuer, title; laws and congress resolutions without number."""

import re
from datetime import date

from thidua.core.directives.model import LegalReference
from thidua.core.directives.normalise import Mapped
from thidua.core.directives.numbering import written_symbol
from thidua.core.directives.spans import merged, overlap

_KINDS = (
    "Nghị quyết liên tịch|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư liên tịch|Thông tư|Kế hoạch liên tịch|Kế hoạch|Hướng dẫn liên ngành|Hướng dẫn|Kết luận"
    "|Quy định|Quy chế|Công văn|Thông báo|Tờ trình|Chương trình hành động|Chương trình phối hợp|Chương trình|Công điện|Báo cáo|Thông tri|Văn bản|Lệnh|Đề án"
    "|Pháp lệnh|Bộ luật|Luật|Hiến pháp|Điều lệ|Giấy mời|Biên bản|QĐ|NĐ|CT|NQ|KH|HD|TT|CV|KL"
)
_SYMBOL_PART = r"[A-ZĐ][A-ZĐƯƠÂÊÔ0-9]*[A-Za-zĐđ0-9ưƯơƠ]*"
NUMBER = (
    r"(?P<no>[0-9OlI]{1,5}[a-z]?)(?P<sep>\s?[/-]\s?)(?P<year>(?:19|20)\d\d\s?/\s?)?"
    rf"(?P<sym>[A-ZĐ]{{1,}}[A-Za-zĐđ0-9ưƯơƠ]*(?:(?:-|- | - |/|/ |\.)(?=[A-ZĐ]{{2}}|[A-ZĐ]\d|[A-ZĐ]\b){_SYMBOL_PART}){{0,4}})"
)
_ON = r"(?:\s?,?\s*(?:ban hành\s+)?(?:ngày\s*)?\(?(?:ngày\s*)?"
_DATE = (
    rf"{_ON}(?P<d>[0-9OlI]{{1,2}})(?:\s?[/.-]\s?(?P<m>[0-9OlI]{{1,2}})\s?[/.-]\s?(?P<y>\d{{4}})"
    r"|\s*tháng\s*(?P<m2>[0-9OlI]{1,2})\s*năm\s*(?P<y2>\d{4}))\)?)"
)
_SO = r"(?:s[ốồổôoóỏ]\s?:?\s*)"
_REFERENCE = re.compile(
    rf"(?<![^\W_])(?:(?P<kind>{_KINDS})\s+(?:{_SO})?|(?<![^\W_]){_SO}){NUMBER}(?:{_DATE})?"
)
_LAW = re.compile(
    r"(?<![^\W_])(?P<kind>Luật|Bộ luật|Pháp lệnh|Hiến pháp)\s"
    r"(?P<name>Thi đua,?(?: -| và)? ?[Kk]hen thưởng|(?:[Ss]ửa đổi, bổ sung một số (?:[Đđ]iều|nội dung) của (?:các )?Luật )?(?:[A-ZĐ]|Phòng, chống)[^;.,:()“”\"\n]{2,140}?)"
    rf"(?:\s?,?\s(?:{_SO})(?P<lawno>\d{{1,3}}/(?:19|20)\d\d/QH\d{{1,2}}))?"
    r"(?:\s?,?\s(?:ngày\s(?P<d>\d{1,2})(?:/(?P<m>\d{1,2})/(?P<y>\d{4})|\stháng\s(?P<m2>\d{1,2})\snăm\s(?P<y2>\d{4}))|năm\s(?P<only>\d{4})))?"
    r"(?=\s?[;.:,()“”\"\n]|\s(?:và|của|quy định|được|về|trên|theo|trong|có|đã|cho|đến|tới|với|là|tại|để|số|ngày)\s|$)"
)
_GUIDANCE = re.compile(
    r"\s?,?\s?và các (?:văn bản|nghị định|quy định)(?: quy định chi tiết,?)? hướng dẫn(?: thi hành| thực hiện)?(?: Luật)?"
)
_CONGRESS = re.compile(
    r"(?<![^\W_])Nghị quyết (?P<issuer>(?:của )?Đại hội (?:[Đđ]ại biểu |[Tt]hi đua yêu nước )?(?:toàn quốc|(?:[Đđ]ảng bộ|[Đđ]oàn|[Cc]ông đoàn)[^.,;()“”\"\n]{0,60}?)"
    r"(?: lần thứ (?:[IVXLC]{1,6}|\d{1,2}|[^\W\d_]+)(?: của Đảng)?|(?=\s?[.,;:)“”\"/\n]|\s(?:và|về|của|trong|theo|nhiệm kỳ)\s|$)))"
)
_PROGRAMME = re.compile(
    r"(?<![^\W_])Kế hoạch (?P<name>(?:phát triển|đầu tư|cải cách|hành động)[^.,;:()“”\"\n]{3,80}?(?:0?5|10|hằng|hàng) năm(?: \(?(?:\d{4}) ?- ?\d{4}\)?)?)"
)
_ISSUER = re.compile(
    r"\s?,?\s?của (?P<issuer>(?:liên (?:Bộ|ngành) )?[A-ZĐÀ-Ỹ][^;.:()“”\"\n]{1,110}?)"
    r"(?=\s?[;.:()“”\"\n]|,? (?:về|ban hành|quy định|hướng dẫn|phê duyệt|phát động|triển khai|sửa đổi|V/v|tổ chức|thực hiện|và (?:các|Nghị|Quyết|Chỉ|Kế|Kết|Hướng|Thông|Luật|Công))\b"
    r"|, (?=[A-ZĐÀ-Ỹ])(?!(?:Thể thao|Khen|Dân|Xã|Thương|Lao|Văn|Du|Giáo|Khoa|Công nghệ))|, [a-zà-ỹđ]|$)"
)
_TITLE = re.compile(
    r"\s?,?\s?(?P<title>[“\"]?(?:về|ban hành|quy định|hướng dẫn|phê duyệt|phát động|triển khai|sửa đổi|V/v|tổ chức)\b[^;.\n]{3,400}?)"
    rf"(?=\s?[;.\n]|,? (?:và )?(?:{_KINDS})(?: số| [0-9]+ ?[/-] ?[0-9A-ZĐ])|,? và (?:các văn bản|Luật|Pháp)|, (?:UBND|Ủy ban nhân|Uỷ ban nhân|Ban Thường vụ|thực hiện có|gắn|đồng thời)|$)"
)


def read_legal(flow: Mapped, own_number: str | None) -> tuple[LegalReference, ...]:
    found: list[LegalReference] = []
    for finder in (_laws(flow), _numbered(flow, own_number), _named(flow)):
        known = merged(reference.citation for reference in found)
        found.extend(reference for reference in finder if not overlap(known, reference.citation))
    return tuple(sorted(found, key=lambda reference: reference.span))


def _numbered(flow: Mapped, own_number: str | None) -> list[LegalReference]:
    found: list[LegalReference] = []
    kind = "văn bản"
    for match in _REFERENCE.finditer(flow.text):
        kind = match["kind"] or kind
        number = reference_number(match)
        if number == own_number or not _plausible(match):
            continue
        found.append(_complete(flow, match, kind, number))
    return found


def _plausible(match: re.Match[str]) -> bool:
    """A bare "số 3-A" is no document: the symbol has two letters of which most are capitals."""
    symbol: str = match["sym"]
    return sum(c.isupper() for c in symbol) >= 2


def reference_number(match: re.Match[str]) -> str:
    digits = match["no"].translate(str.maketrans("OlI", "011"))
    year = re.sub(r"\s", "", match["year"] or "")
    symbol = written_symbol(match["sym"])
    return f"{digits}{match['sep'].strip()}{year}{symbol}"


def _complete(flow: Mapped, match: re.Match[str], kind: str, number: str) -> LegalReference:
    end = match.end()
    issuer, end = _follow(_ISSUER, flow.text, end, "issuer")
    title, end = _follow(_TITLE, flow.text, end, "title")
    if title is None and kind in ("Luật", "Bộ luật", "Pháp lệnh"):
        title = kind
    return LegalReference(
        kind=kind.lower(),
        number=number,
        date=_day(match),
        year=None,
        issuer=issuer,
        title=title,
        span=flow.span(match.start(), end),
        citation=flow.span(*match.span()),
    )


def _follow(pattern: re.Pattern[str], text: str, at: int, group: str) -> tuple[str | None, int]:
    match = pattern.match(text, at)
    if match is None:
        return None, at
    return " ".join(match[group].split()).strip(" ,"), match.end(group)


def _day(match: re.Match[str]) -> date | None:
    day, month, year = match["d"], match["m"] or match["m2"], match["y"] or match["y2"]
    if not (day and month and year):
        return None
    table = str.maketrans("OlI", "011")
    try:
        return date(int(year), int(month.translate(table)), int(day.translate(table)))
    except ValueError:
        return None


def _laws(flow: Mapped) -> list[LegalReference]:
    found = []
    for match in _LAW.finditer(flow.text):
        end = match.end()
        guidance = _GUIDANCE.match(flow.text, end)
        found.append(
            LegalReference(
                kind=match["kind"].lower(),
                number=match["lawno"],
                date=_day(match),
                year=int(match["only"]) if match["only"] else None,
                issuer="Quốc hội",
                title=f"{match['kind']} {match['name']}",
                span=flow.span(match.start(), guidance.end() if guidance else end),
                citation=flow.span(match.start(), end),
            )
        )
    return found


def _named(flow: Mapped) -> list[LegalReference]:
    """Congress resolutions and five-year plans go by their name alone."""
    found = []
    for pattern, kind in ((_CONGRESS, "nghị quyết đại hội"), (_PROGRAMME, "kế hoạch")):
        for match in pattern.finditer(flow.text):
            span = flow.span(*match.span())
            issuer = match.groupdict().get("issuer")
            issuer = issuer.removeprefix("của ") if issuer else None
            found.append(
                LegalReference(
                    kind, None, None, None, issuer, " ".join(match.group().split()), span, span
                )
            )
    return found
