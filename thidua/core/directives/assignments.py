"""Who is told to do what: agencies, role, task, deadline; those who only coordinate stand apart."""

import re
from bisect import bisect_left
from datetime import date

from thidua.core.directives.model import Agency, Assignment, Deadline, Role, Section, Span
from thidua.core.directives.normalise import Mapped
from thidua.core.directives.words import AGENCY_HEAD

_HEADING = re.compile(
    r"tổ chức thực hiện|trách nhiệm|phân công|tổ chức triển khai|giao nhiệm vụ|tổ chức, thực hiện|nhiệm vụ của các|triển khai thực hiện$|^tổ chức thực",
    re.I,
)
_ASKED = re.compile(r"(?P<word>đề nghị|kính đề nghị|yêu cầu|giao cho|giao|phân công)\s+", re.I)
_BULLET = re.compile(r"^(?:[-+•●]\s*)")
_VERBS = (
    "chủ trì|phối hợp|xây dựng|hướng dẫn|chỉ đạo|căn cứ|phát huy|có trách nhiệm|chịu trách nhiệm|tham mưu|theo dõi|triển khai|thực hiện|tiếp tục|tăng cường|đẩy mạnh"
    "|phân công|phát động|cụ thể hóa|cụ thể hoá|tuyên truyền|vận động|quán triệt|lãnh đạo|bố trí|cân đối|phổ biến|tập trung|chủ động|bảo đảm|đảm bảo|lập|quan tâm|định kỳ|kịp thời"
    "|tổng hợp|đôn đốc|kiểm tra|giám sát|thường xuyên|nghiêm túc|là cơ quan|làm|trên cơ sở|theo chức năng|tích cực|đưa tin|mở chuyên|định hướng|rà soát|thẩm định|đề xuất|phải|cần|giúp|ban hành"
    "|nâng cao|tạo điều kiện|hưởng ứng|tổ chức|đăng ký|báo cáo|trình|được giao|ký|xem xét|phát hiện|biểu dương|nghiên cứu|đánh giá|khẩn trương|phản ánh|duy trì|gương mẫu|ra sức|thống nhất|bám sát|đổi mới|vận dụng|tùy|tuỳ|dành|chuẩn bị|quy định"
)
_VERB = re.compile(rf"(?:,\s*|\s)(?P<verb>{_VERBS})(?![^\W\d_])")
_NOUN_ORGANISATION = re.compile(
    r"(?:(?:các|những|mỗi|cơ quan,|cơ quan, đơn vị,|và|từng|tập thể,)\s)tổ chức$|tổ chức (?=chính trị|xã hội|đảng|đoàn thể|thành viên|kinh tế|tín dụng|hội|công đoàn|cơ sở|trực thuộc|quần chúng|tôn giáo)"
)
_OPENS_AGENCY = (
    r"(?:Thủ trưởng|Chủ tịch|Phó Chủ tịch|Giám đốc|Tổng [Gg]iám đốc|Bộ trưởng|Thứ trưởng|Hiệu trưởng|Chánh|Trưởng|Bí thư|Người đứng đầu|Ủy ban|Uỷ ban|UBND|UB MTTQ|UBMTTQ|MTTQ|Mặt trận|Hội(?! nhập)|Liên đoàn|Liên minh|Công đoàn"
    r"|Đoàn|Tỉnh đoàn|Huyện đoàn|Thành đoàn|Sở|Bộ|Ban|Cục|Chi cục|Tổng cục|Vụ|Viện|Phòng(?!,)|Trung tâm|Trường|Văn phòng|Công ty|Tổng công ty|Tập đoàn|Doanh nghiệp|Bệnh viện|Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Đảng bộ|Công an"
    r"|Bộ Chỉ huy|Tòa án|Viện kiểm sát|Kho bạc|Ngân hàng|Báo|Đài|Cổng|Bảo hiểm|Thanh tra|Khối|Cụm|Hội đồng|HĐND|Phân xưởng|Nhà máy|Xí nghiệp|Thường trực|LĐLĐ|Thuế|Hải quan|Trạm)\b(?! hội\b)"
)
_SPLIT = re.compile(
    rf";\s*(?:và\s+)?|,\s+(?:và\s+)?(?={_OPENS_AGENCY}|[Cc]ác\s|toàn thể|cấp ủy|chính quyền các)"
    rf"|(?<!HĐND)(?<!Hội đồng nhân dân)\s+(?:và|cùng|cùng với|với)\s+(?={_OPENS_AGENCY}|các\s|toàn thể)"
)
_EACH = re.compile(
    r"^(?:[Cc]ác|[Mm]ỗi|[Tt]ừng|[Tt]ất cả(?: các)?|[Tt]oàn thể(?: các)?|[Nn]hững)\s+"
)
_COORDINATE = re.compile(
    r"phối hợp(?: chặt chẽ)?(?:,? chặt chẽ)?(?: với| cùng(?: với)?)?\s+(?=[A-ZĐÀ-Ỹ]|các |cấp |chính quyền|đơn vị)"
)
_PROPOSES = re.compile(r"(?:chủ trì,?\s+)?(?:tham mưu|đề xuất|trình)\b")
_DEADLINE = re.compile(
    r"(?:hoàn thành |xong |chậm nhất (?:là )?|thời (?:gian|hạn)[^.;]{0,20}? )?(?:trước|đến hết|đến|hết|vào|trong)\s+(?:ngày\s+)?"
    r"(?:(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})|(?P<d2>\d{1,2}) tháng (?P<m2>\d{1,2})(?: năm (?P<y2>\d{4})| hằng năm| hàng năm)?"
    r"|(?:ngày )?\d{1,2}/\d{1,2}(?: hằng năm| hàng năm)?|quý (?:[IV]{1,3}|\d)(?:[/ ]+(?:năm )?\d{4})?|tháng \d{1,2}(?:[/ ]+(?:năm )?\d{4})?)",
    re.I,
)
_FARTHEST_VERB = 420


