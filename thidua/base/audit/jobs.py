"""The head of the chain leaves the database by the clock."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base.audit.heads import current_head, keep_head
from thidua.base.jobs.registry import daily, every


@every(3600, "audit.keep_head")
def keep_head_outside() -> None:
    keep_head()


@daily(6, 30, "audit.mail_head")
def mail_head() -> None:
    """To a mailbox the system's administrators cannot clean, when one is set."""
    from thidua.base.outbox.services import send_mail

    address = getattr(settings, "AUDIT_MAIL", "")
    if not address:
        return
    head = current_head()
    with transaction.atomic():
        send_mail(
            to=address,
            subject=_("Đầu chuỗi nhật ký Thi Đua: dòng %(sequence)s") % {"sequence": head.sequence},
            body=_("Dòng %(sequence)s\nDấu %(hash)s\nLúc %(at)s\nChữ ký %(signature)s\n")
            % {
                "sequence": head.sequence,
                "hash": head.hash,
                "at": head.at,
                "signature": head.signature,
            },
            dedup_key=f"audit-head|{head.sequence}",
            urgent=False,
        )
