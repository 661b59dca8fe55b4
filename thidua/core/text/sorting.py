"""Sort keys in Vietnamese order, as plain ASCII strings that a database can compare byte by byte."""

import re
import unicodedata

from thidua.core.text.folding import nfc

# The tilde stands behind every letter and digit, so that ă follows az and a.
_LETTERS = {"ă": "a~", "â": "a~~", "đ": "d~", "ê": "e~", "ô": "o~", "ơ": "o~~", "ư": "u~"}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_WORD_OR_NUMBER = re.compile(r"\d+|[^\W\d_]+")
_NUMBER_WIDTH = 6


def unit_sort_key(name: str) -> str:
    """Order of names of units: Vietnamese letters, then tones; numbers by size ("Phường 2" before "Phường 10")."""
    return " ".join(_token_key(token) for token in _WORD_OR_NUMBER.findall(nfc(name).lower()))


def person_sort_key(name: str) -> str:
    """Order of persons as lists print it: given name, then family name, then the middle ones."""
    words = _WORD_OR_NUMBER.findall(nfc(name).lower())
    by_given_name = words[-1:] + words[:-1]
    return " ".join(_token_key(word) for word in by_given_name)


def _token_key(token: str) -> str:
    if token.isdigit():
        return token.zfill(_NUMBER_WIDTH)
    letters, tone = [], "0"
    for letter in token:
        plain, mark = _split_tone(letter)
        tone = mark or tone
        letters.append(_LETTERS.get(plain, plain))
    return "".join(letters) + tone


def _split_tone(letter: str) -> tuple[str, str]:
    """ "ấ" → ("â", "4")."""
    decomposed = unicodedata.normalize("NFD", letter)
    tone = "".join(_TONES[c] for c in decomposed if c in _TONES)
    plain = nfc("".join(c for c in decomposed if c not in _TONES))
    return plain, tone
