"""Citations as data write them (Đ22 k1 a) spelt out as officials read them."""

import re
from functools import cache

LAW_OF_2022 = "Luật Thi đua, khen thưởng 2022"
SPELT = (
    (r"\bNĐ ?(?=\d)", "Nghị định "),
    (r"\bTT ?(?=\d)", "Thông tư "),
    (r"\bQĐ ?(?=\d)", "Quyết định "),
    (r"\bCV ?(?=\d)", "Công văn "),
    (r"\bĐ(?=\d)", "Điều "),
    (r"\bk(?=\d)", "khoản "),
    (r"(khoản \d+) ((?:điểm )?)([a-zđ](?:[-–][a-zđ])?)(?![\wÀ-ỹ])", r"\1 điểm \3"),
)


@cache
def written_out(citation: str) -> str:
    """ "Đ22 k1 a" → "Luật Thi đua, khen thưởng 2022, Điều 22 khoản 1 điểm a"."""
    text = citation
    for pattern, spelt in SPELT:
        text = re.sub(pattern, spelt, text)
    return f"{LAW_OF_2022}, {text}" if text.startswith("Điều ") else text
