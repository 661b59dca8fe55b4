"""A campaign of reporting (đợt báo cáo): who is asked for what, on which four days."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from thidua.core.text import fold
from thidua.subjects.reports.enums import CampaignKind, CampaignState, HeadingKind


class CampaignQuerySet(models.QuerySet["ReportCampaign"]):
    def open(self) -> "CampaignQuerySet":
        return self.filter(state=CampaignState.OPEN)

    def asked(self) -> "CampaignQuerySet":
        """Campaigns that units have been told of."""
        return self.filter(state__in=[CampaignState.OPEN, CampaignState.CLOSED])


class ReportCampaign(models.Model):
    """One round of reporting to `unit`; of a movement, of one of its phases, or standing alone.

    `until` is the last day of the period. `asked`: list of {"set": key} or {"org": id} for a
    campaign without a movement; with one, whoever has a duty to it owes the report.
    """

    unit = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="report_campaigns")
    for_province = models.BooleanField(default=True)  # the desk works on it; else the unit's people
    movement = models.ForeignKey(
        "movements.Movement", models.PROTECT, null=True, blank=True, related_name="campaigns"
    )
    phase = models.ForeignKey(
        "movements.Phase", models.SET_NULL, null=True, blank=True, related_name="campaigns"
    )
    kind = models.CharField("loại báo cáo", max_length=10, choices=CampaignKind)
    name = models.CharField("tên đợt báo cáo", max_length=300)
    name_key = models.CharField(max_length=300, editable=False, db_index=True)
    since = models.DateField("kỳ báo cáo từ ngày")
    until = models.DateField("kỳ báo cáo đến hết ngày")
    opens_on = models.DateField("mở từ")
    due_on = models.DateField("hạn gửi")
    late_until = models.DateField("nhận muộn đến hết ngày")
    locks_on = models.DateField("khóa từ ngày")
    asked = models.JSONField(default=list, blank=True)
    note = models.TextField("yêu cầu thêm", blank=True)
    state = models.CharField(max_length=10, choices=CampaignState, default=CampaignState.DRAFT)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    cancel_reason = models.TextField(blank=True)
    paper = models.ForeignKey(
        "papers.Paper", models.PROTECT, null=True, blank=True, related_name="report_campaigns"
    )
    revision = models.PositiveIntegerField(default=0)
    is_sample = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-due_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="report_period_in_order"
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opens_on"))
                & Q(late_until__gte=F("due_on"))
                & Q(locks_on__gt=F("late_until")),
                name="report_days_in_order",
            ),
            models.UniqueConstraint(
                fields=["phase"],
                condition=~Q(state=CampaignState.CANCELLED),
                name="one_campaign_of_a_phase",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"])]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_key = fold(self.name)[:300]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def is_draft(self) -> bool:
        return self.state == CampaignState.DRAFT

    @property
    def is_open(self) -> bool:
        return self.state == CampaignState.OPEN

    def is_locked_on(self, day: date) -> bool:
        return self.state == CampaignState.CLOSED or day >= self.locks_on


class Heading(models.Model):
    """One heading of the outline (đề cương); fixed when the campaign opens.

    `figures`: keys of `registries.figures`, all when empty. `columns`: titles of a table.
    """

    campaign = models.ForeignKey(ReportCampaign, models.CASCADE, related_name="headings")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField("cách trả lời", max_length=8, choices=HeadingKind)
    title = models.CharField("đề mục", max_length=300)
    ask = models.TextField("hướng dẫn", blank=True)
    required = models.BooleanField("bắt buộc", default=True)
    figures = models.JSONField(default=list, blank=True)
    columns = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["campaign_id", "position", "id"]

    def __str__(self) -> str:
        return self.title
