"""The plan of a year: its outline, and the units weighed for it with the reasons."""

from django.db import models

from thidua.subjects.inspections.enums import Choice, PlanState


class InspectionPlan(models.Model):
    unit = models.ForeignKey(
        "orgs.Organization", models.PROTECT, related_name="+"
    )  # that issues it
    year = models.PositiveSmallIntegerField("năm")
    name = models.CharField("tên kế hoạch", max_length=300)
    name_key = models.CharField(max_length=400)
    purpose = models.TextField("mục đích, yêu cầu", blank=True)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    state = models.CharField(max_length=12, choices=PlanState, default=PlanState.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    plan_paper = models.ForeignKey("papers.Paper", models.PROTECT, null=True, related_name="+")
    team_paper = models.ForeignKey("papers.Paper", models.PROTECT, null=True, related_name="+")
    issued_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    close_note = models.TextField(blank=True)
    drafted_by = models.CharField(max_length=300)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on__lte=models.F("ends_on")), name="plan_days_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_draft(self) -> bool:
        return self.state == PlanState.DRAFT

    @property
    def is_published(self) -> bool:
        return self.state in (PlanState.ISSUED, PlanState.CLOSED)


class OutlineItem(models.Model):
    """One heading of the outline (đề cương): what the unit checks and the team looks at."""

    plan = models.ForeignKey(InspectionPlan, models.CASCADE, related_name="outline")
    position = models.PositiveSmallIntegerField()
    title = models.CharField("đề mục", max_length=200)
    asks = models.TextField("nội dung kiểm tra")
    figures = models.JSONField(default=list)  # groups of figures that speak to this heading

    class Meta:
        ordering = ["plan_id", "position", "pk"]

    def __str__(self) -> str:
        return self.title


class Candidate(models.Model):
    """A unit weighed for the plan: what the machine found, what people decided, and why."""

    plan = models.ForeignKey(InspectionPlan, models.CASCADE, related_name="candidates")
    organization = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=300)  # as it stood on the day of weighing
    unit_key = models.CharField(max_length=400)
    unit_kind = models.CharField(max_length=40)
    points = models.PositiveIntegerField(default=0)
    facts = models.JSONField(default=list)  # [{"key", "words", "points", "url"}]
    proposed = models.BooleanField(default=False)  # by the machine
    choice = models.CharField(max_length=10, choices=Choice, default=Choice.OPEN)
    reason = models.TextField("lý do của người chọn", blank=True)
    chosen_by = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["plan_id", "-points", "unit_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "organization"], name="weighed_once_in_a_plan")
        ]

    def __str__(self) -> str:
        return self.unit_name

    @property
    def is_changed_by_people(self) -> bool:
        """The person decided otherwise than the machine proposed."""
        return (self.choice == Choice.CHOSEN and not self.proposed) or (
            self.choice == Choice.LEFT_OUT and self.proposed
        )
