"""Lines of the register and the batches they came in by."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thidua.subjects.register.enums import GIVING, Act, Precision, Standing
from thidua.subjects.register.models.people import Holder


class Batch(models.Model):
    """One taking over of an old register: present or undone as a whole."""

    title = models.CharField(_("tên đợt nhập"), max_length=300)
    source = models.TextField(_("nguồn"), blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("đợt nhập sổ cũ")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title


class EntryQuerySet(models.QuerySet["Entry"]):
    def counted(self) -> EntryQuerySet:
        """Awards that stand: not corrected away, not revoked, not a line that only points back."""
        return self.filter(standing=Standing.IN_FORCE, act__in=GIVING)

    def shown(self) -> EntryQuerySet:
        """What a list shows: every award once, in its latest wording; revoked ones too."""
        return self.filter(standing__in=(Standing.IN_FORCE, Standing.REVOKED), act__in=GIVING)


class Entry(models.Model):
    """One line of the register, never changed: a mistake is mended by a line that points back.

    Only `standing` moves, with the line that caused it; triggers hold to that (triggers.py).
    Every line carries the facts of its award; `act_…` say on which paper, when and why a line
    corrects, revokes, restores or replaces the certificate. `unit_name` is the name of the day.
    """

    holder = models.ForeignKey(Holder, models.PROTECT, related_name="entries")
    act = models.CharField(_("việc"), max_length=12, choices=Act, default=Act.AWARD)
    points_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    award = models.CharField(_("danh hiệu, hình thức"), max_length=60)  # key of the law data
    award_name = models.CharField(_("tên ghi trên quyết định"), max_length=300, blank=True)
    level = models.CharField(_("cấp khen"), max_length=12, blank=True)
    year = models.SmallIntegerField(_("năm thành tích"), null=True, blank=True)
    merit_from = models.DateField(_("thành tích từ"), null=True, blank=True)
    merit_until = models.DateField(_("thành tích đến"), null=True, blank=True)
    type = models.CharField(_("loại hình"), max_length=16, blank=True)
    decision_number = models.CharField(_("số quyết định"), max_length=60, blank=True)
    decided = models.DateField(_("ngày quyết định"), null=True, blank=True)
    decided_precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    decided_by = models.CharField(_("cơ quan, người quyết định"), max_length=200, blank=True)
    reason = models.TextField(_("thành tích"), blank=True)
    certificate_number = models.CharField(_("số sổ vàng"), max_length=40, blank=True)
    unit = models.ForeignKey(
        "orgs.Organization", models.PROTECT, null=True, blank=True, related_name="award_entries"
    )
    unit_name = models.CharField(_("đơn vị khi đó"), max_length=300, blank=True)
    position_title = models.CharField(_("chức vụ khi đó"), max_length=200, blank=True)
    is_doubtful = models.BooleanField(_("còn nghi vấn"), default=False)
    doubt = models.CharField(_("nghi vấn"), max_length=300, blank=True)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.IN_FORCE)
    act_day = models.DateField(_("ngày đính chính, thu hồi, cấp lại"), null=True, blank=True)
    act_paper = models.CharField(_("văn bản"), max_length=200, blank=True)
    act_by = models.CharField(_("cơ quan ban hành"), max_length=200, blank=True)
    act_reason = models.CharField(_("lý do"), max_length=500, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="entries")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("dòng sổ khen thưởng")
        verbose_name_plural = _("dòng sổ khen thưởng")
        ordering = ["-year", "-decided", "-pk"]
        indexes = [
            models.Index(fields=["holder", "award", "year"], name="entry_holder_award"),
            models.Index(fields=["award", "year"], name="entry_award_year"),
            models.Index(fields=["unit", "year"], name="entry_unit_year"),
            models.Index(
                fields=["decision_number"], name="entry_decision", opclasses=["varchar_pattern_ops"]
            ),
            models.Index(fields=["-year", "-decided", "-id"], name="entry_newest"),
            models.Index(fields=["decided", "level"], name="entry_decided"),
            models.Index(
                fields=["year"], name="entry_doubtful", condition=models.Q(is_doubtful=True)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(act=Act.AWARD, points_to=None)
                | (~models.Q(act=Act.AWARD) & models.Q(points_to__isnull=False)),
                name="entry_points_back_unless_award",
            )
        ]

    def __str__(self) -> str:
        return f"{self.award} {self.year or ''}".strip()

    @property
    def year_counted(self) -> int | None:
        """The year it is counted in; where the book names none, that of the decision."""
        if self.year is not None:
            return self.year
        return self.decided.year if self.decided else None
