"""The sign-off chain: submit, initial, sign, return, take back."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base import audit, clock
from thidua.base.access import Actor, require
from thidua.subjects.papers.enums import WITH_SIGNERS, PaperState, StepKind, StepState
from thidua.subjects.papers.errors import PaperRefusal
from thidua.subjects.papers.models import Paper, SignOff
from thidua.subjects.papers.permissions import current_step
from thidua.subjects.papers.selectors.chain import ChainStep, default_chain, last_round
from thidua.subjects.papers.selectors.readiness import blockers_to_submit
from thidua.subjects.papers.services.moving import find_paper, holders_of, move, tell

__all__ = ["ChainStep", "return_paper", "sign_off", "sign_paper", "submit_paper", "take_back_paper"]


@transaction.atomic
def submit_paper(*, actor: Actor, paper_id: int, chain: Sequence[ChainStep] | None = None) -> Paper:
    """Hand the draft to the first of the chain; without a chain, the unit's usual one."""
    paper = find_paper(paper_id)
    require(actor, "papers.submit", paper)
    if missing := blockers_to_submit(paper):
        raise PaperRefusal(_("Chưa trình được: %(what)s") % {"what": " ".join(missing)})
    steps = list(default_chain(paper, actor) if chain is None else chain)
    if not steps or steps[-1].kind != StepKind.SIGN:
        raise PaperRefusal(_("Chuỗi duyệt phải kết thúc bằng người ký ban hành."))
    move(paper, expected=[PaperState.DRAFT], state=PaperState.SUBMITTED, return_reason="")
    first = _write_chain(paper, steps, actor)
    audit.record(
        actor,
        "papers.submit",
        paper,
        before={"state": PaperState.DRAFT},
        after={"state": PaperState.SUBMITTED, "chain": [step.label for step in steps]},
    )
    _call(first, paper, actor)
    return paper


def _write_chain(paper: Paper, steps: Sequence[ChainStep], actor: Actor) -> SignOff:
    number = last_round(paper) + 1
    rows = [
        SignOff(
            paper=paper,
            round=number,
            order=order,
            kind=step.kind,
            role=step.role,
            unit_id=step.unit_id,
            post_id=step.post_id,
            label=step.label,
            state=StepState.CURRENT if order == 1 else StepState.WAITING,
            called_on=actor.day if order == 1 else None,
        )
        for order, step in enumerate(steps, start=1)
    ]
    SignOff.objects.bulk_create(rows)
    return rows[0]


def _call(step: SignOff, paper: Paper, actor: Actor) -> None:
    """Tell those whose turn it now is."""
    tell(
        holders_of(step, actor.day),
        paper,
        subject=_("%(step)s: %(paper)s") % {"step": step.get_kind_display(), "paper": paper},
        body=_("%(who)s chuyển đến ông (bà) văn bản này của %(unit)s.")
        % {"who": actor.signature, "unit": paper.unit_name},
        event=f"step:{step.round}:{step.order}",
        reason_name="papers.step_waits",
    )


def _finish_step(step: SignOff, actor: Actor, state: str, note: str, revision: int) -> None:
    done = SignOff.objects.filter(pk=step.pk, state=StepState.CURRENT).update(
        state=state,
        note=note,
        revision_seen=revision,
        done_by_id=actor.user_id,
        done_by_name=actor.signature,
        done_at=clock.stamp(actor.day),
        day=actor.day,
    )
    if not done:
        raise PaperRefusal(_("Bước này vừa được người khác xử lý. Tải lại trang để xem."))


def _same_text(paper: Paper, revision: int | None) -> None:
    if revision is not None and revision != paper.revision:
        raise PaperRefusal(
            _("Nội dung đã đổi từ khi ông (bà) mở văn bản. Đọc lại bản mới trước khi ký.")
        )


