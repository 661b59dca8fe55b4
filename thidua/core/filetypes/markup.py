"""Web pages under another name; XML that reaches outside itself."""

import re
import zipfile

from thidua.core.filetypes.errors import RefusedFile

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|iframe|meta|table|div|p)\b", re.I)
_DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_OVERLAP = max(map(len, _DECLARATIONS))
CHUNK = 1 << 20


def looks_like_html(content: bytes) -> bool:
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"<") and bool(_HTML.search(start))


def refuse_entities(archive: zipfile.ZipFile) -> None:
    """Office files never declare a document type; those that do try to read other files."""
    for name in archive.namelist():
        if name.lower().endswith((".xml", ".rels", ".vml")) and _declares(archive, name):
            raise RefusedFile(
                "Tệp chứa khai báo lạ trỏ ra ngoài (DOCTYPE, ENTITY) nên không nhận: hãy mở bằng "
                "Word hoặc Excel, lưu thành tệp mới rồi tải lên."
            )


def _declares(archive: zipfile.ZipFile, name: str) -> bool:
    kept = b""
    with archive.open(name) as part:
        while chunk := part.read(CHUNK):
            piece = kept + chunk
            if any(word in piece for word in _DECLARATIONS):
                return True
            kept = piece[-_OVERLAP:]
    return False
