"""Pictures: whole, and small enough to be unpacked."""

import warnings
from io import BytesIO

from thidua.core.filetypes.errors import RefusedFile

MAX_PIXELS = 80_000_000


def check_picture(content: bytes) -> None:
    # Imported here: the library takes longer to load than a short command runs.
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as picture:
                width, height = picture.size
                picture.verify()
    except Exception as error:  # Pillow raises many kinds for damaged files
        raise RefusedFile("Ảnh bị hỏng, không mở được: hãy lưu lại rồi tải lên lần nữa.") from error
    if width * height > MAX_PIXELS:
        raise RefusedFile(f"Ảnh quá lớn ({width} × {height} điểm): hãy thu nhỏ rồi tải lên.")
