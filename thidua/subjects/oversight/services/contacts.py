"""Support contacts: dated, so that the past keeps whom people called then."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.subjects.orgs.enums import FOREVER
from thidua.subjects.oversight.errors import BadInput
from thidua.subjects.oversight.models import SupportContact


@dataclass(frozen=True, slots=True)
class ContactFacts:
    name: str
    matters: str
    phone: str = ""
    email: str = ""
    hours: str = ""
    is_public: bool = False
    position: int = 0


@transaction.atomic
def save_contact(
    *,
    actor: Actor,
    facts: ContactFacts,
    valid_from: date,
    contact: SupportContact | None = None,
    is_sample: bool = False,
) -> SupportContact:
    """A contact from a day on; a changed one ends that day and goes on as a new row."""
    require(actor, "oversight.keep_contacts")
    if not facts.phone.strip() and not facts.email.strip():
        raise BadInput(_("Ghi điện thoại cơ quan hoặc thư điện tử công vụ."))
    before = {"name": contact.name, "phone": contact.phone} if contact else None
    until = FOREVER
    if contact is not None:
        until = contact.valid_until
        _end_or_drop(contact, valid_from)
    saved = SupportContact.objects.create(
        **asdict(facts), valid_from=valid_from, valid_until=until, is_sample=is_sample
    )
    audit.record(
        actor, "oversight.save_contact", saved, before=before,
        after={"name": saved.name, "phone": saved.phone, "from": valid_from},
    )  # fmt: skip
    return saved


@transaction.atomic
def end_contact(*, actor: Actor, contact: SupportContact) -> None:
    """No longer shown from today on."""
    require(actor, "oversight.keep_contacts")
    audit.record(actor, "oversight.end_contact", contact, before={"name": contact.name})
    _end_or_drop(contact, actor.day)


def _end_or_drop(contact: SupportContact, day: date) -> None:
    """One that would end before it began was never shown: it goes."""
    if contact.valid_until <= day:
        raise BadInput(_("Liên hệ này đã hết hạn hiển thị."))
    if contact.valid_from >= day:
        contact.delete()
    else:
        SupportContact.objects.filter(pk=contact.pk).update(valid_until=day)
