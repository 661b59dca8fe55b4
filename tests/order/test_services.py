"""Services: each that takes an actor leaves its event in the audit, itself or through what it calls."""

import ast
from functools import cache

import pytest

from tests.order.sources import Function, module_name, modules, parsed, python_files

# What changes nothing that anybody would ask after, or writes its event otherwise.
WITHOUT_EVENT = {
    "thidua.base.outbox.services.mark_read": "a person's own ticks in the own inbox",
    "thidua.base.outbox.services.mark_all_read": "a person's own ticks in the own inbox",
    "thidua.base.outbox.services.set_wish": "a person's own wish about mail",
    "thidua.subjects.papers.services.drafting.keep_draft": "words typed and not yet saved",
    "thidua.subjects.papers.services.sending.record_opened": "a receipt: the row is the record",
}


@cache
def functions() -> dict[str, tuple[Function, str]]:
    """Dotted name → the function and the module it stands in."""
    found: dict[str, tuple[Function, str]] = {}
    for path in python_files():
        module = module_name(path)
        for node in parsed(path).body:
            if isinstance(node, Function):
                found[f"{module}.{node.name}"] = (node, module)
            for method in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(method, Function):
                    found[f"{module}.{node.name}.{method.name}"] = (method, module)
    return found


@cache
def imported(module: str) -> dict[str, str]:
    """Name in this module → dotted name elsewhere, from its import statements."""
    found = {}
    for node in ast.walk(parsed(modules()[module])):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return found


def resolve(name: str, module: str, depth: int = 0) -> str:
    """The place where a name used in a module is defined, through packages that pass it on."""
    if f"{module}.{name}" in functions() or depth > 4:
        return f"{module}.{name}"
    there = imported(module).get(name, "")
    if there in functions() or not there.startswith("thidua."):
        return there
    outer, _, last = there.rpartition(".")
    return resolve(last, outer, depth + 1) if outer in modules() else there


def called(function: Function, module: str) -> list[str]:
    """Dotted names of what it calls: plain names, and names of imported modules."""
    found = []
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found.append(resolve(node.func.id, module))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value)
            found.append(f"{imported(module).get(owner, owner)}.{node.func.attr}")
    return found


def leaves_event(name: str, seen: frozenset[str] = frozenset()) -> bool:
    function, module = functions()[name]
    for other in called(function, module):
        if other.endswith(("audit.record", "audit.recording.record", "ledger.record")):
            return True
        if other in functions() and other not in seen and leaves_event(other, seen | {name}):
            return True
    return False


def takes_actor(function: Function) -> bool:
    return any(argument.arg == "actor" for argument in function.args.kwonlyargs)


def services() -> list[str]:
    return [
        name
        for name, (function, module) in functions().items()
        if ".services" in module and not function.name.startswith("_") and takes_actor(function)
    ]


@pytest.mark.parametrize("name", services())
def test_service_leaves_its_event(name: str) -> None:
    assert leaves_event(name) != (name in WITHOUT_EVENT)


def test_exceptions_name_services_that_exist() -> None:
    assert set(WITHOUT_EVENT) - set(services()) == set()


def test_ledger_of_units_records_in_the_audit() -> None:
    function, module = functions()["thidua.subjects.orgs.services.ledger.Ledger.record"]
    assert any(name.endswith("audit.record") for name in called(function, module))
