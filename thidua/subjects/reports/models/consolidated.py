"""The consolidated report: parts, blocks of words, passages taken from units with their source."""

from django.db import models
from django.db.models import Q

from thidua.subjects.reports.enums import PUBLISHED, ConsolidatedState, PartKind
from thidua.subjects.reports.models.campaigns import Heading, ReportCampaign
from thidua.subjects.reports.models.owed import OwedReport


class ConsolidatedReport(models.Model):
    """The report made from the units' reports. `figures` and `tables` are frozen with it."""

    campaign = models.OneToOneField(ReportCampaign, models.PROTECT, related_name="consolidated")
    unit = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    subject = models.CharField("trích yếu", max_length=500)
    recipients = models.TextField("nơi nhận", blank=True)
    state = models.CharField(
        max_length=10, choices=ConsolidatedState, default=ConsolidatedState.DRAFT
    )
    frozen_on = models.DateField(null=True, blank=True)
    figures = models.JSONField(default=list, blank=True)
    tables = models.JSONField(default=dict, blank=True)
    paper = models.ForeignKey(
        "papers.Paper", models.PROTECT, null=True, blank=True, related_name="consolidated_reports"
    )
    issued_on = models.DateField(null=True, blank=True)
    concluded_on = models.DateField(null=True, blank=True)  # the movement moved with it
    revision = models.PositiveIntegerField(default=0)
    is_sample = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ConsolidatedState.DRAFT) | Q(frozen_on__isnull=False),
                name="consolidated_past_draft_is_frozen",
            )
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_draft(self) -> bool:
        return self.state == ConsolidatedState.DRAFT

    @property
    def is_published(self) -> bool:
        return self.state in PUBLISHED


class ReportPart(models.Model):
    """A part of the consolidated report, in the order in which it is printed."""

    report = models.ForeignKey(ConsolidatedReport, models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField("gồm", max_length=12, choices=PartKind, default=PartKind.WORDS)
    title = models.CharField("đề mục", max_length=300)
    in_annex = models.BooleanField("đặt ở phụ lục", default=False)
    heading = models.ForeignKey(
        Heading, models.PROTECT, null=True, blank=True, related_name="parts"
    )

    class Meta:
        ordering = ["report_id", "position", "id"]

    def __str__(self) -> str:
        return self.title


class Excerpt(models.Model):
    """A passage of a unit's answer: whose, under which heading, where, and the words as sent."""

    report = models.ForeignKey(ConsolidatedReport, models.CASCADE, related_name="excerpts")
    source = models.ForeignKey(OwedReport, models.PROTECT, related_name="excerpts")
    heading = models.ForeignKey(Heading, models.PROTECT, related_name="excerpts")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    unit_name = models.CharField(max_length=300)
    picked_by = models.CharField(max_length=300)
    picked_on = models.DateField()

    class Meta:
        ordering = ["report_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "source", "heading", "start", "end"], name="passage_picked_once"
            ),
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="passage_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_name}: {self.text[:60]}"


class ReportBlock(models.Model):
    """A paragraph of a part: the office's own words, or a passage that keeps its source."""

    part = models.ForeignKey(ReportPart, models.CASCADE, related_name="blocks")
    position = models.PositiveIntegerField(default=0)
    text = models.TextField()
    excerpt = models.OneToOneField(
        Excerpt, models.PROTECT, null=True, blank=True, related_name="block"
    )
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["part_id", "position", "id"]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_edited(self) -> bool:
        return self.excerpt is not None and self.excerpt.text.strip() != self.text.strip()


class FigureCorrection(models.Model):
    """Frozen figures found wrong later: a new paper with an annex that names the old one."""

    report = models.ForeignKey(ConsolidatedReport, models.PROTECT, related_name="corrections")
    paper = models.OneToOneField("papers.Paper", models.PROTECT, related_name="corrects_figures")
    reason = models.TextField("lý do")
    lines = models.JSONField()  # key, label, unit, old, new
    day = models.DateField()
    in_force_on = models.DateField(null=True, blank=True)
    made_by = models.CharField(max_length=300)

    class Meta:
        ordering = ["report_id", "id"]

    def __str__(self) -> str:
        return f"{self.report}: {self.reason[:60]}"
