"""What an ended unit still had in hand goes to the unit in its place."""

from thidua.base import audit
from thidua.base.access import Actor
from thidua.subjects.publicity.enums import OPEN, CongressState
from thidua.subjects.publicity.models import (
    CongressTask,
    Delegate,
    Example,
    PressTask,
    Release,
    Seats,
)


def take_over(actor: Actor, ended: int, heir: int) -> int:
    """Open examples, press tasks ahead, stories not taken, seats and tasks of congresses."""
    moved = (
        Example.objects.filter(unit_id=ended, state__in=OPEN).update(unit_id=heir)
        + PressTask.objects.filter(organ_id=ended, due_on__gte=actor.day).update(organ_id=heir)
        + _releases(ended, heir)
        + _seats(ended, heir)
        + CongressTask.objects.filter(unit_id=ended, done_on=None).update(unit_id=heir)
    )
    if moved:
        what = audit.Thing("orgs.Organization", str(ended), "Điển hình, tuyên truyền, đại hội")
        audit.record(actor, "publicity.inherit", what, before=ended, after=heir)
    return moved


def _releases(ended: int, heir: int) -> int:
    known = Release.objects.filter(organ_id=heir).values("example_id")
    open_ones = Release.objects.filter(organ_id=ended, taken_on=None)
    return open_ones.exclude(example_id__in=known).update(organ_id=heir)


def _seats(ended: int, heir: int) -> int:
    """Of two units that became one both numbers stand together."""
    moved = 0
    for seats in Seats.objects.filter(unit_id=ended, congress__state=CongressState.PLANNED):
        own = Seats.objects.filter(congress_id=seats.congress_id, unit_id=heir).first()
        if own is None:
            Seats.objects.filter(pk=seats.pk).update(unit_id=heir)
        else:
            Seats.objects.filter(pk=own.pk).update(number=own.number + seats.number)
            seats.delete()
        Delegate.objects.filter(congress_id=seats.congress_id, unit_id=ended).update(unit_id=heir)
        moved += 1
    return moved
