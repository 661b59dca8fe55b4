"""Nation, agency, number, place and day, kind and subject (Annex I, Part I, II.1 to II.5)."""

import re
from collections.abc import Iterator

from thidua.core.documents.head import MOTTO
from thidua.core.documents.kinds import DocumentKind
from thidua.core.documents.layout.anatomy import Anatomy, squeezed
from thidua.core.documents.layout.faults import LayoutFault, Look, fault, quoted
from thidua.core.documents.layout.reading import Line
from thidua.core.documents.measure import width_mm
from thidua.core.documents.numbering import month_number, number_with_zero

NATION_LOOK = Look("Quốc hiệu", "mục II.1.a", 12, 13, bold=True, italic=False, capitals=True)
MOTTO_LOOK = Look("Tiêu ngữ", "mục II.1.b", 13, 14, bold=True, italic=False)
PARENT_LOOK = Look("Tên cơ quan chủ quản", "mục II.2.b", 12, 13, italic=False, capitals=True)
AGENCY_LOOK = Look("Tên cơ quan ban hành", "mục II.2.b", 12, 13, True, False, capitals=True)
NUMBER_LOOK = Look("Số, ký hiệu", "mục II.3.c", 13, 13, bold=False, italic=False)
DAY_LOOK = Look("Địa danh, thời gian", "mục II.4.c", 13, 14, bold=False, italic=True)
KIND_LOOK = Look("Tên loại", "mục II.5.b", 13, 14, True, False, "center", capitals=True)
SUBJECT_LOOK = Look("Trích yếu", "mục II.5.b", 13, 14, True, False, "center")
LETTER_SUBJECT_LOOK = Look("Trích yếu", "mục II.5.b", 12, 13, bold=False, italic=False)
NUMBER = re.compile(r"Số: *(?P<number>\d*) */(?P<notation>\S.*)")
NOTATION = re.compile(r"(\d{4}/)?[A-ZĐ][\w.]*(-[A-ZĐ][\w.]*)*")
FILLED_DAY = re.compile(r"ngày\s*(\d+)\s*tháng\s*(\d+)\s*năm\s*\d{4}")
RULE_TOLERANCE = 0.1


def check_head(anatomy: Anatomy) -> Iterator[LayoutFault]:
    yield from _check_nation(anatomy)
    yield from _check_agency(anatomy)
    yield from _check_number(anatomy)
    yield from _check_day(anatomy)
    yield from _check_title(anatomy)


def _check_nation(anatomy: Anatomy) -> Iterator[LayoutFault]:
    if anatomy.nation is None or anatomy.motto is None:
        yield fault(
            "nation.missing", "Không tìm thấy Quốc hiệu, Tiêu ngữ ở đầu văn bản.", "mục II.1"
        )
        return
    yield from NATION_LOOK.faults((anatomy.nation,), "nation")
    yield from MOTTO_LOOK.faults((anatomy.motto,), "motto")
    cell = anatomy.nation.cell
    if cell is not None and cell.column == 0:
        yield fault("nation.place", "Quốc hiệu phải ở phía trên cùng, bên phải.", "mục II.1.a")
    if squeezed(anatomy.motto.text) != MOTTO:
        yield fault("motto.words", f"Tiêu ngữ phải viết đúng là “{MOTTO}”.", "mục II.1.b")
    yield from _check_motto_rule(anatomy.motto, anatomy.motto_rule)


def _check_motto_rule(motto: Line, rule: Line | None) -> Iterator[LayoutFault]:
    if rule is None:
        yield fault("motto.rule", "Dưới Tiêu ngữ phải có đường kẻ ngang, nét liền.", "mục II.1.b")
    elif not _is_rule_of(motto, rule, 1, 1):
        words = "Đường kẻ dưới Tiêu ngữ phải dài bằng dòng chữ."
        yield fault("motto.rule_length", words, "mục II.1.b")


def _is_rule_of(line: Line, rule: Line, least: float, most: float) -> bool:
    """Whether the rule has its share of the longest line; a drawn rule is not measured."""
    length = rule.rule_mm
    if length is None or not line.sizes:
        return True
    parts = line.text.split("\n")
    whole = max(width_mm(part, max(line.sizes), bold=line.bold) for part in parts)
    return (least - RULE_TOLERANCE) * whole <= length <= (most + RULE_TOLERANCE) * whole


