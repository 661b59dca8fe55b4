"""Lists of nominees: all of them, pasting a new one, one from people of the register."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from thidua.base.access import may, requires
from thidua.base.errors import Refusal
from thidua.core.law.model import Award
from thidua.pages.eligibility.finding import asked_day, default_period
from thidua.pages.eligibility.forms import PasteForm
from thidua.pages.eligibility.parts import LISTS, tabs
from thidua.pages.ui.lists import Column, FilteredList
from thidua.subjects.eligibility.models import NomineeList
from thidua.subjects.eligibility.selectors.judging import law_in_force
from thidua.subjects.eligibility.selectors.lists import lists_visible_to
from thidua.subjects.eligibility.services.lists import paste_list


@require_GET
@requires("eligibility.lists.see")
def list_all(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    shown = FilteredList(
        request.GET,
        lists_visible_to(actor).order_by("-pk"),
        _COLUMNS,
        name="danh-sach",
        thing="danh sách",
        searchable=False,
        empty_heading="Chưa có danh sách nào",
        empty_words="Dán danh sách từ Excel hoặc chọn người ở mục “Người của tôi”: cả danh sách được xét một lúc.",
        export_name="danh-sach-du-kien",
    )  # fmt: skip
    if shown.wants_export:
        return shown.export()
    context = {"tabs": tabs(LISTS), "list": shown, "may_paste": may(actor, "eligibility.paste")}
    return render(request, "eligibility/list_all.html", context)


def _counted(row: NomineeList, outcome: str) -> int:
    return sum(one.get("outcome", "") == outcome for one in row.results)


_COLUMNS = [
    Column("ten", "Danh sách", lambda row: row.title, order="title", lead=True, url=lambda row: reverse("eligibility:list_see", args=[row.pk])),
    Column("nam", "Năm xét", lambda row: str(row.period), order="period"),
    Column("dong", "Số dòng", lambda row: len(row.rows), kind="number", sortable=False),
    Column("du", "Đủ điều kiện", lambda row: _counted(row, "eligible"), kind="number", sortable=False),
    Column("xem", "Cần xem xét", lambda row: _counted(row, "to_judge"), kind="number", sortable=False),
    Column("thieu", "Chưa đủ", lambda row: _counted(row, "ineligible"), kind="number", sortable=False),
    Column("ngay", "Ngày xét", lambda row: row.day, kind="date", order="day"),
    Column("ai", "Người lập", lambda row: row.created_by_name, order="created_by_name"),
]  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires("eligibility.paste")
def list_paste(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    day = asked_day(request.GET, actor.day)
    data = request.POST if request.method == "POST" else None
    initial = {"period": default_period(day), "day": day}
    form = PasteForm(data, awards=awards_of_day(), day=day, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            listed = paste_list(actor=actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("text", refusal.message)
        else:
            return redirect("eligibility:list_see", listed.pk)
    context = {"form": form, "tabs": tabs(LISTS), "back": reverse("eligibility:list_all")}
    return render(request, "eligibility/list_paste.html", context)


def awards_of_day() -> list[Award]:
    """Awards an office of the province deals with, titles first."""
    law = law_in_force()
    levels = ("grassroots", "province", "state")
    return sorted(
        law.awards.values(),
        key=lambda award: (award.kind != "title", levels.index(award.level), award.name),
    )
