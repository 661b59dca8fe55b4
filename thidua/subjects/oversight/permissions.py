"""Who may do what with opinions, consultations, questions and remarks."""

from typing import Any

from thidua.base.access import (
    PROVINCE_DESK,
    Actor,
    Role,
    has_role,
    predicate,
    register_verbs,
)
from thidua.subjects.movements.models import Movement
from thidua.subjects.movements.permissions import works_on_it
from thidua.subjects.oversight.enums import Source
from thidua.subjects.oversight.models import Consulted, Opinion, OpinionRequest
from thidua.subjects.papers.models import Paper
from thidua.subjects.papers.permissions import is_province_paper

DESK_HEADS = (Role.OFFICER, Role.OFFICE_HEAD)
# Those who may speak and answer for the unit in which they sit.
SPEAKERS = frozenset(
    {
        Role.UNIT_CLERK,
        Role.UNIT_HEAD,
        Role.FRONT,
        Role.BLOCK_HEAD,
        Role.CONSULTED,
        Role.PARTY,
        Role.PROVINCE_CHAIR,
        *PROVINCE_DESK,
    }
)
ASKERS = (Role.UNIT_CLERK, Role.UNIT_HEAD, Role.BLOCK_HEAD, *sorted(PROVINCE_DESK))


@predicate(
    "Việc này dành cho người có chức trách ở một đơn vị, hoặc người dân trên cổng công khai."
)
def has_a_seat(actor: Actor, thing: Any) -> bool:
    return actor.is_system or actor.is_citizen or actor.unit_id is not None


@predicate(
    "Quản trị hệ thống không tham gia nội dung. Ai cũng có thể gửi ý kiến trên cổng công khai."
)
def no_keeper(actor: Actor, thing: Any) -> bool:
    return actor.role != Role.ADMIN


@predicate("Chỉ người gửi ý kiến làm được việc này.")
def is_sender(actor: Actor, thing: Any) -> bool:
    if actor.is_system or not isinstance(thing, Opinion):
        return True
    if thing.source == Source.CITIZEN:
        return actor.is_citizen  # the number and the code were asked for before
    return actor.unit_id is not None and actor.unit_id == thing.unit_id


@predicate("Ý kiến này đã giao cho đơn vị khác trả lời.")
def answers_it(actor: Actor, thing: Any) -> bool:
    if actor.is_system or not isinstance(thing, Opinion):
        return True
    return actor.unit_id is not None and actor.unit_id == thing.answering_unit_id


@predicate("Đơn vị không nằm trong danh sách được hỏi ý kiến.")
def is_asked(actor: Actor, thing: Any) -> bool:
    if actor.is_system or not isinstance(thing, Consulted):
        return True
    return actor.unit_id is not None and actor.unit_id == thing.organization_id


@predicate("Dự thảo này của đơn vị khác.")
def asks(actor: Actor, thing: Any) -> bool:
    if actor.is_system:
        return True
    if isinstance(thing, OpinionRequest):
        thing = thing.movement or thing.paper
    if isinstance(thing, Paper):
        at_desk = actor.role in PROVINCE_DESK and is_province_paper(thing)
        return at_desk or actor.unit_id == thing.unit_id
    return works_on_it(actor, thing) if isinstance(thing, Movement) else True


desk = has_role(*DESK_HEADS)
speaker = has_role(*SPEAKERS)
citizen = predicate("Việc này làm trên cổng công khai.")(lambda actor, thing: actor.is_citizen)

register_verbs(
    "oversight",
    {
        "oversight.send": has_a_seat & no_keeper,
        "oversight.assign": desk,
        "oversight.decline": desk,
        "oversight.answer": speaker & answers_it,
        "oversight.accept": (speaker | citizen) & is_sender,
        "oversight.ask_again": (speaker | citizen) & is_sender,
        "oversight.press": speaker & is_sender,
        "oversight.withdraw": (speaker | citizen) & is_sender,
        "oversight.add_words": (speaker | citizen) & is_sender,
        "oversight.publish": desk,
        "oversight.sender.see": desk,
        "oversight.erase_sender": desk,
        "oversight.supervise.see": has_role(Role.FRONT, *PROVINCE_DESK, Role.PROVINCE_CHAIR),
        "oversight.consult": has_role(*ASKERS) & asks,
        "oversight.reply": speaker & is_asked,
        "oversight.ask_law": has_a_seat,
        "oversight.answer_law": desk,
        "oversight.remark": has_a_seat,
        "oversight.answer_remark": has_role(Role.ADMIN, *DESK_HEADS),
        "oversight.keep_contacts": has_role(*DESK_HEADS),
    },
)
