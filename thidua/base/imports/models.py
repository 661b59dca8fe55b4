"""One import and its staged rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.base.files.models import StoredFile
from thidua.base.imports.specs import SPECS, ImportSpec


class ImportState(models.TextChoices):
    READING = "reading", _("Đang đọc tệp")
    MAPPING = "mapping", _("Chọn cột")
    CHECKING = "checking", _("Đang kiểm tra")
    CHECKED = "checked", _("Đã kiểm tra")
    APPLYING = "applying", _("Đang ghi")
    APPLIED = "applied", _("Đã ghi")
    FAILED = "failed", _("Không đọc được")
    DROPPED = "dropped", _("Đã bỏ")


class Change(models.TextChoices):
    NEW = "new", _("Thêm mới")
    CHANGED = "changed", _("Thay đổi")
    SAME = "same", _("Không đổi")
    BAD = "bad", _("Có lỗi")


class ImportBatch(models.Model):
    spec_name = models.CharField(_("danh sách"), max_length=100)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, verbose_name=_("tệp"))
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=ImportState, default=ImportState.READING
    )
    header_row = models.PositiveIntegerField(_("dòng tiêu đề"), default=1)
    mapping = models.JSONField(_("cột"), default=dict)
    skip_bad = models.BooleanField(_("bỏ qua dòng lỗi"), default=False)
    counts = models.JSONField(_("số dòng"), default=dict)
    report = models.TextField(_("kết quả"), blank=True)
    job_id = models.BigIntegerField(_("việc chạy nền"), null=True)
    user_id = models.BigIntegerField(_("mã người nhập"), null=True)
    user_name = models.TextField(_("người nhập"))
    created_at = models.DateTimeField(_("bắt đầu"), auto_now_add=True)
    applied_at = models.DateTimeField(_("ghi lúc"), null=True)

    class Meta:
        verbose_name = _("lần nhập")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.title}: {self.file.name}"

    @property
    def spec(self) -> ImportSpec:
        return SPECS[self.spec_name]

    @property
    def title(self) -> str:
        return self.spec.title if self.spec_name in SPECS else self.spec_name

    def count(self, change: str) -> int:
        return int(self.counts.get(change, 0))

    @property
    def bad(self) -> int:
        return self.count(Change.BAD)

    @property
    def total(self) -> int:
        return sum(int(number) for number in self.counts.values())


class ImportRow(models.Model):
    """A row as it stands in the file, and what taking it over would do."""

    batch = models.ForeignKey(
        ImportBatch, on_delete=models.CASCADE, related_name="rows", verbose_name=_("lần nhập")
    )
    number = models.PositiveIntegerField(_("dòng"))
    cells = models.JSONField(_("các ô"))
    change = models.CharField(_("sẽ"), max_length=10, choices=Change, blank=True)
    label = models.TextField(_("tên"), blank=True)
    errors = models.JSONField(_("lỗi"), default=list)
    differences = models.JSONField(_("khác"), default=dict)

    class Meta:
        verbose_name = _("dòng nhập")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="import_row_once")]
        indexes = [models.Index(fields=["batch", "change"], name="import_by_change")]

    def __str__(self) -> str:
        return f"{self.number}"

    def cell(self, place: int) -> str:
        return self.cells[place] if place < len(self.cells) else ""
