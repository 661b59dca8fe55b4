"""Two rows that may be one person, what people decided, and mergers that can be undone."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thidua.subjects.register.enums import DoubleState
from thidua.subjects.register.models.people import Holder


class Double(models.Model):
    """A proposal with its reasons; nothing happens until a person decides. `one` < `other`."""

    one = models.ForeignKey(Holder, models.CASCADE, related_name="doubles")
    other = models.ForeignKey(Holder, models.CASCADE, related_name="doubles_of")
    score = models.PositiveSmallIntegerField(_("mức giống"))
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=DoubleState, default=DoubleState.PROPOSED)
    decided_by = models.CharField(_("người đối chiếu"), max_length=300, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    remark = models.CharField(_("căn cứ"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("đề nghị gộp")
        ordering = ["-score", "pk"]
        indexes = [models.Index(fields=["state", "-score"], name="double_state")]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="double_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="double_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} = {self.other_id}?"


class Merger(models.Model):
    """`gone` now stands under `kept`; `moved` are the rows that pointed to `gone` before."""

    kept = models.ForeignKey(Holder, models.PROTECT, related_name="mergers")
    gone = models.ForeignKey(Holder, models.PROTECT, related_name="mergers_into")
    moved = models.JSONField(default=list)
    reason = models.CharField(_("căn cứ"), max_length=300)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(_("người gộp"), max_length=300)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("lần gộp")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at=None), name="merged_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.kept_id}"
