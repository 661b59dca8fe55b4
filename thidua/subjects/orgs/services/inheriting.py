"""What an ended unit still owed goes to the unit in its place, on the day the change takes effect."""

from datetime import date, timedelta

from django.db import transaction

from thidua.base import clock, jobs, registries
from thidua.base.access import Actor
from thidua.core import trees
from thidua.subjects.orgs.models import Succession
from thidua.subjects.orgs.selectors.successions import all_steps

# A worker that stood still for a month still finds the changes that it missed.
CATCH_UP = timedelta(days=60)


@jobs.daily(0, 30, "orgs.hand_over")
def hand_over_today() -> None:
    hand_over(clock.today())


def hand_over(day: date) -> int:
    """Ask every subject to hand over; gives how many things moved."""
    return sum(_hand_over_one(Actor.system(day), ended, heirs) for ended, heirs in heirs_on(day))


def heirs_on(day: date) -> list[tuple[int, tuple[int, ...]]]:
    """Units that ended lately, each with those that stand in its place on the day, if any."""
    lately = Succession.objects.filter(day__gt=day - CATCH_UP, day__lte=day)
    steps = all_steps()
    found = []
    for ended in sorted(set(lately.values_list("predecessor_id", flat=True))):
        standing = trees.successors(ended, steps, date.min, day)
        if ended not in standing:
            found.append((ended, tuple(standing)))
    return found


@transaction.atomic
def _hand_over_one(actor: Actor, ended: int, heirs: tuple[int, ...]) -> int:
    return sum(take_over(actor, ended, heirs) for take_over in registries.heirs.values())
