"""Who receives, for which purpose: the strongest of the lines, each unit once, never the sender."""

from datetime import date

import pytest

from thidua.base.access import Actor
from thidua.base.outbox.models import InboxMessage
from thidua.subjects.movements.enums import Level
from thidua.subjects.movements.models import Movement, Recipient
from thidua.subjects.movements.services.delivering import (
    Delivering,
    Sent,
    due_days,
    expand_units,
)
from thidua.subjects.orgs.models import Organization
from thidua.subjects.orgs.selectors import expand_set, tree_on
from thidua.subjects.papers.enums import Purpose


def unit(code: str) -> int:
    return Organization.objects.get(code=code).pk


@pytest.fixture
def movement(laichau: Actor) -> Movement:
    made = Movement.objects.create(
        level=Level.PROVINCE, unit_id=unit("LC-UBND"), name="Mẫu", year=2022,
        document_number="02/CT-UBND",
    )  # fmt: skip
    lines = [
        ("Sở Y tế", Purpose.KNOW, "LC-SYT", False),
        ("Sở Y tế (b/c)", Purpose.REPORT, "LC-SYT", False),
        ("Báo Lai Châu", Purpose.KNOW, "LC-BLC", False),
        ("UBND tỉnh", Purpose.KNOW, "LC-UBND", False),
        ("Lưu: VT", Purpose.KNOW, "LC-SNV", True),
    ]
    for printed, purpose, code, archive in lines:
        Recipient.objects.create(
            movement=made, printed=printed, purpose=purpose, units=[{"org": unit(code)}],
            is_archive=archive,
        )  # fmt: skip
    return made


def purposes(movement: Movement, version: int = 1) -> dict[str, str]:
    rows = movement.deliveries.filter(version=version)
    return dict(rows.values_list("organization__code", "purpose"))


def test_send_takes_the_strongest_line_and_leaves_out_archive_and_sender(movement, day):
    sent = Delivering(movement, day).send(set())
    assert purposes(movement) == {"LC-SYT": Purpose.REPORT, "LC-BLC": Purpose.KNOW}
    assert movement.deliveries.get(organization__code="LC-SYT").recipient.printed == "Sở Y tế (b/c)"
    assert sent == Sent(2, 0)


def test_send_charges_who_is_named_in_a_task_wherever_it_stands(movement, day):
    sent = Delivering(movement, day).send({unit("LC-BLC"), unit("D108"), unit("LC-UBND")})
    assert purposes(movement) == {
        "LC-SYT": Purpose.REPORT, "LC-BLC": Purpose.CARRY_OUT, "D108": Purpose.CARRY_OUT,
    }  # fmt: skip
    assert set(movement.duties.values_list("organization__code", flat=True)) == {"LC-BLC", "D108"}
    assert movement.deliveries.get(organization__code="D108").recipient is None
    assert sent == Sent(3, 2)


def test_letters_say_what_each_owes_and_by_when(movement, day):
    Delivering(movement, day).send({unit("D108")})
    bodies = dict(InboxMessage.objects.values_list("user__username", "body"))
    assert bodies["canbo.sinho"] == (
        "Đơn vị được giao thực hiện (02/CT-UBND): tiếp nhận đến hết ngày 18/02/2022, ban hành kế "
        "hoạch đến hết ngày 15/03/2022, phát động tại đơn vị đến hết ngày 17/03/2022."
    )
    assert bodies["canbo.soyte"] == "Gửi (02/CT-UBND) để báo cáo."


def test_send_again_reaches_the_same_units_for_the_same_purpose(movement, day):
    Delivering(movement, day).send({unit("D108")})
    movement.version = 2
    sent = Delivering(movement, day).send_again()
    assert purposes(movement, 2) == purposes(movement, 1)
    assert sent == Sent(3, 0)
    assert movement.duties.count() == 1
    body = InboxMessage.objects.get(
        key=f"movement-sent:{movement.pk}:2:{unit('D108')}", user__username="canbo.sinho"
    ).body
    assert body.startswith("Phong trào (02/CT-UBND) đã được sửa đổi, bổ sung (lần 1).")


def test_due_days_over_long_holidays_let_the_launch_wait_for_the_plan(laichau):
    """Over Tết 20 working days are longer than 30 days."""
    due = due_days(date(2022, 1, 24))
    assert (due.acknowledge, due.plan, due.launch) == (
        date(2022, 1, 27), date(2022, 2, 28), date(2022, 2, 28),
    )  # fmt: skip


def test_expand_units_names_each_once_and_only_those_that_stand(laichau, day):
    department = expand_set("departments", day)[0]
    units = [{"org": department}, {"set": "departments"}, {"org": 10**9}, {"org": department}]
    found = expand_units(units, day, tree_on(day))
    assert found[0] == department
    assert sorted(found) == sorted(expand_set("departments", day))
    assert expand_units([{"role": "lead"}], day, tree_on(day)) == []
