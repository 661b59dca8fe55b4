"""Where a unit's side stands in the shell."""

from thidua.base.access import Actor, may
from thidua.pages.ui.navigation import register_rail
from thidua.subjects.movements.selectors.movements import open_duties_of


def takes_up(actor: Actor) -> bool:
    return actor.unit_id is not None and bool(may(actor, "movements.acknowledge"))


def open_count(actor: Actor) -> int | None:
    return open_duties_of(actor.unit_id).count() or None


def register_places() -> None:
    register_rail(
        "Thi đua", "Phong trào được giao", "inbox", "duties:duty_list", 5, takes_up, open_count
    )
