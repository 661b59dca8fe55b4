"""Comparing Vietnamese words: without marks, without case, without punctuation."""

import re
import unicodedata

_D_WITH_STROKE = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "Ɖ": "d"})
_NOT_WORD = re.compile(r"[\W_]+")
_OLD_OPEN_SYLLABLE = re.compile(
    "(?<![qQ])(?:[oO][" + "àáãảạÀÁÃẢẠèéẽẻẹÈÉẼẺẸ" + "]|[uU][" + "ỳýỹỷỵỲÝỸỶỴ" + "])(?![^\\W\\d_])"
)


def nfc(text: str) -> str:
    """Composed letters: decomposed text is invisible to every search."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without marks, đ as d; spaces and punctuation stay where they are."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.translate(_D_WITH_STROKE))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def name_key(text: str) -> str:
    """The words of a name, folded, with single blanks: what two spellings have in common."""
    return _NOT_WORD.sub(" ", fold(text)).strip()


def modern_tones(text: str) -> str:
    """Write the tone mark where Decree 30 puts it: "Uỷ ban", "hoà", "khoẻ" → "Ủy ban", "hòa", "khỏe".

    The old habit set it on the last vowel of an open oa, oe, uy.
    """
    return _OLD_OPEN_SYLLABLE.sub(_move_tone, nfc(text))


def _move_tone(match: re.Match[str]) -> str:
    vowels = match.group()
    toned = unicodedata.normalize("NFD", vowels[1])
    return nfc(vowels[0] + toned[1]) + toned[0]
