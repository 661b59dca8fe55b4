"""One unit: facts, contact, history, units below, sets, what hangs on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base import audit
from thidua.base.access import may, requires
from thidua.base.errors import Refusal
from thidua.base.registries import unit_ties
from thidua.core.trees import Tree
from thidua.pages.orgs.days import asked_day, day_tail
from thidua.pages.orgs.exports import sheet_response
from thidua.pages.orgs.forms import CorrectForm
from thidua.pages.orgs.lineage import columns_of, spans_of, state_on
from thidua.pages.orgs.rows import TreeFilter, rows_of
from thidua.pages.orgs.views.trees import COLUMNS, sheet_rows
from thidua.pages.ui.parts import Event
from thidua.subjects.orgs.models import Organization, OrganizationVersion, Reorganization
from thidua.subjects.orgs.selectors import (
    add_group_counts,
    history,
    sets_of_unit,
    tree_on,
)
from thidua.subjects.orgs.services import UnitFacts, correct_organization

VERBS = ("correct", "change", "rename", "move", "merge", "split", "abolish")


@requires("orgs.read")
def unit_detail(request: HttpRequest, org_id: int) -> HttpResponse:
    day, actor = asked_day(request), request.actor  # type: ignore[attr-defined]
    unit = get_object_or_404(Organization, pk=org_id)
    line = history(org_id)
    standing = tree_on(day)
    below = standing.descendants(org_id) if org_id in standing else []
    shown = _version_shown(line.own.versions, day)
    context: dict[str, Any] = {
        "unit": unit,
        "version": shown,
        "day": day,
        "today": actor.day,
        "stands": org_id in standing,
        "state": state_on(line, day),
        "tail": day_tail(day, actor.day),
        "above": _above(standing, org_id),
        "columns": columns_of(line),
        "links": line.links,
        "spans": spans_of(line.own.versions, day),
        "below": rows_of(_subtree(standing, below), TreeFilter()),
        "below_counts": add_group_counts(standing, below),
        "sets": sets_of_unit(org_id, day, standing),
        "ties": [tie for tie in unit_ties.collect({org_id}, day) if tie.count],
        "acts": Reorganization.objects.filter(units=org_id).order_by("-day", "-pk"),
        "unchecked": "[from memory]" in shown.source,
        "may": {verb: may(actor, f"orgs.{verb}") for verb in VERBS},
        "events": _events(org_id) if may(actor, "orgs.correct") else None,
    }
    return render(request, "orgs/unit_detail.html", context)


@requires("orgs.export")
def unit_export(request: HttpRequest, org_id: int) -> HttpResponse:
    """The unit with all that stands below it."""
    day = asked_day(request)
    standing = tree_on(day)
    if org_id not in standing:
        raise Http404
    ids = standing.descendants(org_id, include_self=True)
    rows = sheet_rows(standing, ids, day)
    name = standing.node(org_id).code.lower()
    return sheet_response(name, _("Đơn vị và đơn vị trực thuộc"), day, COLUMNS, rows)


@requires("orgs.correct")
def unit_correct(request: HttpRequest, org_id: int) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    versions = OrganizationVersion.objects.filter(organization_id=org_id).order_by("valid_from")
    version = _version_shown(tuple(versions), asked_day(request))
    facts = UnitFacts.of(version)
    form = CorrectForm(request.POST or None, seen=facts)
    if request.method == "POST" and form.is_valid():
        try:
            correct_organization(
                actor=actor,
                version_id=version.pk,
                facts=form.facts(),
                seen=form.seen_facts(),
                reason=form.cleaned_data["reason"],
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã sửa thông tin đơn vị."))
            return redirect("orgs:unit_detail", org_id)
    context = {"form": form, "version": version, "org_id": org_id}
    return render(request, "orgs/unit_correct.html", context)


def _version_shown(versions: tuple[OrganizationVersion, ...], day: date) -> OrganizationVersion:
    """The version of the day, else the last before it, else the first."""
    if not versions:
        raise Http404
    begun = [version for version in versions if version.valid_from <= day]
    return begun[-1] if begun else versions[0]


def _above(standing: Tree, org_id: int) -> list[tuple[str, str]]:
    if org_id not in standing:
        return []
    return [
        (standing.node(id_).name, reverse("orgs:unit_detail", args=[id_]))
        for id_ in standing.ancestors(org_id)
    ]


def _subtree(standing: Tree, ids: list[int]) -> Tree:
    return Tree(standing.node(id_) for id_ in ids)


def _events(org_id: int) -> list[Event]:
    thing = audit.Thing(Organization._meta.label, str(org_id), "")
    return [
        Event(
            when=event.at,
            words=VERB_WORDS.get(event.verb, event.verb),
            who=event.user_name,
            paper=event.paper,
        )
        for event in audit.timeline(thing)
    ]


VERB_WORDS = {
    "orgs.create": "Thành lập",
    "orgs.change": "Thay đổi thông tin",
    "orgs.correct": "Sửa thông tin",
    "orgs.rename": "Đổi tên",
    "orgs.move": "Chuyển cấp trên",
    "orgs.merge": "Sáp nhập",
    "orgs.split": "Chia tách",
    "orgs.abolish": "Giải thể",
    "orgs.import": "Nhập từ tệp",
}
