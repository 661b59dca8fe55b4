"""Who sits in a unit is known to a higher layer, which registers the answer here."""

from collections.abc import Callable, Collection, Iterable
from datetime import date

UnitMembers = Callable[[int | None, Collection[str], date], Iterable[int]]
_resolvers: list[UnitMembers] = []


def register_unit_members(resolver: UnitMembers) -> None:
    """`resolver(unit_id, roles, day)` gives user ids; a unit of None means every unit."""
    _resolvers[:] = [resolver]


def members(unit_id: int | None, roles: Collection[str], day: date) -> list[int]:
    if not _resolvers:
        raise RuntimeError("outbox: nobody registered who sits in a unit")
    return list(_resolvers[0](unit_id, roles, day))
