"""What a check says: a sentence for the clerk and the place of the rule in the decree."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from thidua.core.documents.layout.reading import Line

LONGEST_QUOTE = 60


@dataclass(frozen=True)
class LayoutFault:
    code: str
    message: str
    article: str

    def __str__(self) -> str:
        return f"{self.message} ({self.article})"


def fault(code: str, message: str, item: str) -> LayoutFault:
    """A fault against an item of Part I of Annex I, such as "mục II.1.b"."""
    return LayoutFault(code, message, f"Phụ lục I, Phần I, {item} Nghị định số 30/2020/NĐ-CP")


def quoted(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words}”" if len(words) <= LONGEST_QUOTE else f"“{words[:LONGEST_QUOTE].rstrip()}…”"


def number_words(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


@dataclass(frozen=True)
class Look:
    """How a component must look: sizes from-to, and style of letters."""

    name: str
    item: str
    smallest: float
    largest: float
    bold: bool | None = None
    italic: bool | None = None
    align: str = ""
    capitals: bool = False

    def faults(self, lines: Iterable[Line], code: str) -> Iterator[LayoutFault]:
        for line in lines:
            yield from self._faults_of(line, code)

    def _faults_of(self, line: Line, code: str) -> Iterator[LayoutFault]:
        where = f"{self.name} {quoted(line.text)}"
        if any(not self.smallest <= size <= self.largest for size in line.sizes):
            yield fault(f"{code}.size", f"{where} phải để {self._size_words()}.", self.item)
        if self.bold is not None and _differs(line.bold, line.partly_bold, self.bold):
            words = "phải in đậm" if self.bold else "không in đậm"
            yield fault(f"{code}.bold", f"{where} {words}.", self.item)
        if self.italic is not None and _differs(line.italic, line.partly_italic, self.italic):
            words = "phải in nghiêng" if self.italic else "phải để kiểu chữ đứng"
            yield fault(f"{code}.italic", f"{where} {words}.", self.item)
        if self.align and line.align != self.align:
            yield fault(f"{code}.align", f"{where} phải {ALIGN_WORDS[self.align]}.", self.item)
        if self.capitals and not line.text.isupper():
            yield fault(f"{code}.capitals", f"{where} phải viết chữ in hoa.", self.item)

    def _size_words(self) -> str:
        if self.smallest == self.largest:
            return f"cỡ chữ {number_words(self.smallest)}"
        return f"cỡ chữ từ {number_words(self.smallest)} đến {number_words(self.largest)}"


ALIGN_WORDS = {"center": "canh giữa", "both": "canh đều cả hai lề", "left": "canh trái"}


def _differs(whole: bool, partly: bool, wanted: bool) -> bool:
    return not whole if wanted else partly
