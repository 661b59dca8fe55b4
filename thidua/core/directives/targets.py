"""Numeric targets: name, comparator, value, unit, scope; an exception is a target of its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.core.directives.layout import Line, Page
from thidua.core.directives.model import Comparator, Direction, Section, Span, Target
from thidua.core.directives.normalise import Mapped
from thidua.core.directives.quantities import (
    QUANTITY,
    Quantity,
    comparator_of,
    quantities,
    unit_name,
    word_before,
)
from thidua.core.directives.spans import holds, merged, overlap
from thidua.core.text import fold, parse_number

_LEAD = re.compile(
    r"phấn đấu|chỉ tiêu (?:chủ yếu|cụ thể|thi đua|cơ bản|sau|chính)|(?:các|những|một số) (?:mục )?(?:chỉ )?tiêu|mục tiêu(?=:)|mục tiêu (?:cụ thể|chung|đến|phấn đấu|sau|năm)|bảo đảm đạt|đảm bảo đạt|quyết tâm đạt",
    re.I,
)
_HEADING = re.compile(r"mục tiêu|chỉ tiêu", re.I)
_CONTENT_HEADING = re.compile(r"nội dung|nhiệm vụ trọng tâm|nhiệm vụ chủ yếu", re.I)
_GROWS = re.compile(
    r"(?:phát triển|kết nạp|xây dựng|trồng|giải quyết|xóa|xoá|vận động|hỗ trợ|thành lập|đào tạo|cấp|sửa chữa|tăng|giảm|tạo|khởi công|có thêm|thêm)[^,;]{0,40}$",
    re.I,
)
_NOT_TARGET_HEADING = re.compile(r"khen thưởng|chấm điểm|tiêu chuẩn|hồ sơ|bình xét|kinh phí", re.I)
_CLAUSE_END = re.compile(r";|\.(?=\s+[A-ZĐÀ-Ỹ“\"]|\s*$|\.\.)|\n")
_BREAK = re.compile(r",\s|\s(?:và|trong đó|riêng)\s|:\s")
_OPENING = re.compile(
    r"^(?:[-+•●]\s*|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|thứ \w+) là\s*[,:]?\s*|(?:[a-zđ]|\d{1,2}(?:\.\d{1,2})*|[IVX]+)\s?[.)]\s+|(?:và|trong đó|,|:|;|đồng thời|qua đó)\s*[:,]?\s*"
    r"|(?:tiếp tục |quyết tâm )?phấn đấu(?: (?:hoàn thành|đạt và vượt|thực hiện|để|có|đạt))*(?=\s|$)\s*"
    r"|(?:bảo đảm|đảm bảo|duy trì|có|có thêm|thêm|hoàn thành|đạt)\s+(?=$)|(?:trong |đến (?:hết |cuối )?|hết |cuối )?năm (?:học )?\d{4}(?: ?- ?\d{4})?,?\s*"
    r"|toàn (?:tỉnh|huyện|xã|ngành|quốc|thành phố|thị xã|phường)\s+(?:có\s+)?|đến (?:ngày )?\d{1,2}/\d{1,2}/\d{4},?\s*|có thêm\s+|đạt\s+)",
    re.I,
)
_CLOSING_WORDS = re.compile(
    r"(?:\s|^)(?:cho|đạt|được|là|từ|(?<!trở )lên|đến|còn|ở mức|với|duy trì ổn định|duy trì|có|thêm|:|,|bình quân|phải|trung bình)\s*$",
    re.I,
)
_TO_LEVEL = re.compile(r"(?:xuống|còn|lên)\b", re.I)
_COUNTED_UPWARD = re.compile(r"\s+trở (?:lên|xuống)(?=\s|$)")
_LEVEL_VERB = re.compile(r"^(?:giảm|tăng|nâng|hạ)\s+", re.I)
_SCOPE_VERB = re.compile(r"\s+(?:giảm|tăng|đạt|là|còn|phấn đấu)\s*$", re.I)
_TRAIL_END = re.compile(
    r"[,;:.(\n]|\s(?:so với|trong năm|vào|để|nhằm|góp phần|trước ngày|trong đó|và)\s"
)
_CLAUSE_TRAIL_END = re.compile(r"[;:.(\n]|\s(?:so với|để|nhằm|góp phần|trước ngày)\s")
_AREA = re.compile(
    r"(?:tại |ở )?(?:các |những )?(?:huyện|xã|vùng|khu vực|thành phố|thị xã|thôn|bản|địa bàn|đồng bào|phường|tỉnh)\b",
    re.I,
)
_LESS_IS_BETTER = re.compile(
    r"ho ngheo|can ngheo|vi pham|tai nan|su co|suy dinh duong|tu vong|thiet hai|toi pham|tao hon|that nghiep|tu dung|no dong|hao hut|ton that|khieu kien|bo hoc|chi phi|sinh con thu|ma tuy"
)
_NOT_A_TARGET = re.compile(
    r"số phiếu|phiếu (?:bầu|đồng ý|tán thành)|điểm tối đa|tổng số điểm|mức lương|lương cơ sở|kỷ niệm|đã đạt|so với cùng kỳ|hình thức|bằng khen|giấy khen",
    re.I,
)
_EXPLICIT = re.compile(
    r"tỷ lệ|tỉ lệ|tốc độ|thu nhập|sản lượng|thu ngân sách|giá trị|tổng (?:sản|thu|vốn|số|mức|đàn)|chỉ số|năng suất",
    re.I,
)
_STRIVES = re.compile(r"(?:^|(?<=[\s,]))phấn đấu\s+")
_LONGEST_NAME = 240
_COUNTING = re.compile(r"%|‰")
_MONEY = re.compile(r"đồng|USD")
_MEASURE = re.compile(r"^(?:nghìn |ngàn |triệu |tỷ )*(?:ha|tấn|tạ|kg|km|m2|m3|kWh|lít)\b")


@dataclass(frozen=True, slots=True)
class _Region:
    """A stretch of flow text; `led` when words announce targets there."""

    start: int
    end: int
    led: bool
    content: bool = False


def read_targets(
    flow: Mapped, page: Page, parts: list[Section], preamble_end: int
) -> tuple[Target, ...]:
    found: list[Target] = []
    for region in _regions(flow, parts, preamble_end):
        for start, end in _clauses(flow.text, region):
            _read_clause(flow, start, end, region, found)
    table = _table_targets(page)
    known = merged(target.value_span for target in found)
    found.extend(target for target in table if not overlap(known, target.value_span))
    return tuple(found)


def _regions(flow: Mapped, parts: list[Section], preamble_end: int) -> Iterator[_Region]:
    announced = _spans_titled(parts, _HEADING)
    contents = _spans_titled(parts, _CONTENT_HEADING)
    at = 0
    after_lead = False
    for paragraph in flow.text.split("\n"):
        end = at + len(paragraph)
        place = flow.span(at, end)
        lead = _lead_in(paragraph)
        in_section = holds(announced, place.start)
        if "|" in paragraph:
            pass
        elif in_section or (after_lead and _is_point(paragraph)):
            yield _Region(at, end, True)
        elif lead is not None:
            yield _Region(at + lead, end, True)
        elif at >= preamble_end or (not parts and _is_point(paragraph)):
            yield _Region(at, end, False, holds(contents, place.start))
        after_lead = (lead is not None or (after_lead and _is_point(paragraph))) and (
            paragraph.rstrip().endswith((":", ";")) or (after_lead and _is_point(paragraph))
        )
        at = end + 1


def _is_point(paragraph: str) -> bool:
    return paragraph[:1] in "-+•" or bool(re.match(r"[a-zđ]\)|\(?\d{1,2}[.)]", paragraph))


def _spans_titled(parts: list[Section], heading: re.Pattern[str]) -> list[Span]:
    return merged(
        part.span
        for part in parts
        if part.title and heading.search(part.title) and not _NOT_TARGET_HEADING.search(part.title)
    )


def _lead_in(paragraph: str) -> int | None:
    match = _LEAD.search(paragraph)
    if match is None:
        return None
    sentence = max(paragraph.rfind(mark, 0, match.start()) for mark in (". ", "; "))
    return sentence + 2 if sentence >= 0 else 0


def _clauses(text: str, region: _Region) -> Iterator[tuple[int, int]]:
    at = region.start
    for match in _CLAUSE_END.finditer(text, region.start, region.end):
        yield at, match.start()
        at = match.end()
    yield at, region.end


def _read_clause(flow: Mapped, start: int, end: int, region: _Region, found: list[Target]) -> None:
    if not any(c.isdigit() for c in flow.text[start:end]):
        return
    at = start
    for quantity in quantities(flow.text, start, end):
        if quantity.start < at:
            continue
        target = _target(flow, start, at, end, quantity, region, found)
        if target:
            found.append(target)
        at = _next_name(flow.text, quantity.end, end)


def _next_name(text: str, at: int, end: int) -> int:
    match = _BREAK.search(text, at, min(end, at + _LONGEST_NAME))
    if match is None:
        return at
    return match.end() if match.group()[0] in ",:" else match.start() + 1


def _target(
    flow: Mapped,
    clause: int,
    start: int,
    end: int,
    quantity: Quantity,
    where: _Region,
    found: list[Target],
) -> Target | None:
    text = flow.text
    start = _name_start(text, start, quantity.start)
    word = word_before(text, start, quantity.start)
    name_end = word.start("word") if word else quantity.start
    region = text[start : quantity.start]
    if _NOT_A_TARGET.search(region) or not _counts(
        where, region, word, quantity, goes_on=_follows(flow, clause, start, found)
    ):
        return None
    opened = _strip_opening(text, start, name_end)
    name = _CLOSING_WORDS.sub("", text[opened:name_end].strip(" :,")).strip(" :,")
    name = _CLOSING_WORDS.sub("", name).strip(" :,")
    if word and _TO_LEVEL.match(word["word"]):
        name = _LEVEL_VERB.sub("", _SCOPE_VERB.sub("", name)).strip()
    name, scope, general = _exception(name, region, found)
    name_before = name
    if general is None:
        name = _with_counted(name, text, quantity, end)
    if not _is_name(name):
        return None
    printed = word["word"].strip() if word else None
    after = quantity.after
    if not name_before and (upward := _COUNTED_UPWARD.search(name)):
        name, after = _COUNTED_UPWARD.sub("", name, count=1), upward.group().strip()
    comparator = comparator_of(printed or "", after, quantity.upper is not None)
    return Target(
        name=name,
        comparator=comparator,
        comparator_word=" … ".join(filter(None, (printed, after))) or None,
        value=quantity.value,
        upper=quantity.upper,
        unit=quantity.unit,
        scope=scope,
        exception_of=general,
        direction=_direction(name, comparator),
        span=flow.span(opened if general is None else start, quantity.end),
        value_span=flow.span(quantity.start, quantity.end),
    )


def _name_start(text: str, start: int, end: int) -> int:
    """After the last colon that announces, when words follow it."""
    colon = text.rfind(": ", start, end)
    if colon != -1 and text[colon + 2 : end].strip():
        start = colon + 2
    for match in _STRIVES.finditer(text, start, end):
        if text[match.end() : end].strip():
            start = match.end()
    while start < end and text[start] in " ,.:":
        start += 1
    return start


def _strip_opening(text: str, start: int, end: int) -> int:
    while match := _OPENING.match(text[start:end]):
        if match.end() == 0:
            break
        start += match.end()
    return start


def _counts(
    where: _Region, region: str, word: re.Match[str] | None, quantity: Quantity, *, goes_on: bool
) -> bool:
    if where.led or (where.content and goes_on):
        return True
    if where.content and (
        _compares(word, quantity) or _COUNTING.search(quantity.unit) or _GROWS.search(region)
    ):
        return True
    return _stands_alone(region, word, quantity)


def _follows(flow: Mapped, clause: int, start: int, found: list[Target]) -> bool:
    """An earlier quantity of the same clause was a target."""
    return bool(found) and start > clause and found[-1].span.start >= flow.starts[clause]


def _compares(word: re.Match[str] | None, quantity: Quantity) -> bool:
    printed = word["word"] if word else ""
    return comparator_of(printed, quantity.after, False) is not Comparator.EQUAL


def _stands_alone(region: str, word: re.Match[str] | None, quantity: Quantity) -> bool:
    """Without a lead only a named rate or sum with a comparing word counts."""
    has_unit = bool(_COUNTING.search(quantity.unit) or _MONEY.search(quantity.unit))
    return (
        word is not None
        and has_unit
        and bool(_EXPLICIT.search(region))
        and not re.search(r"\bđã\b|năm qua", region, re.I)
    )


def _exception(name: str, region: str, found: list[Target]) -> tuple[str, str | None, int | None]:
    match = re.match(
        r"\s*(?:trong đó,?\s+)?(?P<own>riêng(?: đối với)?|đối với|trong đó)[,:]?\s+(?P<rest>.+)",
        region,
        re.I,
    )
    if match is None or not found:
        return name, None, None
    scope = re.sub(r"^(?:riêng(?: đối với)?|đối với|trong đó)[,:]?\s+", "", name, flags=re.I)
    scope = _SCOPE_VERB.sub("", scope).strip()
    if (
        not (_AREA.match(scope) or match["own"].lower().startswith("riêng"))
        or len(scope.split()) > 10
    ):
        return scope, None, None
    index = len(found) - 1
    if found[index].exception_of is not None:
        index = found[index].exception_of or 0
    return f"{found[index].name} {scope}", scope, index


def _with_counted(name: str, text: str, quantity: Quantity, end: int) -> str:
    """A bare verb takes the counted thing with it: "Kết nạp 1.200 đảng viên mới" → "Kết nạp đảng viên mới"."""
    counted = not (_COUNTING.search(quantity.unit) or _MONEY.search(quantity.unit))
    words = name.split()
    if (counted and len(words) > 2) or (not counted and len(words) > 0):
        return name
    end = min(end, quantity.end + _LONGEST_NAME)
    whole = not words and QUANTITY.search(text, quantity.end, end) is None
    stop = (_CLAUSE_TRAIL_END if whole else _TRAIL_END).search(text, quantity.end, end)
    trail = text[quantity.end : stop.start() if stop else end].strip()
    thing = quantity.unit if counted and not _MEASURE.match(quantity.unit) else ""
    return " ".join(part for part in (name, thing, trail) if part)


def _is_name(name: str) -> bool:
    return 3 <= len(name) <= _LONGEST_NAME and sum(c.isalpha() for c in name) >= 3


def _direction(name: str, comparator: Comparator) -> Direction:
    folded = fold(name)
    if re.search(r"\bgiam\b", folded):
        return Direction.UP
    if comparator is Comparator.AT_MOST or _LESS_IS_BETTER.search(folded):
        return Direction.DOWN
    return Direction.UP


# Tables


_NAME_HEAD = re.compile(r"chỉ tiêu|nội dung|tiêu chí|mục tiêu|tên", re.I)
_UNIT_HEAD = re.compile(r"đơn vị(?: tính)?$|^đvt$|đ\.?v\.?t", re.I)
_VALUE_HEAD = re.compile(
    r"kế hoạch|chỉ tiêu|mục tiêu|giao|phấn đấu|đăng ký|năm \d{4}|số lượng|kết quả cần đạt", re.I
)
_CELL_VALUE = re.compile(
    r"(?P<word>[^\d]{0,30}?)\s*(?P<value>\d[\d.,]*)\s?(?P<unit>%|‰)?(?P<after>\s(?:trở lên|trở xuống))?\s*$"
)


@dataclass(frozen=True, slots=True)
class _Columns:
    name: int
    value: int
    unit: int | None
    count: int


def _table_targets(page: Page) -> list[Target]:
    found = []
    columns: _Columns | None = None
    for line in page.lines:
        if len(line.cells) < 3:
            columns = columns if line.blank or _only_rule(page, line) else None
            continue
        if columns is None or _columns(page, line):
            columns = _columns(page, line) or columns
            continue
        if len(line.cells) == columns.count and (target := _row_target(page, line, columns)):
            found.append(target)
    return found


def _only_rule(page: Page, line: Line) -> bool:
    return not any(c.isalnum() for c in page.text(line))


def _columns(page: Page, line: Line) -> _Columns | None:
    heads = [page.text(cell) for cell in line.cells]
    name = next((i for i, head in enumerate(heads) if _NAME_HEAD.search(head)), None)
    unit = next((i for i, head in enumerate(heads) if _UNIT_HEAD.search(head)), None)
    if name is None or any(QUANTITY.search(head) for head in heads):
        return None
    value = next(
        (i for i, head in enumerate(heads) if i > name and i != unit and _VALUE_HEAD.search(head)),
        None,
    )
    return _Columns(name, value, unit, len(heads)) if value is not None else None


def _row_target(page: Page, line: Line, columns: _Columns) -> Target | None:
    name = " ".join(page.text(line.cells[columns.name]).split()).strip(" -+:")
    cell = line.cells[columns.value]
    match = _CELL_VALUE.match(page.text(cell))
    if match is None or not _is_name(name):
        return None
    unit = match["unit"] or (
        page.text(line.cells[columns.unit]) if columns.unit is not None else ""
    )
    try:
        value = parse_number(match["value"].strip(".,"))
    except ValueError:
        return None
    comparator = comparator_of(match["word"], (match["after"] or "").strip(), False)
    return Target(
        name=name,
        comparator=comparator,
        comparator_word=match["word"].strip() or None,
        value=value,
        upper=None,
        unit=unit_name(unit),
        scope=None,
        exception_of=None,
        direction=_direction(name, comparator),
        span=page.mapped.span(line.cells[columns.name].start, cell.end),
        value_span=page.mapped.span(cell.start, cell.end),
    )
