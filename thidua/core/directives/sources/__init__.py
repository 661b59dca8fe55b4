"""From a file to the text that is kept: .docx, .pdf, .doc, .txt, decided by content."""

from dataclasses import dataclass
from pathlib import Path

from thidua.core.directives.sources import limits
from thidua.core.directives.sources.errors import UnreadableFile
from thidua.core.directives.sources.kinds import Kind, kind_of
from thidua.core.directives.sources.plain import plain_text
from thidua.core.text import format_number

__all__ = ["Kind", "Source", "UnreadableFile", "load"]


@dataclass(frozen=True, slots=True)
class Source:
    """The text that is kept and what it came from. Spans of a reading count characters of `text`."""

    name: str
    kind: Kind
    text: str
    recognised: bool = False


def load(path_or_bytes: str | Path | bytes, name: str | None = None) -> Source:
    """Text of a file or of its bytes; raises UnreadableFile with a sentence for the person who gave it."""
    data, name = _bytes_and_name(path_or_bytes, name)
    _check_size(len(data))
    kind = kind_of(data)
    text, recognised = _text(kind, data)
    _check_text(text)
    return Source(name, kind, text, recognised)


def _bytes_and_name(path_or_bytes: str | Path | bytes, name: str | None) -> tuple[bytes, str]:
    if isinstance(path_or_bytes, bytes):
        return path_or_bytes, name or ""
    path = Path(path_or_bytes)
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= limits.FILE_BYTES else b""
    except FileNotFoundError:
        raise UnreadableFile(
            "missing", f"Không có tệp “{path.name}”. Hãy kiểm tra lại đường dẫn."
        ) from None
    except (OSError, ValueError):
        raise UnreadableFile(
            "missing", f"Không mở được tệp “{path.name}”. Hãy kiểm tra lại đường dẫn và quyền đọc."
        ) from None
    _check_size(size)
    return data, name or path.name


def _check_size(size: int) -> None:
    if size == 0:
        raise UnreadableFile("empty", "Tệp rỗng, không có nội dung. Hãy chọn lại tệp.")
    if size > limits.FILE_BYTES:
        most = limits.FILE_BYTES // 1024**2
        raise UnreadableFile(
            "too_big", f"Tệp lớn hơn {most} MB. Hãy bỏ bớt ảnh hoặc tách phần phụ lục rồi gửi lại."
        )


def _text(kind: Kind, data: bytes) -> tuple[str, bool]:
    # Each reader is loaded when its first file comes: plain text starts at once.
    if kind is Kind.DOCX:
        from thidua.core.directives.sources.docx import docx_text

        return docx_text(data), False
    if kind is Kind.PDF:
        from thidua.core.directives.sources.pdf import pdf_text

        return pdf_text(data)
    if kind is Kind.DOC:
        from thidua.core.directives.sources.old_word import doc_text

        return doc_text(data), False
    return plain_text(data), False


def _check_text(text: str) -> None:
    if not any(c.isalnum() for c in text):
        raise UnreadableFile("empty", "Tệp không có chữ nào. Hãy chọn lại tệp.")
    if len(text) > limits.TEXT_CHARACTERS:
        raise UnreadableFile(
            "too_long",
            f"Văn bản dài quá {format_number(limits.TEXT_CHARACTERS)} ký tự. Hãy tách riêng phần cần đọc.",
        )
    if max(map(len, text.split("\n"))) > limits.LINE_CHARACTERS:
        raise UnreadableFile(
            "long_line",
            f"Tệp có dòng dài quá {format_number(limits.LINE_CHARACTERS)} ký tự, không phải văn bản hành chính. Hãy kiểm tra lại tệp.",
        )
