"""What the team finds, with its pictures; the minutes that both sides agree on."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from thidua.base import clock
from thidua.subjects.inspections.enums import FindingKind, MinutesState, Severity
from thidua.subjects.inspections.models.plans import OutlineItem
from thidua.subjects.inspections.models.visits import Visit


class FindingQuerySet(models.QuerySet["Finding"]):
    def standing(self) -> "FindingQuerySet":
        return self.filter(withdrawn_on=None)


class Finding(models.Model):
    """Named by the device that wrote it down, so that sending twice is keeping once."""

    uuid = models.UUIDField(unique=True)
    version = models.PositiveIntegerField(default=1)  # counted by the writer, edit by edit
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="findings")
    item = models.ForeignKey(OutlineItem, models.PROTECT, null=True, related_name="+")
    kind = models.CharField("loại", max_length=12, choices=FindingKind)
    severity = models.CharField("mức độ", max_length=8, choices=Severity, blank=True)
    words = models.TextField("nội dung")
    noted_at = models.DateTimeField()  # by the clock of the device
    received_at = models.DateTimeField(default=clock.stamp)
    by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=400)
    withdrawn_on = models.DateField(null=True)
    withdraw_reason = models.TextField(blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["visit_id", "item__position", "noted_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.words[:80]}"


class FindingVersion(models.Model):
    """What a finding said before it was changed."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    values = models.JSONField()
    changed_at = models.DateTimeField(default=clock.stamp)
    changed_by = models.CharField(max_length=400)

    class Meta:
        ordering = ["finding_id", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "version"], name="finding_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.finding_id}, lần {self.version}"


class FindingPicture(models.Model):
    """A proof: known by the hash of what was sent, kept without what the camera wrote into it."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="pictures")
    sent_sha256 = models.CharField(max_length=64)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["finding_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "sent_sha256"], name="picture_of_a_finding_once"
            )
        ]

    def __str__(self) -> str:
        return self.file.name


class Minutes(models.Model):
    """Biên bản: open while the team writes, shown to the unit, then agreed and locked."""

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=8, choices=MinutesState, default=MinutesState.DRAFT)
    unit_present = models.TextField("thành phần đơn vị", blank=True)
    course = models.TextField("diễn biến, tài liệu đã xem", blank=True)
    unit_remark = models.TextField("ý kiến của đơn vị", blank=True)
    agreed_by = models.CharField(max_length=400, blank=True)
    sent_on = models.DateField(null=True)
    answer_due = models.DateField(null=True)
    agreed_on = models.DateField(null=True)
    docx = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    signed_file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["visit_id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=MinutesState.AGREED) | Q(agreed_on__isnull=False),
                name="agreed_minutes_have_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"Biên bản kiểm tra {self.visit.unit_name}"
