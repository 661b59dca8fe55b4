"""How many tries fell into one stretch of time."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stretch(models.Model):
    """The tries under one key in one stretch of time; gone when nobody can ask after it."""

    key_hash = models.CharField(_("mã đã băm"), max_length=64)
    number = models.BigIntegerField(_("khoảng thứ"))
    tries = models.PositiveIntegerField(_("số lần"), default=0)
    keep_until = models.DateTimeField(_("giữ đến"), db_index=True)

    class Meta:
        verbose_name = _("số lần trong một khoảng")
        constraints = [
            models.UniqueConstraint(fields=["key_hash", "number"], name="throttle_one_stretch")
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.tries}"
