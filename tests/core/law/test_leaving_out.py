"""Of every case of jurists one fact after the other is left out: what is not known refuses nobody."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.law_cases import FILES, cases_of
from thidua.core.law.facts import INELIGIBLE, Case, Facts
from thidua.core.law.judging import judge
from thidua.core.law.reading import national_law

LAW = national_law()
OF_SUBJECT = ("posts", "gender", "founded")


def without_one_fact(case: Case) -> Iterator[tuple[str, Case]]:
    """The case without each thing known of it; of ratings also without that of the year judged."""
    for key in Facts.__dataclass_fields__:
        if getattr(case.facts, key) is not None:
            yield key, replace(case, facts=replace(case.facts, **{key: None}))
    for key in OF_SUBJECT:
        if getattr(case.subject, key) is not None:
            yield key, replace(case, subject=replace(case.subject, **{key: None}))
    others = tuple(one for one in case.facts.ratings or () if one.year != case.period)
    if others and others != case.facts.ratings:
        yield "rating of the year judged", replace(case, facts=replace(case.facts, ratings=others))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_leaving_a_fact_out_refuses_nobody(path: Path) -> None:
    refused = [
        f"{written.case.name}: without {what}"
        for written in cases_of(path)
        if judge(written.case, LAW).outcome != INELIGIBLE
        for what, less in without_one_fact(written.case)
        if judge(less, LAW).outcome == INELIGIBLE
    ]
    assert refused == []
