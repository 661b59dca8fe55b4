"""The slides: 16:9, real Vietnamese text, fonts inside, the same numbers as the board."""

from collections.abc import Callable

import pypdfium2
import pytest
from django.test import Client

from thidua.pages.overview.slides.paper import (
    register_fonts,
    rings_of,
    shortened,
    width_of,
    wrapped,
)
from thidua.subjects.movements.models import Movement
from thidua.subjects.targets.models import Index

Browser = Callable[..., Client]


@pytest.fixture
def deck(launched: Movement, indices: dict[str, Index], client_as: Browser) -> bytes:
    response = client_as("chutich", "province_chair").get("/toan-canh/ban-chieu.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    content: bytes = response.content
    return content


def pages_of(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def test_pages_are_sixteen_to_nine_and_numbered(deck: bytes) -> None:
    document = pypdfium2.PdfDocument(deck)
    sizes = {page.get_size() for page in document}
    document.close()
    assert sizes == {(960.0, 540.0)}
    texts = pages_of(deck)
    assert [f"{number}/{len(texts)}" in text for number, text in enumerate(texts, 1)] == [
        False, *[True] * (len(texts) - 1),
    ]  # fmt: skip


def test_text_is_real_and_vietnamese(deck: bytes) -> None:
    cover, summary, *_others = pages_of(deck)
    assert "Toàn cảnh thi đua Tỉnh Lai Châu" in cover
    assert "Số liệu tính đến hết ngày 15/02/2022" in cover
    assert "Cần chú ý" in summary
    whole = "\n".join(pages_of(deck))
    assert "Mức giảm tỷ lệ hộ nghèo" in whole
    assert "86,29" in whole
    assert "hạng 24/63" in whole


def test_fonts_are_embedded(deck: bytes) -> None:
    assert deck.count(b"/FontFile2") >= 2


def test_numbers_are_those_of_the_board(
    deck: bytes, launched: Movement, client_as: Browser
) -> None:
    board = client_as("chutich", "province_chair").get("/toan-canh/").context["board"]
    whole = "\n".join(pages_of(deck))
    movements = next(group for group in board.groups if group.heading == "Phong trào")
    for figure in movements.figures:
        if figure.whole:
            assert f"{figure.value}/{figure.whole}" in whole, figure.key


def test_slides_of_a_unit_bear_its_name(launched: Movement, client_as: Browser) -> None:
    content = client_as("thutruong.soyte").get("/toan-canh/ban-chieu.pdf").content
    assert "Sở Y tế" in pages_of(content)[0]
    assert client_as("baochi").get("/toan-canh/ban-chieu.pdf").status_code == 403


def test_words_wrap_inside_their_room() -> None:
    register_fonts()
    words = "Sở Lao động - Thương binh và Xã hội tỉnh Lai Châu"
    lines = wrapped(words, 120, 14)
    assert " ".join(lines) == words
    assert all(width_of(line, 14) <= 120 for line in lines)
    cut = wrapped(words, 120, 14, most=2)
    assert len(cut) == 2
    assert cut[1].endswith("…")
    assert shortened("ngắn", 120, 14) == "ngắn"


def test_rings_follow_the_steps_of_a_path() -> None:
    assert rings_of("M1 2l3 0 0 4 -3 0zM10 10l1 1z") == [
        [(1, 2), (4, 2), (4, 6), (1, 6)],
        [(10, 10), (11, 11)],
    ]


def test_sign_the_face_lacks_is_spelt_out() -> None:
    """A per mille that vanished made 0,4 ‰ read as 0,4."""
    from thidua.pages.overview.slides.paper import spelt

    assert spelt("0,4 ‰") == "0,4 phần nghìn"
