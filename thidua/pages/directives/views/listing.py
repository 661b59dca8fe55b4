"""The list of readings, the upload page, the file as it was given."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from thidua.base import files
from thidua.base.access import may, requires
from thidua.base.errors import Refusal
from thidua.base.files.purposes import LARGEST, MB, PURPOSES
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.pages.ui.parts import FileCheck
from thidua.subjects.movements.enums import ReadingState
from thidua.subjects.movements.models import Reading
from thidua.subjects.movements.selectors.readings import readings_for, with_counts
from thidua.subjects.movements.services.readings import start_reading

MOST_AT_ONCE = 20
RULES = PURPOSES["directive"]


def address(reading: Reading) -> str:
    return reverse("directives:reading_review", args=[reading.pk])


COLUMNS = [
    Column("ten", "Văn bản", lambda r: r.file_name, order="file_name", lead=True, url=address),
    Column(
        "trang-thai", "Tình trạng", lambda r: ReadingState(r.state), kind="state", order="state"
    ),
    Column("can-hoi", "Điểm cần hỏi", lambda r: r.open_count, kind="number", order="open_count"),
    Column("muc", "Mục đã đọc", lambda r: r.item_count, kind="number", order="item_count"),
    Column("nguoi", "Người đưa lên", lambda r: r.uploaded_by, order="uploaded_by"),
    Column("luc", "Lúc", lambda r: r.uploaded_at, kind="datetime", order="uploaded_at"),
]
STATES = Filter(
    "tinh-trang",
    "Tình trạng",
    ReadingState.choices,
    lambda rows, value: rows.filter(state=value),
)


@requires("movements.read_directive")
def reading_list(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    shown = FilteredList(
        request.GET,
        with_counts(readings_for(actor)),
        COLUMNS,
        name="van-ban",
        thing="văn bản",
        filters=[STATES],
        search_fields=["file_name"],
        search_hint="ví dụ: chi thi",
        sort="-luc",
        empty_heading="Chưa có văn bản nào",
        empty_words="Chỉ thị, kế hoạch đưa lên sẽ nằm ở đây, kèm số điểm còn phải hỏi.",
    )
    if shown.wants_export:
        return shown.export()
    return render(request, "directives/list.html", {"list": shown})


@requires("movements.read_directive")
def reading_upload(request: HttpRequest) -> HttpResponse:
    """One or several files; each is read or refused for itself."""
    if request.method != "POST":
        return render(request, "directives/upload.html", _upload_context())
    given = request.FILES.getlist("files")
    if not given:
        return render(request, "directives/upload.html", _upload_context(error=_nothing(request)))
    taken = [_take(request, file) for file in given[:MOST_AT_ONCE]]
    refused = [check for check, reading in taken if reading is None]
    readings = [reading for _check, reading in taken if reading is not None]
    if refused or len(given) > MOST_AT_ONCE:
        context = _upload_context([check for check, _reading in taken])
        return render(request, "directives/upload.html", context, status=422)
    if len(readings) == 1:
        return redirect(address(readings[0]))
    messages.success(request, f"Đã nhận {len(readings)} văn bản.")
    return redirect("directives:reading_list")


def _upload_context(checks: list[FileCheck] | None = None, error: str = "") -> dict[str, Any]:
    return {
        "accept": RULES.accept,
        "names": RULES.names,
        "max_mb": RULES.limit // MB,
        "checks": checks or [],
        "error": error,
        "most": MOST_AT_ONCE,
    }


def _nothing(request: HttpRequest) -> str:
    if getattr(request, "upload_refused", False):
        return (
            f"Tệp quá lớn: chỉ nhận đến {LARGEST // MB} MB. Hãy giảm ảnh trong tệp hoặc chia tệp."
        )
    return "Chưa chọn tệp: bấm vào ô để chọn hoặc thả tệp vào đó."


def _take(request: HttpRequest, file: Any) -> tuple[FileCheck, Reading | None]:
    actor = request.actor  # type: ignore[attr-defined]
    name = file.name or "tep"
    try:
        reading = start_reading(actor=actor, file_name=name, content=file.read(RULES.limit + 1))
    except Refusal as refusal:
        return FileCheck(name, "Không đọc được", "bad", refusal.message, icon="file-x"), None
    state = ReadingState(reading.state)
    note = "Đang đọc, kết quả sẽ nằm trong Việc của tôi." if state == ReadingState.QUEUED else ""
    return FileCheck(name, str(state.label), None, note, address(reading), "file-check"), reading  # type: ignore[arg-type]


@requires("movements.read_directive")
def reading_file(request: HttpRequest, reading_id: int) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    reading = get_object_or_404(readings_for(actor), pk=reading_id)
    return files.serve(reading.file, as_name=reading.file_name)


def may_review(request: HttpRequest, reading: Reading) -> bool:
    return bool(may(request.actor, "movements.review", reading))  # type: ignore[attr-defined]
