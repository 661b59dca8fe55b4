"""Acts on units, each from a day on: create, change, rename, move, merge, split, abolish.

An act may lie in the future; it takes effect by its date alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.base.errors import StaleVersion
from thidua.subjects.orgs.enums import FOREVER, ActKind, SuccessionKind
from thidua.subjects.orgs.errors import WrongOrder
from thidua.subjects.orgs.indexing import index_units
from thidua.subjects.orgs.models import (
    Organization,
    OrganizationVersion,
    Reorganization,
    SetMember,
)
from thidua.subjects.orgs.naming import search_key, sort_key
from thidua.subjects.orgs.services.facts import UnitFacts, for_audit
from thidua.subjects.orgs.services.ledger import (
    Ledger,
    check_trees_from,
    lock_units,
    refuse_later_changes,
    standing_version,
    thing_of_unit,
)


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit that an act founds."""

    code: str
    facts: UnitFacts


@transaction.atomic
def create_organization(
    *, actor: Actor, code: str, facts: UnitFacts, day: date, paper: str = "", reason: str = ""
) -> Organization:
    require(actor, "orgs.create")
    ledger = Ledger(day, paper, reason)
    version = _found(ledger, NewUnit(code, facts))
    after = {"code": code, **for_audit(version.organization_id, facts)}
    ledger.record(actor, ActKind.CREATED, "orgs.create", version, after=after)
    return version.organization


@transaction.atomic
def change_organization(
    *,
    actor: Actor,
    org_id: int,
    facts: UnitFacts,
    day: date,
    paper: str = "",
    reason: str = "",
    seen_version: int | None = None,
) -> OrganizationVersion:
    require(actor, "orgs.change")
    return _describe_anew(
        actor,
        ActKind.CHANGED,
        "orgs.change",
        org_id,
        facts,
        Ledger(day, paper, reason),
        seen_version,
    )


@transaction.atomic
def rename_organization(
    *,
    actor: Actor,
    org_id: int,
    name: str,
    short_name: str,
    day: date,
    paper: str = "",
    reason: str = "",
    seen_version: int | None = None,
) -> OrganizationVersion:
    require(actor, "orgs.rename")
    old = standing_version(org_id, day)
    facts = replace(UnitFacts.of(old), name=name, short_name=short_name)
    return _describe_anew(
        actor,
        ActKind.RENAMED,
        "orgs.rename",
        org_id,
        facts,
        Ledger(day, paper, reason),
        seen_version,
    )


@transaction.atomic
def move_organization(
    *,
    actor: Actor,
    org_id: int,
    parent_id: int | None,
    day: date,
    paper: str = "",
    reason: str = "",
    seen_version: int | None = None,
) -> OrganizationVersion:
    require(actor, "orgs.move")
    facts = replace(UnitFacts.of(standing_version(org_id, day)), parent_id=parent_id)
    return _describe_anew(
        actor, ActKind.MOVED, "orgs.move", org_id, facts, Ledger(day, paper, reason), seen_version
    )


@transaction.atomic
def correct_organization(
    *, actor: Actor, version_id: int, facts: UnitFacts, seen: UnitFacts, reason: str = ""
) -> OrganizationVersion:
    """Set right what a version says (a slip, a telephone number) without a new day.

    `seen` is what the person had before him: if it is no longer so, somebody was quicker.
    """
    require(actor, "orgs.correct")
    version = OrganizationVersion.objects.select_related("organization").get(pk=version_id)
    lock_units([version.organization_id])
    version.refresh_from_db()
    if UnitFacts.of(version) != seen:
        raise StaleVersion(_("Thông tin đơn vị vừa được người khác sửa. Hãy tải lại trang."))
    _check_parent(facts.parent_id, version.valid_from)
    values = {name: getattr(facts, name) for name in UnitFacts.__dataclass_fields__}
    OrganizationVersion.objects.filter(pk=version_id).update(
        **values,
        name_key=search_key(facts.name, facts.short_name, version.organization.code),
        sort_key=sort_key(facts.name, facts.kind),
    )
    check_trees_from(version.valid_from)
    org_id = version.organization_id
    index_units([org_id], actor)
    differences = audit.changes(for_audit(org_id, seen), for_audit(org_id, facts))
    thing = thing_of_unit(org_id, facts.name)
    audit.record(
        actor,
        "orgs.correct",
        thing,
        before=differences["before"],
        after=differences["after"],
        reason=reason,
    )
    version.refresh_from_db()
    return version


