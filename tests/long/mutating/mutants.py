"""Small wrong changes to a module, one at a time: a comparison turned, a `not` gone, one more."""

import ast
import copy
from collections.abc import Collection, Iterator
from dataclasses import dataclass

TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
NOT_MUTATED = ("annotation", "returns", "decorator_list")


@dataclass(frozen=True, slots=True)
class Mutant:
    path: str
    line: int
    before: str
    after: str
    text: str  # the whole module with this one change

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.before} → {self.after}"

    @property
    def key(self) -> str:
        """Names it without its line, which moves."""
        return f"{self.path}: {self.before} → {self.after}"


def mutants_of(path: str, source: str, only: Collection[str] = ()) -> list[Mutant]:
    """Every mutant of a module; with `only`, of these functions."""
    tree = ast.parse(source)
    found = []
    for top in tree.body:
        if only and getattr(top, "name", "") not in only:
            continue
        for node in _inner(top):
            for changed in _changes(node):
                found.append(_mutant(path, tree, node, changed))
    return found


def _inner(node: ast.AST) -> Iterator[ast.AST]:
    """The node and all under it, without annotations, decorators and what is for types alone."""
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Callable":
        return
    yield node
    for name, value in ast.iter_fields(node):
        if name in NOT_MUTATED or (isinstance(node, ast.Assign) and _is_all(node)):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _inner(child)


def _is_all(node: ast.Assign) -> bool:
    return ast.unparse(node.targets[0]) == "__all__"


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand in the place of the node."""
    if isinstance(node, ast.Compare):
        yield from _turned(node)
    elif isinstance(node, ast.BoolOp):
        swapped = copy.copy(node)
        swapped.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield swapped
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield ast.Constant(node.value + 1)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.Set | ast.List) and isinstance(getattr(node, "ctx", None), _LOADED):
        yield from _shortened(node)
    elif isinstance(node, ast.Return) and isinstance(node.value, ast.Compare | ast.BoolOp):
        yield ast.Return(ast.UnaryOp(ast.Not(), node.value))


_LOADED = (ast.Load, type(None))


def _turned(node: ast.Compare) -> Iterator[ast.AST]:
    for place, op in enumerate(node.ops):
        changed = copy.copy(node)
        changed.ops = [*node.ops]
        changed.ops[place] = TURNED[type(op)]()
        yield changed


def _shortened(node: ast.Set | ast.List) -> Iterator[ast.AST]:
    for place in range(len(node.elts)):
        rest = node.elts[:place] + node.elts[place + 1 :]
        if rest or isinstance(node, ast.List):
            changed = copy.copy(node)
            changed.elts = rest
            yield changed


class _Replacing(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        # Not revisited: the new node may hold the old one.
        return self._new if node is self._old else self.generic_visit(node)


def _mutant(path: str, tree: ast.Module, old: ast.AST, new: ast.AST) -> Mutant:
    # Walking both in step finds the same node in a copy, so that the tree itself stays whole.
    fresh = copy.deepcopy(tree)
    twin = next(b for a, b in zip(ast.walk(tree), ast.walk(fresh), strict=True) if a is old)
    changed = _Replacing(twin, new).visit(fresh)
    text = ast.unparse(ast.fix_missing_locations(changed))
    return Mutant(path, getattr(old, "lineno", 0), ast.unparse(old), ast.unparse(new), text)
