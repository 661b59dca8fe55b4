"""Where congresses stand in the shell."""

from thidua.base.access import Actor, may
from thidua.pages.ui.navigation import register_rail


def takes_part(actor: Actor) -> bool:
    return bool(may(actor, "congress.see"))


def register_places() -> None:
    register_rail(
        "Tuyên truyền", "Đại hội, hội nghị", "users-group", "congress:congress_list", 60, takes_part
    )
