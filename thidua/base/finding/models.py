"""The card index: one card for each thing that may be looked up, and the words known to it.

The indexes over the cards differ between the engines and stand in indexes.py.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Card(models.Model):
    """What a thing is found by. It holds no content: the subject itself presents what was found."""

    kind = models.CharField(_("loại"), max_length=16)
    object_id = models.BigIntegerField(_("mã"))
    folded = models.TextField(_("tên không dấu"))
    spelt = models.TextField(_("tên có dấu"))
    words = models.TextField(_("từ"))  # terms between blanks; see terms.py

    class Meta:
        verbose_name = _("phiếu tra cứu")
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="finding_one_card")
        ]

    def __str__(self) -> str:
        return self.spelt


class Term(models.Model):
    """A term that stands on some card. `cards` is an estimate: counted anew by the nightly round."""

    term = models.CharField(_("từ"), max_length=80, primary_key=True)
    cards = models.BigIntegerField(_("số phiếu"), default=1)

    class Meta:
        verbose_name = _("từ đã biết")

    def __str__(self) -> str:
        return self.term


class Shortened(models.Model):
    """A word without one letter: two words one slip apart meet in one of these."""

    left = models.CharField(_("phần còn lại"), max_length=80)
    term = models.ForeignKey(Term, models.CASCADE, related_name="shortened")

    class Meta:
        verbose_name = _("từ bớt một chữ")
        constraints = [
            models.UniqueConstraint(fields=["left", "term"], name="finding_shortened_once")
        ]

    def __str__(self) -> str:
        return self.left
