"""One unit's inspection: its days, its team, what the unit says of itself beforehand."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from thidua.subjects.inspections.enums import (
    ENDED,
    KNOWN_TO_UNIT,
    SelfCheckState,
    TeamRole,
    Verdict,
    VisitForm,
    VisitState,
)
from thidua.subjects.inspections.models.plans import InspectionPlan, OutlineItem


class VisitQuerySet(models.QuerySet["Visit"]):
    def of_unit(self, unit_id: int | None) -> "VisitQuerySet":
        return self.none() if unit_id is None else self.filter(organization_id=unit_id)

    def known_to(self, unit_id: int | None) -> "VisitQuerySet":
        return self.of_unit(unit_id).filter(state__in=KNOWN_TO_UNIT)

    def running(self) -> "VisitQuerySet":
        return self.exclude(state__in=ENDED)


class Visit(models.Model):
    plan = models.ForeignKey(InspectionPlan, models.PROTECT, related_name="visits")
    organization = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=300)  # as it stood when the unit was chosen
    unit_key = models.CharField(max_length=400)
    unit_kind = models.CharField(max_length=40)
    form = models.CharField(
        "hình thức", max_length=12, choices=VisitForm, default=VisitForm.ON_SITE
    )
    checked_by = models.ForeignKey(  # the unit of the block that goes there, in a cross-check
        "orgs.Organization", models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(max_length=12, choices=VisitState, default=VisitState.PLANNED)
    day = models.DateField("ngày kiểm tra", null=True)
    place = models.CharField("địa điểm", max_length=300, blank=True)
    period_from = models.DateField("kỳ kiểm tra từ", null=True)
    period_until = models.DateField("đến", null=True)
    self_check_due = models.DateField(null=True)  # fixed with the notice
    notified_on = models.DateField(null=True)
    self_checked_on = models.DateField(null=True)
    visited_on = models.DateField(null=True)
    conclusion_due = models.DateField(null=True)  # fixed on the day of the visit
    assessment = models.TextField("đánh giá chung", blank=True)
    requirements = models.TextField("yêu cầu chung", blank=True)
    conclusion_paper = models.ForeignKey(
        "papers.Paper", models.PROTECT, null=True, related_name="+"
    )
    concluded_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    cancel_reason = models.TextField(blank=True)
    notes = models.TextField("ghi chú của đoàn", blank=True)
    notes_revision = models.PositiveIntegerField(default=0)
    is_sample = models.BooleanField(default=False)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["plan_id", "day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "organization"],
                condition=~Q(state=VisitState.CANCELLED),
                name="visited_once_in_a_plan",
            )
        ]
        indexes = [models.Index(fields=["organization", "state"])]

    def __str__(self) -> str:
        return f"Kiểm tra {self.unit_name}"

    @property
    def is_on_paper_only(self) -> bool:
        """The unit reports in writing; nobody travels."""
        return self.form == VisitForm.SELF_CHECK

    def is_self_check_late(self, day: date) -> bool:
        due = self.self_check_due
        return self.state == VisitState.NOTIFIED and due is not None and due < day


class TeamMember(models.Model):
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="team")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=150)  # name, post and unit as they stood then
    title = models.CharField(max_length=400)
    role = models.CharField(max_length=10, choices=TeamRole, default=TeamRole.MEMBER)
    portfolio = models.CharField("lĩnh vực phụ trách", max_length=200, blank=True)

    class Meta:
        ordering = ["visit_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "user"], name="in_a_team_once"),
            models.UniqueConstraint(
                fields=["visit"], condition=Q(role=TeamRole.HEAD), name="one_head_of_a_team"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SelfCheck(models.Model):
    """The unit's own report before the visit (báo cáo tự kiểm tra)."""

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="self_check")
    state = models.CharField(max_length=10, choices=SelfCheckState, default=SelfCheckState.DRAFT)
    summary = models.TextField("đánh giá chung", blank=True)
    proposals = models.TextField("đề xuất, kiến nghị", blank=True)
    revision = models.PositiveIntegerField(default=1)
    paper = models.ForeignKey("papers.Paper", models.PROTECT, null=True, related_name="+")
    sent_on = models.DateField(null=True)
    sent_by = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["visit_id"]

    def __str__(self) -> str:
        return f"Tự kiểm tra: {self.visit.unit_name}"


class SelfAnswer(models.Model):
    self_check = models.ForeignKey(SelfCheck, models.CASCADE, related_name="answers")
    item = models.ForeignKey(OutlineItem, models.PROTECT, related_name="+")
    verdict = models.CharField("tự đánh giá", max_length=15, choices=Verdict, blank=True)
    words = models.TextField("kết quả, tồn tại", blank=True)
    evidence = models.ManyToManyField("files.StoredFile", related_name="+", blank=True)

    class Meta:
        ordering = ["item__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["self_check", "item"], name="answered_once")]

    def __str__(self) -> str:
        return f"{self.item}: {self.get_verdict_display()}"