def _check_agency(anatomy: Anatomy) -> Iterator[LayoutFault]:
    if not anatomy.agency:
        yield fault("agency.missing", "Không tìm thấy tên cơ quan ban hành văn bản.", "mục II.2")
        return
    issuing = [line for line in anatomy.agency if line.bold] or [anatomy.agency[-1]]
    parents = [line for line in anatomy.agency if line not in issuing]
    yield from PARENT_LOOK.faults(parents, "parent")
    yield from AGENCY_LOOK.faults(issuing, "agency")
    if anatomy.agency_rule is None:
        words = "Dưới tên cơ quan ban hành phải có đường kẻ ngang, nét liền."
        yield fault("agency.rule", words, "mục II.2.b")
    elif not _is_rule_of(issuing[-1], anatomy.agency_rule, 1 / 3, 1 / 2):
        words = "Đường kẻ dưới tên cơ quan phải dài từ 1/3 đến 1/2 dòng chữ."
        yield fault("agency.rule_length", words, "mục II.2.b")


def _check_number(anatomy: Anatomy) -> Iterator[LayoutFault]:
    line = anatomy.number
    if line is None:
        yield fault("symbol.missing", "Không tìm thấy dòng số, ký hiệu văn bản.", "mục II.3")
        return
    yield from NUMBER_LOOK.faults((line,), "symbol")
    found = NUMBER.fullmatch(line.text.strip())
    if found is None:
        words = f"{quoted(line.text)} phải viết theo mẫu “Số: 09/CT-UBND”."
        yield fault("symbol.form", words, "mục II.3.c")
        return
    yield from _check_number_words(found["number"], found["notation"], anatomy.kind)


def _check_number_words(
    number: str, notation: str, kind: DocumentKind | None
) -> Iterator[LayoutFault]:
    if number and number != number_with_zero(int(number)):
        words = f"Số văn bản phải viết là {number_with_zero(int(number))}."
        yield fault("symbol.zero", words, "mục II.3.c")
    if NOTATION.fullmatch(notation) is None:
        words = f"Ký hiệu {quoted(notation)} phải viết hoa, nối bằng gạch nối, không cách chữ."
        yield fault("symbol.notation", words, "mục II.3.c")
    elif kind is not None and not re.match(rf"(\d{{4}}/)?{kind.abbreviation}-", notation):
        words = f"Ký hiệu của {kind.label} phải bắt đầu bằng {kind.abbreviation}."
        yield fault("symbol.kind", words, "mục II.3.b")


def _check_day(anatomy: Anatomy) -> Iterator[LayoutFault]:
    line = anatomy.day
    if line is None:
        yield fault("day.missing", "Không tìm thấy địa danh, thời gian ban hành.", "mục II.4")
        return
    yield from DAY_LOOK.faults((line,), "day")
    filled = FILLED_DAY.search(line.text)
    if filled is None:
        return
    day, month = (int(part) for part in filled.groups())
    if filled.groups() != (number_with_zero(day), month_number(month)):
        words = (
            f"Thời gian phải viết là ngày {number_with_zero(day)} tháng {month_number(month)}"
            " (thêm số 0 trước ngày nhỏ hơn 10 và tháng 1, 2)."
        )
        yield fault("day.zero", words, "mục II.4.b")


def _check_title(anatomy: Anatomy) -> Iterator[LayoutFault]:
    if anatomy.kind_line is None:
        yield from _check_letter(anatomy)
        return
    yield from KIND_LOOK.faults((anatomy.kind_line,), "kind")
    yield from SUBJECT_LOOK.faults(anatomy.subject, "subject")
    if not anatomy.subject:
        return
    last = anatomy.subject[-1]
    if anatomy.subject_rule is None:
        yield fault(
            "subject.rule", "Dưới trích yếu phải có đường kẻ ngang, nét liền.", "mục II.5.b"
        )
    elif not _is_rule_of(last, anatomy.subject_rule, 1 / 3, 1 / 2):
        words = "Đường kẻ dưới trích yếu phải dài từ 1/3 đến 1/2 dòng chữ."
        yield fault("subject.rule_length", words, "mục II.5.b")


def _check_letter(anatomy: Anatomy) -> Iterator[LayoutFault]:
    if anatomy.letter_subject is None:
        words = "Không tìm thấy tên loại văn bản, cũng không có trích yếu “V/v …” của công văn."
        yield fault("kind.missing", words, "mục II.5")
        return
    yield from LETTER_SUBJECT_LOOK.faults((anatomy.letter_subject,), "letter")
    if not anatomy.addressees:
        yield fault("letter.to", "Công văn phải có phần “Kính gửi:”.", "mục II.9.b")
