"""Vietnamese text: one place for folding, sorting, dates, numbers and old encodings."""

from thidua.core.text.dates import format_date, format_long_date, parse_date
from thidua.core.text.encodings import UnknownEncoding, decode, repair
from thidua.core.text.folding import fold, modern_tones, name_key, nfc, spelling_key
from thidua.core.text.nearness import is_one_slip, shortened
from thidua.core.text.numbers import format_money, format_number, parse_money, parse_number
from thidua.core.text.sorting import person_sort_key, unit_sort_key

__all__ = [
    "UnknownEncoding",
    "decode",
    "fold",
    "format_date",
    "format_long_date",
    "format_money",
    "format_number",
    "is_one_slip",
    "modern_tones",
    "name_key",
    "nfc",
    "parse_date",
    "parse_money",
    "parse_number",
    "person_sort_key",
    "repair",
    "shortened",
    "spelling_key",
    "unit_sort_key",
]
