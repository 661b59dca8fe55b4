"""The tree as text: modules parsed once, templates with their names."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "thidua"
Function = ast.FunctionDef | ast.AsyncFunctionDef


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def python_files(*parts: str) -> tuple[Path, ...]:
    """Modules of these folders of the package, migrations left out."""
    folders = [PACKAGE / part for part in parts] or [PACKAGE]
    found = (path for folder in folders for path in folder.rglob("*.py"))
    return tuple(sorted(path for path in found if "migrations" not in path.parts))


@cache
def modules() -> dict[str, Path]:
    """Dotted name → file."""
    return {module_name(path): path for path in python_files()}


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def templates() -> dict[str, Path]:
    """Name as templates and views say it → file."""
    return {
        str(path.relative_to(folder)): path
        for folder in sorted(PACKAGE.glob("**/templates"))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


@cache
def strings(path: Path) -> frozenset[str]:
    """Every string that a module writes."""
    return frozenset(
        node.value
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
