"""Long work in steps, each whole or absent: a number, an event, a message, a letter."""

from django.db import transaction

from thidua.base import audit, outbox
from thidua.base.jobs.registry import Progress, job
from thidua.base.numbering import next_number
from thidua.base.numbering.models import UsedNumber

STEPS = 10


@job("killing.work", title="Việc dài để thử")
def work(progress: Progress, *, series: str, user_id: int) -> None:
    for step in range(1, STEPS + 1):
        with transaction.atomic():
            take_step(progress, series, step, user_id)
        progress.update(step, STEPS)
    progress.result("Xong.")


def take_step(progress: Progress, series: str, step: int, user_id: int) -> None:
    if UsedNumber.objects.filter(series_key=series, number=step).exists():
        return  # a run that was killed had done it
    number = next_number(series, 2022)
    outbox.notify(
        to_users=[user_id],
        subject=f"{series}, bước {number}",
        body="",
        key=f"{series}:{number}",
        urgent=True,
    )
    audit.record(progress.actor, "killing.step", audit.Thing("killing", series, f"{number}"))
