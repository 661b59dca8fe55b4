"""What is learned from, asked, tested and judged."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.subjects.training.enums import MaterialKind
from thidua.subjects.training.models.courses import Course
from thidua.subjects.training.models.people import Participant


class Material(models.Model):
    """A file, a film or an address; of a course, or (without one) of the library of all."""

    course = models.ForeignKey(Course, models.PROTECT, null=True, related_name="materials")
    kind = models.CharField(_("loại"), max_length=10, choices=MaterialKind)
    title = models.CharField(_("tên"), max_length=300)
    title_key = models.CharField(max_length=400, editable=False)
    note = models.CharField(_("giới thiệu"), max_length=500, blank=True)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    url = models.URLField(_("đường dẫn"), max_length=500, blank=True)
    added_on = models.DateField()
    added_by = models.CharField(max_length=400)
    withdrawn_on = models.DateField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("tài liệu")
        ordering = ["-added_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False) | ~Q(url=""), name="material_has_a_body"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """A question of the test: several choices, one or more of them right."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField(_("câu hỏi"))
    choices = models.JSONField(_("phương án"), default=list)
    right = models.JSONField(_("phương án đúng"), default=list)  # places in `choices`
    explanation = models.TextField(_("giải thích"), blank=True)

    class Meta:
        ordering = ["course_id", "position", "pk"]

    def __str__(self) -> str:
        return self.text


class Attempt(models.Model):
    """A test taken; what was asked is kept with it, so that later changes leave it as it was."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    asked = models.JSONField(default=list)
    answers = models.JSONField(default=list)
    right_count = models.PositiveSmallIntegerField(default=0)
    percent = models.PositiveSmallIntegerField()
    passed = models.BooleanField()
    on_paper = models.BooleanField(default=False)
    day = models.DateField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=400)

    class Meta:
        ordering = ["participant_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "number"], name="attempt_number_once"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="attempt_percent"),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id}: {self.percent} %"


class Evaluation(models.Model):
    """What a participant thinks of a course; nobody is named, so that words are free."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="evaluations")
    scores = models.JSONField(default=dict)  # criterion → 1 to 5
    words = models.TextField(_("góp ý"), blank=True)

    class Meta:
        ordering = ["course_id", "pk"]

    def __str__(self) -> str:
        return f"{self.course_id}"


class AskedQuestion(models.Model):
    """A question from a course; answered, it stays for all who come after."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="asked")
    text = models.TextField(_("câu hỏi"))
    text_key = models.TextField(editable=False)
    asked_by = models.CharField(max_length=400)
    asker = models.ForeignKey("accounts.User", models.SET_NULL, null=True, related_name="+")
    asked_on = models.DateField()
    answer = models.TextField(_("trả lời"), blank=True)
    answered_by = models.CharField(max_length=400, blank=True)
    answered_on = models.DateField(null=True)

    class Meta:
        ordering = ["-asked_on", "-pk"]

    def __str__(self) -> str:
        return self.text
