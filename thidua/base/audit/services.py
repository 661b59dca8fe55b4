"""The one thing that may be taken out of the record: personal values, on request."""

from django.db import transaction

from thidua.base.access import Actor, require
from thidua.base.audit.models import AuditPersonal
from thidua.base.audit.recording import record
from thidua.base.audit.values import Thing


def erase_subject(*, actor: Actor, subject: str, reason: str) -> int:
    """Forget everything personal about this subject; the chain still verifies."""
    require(actor, "audit.erase")
    with transaction.atomic():
        count, _ = AuditPersonal.objects.filter(subject=subject).delete()
        record(
            actor,
            "audit.erase",
            Thing("audit.AuditPersonal", subject, subject),
            after={"erased": count},
            reason=reason,
        )
    return count
