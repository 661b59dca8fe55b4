"""Numeric targets: what is to be reached, by whom, in which year."""

from decimal import Decimal

from django.db import models

from thidua.core.text import format_number
from thidua.subjects.targets.enums import Comparator, Direction


class Target(models.Model):
    """A number to be reached in a year: "mức giảm tỷ lệ hộ nghèo 3,1%".

    `exception_of` points at the general target from which this one departs for its scope
    ("riêng các huyện nghèo giảm 4,8%"). A value that nobody has fixed yet is null, never zero.
    """

    name = models.CharField("chỉ tiêu", max_length=500)
    indicator = models.CharField("chỉ số", max_length=500, blank=True)
    unit_of_measure = models.CharField("đơn vị tính", max_length=60, blank=True)
    direction = models.CharField(max_length=4, choices=Direction, default=Direction.UP)
    comparator = models.CharField(max_length=8, choices=Comparator, default=Comparator.EQUAL)
    value = models.DecimalField("giá trị", max_digits=20, decimal_places=4, null=True, blank=True)
    scope = models.CharField("phạm vi", max_length=300, blank=True)
    exception_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="exceptions"
    )
    year = models.PositiveSmallIntegerField("năm")
    owner = models.ForeignKey(
        "orgs.Organization", models.PROTECT, null=True, blank=True, related_name="owned_targets"
    )
    source = models.CharField("nguồn", max_length=300, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    @property
    def phrase(self) -> str:
        """The wanted value as the office writes it: "khoảng 7,7 %", "không quá 3 %"."""
        if self.value is None:
            return "chưa có số liệu"
        number = format_number(Decimal(self.value).normalize())
        words = f"{number} {self.unit_of_measure}".strip()
        if self.comparator == Comparator.AT_LEAST:
            return f"từ {words} trở lên"
        if self.comparator == Comparator.EQUAL:
            return words
        return f"{Comparator(self.comparator).label} {words}"
