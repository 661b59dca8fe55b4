"""A picture is shown without what its camera wrote into it."""

import io

import pytest
from PIL import Image

from thidua.base.files import BadFile, pictures
from thidua.base.files.pictures import clean_picture, picture_size

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


def photo(size: tuple[int, int] = (40, 20), kind: str = "JPEG", mode: str = "RGB") -> bytes:
    picture = Image.new(mode, size, "red" if mode == "RGB" else (0, 0, 0, 0))
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # the camera was held upright
    exif[MAKER] = "Phone"
    exif.get_ifd(GPS)[2] = (22.0, 23.0, 47.0)
    out = io.BytesIO()
    picture.save(out, kind, **({"exif": exif, "comment": b"home"} if kind == "JPEG" else {}))
    return out.getvalue()


def test_clean_picture_drops_what_the_camera_wrote() -> None:
    cleaned = Image.open(io.BytesIO(clean_picture(photo())))
    assert cleaned.format == "JPEG"
    assert dict(cleaned.getexif()) == {}
    assert {"exif", "comment", "icc_profile", "xmp"} & set(cleaned.info) == set()


def test_clean_picture_turns_it_upright() -> None:
    assert picture_size(clean_picture(photo((40, 20)))) == (20, 40)


def test_clean_picture_bounds_the_longer_side_and_enlarges_nothing() -> None:
    assert picture_size(clean_picture(photo((400, 200)), longest=100)) == (50, 100)
    assert picture_size(clean_picture(photo((40, 20)), longest=100)) == (20, 40)


def test_clean_picture_makes_clear_parts_white() -> None:
    cleaned = Image.open(io.BytesIO(clean_picture(photo((8, 8), "PNG", "RGBA"))))
    assert cleaned.getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"GIF89a", "Đây không phải ảnh JPEG hay PNG. Hãy chọn tệp ảnh khác."),
        (photo((300, 300))[:900], "Ảnh bị hỏng hoặc thiếu phần cuối. Hãy gửi lại ảnh gốc."),
        (photo((1, 9)), "Ảnh quá nhỏ, không xem được. Hãy chọn ảnh khác."),
    ],
)
def test_clean_picture_refuses_what_is_no_picture(content: bytes, words: str) -> None:
    with pytest.raises(BadFile, match=words[:20]) as refused:
        clean_picture(content)
    assert refused.value.message == words


def test_clean_picture_refuses_a_bomb_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 100)
    with pytest.raises(BadFile, match="quá nhiều điểm ảnh"):
        clean_picture(photo((40, 20)))
