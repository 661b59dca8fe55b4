"""Reading the law data, and asking them by day."""

from datetime import date

import pytest

from thidua.core.law.model import LawError
from thidua.core.law.reading import national_law

LAW = national_law()


def test_conditions_for_changes_with_the_regime():
    before = {
        row.id for row in LAW.conditions_for("grassroots_emulation_fighter", date(2023, 12, 31))
    }
    after = {row.id for row in LAW.conditions_for("grassroots_emulation_fighter", date(2024, 1, 1))}
    assert "law2003.grassroots_emulation_fighter.ratio" in before
    assert after == {"gef_1", "gef_2", "gef_ini", "gef_sci", "gef_cbt", "gef_v"}


def test_bonus_is_rounded_up_to_ten_thousand():
    bonus = LAW.bonus("labor_order_third", date(2021, 6, 1), "individual")
    assert (bonus.base_salary, bonus.vnd) == (1_490_000, 6_710_000)


def test_a_value_without_a_day_is_an_error():
    with pytest.raises(LawError):
        LAW.base_salary(date(2010, 1, 1))
