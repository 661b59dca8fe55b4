"""A piece of long work with its progress; the clock's memory."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.base.access import Actor
from thidua.base.jobs.registry import JOBS


class JobState(models.TextChoices):
    QUEUED = "queued", _("Chờ chạy")
    RUNNING = "running", _("Đang chạy")
    DONE = "done", _("Đã xong")
    FAILED = "failed", _("Không xong")


OPEN = (JobState.QUEUED, JobState.RUNNING)


class JobQuerySet(models.QuerySet["JobRun"]):
    def ready(self, now: datetime) -> "JobQuerySet":
        return self.filter(state=JobState.QUEUED, run_after__lte=now).order_by("pk")

    def running(self) -> "JobQuerySet":
        return self.filter(state=JobState.RUNNING)


class JobRun(models.Model):
    name = models.CharField(_("công việc"), max_length=100)
    kwargs = models.JSONField(_("tham số"), default=dict)
    key = models.CharField(_("khóa"), max_length=200, blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=JobState, default=JobState.QUEUED
    )
    done = models.PositiveIntegerField(_("đã làm"), default=0)
    total = models.PositiveIntegerField(_("tất cả"), default=0)
    message = models.TextField(_("diễn biến"), blank=True)
    result_url = models.CharField(_("kết quả"), max_length=500, blank=True)
    error = models.TextField(_("lỗi"), blank=True)
    user_id = models.BigIntegerField(_("mã người giao"), null=True)
    actor = models.JSONField(_("người giao"))
    created_at = models.DateTimeField(_("giao lúc"), auto_now_add=True)
    run_after = models.DateTimeField(_("chạy từ"))
    started_at = models.DateTimeField(_("bắt đầu"), null=True)
    finished_at = models.DateTimeField(_("xong lúc"), null=True)
    attempts = models.PositiveSmallIntegerField(_("số lần chạy"), default=0)
    worker = models.CharField(_("tiến trình"), max_length=80, blank=True)
    lease_until = models.DateTimeField(_("giữ đến"), null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("việc chạy nền")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["run_after"], condition=Q(state="queued"), name="job_waiting"),
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="job_running"),
            models.Index(fields=["user_id", "-id"], name="job_by_user"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(state__in=["queued", "running"]) & ~Q(key=""),
                name="job_one_open_by_key",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        known = JOBS.get(self.name)
        return str(known.title) if known else self.name

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def percent(self) -> int:
        if self.state == JobState.DONE:
            return 100
        return min(100, 100 * self.done // self.total) if self.total else 0

    def acting(self) -> Actor:
        return actor_from(self.actor)


def actor_as_json(actor: Actor) -> dict[str, Any]:
    verbs = actor.delegated_verbs
    return asdict(actor) | {
        "day": actor.day.isoformat(),
        "delegated_verbs": None if verbs is None else sorted(verbs),
    }


def actor_from(row: dict[str, Any]) -> Actor:
    verbs = row["delegated_verbs"]
    return Actor(
        **row
        | {
            "day": datetime.fromisoformat(row["day"]).date(),
            "delegated_verbs": None if verbs is None else frozenset(verbs),
        }
    )


class PeriodicRun(models.Model):
    """When a thing that runs by the clock runs next."""

    name = models.CharField(_("công việc"), max_length=100, unique=True)
    next_at = models.DateTimeField(_("lần tới"))
    last_at = models.DateTimeField(_("lần gần nhất"), null=True)
    last_error = models.TextField(_("lỗi gần nhất"), blank=True)

    class Meta:
        verbose_name = _("việc theo giờ")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
