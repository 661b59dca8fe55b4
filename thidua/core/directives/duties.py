"""Reporting duty, audience and period of a movement."""

import re

from thidua.core.directives.assignments import deadline_in
from thidua.core.directives.model import Phrase, ReportingDuty
from thidua.core.directives.normalise import Mapped
from thidua.core.directives.words import AGENCY_HEAD

_FARTHEST = 1500
_REPORT = re.compile(
    r"báo cáo\s+(?P<what>kết quả[^.;(]{0,60}?\s+)?(?:tình hình[^.;(]{0,40}?\s+)?(?:gửi\s+)?(?:về|cho|với|lên)?\s*(?P<to>[A-ZĐÀ-Ỹ][^.;:(\n]{1,90}?)(?=\s*[.;:(\n]|\s+(?:kết quả|trước|theo|để|và|định kỳ|qua|xem xét|tình hình)\b|,|/|$)"
)
_VIA = re.compile(
    r"\(?\b(?:thông )?qua\s+(?P<via>[A-ZĐÀ-Ỹ][^.;()\n]{2,100}?)(?=\s*[).;\n]|\s+(?:trước|để|tổng hợp)\b|$)"
)
_WHO = re.compile(
    r"(?:yêu cầu|đề nghị|giao)\s+(?P<who>(?:[Cc]ác |Thủ trưởng |[A-ZĐÀ-Ỹ])[^.;:\n]{3,160}?)\s+(?:nghiêm túc|tổ chức thực hiện|triển khai|thực hiện|căn cứ|báo cáo|xây dựng|khẩn trương|quan tâm|gửi)\b"
)
_SUBJECT = re.compile(
    r"^(?:[a-zđ]\)\s*|\d+[.)]\s*|-\s*)?(?P<who>(?:Các |Thủ trưởng |[A-ZĐÀ-Ỹ])[^.;:\n]{3,120}?)\s+(?:báo cáo|tổ chức|xây dựng|gửi|định kỳ|triển khai|tham mưu|chịu trách nhiệm|chủ trì)\b"
)
_AUDIENCE = re.compile(
    r"(?:(?:phát động|triển khai|tổ chức)[^.;\n]{0,420}?\s(?:tới|đến|trong|đối với)|kêu gọi)\s+(?P<who>(?:toàn thể|tất cả|mọi|các tầng lớp|cán bộ|toàn ngành|toàn Đảng bộ|toàn tỉnh|toàn huyện|đội ngũ|các cơ quan|công nhân|đoàn viên)[^.;:\n]{0,220}?)"
    r"(?=\s*[.;:\n]|,?\s(?:với (?:các |những |chủ đề|nội dung)|hăng hái|ra sức|thi đua|cụ thể|như sau|tập trung|đoàn kết|nêu cao|phát huy)\b|$)",
)
_PERIOD = re.compile(
    r"từ (?:ngày )?\d{1,2}/\d{1,2}/\d{4} (?:đến|-) (?:hết )?(?:ngày )?\d{1,2}/\d{1,2}/\d{4}|từ ngày [^.;\n]{3,40}? đến (?:hết |khi )?[^.;,\n]{3,80}|giai đoạn \(?\d{4} ?- ?\d{4}\)?|nhiệm kỳ \d{4} ?- ?\d{4}|năm học \d{4} ?- ?\d{4}|năm \d{4}(?: và các năm tiếp theo)?",
    re.I,
)


def read_duties(flow: Mapped) -> tuple[ReportingDuty, ...]:
    found = []
    for match in _REPORT.finditer(flow.text):
        start, end = _sentence(flow.text, match)
        via = _VIA.search(flow.text, match.start(), end)
        deadline = deadline_in(flow, start, end)
        to = match["to"].strip()
        if not AGENCY_HEAD.match(to + " ") or not (
            via or deadline or "theo quy định" in flow.text[match.end() : end]
        ):
            continue
        found.append(
            ReportingDuty(
                who=_who(flow, start, match.start() + 8),
                to=Phrase(to, flow.span(*match.span("to"))),
                via=Phrase(via["via"].strip(), flow.span(*via.span("via"))) if via else None,
                deadline=deadline,
                span=flow.span(start, end),
            )
        )
    return tuple(found)


def _sentence(text: str, match: re.Match[str]) -> tuple[int, int]:
    first, last = max(0, match.start() - _FARTHEST), min(len(text), match.end() + _FARTHEST)
    starts = [
        at + len(mark)
        for mark in (". ", "\n")
        if (at := text.rfind(mark, first, match.start())) != -1
    ]
    ends = [at for mark in (". ", "\n") if (at := text.find(mark, match.end(), last)) != -1]
    return max(starts, default=first), min(ends, default=last)


def _who(flow: Mapped, start: int, end: int) -> Phrase | None:
    match = _WHO.search(flow.text, start, end) or _SUBJECT.match(flow.text[start:end])
    if match is None:
        return None
    offset = 0 if match.re is _WHO else start
    return Phrase(
        match["who"].strip(), flow.span(offset + match.start("who"), offset + match.end("who"))
    )


def read_audience(flow: Mapped, end: int) -> Phrase | None:
    match = _AUDIENCE.search(flow.text, 0, end)
    return Phrase(" ".join(match["who"].split()), flow.span(*match.span("who"))) if match else None


def read_period(flows: list[Mapped]) -> Phrase | None:
    for flow in flows:
        for match in _PERIOD.finditer(flow.text):
            return Phrase(" ".join(match.group().split()), flow.span(*match.span()))
    return None
