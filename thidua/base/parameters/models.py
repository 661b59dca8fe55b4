"""A parameter's values, each with its days and its source; the province's own calendar."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

BEGINNING = date(1900, 1, 1)
FOREVER = date(9999, 12, 31)


class SourceStatus(models.TextChoices):
    LAW = "law", _("Theo luật")
    PROVINCE = "province", _("Quy định của tỉnh")
    FROM_MEMORY = "from_memory", _("Chưa đối chiếu")
    DEFAULT = "default", _("Mặc định, chờ tỉnh quy định")


class ParameterQuerySet(models.QuerySet["Parameter"]):
    def on(self, day: date) -> "ParameterQuerySet":
        return self.filter(valid_from__lte=day, valid_until__gt=day)


class Parameter(models.Model):
    """One value between two days (half open). Rows are added, never edited."""

    key = models.CharField(_("tên"), max_length=100)
    value = models.JSONField(_("giá trị"))
    unit = models.CharField(_("đơn vị tính"), max_length=40, blank=True)
    title = models.TextField(_("nội dung"), blank=True)
    valid_from = models.DateField(_("từ ngày"), default=BEGINNING)
    valid_until = models.DateField(_("đến trước ngày"), default=FOREVER)
    source = models.TextField(_("căn cứ"))
    source_status = models.CharField(
        _("tình trạng căn cứ"), max_length=20, choices=SourceStatus, default=SourceStatus.PROVINCE
    )
    set_by = models.TextField(_("người đặt"))
    note = models.TextField(_("ghi chú"), blank=True)
    created_at = models.DateTimeField(_("ghi lúc"), auto_now_add=True)

    objects = ParameterQuerySet.as_manager()

    class Meta:
        verbose_name = _("quy định")
        ordering = ["key", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_until")), name="parameter_days_in_order"
            ),
            models.UniqueConstraint(fields=["key", "valid_from"], name="parameter_one_start"),
        ]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"


class DayKind(models.TextChoices):
    OFF = "off", _("Ngày nghỉ")
    WORKING = "working", _("Ngày làm việc")


class ExtraDay(models.Model):
    """A day that the province moved: off though a weekday, or worked though a weekend."""

    day = models.DateField(_("ngày"), unique=True)
    kind = models.CharField(_("là"), max_length=10, choices=DayKind)
    source = models.TextField(_("căn cứ"))

    class Meta:
        verbose_name = _("ngày riêng của tỉnh")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.get_kind_display()}"
