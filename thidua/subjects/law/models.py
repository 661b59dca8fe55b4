"""Rows by which a province adds to the law data or corrects them, each with days and a source."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

BEGINNING = date(1900, 1, 1)
FOREVER = date(9999, 12, 31)


class RowKind(models.TextChoices):
    CONDITION = "condition", _("Điều kiện, tiêu chuẩn")
    AUTHORITY = "authority", _("Thẩm quyền")
    BONUS = "bonus", _("Mức thưởng")
    BASE_SALARY = "base_salary", _("Mức lương cơ sở")
    DOSSIER = "dossier", _("Thành phần hồ sơ")
    DEADLINE = "deadline", _("Thời hạn")
    REGIME = "regime", _("Giai đoạn pháp luật")
    BOUNDARY = "boundary", _("Chuyển tiếp giữa hai luật")
    SETTING = "setting", _("Thiết lập cách hiểu")


class RowState(models.TextChoices):
    DRAFT = "draft", _("Đang soạn")
    PROPOSED = "proposed", _("Chờ người thứ hai đối chiếu")
    IN_FORCE = "in_force", _("Đang áp dụng")
    RETURNED = "returned", _("Trả lại")
    ENDED = "ended", _("Đã dừng áp dụng")


class LawRow(models.Model):
    """A whole row in the shape of the YAML data; where `replaces` names a row it stands in its place."""

    kind = models.CharField(_("loại"), max_length=20, choices=RowKind)
    key = models.CharField(_("mã"), max_length=120)
    award = models.CharField(_("danh hiệu, hình thức"), max_length=60, blank=True)
    replaces = models.CharField(_("thay cho"), max_length=120, blank=True)
    body = models.JSONField(_("nội dung"))
    valid_from = models.DateField(_("từ ngày"), default=BEGINNING)
    valid_until = models.DateField(_("trước ngày"), default=FOREVER)
    citation = models.TextField(_("điều, khoản"))
    document = models.TextField(_("văn bản căn cứ"))
    link = models.URLField(_("đường dẫn"), blank=True)
    note = models.TextField(_("ghi chú"), blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=12, choices=RowState, default=RowState.DRAFT
    )
    written_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="law_rows_written")
    reviewed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="law_rows_reviewed"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    remark = models.TextField(_("ý kiến đối chiếu"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("quy định")
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
        return self.key
