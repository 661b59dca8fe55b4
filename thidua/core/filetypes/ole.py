"""Office files from before 2007, and the envelope around those with a password."""

from thidua.core.filetypes.errors import RefusedFile


def _has(content: bytes, entry: str) -> bool:
    return entry.encode("utf-16-le") in content


def ole_type(content: bytes) -> str:
    """`doc` or `xls`."""
    if _has(content, "EncryptedPackage"):
        raise RefusedFile("Tệp có mật khẩu: hãy bỏ mật khẩu rồi tải lên lần nữa.")
    if _has(content, "_VBA_PROJECT"):
        raise RefusedFile(
            "Tệp có chứa macro (mã chạy được) nên không nhận: hãy lưu thành .docx hoặc .xlsx."
        )
    if _has(content, "WordDocument"):
        return "doc"
    if _has(content, "Workbook"):
        return "xls"
    raise RefusedFile("Không nhận loại tệp này: hãy lưu thành .docx, .xlsx hoặc PDF.")