@transaction.atomic
def merge_organizations(
    *,
    actor: Actor,
    org_ids: Sequence[int],
    into: int | NewUnit,
    day: date,
    paper: str = "",
    reason: str = "",
) -> Reorganization:
    """Several units become one: a new unit, or one that stands already (it may be one of them)."""
    require(actor, "orgs.merge")
    ledger = Ledger(day, paper, reason)
    leaving = [org_id for org_id in dict.fromkeys(org_ids) if org_id != into]
    if not leaving or (isinstance(into, NewUnit) and len(leaving) < 2):
        raise WrongOrder(_("Sáp nhập cần ít nhất hai đơn vị."))
    lock_units([*leaving, *([into] if isinstance(into, int) else [])])
    target = _found(ledger, into) if isinstance(into, NewUnit) else standing_version(into, day)
    ledger.units.add(target.organization_id)
    # All end before anything is handed on: a unit may join together with its own superior.
    names = [_leave(ledger, org_id, target) for org_id in leaving]
    for org_id in leaving:
        _hand_down(ledger, org_id, target.organization_id)
        _close_memberships(ledger, org_id, target.organization_id)
    return ledger.record(
        actor,
        ActKind.MERGED,
        "orgs.merge",
        target,
        before={"units": names},
        after={"unit": target.name},
    )


@transaction.atomic
def split_organization(
    *,
    actor: Actor,
    org_id: int,
    into: Sequence[int | NewUnit],
    goes_on: bool,
    day: date,
    paper: str = "",
    reason: str = "",
) -> Reorganization:
    """One unit becomes several; with `goes_on` it remains as one of the parts.

    The units below stay with it, or go up to its own superior when it ends.
    """
    require(actor, "orgs.split")
    ledger = Ledger(day, paper, reason)
    if len(into) + goes_on < 2:
        raise WrongOrder(_("Chia tách phải cho ra ít nhất hai đơn vị."))
    lock_units([org_id, *(part for part in into if isinstance(part, int))])
    old = standing_version(org_id, day if goes_on else _day_before(day))
    parts = [
        _found(ledger, part) if isinstance(part, NewUnit) else standing_version(part, day)
        for part in into
    ]
    if goes_on:
        ledger.units.add(org_id)
        ledger.succeed(old.organization, old.organization, SuccessionKind.SPLIT)
    else:
        _end(ledger, old)
        _hand_down(ledger, old.organization_id, old.parent_id)
        _close_memberships(ledger, org_id, None)
    for part in parts:
        ledger.units.add(part.organization_id)
        ledger.succeed(old.organization, part.organization, SuccessionKind.SPLIT)
    names = [part.name for part in parts]
    after = {"units": [old.name, *names] if goes_on else names}
    return ledger.record(
        actor, ActKind.SPLIT, "orgs.split", old, before={"unit": old.name}, after=after
    )


