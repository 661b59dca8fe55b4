"""All imports, a new one, and the sheet a unit checks offline."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thidua.base.access import requires
from thidua.base.errors import Refusal
from thidua.base.files import uploaded
from thidua.base.files.purposes import MB, PURPOSES
from thidua.pages.register_import.asking import actor_of, workbook_response
from thidua.pages.register_import.words import own_sheet
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.subjects.register.importing import services
from thidua.subjects.register.importing.enums import ImportState
from thidua.subjects.register.importing.models import OldRegister
from thidua.subjects.register.importing.selectors import imports_visible_to

COLUMNS = (
    Column(
        "ten",
        "Đợt nhập",
        lambda row: row.title,
        lead=True,
        order="title",
        url=lambda row: reverse("register_import:see", args=[row.pk]),
        sub=lambda row: row.file.name,
    ),
    Column("nguoi", "Người nhập", lambda row: row.user_name, order="user_name"),
    Column("tt", "Trạng thái", lambda row: row.get_state_display(), kind="state", order="state"),
    Column("dong", "Số dòng", lambda row: row.total, kind="number", sortable=False),
    Column("loi", "Dòng lỗi", lambda row: row.count("bad"), kind="number", sortable=False),
    Column("luc", "Lúc", lambda row: row.created_at, kind="datetime", order="created_at"),
)


@requires("intake.start")
def import_list(request: HttpRequest) -> HttpResponse:
    shown = FilteredList(
        request.GET,
        imports_visible_to(actor_of(request)).select_related("file"),
        COLUMNS,
        name="nhap-so-cu",
        thing="đợt nhập",
        filters=(
            Filter(
                "tt",
                "Trạng thái",
                ImportState.choices,
                lambda rows, value: rows.filter(state=value),
            ),
        ),
        searchable=False,
        sort="-luc",
        empty_heading="Chưa nhập sổ nào",
        empty_words="Gửi tệp Excel của sổ khen thưởng cũ, hoặc dán các ô từ bảng tính.",
    )
    if shown.wants_export:
        return shown.export()
    return render(request, "register_import/import_list.html", {"shown": shown})


@requires("intake.start")
def start(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        try:
            register = _started(request)
        except Refusal as refusal:
            messages.error(request, refusal.message)
        else:
            return redirect("register_import:see", register.pk)
    rules = PURPOSES["sheet"]
    context = {
        "accept": rules.accept,
        "max_mb": rules.limit // MB,
        "names": rules.names,
        "pasted": request.POST.get("o", ""),
        "title": request.POST.get("ten", ""),
        "source": request.POST.get("nguon", ""),
    }
    return render(request, "register_import/start.html", context)


def _started(request: HttpRequest) -> OldRegister:
    actor, post = actor_of(request), request.POST
    title, source = post.get("ten", ""), post.get("nguon", "")
    if "o" in post:
        return services.paste_register(actor=actor, title=title, text=post["o"], source=source)
    file = uploaded(request, "tep")
    return services.start_register(
        actor=actor, title=title, name=file.name or "", content=file, source=source
    )


@requires("intake.export")
def sheet_export(request: HttpRequest) -> HttpResponse:
    """The register's own lines as a sheet that a unit corrects offline and sends back."""
    actor = actor_of(request)
    name, content = own_sheet(actor, request.GET.get("don-vi", ""))
    return workbook_response(content, name)
