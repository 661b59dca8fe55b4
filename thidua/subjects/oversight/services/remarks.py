"""Remarks of users to those who run the system."""

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base import audit, files, outbox
from thidua.base.access import Actor, Role, require
from thidua.base.files.pictures import clean_picture
from thidua.base.receipts import next_receipt
from thidua.subjects.oversight.enums import REMARKS_OPEN, RemarkState
from thidua.subjects.oversight.errors import BadInput, WrongState
from thidua.subjects.oversight.models import Remark
from thidua.subjects.oversight.services.moving import clean_words

WHO_HEARS = (Role.ADMIN, Role.OFFICER)


@transaction.atomic
def send_remark(
    *,
    actor: Actor,
    page: str,
    text: str,
    picture: tuple[str, bytes] | None = None,
    is_sample: bool = False,
) -> Remark:
    require(actor, "oversight.remark")
    words = clean_words(text, _("Chưa ghi góp ý."))
    stored = None
    if picture is not None:
        content = clean_picture(picture[1])
        stored = files.store(
            actor=actor, name=f"{picture[0]}.jpg", content=content, purpose="picture"
        )
    remark = Remark.objects.create(
        number=next_receipt("GY", actor.day),
        page=page.strip()[:500],
        text=words,
        picture=stored,
        user_id=actor.user_id,
        user_name=actor.signature,
        unit_name=actor.unit_name,
        sent_on=actor.day,
        is_sample=is_sample,
    )
    outbox.notify(
        roles=WHO_HEARS,
        subject=_("%(remark)s về trang %(page)s") % {"remark": remark, "page": remark.page},
        body=words[:400],
        url=f"/y-kien/gop-y/{remark.pk}/",
        kind="remark",
        key=f"remark:{remark.pk}",
    )
    audit.record(actor, "oversight.remark", remark, after={"page": remark.page})
    return remark


@transaction.atomic
def answer_remark(*, actor: Actor, remark: Remark, state: str, answer: str = "") -> Remark:
    """Taken up, done, or left as it is; the two latter with words to the sender."""
    require(actor, "oversight.answer_remark")
    new = RemarkState(state)
    if new == RemarkState.RECEIVED:
        raise BadInput(_("Chọn đang xử lý, đã xử lý hoặc giữ nguyên như cũ."))
    if new not in REMARKS_OPEN and not answer.strip():
        raise BadInput(_("Ghi trả lời để người góp ý biết kết quả."))
    before = remark.state
    moved = Remark.objects.filter(pk=remark.pk, state=before, state__in=REMARKS_OPEN).update(
        state=new,
        answer=answer.strip(),
        answered_on=actor.day,
        answered_by_name=actor.signature,
    )
    remark.refresh_from_db()
    if not moved:
        raise WrongState(_("Góp ý này đã được người khác xử lý. Tải lại trang để xem."))
    if remark.user_id is not None:
        outbox.notify(
            to_users=[remark.user_id],
            subject=_("%(remark)s: %(state)s") % {"remark": remark, "state": new.label},
            body=answer.strip() or remark.text[:400],
            url=f"/y-kien/gop-y/{remark.pk}/",
            kind="remark",
            key=f"remark:{remark.pk}:{new}",
        )
    audit.record(
        actor,
        "oversight.answer_remark",
        remark,
        before=before,
        after=str(new),
        reason=answer.strip(),
    )
    return remark
