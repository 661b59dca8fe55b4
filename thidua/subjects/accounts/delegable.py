"""Which verbs of a post can be handed to another person."""

from datetime import date

from thidua.base.access.actors import Actor
from thidua.base.access.verbs import READING_ENDINGS, VERBS

# A person's account, vote and declared conflicts are their own and stay with them.
NEVER = ("accounts.", "audit.", "ballots.", "conflicts.")
SOME_DAY = date(2022, 1, 1)


def delegable_verbs(role: str) -> list[str]:
    """Verbs the role itself may do, reading aside: reading always comes along."""
    holder = Actor(0, "", 0, "", 0, "", role, SOME_DAY)
    return sorted(
        verb
        for verb, rule in VERBS.items()
        if not verb.startswith(NEVER) and not verb.endswith(READING_ENDINGS) and rule(holder, None)
    )
