"""Questions on the law, their answers with articles, and how long these are right."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.subjects.oversight.enums import QuestionState, Topic


class QuestionQuerySet(models.QuerySet["Question"]):
    def published_on(self, day: date) -> QuestionQuerySet:
        """What anybody may read: published and still right that day."""
        return self.filter(is_published=True).filter(Q(valid_until=None) | Q(valid_until__gt=day))

    def to_review_on(self, day: date) -> QuestionQuerySet:
        """Published answers that need eyes: past their day, or citing what has ceased since the
        last look."""
        ceased = Q(
            citations__document__effective_until__lte=day,
        ) & (Q(reviewed_on=None) | Q(citations__document__effective_until__gt=F("reviewed_on")))
        return self.filter(is_published=True).filter(Q(valid_until__lte=day) | ceased).distinct()


class Question(models.Model):
    """A question as it was asked; `title` and `answer` are what is published of it.

    `reviewed_on` is the day somebody last said that the answer is right.
    """

    number = models.CharField(_("số"), max_length=20, unique=True)
    text = models.TextField(_("câu hỏi"))
    topic = models.CharField(_("lĩnh vực"), max_length=10, choices=Topic, default=Topic.OTHER)
    state = models.CharField(max_length=10, choices=QuestionState, default=QuestionState.WAITING)
    asked_on = models.DateField()
    due_on = models.DateField()
    asked_by_id = models.BigIntegerField(null=True)
    asked_by_name = models.CharField(max_length=400, blank=True)
    unit = models.ForeignKey("orgs.Organization", models.PROTECT, null=True, related_name="+")
    from_citizen = models.BooleanField(default=False)
    by_office = models.BooleanField(default=False)  # written by the desk itself as an entry
    code_kept = models.CharField(max_length=64, blank=True)
    ticket_kept = models.CharField(max_length=64, null=True, unique=True)

    title = models.CharField(_("câu hỏi công bố"), max_length=400, blank=True)
    answer = models.TextField(_("trả lời"), blank=True)
    answered_on = models.DateField(null=True)
    answered_by_name = models.CharField(max_length=400, blank=True)
    decline_words = models.TextField(blank=True)
    is_published = models.BooleanField(default=False)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(_("còn đúng đến trước ngày"), null=True)
    reviewed_on = models.DateField(null=True)
    search_key = models.TextField(editable=False)
    is_sample = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[QuestionQuerySet] = QuestionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("hỏi đáp pháp luật")
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None)
                | Q(valid_from=None)
                | Q(valid_until__gt=F("valid_from")),
                name="question_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(is_published=False) | Q(state="answered"),
                name="question_published_is_answered",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="question_by_state")]

    def __str__(self) -> str:
        return f"Câu hỏi {self.number}"


class LawCitation(models.Model):
    """Where the answer is written in the law."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="citations")
    document = models.ForeignKey(
        "papers.LegalDocument", models.PROTECT, related_name="question_citations"
    )
    article = models.CharField(_("điều, khoản, điểm"), max_length=200)

    class Meta:
        verbose_name = _("căn cứ của trả lời")
        ordering = ["question_id", "pk"]

    def __str__(self) -> str:
        return f"{self.article}: {self.document_id}"
