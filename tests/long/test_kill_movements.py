"""Kill -9 during publish and during import: each is whole or absent, told exactly once, audited."""

import json
import os
import random
import signal
import time

import pytest

pytestmark = pytest.mark.long
KILLS = int(os.environ.get("THIDUA_KILLS", "50")) // 2
UNITS_OF_A_BATCH = 60

PREPARE = """
from tests.conftest import load_laichau_and_people, DAY
from tests.support.movements import draft_of
from dataclasses import replace
from django.conf import settings
from thidua.subjects.accounts.services.samples import sample_people
from thidua.subjects.movements.services.launching import submit_movement
from thidua.subjects.orgs.selectors import expand_set
from thidua.base.access import Actor
load_laichau_and_people()
system = Actor.system(DAY)
sample_people(actor=system, units=[*expand_set("departments", DAY), *expand_set("districts", DAY)])
from thidua.base.outbox.models import MailWish, Preferences
from thidua.subjects.accounts.models import User
for user in User.objects.all():
    User.objects.filter(pk=user.pk).update(email=f"{user.pk}@mau.example")
    Preferences.objects.update_or_create(user=user, defaults={"wish": MailWish.EACH})
for number in range(%d):
    movement = draft_of(system, f"Phong trào {number}")
    submit_movement(actor=system, movement=movement)
"""

# The server's part, killed in the middle: each attempt is a process of its own, forked when warm.
PUBLISH = """
import os, random, signal, time
from datetime import date
from django.db import connections
from tests.conftest import DAY
from thidua.base.access import Actor
from thidua.subjects.movements.models import Movement
from thidua.subjects.movements.services.launching import launch_movement
from thidua.subjects.movements.errors import WrongState
def launch(movement):
    launch_movement(
        actor=Actor.system(DAY), movement=movement, document_number=f"{movement.pk}/CT-UBND",
        issued_on=date(2022, 2, 10), signer_title="CHỦ TỊCH", signer_name="Người Mẫu",
        gaps_confirmed=True,
    )
chance = random.Random(%d)
ids = list(Movement.objects.filter(level="province").order_by("pk").values_list("pk", flat=True))
typical = None
for pk in ids:
    connections.close_all()
    ready, go = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        movement = Movement.objects.get(pk=pk)
        os.write(go, b"x")
        launch(movement)
        os._exit(0)
    os.read(ready, 1)
    if typical is None:
        began = time.monotonic()
        os.waitpid(child, 0)
        typical = time.monotonic() - began
        continue
    time.sleep(chance.random() * typical * 1.2)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
connections.close_all()
"""

MOVEMENTS = """
import json
from collections import Counter
from thidua.base import audit
from thidua.base.audit.models import AuditEvent
from thidua.base.outbox.models import InboxMessage, OutgoingMail
from thidua.base.outbox.transport import folder_letters
from thidua.subjects.movements.models import Movement
rows = []
for movement in Movement.objects.filter(level="province").order_by("pk"):
    url = f"/duoc-giao/{movement.pk}/"
    rows.append([
        movement.state, movement.deliveries.count(), movement.duties.count(),
        InboxMessage.objects.filter(url=url).count(),
        AuditEvent.objects.filter(verb="movements.launch", thing_id=str(movement.pk)).count(),
    ])
twice = InboxMessage.objects.values_list("key", "user_id")
print(json.dumps({
    "rows": rows,
    "told_twice": len(twice) - len(set(twice)),
    "mails": Counter(OutgoingMail.objects.values_list("state", flat=True)),
    "letters": OutgoingMail.objects.count(),
    "folder": len({(letter.to, letter.subject) for letter in folder_letters(100_000)}),
    "faults": audit.verify().faults,
}))
"""

LAUNCH_REST = """
from datetime import date
from tests.conftest import DAY
from thidua.base.access import Actor
from thidua.subjects.movements.models import Movement
from thidua.subjects.movements.services.launching import launch_movement
for movement in Movement.objects.filter(level="province", state="submitted"):
    launch_movement(
        actor=Actor.system(DAY), movement=movement, document_number=f"{movement.pk}/CT-UBND",
        issued_on=date(2022, 2, 10), signer_title="CHỦ TỊCH", signer_name="Người Mẫu",
        gaps_confirmed=True,
    )
"""


def read(installation, code):
    return json.loads(installation.python(code))


