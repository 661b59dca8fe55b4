"""After the conclusion: the unit mends and proves, the team accepts or returns, to the end."""

from collections.abc import Sequence

from django.db import transaction

from thidua.base import audit, outbox
from thidua.base.access import Actor, Role, require
from thidua.base.files import StoredFile
from thidua.core.text import format_date
from thidua.subjects.inspections.enums import OWED, FollowUpState, VisitState
from thidua.subjects.inspections.errors import BadInput, WrongState
from thidua.subjects.inspections.models import FollowUp, Proof, Visit
from thidua.subjects.inspections.services.changing import move_follow_up

UNIT_ROLES = (Role.UNIT_CLERK, Role.UNIT_HEAD)


def url_of(follow_up: FollowUp) -> str:
    return f"/kiem-tra/khac-phuc/{follow_up.pk}/"


@transaction.atomic
def send_proof(
    *, actor: Actor, follow_up: FollowUp, words: str, files: Sequence[StoredFile] = ()
) -> Proof:
    """The unit says what it did, with its proof; the team judges next."""
    require(actor, "inspections.prove", follow_up)
    if follow_up.visit.concluded_on is None:
        raise WrongState("Chưa có thông báo kết luận nên chưa báo cáo khắc phục.")
    if not words.strip():
        raise BadInput("Ghi kết quả khắc phục: đã làm gì, ngày nào, văn bản nào.")
    move_follow_up(follow_up, expected=OWED, to=FollowUpState.PROVED)
    proof = Proof.objects.create(
        follow_up=follow_up, words=words.strip(), sent_on=actor.day, sent_by=actor.signature[:400]
    )
    proof.files.set(files)
    audit.record(
        actor,
        "inspections.prove",
        follow_up,
        after={"words": proof.words[:500], "files": [file.name for file in files]},
    )
    outbox.notify(
        to_users=list(follow_up.visit.team.values_list("user_id", flat=True)),
        subject=f"{follow_up.unit_name} báo cáo khắc phục",
        body=f"{follow_up.what}\n{proof.words}",
        url=url_of(follow_up),
        kind="inspection",
        key=f"inspection-proof:{proof.pk}",
        reason_name="inspections.proof_waits",
    )
    return proof


def proof_waits(key: str) -> bool:
    """Asked again before the mail leaves: nobody has judged this proof yet."""
    return Proof.objects.filter(pk=int(key.split(":")[1]), accepted=None).exists()


@transaction.atomic
def accept_proof(*, actor: Actor, follow_up: FollowUp, answer: str = "") -> FollowUp:
    """Mended. The last one accepted closes the visit."""
    require(actor, "inspections.judge", follow_up)
    move_follow_up(
        follow_up,
        expected=[FollowUpState.PROVED],
        to=FollowUpState.ACCEPTED,
        accepted_on=actor.day,
    )
    _judge(actor, follow_up, True, answer)
    closed = _close_if_all_mended(follow_up, actor)
    audit.record(
        actor, "inspections.accept_proof", follow_up, after={"closed": closed}, reason=answer
    )
    _tell_unit(follow_up, "Đã xác nhận khắc phục", answer, "accepted")
    return follow_up


def _close_if_all_mended(follow_up: FollowUp, actor: Actor) -> bool:
    left = FollowUp.objects.filter(visit_id=follow_up.visit_id)
    if left.exclude(state=FollowUpState.ACCEPTED).exists():
        return False
    running = Visit.objects.filter(pk=follow_up.visit_id, state=VisitState.FOLLOW_UP)
    return bool(running.update(state=VisitState.CLOSED, closed_on=actor.day))


@transaction.atomic
def return_proof(*, actor: Actor, follow_up: FollowUp, answer: str) -> FollowUp:
    """Not mended yet: the unit is told what is missing. The due day stays."""
    require(actor, "inspections.judge", follow_up)
    if not answer.strip():
        raise BadInput("Ghi điều còn thiếu để đơn vị biết phải làm thêm gì.")
    move_follow_up(follow_up, expected=[FollowUpState.PROVED], to=FollowUpState.RETURNED)
    _judge(actor, follow_up, False, answer)
    audit.record(actor, "inspections.return_proof", follow_up, reason=answer)
    _tell_unit(follow_up, "Trả lại báo cáo khắc phục", answer, "returned")
    return follow_up


def _judge(actor: Actor, follow_up: FollowUp, accepted: bool, answer: str) -> None:
    """The proof that waits: there is exactly one, the latest."""
    waiting = follow_up.proofs.filter(accepted=None).first()
    if waiting is None:
        raise WrongState("Không có báo cáo khắc phục nào đang chờ. Tải lại trang để xem.")
    Proof.objects.filter(pk=waiting.pk, accepted=None).update(
        accepted=accepted,
        judged_on=actor.day,
        judged_by=actor.signature[:400],
        answer=answer.strip(),
    )


def _tell_unit(follow_up: FollowUp, subject: str, answer: str, event: str) -> None:
    latest = follow_up.proofs.first()
    assert latest is not None  # it has just been judged
    outbox.notify(
        to_unit=follow_up.organization_id,
        roles=UNIT_ROLES,
        subject=f"{subject}: {follow_up.what[:120]}",
        body=answer.strip() or f"Hạn ngày {format_date(follow_up.due_on)}.",
        url=url_of(follow_up),
        kind="inspection",
        key=f"inspection-{event}:{latest.pk}",
    )


@transaction.atomic
def press_units(*, actor: Actor, follow_ups: Sequence[FollowUp], words: str = "") -> int:
    """Remind by hand those who still owe; gives how many duties were pressed."""
    require(actor, "inspections.judge", follow_ups[0] if follow_ups else None)
    owed = [row for row in follow_ups if row.state in OWED]
    if not owed:
        raise BadInput("Không có việc nào còn nợ trong số đã chọn.")
    for row in owed:
        require(actor, "inspections.judge", row)
        outbox.notify(
            to_unit=row.organization_id,
            roles=UNIT_ROLES,
            subject=f"Đôn đốc khắc phục sau kiểm tra, hạn {format_date(row.due_on)}",
            body=words.strip() or row.what,
            url=url_of(row),
            kind="reminder",
            key=f"inspection-follow-up:{row.pk}:hand:{actor.day}",
            reason_name="inspections.follow_up_owed",
            urgent=True,
        )
    audit.record(
        actor,
        "inspections.press",
        owed[0].visit if len({row.visit_id for row in owed}) == 1 else owed[0].visit.plan,
        after={"units": sorted({row.unit_name for row in owed}), "duties": len(owed)},
        reason=words,
    )
    return len(owed)
