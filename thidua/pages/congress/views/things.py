"""All congresses; one with its numbers, structure, programme, tasks; cards for the exhibition."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.base import audit
from thidua.base.access import Actor, may, requires
from thidua.core.text import format_date
from thidua.pages.congress.finding import find_congress, visible_to
from thidua.pages.congress.forms import WishForm
from thidua.pages.movements.views.things import event_of
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.pages.ui.parts import Step
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.publicity.enums import CongressState, DelegateState
from thidua.subjects.publicity.models import Congress, Delegate
from thidua.subjects.publicity.selectors.congresses import (
    UnitSeats,
    figures_over_years,
    parts_of,
    seats_of,
    years_of,
)
from thidua.subjects.publicity.selectors.seeing import visible_to as examples_seen

VERBS = ("plan", "decide", "hold", "follow")


@require_GET
@requires("congress.see")
def congress_list(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    rows = visible_to(actor)
    names = names_on(set(rows.order_by().values_list("unit_id", flat=True)), actor.day)
    shown = FilteredList(
        request.GET,
        rows,
        [
            Column("ten", "Tên", lambda c: c.name, order="name", lead=True,
                   url=lambda c: reverse("congress:congress_see", args=[c.pk]),
                   sub=lambda c: c.get_kind_display()),
            Column("cap", "Cấp", lambda c: c.get_level_display(), order="level"),
            Column("dv", "Đơn vị tổ chức", lambda c: names.get(c.unit_id, ""), sortable=False),
            Column("nam", "Năm", lambda c: str(c.year), order="year"),
            Column("ngay", "Ngày", lambda c: c.held_on or c.day, kind="date", order="day"),
            Column("tt", "Trạng thái", lambda c: CongressState(c.state), kind="state", order="state"),
        ],
        name="dai-hoi",
        thing="đại hội, hội nghị",
        filters=[
            Filter("tt", "Trạng thái", [(k, str(w)) for k, w in CongressState.choices], lambda r, v: r.filter(state=v)),
        ],
        searchable=False,
        empty_heading="Chưa có đại hội, hội nghị nào",
        empty_words="Lập kế hoạch một năm trước: phân bổ đại biểu, cơ cấu; các đơn vị chọn cử, gửi danh sách.",
    )  # fmt: skip
    if shown.wants_export:
        return shown.export()
    context = {"list": shown, "may_plan": may(actor, "congress.plan")}
    return render(request, "congress/congress_list.html", context)


def steps_of(congress: Congress) -> list[Step]:
    days = (None, congress.held_on, congress.closed_on)
    now = list(CongressState).index(CongressState(congress.state))
    return [
        Step(
            str(state.label),
            format_date(day) if day else "",
            "done" if place < now else "now" if place == now else "next",
        )
        for place, (state, day) in enumerate(zip(CongressState, days, strict=True))
    ]


@require_GET
@requires("congress.see")
def congress_see(request: HttpRequest, congress_id: int) -> HttpResponse:
    actor = request.actor
    congress = find_congress(actor, congress_id)
    seats = seats_of(congress)
    tasks = list(congress.tasks.all())
    ids = {congress.unit_id, *(one.unit_id for one in seats), *(one.unit_id for one in tasks)}
    names = names_on(ids, actor.day)
    own = next((one for one in seats if one.unit_id == actor.unit_id), None)
    return render(
        request,
        "congress/congress_see.html",
        {
            "congress": congress,
            "unit_name": names.get(congress.unit_id, ""),
            "steps": steps_of(congress),
            "parts": parts_of(congress),
            "own_seats": own,
            "seats": [(names.get(one.unit_id, ""), one) for one in seats],
            "sums": _sums(seats),
            "programme": list(congress.programme.all()),
            "tasks": [(names.get(one.unit_id, ""), one) for one in tasks],
            "wish_form": WishForm(),
            "may": {verb: may(actor, f"congress.{verb}", congress) for verb in VERBS},
            "may_choose": own is not None and may(actor, "congress.choose"),
            "own_unit": actor.unit_id,
            "events": [event_of(event) for event in audit.timeline(congress)[:30]],
        },
    )


def _sums(seats: list[UnitSeats]) -> dict[str, int]:
    return {
        "number": sum(one.number for one in seats),
        "chosen": sum(one.chosen for one in seats),
        "accepted": sum(one.accepted for one in seats),
        "late": sum(one.free > 0 for one in seats),
    }


@require_GET
@requires("congress.see")
def cards(request: HttpRequest, congress_id: int) -> HttpResponse:
    """Exhibition cards of the accepted delegates, two on a sheet of A4, to print and cut."""
    actor = request.actor
    congress = find_congress(actor, congress_id)
    accepted = list(
        congress.delegates.filter(state=DelegateState.ACCEPTED).select_related("example")
    )
    names = names_on({one.unit_id for one in accepted}, actor.day)
    seen = _seen(actor, accepted)
    context = {
        "congress": congress,
        "cards": [_card(one, names, seen) for one in accepted],
    }
    return render(request, "congress/cards.html", context)


def _seen(actor: Actor, delegates: list[Delegate]) -> dict[int, object]:
    """A picture for each example that may be shown: agreed to, described."""
    ids = [one.example_id for one in delegates if one.example_id]
    shown = examples_seen(actor).filter(
        pk__in=ids, consents__withdrawn_on=None, consents__pictures=True
    )
    found = shown.prefetch_related("pictures")
    pictures = {one.pk: [p for p in one.pictures.all() if p.is_described] for one in found}
    return {pk: rows[0] for pk, rows in pictures.items() if rows}


def _card(one: Delegate, names: dict[int, str], pictures: dict[int, object]) -> dict[str, object]:
    words = one.achievement
    if one.example is not None:
        words = words or one.example.summary or one.example.deed
    return {
        "delegate": one,
        "unit": names.get(one.unit_id, ""),
        "words": words,
        "picture": pictures.get(one.example_id or 0),
    }


@require_GET
@requires("congress.see")
def figures(request: HttpRequest, congress_id: int) -> HttpResponse:
    """The figures of the years that the congress sums up, the same as boards and reports show."""
    actor = request.actor
    congress = find_congress(actor, congress_id)
    context = {
        "congress": congress,
        "years": years_of(congress),
        "lines": figures_over_years(congress, actor.day),
    }
    return render(request, "congress/figures.html", context)
