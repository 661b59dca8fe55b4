"""Who may do which verb to an example, to press work, to a congress."""

from typing import Any

from thidua.base.access import (
    PROVINCE_DESK,
    Actor,
    Predicate,
    Role,
    has_role,
    predicate,
    register_verbs,
)
from thidua.subjects.orgs.models import SetMember
from thidua.subjects.publicity.enums import CongressLevel, ExampleState
from thidua.subjects.publicity.models import Congress, Delegate, Example, PressOutput

PRESS_MANAGEMENT = "press-management"  # the set of units that hold this function (orgs)
UNIT_PEOPLE = frozenset({Role.UNIT_CLERK, Role.UNIT_HEAD})
EDITORS = frozenset({Role.OFFICER, Role.OFFICE_HEAD})
SUGGESTERS = frozenset(
    {
        *UNIT_PEOPLE,
        *PROVINCE_DESK,
        Role.UNIT_COUNCIL,
        Role.BLOCK_HEAD,
        Role.PRESS,
        Role.FRONT,
        Role.PARTY,
        Role.COUNCIL_MEMBER,
        Role.COUNCIL_SECRETARY,
        Role.INSPECTOR,
    }
)
WATCHERS = frozenset(
    {
        *PROVINCE_DESK,
        Role.PROVINCE_CHAIR,
        Role.COUNCIL_MEMBER,
        Role.COUNCIL_CHAIR,
        Role.COUNCIL_SECRETARY,
        Role.FRONT,
        Role.PARTY,
        Role.AUDITOR,
        Role.INSPECTOR,
    }
)


def manages_press(actor: Actor) -> bool:
    """Sits in the unit that holds the function on the day (Sở TTTT in 2022), as its press officer."""
    if actor.role not in (Role.PRESS, *UNIT_PEOPLE) or actor.unit_id is None:
        return False
    members = SetMember.objects.on(actor.day).filter(set__key=PRESS_MANAGEMENT)
    return members.filter(organization_id=actor.unit_id).exists()


def _is_of(actor: Actor, thing: Any) -> bool:
    return actor.unit_id is not None and thing.unit_id == actor.unit_id


own_example: Predicate = predicate("Điển hình này thuộc đơn vị khác.")(
    lambda actor, thing: (
        actor.is_system
        or not isinstance(thing, Example)
        or actor.role in PROVINCE_DESK
        or _is_of(actor, thing)
    )
)
press_manager: Predicate = predicate(
    "Việc này do cơ quan quản lý báo chí hoặc Ban Thi đua - Khen thưởng làm."
)(lambda actor, _thing: actor.is_system or actor.role in EDITORS or manages_press(actor))
citizen: Predicate = predicate("Việc này dành cho người dân trên cổng công khai.")(
    lambda actor, _thing: actor.is_citizen
)


def _reports_it(actor: Actor, thing: Any) -> bool:
    if actor.is_system or thing is None or actor.role in EDITORS:
        return True
    organ = thing.organ_id if isinstance(thing, PressOutput) else thing
    return actor.unit_id == organ or manages_press(actor)


own_output: Predicate = predicate("Tin, bài này của cơ quan báo chí khác.")(_reports_it)


def _runs(actor: Actor, thing: Any) -> bool:
    """The desk runs congresses of the province, a unit its own."""
    if actor.is_system or not isinstance(thing, Congress):
        return True
    if thing.level == CongressLevel.PROVINCE:
        return actor.role in PROVINCE_DESK
    return _is_of(actor, thing)


own_congress: Predicate = predicate("Đại hội, hội nghị này do đơn vị khác tổ chức.")(_runs)
own_delegate: Predicate = predicate("Đại biểu này do đơn vị khác chọn cử.")(
    lambda actor, thing: (
        actor.is_system
        or not isinstance(thing, Delegate)
        or _is_of(actor, thing)
        or _runs(actor, thing.congress)
    )
)
early: Predicate = predicate("Bài đã được chọn: chỉ Ban Thi đua - Khen thưởng sửa.")(
    lambda actor, thing: (
        actor.is_system
        or not isinstance(thing, Example)
        or thing.state in (ExampleState.SUGGESTED, ExampleState.CONFIRMED)
    )
)
unit_or_desk = has_role(*UNIT_PEOPLE, *PROVINCE_DESK)
editor = has_role(*EDITORS)
organizer = has_role(*UNIT_PEOPLE, *EDITORS)

register_verbs(
    "publicity",
    {
        "publicity.suggest": has_role(*SUGGESTERS) | citizen,
        "publicity.assign": has_role(*PROVINCE_DESK),
        "publicity.confirm": unit_or_desk & own_example,
        "publicity.refuse": unit_or_desk & own_example,
        "publicity.consent": unit_or_desk & own_example,
        "publicity.withdraw_consent": (unit_or_desk & own_example) | citizen,
        "publicity.select": editor,
        "publicity.edit": editor,
        "publicity.picture": editor | (unit_or_desk & own_example & early),
        "publicity.release": press_manager,
        "publicity.withdraw": unit_or_desk & own_example,
        "publicity.follow": editor,
        "publicity.replicate": unit_or_desk,
        "publicity.take": has_role(Role.PRESS),
        "publicity.report_output": (has_role(Role.PRESS) | press_manager) & own_output,
        "publicity.import_outputs": has_role(Role.PRESS) | press_manager,
        "publicity.plan_press": press_manager,
        "publicity.show_paper": has_role(*PROVINCE_DESK),
        "publicity.store.see": has_role(Role.PRESS) | press_manager,
        "publicity.board.see": has_role(*WATCHERS, Role.PRESS, *UNIT_PEOPLE),
    },
)
register_verbs(
    "congress",
    {
        "congress.see": has_role(*WATCHERS, *UNIT_PEOPLE),
        "congress.plan": organizer & own_congress,
        "congress.choose": unit_or_desk & own_delegate,
        "congress.decide": organizer & own_congress,
        "congress.hold": organizer & own_congress,
        "congress.follow": organizer & own_congress,
    },
)
