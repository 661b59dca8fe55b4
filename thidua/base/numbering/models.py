"""Series of official numbers, the counter of each year, and the book of numbers used."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mode(models.TextChoices):
    GIVEN = "given", _("Thi Đua cấp số")
    RECORDED = "recorded", _("Ghi lại số từ hệ thống văn bản của cơ quan")


class NumberSeries(models.Model):
    """Where the numbers of one kind of paper of one unit come from. Unlisted series are given."""

    key = models.CharField(_("mã dãy số"), max_length=200, unique=True)
    unit_id = models.BigIntegerField(_("mã đơn vị"), null=True)
    kind = models.CharField(_("loại văn bản"), max_length=100)
    mode = models.CharField(_("cách lấy số"), max_length=10, choices=Mode, default=Mode.GIVEN)

    class Meta:
        verbose_name = _("dãy số")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key


class YearCounter(models.Model):
    series_key = models.CharField(_("mã dãy số"), max_length=200)
    year = models.PositiveSmallIntegerField(_("năm"))
    last = models.PositiveIntegerField(_("số cuối"), default=0)

    class Meta:
        verbose_name = _("bộ đếm của năm")
        constraints = [
            models.UniqueConstraint(fields=["series_key", "year"], name="numbering_one_counter")
        ]

    def __str__(self) -> str:
        return f"{self.series_key} {self.year}: {self.last}"


class UsedNumber(models.Model):
    """The book: the constraint stands behind the counter."""

    series_key = models.CharField(_("mã dãy số"), max_length=200)
    year = models.PositiveSmallIntegerField(_("năm"))
    number = models.PositiveIntegerField(_("số"))
    at = models.DateTimeField(_("lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("số đã dùng")
        ordering = ["series_key", "year", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["series_key", "year", "number"], name="numbering_used_once"
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="numbering_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.series_key} {self.number}/{self.year}"
