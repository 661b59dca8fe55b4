"""Plain text in any of the encodings that offices have used."""

from thidua.core.directives.sources.errors import UnreadableFile
from thidua.core.text import UnknownEncoding, decode


def plain_text(data: bytes) -> str:
    try:
        text = decode(data)
    except UnknownEncoding:
        raise _not_text(data) from None
    if "\x00" in text:
        raise _not_text(data)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_text(data: bytes) -> UnreadableFile:
    if b"\x00" in data:
        return UnreadableFile(
            "binary",
            "Tệp chứa ký tự rỗng (NUL), không phải văn bản. Hãy gửi tệp .docx, .pdf hoặc .txt.",
        )
    return UnreadableFile(
        "encoding",
        "Không nhận ra bảng mã chữ Việt của tệp. Hãy mở bằng Word rồi lưu lại dạng .docx, hoặc lưu .txt với bảng mã UTF-8.",
    )