def read_assignments(
    flow: Mapped, sections: tuple[Section, ...], closing_start: int
) -> tuple[Assignment, ...]:
    found: list[Assignment] = []
    for section in sections:
        found.extend(_from_section(flow, section, inside=False))
    return tuple(found)


def _from_section(flow: Mapped, section: Section, *, inside: bool) -> list[Assignment]:
    heads = bool(section.title and _HEADING.search(section.title))
    inside = inside or heads
    start, end = _range(flow, section.span)
    own = (
        None
        if heads
        else _assignment(
            flow, _after_label(flow, section, start), end, section, start, strict=not inside
        )
    )
    if own:
        return [own]
    if section.points:
        found = (
            _from_paragraphs(flow, section, start, _range(flow, section.points[0].span)[0])
            if inside
            else []
        )
        for point in section.points:
            found.extend(_from_section(flow, point, inside=inside))
        return found
    return _from_paragraphs(flow, section, start, end) if inside else []


def _range(flow: Mapped, span: Span) -> tuple[int, int]:
    return bisect_left(flow.starts, span.start), bisect_left(flow.starts, span.end)


def _after_label(flow: Mapped, section: Section, start: int) -> int:
    at = start + len(section.label)
    while at < len(flow.text) and flow.text[at] in " .)/-:":
        at += 1
    return at


def _from_paragraphs(flow: Mapped, section: Section, start: int, end: int) -> list[Assignment]:
    """Bulleted agencies under a heading."""
    found: list[Assignment] = []
    at = start
    first = True
    for paragraph in flow.text[start:end].split("\n"):
        stop = at + len(paragraph)
        if not first:
            bullet = _BULLET.match(paragraph)
            text_start = at + (bullet.end() if bullet else 0)
            assignment = _assignment(flow, text_start, stop, section, at, strict=False)
            if assignment:
                found.append(assignment)
        first = False
        at = stop + 1
    return found


def _assignment(
    flow: Mapped, start: int, end: int, section: Section, span_start: int, *, strict: bool
) -> Assignment | None:
    text = flow.text
    asked = _ASKED.match(text, start, end)
    named = asked.end() if asked else start
    stop = _agencies_end(text, named, end)
    if stop is None:
        return None
    head = _EACH.sub("", text[named:stop])
    if not _is_agency(text[named:stop], head) or (
        strict and not asked and not _surely(text[named:stop], head)
    ):
        return None
    role = _role(asked, text, stop, end)
    deadline = deadline_in(flow, stop, end)
    return Assignment(
        section=section.number,
        agencies=tuple(split_agencies(flow, named, stop, role)),
        coordinating=tuple(_coordinating(flow, stop, end)),
        role=role,
        task=text[stop:end].strip(" ,:\n-"),
        deadline=deadline,
        span=flow.span(span_start, end),
    )


