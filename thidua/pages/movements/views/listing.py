"""All movements the actor may see, the province's and the centre's told apart."""

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.base.access import may, signed_in
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.pages.ui.parts import Tab
from thidua.subjects.movements.enums import Level, State
from thidua.subjects.movements.models import Movement
from thidua.subjects.movements.selectors.movements import visible_to
from thidua.subjects.orgs.selectors import tree_on

# Launched by the centre and by the province stand apart; plans of units have a list of their own.
GROUP = "nhom"
GROUPS = {
    "tinh": ("Của tỉnh", [Level.PROVINCE, Level.THEMATIC]),
    "trung-uong": ("Của Trung ương", [Level.NATIONAL]),
    "khoi": ("Của cụm, khối", [Level.BLOCK]),
    "don-vi": ("Kế hoạch của các đơn vị", [Level.UNIT]),
}


def group_tabs(seen: QuerySet[Movement], chosen: str) -> list[Tab]:
    counts = dict(seen.order_by().values_list("level").annotate(count=Count("pk")))
    return [
        Tab(label, f"?{GROUP}={key}", sum(counts.get(level, 0) for level in levels), key == chosen)
        for key, (label, levels) in GROUPS.items()
    ]


@require_GET
@signed_in
def movement_list(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    seen = visible_to(actor)
    chosen = request.GET.get(GROUP, "tinh")
    levels = GROUPS.get(chosen, GROUPS["tinh"])[1]
    visible = seen.filter(level__in=levels).select_related("parent")
    tree = tree_on(actor.day)
    shown = FilteredList(
        request.GET,
        visible,
        _columns(tree),
        name="phong-trao",
        thing="phong trào",
        filters=_filters(visible),
        search_fields=["name_key"],
        search_hint="ví dụ: nong thon moi",
        empty_words="Đưa chỉ thị, kế hoạch phát động lên để đọc, hoặc soạn một phong trào mới.",
    )
    if shown.wants_export:
        return shown.export()
    return render(
        request,
        "movements/movement_list.html",
        {
            "list": shown,
            "tabs": group_tabs(seen, chosen),
            "may_draft": may(actor, "movements.draft"),
        },
    )


def _columns(tree) -> list[Column]:
    def unit_name(movement: Movement) -> str:
        node = tree.get(movement.unit_id)
        return node.name if node else ""

    return [
        Column(
            "ten", "Phong trào", lambda m: m.name, order="name_key", lead=True,
            url=lambda m: reverse("movements:movement_see", args=[m.pk]),
            sub=lambda m: f"Thuộc: {m.parent.name}" if m.parent else "",
        ),
        Column("cap", "Cấp", lambda m: m.get_level_display(), order="level"),
        Column("don-vi", "Đơn vị phát động", unit_name, sortable=False),
        Column("nam", "Năm", lambda m: str(m.year), order="year"),
        Column("so", "Văn bản", lambda m: m.document_number, sortable=False),
        Column("ngay", "Ban hành", lambda m: m.issued_on, kind="date", order="issued_on"),
        Column("tt", "Trạng thái", lambda m: State(m.state), kind="state", order="state"),
    ]  # fmt: skip


def _filters(visible) -> list[Filter]:
    years = visible.order_by("-year").values_list("year", flat=True).distinct()
    return [
        Filter("nam", "Năm", [(str(y), str(y)) for y in years], lambda r, v: r.filter(year=v)),
        Filter(
            "tt",
            "Trạng thái",
            [(k, str(w)) for k, w in State.choices],
            lambda r, v: r.filter(state=v),
        ),
    ]
