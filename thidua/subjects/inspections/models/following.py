"""What the unit has to mend after the conclusion, and how it proves it."""

from datetime import date

from django.db import models

from thidua.subjects.inspections.enums import OWED, FollowUpState
from thidua.subjects.inspections.models.findings import Finding
from thidua.subjects.inspections.models.visits import Visit


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def in_force(self) -> "FollowUpQuerySet":
        """Those of an issued conclusion; before, they are words of a draft."""
        return self.filter(visit__concluded_on__isnull=False)

    def owed_by(self, unit_id: int | None) -> "FollowUpQuerySet":
        owed = self.in_force().filter(state__in=OWED)
        return self.none() if unit_id is None else owed.filter(organization_id=unit_id)

    def overdue_on(self, day: date) -> "FollowUpQuerySet":
        return self.in_force().filter(due_on__lt=day).exclude(state=FollowUpState.ACCEPTED)


class FollowUp(models.Model):
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="follow_ups")
    organization = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField()
    what = models.TextField("việc phải làm")
    due_on = models.DateField("hạn")
    findings = models.ManyToManyField(Finding, related_name="follow_ups", blank=True)
    state = models.CharField(max_length=10, choices=FollowUpState, default=FollowUpState.OPEN)
    accepted_on = models.DateField(null=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["visit_id", "position", "pk"]
        indexes = [models.Index(fields=["organization", "state"])]

    def __str__(self) -> str:
        return self.what[:120]

    def is_overdue(self, day: date) -> bool:
        return self.state != FollowUpState.ACCEPTED and self.due_on < day


class Proof(models.Model):
    """One report of the unit on a duty; a returned one stays, the next is another."""

    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="proofs")
    words = models.TextField("kết quả khắc phục")
    files = models.ManyToManyField("files.StoredFile", related_name="+", blank=True)
    sent_on = models.DateField()
    sent_by = models.CharField(max_length=400)
    judged_on = models.DateField(null=True)
    judged_by = models.CharField(max_length=400, blank=True)
    accepted = models.BooleanField(null=True)
    answer = models.TextField("ý kiến của đoàn", blank=True)

    class Meta:
        ordering = ["follow_up_id", "-pk"]

    def __str__(self) -> str:
        return f"{self.follow_up}: {self.sent_on:%d/%m/%Y}"
