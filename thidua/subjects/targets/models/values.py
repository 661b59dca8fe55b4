"""What units report on a target, period by period, and corrections after the lock."""

from datetime import date

from django.db import models

from thidua.subjects.targets.enums import ValueState
from thidua.subjects.targets.models.targets import Target, TargetPeriod


class ValueQuerySet(models.QuerySet["TargetValue"]):
    def owed_by(self, unit_ids: list[int]) -> "ValueQuerySet":
        """Open, in a period that still takes figures by its days."""
        return self.filter(organization_id__in=unit_ids, state=ValueState.OPEN)

    def late_on(self, day: date) -> "ValueQuerySet":
        return self.filter(state=ValueState.OPEN, period__due_on__lt=day)


class TargetValue(models.Model):
    """One unit's figure of one target in one period. Made, empty, when the period opens: who owes
    it is fixed then, and so is the day of the tree in which it counts (`stood_on`).

    `part_of`: the nearest superior that reports the same target for itself and everything below;
    this figure is then shown and compared, never added to the whole again.
    """

    target = models.ForeignKey(Target, models.PROTECT, related_name="values")
    organization = models.ForeignKey(
        "orgs.Organization", models.PROTECT, related_name="target_values"
    )
    period = models.ForeignKey(TargetPeriod, models.PROTECT, related_name="values")
    stood_on = models.DateField()
    part_of = models.ForeignKey("orgs.Organization", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=ValueState, default=ValueState.OPEN)
    value = models.DecimalField(
        "số thực hiện", null=True, blank=True, max_digits=20, decimal_places=4
    )
    weight = models.DecimalField("mẫu số", null=True, blank=True, max_digits=20, decimal_places=4)
    paper = models.CharField("văn bản, nguồn", max_length=300, blank=True)
    file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    remark = models.TextField("ghi chú", blank=True)
    findings = models.JSONField(default=list, blank=True)  # what the checks said at entry
    confirmed = models.TextField("xác nhận số khác thường", blank=True)
    reported_on = models.DateField(null=True, blank=True)
    reported_by = models.CharField(max_length=300, blank=True)
    owner_value = models.DecimalField(
        "số của cơ quan chủ trì", null=True, blank=True, max_digits=20, decimal_places=4
    )
    dispute_reason = models.TextField("lý do đề nghị giải trình", blank=True)
    explain_due = models.DateField(null=True, blank=True)
    explanation = models.TextField("giải trình", blank=True)
    settled_on = models.DateField(null=True, blank=True)  # verified or disputed
    settled_by = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=0)  # compare-and-set
    last_reminder = models.CharField(max_length=40, blank=True)  # "state:code" of the scheduled one
    is_sample = models.BooleanField("số liệu mẫu", default=False)

    objects = ValueQuerySet.as_manager()

    class Meta:
        ordering = ["target_id", "period_id", "organization_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["target", "period", "organization"], name="one_value_of_a_unit"
            )
        ]
        indexes = [
            models.Index(fields=["organization", "state"], name="target_value_of_unit"),
            models.Index(fields=["target", "part_of", "period"], name="target_value_counted"),
            models.Index(fields=["period", "state"], name="target_value_of_period"),
        ]

    def __str__(self) -> str:
        return f"{self.target_id}, {self.period_id}: {self.organization_id}"

    @property
    def is_late(self) -> bool:
        """Came after the due day."""
        return self.reported_on is not None and self.reported_on > self.period.due_on

    @property
    def differs(self) -> bool:
        """The owner's own figure is another one."""
        return self.owner_value is not None and self.owner_value != self.value


class TargetCorrection(models.Model):
    """A locked figure is corrected on the record: both figures, the reason and the paper stand."""

    value = models.ForeignKey(TargetValue, models.PROTECT, related_name="corrections")
    old = models.DecimalField(null=True, blank=True, max_digits=20, decimal_places=4)
    new = models.DecimalField(null=True, blank=True, max_digits=20, decimal_places=4)
    old_weight = models.DecimalField(null=True, blank=True, max_digits=20, decimal_places=4)
    new_weight = models.DecimalField(null=True, blank=True, max_digits=20, decimal_places=4)
    reason = models.TextField("lý do")
    paper = models.CharField("văn bản", max_length=300)
    made_on = models.DateField()
    made_by = models.CharField(max_length=300)

    class Meta:
        ordering = ["value_id", "id"]

    def __str__(self) -> str:
        return f"{self.value_id}: {self.old} → {self.new}"
