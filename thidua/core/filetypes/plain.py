"""Plain text: no program in disguise, no line that would stall a reader."""

import re

from thidua.core.filetypes.errors import RefusedFile

MAX_LINE = 100_000
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# TCVN3 puts three capital letters on control places; a text never has many of them.
MAX_CONTROL_SHARE = 0.02


def check_text(content: bytes) -> None:
    text = _narrow(content)
    if b"\0" in text:
        raise RefusedFile(
            "Tệp có ký tự rỗng (NUL), không phải văn bản: hãy mở bằng Word, lưu thành .docx."
        )
    if len(_CONTROL.findall(text[:100_000])) > MAX_CONTROL_SHARE * min(len(text), 100_000):
        raise RefusedFile("Không nhận loại tệp này: hãy lưu thành .docx, .xlsx, PDF hoặc .txt.")
    if not text.strip():
        raise RefusedFile("Tệp không có chữ nào: hãy kiểm tra lại tệp trên máy.")
    if any(len(line) > MAX_LINE for line in re.split(rb"[\r\n\x0c]", text)):
        raise RefusedFile(
            "Tệp có dòng dài bất thường (trên 100.000 ký tự): hãy mở bằng Word, lưu thành .docx."
        )


def _narrow(content: bytes) -> bytes:
    """UTF-16 text is full of zero bytes of its own."""
    if not content.startswith(_WIDE):
        return content
    try:
        return content.decode("utf-16").encode()
    except UnicodeDecodeError as error:
        raise RefusedFile("Tệp văn bản bị hỏng: hãy lưu lại với mã UTF-8.") from error
