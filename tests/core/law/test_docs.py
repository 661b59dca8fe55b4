"""The jurists' page says what the data say, and its examples come out as written."""

import re
from pathlib import Path

import pytest
import yaml

from thidua.core.law.cases import written_case
from thidua.core.law.judging import judge
from thidua.core.law.params import SHAPES
from thidua.core.law.reading import national_law

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "phap-luat.md").read_text(encoding="utf-8")
DOUBTS = (DOCS / "phap-luat-nghi-van.md").read_text(encoding="utf-8")
LAW = national_law()
SHOWN = [
    "subject_kinds",
    "variants",
    "ratings",
    "severities",
    "scopes",
    "initiative_kinds",
    "block_types",
    "absence_kinds",
    "commendation_types",
    "organisers",
    "occasions",
    "events",
    "topics",
    "procedures",
    "positions",
    "awards",
]
EXAMPLES = [
    row
    for block in re.findall(r"```yaml\n(cases:.*?)```", PAGE, flags=re.S)
    if "…" not in block
    for row in yaml.safe_load(block)["cases"]
]


@pytest.mark.parametrize("kind", SHOWN)
def test_every_word_of_a_case_stands_on_the_page(kind):
    assert [word for word in LAW.vocabulary.words[kind] if f"`{word}`" not in PAGE] == []


def test_every_type_and_param_stands_on_the_page():
    names = {name for shape in SHAPES.values() for name in shape.checks} | set(SHAPES)
    hidden = {"nominated_by_collective"}  # told by the sentence of its one row
    assert [name for name in names - hidden if not re.search(rf"`[^`]*\b{name}\b", PAGE)] == []


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["name"])
def test_examples_come_out_as_written(row):
    written = written_case(row, LAW)
    verdict = judge(written.case, LAW)
    states = {one.id: one.state for one in verdict.findings if one.id in written.findings}
    assert (verdict.outcome, states) == (written.outcome, dict(written.findings))


def test_there_are_three_examples():
    assert len(EXAMPLES) == 4  # the third is told twice


def test_every_doubt_stands_on_the_page_of_doubts():
    numbers = [int(number) for number in re.findall(r"^\| (\d+) \|", DOUBTS, flags=re.M)]
    assert numbers == list(range(1, 32))


def test_rows_named_on_the_page_of_doubts_are_there():
    ids = {row.id for rows in LAW.conditions.values() for row in rows}
    ids |= {row.id for row in LAW.refuted} | {row.key for row in LAW.settings}
    named = set(re.findall(r"`((?:law2003\.)?[a-z0-9_]+(?:\.[a-z0-9_]+)*)`", DOUBTS))
    rows = {name for name in named if re.match(r"(law2003\.|[a-z]+\d*_)", name)}
    assert sorted(rows - ids - set(LAW.awards) - OTHER_WORDS) == []


OTHER_WORDS = {"from_memory", "text_obtained", "after_award", "no_rule", "base_salary"}
