"""What if: a changed number or a drafted row over people of the register, before it is law."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from thidua.base.access import may, requires
from thidua.base.errors import Refusal
from thidua.core.law.law import Law
from thidua.core.text import format_date
from thidua.core.text.dates import parse_date
from thidua.pages.law.finding import find_award, find_row, posted
from thidua.pages.law.reviewing import OUTCOMES, STATES
from thidua.pages.law.tabs import tabs_of
from thidua.pages.law.trial_forms import AwardForm, TrialForm
from thidua.pages.ui.lists import XLSX, Column, Filter, FilteredList, workbook
from thidua.subjects.eligibility.trials import EVERYBODY, start_trial
from thidua.subjects.law.enums import TrialState
from thidua.subjects.law.models import LawRow, Trial
from thidua.subjects.law.numbers import change_words, changed_rows, numbers_of
from thidua.subjects.law.rows import RowValues, values_of
from thidua.subjects.law.selectors import law_in_force
from thidua.subjects.orgs.selectors import tree_on

GAINED, LOST, OTHER = "Thành đủ", "Thành không đủ", "Đổi khác"


@require_GET
@requires("law.try")
def trial_list(request: HttpRequest) -> HttpResponse:
    law, actor = law_in_force(), request.actor
    columns = [
        Column("ten", "Lần chạy thử", lambda t: t.title, lead=True, sortable=False,
               url=lambda t: reverse("law:trial_see", args=[t.pk]),
               sub=lambda t: "; ".join(t.words)),
        Column("dh", "Danh hiệu, hình thức", lambda t: law.awards[t.award].name if t.award in law.awards else t.award, sortable=False),
        Column("tt", "Trạng thái", lambda t: TrialState(t.state), kind="state", order="state"),
        Column("xet", "Đã xét", lambda t: t.result.get("judged"), kind="number", sortable=False),
        Column("them", "Thành đủ", lambda t: t.result.get("gained"), kind="number", sortable=False),
        Column("mat", "Thành không đủ", lambda t: t.result.get("lost"), kind="number", sortable=False),
        Column("ai", "Người chạy", lambda t: t.asked_by.full_name, sortable=False),
        Column("ngay", "Ngày", lambda t: t.asked_on, kind="date", order="asked_on"),
        Column("giu", "Giữ đến hết", lambda t: t.keep_until, kind="date", order="keep_until"),
    ]  # fmt: skip
    shown = FilteredList(
        request.GET,
        Trial.objects.select_related("asked_by").order_by("-pk"),
        columns,
        name="chay-thu",
        thing="lần chạy thử",
        searchable=False,
        empty_heading="Chưa chạy thử lần nào",
        empty_words="Đổi một con số của luật, hoặc lấy một quy định đang soạn, xem ai sẽ đủ hay không đủ điều kiện.",
        export_name="chay-thu-quy-dinh",
    )
    if shown.wants_export:
        return shown.export()
    context = {
        "list": shown,
        "tabs": tabs_of("law:trial_list", request),
        "form": AwardForm(law=law, day=actor.day),
    }
    return render(request, "law/trial_list.html", context)


@require_http_methods(["GET", "POST"])
@requires("law.try")
def trial_new(request: HttpRequest) -> HttpResponse:
    """From a drafted row, or from the numbers of an award on a day."""
    law, actor = law_in_force(), request.actor
    row = _row_of(request)
    award = row.award if row else request.GET.get("danh-hieu", "")
    if not award:
        return redirect("law:trial_list")
    find_award(law, award)
    day = _day(request)
    numbers = [] if row else numbers_of(law, award, day)
    form = TrialForm(posted(request), numbers=numbers, tree=tree_on(actor.day), day=actor.day)
    if request.method == "POST" and form.is_valid():
        try:
            trial = _start(request, law, award, row, form)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đang chạy thử; có thể rời trang, kết quả báo ở hộp thư.")
            return redirect("law:trial_see", trial.pk)
    context = {
        "form": form,
        "award": law.awards[award],
        "name": law.awards[award].name_on(day),
        "day": day,
        "row": row,
        "numbers": numbers,
    }
    return render(request, "law/trial_new.html", context, status=422 if form.errors else 200)


def _row_of(request: HttpRequest) -> LawRow | None:
    asked = request.GET.get("quy-dinh", "")
    if not asked:
        return None
    row = find_row(int(asked) if asked.isdecimal() else 0)
    if not row.award:
        raise Http404("Chỉ chạy thử được quy định của một danh hiệu, hình thức.")
    return row


def _day(request: HttpRequest) -> Any:
    try:
        return parse_date(request.GET.get("ngay", ""))
    except ValueError:
        return request.actor.day


def _start(
    request: HttpRequest, law: Law, award: str, row: LawRow | None, form: TrialForm
) -> Trial:
    rows: list[RowValues] = [values_of(row)] if row else changed_rows(award, form.changes)
    words = [f"{row}"] if row else change_words(form.changes)
    name = law.awards[award].name_on(request.actor.day)
    title = form.cleaned_data["title"] or f"{name}: {words[0] if words else ''}"[:300]
    return start_trial(
        actor=request.actor, title=title, award=award, rows=rows, words=words, scope=form.scope
    )


def _state_of(row: dict[str, Any]) -> str:
    if row["before"] == row["after"]:
        return "Chỉ đổi điều kiện"
    if row["after"] == "eligible":
        return GAINED
    return LOST if row["before"] == "eligible" else OTHER


CHANGES = (GAINED, LOST, OTHER, "Chỉ đổi điều kiện")
COLUMNS = (
    Column("ten", "Người, tập thể", lambda r: r["name"], lead=True,
           url=lambda r: f"/so-khen-thuong/{r['holder']}/", sub=lambda r: r["unit"]),
    Column("nam", "Năm", lambda r: r["year"], sort_key=lambda r: r["year"]),
    Column("truoc", "Theo luật hiện nay", lambda r: OUTCOMES[r["before"]], kind="state"),
    Column("sau", "Theo thay đổi", lambda r: OUTCOMES[r["after"]], kind="state"),
    Column("doi", "Đổi", _state_of),
    Column("vi", "Vì sao", lambda r: r["why"]),
    Column("dk", "Điều kiện đổi", lambda r: "; ".join(f"{text}: {STATES[a].lower()} → {STATES[b].lower()}" for text, a, b in r["findings"]), shown=False),
    Column("dv", "Đơn vị", lambda r: r["unit"], shown=False),
)  # fmt: skip


@require_GET
@requires("law.try")
def trial_see(request: HttpRequest, trial_id: int) -> HttpResponse:
    trial = _find(trial_id)
    law, result = law_in_force(), trial.result
    rows = result.get("rows", [])
    units = sorted({row["unit"] for row in rows})
    shown = FilteredList(
        request.GET,
        rows,
        COLUMNS,
        name="ket-qua",
        thing="kết quả",
        filters=[
            Filter("doi", "Đổi", [(w, w) for w in CHANGES], lambda found, v: [r for r in found if _state_of(r) == v]),
            Filter("dv", "Đơn vị", [(u, u) for u in units], lambda found, v: [r for r in found if r["unit"] == v]),
        ],
        search_hint="ví dụ: vang thi mau",
        empty_heading="Không ai đổi kết quả",
        empty_words="Thay đổi này không làm ai đủ thêm hay mất điều kiện trong phạm vi đã xét.",
        export_name=f"chay-thu-{trial.pk}",
    )  # fmt: skip
    if shown.wants_export:
        return shown.export()
    award = law.awards.get(trial.award)
    context = {
        "trial": trial,
        "award": award,
        "scope": _scope_words(trial),
        "list": shown,
        "result": result,
        "units": [row for row in result.get("units", []) if row["gained"] or row["lost"]],
        "waiting": trial.state == TrialState.WAITING,
        "may_write": may(request.actor, "law.write"),
    }
    name = "law/_trial_progress.html" if request.headers.get("HX-Request") else "law/trial_see.html"
    return render(request, name, context)


@require_GET
@requires("law.try")
def trial_units(request: HttpRequest, trial_id: int) -> HttpResponse:
    """Counts by unit as a workbook."""
    trial = _find(trial_id)
    columns = (
        Column("dv", "Đơn vị", lambda r: r["unit"], lead=True),
        Column("xet", "Đã xét", lambda r: r["judged"], kind="number"),
        Column("truoc", "Đủ theo luật hiện nay", lambda r: r["before"], kind="number"),
        Column("sau", "Đủ theo thay đổi", lambda r: r["after"], kind="number"),
        Column("them", "Thành đủ", lambda r: r["gained"], kind="number"),
        Column("mat", "Thành không đủ", lambda r: r["lost"], kind="number"),
    )
    answer = HttpResponse(workbook(columns, trial.result.get("units", [])), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="chay-thu-{trial.pk}-don-vi.xlsx"'
    return answer


def _find(trial_id: int) -> Trial:
    return get_object_or_404(Trial.objects.select_related("asked_by"), pk=trial_id)


def _scope_words(trial: Trial) -> list[tuple[str, str]]:
    scope = trial.scope
    node = tree_on(trial.day).get(scope["unit_id"]) if scope["unit_id"] else None
    whom = "mọi người, tập thể thuộc đối tượng" if scope["who"] == EVERYBODY else "đã được tặng"
    return [
        ("Xét lại cho", whom),
        ("Năm", f"{scope['since']} đến {scope['until']}"),
        ("Đơn vị", node.name if node else "Toàn tỉnh"),
        ("Điều kiện do người xác nhận", "coi như đạt" if scope["granted"] else "để người xem xét"),
        ("Giữ đến hết", format_date(trial.keep_until)),
    ]
