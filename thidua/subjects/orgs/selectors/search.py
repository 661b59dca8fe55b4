"""Finding units by what people type: any part of a name, with or without marks."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from thidua.core.text import name_key
from thidua.subjects.orgs.models import OrganizationVersion


def find_units(words: str, day: date, limit: int = 50) -> list[OrganizationVersion]:
    """Units standing on the day whose name, short name or code holds every word."""
    wanted = Q()
    for word in name_key(words).split():
        wanted &= Q(name_key__contains=word)
    found = OrganizationVersion.objects.on(day).filter(wanted).select_related("organization")
    return list(found.order_by("sort_key", "pk")[:limit]) if wanted else []
