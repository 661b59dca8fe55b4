"""What organs published: the list, the year by organ and month, reporting and correcting."""

from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from thidua.base.access import Actor, Role, may, requires
from thidua.base.errors import Refusal
from thidua.core.text import format_date
from thidua.pages.publicity.finding import form_page
from thidua.pages.publicity.forms import OutputForm
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.publicity.enums import OutputKind
from thidua.subjects.publicity.models import PressOutput
from thidua.subjects.publicity.selectors.press import NOTHING, OrganYear, year_by_organ
from thidua.subjects.publicity.services.press import correct_output, report_output

MONTHS = range(1, 13)


@require_GET
@requires("publicity.board.see")
def output_list(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    year = _year(request, actor)
    board = year_by_organ(year, actor.day)
    outputs = _asked(request, year, actor.day)
    names = names_on({*board, *outputs.order_by().values_list("organ_id", flat=True).distinct()}, actor.day)  # fmt: skip
    shown = _list(request, outputs, names)
    if shown.wants_export:
        return shown.export()
    return render(
        request,
        "publicity/output_list.html",
        {
            "list": shown,
            "year": year,
            "years": _years(actor.day),
            "rows": [_row(names.get(organ, ""), one) for organ, one in board.items()],
            "months": MONTHS,
            "total": _total(board),
            "is_sample": outputs.filter(is_sample=True).exists(),
            "may_report": may(actor, "publicity.report_output"),
            "may_import": may(actor, "publicity.import_outputs"),
        },
    )


def _year(request: HttpRequest, actor: Actor) -> int:
    text = request.GET.get("nam", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else actor.day.year


def _years(day: date) -> list[int]:
    first = PressOutput.objects.order_by("day").values_list("day", flat=True).first()
    return list(range(day.year, (first.year if first else day.year) - 1, -1))


def _asked(request: HttpRequest, year: int, day: date) -> QuerySet[PressOutput]:
    """The year, or the period and unit that a figure's address names."""
    rows = PressOutput.objects.select_related("example", "movement").filter(day__lte=day)
    try:
        since = date.fromisoformat(request.GET.get("tu", ""))
        until = date.fromisoformat(request.GET.get("den", ""))
    except ValueError:
        return rows.filter(day__year=year)
    unit = request.GET.get("don-vi", "")
    rows = rows.filter(day__range=(since, until))
    if unit.isascii() and unit.isdigit() and len(unit) < 18:
        own = rows.filter(organ_id=int(unit))
        rows = own | rows.filter(example__unit_id=int(unit))
    return rows


def _row(name: str, one: OrganYear) -> dict[str, object]:
    return {
        "name": name,
        "year": one,
        "months": [one.months.get(month) for month in MONTHS],
        "share": one.share,
    }


def _total(board: dict[int, OrganYear]) -> dict[str, object]:
    minutes = sum((one.whole.minutes for one in board.values()), NOTHING)
    wanted = sum(one.wanted for one in board.values())
    done = sum(one.done_of_plan for one in board.values())
    return {
        "outputs": sum(one.whole.outputs for one in board.values()),
        "columns": sum(one.whole.columns for one in board.values()),
        "minutes": minutes if board else None,
        "wanted": wanted,
        "done": done,
        "share": Decimal(100 * done) / wanted if wanted else None,
    }


def _list(request: HttpRequest, rows: QuerySet[PressOutput], names: dict[int, str]) -> FilteredList:
    return FilteredList(
        request.GET,
        rows,
        _columns(names),
        name="da-dang",
        thing="tin, bài",
        filters=[
            Filter("ht", "Hình thức", [(k, str(w)) for k, w in OutputKind.choices],
                   lambda r, v: r.filter(kind=v)),
            Filter("cq", "Cơ quan", [(str(k), w) for k, w in names.items()],
                   lambda r, v: r.filter(organ_id=v)),
        ],
        search_fields=["title_key"],
        search_hint="ví dụ: guong sang ban xa",
        empty_heading="Chưa có tin, bài nào trong kỳ này",
        empty_words="Cơ quan báo chí báo cáo từng tin, bài hoặc nhập cả tháng từ Excel.",
    )  # fmt: skip


def _columns(names: dict[int, str]) -> list[Column]:
    return [
        Column("ten", "Tin, bài", lambda o: o.title, order="title_key", lead=True,
               url=lambda o: reverse("publicity:output_correct", args=[o.pk]),
               sub=lambda o: _about(o)),
        Column("cq", "Cơ quan", lambda o: names.get(o.organ_id, ""), sortable=False),
        Column("ht", "Hình thức", lambda o: o.get_kind_display(), order="kind"),
        Column("muc", "Chuyên trang, chuyên mục", lambda o: o.column, order="column"),
        Column("phut", "Phút", lambda o: o.minutes, kind="number", order="minutes", template="publicity/_minutes.html"),
        Column("ngay", "Ngày", lambda o: o.day, kind="date", order="day"),
        Column("link", "Đường dẫn", lambda o: o.link, shown=False, sortable=False),
    ]  # fmt: skip


def _about(output: PressOutput) -> str:
    if output.example:
        return f"Điển hình: {output.example.name}"
    return f"Phong trào: {output.movement.name}" if output.movement else ""


def _organ(actor: Actor) -> int | None:
    return actor.unit_id if actor.role == Role.PRESS else None


@require_http_methods(["GET", "POST"])
@requires("publicity.report_output")
def output_report(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    initial = {"day": actor.day, "example_id": request.GET.get("dien-hinh", ""), "task_id": request.GET.get("nhiem-vu", "")}  # fmt: skip
    form = OutputForm(request.POST or None, today=actor.day, organ=_organ(actor), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            output = report_output(actor=actor, told=form.told)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã ghi “{output.title}”.")
            return redirect("publicity:output_list")
    return form_page(
        request,
        form,
        top=("Tin, bài đã đăng", reverse("publicity:output_list")),
        heading="Báo cáo tin, bài",
        card="Đã đăng, đã phát",
        button="Ghi tin, bài",
    )


@require_http_methods(["GET", "POST"])
@requires("publicity.board.see")
def output_correct(request: HttpRequest, output_id: int) -> HttpResponse:
    """One output: read by all who watch; corrected, on the record, by who reported it."""
    actor = request.actor
    output = get_object_or_404(PressOutput.objects.select_related("example"), pk=output_id)
    allowed = may(actor, "publicity.report_output", output)
    form = OutputForm(
        request.POST or None, today=actor.day, organ=_organ(actor), correcting=True,
        initial=OutputForm.initial_of(output),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            correct_output(actor=actor, output=output, told=form.told, reason=reason)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã sửa báo cáo; bản cũ còn trong nhật ký.")
            return redirect("publicity:output_list")
    return form_page(
        request,
        form,
        top=("Tin, bài đã đăng", reverse("publicity:output_list")),
        heading=output.title,
        card="Sửa báo cáo",
        button="Lưu sửa đổi" if allowed else "",
        intro=f"Báo cáo ngày {format_date(output.reported_on)}: {output.reported_by}.",
        why="" if allowed else allowed.reason,
        outside=output.link,
    )
