"""A file as somebody gave it: its own name, its content shared by hash."""

from typing import BinaryIO

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.base import clock
from thidua.base.files.blobs import blob_path


class StoredFile(models.Model):
    sha256 = models.CharField(_("mã nội dung"), max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("kích thước"))
    media_type = models.CharField(_("loại nội dung"), max_length=120)
    kind = models.CharField(_("loại tệp"), max_length=10)
    name = models.CharField(_("tên tệp"), max_length=255)
    purpose = models.CharField(_("dùng làm"), max_length=30)
    by_user_id = models.BigIntegerField(_("mã người gửi"), null=True)
    by_name = models.TextField(_("người gửi"))
    stored_at = models.DateTimeField(_("gửi lúc"), default=clock.stamp)

    class Meta:
        verbose_name = _("tệp")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    def open(self) -> BinaryIO:
        return blob_path(self.sha256).open("rb")

    def read(self) -> bytes:
        return blob_path(self.sha256).read_bytes()
