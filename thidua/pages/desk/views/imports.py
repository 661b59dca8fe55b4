"""Taking lists over from Excel, step by step: file, columns, errors and changes, done."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from thidua.base.access import requires
from thidua.base.errors import Refusal
from thidua.base.files import uploaded
from thidua.base.files.purposes import MB, PURPOSES
from thidua.base.imports import services
from thidua.base.imports.errorfile import error_workbook, template_workbook
from thidua.base.imports.models import Change, ImportBatch, ImportRow, ImportState
from thidua.base.imports.permissions import may_import
from thidua.base.imports.specs import SPECS, ImportSpec
from thidua.base.jobs.models import JobRun
from thidua.pages.desk.asking import actor_of, allow, attempt
from thidua.pages.ui.lists import XLSX, Column, Filter, FilteredList
from thidua.pages.ui.parts import Step

FIRST_ROWS = 20
STEPS = ("Tệp", "Cột", "Kiểm tra", "Ghi")
STEP_OF = {
    ImportState.READING: 0,
    ImportState.FAILED: 0,
    ImportState.MAPPING: 1,
    ImportState.CHECKING: 2,
    ImportState.CHECKED: 2,
    ImportState.APPLYING: 3,
    ImportState.APPLIED: 4,
    ImportState.DROPPED: 4,
}
RUNNING = (ImportState.READING, ImportState.CHECKING, ImportState.APPLYING)

BATCHES = (
    Column(
        "tep",
        "Lần nhập",
        lambda row: row.title,
        lead=True,
        url=lambda row: reverse("desk:import_see", args=[row.pk]),
        sub=lambda row: row.file.name,
    ),
    Column("nguoi", "Người nhập", lambda row: row.user_name),
    Column("tt", "Trạng thái", lambda row: row.get_state_display(), kind="state"),
    Column("dong", "Số dòng", lambda row: row.total, kind="number"),
    Column("loi", "Dòng lỗi", lambda row: row.bad, kind="number"),
    Column("luc", "Lúc", lambda row: row.created_at, kind="datetime"),
)


@requires("imports.start")
def import_list(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    mine = ImportBatch.objects.filter(user_id=actor.user_id).select_related("file")[:500]
    shown = FilteredList(
        request.GET,
        list(mine),
        BATCHES,
        name="lan-nhap",
        thing="lần nhập",
        empty_heading="Chưa nhập lần nào",
        empty_words="Chọn một danh sách ở trên để bắt đầu.",
    )
    if shown.wants_export:
        return shown.export()
    specs = [spec for spec in SPECS.values() if may_import(actor, spec.name)]
    return render(request, "desk/import_list.html", {"shown": shown, "specs": specs})


def _spec(request: HttpRequest, name: str) -> ImportSpec:
    if name not in SPECS:
        raise Http404
    allow(request, SPECS[name].verb, None)
    return SPECS[name]


@requires("imports.start")
def start(request: HttpRequest, spec_name: str) -> HttpResponse:
    spec = _spec(request, spec_name)
    if request.method == "POST":
        try:
            batch = _start(request, spec)
        except Refusal as refusal:
            messages.error(request, refusal.message)
        else:
            return redirect("desk:import_see", batch.pk)
    rules = PURPOSES["sheet"]
    context = {
        "spec": spec,
        "accept": rules.accept,
        "max_mb": rules.limit // MB,
        "names": rules.names,
        "pasted": request.POST.get("o", ""),
    }
    return render(request, "desk/import_start.html", context)


def _start(request: HttpRequest, spec: ImportSpec) -> ImportBatch:
    actor = actor_of(request)
    if "o" in request.POST:
        text = request.POST["o"]
        return services.paste_import(actor=actor, spec_name=spec.name, text=text)
    file = uploaded(request, "tep")
    return services.start_import(
        actor=actor, spec_name=spec.name, name=file.name or "", content=file
    )


def _batch(request: HttpRequest, batch_id: int) -> ImportBatch:
    batch = get_object_or_404(ImportBatch.objects.select_related("file"), pk=batch_id)
    if batch.spec_name not in SPECS:
        raise Http404
    allow(request, "imports.read", batch)
    return batch


@requires("imports.read")
def see(request: HttpRequest, batch_id: int) -> HttpResponse:
    batch = _batch(request, batch_id)
    context: dict[str, Any] = {
        "batch": batch,
        "steps": _steps(batch),
        "running": batch.state in RUNNING,
        "run": JobRun.objects.filter(pk=batch.job_id).first() if batch.job_id else None,
        "failed": batch.state == ImportState.FAILED,
        "may_drop": batch.state in (ImportState.MAPPING, ImportState.CHECKED, ImportState.FAILED),
    }
    if batch.state in (ImportState.MAPPING, ImportState.CHECKED):
        context |= _column_choices(request, batch)
    if batch.state in (ImportState.CHECKED, ImportState.APPLIED):
        shown = _rows(request, batch)
        if shown.wants_export:
            return shown.export()
        context |= {"shown": shown, "sums": _sums(batch)}
    return render(request, "desk/import_see.html", context | {"state": str(batch.state)})


def _steps(batch: ImportBatch) -> list[Step]:
    now = STEP_OF[ImportState(batch.state)]
    return [
        Step(label, state="done" if place < now else "now" if place == now else "next")
        for place, label in enumerate(STEPS)
    ]


def _sums(batch: ImportBatch) -> list[tuple[str, int]]:
    return [(str(change.label), batch.count(change)) for change in Change]


def _column_choices(request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
    header_row = _number(request.GET.get("dong", ""), batch.header_row)
    rows = list(batch.rows.order_by("number")[:FIRST_ROWS])
    header = next((row for row in rows if row.number == header_row), rows[0] if rows else None)
    titles = list(enumerate(header.cells)) if header else []
    after = [row for row in rows if header and row.number > header.number][:3]
    return {
        "header_rows": [
            (row.number, "; ".join(cell for cell in row.cells if cell)[:80]) for row in rows
        ],
        "header_row": header.number if header else 1,
        "choices": [
            {
                "column": column,
                "chosen": batch.mapping.get(column.key),
                "titles": [(place, title or f"(cột {place + 1})") for place, title in titles],
                "examples": _examples(after, batch.mapping.get(column.key)),
            }
            for column in batch.spec.columns
        ],
    }


def _examples(rows: list[ImportRow], place: int | None) -> str:
    return (
        "; ".join(row.cell(place) for row in rows if row.cell(place)) if place is not None else ""
    )


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdigit() else otherwise


def _rows(request: HttpRequest, batch: ImportBatch) -> FilteredList:
    columns = (
        Column("dong", "Dòng", lambda row: row.number, kind="number", order="number"),
        Column("ten", "Nội dung", lambda row: _words(batch, row), lead=True),
        Column("se", "Sẽ", lambda row: row.get_change_display(), kind="state", order="change"),
        Column("ct", "Chi tiết", _details),
    )
    return FilteredList(
        request.GET,
        batch.rows.exclude(change=""),
        columns,
        name="dong-nhap",
        thing="dòng",
        filters=(
            Filter("se", "Sẽ", Change.choices, lambda rows, value: rows.filter(change=value)),
        ),
        searchable=False,
        sort="dong",
        export_name="kiem-tra-nhap",
    )


def _words(batch: ImportBatch, row: ImportRow) -> str:
    if row.label:
        return row.label
    known = [row.cell(place) for place in batch.mapping.values()]
    return ", ".join(word for word in known if word)[:120] or f"Dòng {row.number}"


def _details(row: ImportRow) -> str:
    if row.errors:
        return " ".join(row.errors)
    pairs = (
        f"{title}: {old or '—'} → {new or '—'}" for title, (old, new) in row.differences.items()
    )
    return "; ".join(pairs)


@requires("imports.check")
@require_POST
def columns(request: HttpRequest, batch_id: int) -> HttpResponse:
    batch = _batch(request, batch_id)
    header_row = _number(request.POST.get("dong", ""), batch.header_row)
    if request.POST.get("do") == "header":
        return redirect(f"{reverse('desk:import_see', args=[batch.pk])}?dong={header_row}")
    chosen = {
        column.key: request.POST.get(f"cot-{column.key}", "") for column in batch.spec.columns
    }
    mapping = {key: int(place) for key, place in chosen.items() if place.isdigit()}
    attempt(
        request,
        lambda: services.choose_columns(
            actor=actor_of(request), batch=batch, header_row=header_row, mapping=mapping
        ),
    )
    return redirect("desk:import_see", batch.pk)


@requires("imports.apply")
@require_POST
def apply(request: HttpRequest, batch_id: int) -> HttpResponse:
    batch = _batch(request, batch_id)
    skip_bad = request.POST.get("bo-qua") == "1"
    attempt(
        request,
        lambda: services.apply_import(actor=actor_of(request), batch=batch, skip_bad=skip_bad),
    )
    return redirect("desk:import_see", batch.pk)


@requires("imports.drop")
@require_POST
def drop(request: HttpRequest, batch_id: int) -> HttpResponse:
    batch = _batch(request, batch_id)
    attempt(
        request,
        lambda: services.drop_import(actor=actor_of(request), batch=batch),
        "Đã bỏ lần nhập này, chưa ghi gì vào hệ thống.",
    )
    return redirect("desk:import_list")


@requires("imports.read")
def errors(request: HttpRequest, batch_id: int) -> HttpResponse:
    batch = _batch(request, batch_id)
    return _workbook(error_workbook(batch), f"dòng lỗi - {batch.file.name.rpartition('.')[0]}.xlsx")


@requires("imports.start")
def template(request: HttpRequest, spec_name: str) -> HttpResponse:
    spec = _spec(request, spec_name)
    return _workbook(template_workbook(spec.name), f"mẫu - {spec.title}.xlsx")


def _workbook(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = str(content_disposition_header(True, name))
    return response
