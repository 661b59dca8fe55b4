import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.text import UnknownEncoding, decode, nfc, repair
from thidua.core.text.legacy import (
    legacy_of_font,
    tcvn3_to_unicode,
    unicode_to_tcvn3,
    unicode_to_vni,
    vni_to_unicode,
)

SENTENCE = (
    "Ủy ban nhân dân tỉnh phát động phong trào thi đua yêu nước, thực hiện thắng lợi nhiệm vụ của năm; "
    "người đứng đầu được khen thưởng, kỷ niệm, nghĩa vụ, ý chí, quỹ, ổn định, tuổi trẻ, ngoặc, mẫu mực."
)
EVERY_VOWEL = "àảãáạ ằẳẵắặ ầẩẫấậ èẻẽéẹ ềểễếệ ìỉĩíị òỏõóọ ồổỗốộ ờởỡớợ ùủũúụ ừửữứự ỳỷỹýỵ ăâđêôơư"
TONES = "\u0300\u0301\u0303\u0309\u0323"


def cp1258(text: str) -> bytes:
    """Windows-1258 keeps the shape of the letter in one byte and its tone in the next."""
    parts = []
    for letter in text:
        decomposed = unicodedata.normalize("NFD", letter)
        tone = "".join(c for c in decomposed if c in TONES)
        parts.append(nfc("".join(c for c in decomposed if c not in TONES)) + tone)
    return "".join(parts).encode("cp1258")


def test_tcvn3_round_trip_of_every_vowel() -> None:
    assert tcvn3_to_unicode(unicode_to_tcvn3(EVERY_VOWEL)) == EVERY_VOWEL


def test_vni_round_trip_of_every_vowel_in_both_cases() -> None:
    both = EVERY_VOWEL + EVERY_VOWEL.upper()
    assert vni_to_unicode(unicode_to_vni(both)) == both


def test_tcvn3_reads_known_bytes() -> None:
    assert (
        tcvn3_to_unicode("Céng hoµ x· héi chñ nghÜa ViÖt Nam")
        == "Cộng hoà xã hội chủ nghĩa Việt Nam"
    )


def test_tcvn3_capital_font_gives_capitals() -> None:
    assert tcvn3_to_unicode("chØ thÞ", capitals=True) == "CHỈ THỊ"


def test_tcvn3_capitals_typed_in_a_plain_font_are_raised() -> None:
    assert tcvn3_to_unicode("QUYÕT §ÞNH") == "QUYẾT ĐỊNH"


def test_vni_reads_known_bytes() -> None:
    assert (
        vni_to_unicode("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam")
        == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    )


@pytest.mark.parametrize(
    "data",
    [
        SENTENCE.encode(),
        SENTENCE.encode("utf-8-sig"),
        SENTENCE.encode("utf-16"),
        SENTENCE.encode("utf-16-be"),
        b"\xfe\xff" + SENTENCE.encode("utf-16-be"),
        cp1258(SENTENCE),
        unicode_to_vni(SENTENCE).encode("latin-1"),
    ],
)
def test_decode_finds_the_encoding(data: bytes) -> None:
    assert decode(data) == SENTENCE


def test_decode_tcvn3_bytes() -> None:
    assert decode(unicode_to_tcvn3(SENTENCE[1:]).encode("latin-1")) == SENTENCE[1:]


def test_decode_keeps_windows_quotes_of_old_files() -> None:
    data = b"\x93" + unicode_to_tcvn3("phong trào thi đua của tỉnh").encode("latin-1") + b"\x94"
    assert decode(data) == "“phong trào thi đua của tỉnh”"


def test_repair_undoes_tcvn3_pasted_into_unicode() -> None:
    assert (
        repair(unicode_to_tcvn3("các phong trào thi đua của tỉnh"))
        == "các phong trào thi đua của tỉnh"
    )


def test_repair_leaves_unicode_alone() -> None:
    assert repair(SENTENCE) == SENTENCE


def test_decode_refuses_noise() -> None:
    with pytest.raises(UnknownEncoding):
        decode(bytes(range(128, 256)) * 4)


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", "tcvn3"),
        (".VnTimeH", "tcvn3-capitals"),
        ("VNI-Times", "vni"),
        ("Times New Roman", None),
    ],
)
def test_font_names_betray_the_encoding(font: str, encoding: str | None) -> None:
    assert legacy_of_font(font) == encoding


@given(st.binary(max_size=400))
def test_decode_never_fails_otherwise(data: bytes) -> None:
    try:
        assert isinstance(decode(data), str)
    except UnknownEncoding:
        pass


def test_decode_leaves_unicode_words_that_look_like_vni():
    text = "Ban TĐKT theo dõi, đôn đốc việc hoàn thành Kế hoạch này."
    assert decode(text.encode()) == text
