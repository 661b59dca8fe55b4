"""Pictures as they may be shown: turned upright, made smaller, with nothing of camera and place."""

import io
import warnings

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from thidua.base.files.errors import BadFile

MOST_PIXELS = 60_000_000  # a good telephone makes 50 million; more would eat the memory
SMALLEST = 2
QUALITY = 82
KINDS = ("JPEG", "PNG")
WHITE = (255, 255, 255)


def clean_picture(content: bytes, *, longest: int = 1600) -> bytes:
    """A JPEG with the pixels only: no EXIF, no GPS, no profile; `longest` bounds its longer side.

    BadFile says in words why a picture is not taken.
    """
    picture = _upright(content, longest)
    picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height of a picture that was cleaned, for a page that keeps its place free."""
    with Image.open(io.BytesIO(content)) as picture:
        return picture.size


def _upright(content: bytes, longest: int) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of odd EXIF; it goes anyway
            picture = Image.open(io.BytesIO(content), formats=KINDS)
            _check_size(*picture.size)
            picture.draft(None, (longest, longest))  # a JPEG is unpacked no larger than needed
            picture.load()
            return _without_transparency(ImageOps.exif_transpose(picture))
    except UnidentifiedImageError as error:
        raise BadFile(_("Đây không phải ảnh JPEG hay PNG. Hãy chọn tệp ảnh khác.")) from error
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except (OSError, SyntaxError, ValueError) as error:
        raise BadFile(_("Ảnh bị hỏng hoặc thiếu phần cuối. Hãy gửi lại ảnh gốc.")) from error


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise _too_many_pixels()
    if min(width, height) < SMALLEST:
        raise BadFile(_("Ảnh quá nhỏ, không xem được. Hãy chọn ảnh khác."))


def _too_many_pixels() -> BadFile:
    return BadFile(
        _("Ảnh có quá nhiều điểm ảnh (trên %(limit)s triệu). Hãy thu nhỏ ảnh rồi gửi lại.")
        % {"limit": MOST_PIXELS // 1_000_000}
    )


def _without_transparency(picture: Image.Image) -> Image.Image:
    """JPEG has no transparency: what was clear becomes white, not black."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        ground = Image.new("RGB", layer.size, WHITE)
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    # A new image: nothing that the file carried beside its pixels comes along.
    plain = picture.convert("RGB")
    clean = Image.new("RGB", plain.size)
    clean.paste(plain)
    return clean
