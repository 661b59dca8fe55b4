"""A verdict asked for and kept whole, with the facts and the edition of the law it rests on."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    ELIGIBLE = "eligible", _("Đủ điều kiện")
    INELIGIBLE = "ineligible", _("Chưa đủ điều kiện")
    TO_JUDGE = "to_judge", _("Cần xem xét")


class Check(models.Model):
    """One holder judged for one award on one day. Never changed: asking again makes a new one."""

    holder = models.ForeignKey("register.Holder", models.PROTECT, related_name="checks")
    unit = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    award = models.CharField(_("danh hiệu, hình thức"), max_length=60)
    day = models.DateField(_("ngày xét"))
    period = models.SmallIntegerField(_("năm xét"))
    added = models.JSONField(_("bổ sung khi xét"), default=dict)  # votes, attestations, judgements
    facts = models.JSONField(_("dữ kiện"))
    verdict = models.JSONField(_("kết quả từng điều kiện"))
    outcome = models.CharField(_("kết quả"), max_length=12, choices=Outcome)
    edition = models.CharField(_("bản quy định"), max_length=64)
    facts_digest = models.CharField(max_length=64)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("lần xét điều kiện")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["holder", "award", "period"], name="check_holder")]

    def __str__(self) -> str:
        return f"{self.award} {self.period}"


class Override(models.Model):
    """A person decides otherwise than the finding: the finding stays, with name and reason."""

    check_asked = models.ForeignKey(Check, models.PROTECT, related_name="overrides")
    finding = models.CharField(_("điều kiện"), max_length=140)
    found = models.CharField(_("máy xét"), max_length=12)
    decided = models.CharField(_("người quyết định"), max_length=12)  # met | not_met
    reason = models.TextField(_("lý do"))
    paper = models.CharField(_("văn bản kèm theo"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    post_title = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = _("quyết định khác kết quả xét")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(found=F("decided")), name="override_differs")
        ]

    def __str__(self) -> str:
        return self.finding
