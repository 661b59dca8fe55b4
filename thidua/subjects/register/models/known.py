"""What is known of a holder beside the awards, and what somebody checked to be complete."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.subjects.register.enums import FOREVER, Fact
from thidua.subjects.register.models.entries import Batch
from thidua.subjects.register.models.people import Holder


class YearRating(models.Model):
    """How a person or collective was rated in a year (xếp loại)."""

    holder = models.ForeignKey(Holder, models.CASCADE, related_name="ratings")
    year = models.SmallIntegerField(_("năm"))
    rating = models.CharField(_("xếp loại"), max_length=16)
    source = models.CharField(_("căn cứ"), max_length=300, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("xếp loại năm")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "year", "rating"], name="rating_once_in_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.rating}"


class RecognisedInitiative(models.Model):
    """An initiative, accepted science work or combat creativity that was recognised."""

    holder = models.ForeignKey(Holder, models.CASCADE, related_name="initiatives")
    year = models.SmallIntegerField(_("năm"))
    scope = models.CharField(_("phạm vi"), max_length=20)
    kind = models.CharField(_("loại"), max_length=20, default="initiative")
    title = models.CharField(_("tên sáng kiến, đề tài"), max_length=500)
    decision_number = models.CharField(_("số quyết định"), max_length=60, blank=True)
    decided = models.DateField(_("ngày quyết định"), null=True, blank=True)
    used_for = models.CharField(_("đã dùng cho"), max_length=60, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("sáng kiến, đề tài đã công nhận")
        ordering = ["-year", "pk"]
        indexes = [models.Index(fields=["holder", "year"], name="initiative_holder")]

    def __str__(self) -> str:
        return self.title


class Between(models.Model):
    """True from a day up to, but without, another; people read the last day."""

    valid_from = models.DateField(_("từ ngày"))
    valid_until = models.DateField(_("trước ngày"), default=FOREVER)
    source = models.CharField(_("căn cứ"), max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def last_day(self) -> date | None:
        return None if self.valid_until >= FOREVER else self.valid_until - timedelta(days=1)


class DisciplineRecord(Between):
    holder = models.ForeignKey(Holder, models.CASCADE, related_name="disciplines")
    kind = models.CharField(_("hình thức kỷ luật"), max_length=20)

    class Meta:
        verbose_name = _("kỷ luật")
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_until")), name="discipline_days_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.kind


class CaseUnderReview(Between):
    """Something that blocks commendation while it is open (đang xem xét, điều tra, xác minh)."""

    holder = models.ForeignKey(Holder, models.CASCADE, related_name="open_cases")
    kind = models.CharField(_("loại vụ việc"), max_length=30)
    conclusion = models.CharField(_("kết luận"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("vụ việc đang xem xét")
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_until")), name="case_days_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.kind


class AbsenceRecord(Between):
    """Time away that the law counts: maternity leave, study, treatment after a brave act."""

    holder = models.ForeignKey(Holder, models.CASCADE, related_name="absences")
    kind = models.CharField(_("lý do nghỉ"), max_length=30)

    class Meta:
        verbose_name = _("thời gian nghỉ được tính")
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_until"), valid_until__lt=FOREVER),
                name="absence_days_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.kind


class MeritRecord(models.Model):
    """An achievement claimed and evidenced: what the merit conditions are judged on."""

    holder = models.ForeignKey(Holder, models.CASCADE, related_name="merits")
    event = models.CharField(_("loại thành tích"), max_length=60)
    year = models.SmallIntegerField(_("năm"))
    body = models.JSONField(default=dict)  # scope, organiser, movement_years, occasion …
    text = models.CharField(_("thành tích"), max_length=500)
    source = models.CharField(_("căn cứ"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("thành tích")
        ordering = ["-year"]

    def __str__(self) -> str:
        return self.text


class CheckedComplete(models.Model):
    """Somebody looked: this list of facts is complete for the holder up to a day."""

    holder = models.ForeignKey(Holder, models.CASCADE, related_name="checked")
    fact = models.CharField(max_length=16, choices=Fact)
    day = models.DateField(_("đến ngày"))
    checked_by = models.CharField(_("người đối chiếu"), max_length=300)

    class Meta:
        verbose_name = _("đã đối chiếu đủ")
        constraints = [
            models.UniqueConstraint(fields=["holder", "fact"], name="checked_once_per_fact")
        ]

    def __str__(self) -> str:
        return f"{self.fact} {self.day}"


class WordKey(models.Model):
    """The number of a key of words of years (core/law/bulk/words), for packing them short."""

    id = models.SmallAutoField(primary_key=True)
    text = models.CharField(max_length=600, unique=True)

    class Meta:
        verbose_name = _("khóa từ năm")

    def __str__(self) -> str:
        return self.text


class YearWords(models.Model):
    """For judging many at once: all that is recorded of a holder, packed; kept by the services.

    Holders that were merged all carry the words of the one that stands for them.
    """

    holder = models.OneToOneField(
        Holder, models.CASCADE, primary_key=True, related_name="year_words"
    )
    packed = models.BinaryField()

    class Meta:
        verbose_name = _("năm theo người")

    def __str__(self) -> str:
        return str(self.holder_id)
