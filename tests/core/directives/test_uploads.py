"""Bad files: each is refused with its own sentence and leaves nothing behind."""

import io
import os
import tempfile
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from making import docx_of, docx_of_xml, pdf_of, saved, zip_of

from thidua.core.directives import UnreadableFile, load, read
from thidua.core.directives.sources import limits

SENTENCE = "Ủy ban nhân dân tỉnh phát động phong trào thi đua yêu nước năm 2022."
PARAGRAPH = "<w:p><w:r><w:t>Chỉ thị</w:t></w:r></w:p>"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600
ENTITY_BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE_ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def lying_zip() -> bytes:
    """An archive whose parts unpack to far more than they are packed in."""
    return zip_of(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": b"<a>" + b" " * 30_000_000 + b"</a>",
        }
    )


def locked_zip() -> bytes:
    data = bytearray(docx_of(SENTENCE))
    central = data.find(b"PK\x01\x02")
    while central != -1:
        data[central + 8] |= 1
        central = data.find(b"PK\x01\x02", central + 4)
    return bytes(data)


def locked_pdf() -> bytes:
    plain = pdf_of(SENTENCE)
    key = "<" + "00" * 32 + ">"
    locked = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >> /ID [<00> <00>] ".encode()
    return plain.replace(b"trailer << ", b"trailer << " + locked)


def many_entries() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for index in range(limits.ZIP_ENTRIES + 1):
            archive.writestr(f"{index}", b"")
    return buffer.getvalue()


MACRO_TYPES = '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
BAD = {
    "empty": (b"", "empty", "Tệp rỗng"),
    "only-blanks": (b" \n\t ", "empty", "không có chữ nào"),
    "too-big": (b"a" * (limits.FILE_BYTES + 1), "too_big", "lớn hơn 50 MB"),
    "nul-bytes": (b"Ch\x00i th\xe1 " * 50 + b"\x00\x01\x02\x03\xff\xfe", "binary", "ký tự rỗng"),
    "nul-in-text": (("Chỉ thị " * 50 + "\x00").encode(), "binary", "ký tự rỗng"),
    "long-line": (("thi đua " * 130_000).encode(), "long_line", "dòng dài quá 200.000"),
    "noise": (bytes(range(128, 256)) * 20, "encoding", "bảng mã"),
    "html-as-docx": (b"<!DOCTYPE html><html><body>Ch\xe1\xbb\x89 th\xe1\xbb\x8b</body></html>", "html", "trang web"),
    "html-with-mark": (b"\xef\xbb\xbf<html><p>a</p></html>", "html", "trang web"),
    "macro-part": (zip_of({"word/document.xml": "<a/>", "word/vbaProject.bin": b"x"}), "macro", "macro"),
    "macro-type": (docx_of_xml(PARAGRAPH, types=MACRO_TYPES), "macro", "macro"),
    "zip-bomb": (lying_zip(), "bomb", "bom nén"),
    "zip-many-entries": (many_entries(), "bomb", "bom nén"),
    "zip-of-files": (zip_of({"a.txt": "a"}), "archive", "Tệp nén"),
    "zip-cut": (docx_of(SENTENCE)[:900], "broken", "bị hỏng"),
    "zip-locked": (locked_zip(), "encrypted", "mật khẩu"),
    "spreadsheet": (zip_of({"xl/workbook.xml": "<a/>"}), "spreadsheet", "Excel"),
    "docx-locked": (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted", "mật khẩu"),
    "old-excel": (OLE + "Workbook".encode("utf-16-le"), "ole", "không phải văn bản Word"),
    "entity-bomb": (docx_of_xml(PARAGRAPH, doctype=ENTITY_BOMB), "entities", "khai báo lạ"),
    "outside-entity": (docx_of_xml("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", doctype=OUTSIDE_ENTITY), "entities", "khai báo lạ"),
    "broken-xml": (docx_of_xml("<w:p>"), "broken", "bị hỏng"),
    "pdf-cut": (pdf_of(SENTENCE)[:200], "broken", "bị hỏng"),
    "pdf-locked": (locked_pdf(), "encrypted", "mật khẩu"),
    "rtf": (b"{\\rtf1 a}", "rtf", "RTF"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "image", "ảnh"),
    "program": (b"MZ" + b"\x90" * 40, "program", "chương trình"),
    "archive": (b"7z\xbc\xaf'\x1c", "archive", "tệp nén"),
}  # fmt: skip


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("name", BAD)
def test_load_refuses_with_a_sentence_and_leaves_nothing(name: str, scratch: Path) -> None:
    data, code, words = BAD[name]
    with pytest.raises(UnreadableFile) as refusal:
        load(data, "chi-thi.docx")
    assert refusal.value.code == code
    assert words in refusal.value.sentence
    assert refusal.value.sentence.endswith(".")
    assert list(scratch.iterdir()) == []


def test_load_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"Không có tệp “không-có\.txt”"):
        load(tmp_path / "không-có.txt")


