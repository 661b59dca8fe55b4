"""PDF files that ask for a password or do not open."""

from threading import Lock

from thidua.core.filetypes.errors import RefusedFile

_one_at_a_time = Lock()  # PDFium is not safe in threads
_PASSWORD = 4


def check_pdf(content: bytes) -> None:
    # Imported here: the library takes longer to load than a short command runs.
    import pypdfium2

    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise RefusedFile(_why(error)) from error
        pages = len(document)
        document.close()
    if not pages:
        raise RefusedFile("Tệp PDF không có trang nào.")


def _why(error: Exception) -> str:
    if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
        return "Tệp PDF có mật khẩu: hãy bỏ mật khẩu (in lại thành PDF) rồi tải lên lần nữa."
    return "Tệp PDF bị hỏng, không mở được: hãy xuất lại thành PDF rồi tải lên lần nữa."
