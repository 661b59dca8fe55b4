"""Fields of forms that speak as the office does."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Any

from django import forms

from thidua.core.text.dates import format_date, parse_date

DAY = re.compile(r"\s*(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\s*")


class DayInput(forms.TextInput):
    """dd/mm/yyyy as text: the same in every browser and language."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        shape = {"inputmode": "numeric", "autocomplete": "off", "placeholder": "dd/mm/yyyy"}
        super().__init__({**shape, **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return format_date(value) if isinstance(value, date) else super().format_value(value)


class DayField(forms.Field):
    """A day. An error says what is wrong with this day and how to mend it."""

    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        try:
            return parse_date(str(value))
        except ValueError as error:
            raise forms.ValidationError(day_error(str(value)), code="invalid") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != initial
        except forms.ValidationError:
            return True


def day_error(text: str) -> str:
    """Why this is no day of the calendar, in words that mend it."""
    match = DAY.fullmatch(text)
    if not match:
        return "Nhập ngày theo dạng dd/mm/yyyy, ví dụ 15/02/2022."
    _, month, year = (int(part) for part in match.groups())
    if not 1 <= month <= 12:
        return "Tháng từ 01 đến 12. Nhập lại, ví dụ 15/02/2022."
    if not 1 <= year <= 9999:
        return "Năm gồm bốn chữ số. Nhập lại, ví dụ 15/02/2022."
    last = calendar.monthrange(year, month)[1]
    return f"Tháng {month} năm {year} có {last} ngày. Nhập từ 01 đến {last}."
