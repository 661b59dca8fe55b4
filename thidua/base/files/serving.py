"""Giving a file out, from a view that has checked the right to it."""

from django.http import FileResponse
from django.utils.http import content_disposition_header

from thidua.base.files.models import StoredFile

INLINE_KINDS = frozenset({"pdf", "jpg", "png"})


def serve(stored: StoredFile, as_name: str = "", *, inline: bool = False) -> FileResponse:
    """Only pictures and PDF open in the browser; everything else is a download."""
    response = FileResponse(stored.open(), content_type=stored.media_type)
    shown = inline and stored.kind in INLINE_KINDS
    response["Content-Disposition"] = str(
        content_disposition_header(not shown, as_name or stored.name)
    )
    response["Content-Length"] = str(stored.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
