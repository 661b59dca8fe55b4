"""Sets of units: lists that papers name, and the blocks of the year."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.base.access import may, requires
from thidua.base.errors import Refusal
from thidua.core.trees import Tree
from thidua.pages.orgs.days import DAY, asked_day, tabs_of
from thidua.pages.orgs.exports import sheet_response
from thidua.pages.orgs.forms import MemberForm, NewSetForm, SetForm
from thidua.subjects.orgs.enums import FOREVER, Position, SetRule, kind_label
from thidua.subjects.orgs.models import OrganizationSet, SetMember
from thidua.subjects.orgs.selectors import expand_set, expand_sets, members_on, tree_on
from thidua.subjects.orgs.services import change_set, create_set, end_member, put_member


@requires("orgs.read")
def set_list(request: HttpRequest) -> HttpResponse:
    day, actor = asked_day(request), request.actor  # type: ignore[attr-defined]
    sizes = {key: len(ids) for key, ids in expand_sets(day).items()}
    groups = [(group, sizes[group.key]) for group in OrganizationSet.objects.order_by("name")]
    context = {
        "day": day,
        "today": actor.day,
        "tabs": tabs_of("orgs:set_list", day, actor.day),
        "sets": [pair for pair in groups if not pair[0].is_block],
        "blocks": sorted((p for p in groups if p[0].is_block), key=lambda pair: pair[0].key),
        "may_edit": may(actor, "orgs.edit_set"),
    }
    return render(request, "orgs/sets.html", context)


@requires("orgs.read")
def set_detail(request: HttpRequest, key: str) -> HttpResponse:
    group = get_object_or_404(OrganizationSet, key=key)
    return _show_set(request, group, None)


def _show_set(
    request: HttpRequest, group: OrganizationSet, form: MemberForm | None
) -> HttpResponse:
    day, actor = asked_day(request), request.actor  # type: ignore[attr-defined]
    tree = tree_on(day)
    listed = members_on(group.pk, day)
    by_unit = {member.organization_id: member for member in listed}
    ids = expand_set(group.key, day, tree)
    may_edit = may(actor, "orgs.edit_set")
    context = {
        "group": group,
        "day": day,
        "today": actor.day,
        "units": [
            (tree.node(id_), by_unit.get(id_), _position(group, by_unit.get(id_))) for id_ in ids
        ],
        "left_out": [
            (member, tree.node(member.organization_id).name)
            for member in listed
            if member.position == Position.EXCLUDED and member.organization_id in tree
        ],
        "gone": [member for member in listed if member.organization_id not in tree],
        "kinds": [kind_label(kind) for kind in group.kinds],
        "may_edit": may_edit,
        "form": form or (_member_form(tree, day) if may_edit else None),
        "any_sample": any(member.is_sample for member in listed),
    }
    return render(request, "orgs/set_detail.html", context)


def _position(group: OrganizationSet, member: SetMember | None) -> str:
    if member is not None:
        return str(member.get_position_display())
    return (
        str(Position.HEAD.label)
        if group.rule == SetRule.BLOCK_HEADS
        else str(Position.MEMBER.label)
    )


def _member_form(tree: Tree, day: date, data: object = None) -> MemberForm:
    return MemberForm(data, tree=tree, positions=Position.choices, day=day)


@requires("orgs.export")
def set_export(request: HttpRequest, key: str) -> HttpResponse:
    group = get_object_or_404(OrganizationSet, key=key)
    day = asked_day(request)
    tree = tree_on(day)
    by_unit = {member.organization_id: member for member in members_on(group.pk, day)}
    rows = [
        [place, tree.node(id_).code, tree.node(id_).name, _position(group, by_unit.get(id_))]
        for place, id_ in enumerate(expand_set(key, day, tree), start=1)
    ]
    columns = [("STT", 6), ("Mã", 14), ("Tên đơn vị", 56), ("Vai trò", 18)]
    return sheet_response(f"nhom-{key}", group.name, day, columns, rows)


@requires("orgs.edit_set")
def set_create(request: HttpRequest) -> HttpResponse:
    form = NewSetForm(request.POST or None, rules=SetRule.choices)
    if request.method == "POST" and form.is_valid():
        try:
            group = create_set(actor=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã lập nhóm."))
            return redirect("orgs:set_detail", group.key)
    return render(request, "orgs/set_form.html", {"form": form, "group": None})


@requires("orgs.edit_set")
def set_change(request: HttpRequest, key: str) -> HttpResponse:
    group = get_object_or_404(OrganizationSet, key=key)
    initial = {
        "name": group.name,
        "rule": group.rule,
        "kinds": group.kinds,
        "aliases": "\n".join(group.aliases),
    }
    form = SetForm(request.POST or None, rules=SetRule.choices, initial=initial)
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("changes", "")
        try:
            change_set(
                actor=request.actor,  # type: ignore[attr-defined]
                set_id=group.pk,
                seen_changes=int(seen) if seen.isdigit() else -1,
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã sửa nhóm."))
            return redirect("orgs:set_detail", key)
    return render(request, "orgs/set_form.html", {"form": form, "group": group})


@require_POST
@requires("orgs.edit_set")
def member_add(request: HttpRequest, key: str) -> HttpResponse:
    group = get_object_or_404(OrganizationSet, key=key)
    day = asked_day(request)
    form = _member_form(tree_on(day), day, request.POST)
    if form.is_valid():
        values = form.cleaned_data
        try:
            put_member(
                actor=request.actor,  # type: ignore[attr-defined]
                set_id=group.pk,
                org_id=values["org_id"],
                position=values["position"],
                valid_from=values["valid_from"],
                valid_until=_day_after(values["last_day"]),
                paper=values["paper"],
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã ghi vào nhóm."))
            return _back(request, key)
    return _show_set(request, group, form)


@require_POST
@requires("orgs.edit_set")
def member_end(request: HttpRequest, member_id: int) -> HttpResponse:
    members: QuerySet[SetMember] = SetMember.objects.select_related("set")
    member = get_object_or_404(members, pk=member_id)
    try:
        end_member(actor=request.actor, member_id=member_id, day=asked_day(request))  # type: ignore[attr-defined]
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Đã kết thúc mục trong nhóm."))
    return _back(request, member.set.key)


def _day_after(last: date | None) -> date:
    return last + timedelta(days=1) if last else FOREVER


def _back(request: HttpRequest, key: str) -> HttpResponse:
    answer = redirect("orgs:set_detail", key)
    if DAY in request.GET:
        answer["Location"] += f"?{DAY}={asked_day(request).isoformat()}"
    return answer
