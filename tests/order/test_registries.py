"""Who answers what: the questions that layers below ask without knowing the subjects."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.order.sources import parsed, python_files, strings
from thidua.base import registries


def test_what_waits_for_a_person_is_told_by() -> None:
    assert set(registries.open_duties.answers) == {
        "accounts.transfers",
        "indices.measures",
        "inspections.office",
        "inspections.team",
        "inspections.unit",
        "law.returned",
        "law.second",
        "movements.duties",
        "movements.late",
        "movements.launches",
        "movements.readings",
        "movements.to_know",
        "oversight.answered",
        "oversight.consults",
        "oversight.front",
        "oversight.questions",
        "oversight.remarks",
        "oversight.to_answer",
        "oversight.to_assign",
        "oversight.to_settle",
        "papers",
        "publicity.confirm",
        "publicity.congress",
        "publicity.desk",
        "publicity.monthly",
        "publicity.press",
        "register.doubles",
        "register.imports",
        "register.transfers",
        "reports.consolidating",
        "reports.late",
        "reports.opening",
        "reports.owed",
        "reports.received",
        "targets.desk",
        "targets.owner",
        "targets.reports",
        "training.own",
        "training.runner",
        "training.summons",
    }


def test_where_a_person_is_expected_is_told_by() -> None:
    assert set(registries.appointments.answers) == {"inspections", "training"}


def test_what_hangs_on_a_unit_is_told_by() -> None:
    assert set(registries.unit_ties.answers) == {
        "eligibility",
        "accounts.posts",
        "indices",
        "inspections",
        "movements",
        "oversight",
        "papers",
        "publicity",
        "register",
        "reports",
        "targets",
        "training",
    }


def test_search_looks_into() -> None:
    assert set(registries.search_sources.answers) == {
        "accounts.people",
        "indices",
        "inspections",
        "movements",
        "oversight.opinions",
        "oversight.questions",
        "papers",
        "publicity",
        "publicity.congress",
        "reports",
        "targets",
        "training",
    }


def test_cards_of_the_index_are_kept_of() -> None:
    assert set(registries.searchables) == {"collective", "decision", "person", "unit"}


def test_figures_of_boards_and_reports_come_from() -> None:
    assert set(registries.figures.answers) == {
        "indices",
        "inspections",
        "movements",
        "oversight",
        "publicity",
        "register",
        "reports",
        "targets",
        "training",
    }


def test_figures_by_unit_come_from() -> None:
    assert set(registries.unit_figures.answers) == {
        "eligibility",
        "inspections",
        "movements",
        "oversight",
        "publicity",
        "register",
        "reports",
        "targets",
        "training",
    }


def test_reasons_to_inspect_a_unit_come_from() -> None:
    assert set(registries.risk_facts.answers) == {
        "indices",
        "inspections",
        "movements",
        "oversight",
        "reports",
        "targets",
        "training",
    }


def test_what_an_ended_unit_owed_is_handed_over_by() -> None:
    assert set(registries.heirs) == {
        "inspections",
        "movements",
        "oversight",
        "publicity",
        "reports",
        "training",
    }


def test_papers_are_followed_by() -> None:
    assert set(registries.paper_followers) == {
        "inspections",
        "movements",
        "publicity",
        "reports",
        "targets",
        "training",
    }


def test_every_reason_of_a_mail_can_be_asked_again() -> None:
    """A mail that names a reason nobody registered would never leave."""
    named = {
        word.value
        for path in python_files()
        for word in _reasons(path)
    }  # fmt: skip
    assert named == set(registries.reminder_reasons)


def _reasons(path: Path) -> Iterator[ast.Constant]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.keyword) and node.arg == "reason_name":
            for inner in ast.walk(node.value):
                if isinstance(inner, ast.Constant) and isinstance(inner.value, str) and inner.value:
                    yield inner


def test_every_registered_reason_is_spoken_of() -> None:
    words = {word for path in python_files() for word in strings(path)}
    assert set(registries.reminder_reasons) - words == set()
