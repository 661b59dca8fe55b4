"""Uploads past the limit stop while they stream: they are neither kept nor finished."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest
from django.utils.translation import gettext as _

from thidua.base.files.errors import BadFile
from thidua.base.files.purposes import LARGEST
from thidua.base.files.storing import too_large


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Counts what comes; past the largest limit the file is dropped and the form goes on."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > LARGEST:
            self.request.upload_refused = True  # type: ignore[union-attr]
            raise StopUpload(connection_reset=False)
        super().receive_data_chunk(raw_data, start)


def uploaded(request: HttpRequest, field: str) -> "UploadedFile[bytes]":
    """The file of a form; BadFile says why there is none."""
    found = request.FILES.get(field)
    if isinstance(found, UploadedFile):
        return found
    if getattr(request, "upload_refused", False):
        raise BadFile(too_large(LARGEST))
    raise BadFile(_("Chưa chọn tệp: hãy bấm vào ô tệp hoặc thả tệp vào đó."))
