"""Our own official papers: draft, sign-off chain, number, issue, delivery, correction."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.base import clock
from thidua.core.text import format_date
from thidua.subjects.papers.enums import (
    KIND_CHOICES,
    PUBLISHED,
    AmendmentKind,
    PaperState,
    Purpose,
    StepKind,
    StepState,
)


class PaperQuerySet(models.QuerySet["Paper"]):
    def of_unit(self, unit_id: int | None) -> PaperQuerySet:
        return self.filter(unit_id=unit_id)

    def published(self) -> PaperQuerySet:
        return self.filter(state__in=PUBLISHED)

    def about(self, key: str) -> PaperQuerySet:
        return self.filter(about=key)

    def in_series(self, unit_id: int, series: str, year: int) -> PaperQuerySet:
        return self.filter(unit_id=unit_id, series=series, year=year, number__isnull=False)


class Paper(models.Model):
    unit = models.ForeignKey(
        "orgs.Organization", models.PROTECT, related_name="papers", verbose_name=_("Đơn vị")
    )
    kind = models.CharField(_("Loại văn bản"), max_length=20, choices=KIND_CHOICES)
    subject = models.CharField(_("Trích yếu"), max_length=500)
    subject_key = models.CharField(max_length=600, db_index=True)
    content = models.JSONField(_("Nội dung"), default=dict)
    state = models.CharField(
        _("Trạng thái"), max_length=12, choices=PaperState.choices, default=PaperState.DRAFT
    )
    revision = models.PositiveIntegerField(default=1)  # grows with every save of the content
    about = models.CharField(max_length=100, blank=True, db_index=True)

    # Copied at the moment of drafting: later changes of the unit leave the paper as it was.
    unit_name = models.CharField(max_length=300)
    unit_kind = models.CharField(max_length=30, blank=True)

    notation = models.CharField(_("Ký hiệu"), max_length=40, blank=True)
    series = models.CharField(max_length=60, blank=True)
    number = models.PositiveIntegerField(_("Số"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    issued_on = models.DateField(_("Ngày ban hành"), null=True, blank=True)

    signed_on = models.DateField(null=True, blank=True)
    signer_post = models.ForeignKey(
        "accounts.Post", models.SET_NULL, null=True, blank=True, related_name="signed_papers"
    )
    signer_name = models.CharField(max_length=150, blank=True)
    signer_title = models.CharField(max_length=300, blank=True)
    signed_file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )

    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="drafted_papers"
    )
    drafted_by_name = models.CharField(max_length=150, blank=True)
    return_reason = models.TextField(blank=True)
    recall_reason = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.stamp)
    changed_at = models.DateTimeField(default=clock.stamp)

    objects: ClassVar[models.Manager[Paper]] = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("văn bản")
        verbose_name_plural = _("văn bản")
        ordering = ("-changed_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "series", "year", "number"),
                condition=Q(number__isnull=False),
                name="paper_number_once_a_year",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=PUBLISHED)
                | Q(number__isnull=False, year__isnull=False, issued_on__isnull=False),
                name="paper_published_is_numbered",
            ),
        )
        indexes = (models.Index(fields=("unit", "state")),)

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        """Number and notation as printed, "05/KH-SYT"; the number stays blank until given."""
        number = f"{self.number:02d}" if self.number is not None else ""
        return f"{number}/{self.notation}"

    @property
    def title(self) -> str:
        kind = self.get_kind_display()
        if self.number is None:
            return _("%(kind)s “%(subject)s”") % {"kind": kind, "subject": self.subject}
        return _("%(kind)s số %(code)s ngày %(day)s") % {
            "kind": kind,
            "code": self.code,
            "day": format_date(self.issued_on) if self.issued_on else "…",
        }

    @property
    def is_draft(self) -> bool:
        return self.state == PaperState.DRAFT

    @property
    def is_published(self) -> bool:
        return self.state in PUBLISHED

    @property
    def audit_key(self) -> str:
        return f"papers.Paper:{self.pk}"


class SignOff(models.Model):
    """One step of the chain that a submitted paper climbs; a new submission makes new steps."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="steps")
    round = models.PositiveSmallIntegerField(default=1)
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=StepKind.choices)
    role = models.CharField(max_length=20)
    unit = models.ForeignKey("orgs.Organization", models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey("accounts.Post", models.SET_NULL, null=True, related_name="+")
    label = models.CharField(max_length=300)  # who is asked, as the chain shows it
    state = models.CharField(max_length=10, choices=StepState.choices, default=StepState.WAITING)
    called_on = models.DateField(null=True)  # the day it became this step's turn
    revision_seen = models.PositiveIntegerField(null=True)  # content revision that was signed off
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    done_by_name = models.CharField(max_length=400, blank=True)
    done_at = models.DateTimeField(null=True)
    day = models.DateField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("round", "order")
        constraints = (
            models.UniqueConstraint(fields=("paper", "round", "order"), name="signoff_step_once"),
            models.UniqueConstraint(
                fields=("paper",), condition=Q(state="current"), name="signoff_one_current"
            ),
        )
        indexes = (models.Index(fields=("state", "role", "unit")),)

    def __str__(self) -> str:
        return f"{StepKind(self.kind).label}: {self.label}"


class PaperDelivery(models.Model):
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="deliveries")
    recipient = models.ForeignKey(
        "orgs.Organization", models.PROTECT, null=True, related_name="received_papers"
    )
    name = models.CharField(max_length=300)  # as printed; the only name of an outside addressee
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    sent_on = models.DateField()
    delivered_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    opened_on = models.DateField(null=True)
    opened_by_name = models.CharField(max_length=400, blank=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_on = models.DateField(null=True)
    acknowledged_by_name = models.CharField(max_length=400, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("paper", "recipient"),
                condition=Q(recipient__isnull=False),
                name="paper_delivered_once_to_unit",
            ),
            models.UniqueConstraint(
                fields=("paper", "name"),
                condition=Q(recipient__isnull=True),
                name="paper_delivered_once_outside",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def needs_acknowledgement(self) -> bool:
        return self.recipient_id is not None and self.purpose != Purpose.KNOW


class Amendment(models.Model):
    """A published paper is never edited: another paper corrects or replaces it, with a reason."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="amendments")
    by_paper = models.OneToOneField(Paper, models.PROTECT, related_name="amends")
    kind = models.CharField(max_length=12, choices=AmendmentKind.choices)
    reason = models.TextField()
    old_text = models.TextField(blank=True)
    new_text = models.TextField(blank=True)
    effective_on = models.DateField(null=True)  # the day the amending paper was issued

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{AmendmentKind(self.kind).label}: {self.paper}"

    @property
    def in_force_from(self) -> date | None:
        return self.effective_on


class PaperDraft(models.Model):
    """What a person was typing when the page last kept it; the paper itself is untouched."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="kept_drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField()  # the revision that was being edited
    content = models.JSONField()
    kept_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("paper", "user"), name="paper_draft_once_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.paper}"
