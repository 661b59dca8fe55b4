"""An official document as plain values: what is said, not how it is laid out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from thidua.core.documents.kinds import DocumentKind


@dataclass(frozen=True)
class Span:
    """Words of one look within a line."""

    text: str
    bold: bool = False
    italic: bool = False


Text = str | tuple[Span, ...]


def spans_of(text: Text) -> tuple[Span, ...]:
    return (Span(text),) if isinstance(text, str) else text


def plain(text: Text) -> str:
    return "".join(span.text for span in spans_of(text))


@dataclass(frozen=True)
class Paragraph:
    text: Text
    italic: bool = False


@dataclass(frozen=True)
class Bullet:
    """A line that begins with a dash."""

    text: Text


@dataclass(frozen=True)
class Point:
    """Điểm: a), b), c), d), đ) …"""

    text: Text
    blocks: "Sequence[Block]" = ()


@dataclass(frozen=True)
class Clause:
    """Khoản: 1., 2. … with a title on its own line, or words, or both."""

    text: Text = ""
    title: str = ""
    blocks: "Sequence[Block]" = ()


@dataclass(frozen=True)
class Section:
    """Mục: I., II. … with a title in capitals."""

    title: str
    blocks: "Sequence[Block]" = ()


@dataclass(frozen=True)
class Article:
    """Điều of a decision; without a title its words follow the number."""

    text: Text = ""
    title: str = ""
    blocks: "Sequence[Block]" = ()


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True)
class Column:
    """A column of a table; `share` is its part of the width beside the others."""

    title: str
    share: float = 1.0
    align: Align = Align.LEFT


@dataclass(frozen=True)
class Table:
    """`strong`: places of rows set in bold (sums, names of groups), counted from 0."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    strong: Sequence[int] = ()

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise ValueError(f"Dòng {number} của bảng không đủ số cột.")


class Shape(StrEnum):
    BAR = "bar"
    LINE = "line"


@dataclass(frozen=True)
class Series:
    """One row of bars or one line; None where nothing is known, which is not zero."""

    name: str
    values: Sequence[Decimal | int | None]


@dataclass(frozen=True)
class Chart:
    """A chart that Word draws itself, with its numbers inside the file."""

    categories: Sequence[str]
    series: Sequence[Series]
    caption: str = ""
    shape: Shape = Shape.BAR
    unit: str = ""

    def __post_init__(self) -> None:
        if not self.categories or not self.series:
            raise ValueError("Biểu đồ cần ít nhất một mục và một dãy số.")
        for one in self.series:
            if len(one.values) != len(self.categories):
                raise ValueError(f"Dãy “{one.name}” của biểu đồ không đủ số mục.")


Block = Paragraph | Bullet | Point | Clause | Section | Article | Table | Chart


@dataclass(frozen=True)
class Signature:
    """Who signs: lines of authority ("TM. …", "KT. …"), the post, the name when it is known."""

    title: str
    name: str = ""
    authority: Sequence[str] = ()
    other_post: str = ""


@dataclass(frozen=True)
class Annex:
    title: str
    blocks: Sequence[Block]
    landscape: bool = False


class Urgency(StrEnum):
    URGENT = "urgent"
    VERY_URGENT = "very_urgent"
    IMMEDIATE = "immediate"

    @property
    def mark(self) -> str:
        return _STAMPS[self][0]

    @property
    def width_mm(self) -> int:
        return _STAMPS[self][1]


_STAMPS = {
    Urgency.URGENT: ("KHẨN", 20),
    Urgency.VERY_URGENT: ("THƯỢNG KHẨN", 40),
    Urgency.IMMEDIATE: ("HỎA TỐC", 30),
}


@dataclass(frozen=True)
class OfficialDocument:
    """A paper of an office.

    Names of agencies are given as printed in the head, capitals or not; `issuer` is the agency in
    a sentence ("Ủy ban nhân dân tỉnh Lai Châu"). A number or day still open is printed as room for
    a pen; `year` is then asked for. `power` is the line of a decision that names who decides.
    Marks of the layout (dashes, semicolons, "Lưu:", "./.") are not part of the values.
    """

    kind: DocumentKind
    notation: str
    agency: str
    place: str
    subject: str
    body: Sequence[Block]
    signer: Signature
    parent_agency: str = ""
    issuer: str = ""
    number: int | None = None
    day: date | None = None
    year: int | None = None
    power: str = ""
    addressees: Sequence[str] = ()
    bases: Sequence[str] = ()
    closing: Sequence[Text] = ()
    recipients: Sequence[str] = ()
    archive: str = ""
    secretary: Signature | None = None
    annexes: Sequence[Annex] = field(default=())
    urgency: Urgency | None = None
    draft: bool = False
    drafter_mark: str = ""
    contact: str = ""

    def __post_init__(self) -> None:
        if self.day is None and self.year is None:
            raise ValueError("Văn bản chưa ghi ngày thì phải có năm.")

    @property
    def year_of_issue(self) -> int:
        if self.day is not None:
            return self.day.year
        assert self.year is not None  # kept by __post_init__
        return self.year
