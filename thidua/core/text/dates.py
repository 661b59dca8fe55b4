"""Vietnamese dates: 05/01/2022 and "ngày 05 tháng 01 năm 2022"."""

import re
from datetime import date

_SHORT = re.compile(r"\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\s*")
_LONG = re.compile(
    r"\s*(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})\s*", re.IGNORECASE
)
_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*")


def format_date(day: date) -> str:
    """dd/mm/yyyy."""
    return f"{day:%d/%m}/{day.year:04d}"


def format_long_date(day: date) -> str:
    """As Decree 30/2020 prints it: a zero before days under 10 and before months 1 and 2 only."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def parse_date(text: str) -> date:
    """Read dd/mm/yyyy (also with - or .), the long form, or ISO; ValueError says what is wrong."""
    if match := _SHORT.fullmatch(text) or _LONG.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
    else:
        raise ValueError(
            f"“{text.strip()}” không phải là ngày. Hãy ghi theo dạng ngày/tháng/năm, ví dụ 05/01/2022."
        )
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(
            f"Không có ngày “{text.strip()}” trong lịch. Hãy kiểm tra lại ngày và tháng."
        ) from None
