"""An opinion on the work, the answers to it, who sent it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from thidua.subjects.oversight.enums import (
    OPEN,
    UNANSWERED,
    Closing,
    DeclineReason,
    OpinionKind,
    OpinionState,
    Publishing,
    Source,
    Subject,
    Taken,
)


class OpinionQuerySet(models.QuerySet["Opinion"]):
    def open(self) -> OpinionQuerySet:
        return self.filter(state__in=OPEN)

    def unanswered(self) -> OpinionQuerySet:
        return self.filter(state__in=UNANSWERED)

    def late_on(self, day: date) -> OpinionQuerySet:
        return self.unanswered().filter(due_on__lt=day)

    def published(self) -> OpinionQuerySet:
        return self.filter(publishing=Publishing.PUBLISHED)


class Opinion(models.Model):
    """What somebody says of a movement, a draft, a plan, a list, an award or the work itself.

    `round` 2 means that it was asked again, upward, which may be done once.
    """

    number = models.CharField(_("số"), max_length=20, unique=True)
    source = models.CharField(_("người gửi"), max_length=10, choices=Source)
    kind = models.CharField(_("loại ý kiến"), max_length=10, choices=OpinionKind)
    subject = models.CharField(_("về"), max_length=10, choices=Subject)
    subject_words = models.CharField(_("việc nói tới"), max_length=500)
    movement = models.ForeignKey(
        "movements.Movement", models.PROTECT, null=True, related_name="opinions"
    )
    paper = models.ForeignKey("papers.Paper", models.PROTECT, null=True, related_name="opinions")
    plan = models.ForeignKey(
        "inspections.InspectionPlan", models.PROTECT, null=True, related_name="opinions"
    )
    about_unit = models.ForeignKey(
        "orgs.Organization", models.PROTECT, null=True, related_name="opinions_about"
    )
    text = models.TextField(_("nội dung"))
    search_key = models.TextField(editable=False)
    files = models.ManyToManyField("files.StoredFile", related_name="+")

    # Of a citizen nothing stands here; who sent it is kept apart (Sender).
    unit = models.ForeignKey(
        "orgs.Organization", models.PROTECT, null=True, related_name="opinions_given"
    )
    unit_name = models.CharField(max_length=300, blank=True)
    written_by_id = models.BigIntegerField(null=True)
    written_by_name = models.CharField(max_length=400, blank=True)
    own_paper = models.CharField(_("văn bản của người gửi"), max_length=300, blank=True)
    code_kept = models.CharField(max_length=64, blank=True)
    ticket_kept = models.CharField(max_length=64, null=True, unique=True)

    state = models.CharField(max_length=10, choices=OpinionState, default=OpinionState.RECEIVED)
    round = models.PositiveSmallIntegerField(default=1)
    received_on = models.DateField(_("ngày nhận"))
    answering_unit = models.ForeignKey(
        "orgs.Organization", models.PROTECT, null=True, related_name="opinions_to_answer"
    )
    answering_unit_name = models.CharField(max_length=300, blank=True)
    assigned_on = models.DateField(null=True)
    assignment_note = models.TextField(blank=True)
    due_on = models.DateField(_("hạn trả lời"), null=True)
    answered_on = models.DateField(null=True)
    asked_again_on = models.DateField(null=True)
    asked_again_words = models.TextField(blank=True)
    pressed = models.PositiveSmallIntegerField(default=0)
    pressed_on = models.DateField(null=True)
    last_reminder = models.CharField(max_length=40, blank=True)
    closed_on = models.DateField(null=True)
    closing = models.CharField(max_length=10, choices=Closing, blank=True)
    decline_reason = models.CharField(max_length=10, choices=DeclineReason, blank=True)
    decline_words = models.TextField(blank=True)

    publishing = models.CharField(max_length=10, choices=Publishing, default=Publishing.PRIVATE)
    public_text = models.TextField(blank=True)
    public_answer = models.TextField(blank=True)
    public_name = models.CharField(max_length=300, blank=True)
    published_on = models.DateField(null=True)
    publishing_reason = models.TextField(blank=True)
    is_sample = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[OpinionQuerySet] = OpinionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("ý kiến")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="assigned")
                | Q(answering_unit__isnull=False, due_on__isnull=False),
                name="opinion_assigned_has_owner",
            ),
            models.CheckConstraint(
                condition=~Q(source="citizen") | Q(unit=None, written_by_name=""),
                name="opinion_citizen_stays_apart",
            ),
            models.CheckConstraint(condition=Q(round__in=(1, 2)), name="opinion_asked_again_once"),
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="opinion_by_state"),
            models.Index(fields=["publishing", "-published_on"], name="opinion_published"),
        ]

    def __str__(self) -> str:
        return f"Ý kiến {self.number}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_unanswered(self) -> bool:
        return self.state in UNANSWERED

    @property
    def is_published(self) -> bool:
        return self.publishing == Publishing.PUBLISHED

    @property
    def sender_words(self) -> str:
        """Who it is from, as those inside may read it without need of a contact."""
        return self.unit_name or str(Source(self.source).label)

    @property
    def first_words(self) -> str:
        return str(Truncator(" ".join(self.text.split())).words(16, truncate=" …"))


class Sender(models.Model):
    """Who a citizen is: for those who must reach him only, and erased when nobody needs it."""

    opinion = models.OneToOneField(Opinion, models.CASCADE, related_name="sender")
    name = models.CharField(_("họ và tên"), max_length=150, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=30, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    address = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    name_may_be_shown = models.BooleanField(_("đồng ý nêu tên khi công khai"), default=False)
    erased_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("người gửi ý kiến")

    def __str__(self) -> str:
        return f"Người gửi {self.opinion_id}"

    @property
    def is_erased(self) -> bool:
        return self.erased_on is not None


class Answer(models.Model):
    """What the office said, once for each round; never edited."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="answers")
    round = models.PositiveSmallIntegerField()
    taken = models.CharField(_("kết quả"), max_length=10, choices=Taken)
    text = models.TextField(_("trả lời"))
    paper = models.ForeignKey("papers.Paper", models.PROTECT, null=True, related_name="+")
    paper_words = models.CharField(_("văn bản trả lời"), max_length=300, blank=True)
    answered_on = models.DateField()
    unit_name = models.CharField(max_length=300)
    by_name = models.CharField(max_length=400)

    class Meta:
        verbose_name = _("trả lời")
        ordering = ["opinion_id", "round"]
        constraints = [
            models.UniqueConstraint(fields=["opinion", "round"], name="one_answer_a_round")
        ]

    def __str__(self) -> str:
        return f"{self.opinion_id}/{self.round}: {self.get_taken_display()}"


class Addition(models.Model):
    """Words added by the one who wrote, or a question back by the office."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="additions")
    text = models.TextField(_("bổ sung"))
    from_sender = models.BooleanField()
    by_name = models.CharField(max_length=400, blank=True)
    day = models.DateField()
    ticket_kept = models.CharField(max_length=64, null=True, unique=True)

    class Meta:
        verbose_name = _("bổ sung ý kiến")
        ordering = ["opinion_id", "pk"]

    def __str__(self) -> str:
        return f"{self.opinion_id}: {self.day}"
