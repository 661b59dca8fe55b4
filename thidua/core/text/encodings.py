"""From bytes of unknown encoding to Unicode.

Marks of byte order and valid UTF-8 decide at once. Anything else is read in each old encoding, and the
reading with the most everyday Vietnamese words wins.
"""

import re

from thidua.core.text.folding import nfc
from thidua.core.text.legacy import tcvn3_to_unicode, vni_to_unicode

_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_EVERYDAY_TEXT = """
của và các được với thực hiện nhân dân tỉnh năm về ngày tháng số trên địa bàn tổ chức thi đua phát động
phong trào khen thưởng nhiệm vụ kinh tế xã hội đơn vị cơ quan ủy uỷ chỉ thị kế hoạch quyết định người
những trong một cho để tại đến từ có không là nơi nhận chủ tịch huyện công tác đảng nội
"""
_EVERYDAY = frozenset(_EVERYDAY_TEXT.split())
_WORD = re.compile(r"[^\W\d_]+")
_LEGACY_SIGN = re.compile(r"[\u00a1-\u00ff]")
# Windows puts quotes and dashes where Latin-1 has control codes.
_WINDOWS_SIGNS = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}
# Letters that neither old encoding can produce when it is carried over: such a text is Unicode.
_UNICODE_SIGN = re.compile(r"[\u1ea0-\u1ef9]")
_SAMPLE = 20_000
_MIN_HITS = 2


class UnknownEncoding(ValueError):
    """The bytes are text in no encoding known here."""


def decode(data: bytes) -> str:
    """Unicode text of `data` without byte order mark; raises UnknownEncoding."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    if unmarked := _utf16_without_mark(data):
        return _strict(data, unmarked)
    try:
        return repair(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _decode_single_bytes(data)


def repair(text: str) -> str:
    """Undo TCVN3 or VNI that was carried into Unicode letter by letter; other text comes back as it is."""
    sample = text[:_SAMPLE]
    if len(_LEGACY_SIGN.findall(sample)) < _MIN_HITS:
        return text
    if len(_UNICODE_SIGN.findall(sample)) >= _MIN_HITS:
        return text
    best = max(
        (_as_is, tcvn3_to_unicode, vni_to_unicode), key=lambda reading: _hits(reading(sample))
    )
    return best(text)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise UnknownEncoding(encoding) from None


def _utf16_without_mark(data: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in every second byte."""
    head = data[:2000]
    if not head or head.count(0) * 5 <= len(head):
        return None
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _decode_single_bytes(data: bytes) -> str:
    signs = data.decode("latin-1").translate(_WINDOWS_SIGNS)
    readings = [
        tcvn3_to_unicode(signs),
        vni_to_unicode(signs),
        nfc(data.decode("cp1258", errors="replace")),
    ]
    best = max(readings, key=lambda text: _hits(text[:_SAMPLE]))
    if _hits(best[:_SAMPLE]) < _MIN_HITS:
        raise UnknownEncoding("unknown")
    return best


def _as_is(text: str) -> str:
    return text


def _hits(text: str) -> int:
    return sum(
        word in _EVERYDAY and not word.isascii() for word in _WORD.findall(nfc(text).lower())
    )