@transaction.atomic
def abolish_organization(
    *,
    actor: Actor,
    org_id: int,
    day: date,
    with_units_below: bool = False,
    paper: str = "",
    reason: str = "",
) -> Reorganization:
    """The unit ends and nobody takes its place; the units below end too or go up one level."""
    require(actor, "orgs.abolish")
    ledger = Ledger(day, paper, reason)
    lock_units([org_id])
    old = standing_version(org_id, _day_before(day))
    ended = [org_id]
    if with_units_below:
        ended += check_trees_from(_day_before(day)).descendants(org_id)
    # Those furthest below end first, so that nobody is handed up in between.
    for id_ in reversed(ended):
        version = old if id_ == org_id else standing_version(id_, _day_before(day))
        _end(ledger, version)
        ledger.succeed(version.organization, None, SuccessionKind.ABOLISHED)
        _close_memberships(ledger, id_, None)
    if not with_units_below:
        _hand_down(ledger, org_id, old.parent_id)
    return ledger.record(
        actor,
        ActKind.ABOLISHED,
        "orgs.abolish",
        old,
        before={"unit": old.name, "units_below": len(ended) - 1},
    )


def _found(ledger: Ledger, new: NewUnit) -> OrganizationVersion:
    _check_parent(new.facts.parent_id, ledger.day)
    return ledger.open_version(ledger.add_unit(new.code), new.facts, FOREVER)


def _describe_anew(
    actor: Actor,
    kind: ActKind,
    verb: str,
    org_id: int,
    facts: UnitFacts,
    ledger: Ledger,
    seen_version: int | None,
) -> OrganizationVersion:
    lock_units([org_id])
    old = standing_version(org_id, ledger.day)
    if seen_version is not None and old.pk != seen_version:
        raise StaleVersion(_("Đơn vị vừa được người khác thay đổi. Hãy tải lại trang."))
    before = UnitFacts.of(old)
    if before == facts:
        raise WrongOrder(_("Chưa có gì thay đổi so với thông tin hiện có."))
    _check_parent(facts.parent_id, ledger.day)
    version = ledger.replace(old, facts)
    differences = audit.changes(for_audit(org_id, before), for_audit(org_id, facts))
    ledger.record(
        actor, kind, verb, version, before=differences["before"], after=differences["after"]
    )
    return version


def _check_parent(parent_id: int | None, day: date) -> None:
    if parent_id is not None:
        standing_version(parent_id, day)


def _leave(ledger: Ledger, org_id: int, target: OrganizationVersion) -> str:
    old = standing_version(org_id, _day_before(ledger.day))
    _end(ledger, old)
    ledger.succeed(old.organization, target.organization, SuccessionKind.MERGED)
    return old.name


def _end(ledger: Ledger, version: OrganizationVersion) -> None:
    refuse_later_changes(version.organization_id, ledger.day)
    ledger.close(version)


def _hand_down(ledger: Ledger, old_parent: int, new_parent: int | None) -> None:
    """Units below get a new superior from the day on, in every version that reaches past it."""
    below = OrganizationVersion.objects.filter(
        parent_id=old_parent, valid_until__gt=ledger.day
    ).select_related("organization")
    for version in below.order_by("organization_id", "valid_from"):
        parent = None if new_parent == version.organization_id else new_parent
        if version.valid_from >= ledger.day:
            ledger.units.add(version.organization_id)
            ledger.change(version, "parent_id", parent)
        else:
            ledger.replace(version, replace(UnitFacts.of(version), parent_id=parent))


def _close_memberships(ledger: Ledger, org_id: int, heir: int | None) -> None:
    """Listed memberships end with the unit; in a merger the successor takes the free place."""
    rows = SetMember.objects.filter(
        organization_id=org_id, valid_from__lt=ledger.day, valid_until__gt=ledger.day
    )
    for member in rows.order_by("pk"):
        until = member.valid_until
        ledger.change(member, "valid_until", ledger.day)
        if heir is not None:
            _take_place(ledger, member, heir, until)


def _take_place(ledger: Ledger, left: SetMember, heir: int, until: date) -> None:
    taken = SetMember.objects.filter(set_id=left.set_id, organization_id=heir)
    if taken.overlapping(ledger.day, until).exists():
        return
    ledger.add(
        SetMember(
            set_id=left.set_id,
            organization_id=heir,
            position=left.position,
            valid_from=ledger.day,
            valid_until=until,
            source=ledger.paper,
            is_sample=left.is_sample,
        )
    )


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)
