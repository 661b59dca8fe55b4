"""Units, their dated versions and successions, acts that change them, and dated sets of units."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.subjects.orgs.enums import (
    BEGINNING,
    FOREVER,
    ActKind,
    Kind,
    Position,
    SetRule,
    SuccessionKind,
)


class VersionQuerySet(models.QuerySet["OrganizationVersion"]):
    def on(self, day: date) -> Self:
        return self.filter(valid_from__lte=day, valid_until__gt=day)

    def of_kind(self, *kinds: str) -> Self:
        return self.filter(kind__in=kinds)

    def overlapping(self, start: date, until: date) -> Self:
        return self.filter(valid_from__lt=until, valid_until__gt=start)

    def of_units(self, org_ids: Iterable[int]) -> Self:
        return self.filter(organization_id__in=list(org_ids))


class MemberQuerySet(models.QuerySet["SetMember"]):
    def on(self, day: date) -> Self:
        return self.filter(valid_from__lte=day, valid_until__gt=day)

    def overlapping(self, start: date, until: date) -> Self:
        return self.filter(valid_from__lt=until, valid_until__gt=start)


class Organization(models.Model):
    """The identity that papers, posts and awards hang on; what it is called is dated."""

    code = models.CharField(_("mã đơn vị"), max_length=40, unique=True)

    class Meta:
        verbose_name = _("đơn vị")
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.code


class Dated(models.Model):
    """True from one day up to, but without, another."""

    valid_from = models.DateField(_("từ ngày"), default=BEGINNING)
    valid_until = models.DateField(_("trước ngày"), default=FOREVER)

    class Meta:
        abstract = True

    @property
    def last_day(self) -> date | None:
        return None if self.valid_until >= FOREVER else self.valid_until - timedelta(days=1)

    @property
    def first_day(self) -> date | None:
        return None if self.valid_from <= BEGINNING else self.valid_from


class OrganizationVersion(Dated):
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="versions", verbose_name=_("đơn vị")
    )
    name = models.CharField(_("tên đơn vị"), max_length=300)
    short_name = models.CharField(_("tên viết tắt"), max_length=120, blank=True)
    kind = models.CharField(_("loại đơn vị"), max_length=40, choices=Kind)
    parent = models.ForeignKey(
        Organization,
        models.PROTECT,
        related_name="child_versions",
        null=True,
        blank=True,
        verbose_name=_("cấp trên trực tiếp"),
    )
    identifier_code = models.CharField(_("mã định danh"), max_length=40, blank=True)
    gso_code = models.CharField(_("mã đơn vị hành chính"), max_length=10, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    phone = models.CharField(_("điện thoại"), max_length=40, blank=True)
    address = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    contact_name = models.CharField(_("người liên hệ"), max_length=120, blank=True)
    source = models.TextField(_("nguồn"), blank=True)
    name_key = models.CharField(max_length=500, blank=True, editable=False)
    sort_key = models.CharField(max_length=500, blank=True, editable=False)
    is_sample = models.BooleanField(_("số liệu mẫu"), default=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("thông tin đơn vị")
        ordering: ClassVar = ["organization_id", "valid_from"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_until")), name="orgs_version_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("organization")),
                name="orgs_version_not_its_own_parent",
            ),
            models.UniqueConstraint(
                fields=["organization", "valid_from"], name="orgs_version_one_start"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["valid_from", "valid_until"], name="orgs_version_days"),
            models.Index(fields=["kind", "valid_from"], name="orgs_version_kind"),
            models.Index(fields=["gso_code"], name="orgs_version_gso"),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """From `day` on, `successor` stands in the place of `predecessor`; without one, nobody does.

    A split in which the unit itself goes on has one row that leads from the unit to itself.
    """

    predecessor = models.ForeignKey(
        Organization, models.PROTECT, related_name="successions", verbose_name=_("đơn vị cũ")
    )
    successor = models.ForeignKey(
        Organization,
        models.PROTECT,
        related_name="origins",
        null=True,
        blank=True,
        verbose_name=_("đơn vị kế tục"),
    )
    kind = models.CharField(_("hình thức"), max_length=20, choices=SuccessionKind)
    day = models.DateField(_("từ ngày"))
    paper = models.CharField(_("văn bản"), max_length=300, blank=True)
    source = models.TextField(_("nguồn"), blank=True)

    class Meta:
        verbose_name = _("kế tục")
        ordering: ClassVar = ["day", "predecessor_id", "successor_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "day"], name="orgs_succession_once"
            ),
            models.UniqueConstraint(
                fields=["predecessor", "day"],
                condition=Q(successor__isnull=True),
                name="orgs_succession_abolished_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=SuccessionKind.ABOLISHED, successor__isnull=True)
                | (~Q(kind=SuccessionKind.ABOLISHED) & Q(successor__isnull=False)),
                name="orgs_succession_abolished_has_none",
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")) | Q(kind=SuccessionKind.SPLIT),
                name="orgs_succession_self_only_in_split",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["day"], name="orgs_succession_day")]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id or '∅'} ({self.day:%d/%m/%Y})"


class Reorganization(models.Model):
    """One act on units: what it opened and changed, so that it can be undone before its day."""

    kind = models.CharField(_("việc"), max_length=20, choices=ActKind)
    day = models.DateField(_("có hiệu lực từ"))
    paper = models.CharField(_("văn bản"), max_length=300, blank=True)
    reason = models.TextField(_("lý do"), blank=True)
    recorded_on = models.DateField(_("ngày ghi"))
    recorded_by = models.CharField(_("người ghi"), max_length=300)
    units = models.ManyToManyField(Organization, related_name="reorganizations")
    opened = models.JSONField(default=dict)  # model name → ids of rows this act made
    changed = models.JSONField(default=list)  # {model, id, field, old, new} of rows it touched
    undone_on = models.DateField(_("ngày hoàn tác"), null=True, blank=True)

    class Meta:
        verbose_name = _("biến động đơn vị")
        ordering: ClassVar = ["-day", "-id"]
        indexes: ClassVar = [models.Index(fields=["day"], name="orgs_reorganization_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day:%d/%m/%Y}"


class OrganizationSet(models.Model):
    """A group that papers address by one name ("các sở, ban, ngành"); its members are dated."""

    key = models.SlugField(_("mã nhóm"), max_length=60, unique=True)
    name = models.CharField(_("tên nhóm"), max_length=300)
    rule = models.CharField(_("cách lập"), max_length=20, choices=SetRule, default=SetRule.LISTED)
    kinds = models.JSONField(_("loại đơn vị"), default=list, blank=True)
    scope = models.ForeignKey(
        Organization,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("trong phạm vi"),
    )
    aliases = models.JSONField(_("cách viết khác"), default=list, blank=True)
    is_block = models.BooleanField(_("là cụm, khối thi đua"), default=False)
    level = models.CharField(_("cấp"), max_length=20, blank=True)
    source = models.TextField(_("nguồn"), blank=True)
    is_sample = models.BooleanField(_("số liệu mẫu"), default=False)
    changes = models.PositiveIntegerField(default=0)  # compare-and-set of edits

    class Meta:
        verbose_name = _("nhóm đơn vị")
        ordering: ClassVar = ["is_block", "key"]

    def __str__(self) -> str:
        return self.name


class SetMember(Dated):
    set = models.ForeignKey(OrganizationSet, models.PROTECT, related_name="members")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="memberships")
    position = models.CharField(
        _("vai trò"), max_length=20, choices=Position, default=Position.MEMBER
    )
    source = models.TextField(_("nguồn"), blank=True)
    is_sample = models.BooleanField(_("số liệu mẫu"), default=False)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("thành viên nhóm")
        ordering: ClassVar = ["set_id", "organization_id", "valid_from"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_until")), name="orgs_member_days_in_order"
            ),
            models.UniqueConstraint(
                fields=["set", "organization", "valid_from"], name="orgs_member_one_start"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["valid_from", "valid_until"], name="orgs_member_days")
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} ∈ {self.set_id}"
