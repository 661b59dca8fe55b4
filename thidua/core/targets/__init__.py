"""Targets in plain values: adding up by rule, judging, forecasting, checking what is entered."""

from thidua.core.targets.checking import Entry, Finding, check_entry
from thidua.core.targets.days import report_days
from thidua.core.targets.forecasting import Forecast, Point, forecast
from thidua.core.targets.judging import Goal, Judgement, Standing, Verdict, judge, standing
from thidua.core.targets.rolling import Row, Rule, Tally, carry_to, roll_up, top_rows

__all__ = [
    "Entry",
    "Finding",
    "Forecast",
    "Goal",
    "Judgement",
    "Point",
    "Row",
    "Rule",
    "Standing",
    "Tally",
    "Verdict",
    "carry_to",
    "check_entry",
    "forecast",
    "judge",
    "report_days",
    "roll_up",
    "standing",
    "top_rows",
]