@transaction.atomic
def sign_off(*, actor: Actor, paper_id: int, note: str = "", revision: int | None = None) -> Paper:
    """Initial (ký nháy) or pass the legal check; the next in the chain is called."""
    paper = find_paper(paper_id)
    require(actor, "papers.sign_off", paper)
    _same_text(paper, revision)
    step = current_step(paper)
    assert step is not None
    _finish_step(step, actor, StepState.DONE, note, paper.revision)
    before = paper.state
    move(paper, expected=WITH_SIGNERS, state=PaperState.INITIALLED)
    following = paper.steps.get(round=step.round, order=step.order + 1)
    following.state, following.called_on = StepState.CURRENT, actor.day
    following.save(update_fields=["state", "called_on"])
    audit.record(
        actor,
        "papers.sign_off",
        paper,
        before={"state": before},
        after={"state": PaperState.INITIALLED, "step": step.label},
        reason=note,
    )
    _call(following, paper, actor)
    return paper


@transaction.atomic
def sign_paper(
    *, actor: Actor, paper_id: int, note: str = "", revision: int | None = None
) -> Paper:
    paper = find_paper(paper_id)
    require(actor, "papers.sign", paper)
    _same_text(paper, revision)
    step = current_step(paper)
    assert step is not None
    _finish_step(step, actor, StepState.DONE, note, paper.revision)
    before = paper.state
    move(
        paper,
        expected=WITH_SIGNERS,
        state=PaperState.SIGNED,
        signed_on=actor.day,
        signer_post_id=actor.post_id,
        signer_name=actor.user_name,
        signer_title=actor.post_title,
    )
    audit.record(
        actor,
        "papers.sign",
        paper,
        before={"state": before},
        after={"state": PaperState.SIGNED, "revision": paper.revision},
        reason=note,
        paper=str(paper),
    )
    tell(
        [paper.drafted_by_id],
        paper,
        subject=_("Đã ký: %(paper)s") % {"paper": paper},
        body=_("%(who)s đã ký. Việc tiếp theo: cấp số, ban hành.") % {"who": actor.signature},
        event=f"signed:{step.round}",
    )
    return paper


def _drop_rest(paper: Paper) -> None:
    paper.steps.filter(state__in=[StepState.WAITING, StepState.CURRENT]).update(
        state=StepState.DROPPED
    )


@transaction.atomic
def return_paper(*, actor: Actor, paper_id: int, reason: str) -> Paper:
    """Back to the drafter, with a reason; a new submission starts a new round."""
    paper = find_paper(paper_id)
    require(actor, "papers.return", paper)
    if not reason.strip():
        raise PaperRefusal(_("Ghi lý do trả lại để người soạn biết cần sửa gì."))
    step = current_step(paper)
    assert step is not None
    _finish_step(step, actor, StepState.RETURNED, reason, paper.revision)
    _drop_rest(paper)
    before = paper.state
    move(paper, expected=WITH_SIGNERS, state=PaperState.DRAFT, return_reason=reason)
    audit.record(
        actor,
        "papers.return",
        paper,
        before={"state": before},
        after={"state": PaperState.DRAFT},
        reason=reason,
    )
    tell(
        [paper.drafted_by_id],
        paper,
        subject=_("Trả lại: %(paper)s") % {"paper": paper},
        body=_("%(who)s trả lại. Lý do: %(why)s") % {"who": actor.signature, "why": reason},
        event=f"returned:{step.round}",
    )
    return paper


@transaction.atomic
def take_back_paper(*, actor: Actor, paper_id: int) -> Paper:
    """The drafter's side withdraws the paper while nobody has signed it off."""
    paper = find_paper(paper_id)
    require(actor, "papers.take_back", paper)
    _drop_rest(paper)
    move(paper, expected=[PaperState.SUBMITTED], state=PaperState.DRAFT)
    audit.record(
        actor,
        "papers.take_back",
        paper,
        before={"state": PaperState.SUBMITTED},
        after={"state": PaperState.DRAFT},
    )
    return paper
