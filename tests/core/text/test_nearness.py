"""One slip of the finger, against trying every slip."""

import string
from itertools import product

import pytest

from thidua.core.text import is_one_slip, shortened


@pytest.mark.parametrize(
    ("a", "b", "near"),
    [
        ("hoa", "hoa", True),
        ("hoa", "hoaa", True),
        ("hoa", "ho", True),
        ("hoa", "hao", True),
        ("hoa", "hoi", True),
        ("hoa", "aoh", False),
        ("hoa", "h", False),
        ("hoa", "haoo", False),
        ("", "a", True),
        ("", "ab", False),
    ],
)
def test_is_one_slip(a: str, b: str, near: bool) -> None:
    assert is_one_slip(a, b) is near
    assert is_one_slip(b, a) is near


def slips(word: str, letters: str) -> set[str]:
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    return (
        {word}
        | {a + b[1:] for a, b in cuts if b}
        | {a + c + b for a, b in cuts for c in letters}
        | {a + c + b[1:] for a, b in cuts if b for c in letters}
        | {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    )


def test_agrees_with_trying_every_slip() -> None:
    words = ["".join(letters) for n in range(4) for letters in product("abc", repeat=n)]
    for a in words:
        near = slips(a, "abc")
        assert [b for b in words if is_one_slip(a, b)] == [b for b in words if b in near]


def test_near_words_meet_in_something_shortened() -> None:
    for other in slips("thanh", string.ascii_lowercase):
        assert shortened("thanh") & shortened(other)
