"""Deciding otherwise than the machine found: the finding stays, with the name and the reason."""

from django.db import IntegrityError, transaction

from thidua.base import audit, clock
from thidua.base.access import Actor, require
from thidua.core.law.facts import MET, NOT_MET
from thidua.core.law.serial import verdict_from_json
from thidua.subjects.eligibility.errors import BadInput
from thidua.subjects.eligibility.models import Check, Override

LEAST_REASON = 10  # characters: a word is no reason


@transaction.atomic
def override_finding(
    *, actor: Actor, check: Check, finding: str, decided: str, reason: str, paper: str = ""
) -> Override:
    require(actor, "eligibility.override", check)
    found = _state_of(check, finding)
    reason = reason.strip()
    if decided not in (MET, NOT_MET):
        raise BadInput("Chọn đạt hoặc không đạt.")
    if found == decided:
        raise BadInput("Quyết định này giống kết quả máy xét nên không cần ghi.")
    if len(reason) < LEAST_REASON:
        raise BadInput("Nêu rõ lý do để người đọc sau hiểu: căn cứ nào, ai xác nhận.")
    override = _written(actor, check, finding, found, decided, reason, paper.strip())
    audit.record(
        actor,
        "eligibility.override",
        check,
        before={finding: found},
        after={finding: decided},
        reason=reason,
        paper=paper.strip(),
    )
    return override


@transaction.atomic
def take_back_override(*, actor: Actor, override: Override, reason: str) -> None:
    """The machine's finding speaks again; what was decided stays readable."""
    check = override.check_asked
    require(actor, "eligibility.override", check)
    if not reason.strip():
        raise BadInput("Nêu lý do rút lại quyết định.")
    standing = Override.objects.filter(pk=override.pk, taken_back_at=None)
    if not standing.update(
        taken_back_at=clock.stamp(actor.day),
        taken_back_by_name=actor.signature,
        taken_back_reason=reason.strip(),
    ):
        raise BadInput("Quyết định này đã được rút lại trước đó. Tải lại trang để xem.")
    audit.record(
        actor,
        "eligibility.take_back",
        check,
        before={override.finding: override.decided},
        after={override.finding: override.found},
        reason=reason.strip(),
    )


def _state_of(check: Check, finding: str) -> str:
    """Only a whole condition is decided on, never a part of one."""
    verdict = verdict_from_json(check.verdict)
    state = next((one.state for one in verdict.findings if one.id == finding), None)
    if state is None:
        raise BadInput("Không có điều kiện này trong kết quả xét. Tải lại trang.")
    return state


def _written(
    actor: Actor, check: Check, finding: str, found: str, decided: str, reason: str, paper: str
) -> Override:
    try:
        with transaction.atomic():
            return Override.objects.create(
                check_asked=check,
                finding=finding,
                found=found,
                decided=decided,
                reason=reason,
                paper=paper,
                created_at=clock.stamp(actor.day),
                created_by_id=actor.user_id,
                created_by_name=actor.signature,
            )
    except IntegrityError as clash:
        raise BadInput(
            "Đã có người quyết định về điều kiện này. Rút lại quyết định đó trước."
        ) from clash
