import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.text import fold, modern_tones, name_key, nfc


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ủy ban nhân dân", "uy ban nhan dan"),
        ("ĐƯỜNG", "duong"),
        ("ðảng Ðoàn", "dang doan"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Ấn"), "nguyen thi an"),
        ("ASCII only", "ascii only"),
    ],
)
def test_fold_drops_marks_and_case(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_name_key_ignores_punctuation_and_tone_habit() -> None:
    assert (
        name_key("  Uỷ ban  MTTQ - Việt Nam ")
        == name_key("Ủy ban MTTQ Việt Nam")
        == "uy ban mttq viet nam"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Uỷ ban", "Ủy ban"),
        ("hoà bình", "hòa bình"),
        ("khoẻ", "khỏe"),
        ("KHOẺ", "KHỎE"),
        ("quý", "quý"),
        ("toàn", "toàn"),
        ("thuỷ", "thủy"),
    ],
)
def test_modern_tones_follow_the_decree(old: str, new: str) -> None:
    assert modern_tones(old) == new


@given(st.text())
def test_fold_is_stable_whatever_the_form(text: str) -> None:
    assert fold(nfc(fold(text))) == fold(fold(text))
