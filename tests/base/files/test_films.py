"""A film is given out in the parts that players ask for."""

import pytest
from django.db import transaction

from tests.base.conftest import make_actor
from thidua.base import files
from thidua.base.files.serving import LARGEST_PART

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_data")]
FILM = b"\0\0\0\x18ftypisom" + bytes(range(256)) * 4


@pytest.fixture
def film():
    with transaction.atomic():
        return files.store(actor=make_actor(), name="a.mp4", content=FILM, purpose="material")


@pytest.mark.parametrize(
    ("asked", "status", "told", "content"),
    [
        ("bytes=0-3", 206, f"bytes 0-3/{len(FILM)}", FILM[:4]),
        ("bytes=8-", 206, f"bytes 8-{len(FILM) - 1}/{len(FILM)}", FILM[8:]),
        ("bytes=-5", 206, f"bytes {len(FILM) - 5}-{len(FILM) - 1}/{len(FILM)}", FILM[-5:]),
        (f"bytes={len(FILM)}-", 416, f"bytes */{len(FILM)}", b""),
    ],
)
def test_serve_film_answers_the_part(film, asked, status, told, content):
    answer = files.serve_film(film, asked)
    assert (answer.status_code, answer["Content-Range"], answer.content) == (status, told, content)


@pytest.mark.parametrize("asked", ["", "bytes=-", "lines=1-2"])
def test_serve_film_answers_the_whole_without_a_part(film, asked):
    answer = files.serve_film(film, asked)
    assert (answer.status_code, answer["Accept-Ranges"]) == (200, "bytes")
    assert b"".join(answer.streaming_content) == FILM


def test_serve_film_never_holds_more_than_a_part(own_data):
    with transaction.atomic():
        big = files.store(
            actor=make_actor(), name="a.mp4", content=FILM + bytes(LARGEST_PART), purpose="material"
        )
    assert len(files.serve_film(big, "bytes=0-").content) == LARGEST_PART
