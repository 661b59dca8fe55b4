"""Verdicts with their reasons; forecasts with method and doubt; each side of every threshold."""

from decimal import Decimal

import pytest

from thidua.core.targets import Goal, Point, Standing, Verdict, forecast, judge, standing
from thidua.core.targets.judging import Known

D = Decimal


@pytest.mark.parametrize(
    ("goal", "number", "expected"),
    [
        (Goal("at_least", D(100)), "99.9999", Standing.SHORT),
        (Goal("at_least", D(100)), "100", Standing.MET),
        (Goal("at_least", D(100)), "100.0001", Standing.BEYOND),
        (Goal("at_most", D(3)), "3", Standing.MET),
        (Goal("at_most", D(3)), "2.9", Standing.BEYOND),
        (Goal("at_most", D(3)), "3.1", Standing.SHORT),
        (Goal("equal", D(8030)), "8029", Standing.SHORT),
        (Goal("equal", D(8030)), "8031", Standing.BEYOND),
        (Goal("equal", D(5), falling=True), "4", Standing.BEYOND),
        (Goal("approx", D("7.7"), tolerance=D("0.02")), "7.546", Standing.MET),
        (Goal("approx", D("7.7"), tolerance=D("0.02")), "7.5459", Standing.SHORT),
        (Goal("approx", D("7.7"), tolerance=D("0.02")), "7.854", Standing.MET),
        (Goal("approx", D("7.7"), tolerance=D("0.02")), "7.8541", Standing.BEYOND),
    ],
)
def test_standing_on_each_side_of_the_goal(goal: Goal, number: str, expected: Standing) -> None:
    assert standing(goal, D(number)) is expected


def known(now: str | None, *, given: int = 8, asked: int = 8, **more: bool) -> Known:
    facts = {"accumulates": True, "is_final": False, **more}
    return Known(None if now is None else D(now), given, asked, **facts)


JOBS = Goal("equal", D(8030), "lao động")


def outlook(*values: str, per_year: int = 12, accumulates: bool = True):
    points = [Point(place, D(value)) for place, value in enumerate(values, 1)]
    return forecast(points, per_year, accumulates=accumulates)


def test_unknown_without_a_goal_or_a_figure() -> None:
    assert judge(Goal("equal", None), known("5"), None).reason == "Chỉ tiêu chưa có giá trị giao."
    assert judge(JOBS, known(None), None).verdict is Verdict.UNKNOWN


def test_unknown_while_too_few_units_have_reported() -> None:
    found = judge(JOBS, known("500", given=6), outlook("500"))
    assert (found.verdict, found.reason) == (
        Verdict.UNKNOWN, "Mới có 6/8 đơn vị báo cáo, chưa đủ để đánh giá.",
    )  # fmt: skip


def test_coverage_at_the_threshold_is_judged() -> None:
    assert judge(JOBS, known("800", given=4, asked=5), outlook("800")).verdict is Verdict.ON_COURSE
    assert judge(JOBS, known("800", given=3, asked=4), outlook("800")).verdict is Verdict.UNKNOWN


def test_achieved_early_even_by_a_part_of_the_units() -> None:
    found = judge(JOBS, known("8030", given=2), None)
    assert found.verdict is Verdict.ACHIEVED
    assert found.reason == "Lũy kế 8.030 lao động, bằng mức giao."


def test_exceeded_says_by_how_much() -> None:
    found = judge(JOBS, known("8100"), None)
    assert (found.verdict, found.reason) == (
        Verdict.EXCEEDED, "Lũy kế 8.100 lao động, cao hơn mức 8.030 lao động là 70 lao động.",
    )  # fmt: skip


def test_missed_only_when_the_year_is_over_and_all_have_reported() -> None:
    late = known("8000", is_final=True)
    assert judge(JOBS, late, outlook("8000", per_year=1)).verdict is Verdict.MISSED
    partly = known("8000", given=7, is_final=True)
    assert judge(JOBS, partly, outlook("8000", per_year=1)).verdict is Verdict.AT_RISK


def test_limit_that_was_passed_is_missed_at_once() -> None:
    found = judge(Goal("at_most", D(10), "vụ"), known("11"), None)
    assert (found.verdict, found.reason[:24]) == (Verdict.MISSED, "Đã quá mức cho phép: 11 ")


def test_state_that_stands_well_today_is_not_yet_achieved() -> None:
    rate = Goal("at_least", D("56.3"), "%")
    today = known("57", accumulates=False)
    assert judge(rate, today, outlook("57", per_year=2, accumulates=False)).verdict is (
        Verdict.ON_COURSE
    )


def test_at_risk_when_the_forecast_falls_short() -> None:
    found = judge(JOBS, known("500"), outlook("500"))
    assert (found.verdict, found.reason) == (
        Verdict.AT_RISK,
        "Dự báo cuối năm 6.000 lao động, thấp hơn mức 8.030 lao động là 2.030 lao động.",
    )


def test_on_course_names_the_worst_of_the_forecast() -> None:
    found = judge(JOBS, known("1400"), outlook("600", "1400"))
    assert found.verdict is Verdict.ON_COURSE
    assert "mức xấu nhất 7.200 lao động thì không đạt" in found.reason


def test_forecast_in_proportion_to_time_doubts_by_its_periods() -> None:
    found = outlook("600", "1400")
    assert found is not None
    assert (found.value, found.low, found.high) == (D(8400), D(7200), D(8400))
    assert (
        found.words == "Theo tỷ lệ thời gian đã qua của năm; từ 7.200 đến 8.400, theo 2 kỳ số liệu"
    )


def test_forecast_of_one_period_says_that_it_cannot_doubt() -> None:
    found = outlook("600")
    assert found is not None
    assert found.doubt == "chỉ có 1 kỳ số liệu, chưa ước được độ chắc chắn"


def test_forecast_follows_last_years_pace_where_it_is_known() -> None:
    found = forecast(
        [Point(1, D(90)), Point(2, D(220))], 4, accumulates=True,
        last_year={1: D(100), 2: D(200), 4: D(800)},
    )  # fmt: skip
    assert found is not None
    assert (found.value, found.low, found.method) == (
        D(880), D(720), "Theo nhịp cùng kỳ năm trước",
    )  # fmt: skip


def test_forecast_without_last_years_end_falls_back() -> None:
    found = forecast([Point(2, D(220))], 4, accumulates=True, last_year={2: D(200)})
    assert found is not None
    assert found.value == D(440)


def test_forecast_of_a_state_takes_last_years_remaining_change() -> None:
    found = forecast([Point(2, D(60))], 4, accumulates=False, last_year={2: D(50), 4: D(53)})
    assert found is not None
    assert found.value == D(63)


def test_forecast_of_a_state_goes_by_its_steps_from_the_years_start() -> None:
    found = forecast([Point(1, D(52)), Point(2, D(53))], 4, accumulates=False, start=D(50))
    assert found is not None
    assert (found.value, found.low, found.high) == (D(56), D(55), D(57))


def test_forecast_of_a_lone_state_keeps_it() -> None:
    found = forecast([Point(1, D(52))], 4, accumulates=False)
    assert found is not None
    assert (found.value, found.method) == (D(52), "Giữ ở mức của kỳ gần nhất")


def test_forecast_of_nothing_is_none() -> None:
    assert forecast([], 4, accumulates=True) is None
