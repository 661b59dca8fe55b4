"""The library of legal documents and bases that papers and movements cite."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.subjects.papers.enums import LegalKind, SourceStatus


class LegalDocumentQuerySet(models.QuerySet["LegalDocument"]):
    def in_force_on(self, day: date) -> LegalDocumentQuerySet:
        begun = Q(effective_from__isnull=True) | Q(effective_from__lte=day)
        return self.filter(begun).filter(
            Q(effective_until__isnull=True) | Q(effective_until__gt=day)
        )


class LegalDocument(models.Model):
    kind = models.CharField(_("Loại"), max_length=20, choices=LegalKind.choices)
    kind_text = models.CharField(_("Tên loại như in"), max_length=60, blank=True)
    number = models.CharField(_("Số, ký hiệu"), max_length=60, blank=True)
    number_key = models.CharField(max_length=80, blank=True, db_index=True)
    issued_on = models.DateField(_("Ngày ban hành"), null=True, blank=True)
    issuer = models.CharField(_("Cơ quan ban hành"), max_length=200, blank=True)
    title = models.CharField(_("Trích yếu"), max_length=700)
    search_key = models.CharField(max_length=1200)
    effective_from = models.DateField(_("Có hiệu lực từ"), null=True, blank=True)
    effective_until = models.DateField(_("Hết hiệu lực từ"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaces",
        verbose_name=_("Được thay thế bởi"),
    )  # fmt: skip
    link = models.URLField(_("Đường dẫn"), max_length=500, blank=True)
    source = models.CharField(_("Nguồn"), max_length=500, blank=True)
    source_status = models.CharField(
        _("Đối chiếu"), max_length=12, choices=SourceStatus.choices, default=SourceStatus.READ
    )
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)

    objects = LegalDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("văn bản căn cứ")
        verbose_name_plural = _("văn bản căn cứ")
        ordering = ("-issued_on", "number", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(effective_from__isnull=True)
                | Q(effective_until__isnull=True)
                | Q(effective_until__gt=F("effective_from")),
                name="legal_days_in_order",
            ),
        )

    def __str__(self) -> str:
        words = [self.kind_text or str(LegalKind(self.kind).label)]
        return " ".join([*words, f"số {self.number}" if self.number else self.title])


class Citation(models.Model):
    """Where a legal document is used: papers here, movements above, by key."""

    document = models.ForeignKey(LegalDocument, models.PROTECT, related_name="citations")
    used_in = models.CharField(max_length=100, db_index=True)  # e.g. "papers.Paper:12"
    label = models.CharField(max_length=500)
    url = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("document", "used_in"), name="citation_once"),
        )

    def __str__(self) -> str:
        return self.label
