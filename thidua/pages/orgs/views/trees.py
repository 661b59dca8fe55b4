"""The tree of units on any day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.base.access import may, requires
from thidua.core.trees import Tree
from thidua.pages.orgs.days import asked_day, day_tail, tabs_of
from thidua.pages.orgs.exports import sheet_response
from thidua.pages.orgs.rows import TreeFilter, group_choices, matching, rows_of
from thidua.subjects.orgs.enums import KindGroup, kind_label
from thidua.subjects.orgs.models import OrganizationVersion
from thidua.subjects.orgs.selectors import (
    add_group_counts,
    days_of_change_around,
    find_units,
    tree_on,
)

COLUMNS = [
    ("Mã", 14),
    ("Tên đơn vị", 48),
    ("Tên viết tắt", 22),
    ("Loại đơn vị", 26),
    ("Cấp trên trực tiếp", 40),
    ("Mã cấp trên", 14),
    ("Từ ngày", 12),
    ("Đến hết ngày", 12),
    ("Mã định danh", 16),
    ("Mã đơn vị hành chính", 12),
    ("Điện thoại", 16),
    ("Thư điện tử", 26),
]


@dataclass(frozen=True, slots=True)
class Asked:
    day: date
    words: str
    group: str

    @classmethod
    def of(cls, request: HttpRequest) -> Asked:
        group = request.GET.get("loai", "")
        return cls(
            asked_day(request),
            request.GET.get("q", "").strip(),
            group if group in KindGroup.values else "",
        )

    def filter(self) -> TreeFilter:
        if not self.words:
            return TreeFilter(group=self.group)
        found = find_units(self.words, self.day, limit=2000)
        return TreeFilter(frozenset(unit.organization_id for unit in found), self.group)


@requires("orgs.read")
def tree(request: HttpRequest) -> HttpResponse:
    asked, actor = Asked.of(request), request.actor  # type: ignore[attr-defined]
    standing, wanted = tree_on(asked.day), asked.filter()
    counts = add_group_counts(standing, (node.id for node in standing))
    before, after = days_of_change_around(asked.day)
    context = {
        "asked": asked,
        "today": actor.day,
        "tabs": tabs_of("orgs:tree", asked.day, actor.day),
        "tail": day_tail(asked.day, actor.day),
        "rows": rows_of(standing, wanted),
        "found": len(matching(standing, wanted)),
        "filtered": wanted.is_set,
        "total": len(standing),
        "counts": counts,
        "groups": group_choices(counts),
        "change_before": before,
        "change_after": after,
        "may_create": may(actor, "orgs.create"),
        "may_import": may(actor, "orgs.import"),
    }
    return render(request, "orgs/tree.html", context)


@requires("orgs.export")
def tree_export(request: HttpRequest) -> HttpResponse:
    asked = Asked.of(request)
    standing = tree_on(asked.day)
    shown = [node.id for node in matching(standing, asked.filter())]
    return sheet_response(
        "don-vi", _("Danh sách đơn vị"), asked.day, COLUMNS, sheet_rows(standing, shown, asked.day)
    )


def sheet_rows(standing: Tree, ids: list[int], day: date) -> list[list[object]]:
    """One row for each unit, in the given order."""
    versions = {
        version.organization_id: version
        for version in OrganizationVersion.objects.on(day).of_units(ids)
    }
    return [_sheet_row(standing, versions[id_]) for id_ in ids if id_ in versions]


def _sheet_row(standing: Tree, version: OrganizationVersion) -> list[object]:
    parent = standing.get(version.parent_id) if version.parent_id else None
    return [
        standing.node(version.organization_id).code,
        version.name,
        version.short_name,
        kind_label(version.kind),
        parent.name if parent else "",
        parent.code if parent else "",
        version.first_day,
        version.last_day,
        version.identifier_code,
        version.gso_code,
        version.phone,
        version.email,
    ]
