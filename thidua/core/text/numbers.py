"""Vietnamese numbers: the dot groups thousands, the comma starts the decimals."""

import re
from decimal import Decimal

_GROUPED = re.compile(r"(-?)(\d{1,3}(?:[. \u00a0]\d{3})+)(?:,(\d+))?")
_PLAIN = re.compile(r"(-?)(\d+)(?:[.,](\d+))?")
_CURRENCY = re.compile(r"\s*(?:đồng|đ|vnđ|vnd|₫)\s*$", re.IGNORECASE)


def format_number(value: Decimal | int | float, places: int | None = None) -> str:
    """2250.5 → "2.250,5"; `places` fixes the number of decimals, otherwise only those that count are written."""
    number = Decimal(str(value))
    if places is not None:
        number = round(number, places)
    text = f"{number:,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def format_money(value: Decimal | int) -> str:
    """2340000 → "2.340.000 đ"."""
    return f"{format_number(value, 0)} đ"


def parse_number(text: str) -> Decimal:
    """Read "2.250,5", "2 250", "7,7", "1.000"; ValueError says what is wrong.

    A dot before exactly three digits groups thousands; any other dot is taken as a decimal point.
    """
    stripped = text.strip().replace("−", "-")
    if match := _GROUPED.fullmatch(stripped):
        sign, whole, decimals = match.groups()
        whole = re.sub(r"\D", "", whole)
    elif match := _PLAIN.fullmatch(stripped):
        sign, whole, decimals = match.groups()
    else:
        raise ValueError(f"“{stripped}” không phải là số. Hãy ghi theo dạng 2.250,5.")
    return Decimal(f"{sign}{whole}.{decimals or 0}") if decimals else Decimal(f"{sign}{whole}")


def parse_money(text: str) -> Decimal:
    """Read "2.340.000 đ" or "2.340.000 đồng"."""
    return parse_number(_CURRENCY.sub("", text))
