"""Two rows of one person become one, and two again when that was wrong."""

from django.db import transaction

from thidua.base import audit, clock
from thidua.base.access import Actor, require
from thidua.subjects.register import trail
from thidua.subjects.register.enums import DoubleState, HolderKind, TransferState
from thidua.subjects.register.errors import BadInput, WrongState
from thidua.subjects.register.models import Double, Holder, HolderTransfer, Merger
from thidua.subjects.register.services.keeping import changed


@transaction.atomic
def merge_holders(*, actor: Actor, kept: Holder, gone: Holder, reason: str) -> Merger:
    """`gone` stands under `kept` from now on; every row stays where it was written."""
    require(actor, "register.merge")
    _refuse_bad_pair(kept, gone, reason)
    moved = [gone.pk, *Holder.objects.filter(merged_into=gone).values_list("pk", flat=True)]
    standing = Holder.objects.filter(pk=gone.pk, merged_into=None, is_withdrawn=False)
    if not Holder.objects.filter(pk=kept.pk, merged_into=None, is_withdrawn=False).exists():
        raise WrongState(f"{kept.name} vừa được gộp vào người khác. Tải lại trang để xem.")
    if not standing.update(merged_into=kept):
        raise WrongState(f"{gone.name} vừa được gộp vào người khác. Tải lại trang để xem.")
    Holder.objects.filter(merged_into=gone).update(merged_into=kept)
    merger = Merger.objects.create(
        kept=kept,
        gone=gone,
        moved=moved,
        reason=reason.strip()[:300],
        made_at=clock.stamp(actor.day),
        made_by=actor.signature[:300],
    )
    _settle_double(actor, kept, gone, reason)
    changed([kept.pk, *moved])
    audit.record(
        actor,
        "register.merge",
        trail.thing(kept),
        after=trail.personal(gone, {"gone": f"{gone.name} (mã {gone.pk})"}),
        reason=reason.strip(),
    )
    return merger


def _refuse_bad_pair(kept: Holder, gone: Holder, reason: str) -> None:
    if kept.pk == gone.pk:
        raise BadInput("Không thể gộp một người với chính mình.")
    if not reason.strip():
        raise BadInput("Cần ghi căn cứ gộp: giấy tờ, xác nhận của đơn vị …")
    if kept.kind != gone.kind:
        one, other = HolderKind(kept.kind).label, HolderKind(gone.kind).label
        raise BadInput(f"Không gộp được: một bên là {one}, một bên là {other}.")
    if HolderTransfer.objects.filter(holder=gone, state=TransferState.OFFERED).exists():
        raise BadInput(f"{gone.name} đang có đề nghị chuyển đơn vị chưa trả lời: giải quyết trước.")


def _settle_double(actor: Actor, kept: Holder, gone: Holder, reason: str) -> None:
    one, other = sorted((kept, gone), key=lambda holder: holder.pk)
    Double.objects.update_or_create(
        one=one,
        other=other,
        defaults={
            "state": DoubleState.MERGED,
            "decided_by": actor.signature[:300],
            "decided_on": actor.day,
            "remark": reason.strip()[:300],
        },
        create_defaults={
            "score": 0,
            "state": DoubleState.MERGED,
            "decided_by": actor.signature[:300],
            "decided_on": actor.day,
            "remark": reason.strip()[:300],
        },
    )


@transaction.atomic
def undo_merger(*, actor: Actor, merger: Merger, reason: str) -> None:
    """Everything stands again exactly as before; the pair is remembered as two people."""
    require(actor, "register.merge")
    if not reason.strip():
        raise BadInput("Cần ghi lý do tách lại.")
    if not Holder.objects.filter(pk=merger.kept_id, merged_into=None).exists():
        raise WrongState(
            f"{merger.kept.name} sau đó đã được gộp tiếp vào người khác: hoàn tác lần gộp sau trước."
        )
    open_ = Merger.objects.filter(pk=merger.pk, undone_at=None)
    if not open_.update(undone_at=clock.stamp(actor.day), undone_by=actor.signature[:300]):
        raise WrongState("Lần gộp này đã được hoàn tác.")
    Holder.objects.filter(pk=merger.gone_id).update(merged_into=None)
    under = [pk for pk in merger.moved if pk != merger.gone_id]
    Holder.objects.filter(pk__in=under).update(merged_into=merger.gone_id)
    one, other = sorted((merger.kept_id, merger.gone_id))
    Double.objects.filter(one_id=one, other_id=other).update(
        state=DoubleState.DIFFERENT,
        decided_by=actor.signature[:300],
        decided_on=actor.day,
        remark=reason.strip()[:300],
    )
    changed([merger.kept_id, *merger.moved])
    audit.record(
        actor,
        "register.undo_merge",
        trail.thing(merger.kept),
        before=trail.personal(merger.gone, {"gone": f"{merger.gone.name} (mã {merger.gone_id})"}),
        reason=reason.strip(),
    )
