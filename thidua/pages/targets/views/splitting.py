"""Giving a target to units: a grid, filled by hand, by a rule or from Excel, checked against the whole."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from thidua.base.access import Actor, requires
from thidua.base.errors import Refusal
from thidua.core.trees import Tree
from thidua.pages.targets.finding import allow, find_target
from thidua.pages.targets.sheets import share_workbook
from thidua.pages.targets.split_grid import (
    SplitGrid,
    fill_by_weight,
    fill_even,
    known_grid,
    typed_grid,
)
from thidua.pages.ui.lists import EXPORT, XLSX
from thidua.subjects.orgs.models import OrganizationSet
from thidua.subjects.orgs.selectors import expand_set, find_units, names_on, tree_on
from thidua.subjects.targets.models import Target
from thidua.subjects.targets.services.decisions import draft_split_decision
from thidua.subjects.targets.services.splitting import check_split, split_target

FILLS = {"even": fill_even, "weight": fill_by_weight}


@require_http_methods(["GET", "POST"])
@requires("targets.split")
def target_split(request: HttpRequest, target_id: int) -> HttpResponse:
    actor = request.actor
    target = find_target(target_id)
    allow(actor, "targets.split", target)
    tree = tree_on(actor.day)
    if request.method == "POST":
        return _posted(request, target, tree)
    grid = known_grid(target, tree, _asked_units(request, actor, tree))
    if request.GET.get(EXPORT) == "mau":
        response = HttpResponse(share_workbook(target, grid, tree), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="giao-chi-tieu-{target.pk}.xlsx"'
        return response
    return _show(request, target, grid)


def _asked_units(request: HttpRequest, actor: Actor, tree: Tree) -> list[int]:
    """Of a set, or by the words of a name."""
    key, words = request.GET.get("nhom", ""), request.GET.get("don-vi", "")
    found: list[int] = []
    if OrganizationSet.objects.filter(key=key).exists():
        found += expand_set(key, actor.day, tree)
    if words.strip():
        found += [version.organization_id for version in find_units(words, actor.day, 20)]
    return found


def _posted(request: HttpRequest, target: Target, tree: Tree) -> HttpResponse:
    grid = typed_grid(request.POST, target, tree)
    act = request.POST.get("act", "")
    if act:
        FILLS.get(act, _leave)(grid, target)
        return _show(request, target, grid)
    if grid.has_errors:
        return _show(request, target, grid, status=422)
    try:
        kept = split_target(
            actor=request.actor,
            target=target,
            lines=grid.shares(),
            paper=request.POST.get("paper", ""),
            reason=request.POST.get("reason", ""),
            revision=int(request.POST.get("revision") or target.revision),
        )
    except Refusal as refusal:
        return _show(request, target, grid, refusal.message, status=422)
    messages.success(request, f"Đã giao “{target.name}” cho {len(grid.lines)} đơn vị.")
    if kept:
        names = names_on(kept, request.actor.day)
        left = "; ".join(names.get(one, "") for one in kept)
        messages.warning(request, f"Đã có số liệu nên không bỏ được: {left}.")
    return redirect("targets:target_see", target.pk)


def _leave(grid: SplitGrid, target: Target) -> None:
    """ "Cộng thử": only the sum below is shown anew."""


def _show(
    request: HttpRequest, target: Target, grid: SplitGrid, error: str = "", status: int = 200
) -> HttpResponse:
    check = None
    if grid.lines and not grid.has_errors:
        check = check_split(target, grid.shares(), request.actor)
    paper = request.POST.get("paper", "")
    if request.method == "GET":
        paper = target.shares.order_by("-pk").values_list("paper", flat=True).first() or ""
    context = {
        "target": target,
        "grid": grid,
        "check": check,
        "error": error,
        "paper": paper,
        "reason": request.POST.get("reason", ""),
        "sets": OrganizationSet.objects.order_by("is_block", "name"),
        "chosen_set": request.GET.get("nhom", ""),
    }
    return render(request, "targets/target_split.html", context, status=status)


@require_POST
@requires("targets.split")
def target_decision(request: HttpRequest, target_id: int) -> HttpResponse:
    """A draft of the decision that gives the target, with the table of shares as its annex."""
    target = find_target(target_id)
    allow(request.actor, "targets.split", target)
    try:
        paper = draft_split_decision(actor=request.actor, target=target)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("targets:target_split", target.pk)
    messages.success(request, "Đã lập dự thảo quyết định giao chỉ tiêu. Đọc lại rồi trình ký.")
    return redirect("papers:paper_see", paper.pk)
