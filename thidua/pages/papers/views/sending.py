"""Sending an issued paper, and the recipient's confirmation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from thidua.base.access import Actor, may, requires
from thidua.base.errors import Refusal
from thidua.pages.papers.forms import SendForm, lines_of
from thidua.pages.papers.views.finding import actor_of, visible_paper
from thidua.subjects.orgs.models import OrganizationSet
from thidua.subjects.orgs.selectors import expand_set, tree_on
from thidua.subjects.papers import services
from thidua.subjects.papers.enums import Purpose
from thidua.subjects.papers.selectors.papers import inbox_of
from thidua.subjects.papers.selectors.recipients import Suggestion, suggested_recipients
from thidua.subjects.papers.services import Addressee


@requires("papers.send")
def send(request: HttpRequest, paper_id: int) -> HttpResponse:
    paper = visible_paper(request, paper_id)
    actor = actor_of(request)
    suggestions = suggested_recipients(paper, actor.day)
    form = _form(request, actor)
    if request.method == "POST" and form.is_valid():
        chosen = _ticked(request, suggestions) + _further(form, actor)
        try:
            services.send_paper(actor=actor, paper_id=paper.pk, recipients=chosen)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã gửi. Nơi nhận mở và xác nhận sẽ hiện ở mục Nơi gửi đến.")
            return redirect("papers:paper_see", paper.pk)
    context = {
        "paper": paper,
        "form": form,
        "suggestions": list(enumerate(suggestions)),
        "purposes": Purpose.choices,
        "answer": may(actor, "papers.send", paper),
    }
    return render(request, "papers/paper_send.html", context)


def _form(request: HttpRequest, actor: Actor) -> SendForm:
    form = SendForm(request.POST or None)
    groups = OrganizationSet.objects.order_by("is_block", "name").values_list("key", "name")
    form.fields["group"].choices = [("", "Không chọn nhóm"), *groups]  # type: ignore[attr-defined]
    form.fields["units"].choices = [(str(n.id), n.name) for n in tree_on(actor.day)]  # type: ignore[attr-defined]
    return form


def _ticked(request: HttpRequest, suggestions: list[Suggestion]) -> list[Addressee]:
    """Lines of the paper that were ticked: their units, or the name itself when nobody bears it."""
    chosen: list[Addressee] = []
    for place, row in enumerate(suggestions):
        purpose = request.POST.get(f"purpose-{place}", row.purpose)
        if f"line-{place}" not in request.POST or purpose not in Purpose.values:
            continue
        if row.unit_ids:
            chosen += [Addressee(purpose, unit) for unit in row.unit_ids]
        else:
            chosen.append(Addressee(purpose, name=row.name))
    return chosen


def _further(form: SendForm, actor: Actor) -> list[Addressee]:
    values = form.cleaned_data
    chosen = [Addressee(values["units_purpose"], int(unit)) for unit in values["units"]]
    if values["group"]:
        purpose = values["group_purpose"]
        chosen += [Addressee(purpose, unit) for unit in expand_set(values["group"], actor.day)]
    outside = lines_of(values["outside"])
    return chosen + [Addressee(values["outside_purpose"], name=name[:300]) for name in outside]


@requires("papers.receive")
@require_POST
def acknowledge(request: HttpRequest, delivery_id: int) -> HttpResponse:
    actor = actor_of(request)
    delivery = get_object_or_404(inbox_of(actor.unit_id), pk=delivery_id)
    try:
        services.acknowledge_delivery(
            actor=actor, delivery_id=delivery.pk, note=request.POST.get("note", "")
        )
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã xác nhận nhận văn bản.")
    return redirect("papers:paper_see", delivery.paper_id)
