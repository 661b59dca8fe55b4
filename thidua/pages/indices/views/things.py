"""One index: its years, its components, the places beside it; taking an index into the list."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.base.access import may, requires, signed_in
from thidua.base.errors import Refusal
from thidua.pages.indices.exports import components_workbook, results_workbook
from thidua.pages.indices.finding import find_index
from thidua.pages.indices.forms import IndexForm
from thidua.pages.indices.views.overviews import shown
from thidua.pages.indices.words import comparison_bars, rank_series, score_series
from thidua.pages.ui.lists import EXPORT, XLSX
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.targets.index_enums import Ranks
from thidua.subjects.targets.models import Index
from thidua.subjects.targets.selectors.indices import (
    IndexLine,
    comparison,
    component_table,
    index_lines,
    own_province,
    years_up_to,
)
from thidua.subjects.targets.services.indices import save_index

YEAR = "nam"


def asked_year(params: QueryDict, otherwise: int) -> int:
    text = params.get(YEAR, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else otherwise


@require_GET
@signed_in
def index_see(request: HttpRequest, code: str) -> HttpResponse:
    index, actor = find_index(code), request.actor
    wants = request.GET.get(EXPORT)
    if wants in ("bo-tieu-chi", "ket-qua"):
        return workbook_of(index, wants, asked_year(request.GET, 0))
    tree = tree_on(actor.day)
    province = own_province(tree)
    place = province.id if province else None
    line = line_of(index, place, actor.day)
    years = years_up_to(actor.day)
    edition = asked_year(request.GET, 0) or None
    context = {
        "index": index,
        "province": province,
        "years": years,
        "line": shown(line, years),
        "scores": score_series(line, years),
        "ranks": rank_series(line, years),
        "table": component_table(index, years[-3:], place, actor.day, edition),
        "places": comparison(index, years[-1], tree, actor.day)
        if index.ranks == Ranks.UNITS
        else None,
        "measures": index.measures.open().select_related("component").order_by("due_on")[:10],
        "may_set": may(actor, "targets.set_index"),
        "may_record": may(actor, "targets.record_index"),
        "may_measure": may(actor, "targets.open_measure"),
        "today": actor.day,
    }
    return render(request, "indices/index_see.html", context)


def line_of(index: Index, place: int | None, day: object) -> IndexLine:
    return next(line for line in index_lines(place, day) if line.index.pk == index.pk)  # type: ignore[arg-type]


def workbook_of(index: Index, wants: str, year: int) -> HttpResponse:
    content = (
        components_workbook(index, year or None)
        if wants == "bo-tieu-chi"
        else results_workbook(index)
    )
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{index.code}-{wants}.xlsx"'
    return response


@require_GET
@signed_in
def index_compare(request: HttpRequest, code: str) -> HttpResponse:
    """The places the index ranks, side by side; unknown stays unknown."""
    index, actor = find_index(code), request.actor
    years = years_up_to(actor.day)
    year = asked_year(request.GET, years[-1])
    found = comparison(index, year, tree_on(actor.day), actor.day)
    context = {
        "index": index,
        "years": years,
        "year": year,
        "found": found,
        "bars": comparison_bars(found),
        "may_record": may(actor, "targets.record_index"),
    }
    return render(request, "indices/index_compare.html", context)


@require_http_methods(["GET", "POST"])
@requires("targets.set_index")
def index_new(request: HttpRequest) -> HttpResponse:
    form = IndexForm(request.POST or None)
    return saved_or_form(request, None, form)


@require_http_methods(["GET", "POST"])
@requires("targets.set_index")
def index_edit(request: HttpRequest, code: str) -> HttpResponse:
    index = find_index(code)
    form = IndexForm(request.POST or None, initial=IndexForm.initial_of(index))
    return saved_or_form(request, index, form)


def saved_or_form(request: HttpRequest, index: Index | None, form: IndexForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_index(actor=request.actor, index=index, values=form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã lưu chỉ số {saved.short_name}.")
            return redirect("indices:index_see", saved.code)
    status = 422 if form.errors else 200
    return render(request, "indices/index_form.html", {"form": form, "index": index}, status=status)
