"""Rows by which a province adds to the law data or corrects them; the editions they make."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from thidua.subjects.law.enums import STANDING, WAITING, RowKind, RowState, TrialState

BEGINNING = date(1900, 1, 1)
FOREVER = date(9999, 12, 31)


class LawRowQuerySet(models.QuerySet["LawRow"]):
    def standing(self) -> "LawRowQuerySet":
        """Rows that a second person took over: they hold on their days."""
        return self.filter(state__in=STANDING)

    def waiting(self) -> "LawRowQuerySet":
        """Rows that a second person is to look at."""
        return self.filter(state__in=WAITING)


class LawRow(models.Model):
    """A whole row in the shape of the YAML data; where `replaces` names a row it stands in its place.

    `revision` grows with each change, so that nobody takes over what he has not seen.
    """

    kind = models.CharField("loại", max_length=20, choices=RowKind)
    key = models.CharField("mã", max_length=120)
    award = models.CharField("danh hiệu, hình thức", max_length=60, blank=True)
    replaces = models.CharField("thay cho", max_length=120, blank=True)
    body = models.JSONField("nội dung")
    valid_from = models.DateField("từ ngày", default=BEGINNING)
    valid_until = models.DateField("trước ngày", default=FOREVER)
    citation = models.TextField("điều, khoản")
    document = models.TextField("văn bản căn cứ")
    link = models.URLField("đường dẫn", max_length=500, blank=True)
    note = models.TextField("ghi chú", blank=True)
    reason = models.TextField("lý do", blank=True)
    state = models.CharField("trạng thái", max_length=12, choices=RowState, default=RowState.DRAFT)
    revision = models.PositiveIntegerField(default=1, editable=False)
    written_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="law_rows_written")
    reviewed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="law_rows_reviewed"
    )
    reviewed_at = models.DateTimeField("đối chiếu lúc", null=True, blank=True)
    remark = models.TextField("ý kiến đối chiếu", blank=True)
    last_day = models.DateField("ngày cuối đề nghị", null=True, blank=True)
    end_asked_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="law_rows_ended"
    )
    end_reason = models.TextField("lý do dừng", blank=True)
    is_sample = models.BooleanField("số liệu mẫu", default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = LawRowQuerySet.as_manager()

    class Meta:
        verbose_name = "quy định"
        ordering = ["award", "key", "valid_from", "pk"]
        indexes = [models.Index(fields=["state", "kind"], name="law_row_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_until")), name="law_row_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("written_by")),
                name="law_row_second_person",
            ),
        ]

    def __str__(self) -> str:
        return str(self.body.get("text") or self.body.get("title") or self.key)

    @property
    def is_standing(self) -> bool:
        return self.state in STANDING

    @property
    def until_day(self) -> date | None:
        """The last day, as jurists write it."""
        return None if self.valid_until == FOREVER else self.valid_until - timedelta(days=1)

    @property
    def from_day(self) -> date | None:
        return None if self.valid_from == BEGINNING else self.valid_from


class NationalText(models.Model):
    """The national data as they came with one release: an old verdict is asked again under them."""

    digest = models.CharField(max_length=64, unique=True)
    packed = models.BinaryField()  # zlib of JSON: file name -> text
    kept_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "dữ liệu luật theo bản phát hành"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.digest[:12]


class LawEdition(models.Model):
    """What a digest in a verdict stands for: the national data and the province's rows then in force."""

    digest = models.CharField(max_length=64, unique=True)
    national = models.ForeignKey(NationalText, models.PROTECT, related_name="editions")
    rows = models.JSONField(default=list)
    kept_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "ấn bản luật"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.digest[:12]


class Trial(models.Model):
    """One run of "what if": the law in force and a changed one over the same people.

    Only the run is kept, for as long as the province has set; nothing else is touched.
    """

    title = models.CharField("tên", max_length=300)
    award = models.CharField("danh hiệu, hình thức", max_length=60)
    rows = models.JSONField("thay đổi thử", default=list)  # rows in the shape of LawRow.body
    words = models.JSONField("thay đổi bằng lời", default=list)
    scope = models.JSONField("phạm vi", default=dict)
    day = models.DateField("ngày xét")
    state = models.CharField("trạng thái", max_length=10, choices=TrialState, default="waiting")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    problem = models.TextField(blank=True)
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="law_trials")
    asked_on = models.DateField("ngày chạy")
    keep_until = models.DateField("giữ đến hết ngày")
    is_sample = models.BooleanField("số liệu mẫu", default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "lần chạy thử quy định"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title
