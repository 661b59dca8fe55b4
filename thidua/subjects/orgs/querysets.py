"""Conditions by name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models


class VersionQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        return self.filter(valid_from__lte=day, valid_until__gt=day)

    def of_kind(self, *kinds: str) -> Self:
        return self.filter(kind__in=kinds)

    def overlapping(self, start: date, until: date) -> Self:
        return self.filter(valid_from__lt=until, valid_until__gt=start)

    def of_units(self, org_ids: Iterable[int]) -> Self:
        return self.filter(organization_id__in=list(org_ids))


class MemberQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        return self.filter(valid_from__lte=day, valid_until__gt=day)

    def overlapping(self, start: date, until: date) -> Self:
        return self.filter(valid_from__lt=until, valid_until__gt=start)
