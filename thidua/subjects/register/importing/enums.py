"""States of an import of an old register and of its rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    READING = "reading", _("Đang đọc tệp")
    MAPPING = "mapping", _("Chọn cột")
    CHECKING = "checking", _("Đang kiểm tra")
    CHECKED = "checked", _("Đã kiểm tra")
    APPLYING = "applying", _("Đang ghi")
    APPLIED = "applied", _("Đã ghi")
    UNDONE = "undone", _("Đã hoàn tác")
    FAILED = "failed", _("Không đọc được")
    DROPPED = "dropped", _("Đã bỏ")


RUNNING = (ImportState.READING, ImportState.CHECKING, ImportState.APPLYING)
OPEN = (*RUNNING, ImportState.MAPPING, ImportState.CHECKED)


class RowState(models.TextChoices):
    """What applying would do with a row."""

    NEW = "new", _("Thêm người mới")
    ADD = "add", _("Thêm cho người đã có")
    CHANGE = "change", _("Đính chính dòng đã có")
    ASK = "ask", _("Cần chọn người")
    SAME = "same", _("Đã có trong sổ")
    BAD = "bad", _("Có lỗi")
    OUT = "out", _("Để lại, không ghi")
    PASSED = "passed", _("Không phải dòng sổ")


TAKEN = (RowState.NEW, RowState.ADD, RowState.CHANGE)


class WordKind(models.TextChoices):
    AWARD = "award", _("Danh hiệu, hình thức")
    UNIT = "unit", _("Đơn vị")
