"""A verdict asked for and kept whole, with the facts and the edition of the law it rests on."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thidua.subjects.eligibility.enums import FindingState, Outcome


class Check(models.Model):
    """One holder judged for one award on one day. Never changed: asking again makes a new one.

    `facts` is the whole case as it was judged; `added` what the asker knew beside the register.
    """

    holder = models.ForeignKey("register.Holder", models.PROTECT, related_name="checks")
    unit = models.ForeignKey(
        "orgs.Organization", models.PROTECT, null=True, blank=True, related_name="+"
    )
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
    is_sample = models.BooleanField(_("số liệu mẫu"), default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    created_by_name = models.CharField(_("người xét"), max_length=300)

    class Meta:
        verbose_name = _("lần xét điều kiện")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["holder", "award", "period"], name="check_holder"),
            models.Index(fields=["unit", "-id"], name="check_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.award} {self.period}"

    @property
    def is_latest(self) -> bool:
        return self.replaced_by_id is None


class Override(models.Model):
    """A person decides otherwise than the finding: the finding stays, with name and reason.

    What is taken back stays too, with who took it back and why.
    """

    check_asked = models.ForeignKey(Check, models.PROTECT, related_name="overrides")
    finding = models.CharField(_("điều kiện"), max_length=140)
    found = models.CharField(_("máy xét"), max_length=12, choices=FindingState)
    decided = models.CharField(_("quyết định"), max_length=12, choices=FindingState)
    reason = models.TextField(_("lý do"))
    paper = models.CharField(_("văn bản kèm theo"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    created_by_name = models.CharField(_("người quyết định"), max_length=300)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by_name = models.CharField(_("người rút lại"), max_length=300, blank=True)
    taken_back_reason = models.TextField(_("lý do rút lại"), blank=True)

    class Meta:
        verbose_name = _("quyết định khác kết quả xét")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(found=F("decided")), name="override_differs"),
            models.UniqueConstraint(
                fields=["check_asked", "finding"],
                condition=Q(taken_back_at__isnull=True),
                name="one_override_of_a_finding",
            ),
        ]

    def __str__(self) -> str:
        return self.finding


class NomineeList(models.Model):
    """A list of people and awards judged together before anything is proposed: a working paper.

    `rows` are the lines as they were given with whom they mean; `results` what judging found,
    line by line. Both are replaced whole; `revision` is what a change starts from.
    """

    title = models.CharField(_("tên danh sách"), max_length=200)
    unit = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    day = models.DateField(_("ngày xét"))
    period = models.SmallIntegerField(_("năm xét"))
    rows = models.JSONField(_("các dòng"), default=list)
    results = models.JSONField(_("kết quả"), default=list)
    edition = models.CharField(_("bản quy định"), max_length=64, blank=True)
    judged_at = models.DateTimeField(_("xét lúc"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)
    is_sample = models.BooleanField(_("số liệu mẫu"), default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    created_by_name = models.CharField(_("người lập"), max_length=300)

    class Meta:
        verbose_name = _("danh sách dự kiến")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title
