"""What one unit owes in one campaign, and what it answers."""

from datetime import date

from django.db import models
from django.db.models import Q

from thidua.core.text import fold
from thidua.subjects.orgs.enums import KindGroup, group_of
from thidua.subjects.reports.enums import (
    NOT_RECEIVED,
    OPEN_STATES,
    RECEIVED,
    CampaignState,
    ReportState,
    ReturnReason,
)
from thidua.subjects.reports.models.campaigns import Heading, ReportCampaign

UNDER_A_DISTRICT = frozenset({KindGroup.COMMUNES, KindGroup.SCHOOLS})


class OwedQuerySet(models.QuerySet["OwedReport"]):
    def of_unit(self, unit_id: int | None) -> "OwedQuerySet":
        return self.none() if unit_id is None else self.filter(organization_id=unit_id)

    def running(self) -> "OwedQuerySet":
        return self.filter(campaign__state=CampaignState.OPEN)

    def not_received(self) -> "OwedQuerySet":
        return self.filter(state__in=NOT_RECEIVED)

    def received(self) -> "OwedQuerySet":
        return self.filter(state__in=RECEIVED)

    def late_on(self, day: date) -> "OwedQuerySet":
        return self.running().not_received().filter(due_on__lt=day)


class OwedReport(models.Model):
    """The report of one unit: owed from the day the campaign opens, with the names of that day."""

    campaign = models.ForeignKey(ReportCampaign, models.PROTECT, related_name="reports")
    organization = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="reports")
    unit_name = models.CharField(max_length=300)
    unit_kind = models.CharField(max_length=40)
    parent_name = models.CharField(max_length=300, blank=True)
    name_key = models.CharField(max_length=700, editable=False)
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.OWED)
    due_on = models.DateField()
    taken_from = models.ForeignKey(
        "orgs.Organization", models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_until = models.DateField(null=True, blank=True)
    lift_reason = models.TextField(blank=True)
    figures_day = models.DateField(null=True, blank=True)  # the day its figures were taken
    paper = models.ForeignKey(
        "papers.Paper", models.PROTECT, null=True, blank=True, related_name="unit_reports"
    )
    sent_on = models.DateField(null=True, blank=True)
    first_sent_on = models.DateField(null=True, blank=True)  # decides whether it came in time
    opened_on = models.DateField(null=True, blank=True)
    opened_by = models.CharField(max_length=300, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)
    returns = models.PositiveSmallIntegerField(default=0)
    return_reason = models.CharField(max_length=10, choices=ReturnReason, blank=True)
    return_words = models.TextField(blank=True)
    return_headings = models.ManyToManyField(Heading, related_name="+", blank=True)
    exempt_reason = models.TextField(blank=True)
    recorded_paper = models.CharField(
        max_length=300, blank=True
    )  # on paper, typed in by the office
    recorded_file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True, blank=True)
    last_reminder = models.CharField(max_length=40, blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects = OwedQuerySet.as_manager()

    class Meta:
        ordering = ["campaign_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "organization"], name="one_report_of_a_unit"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=RECEIVED) | Q(sent_on__isnull=False),
                name="report_received_has_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "state"]),
            models.Index(fields=["state", "due_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.unit_name}: {self.campaign.name}"

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_key = fold(f"{self.unit_name} {self.parent_name}")[:700]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def district(self) -> str:
        """What a commune or school stands under; other units need no such help to be found."""
        return self.parent_name if group_of(self.unit_kind) in UNDER_A_DISTRICT else ""

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_received(self) -> bool:
        return self.state in RECEIVED

    @property
    def came_late(self) -> bool:
        return self.first_sent_on is not None and self.first_sent_on > self.due_on

    @property
    def is_recorded(self) -> bool:
        return bool(self.recorded_paper)

    def is_late_on(self, day: date) -> bool:
        return self.state in NOT_RECEIVED and day > self.due_on

    def is_locked_on(self, day: date) -> bool:
        """Nothing is taken in any more, unless the office has lifted the lock up to a day."""
        if self.lifted_until is not None and day <= self.lifted_until:
            return False
        return self.campaign.is_locked_on(day)


class Answer(models.Model):
    """What the unit writes under one heading: words, or the rows of a table."""

    report = models.ForeignKey(OwedReport, models.CASCADE, related_name="answers")
    heading = models.ForeignKey(Heading, models.PROTECT, related_name="answers")
    text = models.TextField(blank=True)
    text_key = models.TextField(editable=False, blank=True)
    rows = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["report_id", "heading_id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "heading"], name="one_answer_to_a_heading")
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.heading_id}"

    def save(self, *args: object, **kwargs: object) -> None:
        self.text_key = fold(self.text)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def is_blank(self) -> bool:
        return not self.text.strip() and not self.rows


class ReportFigure(models.Model):
    """A figure in a unit's report: as the system filled it, and as the unit sends it, with why."""

    report = models.ForeignKey(OwedReport, models.CASCADE, related_name="figures")
    heading = models.ForeignKey(Heading, models.PROTECT, related_name="filled")
    position = models.PositiveSmallIntegerField(default=0)
    key = models.CharField(max_length=100)
    label = models.CharField(max_length=300)
    unit = models.CharField(max_length=60, blank=True)
    group = models.CharField(max_length=100, blank=True)
    filled = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    whole = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    url = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=500, blank=True)
    reason = models.CharField("lý do sửa", max_length=500, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["report_id", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "heading", "key"], name="one_figure_of_a_key")
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_changed(self) -> bool:
        return self.value != self.filled


class Attachment(models.Model):
    """A file that goes with the report."""

    report = models.ForeignKey(OwedReport, models.CASCADE, related_name="attachments")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    title = models.CharField("tên tài liệu", max_length=300)
    added_by = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["report_id", "id"]

    def __str__(self) -> str:
        return self.title


class ReportCorrection(models.Model):
    """A figure or passage mended after the report was accepted; old and new both stay."""

    report = models.ForeignKey(OwedReport, models.PROTECT, related_name="corrections")
    what = models.CharField(max_length=300)  # the label of the figure, the title of the heading
    figure = models.ForeignKey(ReportFigure, models.PROTECT, null=True, blank=True)
    answer = models.ForeignKey(Answer, models.PROTECT, null=True, blank=True)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    reason = models.TextField("lý do")
    paper = models.CharField("văn bản", max_length=300, blank=True)
    day = models.DateField()
    made_by = models.CharField(max_length=300)

    class Meta:
        ordering = ["report_id", "id"]

    def __str__(self) -> str:
        return self.what
