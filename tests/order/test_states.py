"""States: every word of a state that a person sees has a look of its own in the vocabulary."""

import importlib
import inspect

import pytest
from django.db.models import TextChoices

from tests.order.sources import module_name, python_files
from thidua.pages.ui.states import LOOKS


def states() -> list[type[TextChoices]]:
    """Every list of choices called a state."""
    found: dict[str, type[TextChoices]] = {}
    for path in python_files("base", "subjects"):
        if path.name not in ("enums.py", "models.py") and "models" not in path.parts:
            continue
        for name, kind in inspect.getmembers(
            importlib.import_module(module_name(path)), inspect.isclass
        ):
            if issubclass(kind, TextChoices) and name.endswith("State"):
                found[f"{kind.__module__}.{name}"] = kind
    return [found[name] for name in sorted(found)]


@pytest.mark.parametrize("state", states(), ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_every_word_of_a_state_has_a_look(state: type[TextChoices]) -> None:
    assert [str(label) for label in state.labels if str(label) not in LOOKS] == []


def test_there_are_states_to_look_at() -> None:
    assert {kind.__name__ for kind in states()} >= {"ReadingState", "DutyState", "PaperState"}
