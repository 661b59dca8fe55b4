"""Who may do what with official papers; every answer that is no says why."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.base.access import (
    PROVINCE_DESK,
    Actor,
    Answer,
    Predicate,
    Role,
    has_role,
    predicate,
    register_verbs,
)
from thidua.subjects.papers.enums import (
    PUBLISHED,
    WITH_SIGNERS,
    PaperState,
    StepKind,
    StepState,
)
from thidua.subjects.papers.models import Paper, PaperDelivery, SignOff

# Papers of these units are drafted at the province's desk and signed by the chair.
PROVINCE_KINDS = frozenset({"province", "peoples_committee", "council"})
UNIT_WRITERS = (Role.UNIT_CLERK, Role.UNIT_HEAD, Role.UNIT_COUNCIL)
# Trainers write the papers of their courses; the office's head signs them.
DRAFTERS = (*UNIT_WRITERS, Role.TRAINER)
DESK = (*sorted(PROVINCE_DESK), Role.COUNCIL_SECRETARY)
SIGNERS = (Role.UNIT_HEAD, Role.OFFICE_HEAD, Role.PROVINCE_CHAIR)
READ_EVERYTHING_ISSUED = frozenset({*PROVINCE_DESK, Role.PROVINCE_CHAIR, Role.AUDITOR})


def is_province_paper(paper: Paper) -> bool:
    return paper.unit_kind in PROVINCE_KINDS


def current_step(paper: Paper) -> SignOff | None:
    return next((s for s in paper.steps.all() if s.state == StepState.CURRENT), None)


def holds(actor: Actor, step: SignOff) -> bool:
    """Is it this actor's turn at this step."""
    if step.post_id is not None:
        return actor.post_id == step.post_id
    return actor.role == step.role and step.unit_id in (None, actor.unit_id)


def in_state(reason: str, *states: str) -> Predicate:
    """The state must be one of these; asked about no paper at all, yes."""
    return predicate(reason)(lambda actor, paper: paper is None or paper.state in states)


@predicate("Văn bản này của đơn vị khác.")
def is_own_unit(actor: Actor, paper: Any) -> bool:
    return paper is None or actor.is_system or paper.unit_id == actor.unit_id


@predicate("Văn bản này không phải của Ủy ban nhân dân tỉnh.")
def is_of_province(actor: Actor, paper: Any) -> bool:
    return paper is None or is_province_paper(paper)


@predicate(
    "Đã có người duyệt văn bản này nên không rút về được nữa. Đề nghị người đang giữ trả lại."
)
def nobody_signed_yet(actor: Actor, paper: Any) -> bool:
    return paper is None or not any(
        s.state == StepState.DONE and s.round == _round(paper) for s in paper.steps.all()
    )


def _round(paper: Paper) -> int:
    return max((step.round for step in paper.steps.all()), default=0)


def _my_turn(actor: Actor, paper: Any) -> Answer:
    if paper is None:
        return Answer(True)
    step = current_step(paper)
    if step is None:
        return Answer(False, _("Văn bản không chờ ai duyệt, ký."))
    if holds(actor, step):
        return Answer(True)
    return Answer(False, _("Văn bản đang chờ %(who)s.") % {"who": step.label})


def _step_is(*kinds: str) -> Predicate:
    def ask(actor: Actor, paper: Any) -> Answer:
        step = None if paper is None else current_step(paper)
        if step is None or step.kind in kinds:
            return Answer(True)
        return Answer(False, _("Bước đang chờ là “%(step)s”.") % {"step": step.get_kind_display()})

    return Predicate(ask)


@predicate("Văn bản chưa có số. Cấp số trước khi ban hành.")
def is_numbered(actor: Actor, paper: Any) -> bool:
    return paper is None or paper.number is not None


@predicate("Văn bản đã có số.")
def is_unnumbered(actor: Actor, paper: Any) -> bool:
    return paper is None or paper.number is None


