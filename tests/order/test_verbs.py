"""Verbs: every one registered is asked somewhere, every one asked is registered."""

import ast
import re

from tests.order.sources import calls, parsed, python_files, relative, strings, templates
from thidua.base.access.verbs import VERBS

ASKING = {"requires", "require", "may", "allow"}
# A rule for one thing that the list repeats as a query; a test holds the two equal.
NEVER_ASKED = {"papers.read"}


def asked() -> dict[str, list[str]]:
    """Verb → where it is asked by its name."""
    found: dict[str, list[str]] = {}
    for path in python_files():
        if path.name == "permissions.py":
            continue
        for word in strings(path):
            found.setdefault(word, []).append(relative(path))
    return found


def test_every_registered_verb_is_asked() -> None:
    words = asked()
    assert {verb for verb in VERBS if verb not in words} == NEVER_ASKED


def test_every_asked_verb_is_registered() -> None:
    wrong = []
    for path in python_files():
        for call in calls(parsed(path)):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if name not in ASKING:
                continue
            for argument in call.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    verb = argument.value
                    if re.fullmatch(r"[a-z_]+\.[a-z_]+", verb) and verb not in VERBS:
                        wrong.append((relative(path), verb))
    assert wrong == []


def test_verbs_are_named_like_verbs_of_a_subject() -> None:
    assert [verb for verb in VERBS if not re.fullmatch(r"[a-z]+(\.[a-z]+(_[a-z]+)*)+", verb)] == []


def test_screens_decide_nothing_by_role() -> None:
    """A role in a template would be a second place of permissions."""
    wrong = [
        name for name, path in templates().items()
        if re.search(r"{%\s*(?:el)?if[^%]*\bactor\.role\b", path.read_text(encoding="utf-8"))
    ]  # fmt: skip
    assert wrong == []
