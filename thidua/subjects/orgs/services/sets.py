"""Dated groups of units, edited by people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.base.errors import StaleVersion
from thidua.core.text import format_date
from thidua.subjects.orgs.enums import FOREVER, Position, SetRule
from thidua.subjects.orgs.errors import OverlappingVersions, WrongOrder
from thidua.subjects.orgs.models import OrganizationSet, SetMember
from thidua.subjects.orgs.services.ledger import standing_version


@transaction.atomic
def create_set(
    *,
    actor: Actor,
    key: str,
    name: str,
    rule: str = SetRule.LISTED,
    kinds: Sequence[str] = (),
    scope_id: int | None = None,
    aliases: Sequence[str] = (),
    is_block: bool = False,
    level: str = "province",
) -> OrganizationSet:
    require(actor, "orgs.edit_set")
    if OrganizationSet.objects.filter(key=key).exists():
        raise WrongOrder(_("Mã nhóm %s đã có. Hãy chọn mã khác.") % key)
    made = OrganizationSet.objects.create(
        key=key,
        name=name,
        rule=rule,
        kinds=list(kinds),
        scope_id=scope_id,
        aliases=list(aliases),
        is_block=is_block,
        level=level,
    )
    audit.record(actor, "orgs.edit_set", made, after={"name": name, "rule": rule})
    return made


@transaction.atomic
def change_set(
    *,
    actor: Actor,
    set_id: int,
    seen_changes: int,
    name: str,
    rule: str,
    kinds: Sequence[str],
    aliases: Sequence[str],
) -> OrganizationSet:
    require(actor, "orgs.edit_set")
    group = OrganizationSet.objects.get(pk=set_id)
    before = {
        "name": group.name,
        "rule": group.rule,
        "kinds": group.kinds,
        "aliases": group.aliases,
    }
    after = {"name": name, "rule": rule, "kinds": list(kinds), "aliases": list(aliases)}
    moved = OrganizationSet.objects.filter(pk=set_id, changes=seen_changes).update(
        **after, changes=F("changes") + 1
    )
    if not moved:
        raise StaleVersion(_("Nhóm vừa được người khác sửa. Hãy tải lại trang."))
    differences = audit.changes(before, after)
    audit.record(
        actor,
        "orgs.edit_set",
        group,
        before=differences["before"],
        after=differences["after"],
    )
    group.refresh_from_db()
    return group


@transaction.atomic
def put_member(
    *,
    actor: Actor,
    set_id: int,
    org_id: int,
    position: str = Position.MEMBER,
    valid_from: date,
    valid_until: date = FOREVER,
    paper: str = "",
) -> SetMember:
    """Add a unit to a set, or leave one out that the rule would take, between two days."""
    require(actor, "orgs.edit_set")
    group = OrganizationSet.objects.select_for_update().get(pk=set_id)
    unit = standing_version(org_id, valid_from)
    if valid_until <= valid_from:
        raise WrongOrder(_("Ngày cuối phải sau ngày đầu."))
    places = SetMember.objects.filter(set_id=set_id, organization_id=org_id)
    taken = places.overlapping(valid_from, valid_until).first()
    if taken is not None:
        raise OverlappingVersions(
            _("%(name)s đã có trong nhóm từ %(day)s. Hãy kết thúc mục đó trước.")
            % {"name": unit.name, "day": format_date(taken.valid_from)}
        )
    member = SetMember.objects.create(
        set=group,
        organization_id=org_id,
        position=position,
        valid_from=valid_from,
        valid_until=valid_until,
        source=paper,
    )
    after = {"unit": unit.name, "position": position, "from": valid_from, "until": valid_until}
    audit.record(actor, "orgs.edit_set", group, after=after, paper=paper)
    return member


@transaction.atomic
def end_member(*, actor: Actor, member_id: int, day: date) -> OrganizationSet:
    """From the day on the entry holds no more; one that has not begun is taken away."""
    require(actor, "orgs.edit_set")
    member = SetMember.objects.select_related("set").get(pk=member_id)
    if day >= member.valid_until:
        raise WrongOrder(_("Mục này đã kết thúc trước ngày được chọn."))
    row = SetMember.objects.filter(pk=member_id, valid_until=member.valid_until)
    moved = row.delete()[0] if day <= member.valid_from else row.update(valid_until=day)
    if not moved:
        raise StaleVersion(_("Nhóm vừa được người khác sửa. Hãy tải lại trang."))
    audit.record(
        actor,
        "orgs.edit_set",
        member.set,
        before={"unit": member.organization.code, "until": member.valid_until},
        after={"until": max(day, member.valid_from)},
    )
    return member.set
