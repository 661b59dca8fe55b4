"""Kill -9 at random moments: whatever was promised is kept, whole or absent, exactly once."""

import json
import os
import random
import signal
import time

import pytest

from tests.long.killing.jobs import STEPS

pytestmark = pytest.mark.long
KILLS = int(os.environ.get("THIDUA_KILLS", "50"))

ENQUEUE = """
from datetime import date
from django.contrib.auth import get_user_model
from django.db import transaction
from thidua.base import jobs
from thidua.base.access import Actor
user = get_user_model().objects.create(username="mau", full_name="Mẫu", email="mau@example.vn")
with transaction.atomic():
    for number in range(%d):
        jobs.enqueue(Actor.system(date(2022, 2, 15)), "killing.work", series=f"S{number}", user_id=user.pk)
"""
STATE = """
import json
from collections import Counter
from pathlib import Path
from django.conf import settings
from thidua.base import audit
from thidua.base.audit.models import AuditEvent
from thidua.base.jobs.models import JobRun
from thidua.base.numbering.models import UsedNumber
from thidua.base.outbox.models import InboxMessage, OutgoingMail
from thidua.base.outbox.transport import folder_letters
report = audit.verify()
print(json.dumps({
    "jobs": Counter(JobRun.objects.values_list("state", flat=True)),
    "attempts": sum(JobRun.objects.values_list("attempts", flat=True)),
    "numbers": sorted(UsedNumber.objects.values_list("series_key", "number")),
    "inbox": Counter(InboxMessage.objects.values_list("key", flat=True)),
    "events": AuditEvent.objects.filter(verb="killing.step").count(),
    "mails": Counter(OutgoingMail.objects.values_list("state", flat=True)),
    "folder": Counter(letter.subject for letter in folder_letters(100_000)),
    "faults": report.faults,
}))
"""


def state_of(installation):
    return json.loads(installation.python(STATE))


def locks(installation):
    return set((installation.data / "run").glob("*.lock"))


def kill_at_random(installation, chance):
    """Once it stands; before that a kill proves nothing."""
    before = locks(installation)
    worker = installation.start("worker")
    while not locks(installation) - before:
        assert worker.poll() is None
        time.sleep(0.02)
    time.sleep(chance.random() * 2.5)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def finish(installation, seconds=600):
    """A last worker, left alone until nothing waits."""
    worker = installation.start("worker")
    try:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            state = state_of(installation)
            unsent = set(state["mails"]) - {"sent"}
            if set(state["jobs"]) == {"done"} and not unsent:
                return state
            # A letter whose sender was killed waits for the end of its lease.
            time.sleep(2)
        raise AssertionError(f"not finished: {state['jobs']} {state['mails']}")
    finally:
        worker.terminate()
        assert worker.wait(30) == 0


def test_worker_killed_at_random_moments_keeps_every_promise(installation):
    chance = random.Random(20220215)
    installation.python(ENQUEUE % KILLS)
    for _ in range(KILLS):
        kill_at_random(installation, chance)
    state = finish(installation)
    steps = [(f"S{job}", step) for job in range(KILLS) for step in range(1, STEPS + 1)]
    assert state["jobs"] == {"done": KILLS}
    assert [tuple(pair) for pair in state["numbers"]] == sorted(steps)
    assert state["inbox"] == {f"{series}:{step}": 1 for series, step in steps}
    assert state["events"] == len(steps)
    assert state["faults"] == []
    assert state["mails"] == {"sent": len(steps)}
    assert state["folder"] == {f"{series}, bước {step}": 1 for series, step in steps}


TAKE = """
import sys
from django.db import transaction
from thidua.base.numbering import next_number
for turn in range(50):
    try:
        with transaction.atomic():
            next_number("UBND/CT", 2022)
            if turn % 5 == 4:
                raise ZeroDivisionError
    except ZeroDivisionError:
        pass
"""


def test_numbers_taken_by_many_processes_have_no_gap(installation):
    import threading

    takers = [threading.Thread(target=installation.python, args=(TAKE,)) for _ in range(4)]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join()
    numbers = [number for _series, number in state_of(installation)["numbers"]]
    assert numbers == list(range(1, 161))
