"""Giving a file out, from a view that has checked the right to it."""

import re

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

from thidua.base.files.models import StoredFile

INLINE_KINDS = frozenset({"pdf", "jpg", "png"})
FILMS = frozenset({"mp4", "webm"})
LARGEST_PART = 2 << 20  # what one answer of a film carries, so that no film is held in memory
RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


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


def serve_film(stored: StoredFile, asked: str) -> FileResponse | HttpResponse:
    """A film as players want it: the part that the Range header asks for (RFC 9110, 14)."""
    first, last = _part(asked, stored.size)
    if first is None:
        response: FileResponse | HttpResponse = serve(stored)
        response["Accept-Ranges"] = "bytes"
        response["Content-Disposition"] = "inline"
        return response
    if first >= stored.size:
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{stored.size}"
        return refused
    with stored.open() as film:
        film.seek(first)
        content = film.read(last - first + 1)
    response = HttpResponse(content, status=206, content_type=stored.media_type)
    response["Content-Range"] = f"bytes {first}-{last}/{stored.size}"
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _part(asked: str, size: int) -> tuple[int | None, int]:
    """First and last octet; None when the whole film is asked for."""
    found = RANGE.fullmatch(asked.strip())
    if found is None or not (found[1] or found[2]):
        return None, size - 1
    if not found[1]:  # the last so many octets
        first = max(size - int(found[2]), 0)
        return first, size - 1 if size - first <= LARGEST_PART else first + LARGEST_PART - 1
    first = int(found[1])
    wanted = int(found[2]) if found[2] else size - 1
    return first, min(wanted, size - 1, first + LARGEST_PART - 1)
