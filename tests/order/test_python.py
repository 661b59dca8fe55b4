"""Modules: a docstring each, short, no clock of the machine where a day is judged, no place of ours."""

import ast
import re
from pathlib import Path

import pytest

from tests.order.sources import PACKAGE, ROOT, parsed, python_files, relative

MOST_LINES = 450
# Lists, settings and readers that are long because their subject is; each with its reason.
LONGER = {
    "thidua/subjects/movements/public.py": "the one gate of the portal: what strangers may see",
}
# An application's registration and its addresses: the name tells all.
SAY_BY_THEIR_NAME = {"apps.py", "urls.py"}
TEXT_ENDINGS = {".py", ".html", ".css", ".js", ".md", ".toml", ".sh", ".txt", ".yaml", ".json", ""}
MACHINE = re.compile(r"(?<![\w.])/(?:work|home|root)/(?=\w)")
SKIPPED = (".git", ".venv", "var", "node_modules", "__pycache__", "vendor")


def repository_files() -> list[Path]:
    return sorted(
        path for path in ROOT.rglob("*")
        if path.is_file()
        and path.suffix in TEXT_ENDINGS
        and not set(path.relative_to(ROOT).parts) & set(SKIPPED)
        and not any(part.startswith(".") for part in path.relative_to(ROOT).parts[:-1])
    )  # fmt: skip


def test_every_module_says_what_it_is() -> None:
    silent = [
        relative(path)
        for path in python_files()
        if path.name not in SAY_BY_THEIR_NAME
        and path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(parsed(path))
    ]
    assert silent == []


def test_no_module_grows_too_long() -> None:
    lengths = {
        relative(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in python_files()
    }
    assert {name for name, lines in lengths.items() if lines > MOST_LINES} == set(LONGER)


def test_day_of_judgement_is_never_read_from_the_machine() -> None:
    """`actor.day` or an argument instead: the demonstration and the past live on other days."""
    wrong = [
        f"{relative(path)}:{node.lineno}"
        for path in python_files("subjects", "pages", "core")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and _asks_the_day(node)
    ]
    assert wrong == []


def _asks_the_day(call: ast.Call) -> bool:
    said = ast.unparse(call.func)
    return said in {
        "date.today", "datetime.date.today", "timezone.localdate", "datetime.today",
        "timezone.now().date", "timezone.localtime().date", "timezone.localtime(timezone.now()).date",
        "datetime.now().date",
    }  # fmt: skip


def test_nothing_names_a_place_of_the_machine_it_was_written_on() -> None:
    named = []
    for path in repository_files():
        text = path.read_text(encoding="utf-8", errors="ignore")
        named += [
            f"{relative(path)}: {text[m.start() : m.start() + 40]}" for m in MACHINE.finditer(text)
        ]
    assert [line for line in named if not line.startswith("tests/order/")] == []


def test_core_takes_the_day_as_an_argument() -> None:
    wrong = [
        relative(path)
        for path in python_files("core")
        if re.search(r"^from django|^import django", path.read_text(encoding="utf-8"), re.M)
    ]
    assert wrong == []


@pytest.mark.parametrize("layer", ["core", "base", "subjects", "pages"])
def test_functions_stay_short(layer: str) -> None:
    """The median at most eight lines, one in twenty longer than 47: a sign to look."""
    lengths = sorted(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for path in python_files(layer)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef)
    )
    assert lengths[len(lengths) // 2] <= 8
    assert lengths[int(len(lengths) * 0.95)] <= 47


def test_no_work_is_left_for_later() -> None:
    later = re.compile(r"#.*\b(TODO|FIXME|XXX)\b|raise NotImplementedError")
    found = [
        f"{relative(path)}:{number}"
        for path in PACKAGE.rglob("*")
        if path.suffix in {".py", ".html", ".css", ".js"} and "vendor" not in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if later.search(line)
    ]
    assert found == []
