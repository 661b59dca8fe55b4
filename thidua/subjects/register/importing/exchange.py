"""The lines of a unit as one sheet that it corrects offline and sends back.

Two hidden columns say which line and whose; rows that come back with them are compared
(returned.py), rows without are taken as new.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from thidua.base.access import Actor, require
from thidua.core.registers.fields import BY_KEY
from thidua.core.sheets.writing import SheetColumn, SheetTable, table_workbook
from thidua.core.text import format_date
from thidua.subjects.register.awards import name_of
from thidua.subjects.register.models import Entry
from thidua.subjects.register.selectors.scope import entries_visible_to, with_predecessors

PIECE = 2_000
LIMIT = 50_000
COLUMNS = (
    ("line_id", 10),
    ("holder_id", 10),
    ("name", 26),
    ("born", 13),
    ("post", 20),
    ("unit", 30),
    ("award", 30),
    ("year", 8),
    ("decision_number", 16),
    ("decided", 13),
    ("decided_by", 24),
    ("reason", 30),
    ("certificate_number", 12),
    ("note", 20),
)
HIDDEN = ("line_id", "holder_id")
HOW = (
    "Cách rà soát",
    "1. Sửa thẳng vào ô nền vàng; dòng nào đúng thì để nguyên.",
    "2. Thêm người, thêm danh hiệu: ghi dòng mới ở cuối bảng, để trống hai cột ẩn.",
    "3. Không xóa dòng: dòng bị xóa được hiểu là không có ý kiến. Cần thu hồi thì ghi ở Ghi chú.",
    "4. Ngày ghi theo dạng ngày/tháng/năm; chỉ biết năm thì ghi năm.",
    "5. Gửi lại tệp này: hệ thống nhận ra từng dòng và chỉ ra chỗ đã sửa để Ban đính chính.",
)


def lines_of(actor: Actor, unit_id: int | None) -> "QuerySet[Entry]":
    """What counts, of people the actor may see; of one unit with its predecessors."""
    rows = entries_visible_to(actor).counted().select_related("holder__person", "unit")
    if unit_id is not None:
        units = with_predecessors([unit_id], actor.day)
        rows = rows.filter(unit_id__in=units) | rows.filter(holder__unit_id__in=units)
    return rows.order_by("holder__sort_key", "holder_id", "year", "pk")[:LIMIT]


def review_sheet(*, actor: Actor, unit_id: int | None, unit_name: str) -> bytes:
    require(actor, "intake.export")
    columns = [
        SheetColumn(BY_KEY[key].title, width, is_hidden=key in HIDDEN, is_filled=key not in HIDDEN)
        for key, width in COLUMNS
    ]
    heading = [
        "BẢNG RÀ SOÁT SỔ KHEN THƯỞNG",
        f"{unit_name or 'Toàn tỉnh'}, số liệu đến ngày {format_date(actor.day)}",
    ]
    table = SheetTable(
        columns, _rows(lines_of(actor, unit_id)), name="Rà soát", heading=heading,
        notes=HOW, signed=("Thủ trưởng đơn vị",),
    )  # fmt: skip
    return table_workbook(table)


def _rows(entries: "QuerySet[Entry]") -> Iterator[list[Any]]:
    """Every cell is text, so that no spreadsheet turns 10/02 into October."""
    for entry in entries.iterator(PIECE):
        person = getattr(entry.holder, "person", None) if entry.holder.is_person else None
        yield [
            str(entry.pk),
            str(entry.holder_id),
            entry.holder.name,
            _day(person.born, person.born_precision) if person and person.born else "",
            entry.position_title,
            entry.unit_name,
            entry.award_name or name_of(entry.award),
            str(entry.year or ""),
            entry.decision_number,
            _day(entry.decided, entry.decided_precision) if entry.decided else "",
            entry.decided_by,
            entry.reason,
            entry.certificate_number,
            "",
        ]


def _day(day: Any, precision: str) -> str:
    """As much of it as is known, in a form that reads back as the same."""
    if precision in ("year", "about"):
        return f"{'khoảng ' if precision == 'about' else ''}{day.year}"
    if precision == "month":
        return f"{day:%m}/{day.year}"
    return format_date(day)
