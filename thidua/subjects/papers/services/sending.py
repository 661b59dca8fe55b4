"""Sending an issued paper to its recipients, and their receipts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base import audit, clock
from thidua.base.access import Actor, Role, may, require
from thidua.subjects.accounts.models import Post
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.papers.enums import Purpose
from thidua.subjects.papers.errors import PaperRefusal
from thidua.subjects.papers.models import Paper, PaperDelivery
from thidua.subjects.papers.services.moving import find_paper, tell

RECEIVERS = (
    Role.UNIT_CLERK,
    Role.UNIT_HEAD,
    Role.RECEIVING_CLERK,
    Role.OFFICER,
    Role.OFFICE_HEAD,
)


@dataclass(frozen=True, slots=True)
class Addressee:
    """A unit of the system, or an outside addressee known by name only."""

    purpose: str
    unit_id: int | None = None
    name: str = ""


@transaction.atomic
def send_paper(*, actor: Actor, paper_id: int, recipients: Sequence[Addressee]) -> Paper:
    """Deliver to those who have not received it yet; sending twice reaches nobody twice."""
    paper = find_paper(paper_id)
    require(actor, "papers.send", paper)
    rows = _new_deliveries(paper, actor, recipients)
    if not rows:
        raise PaperRefusal(_("Chưa chọn nơi nhận nào, hoặc mọi nơi đã chọn đều đã nhận văn bản."))
    PaperDelivery.objects.bulk_create(rows)
    audit.record(
        actor,
        "papers.send",
        paper,
        after={"recipients": [f"{row.name}: {row.purpose}" for row in rows]},
        paper=str(paper),
    )
    tell_recipients(
        actor,
        paper,
        rows,
        subject=_("Văn bản đến: %(paper)s") % {"paper": paper},
        body=_("%(unit)s gửi đến đơn vị: %(subject)s.")
        % {"unit": paper.unit_name, "subject": paper.subject},
        event="sent",
    )
    return paper


def _new_deliveries(
    paper: Paper, actor: Actor, recipients: Sequence[Addressee]
) -> list[PaperDelivery]:
    names = names_on([a.unit_id for a in recipients if a.unit_id], actor.day)
    reached: set[int | str] = {row.recipient_id or row.name for row in paper.deliveries.all()}
    rows: list[PaperDelivery] = []
    for addressee in recipients:
        name = addressee.name.strip() or names.get(addressee.unit_id or 0, "")
        key = addressee.unit_id or name
        if not name or key in reached:
            continue
        reached.add(key)
        rows.append(_delivery(paper, addressee, name, actor.day))
    return rows


def _delivery(paper: Paper, addressee: Addressee, name: str, day: date) -> PaperDelivery:
    return PaperDelivery(
        paper=paper,
        recipient_id=addressee.unit_id,
        name=name,
        purpose=Purpose(addressee.purpose),
        sent_on=day,
        delivered_at=clock.stamp(day),
    )


def tell_recipients(
    actor: Actor, paper: Paper, deliveries: Iterable[PaperDelivery], **message: str
) -> None:
    """A message to those who take papers in at each unit that was sent to."""
    units = [row.recipient_id for row in deliveries if row.recipient_id]
    posts = Post.objects.held_on(actor.day).filter(unit_id__in=units, role__in=RECEIVERS)
    tell(posts.values_list("user_id", flat=True), paper, **message)


def record_opened(*, actor: Actor, delivery_id: int) -> None:
    """The receipt "đã mở": written after the answer, only the first time, without an event."""
    delivery = PaperDelivery.objects.filter(pk=delivery_id, opened_at__isnull=True).first()
    if delivery is None or not may(actor, "papers.receive", delivery):
        return
    PaperDelivery.objects.filter(pk=delivery_id, opened_at__isnull=True).update(
        opened_at=clock.stamp(actor.day), opened_on=actor.day, opened_by_name=actor.signature
    )


@transaction.atomic
def acknowledge_delivery(*, actor: Actor, delivery_id: int, note: str = "") -> PaperDelivery:
    """The recipient's clerk confirms that the paper has been taken in."""
    delivery = PaperDelivery.objects.select_related("paper").get(pk=delivery_id)
    require(actor, "papers.receive", delivery)
    now = clock.stamp(actor.day)
    changed = PaperDelivery.objects.filter(pk=delivery_id, acknowledged_at__isnull=True).update(
        acknowledged_at=now,
        acknowledged_on=actor.day,
        acknowledged_by_name=actor.signature,
        opened_at=delivery.opened_at or now,
        opened_on=delivery.opened_on or actor.day,
        opened_by_name=delivery.opened_by_name or actor.signature,
        note=note[:500],
    )
    if not changed:
        raise PaperRefusal(
            _("Đơn vị đã xác nhận nhận văn bản này (%(who)s).")
            % {"who": delivery.acknowledged_by_name}
        )
    delivery.refresh_from_db()
    audit.record(actor, "papers.acknowledge", delivery.paper, after={"recipient": delivery.name})
    return delivery
