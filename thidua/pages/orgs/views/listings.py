"""Acts on units: those to come, which can still be taken back, and those that took effect."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.base.access import may, requires
from thidua.base.errors import Refusal
from thidua.pages.orgs.days import asked_day, tabs_of
from thidua.subjects.orgs.models import Reorganization, Succession
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.orgs.services import undo_act

PAGE = 50


@requires("orgs.read")
def act_list(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    acts = Reorganization.objects.prefetch_related("units").order_by("-day", "-pk")[:PAGE]
    steps = Paginator(Succession.objects.order_by("-day", "kind", "pk"), PAGE)
    page = steps.get_page(request.GET.get("trang"))
    ids = {unit.pk for act in acts for unit in act.units.all()}
    ids |= {id_ for step in page for id_ in (step.predecessor_id, step.successor_id) if id_}
    names = names_on(ids, asked_day(request))
    context = {
        "today": actor.day,
        "tabs": tabs_of("orgs:act_list", asked_day(request), actor.day),
        "acts": [(act, [(u.pk, names.get(u.pk, u.code)) for u in act.units.all()]) for act in acts],
        "page": page,
        "steps": [
            (step, names[step.predecessor_id], names.get(step.successor_id or 0, ""))
            for step in page
        ],
        "may_undo": may(actor, "orgs.undo"),
        "may_merge": may(actor, "orgs.merge"),
    }
    return render(request, "orgs/acts.html", context)


@require_POST
@requires("orgs.undo")
def act_undo(request: HttpRequest, act_id: int) -> HttpResponse:
    act = get_object_or_404(Reorganization, pk=act_id)
    try:
        undo_act(actor=request.actor, act_id=act.pk)  # type: ignore[attr-defined]
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Đã hoàn tác biến động."))
    return redirect("orgs:act_list")
