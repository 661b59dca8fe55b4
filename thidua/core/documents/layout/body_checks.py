"""Legal bases, addressees, words and their numbering (Annex I, Part I, II.6 and II.9.a)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from thidua.core.documents.layout.anatomy import ANNEX, DECIDES, Anatomy, squeezed
from thidua.core.documents.layout.faults import LayoutFault, Look, fault, quoted
from thidua.core.documents.layout.reading import Line
from thidua.core.documents.numbering import roman, vietnamese_letter

BASIS_LOOK = Look("Căn cứ", "mục II.6.a", 13, 14, bold=False, italic=True)
BODY_LOOK = Look("Đoạn", "mục II.6.e", 13, 14)
TO_LOOK = Look("Nơi gửi", "mục II.9.d", 13, 14, bold=False, italic=False)
ANNEX_LOOK = Look("Dòng", "mục III.1.b", 14, 14, True, False, "center")
INDENTS_MM = (10.0, 12.7)
INDENT_TOLERANCE_MM = 0.5
LEAST_GAP = 6
MOST_LINES = 1.5
END_MARK = "./."
SECTION = re.compile(r"([IVXL]+)\. ")
CLAUSE = re.compile(r"(\d+)\. ")
POINT = re.compile(r"([a-zđ]{1,2})\) ")
ARTICLE = re.compile(r"Điều (\d+)\.")


def check_body(anatomy: Anatomy) -> Iterator[LayoutFault]:
    yield from _check_addressees(anatomy.addressees)
    yield from _check_bases(anatomy.bases)
    yield from _check_lines(_running_lines(anatomy))
    yield from _check_gaps(anatomy.body)
    yield from check_numbering(line.text.strip() for line in anatomy.body)
    yield from _check_end(anatomy.body)
    yield from _check_annexes(anatomy.annexes)


def _running_lines(anatomy: Anatomy) -> list[Line]:
    """Words of the body, without titles set in the middle."""
    return [
        line
        for line in anatomy.body
        if line not in anatomy.bases
        and line.align != "center"
        and squeezed(line.text) not in (DECIDES, END_MARK)
    ]


def _check_addressees(lines: Sequence[Line]) -> Iterator[LayoutFault]:
    yield from TO_LOOK.faults(lines, "to")
    names = lines[1:]
    for line in names:
        mark = "." if line is names[-1] else ";"
        if not line.text.rstrip().endswith(mark):
            name = "dấu chấm" if mark == "." else "dấu chấm phẩy"
            words = f"Cuối dòng {quoted(line.text)} của phần Kính gửi phải có {name}."
            yield fault("to.mark", words, "mục II.9.d")


def _check_bases(lines: Sequence[Line]) -> Iterator[LayoutFault]:
    yield from BASIS_LOOK.faults(lines, "basis")
    for line in lines:
        mark = "." if line is lines[-1] else ";"
        # Some offices end the last with a comma and go on with the words of the decision.
        if not line.text.rstrip().endswith(mark):
            name = "dấu chấm" if mark == "." else "dấu chấm phẩy"
            words = f"Cuối dòng {quoted(line.text)} phải có {name}."
            yield fault("basis.mark", words, "mục II.6.a")


def _check_lines(lines: Sequence[Line]) -> Iterator[LayoutFault]:
    yield from BODY_LOOK.faults(lines, "body")
    for line in lines:
        where = f"Đoạn {quoted(line.text)}"
        if line.align not in ("both", "distribute"):
            yield fault("body.align", f"{where} phải canh đều cả hai lề.", "mục II.6.e")
        if not any(abs(line.first_indent_mm - mm) <= INDENT_TOLERANCE_MM for mm in INDENTS_MM):
            words = f"{where} phải lùi đầu dòng 1 cm hoặc 1,27 cm."
            yield fault("body.indent", words, "mục II.6.e")
        if line.spacing is not None and not 1 <= round(line.spacing, 2) <= MOST_LINES:
            words = f"{where} phải để khoảng cách dòng từ dòng đơn đến 1,5 dòng."
            yield fault("body.spacing", words, "mục II.6.e")


def _check_gaps(lines: Sequence[Line]) -> Iterator[LayoutFault]:
    for above, below in pairwise(lines):
        if above.after + below.before < LEAST_GAP:
            words = f"Đoạn {quoted(below.text)} phải cách đoạn trên ít nhất 6 pt."
            yield fault("body.gap", words, "mục II.6.e")


def check_numbering(texts: Iterable[str]) -> Iterator[LayoutFault]:
    """Sections, articles, clauses and points in order; a point after d) is đ), not e)."""
    expected = {"section": 1, "article": 1, "clause": 1, "point": 0}
    for text in texts:
        if found := SECTION.match(text):
            wanted = roman(expected["section"])
            yield from _out_of_order("mục", found[1], wanted, "mục II.6.đ")
            expected |= {"section": expected["section"] + 1, "clause": 1, "point": 0}
        elif found := ARTICLE.match(text):
            yield from _out_of_order("điều", found[1], str(expected["article"]), "mục II.6.đ")
            expected |= {"article": int(found[1]) + 1, "clause": 1, "point": 0}
        elif found := CLAUSE.match(text):
            yield from _out_of_order("khoản", found[1], str(expected["clause"]), "mục II.6.đ")
            expected |= {"clause": int(found[1]) + 1, "point": 0}
        elif found := POINT.match(text):
            wanted = vietnamese_letter(expected["point"])
            yield from _out_of_order("điểm", f"{found[1]})", f"{wanted})", "mục II.6.đ")
            expected["point"] += 1


def _out_of_order(name: str, found: str, wanted: str, item: str) -> Iterator[LayoutFault]:
    if found != wanted:
        words = f"Thứ tự {name} đang ghi “{found}”, phải là “{wanted}”."
        yield fault("order", words, item)


def _check_end(lines: Sequence[Line]) -> Iterator[LayoutFault]:
    if lines and not lines[-1].text.rstrip().endswith(END_MARK):
        article = "Phụ lục III, các mẫu trình bày, Nghị định số 30/2020/NĐ-CP"
        yield LayoutFault("body.end", "Hết nội dung phải có dấu “./.”.", article)


def _check_annexes(lines: Sequence[Line]) -> Iterator[LayoutFault]:
    yield from ANNEX_LOOK.faults(lines, "annex")
    if len(lines) < 2:
        return
    for number, line in enumerate(lines, 1):
        found = ANNEX.fullmatch(squeezed(line.text))
        if found is None or (found[1] or "").strip(" .") != roman(number):
            words = f"{quoted(line.text)} phải ghi là “Phụ lục {roman(number)}”."
            yield fault("annex.number", words, "mục III.1.a")
