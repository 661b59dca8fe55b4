"""Components and results as workbooks whose columns the import reads back."""

from typing import Any

from thidua.pages.ui.lists import Column, workbook
from thidua.subjects.targets.index_enums import ResultStatus
from thidua.subjects.targets.models import Index, IndexComponent, IndexResult


def _column(key: str, label: str, value: Any, kind: str = "text") -> Column:
    return Column(key, label, value, kind)


def components_workbook(index: Index, year: int | None) -> bytes:
    rows = index.components.select_related("parent", "owner").order_by("-year", "position", "pk")
    columns = [
        _column("index", "Chỉ số", lambda c: index.short_name),
        _column("year", "Năm", lambda c: c.year, "number"),
        _column("code", "Mã mục", lambda c: c.code),
        _column("name", "Tên mục", lambda c: c.name),
        _column("parent", "Thuộc mục", lambda c: c.parent.code if c.parent else ""),
        _column("top", "Điểm tối đa", lambda c: c.top_score, "number"),
        _column("weight", "Trọng số (%)", lambda c: c.weight, "number"),
        _column("owner", "Cơ quan chủ trì", lambda c: c.owner.code if c.owner else ""),
        _column("source", "Nguồn", lambda c: c.source),
        _column("status", "Đối chiếu", _status),
    ]
    return workbook(columns, rows.filter(year=year) if year else rows)


def results_workbook(index: Index) -> bytes:
    rows = IndexResult.objects.filter(index=index).select_related("component", "place")
    columns = [
        _column("index", "Chỉ số", lambda r: index.short_name),
        _column("year", "Năm", lambda r: r.year, "number"),
        _column("place", "Nơi", lambda r: r.place.code),
        _column("code", "Mã mục", lambda r: r.component.code if r.component else ""),
        _column("score", "Điểm", lambda r: r.score, "number"),
        _column("self", "Điểm tự chấm", lambda r: r.self_score, "number"),
        _column("rank", "Xếp hạng", lambda r: r.rank, "number"),
        _column("out_of", "Trong số", lambda r: r.out_of, "number"),
        _column("source", "Nguồn", lambda r: r.source),
        _column("status", "Đối chiếu", _status),
        _column("note", "Ghi chú", lambda r: r.note),
    ]
    return workbook(columns, rows.order_by("-year", "component__position", "rank", "pk"))


def _status(row: IndexComponent | IndexResult) -> str:
    return str(ResultStatus(row.source_status).label)
