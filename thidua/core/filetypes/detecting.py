"""Recognise the few kinds of file that offices send; refuse the rest with the reason."""

import zipfile
from dataclasses import dataclass
from io import BytesIO

from thidua.core.filetypes.archives import check_archive, member, member_names
from thidua.core.filetypes.errors import RefusedFile
from thidua.core.filetypes.films import film_container
from thidua.core.filetypes.markup import looks_like_html, refuse_entities
from thidua.core.filetypes.ole import ole_type
from thidua.core.filetypes.pdf import check_pdf
from thidua.core.filetypes.pictures import check_picture
from thidua.core.filetypes.plain import check_text

__all__ = ["FileType", "RefusedFile", "detect"]


@dataclass(frozen=True, slots=True)
class FileType:
    """`key` is the usual extension."""

    key: str
    media_type: str
    label: str


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
DOCX = FileType("docx", f"{_OPEN_XML}.wordprocessingml.document", "văn bản Word (.docx)")
XLSX = FileType("xlsx", f"{_OPEN_XML}.spreadsheetml.sheet", "bảng tính Excel (.xlsx)")
PPTX = FileType("pptx", f"{_OPEN_XML}.presentationml.presentation", "bài trình chiếu (.pptx)")
DOC = FileType("doc", "application/msword", "văn bản Word đời cũ (.doc)")
XLS = FileType("xls", "application/vnd.ms-excel", "bảng tính Excel đời cũ (.xls)")
ODS = FileType("ods", "application/vnd.oasis.opendocument.spreadsheet", "bảng tính .ods")
PDF = FileType("pdf", "application/pdf", "PDF")
JPG = FileType("jpg", "image/jpeg", "ảnh JPEG")
PNG = FileType("png", "image/png", "ảnh PNG")
MP4 = FileType("mp4", "video/mp4", "video MP4")
WEBM = FileType("webm", "video/webm", "video WebM")
TXT = FileType("txt", "text/plain", "văn bản thuần (.txt)")
CSV = FileType("csv", "text/csv", "bảng .csv")

_MAIN_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}
_OLE_TYPES = {"doc": DOC, "xls": XLS}


def detect(content: bytes, name: str = "") -> FileType:
    """The file's type; RefusedFile when it is dangerous, locked, damaged or not a known kind.

    The name only tells a table from a text, which share their content.
    """
    if not content:
        raise RefusedFile("Tệp trống: hãy kiểm tra lại tệp trên máy rồi tải lên lần nữa.")
    if content.startswith(b"PK"):
        return _archive_type(content)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _OLE_TYPES[ole_type(content)]
    if b"%PDF-" in content[:1024]:
        check_pdf(content)
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        check_picture(content)
        return JPG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        check_picture(content)
        return PNG
    if container := film_container(content):
        return {"mp4": MP4, "webm": WEBM}[container]
    return _text_type(content, name)


def _archive_type(content: bytes) -> FileType:
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise RefusedFile("Tệp bị hỏng, không mở được: hãy lưu lại rồi tải lên lần nữa.") from error
    with archive:
        check_archive(archive)
        names = member_names(archive)
        _refuse_macros(archive, names)
        found = _office_type(archive, names)
        refuse_entities(archive)
    return found


def _office_type(archive: zipfile.ZipFile, names: set[str]) -> FileType:
    for part, file_type in _MAIN_PARTS.items():
        if part in names and "[Content_Types].xml" in names:
            return file_type
    if "mimetype" in names and member(archive, "mimetype").strip() == ODS.media_type.encode():
        return ODS
    raise RefusedFile(
        "Đây là tệp nén, không phải văn bản hay bảng tính: hãy giải nén rồi tải từng tệp."
    )


def _refuse_macros(archive: zipfile.ZipFile, names: set[str]) -> None:
    carries = any(name.lower().endswith("vbaproject.bin") for name in names)
    declared = "[Content_Types].xml" in names and (
        b"macroenabled" in member(archive, "[Content_Types].xml").lower()
    )
    scripted = any(name.startswith(("Basic/", "Scripts/")) for name in names)
    if carries or declared or scripted:
        raise RefusedFile(
            "Tệp có chứa macro (mã chạy được) nên không nhận: hãy lưu thành .docx hoặc .xlsx."
        )


def _text_type(content: bytes, name: str) -> FileType:
    if looks_like_html(content):
        raise RefusedFile(
            "Nội dung là trang web (HTML), không phải văn bản Word hay PDF: hãy mở bằng Word, "
            "chọn Lưu thành .docx rồi tải lên."
        )
    check_text(content)
    return CSV if name.lower().endswith((".csv", ".tsv")) else TXT
