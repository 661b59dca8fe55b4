"""The bell of the shell, and the line in the account menu."""

from thidua.base.access import Actor
from thidua.base.outbox.models import InboxMessage
from thidua.pages.ui.navigation import register_account_link, register_inbox
from thidua.pages.ui.states import DONE, TODO, register_looks


def unread(actor: Actor) -> int | None:
    return InboxMessage.objects.for_user(actor.user_id).unread().count() or None


def register_places() -> None:
    register_looks({"Chưa đọc": TODO, "Đã đọc": DONE})
    register_inbox("messages:message_list", unread)
    register_account_link("Cách nhận thư", "mail", "messages:wish_set", 40)
    register_account_link("Lịch trên điện thoại", "calendar-event", "messages:feed_see", 41)
