"""The text of a PDF; a scan goes through tesseract when it is installed."""

import os
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

import pypdfium2

from thidua.core.directives.sources import limits
from thidua.core.directives.sources.errors import UnreadableFile
from thidua.core.text import repair

# The library underneath may not be entered by two threads at once.
_ONE_AT_A_TIME = threading.Lock()
_LETTERS_PER_PAGE = 25
_DOTS_PER_INCH = 300


def pdf_text(data: bytes) -> tuple[str, bool]:
    """(text, whether it was recognised from pictures)."""
    with _ONE_AT_A_TIME:
        document = _open(data)
        try:
            pages = len(document)
            if pages > limits.PDF_PAGES:
                raise UnreadableFile(
                    "too_long",
                    f"Tệp PDF có {pages} trang, quá {limits.PDF_PAGES} trang. Hãy tách riêng phần văn bản cần đọc.",
                )
            text = "\n\n".join(_page_text(document, index) for index in range(pages))
            if sum(c.isalpha() for c in text) >= _LETTERS_PER_PAGE * min(pages, 2):
                return repair(text), False
            return _recognise(document), True
        finally:
            document.close()


def _open(data: bytes) -> "pypdfium2.PdfDocument":
    try:
        document = pypdfium2.PdfDocument(data)
        len(document)
        return document
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableFile(
                "encrypted", "Tệp PDF được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."
            ) from None
        raise UnreadableFile(
            "broken", "Tệp PDF bị hỏng, không mở được. Hãy xuất lại tệp PDF rồi gửi lại."
        ) from None


def _page_text(document: "pypdfium2.PdfDocument", index: int) -> str:
    try:
        page = document[index]
        text = page.get_textpage().get_text_range()
    except pypdfium2.PdfiumError:
        return ""
    # The library marks a hyphen at the end of a line by U+FFFE.
    return str(text).replace("\r\n", "\n").replace("\ufffe", "-")


def _recognise(document: "pypdfium2.PdfDocument") -> str:
    program = _tesseract()
    if len(document) > limits.OCR_PAGES:
        raise UnreadableFile(
            "too_long",
            f"Tệp PDF quét quá {limits.OCR_PAGES} trang. Hãy tách riêng phần văn bản cần đọc.",
        )
    with tempfile.TemporaryDirectory(prefix="thidua-ocr-") as folder:
        texts = [
            _recognise_page(program, document, index, Path(folder))
            for index in range(len(document))
        ]
    text = "\n\n".join(texts)
    if not text.strip():
        raise UnreadableFile(
            "no_text", "Tệp PDF không có chữ nào đọc được. Hãy quét lại rõ hơn hoặc gửi tệp .docx."
        )
    return text


def _tesseract() -> str:
    program = shutil.which("tesseract")
    if program is None or "vie" not in _languages(program):
        raise UnreadableFile(
            "needs_ocr",
            "Tệp PDF là bản quét, không có lớp chữ, và máy chủ chưa cài phần nhận dạng chữ tiếng Việt (tesseract). "
            "Hãy gửi tệp .docx hoặc PDF xuất từ Word.",
        )
    return program


def _languages(program: str) -> list[str]:
    result = subprocess.run([program, "--list-langs"], capture_output=True, timeout=30, check=False)
    return result.stdout.decode("utf-8", "replace").split()


def _recognise_page(
    program: str, document: "pypdfium2.PdfDocument", index: int, folder: Path
) -> str:
    picture = folder / f"{index}.pgm"
    bitmap = document[index].render(scale=_DOTS_PER_INCH / 72, grayscale=True)
    rows = bytes(bitmap.buffer)
    body = b"".join(
        rows[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height)
    )
    picture.write_bytes(b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + body)
    command = [program, str(picture), "stdout", "-l", "vie", "--dpi", str(_DOTS_PER_INCH)]
    try:
        result = subprocess.run(
            command,
            capture_output=True,
            timeout=limits.OCR_SECONDS_PER_PAGE,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired:
        raise UnreadableFile(
            "ocr_slow",
            f"Nhận dạng chữ trang {index + 1} quá lâu. Hãy quét lại rõ hơn hoặc gửi tệp .docx.",
        ) from None
    picture.unlink()
    return result.stdout.decode("utf-8", "replace")