def test_load_scan_without_recognition_says_what_to_install(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(scratch))
    with pytest.raises(UnreadableFile, match="tesseract") as refusal:
        load(pdf_of("\n"))
    assert refusal.value.code == "needs_ocr"


def test_load_old_word_without_converter_says_what_to_install(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(scratch))
    with pytest.raises(UnreadableFile, match="LibreOffice") as refusal:
        load(OLE + "WordDocument".encode("utf-16-le"))
    assert refusal.value.code == "needs_converter"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (docx_of(SENTENCE), "docx"),
        (pdf_of(SENTENCE), "pdf"),
        (SENTENCE.encode(), "txt"),
        (b"\n" + pdf_of(SENTENCE), "pdf"),
    ],
)
def test_load_goes_by_content_and_not_by_name(data: bytes, kind: str) -> None:
    source = load(data, "ten-nao-do.xyz")
    assert (source.kind, source.text.strip(), source.name) == (kind, SENTENCE, "ten-nao-do.xyz")


def test_load_docx_writes_the_numbers_that_word_prints() -> None:
    document = Document()
    for text in ("Mục một", "Mục hai"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("Gạch đầu dòng", style="List Bullet")
    assert load(saved(document)).text.split("\n") == ["1. Mục một", "2. Mục hai", "- Gạch đầu dòng"]


def test_load_docx_keeps_tables_where_they_stand() -> None:
    document = Document()
    document.add_paragraph("Trước bảng")
    table = document.add_table(2, 3)
    for index, text in enumerate(
        ("Chỉ tiêu", "Đơn vị tính", "Kế hoạch", "Hộ nghèo giảm", "%", "4")
    ):
        table.cell(index // 3, index % 3).text = text
    document.add_paragraph("Sau bảng")
    lines = load(saved(document)).text.split("\n")
    assert lines == [
        "Trước bảng",
        "| Chỉ tiêu | Đơn vị tính | Kế hoạch |",
        "| Hộ nghèo giảm | % | 4 |",
        "Sau bảng",
    ]


def test_load_docx_reads_page_headers_but_not_page_numbers() -> None:
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "DỰ THẢO LẦN 2"
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "2"
    document.add_paragraph(SENTENCE)
    assert load(saved(document)).text.split("\n") == ["DỰ THẢO LẦN 2", SENTENCE]


def test_load_docx_turns_old_fonts_run_by_run() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    for font, text in (
        (".VnTimeH", "chØ thÞ"),
        (".VnTime", " vÒ thi ®ua "),
        ("VNI-Times", "naêm 2022 "),
        ("Times New Roman", "của tỉnh"),
    ):
        run = paragraph.add_run(text)
        run.font.name = font
        run._r.rPr.rFonts.set(qn("w:hAnsi"), font)
    assert load(saved(document)).text == "CHỈ THỊ về thi đua năm 2022 của tỉnh"


def test_load_recognises_a_scan_when_tesseract_is_installed() -> None:
    if os.system("tesseract --list-langs 2>/dev/null | grep -q vie") != 0:
        pytest.skip("tesseract with Vietnamese is not installed here")
    source = load(Path(__file__).parents[2] / "data" / "directives" / "scan.pdf")
    reading = read(source.text)
    assert source.recognised
    assert (reading.header.document_type.value, reading.launches_movement) == ("kế hoạch", True)
    assert reading.header.number == "27/KH-UBND"
