"""Predicates answer yes, or no with a reason that a grey button can show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from thidua.base.access.actors import Actor
from thidua.base.access.roles import Role

Test = Callable[[Actor, Any], bool]


@dataclass(frozen=True, slots=True)
class Answer:
    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Answer(True)


class Predicate:
    """A question about (actor, thing); combined with `&`, `|` and `~`."""

    def __init__(self, ask: Callable[[Actor, Any], Answer], denial: str = "") -> None:
        self._ask = ask
        self._denial = denial  # what `~` says when the inner predicate holds

    def __call__(self, actor: Actor | None, thing: Any = None) -> Answer:
        if actor is None:
            return Answer(False, "Cần đăng nhập để làm việc này.")
        return self._ask(actor, thing)

    def __and__(self, other: Predicate) -> Predicate:
        def both(actor: Actor, thing: Any) -> Answer:
            first = self(actor, thing)
            return other(actor, thing) if first else first

        return Predicate(both)

    def __or__(self, other: Predicate) -> Predicate:
        def either(actor: Actor, thing: Any) -> Answer:
            first = self(actor, thing)
            return first if first else other(actor, thing)

        return Predicate(either)

    def __invert__(self) -> Predicate:
        denial = self._denial or "Việc này không áp dụng ở đây."
        return Predicate(lambda actor, thing: Answer(False, denial) if self(actor, thing) else YES)


def predicate(reason: str, denial: str = "") -> Callable[[Test], Predicate]:
    """Turn a plain test into a predicate: `reason` is said on no, `denial` when negated."""

    def wrap(test: Test) -> Predicate:
        return Predicate(
            lambda actor, thing: YES if test(actor, thing) else Answer(False, reason), denial
        )

    return wrap


def has_role(*roles: str) -> Predicate:
    """Yes for an actor whose post carries one of these roles, and for the system itself."""
    names = ", ".join(str(Role(role).label) for role in roles)
    wanted = frozenset(str(role) for role in roles)
    return predicate(f"Việc này dành cho: {names}.")(
        lambda actor, thing: actor.is_system or actor.role in wanted
    )
