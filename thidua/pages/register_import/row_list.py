"""The rows of an import as a list: what will be done with each, and what to look at."""

from django.http import HttpRequest
from django.urls import reverse

from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.subjects.register.importing.enums import ImportState, RowState
from thidua.subjects.register.importing.models import OldRegister, StagedRow


def row_list(request: HttpRequest, register: OldRegister) -> FilteredList:
    sheets = [
        (str(place), layout.sheet) for place, layout in enumerate(register.sheets) if layout.taken
    ]
    columns = (
        Column("dong", "Dòng", lambda row: row.number, kind="number", order="number"),
        Column(
            "ten",
            "Người, tập thể",
            lambda row: row.name or row.words[:80],
            lead=True,
            order="name_key",
            url=lambda row: reverse("register_import:row_see", args=[register.pk, row.pk]),
        ),
        Column("nd", "Nội dung", lambda row: row.words if row.name else ""),
        Column("se", "Sẽ", lambda row: row.get_state_display(), kind="state", order="state"),
        Column("ct", "Điều cần xem", matters),
    )
    filters = [
        Filter("se", "Sẽ", RowState.choices, lambda rows, value: rows.filter(state=value)),
        Filter(
            "nv",
            "Nghi vấn",
            (("co", "Có nghi vấn"), ("khong", "Không có nghi vấn")),
            lambda rows, value: (
                rows.exclude(doubts=[]) if value == "co" else rows.filter(doubts=[])
            ),
        ),
    ]
    if len(sheets) > 1:
        filters.append(
            Filter("trang-tinh", "Trang", sheets, lambda rows, value: rows.filter(sheet=value))
        )
    choosing = register.state == ImportState.CHECKED
    shown = FilteredList(
        request.GET,
        register.rows.defer("cells", "line"),
        columns,
        name="dong-so",
        thing="dòng",
        filters=filters,
        search_fields=("name_key",),
        search_hint="tên người, tập thể",
        pick=(lambda row: str(row.pk)) if choosing else None,
        pick_label=lambda row: f"dòng {row.number} {row.name}",
        export_name="kiem-tra-so-cu",
    )
    shown.act_url = reverse("register_import:choose", args=[register.pk])  # type: ignore[attr-defined]
    return shown


def matters(row: StagedRow) -> str:
    """Errors, then who it may be, then doubts."""
    told = [*row.errors]
    if row.state == RowState.ASK and row.proposed:
        told.append(f"Có thể là {row.proposed['name']}: {row.proposed['why']}.")
    return " ".join([*told, *row.doubts])
