"""By the clock: moments of release that came, names of citizens that are no longer needed."""

from datetime import date

from django.db import transaction

from thidua.base import audit, clock, jobs
from thidua.base.access import Actor
from thidua.subjects.publicity.models import Suggester
from thidua.subjects.publicity.services.releasing import publish_due


@jobs.every(600, "publicity.publish_due")
def publish_what_is_due() -> None:
    publish_due(clock.stamp())


@jobs.daily(3, 10, "publicity.purge_suggesters")
def purge_today() -> None:
    purge_suggesters(clock.today())


@transaction.atomic
def purge_suggesters(day: date) -> int:
    """Name and telephone of who told of an example go when their time is over; the example stays."""
    old = Suggester.objects.filter(purged_on=None, purge_on__lte=day)
    purged = old.update(name="", phone="", purged_on=day)
    if purged:
        what = audit.Thing("publicity.Suggester", day.isoformat(), "Xóa tên người giới thiệu")
        audit.record(Actor.system(day), "publicity.purge", what, after={"people": purged})
    return purged
