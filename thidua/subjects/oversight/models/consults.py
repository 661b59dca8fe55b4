"""A draft put out for opinion: whom it was sent to, what each said of which passage."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.subjects.oversight.enums import REPLIED, ReplyState, RequestState, Taken


class OpinionRequest(models.Model):
    """Asking units for their opinion on a draft, as it stood on the day of asking.

    `passages`: [{"key", "label", "text"}], copied when asked: later changes leave it as it was.
    """

    movement = models.ForeignKey(
        "movements.Movement", models.PROTECT, null=True, related_name="opinion_requests"
    )
    paper = models.ForeignKey(
        "papers.Paper", models.PROTECT, null=True, related_name="opinion_requests"
    )
    title = models.CharField(_("dự thảo"), max_length=500)
    words = models.TextField(_("điều cần xin ý kiến"), blank=True)
    passages = models.JSONField(default=list)
    unit = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="opinion_requests")
    unit_name = models.CharField(max_length=300)
    asked_by_name = models.CharField(max_length=400)
    asked_by_id = models.BigIntegerField(null=True)
    asked_on = models.DateField(_("ngày gửi"))
    due_on = models.DateField(_("hạn trả lời"))
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.OPEN)
    silence_is_consent = models.BooleanField(default=False)  # as the rule stood when asked
    closed_on = models.DateField(null=True)
    letter = models.ForeignKey("papers.Paper", models.PROTECT, null=True, related_name="+")
    summary = models.ForeignKey("papers.Paper", models.PROTECT, null=True, related_name="+")
    is_sample = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("lấy ý kiến dự thảo")
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(movement__isnull=False) ^ Q(paper__isnull=False),
                name="consult_has_one_draft",
            ),
            models.UniqueConstraint(
                fields=["movement"], condition=Q(state="open"), name="consult_open_once_a_movement"
            ),
            models.UniqueConstraint(
                fields=["paper"], condition=Q(state="open"), name="consult_open_once_a_paper"
            ),
        ]

    def __str__(self) -> str:
        return f"Lấy ý kiến: {self.title}"

    @property
    def is_open(self) -> bool:
        return self.state == RequestState.OPEN


class ConsultedQuerySet(models.QuerySet["Consulted"]):
    def waiting(self) -> ConsultedQuerySet:
        return self.filter(state=ReplyState.WAITING, request__state=RequestState.OPEN)

    def of_unit(self, unit_id: int | None) -> ConsultedQuerySet:
        return self.none() if unit_id is None else self.filter(organization_id=unit_id)


class Consulted(models.Model):
    """One unit that was asked, and what it answered."""

    request = models.ForeignKey(OpinionRequest, models.PROTECT, related_name="consulted")
    organization = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=ReplyState, default=ReplyState.WAITING)
    words = models.TextField(_("ý kiến chung"), blank=True)
    own_paper = models.CharField(_("văn bản trả lời"), max_length=300, blank=True)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    replied_on = models.DateField(null=True)
    replied_by_name = models.CharField(max_length=400, blank=True)
    is_late = models.BooleanField(default=False)
    reminders = models.PositiveSmallIntegerField(default=0)
    last_reminder = models.CharField(max_length=40, blank=True)

    objects: ClassVar[ConsultedQuerySet] = ConsultedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("nơi được hỏi ý kiến")
        ordering = ["request_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "organization"], name="consulted_once_a_request"
            )
        ]
        indexes = [models.Index(fields=["organization", "state"])]

    def __str__(self) -> str:
        return self.unit_name

    @property
    def has_replied(self) -> bool:
        return self.state in REPLIED


class PassageOpinion(models.Model):
    """What one unit says of one passage (empty key: of the whole), and what was made of it."""

    consulted = models.ForeignKey(Consulted, models.PROTECT, related_name="passages")
    key = models.CharField(max_length=60, blank=True)
    label = models.CharField(max_length=300)
    text = models.TextField(_("góp ý"))
    taken = models.CharField(_("tiếp thu"), max_length=10, choices=Taken, blank=True)
    reason = models.TextField(_("giải trình"), blank=True)
    decided_on = models.DateField(null=True)
    decided_by_name = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name = _("góp ý từng phần")
        ordering = ["consulted_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["consulted", "key"], name="passage_once_a_unit")
        ]

    def __str__(self) -> str:
        return f"{self.consulted_id}: {self.label}"
