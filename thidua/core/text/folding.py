"""Comparing Vietnamese words: without marks, without case, without punctuation."""

import re
import unicodedata

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
    plain = text.translate(_WITHOUT_MARKS)
    if plain.isascii():
        return plain.lower()
    decomposed = unicodedata.normalize("NFD", plain)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def _without_marks() -> dict[int, str]:
    """Latin letters with marks → their base, so that Vietnamese folds in one pass."""
    table = dict.fromkeys(range(768, 880), "")
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii():
            table[code] = base
    return table | dict.fromkeys(map(ord, "đĐðÐƉ"), "d")


_WITHOUT_MARKS = _without_marks()


def name_key(text: str) -> str:
    """The words of a name, folded, with single blanks: what two spellings have in common."""
    return _NOT_WORD.sub(" ", fold(text)).strip()


def spelling_key(text: str) -> str:
    """The words of a name with their marks: lower case, tones where Decree 30 puts them."""
    return _NOT_WORD.sub(" ", modern_tones(text).lower()).strip()


def modern_tones(text: str) -> str:
    """Write the tone mark where Decree 30 puts it: "Uỷ ban", "hoà", "khoẻ" → "Ủy ban", "hòa", "khỏe".

    The old habit set it on the last vowel of an open oa, oe, uy.
    """
    return _OLD_OPEN_SYLLABLE.sub(_move_tone, nfc(text))


def _move_tone(match: re.Match[str]) -> str:
    vowels = match.group()
    toned = unicodedata.normalize("NFD", vowels[1])
    return nfc(vowels[0] + toned[1]) + toned[0]
