import io

import pytest
from PIL import Image

from tests.support import bad_files
from thidua.core.filetypes import RefusedFile, detect


def picture(form, size=(4, 4)):
    out = io.BytesIO()
    Image.new("1", size).convert("L").save(out, form)
    return out.getvalue()


XLSX = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
PPTX = {"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<presentation/>"}
ODS = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}


@pytest.mark.parametrize(
    ("content", "name", "key"),
    [
        (bad_files.docx(), "a.docx", "docx"),
        (bad_files.docx(), "a.pdf", "docx"),
        (bad_files.archive(XLSX), "a.xlsx", "xlsx"),
        (bad_files.archive(ODS), "a.ods", "ods"),
        (bad_files.plain_pdf(), "a.txt", "pdf"),
        (picture("JPEG"), "a.png", "jpg"),
        (picture("PNG"), "a", "png"),
        (bad_files.archive(PPTX), "a.pptx", "pptx"),
        (b"\0\0\0\x18ftypisom" + bytes(40), "a.mp4", "mp4"),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm" + bytes(40), "a.mp4", "webm"),
        (bad_files.ole("WordDocument"), "a.doc", "doc"),
        (bad_files.ole("Workbook"), "a.doc", "xls"),
        ("Chỉ thị về phong trào".encode(), "a.docx", "txt"),
        ("Chỉ thị".encode("utf-16"), "a.txt", "txt"),
        (b"C\xe9ng h\xdfa x\xb7 h\xe9i", "tcvn3.txt", "txt"),
        (b"a;b\n1;2\n", "a.csv", "csv"),
    ],
)
def test_detect_tells_the_type_by_content(content, name, key):
    assert detect(content, name).key == key


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "Tệp trống"),
        (b"\0\0\0\x18ftypqt  " + bytes(40), "xuất lại thành MP4"),
        (b"\x1a\x45\xdf\xa3matroska" + bytes(40), "MKV"),
        (b" \n\r\n", "không có chữ nào"),
        (bad_files.zip_bomb(), "nén quá mức"),
        (bad_files.many_entries(), "nén quá mức"),
        (bad_files.docm(), "macro"),
        (bad_files.docm_by_type(), "macro"),
        (bad_files.xxe_docx(), "DOCTYPE"),
        (bad_files.xxe_docx("utf-16"), "DOCTYPE"),
        (bad_files.encrypted_zip(), "mật khẩu"),
        (bad_files.ole("EncryptedPackage"), "mật khẩu"),
        (bad_files.ole("WordDocument", "_VBA_PROJECT"), "macro"),
        (bad_files.ole("MsiTable"), "Không nhận loại tệp này"),
        (bad_files.encrypted_pdf(), "PDF có mật khẩu"),
        (b"%PDF-1.7\nnothing", "PDF bị hỏng"),
        (bad_files.docx()[:-30], "bị hỏng"),
        (bad_files.archive({"a.txt": b"x"}), "tệp nén"),
        (b"\xff\xd8\xff\xe0broken", "Ảnh bị hỏng"),
        (b"<!DOCTYPE html><html><body>x</body></html>", "HTML"),
        (b"\xef\xbb\xbf\n <html xmlns:o='urn:x'><table>", "HTML"),
        ("chữ " * 30000, "dòng dài bất thường"),
        (b"van ban\0an", "NUL"),
        (bytes(range(1, 32)) * 50, "Không nhận loại tệp này"),
        (b"\xff\xfe\x00", "bị hỏng"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else "",
)
def test_detect_refuses_with_a_sentence(content, word):
    with pytest.raises(RefusedFile, match=word):
        detect(content.encode() if isinstance(content, str) else content, "tep.docx")


def test_detect_refuses_a_picture_of_too_many_points():
    with pytest.raises(RefusedFile, match="Ảnh quá lớn"):
        detect(picture("PNG", (10_000, 9_000)), "a.png")
