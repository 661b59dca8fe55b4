"""Who is asked to send somebody, who is sent, who came."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.subjects.training.enums import (
    EXPECTED,
    TRAINED,
    CourseState,
    HowPresent,
    ParticipantState,
    SummonsState,
)
from thidua.subjects.training.models.courses import Course, Session


class SummonsQuerySet(models.QuerySet["Summons"]):
    def waiting(self) -> SummonsQuerySet:
        """Units that owe a name to a course that is to come."""
        return self.filter(state=SummonsState.WAITING, course__state=CourseState.INVITED)


class Summons(models.Model):
    """What one unit owes to a course: names of people by a day."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="summons")
    organization = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=300)
    unit_kind = models.CharField(max_length=40)
    seats = models.PositiveSmallIntegerField(default=1)
    due_on = models.DateField(_("hạn cử người"))
    state = models.CharField(max_length=10, choices=SummonsState, default=SummonsState.WAITING)
    answered_on = models.DateField(null=True)
    answered_by = models.CharField(max_length=400, blank=True)
    reason = models.TextField(_("lý do không cử"), blank=True)
    last_reminder = models.CharField(max_length=40, blank=True)

    objects = SummonsQuerySet.as_manager()

    class Meta:
        verbose_name = _("đơn vị được triệu tập")
        ordering = ["course_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["course", "organization"], name="summoned_once")
        ]
        indexes = [models.Index(fields=["organization", "state"], name="summons_by_unit")]

    def __str__(self) -> str:
        return f"{self.unit_name}: {self.get_state_display()}"


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def expected(self) -> ParticipantQuerySet:
        return self.filter(state__in=EXPECTED)

    def trained(self) -> ParticipantQuerySet:
        return self.filter(state__in=TRAINED)

    def counted(self) -> ParticipantQuerySet:
        """All but those who declined or were replaced."""
        return self.exclude(state=ParticipantState.DECLINED)


class Participant(models.Model):
    """A person of a course: with an account, or by name only."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="participants")
    summons = models.ForeignKey(Summons, models.PROTECT, related_name="participants")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="trainings"
    )
    full_name = models.CharField(_("họ và tên"), max_length=120)
    name_key = models.CharField(max_length=120, editable=False)
    sort_key = models.CharField(max_length=400, editable=False)
    title = models.CharField(_("chức vụ"), max_length=160, blank=True)
    role = models.CharField(max_length=24, blank=True)  # of the post at the time of naming
    unit_name = models.CharField(max_length=300)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    state = models.CharField(
        max_length=10, choices=ParticipantState, default=ParticipantState.NAMED
    )
    substitute_for = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="substitute"
    )
    reason = models.CharField(_("lý do không dự"), max_length=300, blank=True)
    answered_on = models.DateField(null=True)
    evaluated_on = models.DateField(null=True)
    score = models.PositiveSmallIntegerField(_("điểm cao nhất, %"), null=True)
    certificate_number = models.PositiveIntegerField(null=True)
    certificate_year = models.PositiveSmallIntegerField(null=True)
    certified_on = models.DateField(null=True)
    eve_told = models.BooleanField(default=False)
    is_sample = models.BooleanField(default=False)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("học viên")
        ordering = ["course_id", "sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "user"],
                condition=Q(user__isnull=False),
                name="participant_user_once",
            ),
            models.UniqueConstraint(
                fields=["summons", "name_key"],
                condition=Q(user__isnull=True),
                name="participant_name_once_in_a_unit",
            ),
            models.CheckConstraint(
                condition=~Q(state=ParticipantState.CERTIFIED)
                | Q(certificate_number__isnull=False, certified_on__isnull=False),
                name="certified_has_a_number",
            ),
        ]
        indexes = [models.Index(fields=["user", "state"], name="participant_by_user")]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.unit_name})"

    @property
    def is_expected(self) -> bool:
        return self.state in EXPECTED

    @property
    def is_trained(self) -> bool:
        return self.state in TRAINED

    @property
    def certificate_code(self) -> str:
        if self.certificate_number is None:
            return ""
        return f"{self.certificate_number:03d}/{self.certificate_year}/GCN"


class Attendance(models.Model):
    """One person was at one session; once, whoever noted it."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="attendances")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="attendances")
    how = models.CharField(max_length=4, choices=HowPresent)
    at = models.DateTimeField()
    day = models.DateField()
    by_name = models.CharField(max_length=400)

    class Meta:
        ordering = ["session_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "participant"], name="present_once")
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} @ {self.session_id}"
