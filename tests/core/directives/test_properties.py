"""Whatever the text: reading ends, every place lies inside, and the work grows with the length only."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.core.directives import Reading, Span, read, to_json

SEED = (Path(__file__).parents[2] / "data" / "directives" / "lai-chau-2022-chi-thi.txt").read_text(
    encoding="utf-8"
)
PIECES = (
    "CHỈ THỊ", "KẾ HOẠCH\n", "Số: ", "/CT-UBND", "12/KH-UBND", "Lai Châu, ngày 05 tháng 01 năm 2022", "ngày tháng năm ", "\n", "\n\n", "1. ", "a) ", "I. ", "Điều 1. ",
    "- ", "| ", "   ", "\t", "phong trào thi đua ", "“", "”", "\"", "các phong trào thi đua như: ", "; ", ", ", "phấn đấu ", "đạt 7,7% ", "trên 2.250 tỷ đồng ", "riêng các huyện ",
    "Luật Thi đua, khen thưởng ", "Nghị quyết số 57-NQ/TW ", "ngày 16/7/2021 ", "của Bộ Chính trị ", "về việc ", "Sở Nội vụ ", "chủ trì, phối hợp với ", "Nơi nhận:\n", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN\n",
    "CHỦ TỊCH\n", "Trần Văn Mẫu", "./.", "...", "V/v ", "Kính gửi: ", "*", "**", "\x0c", "\u0301", "e\u0302\u0301", "báo cáo Ủy ban nhân dân tỉnh (qua Sở Nội vụ) ", "chủ đề ", "STT | Chỉ tiêu | Kế hoạch |\n", "1.1. ", "đ) ", "99/99/9999 ",
)  # fmt: skip


def spans_of(node: object) -> Iterator[Span]:
    if isinstance(node, Span):
        yield node
    elif isinstance(node, (tuple, list)):
        for item in node:
            yield from spans_of(item)
    elif hasattr(node, "__dataclass_fields__"):
        for name in node.__dataclass_fields__:
            yield from spans_of(getattr(node, name))


def check(reading: Reading) -> None:
    for span in spans_of(reading):
        assert 0 <= span.start <= span.end <= len(reading.kept)
    for items in (reading.sections, reading.movements, reading.recipients, reading.not_understood):
        starts = [item.start if isinstance(item, Span) else item.span.start for item in items]
        assert starts == sorted(starts)
    json.dumps(to_json(reading))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_read_any_mixture_of_office_phrases(text: str) -> None:
    check(read(text))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_read_any_text(text: str) -> None:
    check(read(text))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, len(SEED)), st.integers(0, len(SEED)))
def test_read_any_part_of_the_seed(start: int, end: int) -> None:
    check(read(SEED[min(start, end) : max(start, end)]))


def calls_during(text: str) -> int:
    """Function calls counted, not seconds: the same on a busy machine."""
    count = 0

    def tracer(frame, event, argument) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tracer)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        SEED,
        "1. mục tiêu\nđạt 7% kế hoạch; ",
        "Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ; ",
        "- Sở Nội vụ chủ trì, phối hợp với Sở Tài chính báo cáo UBND tỉnh\n",
    ],
)
def test_read_calls_grow_with_the_length_only(piece: str) -> None:
    read(piece)
    few = 8 if piece is SEED else 200
    assert calls_during(piece * few * 4) < 5.5 * calls_during(piece * few)


@pytest.mark.parametrize(
    "piece",
    ["ngày ", " ", "\n ", "phong trào thi đua ", "các phong trào như: a; ", "“", "(", "a, ", "Luật A ", "số 1/", "1.", "báo cáo Ủy ban ", "Ủy ban nhân dân, ", "7% ", "- ", "|", "\t", "chủ đề “", "TM. ", "e\u0301", "Kế hoạch phát triển ", "phối hợp với Sở "],
)  # fmt: skip
def test_read_survives_long_repetitions(piece: str) -> None:
    check(read(piece * (20_000 // len(piece))))
    check(
        read(
            "CHỈ THỊ\nVề việc thi đua\n\n1. "
            + piece * (20_000 // len(piece))
            + "\nNơi nhận:\n"
            + piece * 200
        )
    )
