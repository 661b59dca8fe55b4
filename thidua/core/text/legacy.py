"""The encodings of Vietnamese before Unicode, as tables of what each sign means.

TCVN3 (ABC) is TCVN 5712:1993 VN3, one byte a letter, with small letters only for toned vowels: its capital
fonts (.VnTimeH) draw the same codes large. VNI for Windows writes a base letter and one byte of marks.
Both are read here as the Latin-1 characters that the bytes look like, which is how Word keeps them too.
"""

import re

_TCVN3_LETTERS = (
    "Ă Â Ê Ô Ơ Ư Đ ă â ê ô ơ ư đ "  # A1-AE
    "_ _ _ _ _ _ à ả ã á ạ _ ằ ẳ ẵ ắ _ _ "  # AF-C0
    "_ _ _ _ _ ặ ầ ẩ ẫ ấ ậ è _ ẻ ẽ é ẹ ề ể ễ ế ệ ì ỉ "  # C1-D8
    "_ _ _ ĩ í ị ò _ ỏ õ ó ọ ồ ổ ỗ ố ộ ờ ở ỡ ớ ợ ù _ ủ ũ ú ụ "  # D9-F4
    "ừ ử ữ ứ ự ỳ ỷ ỹ ý ỵ"  # F5-FE
)
TCVN3 = {
    code: letter
    for code, letter in zip(range(0xA1, 0xFF), _TCVN3_LETTERS.split(), strict=True)
    if letter != "_"
}

_CAPITAL_LINE = re.compile(
    r"^.*[A-ZĐĂÂÊÔƠƯ]{2}.*$|^.*\b[A-ZĐĂÂÊÔƠƯ][a-zà-ỹ][A-ZĐĂÂÊÔƠƯ].*$", re.MULTILINE
)
_LETTERS = re.compile(r"[^\W\d_]+")

_VNI_TONES = {"ø": "àèòùỳ", "ù": "áéóúý", "û": "ảẻỏủỷ", "õ": "ãẽõũỹ", "ï": "ạẹọụỵ"}
_VNI_CIRCUMFLEX = {"â": "âêô", "à": "ầềồ", "á": "ấếố", "å": "ẩểổ", "ã": "ẫễỗ", "ä": "ậệộ"}
_VNI_BREVE = {"ê": "ă", "è": "ằ", "é": "ắ", "ú": "ẳ", "ü": "ẵ", "ë": "ặ"}
_VNI_HORN = {"ø": "ờừ", "ù": "ớứ", "û": "ởử", "õ": "ỡữ", "ï": "ợự"}
_VNI_SINGLE = {
    "í": "í",
    "ì": "ì",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
    "ô": "ơ",
    "ö": "ư",
    "î": "ỵ",
    "ñ": "đ",
}


def _vni_table() -> dict[str, str]:
    pairs = {
        base + mark: letters[i]
        for mark, letters in _VNI_TONES.items()
        for i, base in enumerate("aeouy")
    }
    pairs |= {
        base + mark: letters[i]
        for mark, letters in _VNI_CIRCUMFLEX.items()
        for i, base in enumerate("aeo")
    }
    pairs |= {"a" + mark: letter for mark, letter in _VNI_BREVE.items()}
    pairs |= {
        base + mark: letters[i]
        for mark, letters in _VNI_HORN.items()
        for i, base in enumerate("ôö")
    }
    pairs |= _VNI_SINGLE
    capitals = {key.upper(): letter.upper() for key, letter in pairs.items()}
    mixed = {
        key[0].upper() + key[1]: letter.upper() for key, letter in pairs.items() if len(key) == 2
    }
    return pairs | mixed | capitals


VNI = _vni_table()
_VNI_SIGN = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))


def tcvn3_to_unicode(text: str, *, capitals: bool = False) -> str:
    """`capitals` for text set in a font of capitals, whose name ends in H."""
    converted = text.translate(TCVN3)
    return converted.upper() if capitals else _CAPITAL_LINE.sub(_raise_line, converted)


def _raise_line(match: re.Match[str]) -> str:
    """Capitals lost their tone letters to the small ones: "CHỈ THị" → "CHỈ THỊ"."""
    words = _LETTERS.findall(match.group())
    capital = sum(word[1:] != word[1:].lower() or len(word) == 1 for word in words)
    if capital * 2 > len(words):
        return match.group().upper()
    return _LETTERS.sub(lambda word: _raise_word(word.group()), match.group())


def _raise_word(word: str) -> str:
    return word.upper() if word[1:] != word[1:].lower() else word


def vni_to_unicode(text: str) -> str:
    return _VNI_SIGN.sub(lambda match: VNI[match.group()], text)


def unicode_to_tcvn3(text: str) -> str:
    """The way back, for making test material; capitals with a tone lose their size, as they did on paper."""
    codes = {letter: chr(code) for code, letter in TCVN3.items()}
    return "".join(codes.get(c) or codes.get(c.lower(), c) for c in text)


def unicode_to_vni(text: str) -> str:
    signs = {letter: sign for sign, letter in VNI.items()}
    return "".join(signs.get(c, c) for c in text)


def legacy_of_font(font: str) -> str | None:
    """The encoding a font name betrays: "tcvn3", "tcvn3-capitals", "vni" or None."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return "tcvn3-capitals" if name.endswith("h") else "tcvn3"
    return "vni" if name.startswith("vni") else None


def decode_legacy(text: str, encoding: str) -> str:
    if encoding == "vni":
        return vni_to_unicode(text)
    return tcvn3_to_unicode(text, capitals=encoding == "tcvn3-capitals")
