"""Who may do which verb to a course, a summons, a participant."""

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
from thidua.subjects.training.models import Course, Participant, Summons

RUNNERS = (Role.TRAINER, *sorted(PROVINCE_DESK))
NAMERS = (Role.UNIT_CLERK, Role.UNIT_HEAD, Role.OFFICE_HEAD, Role.OFFICER, Role.TRAINER)
WATCHERS = frozenset(
    {
        *RUNNERS,
        Role.PROVINCE_CHAIR,
        Role.COUNCIL_CHAIR,
        Role.COUNCIL_MEMBER,
        Role.COUNCIL_SECRETARY,
        Role.INSPECTOR,
        Role.AUDITOR,
    }
)


def _course_of(thing: Any) -> Course | None:
    return thing if isinstance(thing, Course) else getattr(thing, "course", None)


def _organises(actor: Actor, thing: Any) -> bool:
    course = _course_of(thing)
    return course is None or course.unit_id == actor.unit_id


def _of_unit(actor: Actor, thing: Any) -> bool:
    summons = thing.summons if isinstance(thing, Participant) else thing
    return not isinstance(summons, Summons) or summons.organization_id == actor.unit_id


def _is_self(actor: Actor, thing: Any) -> bool:
    return not isinstance(thing, Participant) or (
        thing.user_id is not None and thing.user_id == actor.user_id
    )


organises: Predicate = predicate("Lớp này do cơ quan khác tổ chức.")(
    lambda actor, thing: actor.is_system or _organises(actor, thing)
)
of_unit: Predicate = predicate("Giấy triệu tập này gửi đơn vị khác.")(
    lambda actor, thing: actor.is_system or _of_unit(actor, thing)
)
is_self: Predicate = predicate("Việc này học viên tự làm.")(
    lambda actor, thing: actor.is_system or _is_self(actor, thing)
)
by_code: Predicate = predicate("Cần đăng nhập hoặc nhập mã trong giấy triệu tập.")(
    lambda actor, thing: actor.is_citizen or _is_self(actor, thing)
)
runner = has_role(*RUNNERS)
runs = runner & organises

register_verbs(
    "training",
    {
        "training.needs.see": has_role(*WATCHERS),
        "training.plan": runs,
        "training.invite": runs,
        "training.cancel": runs,
        "training.write": runs,
        "training.attend": runs,
        "training.finish": runs,
        "training.certify": runs,
        "training.close": runs,
        "training.teach": runs,
        "training.name": has_role(*NAMERS) & of_unit,
        "training.answer": is_self | (has_role(*NAMERS) & of_unit),
        "training.present": by_code,
        "training.learn": is_self,
        "training.ask": is_self,
    },
)
