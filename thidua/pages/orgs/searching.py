"""Units among the answers of the search over everything."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base.access import Actor
from thidua.base.registries import SearchHit
from thidua.subjects.orgs.enums import kind_label
from thidua.subjects.orgs.selectors import find_units


def found_units(actor: Actor, query: str, limit: int) -> list[SearchHit]:
    return [
        SearchHit(
            kind=_("Đơn vị"),
            title=version.name,
            detail=kind_label(version.kind),
            url=reverse("orgs:unit_detail", args=[version.organization_id]),
        )
        for version in find_units(query, actor.day, limit)
    ]
