"""Moving a row from one state to the next: compare-and-set, so that two people cannot both win."""

from typing import Any

from django.utils import timezone

from thidua.core.law.model import LawError
from thidua.subjects.law.errors import BadRow, Clash, WrongState
from thidua.subjects.law.models import LawRow
from thidua.subjects.law.rows import RowValues, as_mapping
from thidua.subjects.law.selectors import law_with

MOVED = "Quy định này vừa được người khác sửa hoặc chuyển bước. Tải lại trang để xem bản mới."


def move_row(row: LawRow, *, expected: tuple[str, ...], **changes: Any) -> LawRow:
    same = LawRow.objects.filter(pk=row.pk, state__in=expected, revision=row.revision)
    if not same.update(changed_at=timezone.now(), **changes):
        raise WrongState(MOVED)
    row.refresh_from_db()
    return row


def check_values(values: RowValues) -> None:
    """The same checks as for the national data, and a source; BadRow says what is missing."""
    if not values.citation.strip() or not values.document.strip():
        raise BadRow("Cần ghi điều, khoản và văn bản căn cứ (số, ngày, tên văn bản).")
    try:
        law_with([as_mapping(values)], instead_of=_follows(values))
    except LawError as error:
        raise BadRow(f"Chưa đúng cách viết dữ liệu luật: {error}") from error


def _follows(values: RowValues) -> int | None:
    """A standing row with the same name: the new one is checked as if that one were gone."""
    row = LawRow.objects.standing().filter(kind=values.kind, key=values.key).first()
    return row.pk if row else None


def check_no_clash(row: LawRow) -> None:
    """Two rows for one thing on one day would leave it open which holds."""
    same = LawRow.objects.standing().exclude(pk=row.pk).filter(kind=row.kind)
    same = same.filter(valid_from__lt=row.valid_until, valid_until__gt=row.valid_from)
    names = {row.key, row.replaces} - {""}
    clash = next((one for one in same if {one.key, one.replaces} & names), None)
    if clash is not None:
        raise Clash(
            f"Đã có quy định “{clash}” áp dụng cho những ngày này: dừng quy định đó trước, "
            "hoặc sửa ngày của quy định mới."
        )
