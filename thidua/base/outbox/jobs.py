"""Mail by the clock."""

from thidua.base import clock
from thidua.base.jobs.registry import daily, every
from thidua.base.outbox.digests import send_digests
from thidua.base.outbox.sending import send_due


# Each letter has a lease of its own, so several workers may send at once.
@every(3, "outbox.send", guarded=False)
def send_waiting_mail() -> None:
    send_due()


@daily(7, 0, "outbox.digest")
def send_morning_digests() -> None:
    send_digests(clock.today())
