"""A last day, kept as the day after: validity here is half open."""

from datetime import date, timedelta
from typing import Any

from thidua.pages.ui.forms import DayField
from thidua.subjects.orgs.enums import FOREVER


class LastDayField(DayField):
    """The last day on which something holds; the clean value is the day after, or never."""

    def clean(self, value: Any) -> date:
        last: date | None = super().clean(value)
        return last + timedelta(days=1) if last else FOREVER
