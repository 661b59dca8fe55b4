"""An old verdict can be asked again: its digest stands for the law it was judged by."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.law import VOTE, vote_row
from thidua.base.access import Actor
from thidua.core.law.reading import national_law
from thidua.subjects.law import selectors
from thidua.subjects.law.errors import NoEdition
from thidua.subjects.law.models import LawEdition, LawRow, NationalText
from thidua.subjects.law.selectors import law_in_force, law_of_edition, standing
from thidua.subjects.law.services.editions import keep_edition
from thidua.subjects.law.services.reviewing import ask_end, end_row

DAY = date(2022, 8, 1)


def test_asking_again_costs_one_query(in_force: LawRow) -> None:
    law_in_force()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert law_in_force() is law_in_force()
    assert len(asked) == 2


def test_edition_gives_the_law_of_its_time(in_force: LawRow, officer: Actor, head: Actor) -> None:
    old = law_in_force().digest
    ask_end(actor=officer, row=in_force, last_day=date(2022, 6, 30), reason="x")
    end_row(actor=head, row=in_force)
    assert law_in_force().digest != old
    assert law_in_force().condition(VOTE, DAY).params["min_percent"] is None
    again = law_of_edition(old)
    assert again.digest == old
    assert again.condition(VOTE, DAY).params["min_percent"] == 80


def test_edition_of_the_national_law_needs_no_row(db: None) -> None:
    assert law_of_edition(national_law().digest) is national_law()


def test_unknown_edition_is_said(db: None) -> None:
    with pytest.raises(NoEdition, match="hãy xét lại"):
        law_of_edition("0" * 64)


def test_keeping_twice_keeps_once(db: None) -> None:
    keep_edition()
    keep_edition()
    assert (LawEdition.objects.count(), NationalText.objects.count()) == (1, 1)


def test_national_text_of_an_older_release_is_read_back(db: None) -> None:
    """As after an upgrade: the kept text, not the present files, answers."""
    edition = keep_edition()
    text = NationalText.objects.get()
    NationalText.objects.filter(pk=text.pk).update(digest="1" * 64)
    LawEdition.objects.filter(pk=edition.pk).update(digest="2" * 64)
    selectors._read_back.cache_clear()
    old = law_of_edition("2" * 64)
    assert old is not national_law()
    assert old.digest == national_law().digest  # the same files, read from the kept text
    assert old.condition(VOTE, DAY) == national_law().condition(VOTE, DAY)


def test_row_that_fits_no_more_is_left_out_and_shown(in_force: LawRow) -> None:
    """As after an upgrade in which the row it corrects went away."""
    LawRow.objects.filter(pk=in_force.pk).update(
        replaces="da.mat", key="da.mat", changed_at=in_force.changed_at.replace(year=2030)
    )
    found = standing()
    assert found.law.digest == national_law().digest
    assert list(found.unfit) == [in_force.pk]
    assert "da.mat" in found.unfit[in_force.pk]


def test_two_processes_see_the_same(in_force: LawRow) -> None:
    """Another process moved a row: the stamp tells, without anything shared but the table."""
    before = law_in_force()
    values = vote_row(90)
    LawRow.objects.filter(pk=in_force.pk).update(
        body=values.body, changed_at=in_force.changed_at.replace(year=2031)
    )
    after = law_in_force()
    assert after is not before
    assert after.condition(VOTE, DAY).params["min_percent"] == 90
