"""Letters, numbers, notations and dates as Decree 30/2020 writes them."""

from datetime import date

from thidua.core.documents.kinds import DocumentKind

# The Vietnamese alphabet: đ follows d, and there is no f, j, w, z (Annex I, II.6.đ).
LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
BLANK_NUMBER = " " * 7
BLANK_DAY = " " * 4


def vietnamese_letter(index: int) -> str:
    """The letter of a point, counted from 0; after y the letters are doubled (aa, bb …)."""
    if index < 0:
        raise ValueError("Thứ tự của điểm bắt đầu từ 0.")
    rounds, place = divmod(index, len(LETTERS))
    return LETTERS[place] * (rounds + 1)


def roman(number: int) -> str:
    if not 1 <= number < 90:
        raise ValueError(f"Không viết được số La Mã cho {number}.")
    written = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written


def number_with_zero(number: int) -> str:
    """Numbers of documents, and days, take a zero below 10."""
    return f"{number:02}"


def month_number(month: int) -> str:
    """Only months 1 and 2 take a zero (Annex I, II.4.b)."""
    return f"{month:02}" if month <= 2 else str(month)


def notation(kind: DocumentKind, agency_code: str, drafting_code: str = "") -> str:
    """The symbol behind the number: CT-UBND; a công văn names the drafting unit: UBND-VX."""
    parts = (kind.abbreviation, agency_code) if kind.has_heading else (agency_code, drafting_code)
    return "-".join(part for part in parts if part)


def words_for_number(number: int | None, notation: str) -> str:
    written = BLANK_NUMBER if number is None else number_with_zero(number)
    return f"{written}/{notation}"


def words_for_day(day: date | None, year: int) -> str:
    """The day of issue; room for a pen where it is still open."""
    if day is None:
        return f"ngày{BLANK_DAY}tháng{BLANK_DAY}năm {year}"
    return f"ngày {number_with_zero(day.day)} tháng {month_number(day.month)} năm {day.year}"
