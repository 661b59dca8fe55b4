"""What a file is, by its content and never by its name."""

import io
import re
import zipfile
from enum import StrEnum

from thidua.core.directives.sources import limits
from thidua.core.directives.sources.errors import UnreadableFile

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|div|p|table)\b",
    re.I | re.S,
)
_SAVE_AS = "Hãy mở bằng Word rồi lưu lại dạng .docx."


class Kind(StrEnum):
    DOCX = "docx"
    PDF = "pdf"
    DOC = "doc"
    TEXT = "txt"


def kind_of(data: bytes) -> Kind:
    """Raises UnreadableFile for what is none of the four."""
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    if head.startswith(_OLE):
        return _kind_of_ole(data)
    _refuse_others(head)
    return Kind.TEXT


def _refuse_others(head: bytes) -> None:
    if head.startswith(b"{\\rtf"):
        raise UnreadableFile("rtf", f"Tệp là dạng RTF, chưa đọc được. {_SAVE_AS}")
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")) or head.startswith(b"MIME-Version"):
        raise UnreadableFile(
            "html", f"Tệp thực chất là trang web (HTML), không phải văn bản Word. {_SAVE_AS}"
        )
    if head.startswith(_IMAGES):
        raise UnreadableFile("image", "Tệp là ảnh. Hãy quét văn bản thành tệp PDF rồi gửi lại.")
    if head.startswith(_ARCHIVES):
        raise UnreadableFile(
            "archive", "Tệp là tệp nén. Hãy giải nén rồi gửi từng văn bản .docx, .pdf hoặc .txt."
        )
    if head.startswith(_PROGRAMS):
        raise UnreadableFile(
            "program",
            "Tệp là chương trình máy tính, không phải văn bản. Hãy gửi tệp .docx, .pdf hoặc .txt.",
        )


def _kind_of_zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise UnreadableFile(
            "broken", "Tệp .docx bị hỏng, không mở được. Hãy lưu lại từ Word rồi gửi lại."
        ) from None
    names = {entry.filename for entry in entries}
    _check_zip(entries, len(data))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnreadableFile(
            "macro",
            "Tệp có chứa macro (.docm) nên không được nhận. Hãy lưu lại dạng .docx không macro.",
        )
    if "word/document.xml" in names:
        return Kind.DOCX
    if any(name.startswith("xl/") for name in names):
        raise UnreadableFile(
            "spreadsheet",
            "Tệp là bảng tính Excel, không phải văn bản. Hãy gửi tệp .docx, .pdf hoặc .txt.",
        )
    raise UnreadableFile(
        "archive",
        "Tệp nén này không phải văn bản Word. Hãy gửi từng văn bản .docx, .pdf hoặc .txt.",
    )


def _check_zip(entries: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableFile("encrypted", "Tệp được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.")
    if (
        len(entries) > limits.ZIP_ENTRIES
        or unpacked > limits.ZIP_BYTES
        or unpacked > limits.ZIP_RATIO * packed
    ):
        raise UnreadableFile(
            "bomb",
            "Tệp nén quá mức bình thường (nghi là “bom nén”) nên không được mở. Hãy lưu lại từ Word rồi gửi lại.",
        )


def _kind_of_ole(data: bytes) -> Kind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableFile(
            "encrypted", "Tệp Word được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."
        )
    if "WordDocument".encode("utf-16-le") in data:
        return Kind.DOC
    raise UnreadableFile(
        "ole", "Tệp Office cũ này không phải văn bản Word. Hãy gửi tệp .docx, .pdf hoặc .txt."
    )
