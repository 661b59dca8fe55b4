"""One row beside what it was understood to say; the rows with errors as a workbook."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from thidua.base.access import requires
from thidua.pages.register_import.asking import actor_of, import_of, workbook_response
from thidua.pages.register_import.layout_form import letter_of
from thidua.pages.register_import.words import facts_of, matches_shown
from thidua.subjects.register.importing.enums import ImportState, RowState
from thidua.subjects.register.importing.errorfile import error_workbook
from thidua.subjects.register.importing.models import OldRegister, StagedRow


@requires("intake.read")
def row_see(request: HttpRequest, register_id: int, row_id: int) -> HttpResponse:
    register = import_of(request, register_id, "intake.read")
    row = get_object_or_404(StagedRow, pk=row_id, register=register)
    alike = (
        register.rows.filter(person_key=row.person_key)
        if row.person_key
        else StagedRow.objects.none()
    )
    context = {
        "register": register,
        "row": row,
        "row_title": f"Dòng {row.number}",
        "cells": _cells(register, row),
        "facts": facts_of(row),
        "matches": matches_shown(actor_of(request), row),
        "alike": [one for one in alike.defer("cells", "line")[:20] if one.pk != row.pk],
        "may_choose": register.state == ImportState.CHECKED
        and row.state not in (RowState.BAD, RowState.PASSED, RowState.CHANGE),
    }
    return render(request, "register_import/row_see.html", context)


def _cells(register: OldRegister, row: StagedRow) -> list[tuple[str, str, str]]:
    """(letter, title, what stands there) for every filled cell."""
    titles = register.sheets[row.sheet].titles
    return [
        (letter_of(place), titles[place] if place < len(titles) else "", text)
        for place, text in enumerate(row.cells)
        if text
    ]


@requires("intake.read")
def errors(request: HttpRequest, register_id: int) -> HttpResponse:
    register = import_of(request, register_id, "intake.read")
    return workbook_response(error_workbook(register), f"dòng chưa ghi - {register.title}.xlsx")
