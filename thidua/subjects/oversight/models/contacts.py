"""Remarks of users to those who run the system; whom to call."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.subjects.orgs.enums import FOREVER
from thidua.subjects.oversight.enums import RemarkState


class Remark(models.Model):
    """ "Góp ý về trang này": what a user says of a page, and what became of it."""

    number = models.CharField(_("số"), max_length=20, unique=True)
    page = models.CharField(_("trang"), max_length=500)
    text = models.TextField(_("góp ý"))
    picture = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    user_id = models.BigIntegerField(null=True)
    user_name = models.CharField(max_length=400)
    unit_name = models.CharField(max_length=300, blank=True)
    sent_on = models.DateField()
    state = models.CharField(max_length=10, choices=RemarkState, default=RemarkState.RECEIVED)
    answer = models.TextField(_("trả lời"), blank=True)
    answered_on = models.DateField(null=True)
    answered_by_name = models.CharField(max_length=400, blank=True)
    is_sample = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("góp ý về hệ thống")
        ordering = ["-sent_on", "-pk"]
        indexes = [models.Index(fields=["state"]), models.Index(fields=["user_id"])]

    def __str__(self) -> str:
        return f"Góp ý {self.number}"


class SupportContactQuerySet(models.QuerySet["SupportContact"]):
    def on(self, day: date) -> SupportContactQuerySet:
        return self.filter(valid_from__lte=day, valid_until__gt=day)


class SupportContact(models.Model):
    """Whom to ask for what, between two days (half open). An office's number, never a person's own."""

    name = models.CharField(_("nơi hỗ trợ"), max_length=200)
    matters = models.CharField(_("hỏi về việc gì"), max_length=300)
    phone = models.CharField(_("điện thoại cơ quan"), max_length=60, blank=True)
    email = models.EmailField(_("thư điện tử công vụ"), blank=True)
    hours = models.CharField(_("giờ trực"), max_length=120, blank=True)
    is_public = models.BooleanField(_("hiện cả trên cổng công khai"), default=False)
    position = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    valid_from = models.DateField(_("từ ngày"))
    valid_until = models.DateField(_("đến trước ngày"), default=FOREVER)
    is_sample = models.BooleanField(default=False)

    objects: ClassVar[SupportContactQuerySet] = SupportContactQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("liên hệ hỗ trợ")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_until")), name="contact_days_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.name