def test_publish_killed_at_random_moments_is_whole_or_absent(installation):
    installation.python(PREPARE % KILLS)
    installation.python(PUBLISH % 20220215)
    state = read(installation, MOVEMENTS)
    whole = state["rows"][0]  # the first was left alone
    assert whole[0] == "launched"
    assert min(whole[1:]) > 0
    assert whole[4] == 1
    absent = ["submitted", 0, 0, 0, 0]
    assert [row for row in state["rows"] if row not in (whole, absent)] == []
    assert absent in state["rows"], "no kill came before the commit: the test proves nothing"
    assert (state["told_twice"], state["faults"]) == (0, [])
    installation.python(LAUNCH_REST)
    send_all_mail(installation)
    state = read(installation, MOVEMENTS)
    assert state["rows"] == [whole] * KILLS
    assert set(state["mails"]) == {"sent"}
    assert state["folder"] == state["letters"]
    assert state["faults"] == []


def send_all_mail(installation, seconds=300):
    worker = installation.start("worker")
    try:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if set(read(installation, MOVEMENTS)["mails"]) <= {"sent"}:
                return
            time.sleep(2)
        raise AssertionError("mail is left unsent")
    finally:
        worker.terminate()
        worker.wait(30)


START_IMPORTS = """
from tests.conftest import load_laichau_and_people, DAY
from thidua.base.access import Actor
from thidua.base.imports.services import paste_import
from thidua.subjects.accounts.models import User
from thidua.subjects.accounts.selectors import actor_for, posts_on
load_laichau_and_people()
user = User.objects.get(username="quantri")
admin = actor_for(user, posts_on(user, DAY)[0], DAY)
for batch in range(%d):
    lines = ["Mã\\tTên đơn vị\\tLoại đơn vị\\tMã cấp trên"]
    lines += [f"B{batch}-{n}\\tTrường mẫu {batch}-{n}\\tTrường học\\tLC-SGDDT" for n in range(%d)]
    paste_import(actor=admin, spec_name="orgs.units", text="\\n".join(lines))
"""

# What the person at the screen does between the jobs: choose columns, then take over.
GO_ON = """
from tests.conftest import DAY
from thidua.base.imports.guessing import guess_mapping
from thidua.base.imports.models import ImportBatch, ImportState
from thidua.base.imports.services import apply_import, choose_columns
from thidua.subjects.accounts.models import User
from thidua.subjects.accounts.selectors import actor_for, posts_on
user = User.objects.get(username="quantri")
admin = actor_for(user, posts_on(user, DAY)[0], DAY)
for batch in ImportBatch.objects.filter(state=ImportState.MAPPING):
    choose_columns(actor=admin, batch=batch, header_row=batch.header_row, mapping=batch.mapping)
for batch in ImportBatch.objects.filter(state=ImportState.CHECKED):
    apply_import(actor=admin, batch=batch)
"""

IMPORTS = """
import json
from collections import Counter
from thidua.base import audit
from thidua.base.imports.models import ImportBatch
from thidua.base.outbox.models import InboxMessage
from thidua.subjects.orgs.models import Organization
codes = Organization.objects.filter(code__startswith="B").values_list("code", flat=True)
twice = InboxMessage.objects.values_list("key", "user_id")
print(json.dumps({
    "states": Counter(ImportBatch.objects.values_list("state", flat=True)),
    "units": Counter(code.split("-")[0] for code in codes),
    "told_twice": len(twice) - len(set(twice)),
    "faults": audit.verify().faults,
}))
"""


def test_import_killed_at_random_moments_is_whole_or_absent(installation):
    chance = random.Random(7)
    installation.python(START_IMPORTS % (KILLS, UNITS_OF_A_BATCH))
    for _ in range(KILLS):
        worker = installation.start("worker")
        time.sleep(1 + chance.random() * 2)
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
        installation.python(GO_ON)
        state = read(installation, IMPORTS)
        assert set(state["units"].values()) <= {UNITS_OF_A_BATCH}
        assert (state["told_twice"], state["faults"]) == (0, [])
    finish_imports(installation)
    state = read(installation, IMPORTS)
    assert state["units"] == {f"B{batch}": UNITS_OF_A_BATCH for batch in range(KILLS)}
    assert (state["told_twice"], state["faults"]) == (0, [])


def finish_imports(installation, seconds=600):
    worker = installation.start("worker")
    try:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            installation.python(GO_ON)
            if set(read(installation, IMPORTS)["states"]) == {"applied"}:
                return
            time.sleep(1)
        raise AssertionError(read(installation, IMPORTS)["states"])
    finally:
        worker.terminate()
        worker.wait(30)