def _agencies_end(text: str, start: int, end: int) -> int | None:
    """Where the agencies stop and the task begins: at the first verb, or at a colon before it."""
    limit = min(end, start + _FARTHEST_VERB)
    colon = re.compile(r":(?=\s|$)|\n").search(text, start, limit)
    depth_end = colon.start() if colon else None
    for match in _VERB.finditer(text, start, limit):
        if depth_end is not None and depth_end < match.start():
            break
        if text.count("(", start, match.start()) > text.count(")", start, match.start()):
            continue
        if match["verb"] == "tổ chức" and _is_noun(text, match):
            continue
        return match.start()
    return depth_end


def _is_noun(text: str, match: re.Match[str]) -> bool:
    around = (
        text[max(0, match.start("verb") - 24) : match.end()] + text[match.end() : match.end() + 14]
    )
    before = text[max(0, match.start("verb") - 24) : match.end()]
    return bool(
        _NOUN_ORGANISATION.search(before)
        or re.search(
            r"tổ chức (?:chính trị|xã hội|đảng|đoàn thể|thành viên|kinh tế|tín dụng|hội\b|cơ sở|tôn giáo)",
            around,
        )
    )


_STARTS_WITH_VERB = re.compile(
    r"(?:Tổ chức(?! (?:đảng|đoàn|hội|công đoàn|chính trị|xã hội|cơ sở))|Ban hành|Báo cáo|Tuyên truyền|Lãnh đạo,)\b"
)


def _is_agency(text: str, head: str) -> bool:
    if (
        len(text) <= 2
        or _STARTS_WITH_VERB.match(text)
        or not AGENCY_HEAD.match(head.replace(",", " ") + " ")
    ):
        return False
    return "." not in re.sub(r"\b[A-ZĐ]{1,3}\.", "", text)


_NOT_SURE = re.compile(
    r"(?:cán bộ|nhân dân|cơ quan|đơn vị|ngành|địa phương|tổ chức|các cấp|cấp ủy|lãnh đạo|thành viên|đội ngũ|tổ |đội |quỹ |nhà trường|phong|khối |cụm )",
    re.I,
)


def _surely(text: str, head: str) -> bool:
    """Outside the chapter on carrying out only a named agency counts, or a whole class of them."""
    return text.startswith("Các ") or (head[:1].isupper() and not _NOT_SURE.match(head))


def _role(asked: re.Match[str] | None, text: str, stop: int, end: int) -> Role:
    if asked and "đề nghị" in asked["word"].lower():
        return Role.REQUEST
    if _PROPOSES.match(text, _skip(text, stop), end):
        return Role.PROPOSE
    if text.startswith("phối hợp", _skip(text, stop)):
        return Role.COORDINATE
    return Role.LEAD


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " ,:\n":
        at += 1
    return at


def split_agencies(flow: Mapped, start: int, end: int, role: Role) -> list[Agency]:
    text = flow.text[start:end]
    cuts = [match.span() for match in _SPLIT.finditer(text)]
    agencies = []
    at = 0
    for cut_start, cut_end in [*cuts, (len(text), len(text))]:
        name = " ".join(text[at:cut_start].split()).strip(" ,;:")
        if name:
            agencies.append(Agency(name, role, flow.span(start + at, start + cut_start)))
        at = cut_end
    return agencies


def _coordinating(flow: Mapped, start: int, end: int) -> list[Agency]:
    found: list[Agency] = []
    for match in _COORDINATE.finditer(flow.text, start, end):
        stop = _agencies_end(flow.text, match.end(), end)
        bound = re.compile(r"[;.:\n]|, (?=\w+ )(?![A-ZĐ]|các)").search(
            flow.text, match.end(), min(end, match.end() + _FARTHEST_VERB)
        )
        if bound and (stop is None or bound.start() < stop):
            stop = bound.start()
        if stop and stop > match.end():
            found.extend(split_agencies(flow, match.end(), stop, Role.COORDINATE))
    return found


def deadline_in(flow: Mapped, start: int, end: int) -> Deadline | None:
    match = _DEADLINE.search(flow.text, start, end)
    if match is None:
        return None
    return Deadline(" ".join(match.group().split()), flow.span(*match.span()), _day(match))


def _day(match: re.Match[str]) -> date | None:
    day, month, year = (
        match["d"] or match["d2"],
        match["m"] or match["m2"],
        match["y"] or match["y2"],
    )
    if not (day and month and year):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
