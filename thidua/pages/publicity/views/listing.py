"""All examples the actor may see; which units told of one this month."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.base.access import Actor, may, requires, signed_in
from thidua.core.text import format_date
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.pages.ui.parts import Tab
from thidua.subjects.orgs.selectors import names_on, tree_on
from thidua.subjects.publicity.enums import (
    OUTSIDE,
    ExampleState,
    Field,
    Origin,
)
from thidua.subjects.publicity.models import Example
from thidua.subjects.publicity.selectors.coverage import (
    about_unit,
    next_due,
    published_between,
    told_by,
    units_that_owe,
    window,
)
from thidua.subjects.publicity.selectors.seeing import visible_to

TASK = "viec"
NO_FOLLOW = Q(state__in=[ExampleState.PUBLISHED, ExampleState.FOLLOWED])
GROUPS: dict[str, tuple[str, Q]] = {
    "": ("Tất cả", Q()),
    "chua-giao": ("Chưa giao đơn vị", Q(state=ExampleState.SUGGESTED, unit=None)),
    "cho-xac-nhan": ("Chờ xác nhận", Q(state=ExampleState.SUGGESTED, unit__isnull=False)),
    "da-xac-nhan": ("Chờ chọn", Q(state=ExampleState.CONFIRMED)),
    "da-chon": ("Đang biên tập", Q(state=ExampleState.SELECTED)),
    "cong-khai": ("Đã cung cấp, đã đăng", Q(state__in=OUTSIDE)),
    "theo-doi": ("Đến kỳ theo dõi", NO_FOLLOW),
}


def groups(day: date) -> dict[str, tuple[str, Q]]:
    """The tabs; who is due for the yearly look depends on the day."""
    last_year = day.replace(year=day.year - 1) if (day.month, day.day) != (2, 29) else day.replace(year=day.year - 1, day=28)  # fmt: skip
    due = NO_FOLLOW & Q(published_on__lte=last_year) & ~Q(followed_on__gt=last_year)
    return GROUPS | {"theo-doi": (GROUPS["theo-doi"][0], due)}


@require_GET
@signed_in
def example_list(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    seen, period = _narrowed(request, visible_to(actor))
    known = groups(actor.day)
    chosen = request.GET.get(TASK, "")
    chosen = chosen if chosen in known else ""
    shown = _list(request, seen.filter(known[chosen][1]), actor)
    if shown.wants_export:
        return shown.export()
    return render(
        request,
        "publicity/example_list.html",
        {
            "list": shown,
            "tabs": _tabs(seen, known, chosen),
            "period": period,
            "may_suggest": may(actor, "publicity.suggest"),
            "may_watch": may(actor, "publicity.board.see"),
            "may_follow": may(actor, "publicity.follow"),
        },
    )


def _narrowed(request: HttpRequest, seen: QuerySet[Example]) -> tuple[QuerySet[Example], str]:
    """The period and unit that a figure's address names, with the words that say so."""
    since, until = _day(request, "tu"), _day(request, "den")
    words = ""
    if since and until:
        rules = {
            "dang": (published_between(since, until), "đã cung cấp, đã đăng"),
            "nhan-rong": (Q(follow_ups__worthy=True, follow_ups__day__range=(since, until)), "được theo dõi, nhân rộng"),
        }  # fmt: skip
        found = Q(suggested_on__range=(since, until)), "được phát hiện"
        rule, what = rules.get(request.GET.get("theo", ""), found)
        seen = seen.filter(rule).distinct()
        words = f"Điển hình {what} từ {format_date(since)} đến {format_date(until)}"
    unit = request.GET.get("don-vi", "")
    if unit.isascii() and unit.isdigit() and len(unit) < 18:
        seen = about_unit(seen, int(unit))
        words += f"; {names_on([int(unit)], request.actor.day).get(int(unit), '')}"
    return seen, words


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None


def _tabs(seen: QuerySet[Example], known: dict[str, tuple[str, Q]], chosen: str) -> list[Tab]:
    asked = {
        f"n{place}": Count("pk", filter=rule, distinct=True) if rule else Count("pk", distinct=True)
        for place, (_word, rule) in enumerate(known.values())
    }
    counts = seen.order_by().aggregate(**asked)
    return [
        Tab(word, f"?{TASK}={key}" if key else "?", counts[f"n{place}"], key == chosen)
        for place, (key, (word, _rule)) in enumerate(known.items())
    ]


def _list(request: HttpRequest, rows: QuerySet[Example], actor: Actor) -> FilteredList:
    tree = tree_on(actor.day)

    def unit_name(example: Example) -> str:
        node = tree.get(example.unit_id) if example.unit_id else None
        return node.name if node else ""

    rows = rows.prefetch_related("fields")
    return FilteredList(
        request.GET,
        rows,
        _columns(unit_name),
        name="dien-hinh",
        thing="điển hình",
        filters=_filters(),
        search_fields=["search_key"],
        search_hint="ví dụ: bac si ban xa",
        empty_heading="Chưa có điển hình nào",
        empty_words="Giới thiệu một người tốt, việc tốt; đơn vị xác nhận rồi Ban chọn, viết bài.",
    )


