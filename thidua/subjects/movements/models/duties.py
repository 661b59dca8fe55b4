"""What was sent to whom, and what each unit owes."""

from datetime import date

from django.db import models
from django.db.models import Q

from thidua.subjects.movements.enums import RUNNING, DutyState
from thidua.subjects.movements.models.movements import Movement, Recipient
from thidua.subjects.papers.enums import Purpose


class Delivery(models.Model):
    """A movement sent to one unit for one purpose, with its receipts (phiếu gửi)."""

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="deliveries")
    version = models.PositiveSmallIntegerField()
    organization = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose)
    recipient = models.ForeignKey(Recipient, models.PROTECT, null=True, related_name="deliveries")
    delivered_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    opened_by = models.CharField(max_length=300, blank=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["movement_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["movement", "version", "organization"], name="delivered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.movement_id} → {self.organization_id}"


class DutyQuerySet(models.QuerySet["Duty"]):
    def of_unit(self, unit_id: int | None) -> "DutyQuerySet":
        return self.none() if unit_id is None else self.filter(organization_id=unit_id)

    def open(self) -> "DutyQuerySet":
        return self.exclude(state__in=[DutyState.LAUNCHED, DutyState.EXEMPT])

    def late_on(self, day: date) -> "DutyQuerySet":
        """Past the due day of the next step, in movements that run."""
        late = (
            Q(state=DutyState.OWED, acknowledge_due__lt=day)
            | Q(state=DutyState.ACKNOWLEDGED, plan_due__lt=day)
            | Q(state=DutyState.PLANNED, launch_due__lt=day)
        )
        return self.filter(late, movement__state__in=RUNNING)


class Duty(models.Model):
    """What one unit owes to one movement. The due days are fixed when it is sent."""

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="duties")
    organization = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="duties")
    unit_name = models.CharField(max_length=300)  # as it stood on the day of sending
    unit_kind = models.CharField(max_length=40)
    state = models.CharField(max_length=12, choices=DutyState, default=DutyState.OWED)
    acknowledge_due = models.DateField()
    plan_due = models.DateField()
    launch_due = models.DateField()
    acknowledged_on = models.DateField(null=True)
    planned_on = models.DateField(null=True)
    launched_on = models.DateField(null=True)
    plan = models.OneToOneField(Movement, models.PROTECT, null=True, related_name="answers")
    exempt_reason = models.TextField(blank=True)
    exempted_on = models.DateField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True)
    last_reminder = models.CharField(max_length=40, blank=True)  # "state:code" of the scheduled one

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["movement_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "organization"], name="one_duty_of_a_unit")
        ]
        indexes = [models.Index(fields=["organization", "state"])]

    def __str__(self) -> str:
        return f"{self.unit_name}: {self.get_state_display()}"

    @property
    def due_on(self) -> date | None:
        """The day by which the next step is owed; None when nothing is."""
        return {
            DutyState.OWED: self.acknowledge_due,
            DutyState.ACKNOWLEDGED: self.plan_due,
            DutyState.PLANNED: self.launch_due,
        }.get(DutyState(self.state))


class LaunchEvent(models.Model):
    """How a unit launched the movement at home: day, place, attendance, commitment, pictures."""

    movement = models.OneToOneField(Movement, models.PROTECT, related_name="launch_event")
    day = models.DateField("ngày phát động")
    place = models.CharField("địa điểm", max_length=300)
    attendance = models.PositiveIntegerField("số người dự", null=True, blank=True)
    commitment_signed = models.BooleanField("có ký giao ước thi đua", default=False)
    note = models.TextField("kết quả tóm tắt", blank=True)
    pictures = models.ManyToManyField("files.StoredFile", related_name="+", blank=True)

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.movement_id}: {self.day}"
