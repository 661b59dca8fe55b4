"""People, collectives, households and enterprises; what identifies them; where they serve."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thidua.subjects.register.enums import (
    BEGINNING,
    FOREVER,
    PERSONS,
    HolderKind,
    Precision,
    TransferState,
)


class HolderQuerySet(models.QuerySet["Holder"]):
    def standing(self) -> HolderQuerySet:
        """Those that stand for themselves: no double merged away, none undone with its import."""
        return self.filter(merged_into=None, is_withdrawn=False)


class Holder(models.Model):
    """A person, collective, household or enterprise that may hold awards.

    After a merger of doubles the row stays and points to the one that stands for both (never to
    one that is itself merged away). A collective is a whole unit, or a part of it without a place
    in the tree of units.
    """

    kind = models.CharField(_("loại"), max_length=20, choices=HolderKind)
    variant = models.CharField(_("nhóm đối tượng"), max_length=40, blank=True)
    name = models.CharField(_("tên"), max_length=300)
    name_key = models.CharField(max_length=320, editable=False)
    sort_key = models.CharField(max_length=400, editable=False)
    other_names = models.CharField(_("tên khác, tên cũ"), max_length=300, blank=True)
    unit = models.ForeignKey(
        "orgs.Organization", models.PROTECT, null=True, blank=True, related_name="holders"
    )
    is_whole_unit = models.BooleanField(_("là cả đơn vị"), default=False)
    place = models.CharField(_("nơi ở, địa chỉ"), max_length=300, blank=True)
    code = models.CharField(_("mã số doanh nghiệp, mã hộ"), max_length=40, blank=True)
    founded = models.DateField(_("ngày thành lập"), null=True, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    # Nearly always empty: a plain index would seem useless to the planner, the partial one is not.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", db_index=False
    )
    batch = models.ForeignKey(
        "register.Batch", models.PROTECT, null=True, blank=True, related_name="holders"
    )
    is_withdrawn = models.BooleanField(default=False)  # made by an import that was undone
    is_sample = models.BooleanField(_("số liệu mẫu"), default=False)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = HolderQuerySet.as_manager()

    class Meta:
        verbose_name = _("người, tập thể được khen")
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["name_key"], name="holder_name"),
            models.Index(fields=["unit", "kind"], name="holder_unit"),
            models.Index(fields=["sort_key", "id"], name="holder_order"),
            models.Index(
                fields=["merged_into"],
                name="holder_merged_into",
                condition=Q(merged_into__isnull=False),
            ),
            models.Index(fields=["code"], name="holder_code", condition=~Q(code="")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(is_whole_unit=True, merged_into=None, is_withdrawn=False),
                name="one_holder_for_a_whole_unit",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_person(self) -> bool:
        return self.kind in PERSONS


class Person(models.Model):
    """What tells a person apart beside the name. Citizen numbers stand in `PersonNumber`."""

    holder = models.OneToOneField(Holder, models.CASCADE, primary_key=True, related_name="person")
    gender = models.CharField(_("giới tính"), max_length=6, blank=True)  # female | male
    born = models.DateField(_("ngày sinh"), null=True, blank=True)
    born_precision = models.CharField(max_length=8, choices=Precision, default=Precision.UNKNOWN)
    hometown = models.CharField(_("quê quán"), max_length=300, blank=True)
    ethnicity = models.CharField(_("dân tộc"), max_length=40, blank=True)
    staff_code = models.CharField(_("mã cán bộ"), max_length=40, blank=True)
    higher_retirement_age = models.BooleanField(_("nghỉ hưu ở tuổi cao hơn"), default=False)

    class Meta:
        verbose_name = _("cá nhân")
        indexes = [
            models.Index(fields=["staff_code"], name="person_staff_code"),
            models.Index(fields=["born"], name="person_born"),
        ]

    def __str__(self) -> str:
        return str(self.holder_id)


class PersonNumber(models.Model):
    """A citizen number (9 or 12 digits; old and new), encrypted; `index` finds it, blindly.

    `tail` is what may be shown: the last three digits.
    """

    holder = models.ForeignKey(Holder, models.CASCADE, related_name="numbers")
    sealed = models.TextField(editable=False)
    index = models.CharField(max_length=64, editable=False)
    digits = models.PositiveSmallIntegerField(_("số chữ số"))
    tail = models.CharField(max_length=3)
    issued = models.DateField(_("ngày cấp"), null=True, blank=True)

    class Meta:
        verbose_name = _("số định danh cá nhân, số chứng minh")
        ordering = ["-digits", "pk"]
        indexes = [models.Index(fields=["index"], name="person_number_index")]
        constraints = [
            models.UniqueConstraint(fields=["holder", "index"], name="person_number_once")
        ]

    def __str__(self) -> str:
        return self.masked

    @property
    def masked(self) -> str:
        return "•" * (self.digits - len(self.tail)) + self.tail


class HeldPost(models.Model):
    """A person's place in a unit between two days (half open); the award law reads `position`."""

    holder = models.ForeignKey(Holder, models.CASCADE, related_name="posts")
    unit = models.ForeignKey(
        "orgs.Organization", models.PROTECT, null=True, blank=True, related_name="held_posts"
    )
    unit_name = models.CharField(_("đơn vị khi đó"), max_length=300, blank=True)
    title = models.CharField(_("chức vụ"), max_length=200)
    position = models.CharField(_("chức vụ theo bảng cống hiến"), max_length=60, blank=True)
    valid_from = models.DateField(_("từ ngày"), default=BEGINNING)
    valid_until = models.DateField(_("trước ngày"), default=FOREVER)
    source = models.TextField(_("căn cứ"), blank=True)
    batch = models.ForeignKey(
        "register.Batch", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("quá trình công tác")
        ordering = ["valid_from", "pk"]
        indexes = [models.Index(fields=["unit", "valid_from"], name="held_post_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_until")), name="held_post_days_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def last_day(self) -> date | None:
        return None if self.valid_until >= FOREVER else self.valid_until - timedelta(days=1)


class HolderTransfer(models.Model):
    """A person goes to another unit: offered by the old one, taken over by the new one."""

    holder = models.ForeignKey(Holder, models.CASCADE, related_name="transfers")
    from_unit = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    to_unit = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    title = models.CharField(_("chức vụ tại đơn vị mới"), max_length=200)
    position = models.CharField(_("chức vụ theo bảng cống hiến"), max_length=60, blank=True)
    day = models.DateField(_("từ ngày"))
    paper = models.CharField(_("quyết định"), max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=TransferState, default=TransferState.OFFERED)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.CharField(_("người đề nghị"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("chuyển đơn vị")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["to_unit", "state"], name="holder_transfer_to")]
        constraints = [
            models.UniqueConstraint(
                fields=["holder"],
                condition=Q(state="offered"),
                name="one_open_transfer_of_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.holder_id} → {self.to_unit_id}"
