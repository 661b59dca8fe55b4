"""A course with its sessions: what is taught to whom, when, where, by whom."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.subjects.training.enums import OPEN_COURSES, CourseState


class CourseQuerySet(models.QuerySet["Course"]):
    def open(self) -> CourseQuerySet:
        return self.filter(state__in=OPEN_COURSES)

    def held_between(self, since: date, until: date) -> CourseQuerySet:
        done = (CourseState.HELD, CourseState.CLOSED)
        return self.filter(state__in=done, ends_on__range=(since, until))


class Course(models.Model):
    unit = models.ForeignKey(
        "orgs.Organization", models.PROTECT, related_name="+", verbose_name=_("cơ quan tổ chức")
    )
    unit_name = models.CharField(max_length=300)  # as it stood when the course was planned
    name = models.CharField(_("tên lớp"), max_length=300)
    name_key = models.CharField(max_length=400, db_index=True, editable=False)
    content = models.TextField(_("nội dung chuyên đề"), blank=True)
    place = models.CharField(_("địa điểm"), max_length=300, blank=True)
    trainer = models.CharField(_("giảng viên"), max_length=300, blank=True)
    capacity = models.PositiveIntegerField(_("số học viên tối đa"), null=True, blank=True)
    seats_per_unit = models.PositiveSmallIntegerField(_("số người mỗi đơn vị"), default=1)
    # Who is meant: audiences by name, narrowed to sets of units, with single units added.
    audiences = models.JSONField(_("đối tượng"), default=list, blank=True)
    sets = models.JSONField(_("nhóm đơn vị"), default=list, blank=True)
    units = models.JSONField(_("đơn vị thêm"), default=list, blank=True)
    wanted_posts = models.JSONField(_("người đề nghị cử"), default=list, blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=CourseState, default=CourseState.PLANNED
    )
    # The first and last day of its sessions, kept for lists.
    starts_on = models.DateField(_("từ ngày"), null=True, blank=True)
    ends_on = models.DateField(_("đến ngày"), null=True, blank=True)
    naming_due = models.DateField(_("hạn cử người"), null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)  # edition of its calendar file
    plan_paper = models.ForeignKey("papers.Paper", models.PROTECT, null=True, related_name="+")
    decision_paper = models.ForeignKey("papers.Paper", models.PROTECT, null=True, related_name="+")
    summons_paper = models.ForeignKey("papers.Paper", models.PROTECT, null=True, related_name="+")
    report_paper = models.ForeignKey("papers.Paper", models.PROTECT, null=True, related_name="+")
    summons_number = models.CharField(_("số giấy triệu tập"), max_length=60, blank=True)
    pass_mark = models.PositiveSmallIntegerField(_("điểm đạt, %"), null=True)  # when invited
    share_present = models.PositiveSmallIntegerField(_("có mặt từ, %"), null=True)
    invited_on = models.DateField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    cancel_reason = models.TextField(blank=True)
    is_sample = models.BooleanField(_("số liệu mẫu"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = _("lớp tập huấn")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(starts_on__lte=F("ends_on")),
                name="course_days_in_order",
            )
        ]
        indexes = [models.Index(fields=["state", "starts_on"], name="course_by_state")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_planned(self) -> bool:
        return self.state == CourseState.PLANNED

    @property
    def is_invited(self) -> bool:
        return self.state == CourseState.INVITED

    @property
    def is_held(self) -> bool:
        return self.state == CourseState.HELD

    @property
    def has_taken_place(self) -> bool:
        return self.state in (CourseState.HELD, CourseState.CLOSED)

    @property
    def summons_code(self) -> str:
        """Number of the summons, by its paper here or as recorded."""
        if self.summons_paper is not None and self.summons_paper.is_published:
            return self.summons_paper.code
        return self.summons_number


def new_secret() -> str:
    return secrets.token_hex(32)


class Session(models.Model):
    """Half a day or so; attendance is taken at each."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="sessions")
    day = models.DateField(_("ngày"))
    starts_at = models.TimeField(_("từ giờ"))
    ends_at = models.TimeField(_("đến giờ"))
    topic = models.CharField(_("nội dung buổi"), max_length=300, blank=True)
    trainer = models.CharField(_("giảng viên buổi"), max_length=300, blank=True)
    place = models.CharField(_("địa điểm buổi"), max_length=300, blank=True)
    secret = models.CharField(max_length=64, default=new_secret, editable=False)

    class Meta:
        verbose_name = _("buổi học")
        ordering = ["day", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="session_hours_in_order"
            ),
            models.UniqueConstraint(
                fields=["course", "day", "starts_at"], name="session_once_at_an_hour"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%H:%M} {self.day:%d/%m/%Y}"

    @property
    def where(self) -> str:
        return self.place or self.course.place

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.day, self.starts_at)

    @property
    def ends(self) -> datetime:
        return datetime.combine(self.day, self.ends_at)
