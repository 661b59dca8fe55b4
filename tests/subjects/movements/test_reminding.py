"""Reminders by the calendar: once for each step and day, never after the step is done."""

from datetime import date

from thidua.base.outbox.models import InboxMessage
from thidua.base.parameters.services import set_parameter
from thidua.subjects.movements.enums import Level, State
from thidua.subjects.movements.models import Duty, Movement
from thidua.subjects.movements.services.duties import acknowledge_movement, duty_still_owed
from thidua.subjects.movements.services.reminding import remind_due
from thidua.subjects.orgs.models import Organization


def messages(duty: Duty) -> list[str]:
    told = InboxMessage.objects.filter(key__startswith=f"duty-reminder:{duty.pk}:")
    return sorted(told.values_list("user__username", flat=True))


def test_remind_due_tells_the_clerk_before_the_day(launched):
    duty = launched.duties.get(organization__code="LC-SYT")  # due Friday 18/02
    assert remind_due(date(2022, 2, 17)) == launched.duties.count()
    assert messages(duty) == ["canbo.soyte"]


def test_remind_due_twice_a_day_tells_once(launched):
    remind_due(date(2022, 2, 17))
    assert remind_due(date(2022, 2, 17)) == 0


def test_remind_due_after_a_week_of_lateness_tells_the_head_too(launched):
    duty = launched.duties.get(organization__code="LC-SYT")
    remind_due(date(2022, 2, 28))
    assert messages(duty) == ["canbo.soyte", "thutruong.soyte"]


def test_remind_due_leaves_the_units_below_in_peace_once_the_superior_has_closed(launched):
    below = Organization.objects.get(code="W03517.2022")
    district = launched.duties.get(organization__code="D108")
    plan = Movement.objects.create(
        parent=launched, level=Level.UNIT, unit_id=district.organization_id, year=2022,
        name="Kế hoạch của huyện", state=State.LAUNCHED,
    )  # fmt: skip
    due = date(2022, 2, 18)
    Duty.objects.create(
        movement=plan, organization=below, unit_name="UBND xã", unit_kind="commune",
        acknowledge_due=due, plan_due=due, launch_due=due,
    )  # fmt: skip
    assert remind_due(date(2022, 2, 17)) == launched.duties.count() + 1
    Movement.objects.filter(pk=launched.pk).update(state=State.CLOSED)
    assert remind_due(date(2022, 2, 21)) == 0


def test_reason_of_a_reminder_ends_with_the_step(actor, launched):
    duty = launched.duties.get(organization__code="LC-SYT")
    remind_due(date(2022, 2, 17))
    key = InboxMessage.objects.filter(key__startswith=f"duty-reminder:{duty.pk}:").get().key
    assert duty_still_owed(key)
    acknowledge_movement(actor=actor("canbo.soyte"), movement=launched)
    assert not duty_still_owed(key)


def test_remind_due_follows_the_days_the_province_has_set(actor, launched):
    for key, value in (("reminder.before", [2]), ("reminder.on_day", False)):
        set_parameter(
            actor=actor("lanhdao"),
            key=key,
            value=value,
            valid_from=date(2022, 2, 1),
            source="Quy chế",
        )
    reminded = [remind_due(date(2022, 2, day)) for day in (15, 16, 17, 18)]
    assert [bool(count) for count in reminded] == [False, True, False, False]
