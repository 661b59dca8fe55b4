"""Amounts, salaries, working days and copies are those of the texts, on both sides of every day."""

import pytest

from tests.support.law_figures import KINDS, Figure, asked, figures
from thidua.core.law.reading import national_law


@pytest.mark.parametrize("figure", figures(), ids=lambda figure: figure[0])
def test_figure_is_that_of_the_text(figure: Figure) -> None:
    assert asked(figure, national_law()) == figure[2]


def test_every_multiple_is_among_the_figures() -> None:
    told = {one[0].rsplit(" ", 1)[0] for one in figures()}
    multiples = {
        f"amount {row.award} {row.variant} {kind}"
        for row in national_law().bonuses
        for kind in row.multiples
        if kind in KINDS
    }
    assert multiples - told == set()


def test_every_deadline_in_days_is_among_the_figures() -> None:
    told = {one[0] for one in figures()}
    counted = {f"days {row.key}" for row in national_law().deadlines if row.working_days}
    assert counted - told == set()
