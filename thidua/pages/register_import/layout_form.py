"""The layouts of a file as a form: a sheet's columns, what each means, what holds for all rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from thidua.base.errors import Refusal
from thidua.core.registers.days import EARLIEST, LATEST, read_day
from thidua.core.registers.fields import FIELDS, IGNORED
from thidua.core.registers.header import DEEPEST, is_numbering
from thidua.core.registers.headings import Told
from thidua.core.registers.layout import Layout
from thidua.subjects.register.awards import the_law
from thidua.subjects.register.enums import HolderKind
from thidua.subjects.register.importing.models import OldRegister

EXAMPLES = 3
Option = tuple[str, str]
KINDS: tuple[Option, ...] = (("", "Theo từng dòng, theo tên"), *HolderKind.choices)


@dataclass(frozen=True, slots=True)
class ColumnLine:
    place: int
    letter: str
    title: str
    examples: str
    use: str


@dataclass(frozen=True, slots=True)
class SheetForm:
    place: int
    layout: Layout
    lines: Sequence[ColumnLine]
    title_rows: Sequence[tuple[int, str]]
    own_options: Sequence[Option]  # years that only this sheet's titles name

    @property
    def heading(self) -> str:
        return f"Trang “{self.layout.sheet}”" if self.layout.sheet else "Bảng đã gửi"

    @property
    def depth(self) -> int:
        return self.layout.last - self.layout.first + 1

    @property
    def depths(self) -> range:
        return range(1, DEEPEST + 1)

    @property
    def told_award(self) -> str:
        return f"award={self.layout.told.award}"


def award_options() -> list[Option]:
    awards = the_law().awards.values()
    return [(f"award={award.key}", award.name) for award in awards]


def field_options() -> list[Option]:
    return [(IGNORED, "Không nhập"), *((field.key, field.title) for field in FIELDS)]


def sheet_forms(register: OldRegister) -> list[SheetForm]:
    """One for each sheet that holds anything."""
    pairs = zip(register.sheets, register.samples, strict=True)
    return [
        _form(place, layout, sample)
        for place, (layout, sample) in enumerate(pairs)
        if sample or layout.taken
    ]


def _form(place: int, layout: Layout, sample: Sequence[tuple[int, list[str]]]) -> SheetForm:
    below = [cells for number, cells in sample if number > layout.last and _is_line(cells)]
    lines = [
        ColumnLine(
            at,
            letter_of(at),
            layout.titles[at] if at < len(layout.titles) else "",
            _examples(below, at),
            use,
        )
        for at, use in sorted(layout.columns.items())
    ]
    own = sorted({line.use for line in lines if line.use.startswith(("year=", "rating="))})
    rows = [(number, "; ".join(filter(None, cells))[:90]) for number, cells in sample[:20]]
    shown = [line for line in lines if line.title or line.examples or line.use != IGNORED]
    return SheetForm(place, layout, shown, rows, [(use, _year_words(use)) for use in own])


def _is_line(cells: Sequence[str]) -> bool:
    """Headings between blocks and numbers under the titles are no examples."""
    return sum(map(bool, cells)) > 2 and not is_numbering(cells)


def _year_words(use: str) -> str:
    kind, _, year = use.partition("=")
    return f"Xếp loại năm {year}" if kind == "rating" else f"Danh hiệu, xếp loại năm {year}"


def _examples(rows: Iterable[list[str]], place: int) -> str:
    found: list[str] = []
    for cells in rows:
        text = cells[place] if place < len(cells) else ""
        if text and text not in found:
            found.append(" / ".join(text.split("\n")))
        if len(found) == EXAMPLES:
            break
    return "; ".join(found)


def letter_of(place: int) -> str:
    """The column's letter as Excel shows it."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def layouts_from(post: QueryDict, register: OldRegister) -> list[Layout]:
    """What the form says; a sheet that is not in it stays as it was proposed."""
    return [_layout_from(post, place, layout) for place, layout in enumerate(register.sheets)]


def _layout_from(post: QueryDict, place: int, layout: Layout) -> Layout:
    prefix = f"t{place}-"
    if f"{prefix}co" not in post:
        return layout
    columns = {at: post.get(f"{prefix}cot{at}", use) for at, use in layout.columns.items()}
    return replace(
        layout,
        taken=post.get(f"{prefix}nhap") == "1",
        columns=columns,
        kind=_among(post.get(f"{prefix}loai", ""), dict(KINDS)),
        told=_told_from(post, prefix, layout.told),
    )


def _told_from(post: QueryDict, prefix: str, told: Told) -> Told:
    def text(name: str, limit: int = 200) -> str:
        return " ".join(post.get(prefix + name, "").split())[:limit]

    year, decided = text("nam", 10), text("ngay", 40)
    if year and not (year.isdigit() and EARLIEST <= int(year) <= LATEST):
        raise Refusal(f"Năm “{year}” không đúng: ghi bốn chữ số.")
    if decided:
        try:
            read_day(decided)
        except ValueError as error:
            raise Refusal(f"Ngày quyết định “{decided}”: {error}.") from error
    award = text("danh-hieu", 60).removeprefix("award=")
    return replace(
        told,
        award=award,
        award_text="",
        year=int(year) if year else None,
        decision_number=text("so", 60),
        decided=decided,
        decided_by=text("nguoi-ky"),
        unit=text("don-vi", 300),
    )


def _among(value: str, known: dict[str, str]) -> str:
    return value if value in known else ""
