from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.registers.days import PartialDay, Years, read_day, read_years

FEB_15 = date(2009, 2, 15)


@pytest.mark.parametrize(
    "text",
    [
        "15/2/2009",
        "15/02/2009",
        "15.02.09",
        "15-2-2009",
        "15 / 2 / 2009",
        "2009-02-15",
        "2009-02-15 00:00:00",
        "ngày 15 tháng 02 năm 2009",
        "Ngày 15 tháng 2 năm 2009",
        "15 tháng 2, năm 2009",
        "ngày 15 tháng 2/2009",
        "ngày 15/2/2009",
        "39859",
        "39859.0",
    ],
)
def test_read_day_in_every_habit(text):
    assert read_day(text) == PartialDay(FEB_15)


@pytest.mark.parametrize("text", ["tháng 2/2009", "2/2009", "T2/2009", "02-2009", "…/02/2009", "tháng 2 năm 2009", "00/02/2009"])  # fmt: skip
def test_read_day_that_tells_the_month_only(text):
    assert read_day(text) == PartialDay(date(2009, 2, 1), "month")


@pytest.mark.parametrize("text", ["2009", "năm 2009", "Sinh năm 2009", "00/00/2009"])
def test_read_day_that_tells_the_year_only(text):
    assert read_day(text) == PartialDay(date(2009, 1, 1), "year")


def test_read_day_with_month_and_day_changed_says_so():
    assert read_day("02/15/2009") == PartialDay(
        FEB_15, doubt="“02/15/2009” được hiểu là ngày 15 tháng 2."
    )


def test_read_day_that_is_about_stays_doubtful():
    found = read_day("khoảng 1960")
    assert (found.day, found.precision) == (date(1960, 1, 1), "about")
    assert found.doubt == "Ngày ghi không chắc chắn: “khoảng 1960”."


@pytest.mark.parametrize("text", ["31/02/2010", "hôm qua", "", "QĐ 12", "13", "1/1/1800", "99999"])
def test_read_day_refuses_what_is_none(text):
    with pytest.raises(ValueError, match=r"\w"):
        read_day(text)


@given(st.dates(date(1941, 1, 1), date(2039, 12, 31)), st.sampled_from("/.-"))
def test_read_day_gives_back_every_day_however_written(day, sign):
    forms = [
        f"{day.day}{sign}{day.month}{sign}{day.year}",
        f"{day:%d}{sign}{day:%m}{sign}{day.year % 100:02d}",
        f"ngày {day.day} tháng {day.month} năm {day.year}",
        day.isoformat(),
        str((day - date(1899, 12, 30)).days),
    ]
    assert {read_day(form) for form in forms} == {PartialDay(day)}


@given(st.text(max_size=30))
def test_read_day_never_fails_otherwise(text):
    try:
        assert isinstance(read_day(text).day, date)
    except ValueError:
        pass


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2015", Years((2015,))),
        ("2015.0", Years((2015,))),
        ("năm 2015", Years((2015,))),
        ("2015, 2016; 2018", Years((2015, 2016, 2018))),
        ("2015, 16, 17", Years((2015, 2016, 2017))),
        ("2011-2015", Years((2015,), since=2011)),
        ("từ 2011 đến 2015", Years((2015,), since=2011)),
        ("'15", Years((2015,))),
    ],
)
def test_read_years(text, years):
    assert read_years(text) == years


def test_read_years_of_a_school_year_counts_the_later_and_says_so():
    assert read_years("Năm học 2019-2020") == Years(
        (2020,), doubt="Năm học 2019–2020 được ghi là năm 2020."
    )


@pytest.mark.parametrize("text", ["", "không", "2015-2011", "12345678"])
def test_read_years_refuses_what_is_none(text):
    with pytest.raises(ValueError, match=r"\w"):
        read_years(text)


def test_serial_of_excel_is_the_day_it_shows():
    assert read_day("1" + "0000").day == date(1899, 12, 30) + timedelta(days=10000)