def _columns(unit_name: Any) -> list[Column]:
    return [
        Column(
            "ten", "Điển hình", lambda e: e.name, order="search_key", lead=True,
            url=lambda e: reverse("publicity:example_see", args=[e.pk]),
            sub=lambda e: e.title or e.deed[:110],
        ),
        Column("loai", "Loại", lambda e: e.get_kind_display(), order="kind"),
        Column("don-vi", "Đơn vị", unit_name, sortable=False),
        Column("linh-vuc", "Lĩnh vực", lambda e: "; ".join(str(tag) for tag in e.fields.all()), sortable=False),
        Column("dan-toc", "Dân tộc", lambda e: e.ethnic_group, order="ethnic_group", shown=False),
        Column("lao-dong", "Lao động trực tiếp", lambda e: "có" if e.direct_worker else "", order="direct_worker", shown=False),
        Column("nhan-to", "Nhân tố mới", lambda e: "có" if e.new_factor else "", order="new_factor", shown=False),
        Column("nguon", "Nguồn", lambda e: e.get_origin_display(), order="origin"),
        Column("ngay", "Phát hiện", lambda e: e.suggested_on, kind="date", order="suggested_on"),
        Column("han", "Hạn xác nhận", lambda e: e.confirm_due if e.state == ExampleState.SUGGESTED else None, kind="date", order="confirm_due", shown=False),
        Column("tt", "Trạng thái", lambda e: ExampleState(e.state), kind="state", order="state"),
    ]  # fmt: skip


def _filters() -> list[Filter]:
    def choices(kind: Any) -> list[tuple[str, str]]:
        return [(key, str(word)) for key, word in kind.choices]

    return [
        Filter("tt", "Trạng thái", choices(ExampleState), lambda r, v: r.filter(state=v)),
        Filter("lv", "Lĩnh vực", choices(Field), lambda r, v: r.filter(fields__field=v)),
        Filter("nguon", "Nguồn", choices(Origin), lambda r, v: r.filter(origin=v)),
        Filter(
            "ai", "Đặc điểm",
            [("lao-dong", "Lao động trực tiếp"), ("nhan-to", "Nhân tố mới"), ("thieu-so", "Dân tộc thiểu số")],
            lambda r, v: r.filter(MARKS[v]),
        ),
    ]  # fmt: skip


MARKS = {
    "lao-dong": Q(direct_worker=True),
    "nhan-to": Q(new_factor=True),
    "thieu-so": ~Q(ethnic_group__in=["", "Kinh"]),
}


@require_GET
@requires("publicity.board.see")
def coverage(request: HttpRequest) -> HttpResponse:
    """Each unit that owes an example a month: this month, this year, what stands of it."""
    actor = request.actor
    due = next_due(actor.day)
    units = units_that_owe(actor.day)
    month = told_by(units, *window(due))
    year = told_by(units, date(actor.day.year, 1, 1), actor.day)
    tree = tree_on(actor.day)
    rows = [(unit, tree.node(unit).name, month.get(unit, 0), year.get(unit, 0)) for unit in units]
    shown = FilteredList(
        request.GET,
        rows,
        _coverage_columns(due),
        name="do-phu",
        thing="đơn vị",
        filters=[
            Filter("thang", "Tháng này", [("chua", "Chưa giới thiệu"), ("da", "Đã giới thiệu")],
                   lambda r, v: [row for row in r if bool(row[2]) == (v == "da")]),
        ],
        sort="thang",
        empty_heading="Không đơn vị nào phải giới thiệu hằng tháng",
        empty_words="Nhóm đơn vị này đặt ở Quản trị, Quy định.",
    )  # fmt: skip
    if shown.wants_export:
        return shown.export()
    told = sum(bool(row[2]) for row in rows)
    context = {"list": shown, "due": due, "told": told, "total": len(rows)}
    return render(request, "publicity/coverage.html", context)


def _coverage_columns(due: date) -> list[Column]:
    return [
        Column("ten", "Đơn vị", lambda row: row[1], lead=True,
               url=lambda row: f"{reverse('publicity:example_list')}?don-vi={row[0]}"),
        Column("thang", f"Kỳ đến {format_date(due)}", lambda row: row[2], kind="number"),
        Column("nam", "Từ đầu năm", lambda row: row[3], kind="number"),
        Column("tt", "Tình trạng", lambda row: "Đã giới thiệu" if row[2] else "Chưa giới thiệu", kind="state"),
    ]  # fmt: skip
