"""The rows that one act opens and changes, kept so that the act can be undone before its day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from thidua.base import audit
from thidua.base.access import Actor
from thidua.base.audit import Thing
from thidua.base.errors import StaleVersion
from thidua.core.text import format_date
from thidua.core.trees import Tree, TreeCycle
from thidua.subjects.orgs.enums import ActKind, SuccessionKind
from thidua.subjects.orgs.errors import OverlappingVersions, UnknownUnit, WrongOrder
from thidua.subjects.orgs.indexing import index_units
from thidua.subjects.orgs.models import (
    Organization,
    OrganizationVersion,
    Reorganization,
    SetMember,
    Succession,
)
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.orgs.services.facts import UnitFacts, new_version

MODELS: dict[str, type[Model]] = {
    model.__name__: model for model in (SetMember, Succession, OrganizationVersion, Organization)
}


@dataclass
class Ledger:
    """Every write of an act on units goes through here."""

    day: date
    paper: str = ""
    reason: str = ""
    opened: dict[str, list[int]] = field(default_factory=dict)
    changed: list[dict[str, Any]] = field(default_factory=list)
    units: set[int] = field(default_factory=set)

    def add(self, row: Model) -> None:
        row.save(force_insert=True)
        self.opened.setdefault(type(row).__name__, []).append(row.pk)

    def change(self, row: Model, name: str, value: Any) -> None:
        """Compare-and-set of one field."""
        old = getattr(row, name)
        moved = type(row)._default_manager.filter(pk=row.pk, **{name: old}).update(**{name: value})
        if not moved:
            raise StaleVersion(_("Đơn vị vừa được người khác thay đổi. Hãy tải lại trang."))
        setattr(row, name, value)
        self.changed.append(
            {
                "model": type(row).__name__,
                "id": row.pk,
                "field": name,
                "old": _plain(old),
                "new": _plain(value),
            }
        )

    def add_unit(self, code: str) -> Organization:
        if Organization.objects.filter(code=code).exists():
            raise WrongOrder(_("Mã đơn vị %s đã có. Hãy chọn mã khác.") % code)
        unit = Organization(code=code)
        self.add(unit)
        return unit

    def open_version(
        self, unit: Organization, facts: UnitFacts, until: date
    ) -> OrganizationVersion:
        self.units.add(unit.pk)
        taken = OrganizationVersion.objects.of_units([unit.pk]).overlapping(self.day, until)
        if taken.exists():
            raise OverlappingVersions(
                _("%(name)s đã có thông tin cho thời gian từ %(day)s.")
                % {"name": facts.name, "day": format_date(self.day)}
            )
        version = new_version(unit, facts, self.day, until)
        self.add(version)
        return version

    def replace(self, version: OrganizationVersion, facts: UnitFacts) -> OrganizationVersion:
        """From the day on the unit is described anew, up to where the old description went."""
        until = version.valid_until
        self.close(version)
        return self.open_version(version.organization, facts, until)

    def close(self, version: OrganizationVersion) -> None:
        if version.valid_from >= self.day:
            raise WrongOrder(
                _(
                    "%(name)s đã có thay đổi từ đúng ngày %(day)s. "
                    "Hãy hoàn tác thay đổi đó, chọn ngày sau, hoặc dùng “Sửa thông tin”."
                )
                % {"name": version.name, "day": format_date(self.day)}
            )
        self.units.add(version.organization_id)
        self.change(version, "valid_until", self.day)

    def succeed(self, old: Organization, new: Organization | None, kind: SuccessionKind) -> None:
        self.add(
            Succession(predecessor=old, successor=new, kind=kind, day=self.day, paper=self.paper)
        )

    def record(
        self,
        actor: Actor,
        kind: ActKind,
        verb: str,
        unit: OrganizationVersion,
        *,
        before: Any = None,
        after: Any = None,
    ) -> Reorganization:
        """Close the ledger: check the trees it leads to, keep it, and write the one event."""
        check_trees_from(self.day)
        act = Reorganization.objects.create(
            kind=kind,
            day=self.day,
            paper=self.paper,
            reason=self.reason,
            recorded_on=actor.day,
            recorded_by=actor.signature,
            opened=self.opened,
            changed=self.changed,
        )
        act.units.set(self.units)
        index_units(self.units, actor)
        audit.record(
            actor,
            verb,
            thing_of_unit(unit.organization_id, unit.name),
            before=before,
            after={"day": self.day, **(after or {})},
            reason=self.reason,
            paper=self.paper,
        )
        return act


def thing_of_unit(org_id: int, name: str) -> Thing:
    """In the record a unit bears its name, not its code."""
    return Thing(Organization._meta.label, str(org_id), name)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def lock_units(org_ids: list[int]) -> None:
    """On PostgreSQL two acts on one unit wait for each other; SQLite writes one at a time."""
    list(Organization.objects.select_for_update().filter(pk__in=org_ids).order_by("pk"))


def standing_version(org_id: int, day: date) -> OrganizationVersion:
    version = (
        OrganizationVersion.objects.on(day)
        .filter(organization_id=org_id)
        .select_related("organization")
        .first()
    )
    if version is None:
        raise UnknownUnit(
            _("Đơn vị không còn hoặc chưa có vào ngày %s. Hãy chọn ngày khác.") % format_date(day)
        )
    return version


def refuse_later_changes(org_id: int, day: date) -> None:
    """A unit cannot end while something is recorded of it for later."""
    later = (
        OrganizationVersion.objects.of_units([org_id])
        .filter(valid_from__gte=day)
        .order_by("valid_from")
        .first()
    )
    if later is not None:
        raise WrongOrder(
            _("%(name)s đã có biến động ghi từ %(day)s. Hãy hoàn tác biến động đó trước.")
            % {"name": later.name, "day": format_date(later.valid_from)}
        )


def check_trees_from(day: date) -> Tree:
    """No unit may come to stand under itself, on the day or on any later day of change."""
    later = OrganizationVersion.objects.filter(valid_from__gt=day).order_by()
    first: Tree | None = None
    for moment in [day, *sorted(set(later.values_list("valid_from", flat=True)))]:
        try:
            tree = tree_on(moment)
        except TreeCycle:
            raise WrongOrder(
                _("Không thể đặt đơn vị dưới chính nó hoặc dưới đơn vị trực thuộc của nó.")
            ) from None
        first = first or tree
    assert first is not None
    return first
