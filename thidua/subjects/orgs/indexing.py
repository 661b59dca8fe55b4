"""The cards of units: found by every name they ever had, and by those of the units they came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base import finding, jobs, registries
from thidua.base.access import Actor
from thidua.base.finding import Thing
from thidua.base.registries import Searchable, SearchHit
from thidua.core.text import format_date
from thidua.subjects.orgs.enums import FOREVER, kind_label
from thidua.subjects.orgs.models import Organization, OrganizationVersion, Succession

UNIT = "unit"
Names = dict[int, list[str]]


def index_units(unit_ids: Collection[int], actor: Actor) -> None:
    """Where names or successions of units moved: their cards at once, those of their people by a job."""
    ids = set(unit_ids)
    ids |= kin_of(ids)
    finding.put(cards(ids))
    standing = set(Organization.objects.filter(pk__in=ids).values_list("pk", flat=True))
    finding.drop(UNIT, ids - standing)
    if standing:
        jobs.enqueue(actor, "finding.follow_units", unit_ids=sorted(standing))


def index_all() -> None:
    """After many units came at once."""
    finding.put(cards(list(Organization.objects.values_list("pk", flat=True))))


def cards(unit_ids: Collection[int]) -> Iterable[Thing]:
    before = earlier_units()
    kin = {unit: closure([unit], before) for unit in unit_ids}
    names = names_of({one for units in kin.values() for one in units} | set(unit_ids))
    for unit, earlier in sorted(kin.items()):
        if own := names.get(unit):
            others = [name for one in sorted(earlier - {unit}) for name in names.get(one, [])]
            yield Thing(UNIT, unit, own[-1], other_names=(*own[:-1], *others))


def names_of(unit_ids: Collection[int]) -> Names:
    """Every name, short name and code of the units, the present name last."""
    found: Names = defaultdict(list)
    rows = OrganizationVersion.objects.of_units(unit_ids).order_by("valid_from", "pk")
    for unit, name, short, code in rows.values_list(
        "organization_id", "name", "short_name", "identifier_code"
    ):
        found[unit] += [word for word in (code, short, name) if word]
    return found


def earlier_units() -> dict[int, set[int]]:
    """Unit → those it came from."""
    before: dict[int, set[int]] = defaultdict(set)
    steps = Succession.objects.filter(successor__isnull=False).order_by()
    for old, new in steps.values_list("predecessor_id", "successor_id"):
        if new is not None and old != new:
            before[new].add(old)
    return before


def turned(before: dict[int, set[int]]) -> dict[int, set[int]]:
    """Unit → those that stand in its place."""
    after: dict[int, set[int]] = defaultdict(set)
    for new, olds in before.items():
        for old in olds:
            after[old].add(new)
    return after


def closure(units: Iterable[int], steps: dict[int, set[int]]) -> set[int]:
    found, level = set(units), set(units)
    while level:
        level = {one for unit in level for one in steps.get(unit, ())} - found
        found |= level
    return found


def kin_of(unit_ids: Collection[int]) -> set[int]:
    """The units, all they came from, and all that came from them."""
    before = earlier_units()
    return closure(unit_ids, before) | closure(unit_ids, turned(before))


def _ids_after(last: int, count: int) -> list[int]:
    rows = Organization.objects.filter(pk__gt=last).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:count])


def _present(actor: Actor, unit_ids: list[int]) -> dict[int, SearchHit]:
    """With the name of the day; a unit that ended says until when it stood."""
    versions: dict[int, OrganizationVersion] = {}
    for version in OrganizationVersion.objects.of_units(unit_ids).order_by("valid_from"):
        if version.organization_id not in versions or version.valid_from <= actor.day:
            versions[version.organization_id] = version
    return {
        unit: SearchHit(
            kind=_("Đơn vị"),
            title=version.name,
            detail=_detail(version, actor),
            url=reverse("orgs:unit_detail", args=[unit]),
        )
        for unit, version in versions.items()
    }


def _detail(version: OrganizationVersion, actor: Actor) -> str:
    label = str(kind_label(version.kind))
    last = version.last_day
    if version.valid_until < FOREVER and version.valid_until <= actor.day and last:
        return _("%(kind)s, đến hết ngày %(day)s") % {"kind": label, "day": format_date(last)}
    return label


registries.searchables[UNIT] = Searchable(
    kind=UNIT,
    label="Đơn vị",
    ids_after=_ids_after,
    cards=cards,
    of_units=lambda unit_ids: (),  # index_units takes the kin in itself
    scope=lambda actor: None,
    present=_present,
)
