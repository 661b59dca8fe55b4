"""Letters of fonts from before Unicode, told by how the text looks; per column, for a name is short."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache

from thidua.core.text.folding import nfc
from thidua.core.text.legacy import legacy_of_font, tcvn3_to_unicode, vni_to_unicode

_SUSPECT = re.compile(r"[\u00a1-\u00ff]")
_UNICODE_ONLY = re.compile(
    r"[\u1ea0-\u1ef9\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0]"
)
_WORD = re.compile(r"[^\W\d_]+|[^\w\s.,;:()/\-\"'+&“”–…]+")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|th|tr|ph|kh|gh|gi|qu|[bcdđghklmnpqrstvx])?"
    r"(?:uyê|oai|oay|oeo|uôi|uây|ươi|ươu|iêu|yêu|uya|uyu|oao|uêu"
    r"|ia|iê|ya|yê|ua|uô|uâ|uê|uy|ưa|ươ|oa|oă|oe|oo|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|"
    r"[aăâeêioôơuưy])"
    r"(?:ng|nh|ch|[cmnpt])?"
)
_TONES = str.maketrans(
    "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ",
    "aaaaaăăăăăâââââeeeeeêêêêêiiiiioooooôôôôôơơơơơuuuuuưưưưưyyyyy",
)
Reading = Callable[[str], str]
READINGS: dict[str, Reading] = {
    "": lambda text: text,
    "tcvn3": tcvn3_to_unicode,
    "vni": vni_to_unicode,
}


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Could this be a Vietnamese syllable? Only its letters are looked at, not a dictionary."""
    lower = word.lower()
    if word not in (lower, word.upper(), word[:1].upper() + lower[1:]):
        return False
    return bool(_SYLLABLE.fullmatch(lower.translate(_TONES)))


@lru_cache(maxsize=50_000)
def sound_share(text: str) -> float:
    words = _WORD.findall(nfc(text))
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def is_suspect(text: str) -> bool:
    """Signs of the upper half of Latin-1 and none that only Unicode has."""
    return not text.isascii() and bool(_SUSPECT.search(text)) and not _UNICODE_ONLY.search(text)


def encoding_of(texts: Iterable[str], fonts: Iterable[str] = ()) -> str:
    """ "tcvn3", "vni" or "": how most of the suspect texts become Vietnamese syllables."""
    votes: Counter[str] = Counter()
    for text in texts:
        if is_suspect(text):
            shares = {name: sound_share(read(text)) for name, read in READINGS.items()}
            best = max(shares.values())
            votes.update(name for name, share in shares.items() if share == best)
    known = {(legacy_of_font(font) or "").split("-")[0] for font in fonts} - {""}
    if not votes:
        return ""
    return max(votes, key=lambda name: (votes[name] + (0.5 if name in known else 0), name == ""))


def is_old_font(latin: str) -> bool:
    """Bytes read as Latin-1: are they set in a font from before Unicode?"""
    lines = (line for line in latin.splitlines()[:200] if line.strip())
    return bool(encoding_of(lines))


@lru_cache(maxsize=50_000)
def repaired(text: str, encoding: str) -> str:
    """The text in Unicode, if it sounds at least as Vietnamese that way; a cell may differ from its column."""
    if not encoding or not is_suspect(text):
        return text
    read = READINGS[encoding](text)
    return read if sound_share(read) >= sound_share(text) else text
