"""Dated acts on units: a form, a preview of what follows (GET), one POST that does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.base.access import requires
from thidua.base.errors import Refusal
from thidua.core.text import format_date
from thidua.core.trees import Node, Tree
from thidua.pages.orgs import forms
from thidua.pages.orgs.days import asked_day
from thidua.subjects.orgs import services
from thidua.subjects.orgs.enums import group_of, kind_label
from thidua.subjects.orgs.selectors import (
    Preview,
    find_units,
    preview_succession,
    tree_on,
    version_on,
)
from thidua.subjects.orgs.services import UnitFacts

PREVIEW = "xem"


@dataclass(frozen=True, slots=True)
class ActPage:
    """What differs from act to act."""

    title: str
    button: str
    form: forms.ActForm
    carry_out: Callable[[], int]  # does it and names the unit to show
    ending: Callable[[], Iterable[int]] = field(default=lambda: ())  # units that would end
    changes: Callable[[], list[tuple[str, str, str]]] = field(default=list)
    unit: Node | None = None
    template: str = "orgs/act.html"
    extra: dict[str, Any] = field(default_factory=dict)


def _show(request: HttpRequest, page: ActPage) -> HttpResponse:
    """GET: the form, with the preview when it is asked for and valid. POST: the act."""
    form = page.form
    if request.method == "POST" and form.is_valid():
        try:
            shown = page.carry_out()
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Đã ghi biến động, có hiệu lực từ %s.") % _day(form))
            return redirect("orgs:unit_detail", shown)
    asked = request.method == "GET" and PREVIEW in request.GET
    ready = asked and form.is_valid()
    context = {
        "page": page,
        "form": form,
        "ready": ready,
        "preview": _preview(page) if ready else None,
        "changes": page.changes() if ready else [],
        "hidden": _answers(request) if ready else [],
        "undoable": ready and form.cleaned_data["day"] > request.actor.day,  # type: ignore[attr-defined]
        **page.extra,
    }
    return render(request, page.template, context)


def _preview(page: ActPage) -> Preview | None:
    ending = list(page.ending())
    return preview_succession(ending, page.form.cleaned_data["day"]) if ending else None


def _answers(request: HttpRequest) -> list[tuple[str, str]]:
    """The previewed answers, sent again by the confirming button."""
    return [
        (name, value)
        for name in request.GET
        if name != PREVIEW
        for value in request.GET.getlist(name)
    ]


def _day(form: forms.ActForm) -> str:
    return format_date(form.cleaned_data["day"])


def _data(request: HttpRequest) -> Any:
    """Answers of a POST, or of a GET that asks for a preview or for other candidates."""
    if request.method == "POST":
        return request.POST
    return request.GET if PREVIEW in request.GET else None


def _standing(request: HttpRequest, org_id: int) -> tuple[Tree, Node]:
    tree = tree_on(asked_day(request))
    node = tree.get(org_id)
    if node is None:
        raise Http404
    return tree, node


def _facts(request: HttpRequest, org_id: int) -> tuple[UnitFacts, int]:
    version = version_on(org_id, asked_day(request))
    if version is None:
        raise Http404
    return UnitFacts.of(version), version.pk


@requires("orgs.create")
def create(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    tree = tree_on(asked_day(request))
    form = forms.CreateForm(
        _data(request), tree=tree, initial={"day": actor.day, "parent_id": request.GET.get("duoi")}
    )

    def carry_out() -> int:
        new = form.new_unit()
        unit = services.create_organization(
            actor=actor, code=new.code, facts=new.facts, **form.act_values()
        )
        return unit.pk

    page = ActPage(
        _("Thành lập đơn vị"),
        _("Thành lập"),
        form,
        carry_out,
        changes=lambda: _described(None, form, tree),
    )
    return _show(request, page)


@requires("orgs.change")
def change(request: HttpRequest, org_id: int) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    tree, node = _standing(request, org_id)
    known, version_id = _facts(request, org_id)
    initial = {name: getattr(known, name) for name in UnitFacts.__dataclass_fields__}
    form = forms.DescribeForm(_data(request), tree=tree, initial=initial | {"day": actor.day})

    def carry_out() -> int:
        services.change_organization(
            actor=actor,
            org_id=org_id,
            facts=form.facts(known),
            seen_version=version_id,
            **form.act_values(),
        )
        return org_id

    page = ActPage(
        _("Thay đổi thông tin"), _("Ghi thay đổi"), form, carry_out, unit=node,
        changes=lambda: _described(known, form, tree),
    )  # fmt: skip
    return _show(request, page)


def _described(
    known: UnitFacts | None, form: forms.DescribeForm, tree: Tree
) -> list[tuple[str, str, str]]:
    """Label, before and after of each field that differs."""
    new = form.facts(known)
    found = []
    for name in ("name", "short_name", "kind", "parent_id", "identifier_code", "gso_code"):
        before = _words(getattr(known, name), name, tree) if known else ""
        after = _words(getattr(new, name), name, tree)
        if before != after:
            found.append((str(form.fields[name].label), before, after))
    return found


def _words(value: Any, name: str, tree: Tree) -> str:
    if name == "parent_id":
        node = tree.get(value) if value else None
        return node.name if node else _("không có")
    return kind_label(value) if name == "kind" else str(value or "")


@requires("orgs.rename")
def rename(request: HttpRequest, org_id: int) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    tree, node = _standing(request, org_id)
    initial = {"name": node.name, "short_name": node.short_name, "day": actor.day}
    form = forms.RenameForm(_data(request), tree=tree, initial=initial)

    def carry_out() -> int:
        names = {name: form.cleaned_data[name] for name in ("name", "short_name")}
        services.rename_organization(actor=actor, org_id=org_id, **names, **form.act_values())
        return org_id

    def changes() -> list[tuple[str, str, str]]:
        values = form.cleaned_data
        return [
            (_("Tên"), node.name, values["name"]),
            (_("Tên viết tắt"), node.short_name, values["short_name"]),
        ]

    page = ActPage(_("Đổi tên"), _("Đổi tên"), form, carry_out, changes=changes, unit=node)
    return _show(request, page)


@requires("orgs.move")
def move(request: HttpRequest, org_id: int) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    tree, node = _standing(request, org_id)
    form = forms.MoveForm(
        _data(request), tree=tree, initial={"parent_id": node.parent_id, "day": actor.day}
    )

    def carry_out() -> int:
        services.move_organization(
            actor=actor,
            org_id=org_id,
            parent_id=form.cleaned_data["parent_id"],
            **form.act_values(),
        )
        return org_id

    def changes() -> list[tuple[str, str, str]]:
        after = _words(form.cleaned_data["parent_id"], "parent_id", tree)
        moved = len(tree.descendants(org_id, include_self=True))
        return [
            (_("Cấp trên trực tiếp"), _words(node.parent_id, "parent_id", tree), after),
            (_("Số đơn vị chuyển theo"), "", str(moved)),
        ]

    page = ActPage(_("Chuyển cấp trên"), _("Chuyển"), form, carry_out, changes=changes, unit=node)
    return _show(request, page)


@requires("orgs.merge")
def merge(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    asked = request.POST if request.method == "POST" else request.GET
    tree = tree_on(asked_day(request))
    chosen = _nodes(tree, asked.getlist("org_ids"))
    offered = _offered(tree, chosen, asked.get("tim", ""), asked_day(request))
    form = forms.MergeForm(
        _data(request), tree=tree, offered=offered, chosen=chosen,
        initial={"day": actor.day, "org_ids": [node.id for node in chosen], "into": forms.NEW} | _kept(asked),
    )  # fmt: skip

    def carry_out() -> int:
        act = services.merge_organizations(
            actor=actor,
            org_ids=form.cleaned_data["org_ids"],
            into=form.target(),
            **form.act_values(),
        )
        target = form.cleaned_data["into"]
        opened = act.opened.get("Organization", [])
        return opened[0] if target == forms.NEW else int(target)

    def ending() -> list[int]:
        return [
            id_ for id_ in form.cleaned_data["org_ids"] if str(id_) != form.cleaned_data["into"]
        ]

    def changes() -> list[tuple[str, str, str]]:
        values = form.cleaned_data
        names = ", ".join(tree.node(id_).name for id_ in values["org_ids"])
        into = values["into"]
        after = values["name"] if into == forms.NEW else tree.node(int(into)).name
        return [(_("Sáp nhập thành"), names, after)]

    page = ActPage(
        _("Sáp nhập đơn vị"), _("Sáp nhập"), form, carry_out, ending, changes,
        template="orgs/merge.html", extra={"words": asked.get("tim", ""), "chosen": chosen},
    )  # fmt: skip
    return _show(request, page)


def _kept(asked: Any) -> dict[str, str]:
    """What was typed before the list of candidates was asked for anew."""
    names = ("into", "name", "short_name", "code", "day", "paper", "reason")
    return {name: asked[name] for name in names if asked.get(name)}


def _nodes(tree: Tree, ids: Iterable[str]) -> list[Node]:
    wanted = dict.fromkeys(int(id_) for id_ in ids if id_.isdigit())
    return [tree.node(id_) for id_ in wanted if id_ in tree]


def _offered(tree: Tree, chosen: list[Node], words: str, day: Any) -> list[Node]:
    """The chosen ones, their like beside them, and what the words find."""
    found = [tree.node(unit.organization_id) for unit in find_units(words, day)] if words else []
    beside = [
        node
        for node in tree
        if chosen
        and node.parent_id == chosen[0].parent_id
        and group_of(node.kind) == group_of(chosen[0].kind)
    ]
    return list({node.id: node for node in [*chosen, *found, *beside]}.values())


@requires("orgs.split")
def split(request: HttpRequest, org_id: int) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    tree, node = _standing(request, org_id)
    offered = [other for other in _offered(tree, [node], "", None) if other.id != org_id]
    form = forms.SplitForm(
        _data(request), tree=tree, old=node, offered=offered, initial={"day": actor.day}
    )

    def carry_out() -> int:
        services.split_organization(
            actor=actor,
            org_id=org_id,
            into=form.parts(),
            goes_on=form.cleaned_data["goes_on"],
            **form.act_values(),
        )
        return org_id

    def ending() -> list[int]:
        return [] if form.cleaned_data["goes_on"] else [org_id]

    def changes() -> list[tuple[str, str, str]]:
        parts = [
            tree.node(part).name if isinstance(part, int) else part.facts.name
            for part in form.parts()
        ]
        kept = [node.name] if form.cleaned_data["goes_on"] else []
        return [(_("Chia tách thành"), node.name, ", ".join([*kept, *parts]))]

    page = ActPage(
        _("Chia tách đơn vị"), _("Chia tách"), form, carry_out, ending, changes,
        unit=node, template="orgs/split.html",
    )  # fmt: skip
    return _show(request, page)


@requires("orgs.abolish")
def abolish(request: HttpRequest, org_id: int) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    tree, node = _standing(request, org_id)
    form = forms.AbolishForm(_data(request), tree=tree, initial={"day": actor.day})

    def carry_out() -> int:
        services.abolish_organization(
            actor=actor,
            org_id=org_id,
            with_units_below=form.cleaned_data["with_units_below"],
            **form.act_values(),
        )
        return org_id

    def ending() -> list[int]:
        with_all = form.cleaned_data["with_units_below"]
        return tree.descendants(org_id, include_self=True) if with_all else [org_id]

    page = ActPage(_("Giải thể đơn vị"), _("Giải thể"), form, carry_out, ending, unit=node)
    return _show(request, page)