@predicate("Văn bản đã ban hành và đã có bản ký: chỉ đính chính hoặc thay thế.")
def file_is_open(actor: Actor, paper: Any) -> bool:
    return paper is None or paper.state == PaperState.SIGNED or paper.signed_file_id is None


@predicate("Văn bản này không gửi đến đơn vị của ông (bà).")
def is_addressee(actor: Actor, delivery: Any) -> bool:
    if delivery is None:
        return True
    assert isinstance(delivery, PaperDelivery)
    return delivery.recipient_id is not None and delivery.recipient_id == actor.unit_id


def _can_read(actor: Actor, paper: Any) -> Answer:
    if paper is None or actor.is_system or _concerns(actor, paper):
        return Answer(True)
    return Answer(False, _("Văn bản này không thuộc đơn vị của ông (bà) và không gửi đến đơn vị."))


def _concerns(actor: Actor, paper: Paper) -> bool:
    if actor.unit_id is not None and actor.unit_id == paper.unit_id and actor.role != Role.ADMIN:
        return True
    if paper.state in PUBLISHED and actor.role in READ_EVERYTHING_ISSUED:
        return True
    if is_province_paper(paper) and actor.role in (*DESK, Role.PROVINCE_CHAIR):
        return True
    step = current_step(paper)
    if step is not None and holds(actor, step):
        return True
    return paper.state in PUBLISHED and any(
        d.recipient_id == actor.unit_id for d in paper.deliveries.all() if d.recipient_id
    )


can_read = Predicate(_can_read)
my_turn = Predicate(_my_turn)
drafts = (has_role(*DRAFTERS, *DESK) & is_own_unit) | (has_role(*DESK) & is_of_province)
leads = (has_role(Role.UNIT_HEAD, Role.OFFICE_HEAD) & is_own_unit) | (
    has_role(Role.PROVINCE_CHAIR, Role.OFFICE_HEAD) & is_of_province
)
is_draft = in_state(
    "Văn bản không còn là dự thảo. Muốn sửa, rút về hoặc đề nghị người đang giữ trả lại.",
    PaperState.DRAFT,
)
is_with_signers = in_state("Văn bản không ở bước trình ký.", *WITH_SIGNERS)
is_signed = in_state("Văn bản chưa được ký.", PaperState.SIGNED)
is_issued = in_state("Văn bản chưa ban hành hoặc đã thu hồi.", PaperState.ISSUED)

register_verbs(
    "papers",
    {
        "papers.read": can_read,
        "papers.create": drafts,
        "papers.revise": drafts & is_draft,
        "papers.discard": drafts & is_draft & is_unnumbered,
        "papers.submit": drafts & is_draft,
        "papers.take_back": drafts & is_with_signers & nobody_signed_yet,
        "papers.sign_off": is_with_signers & my_turn & _step_is(
            StepKind.INITIAL, StepKind.LEGAL_CHECK
        ),
        "papers.sign": is_with_signers & my_turn & _step_is(StepKind.SIGN) & has_role(*SIGNERS),
        "papers.return": is_with_signers & my_turn,
        "papers.number": drafts & is_signed & is_unnumbered,
        "papers.attach": drafts
        & in_state("Văn bản chưa được ký.", PaperState.SIGNED, PaperState.ISSUED)
        & file_is_open,
        "papers.issue": drafts & is_signed & is_numbered,
        "papers.send": drafts & is_issued,
        "papers.recall": leads & is_issued,
        "papers.amend": drafts & is_issued,
        "papers.receive": has_role(*UNIT_WRITERS, *DESK, Role.PROVINCE_CHAIR) & is_addressee,
        "papers.set_numbering": has_role(*UNIT_WRITERS, *DESK) & is_own_unit
        | has_role(*DESK) & is_of_province,
        "papers.keep_library": has_role(*DESK),
    },
)  # fmt: skip
