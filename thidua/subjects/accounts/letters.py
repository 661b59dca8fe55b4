"""The letters this subject writes. Links carry a token, so nothing of them stands in the inbox."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base.access import Actor
from thidua.base.outbox.services import send_mail
from thidua.core.text import format_date
from thidua.subjects.accounts.models import Invitation, User

# Where pages/accounts answers; a test holds the two together.
INVITATION_PATH = "/dang-nhap/loi-moi/{token}/"
RESET_PATH = "/dang-nhap/mat-khau-moi/{key}/{token}/"
RESET_STEP = 600  # seconds: one letter in this time, however often the form is sent


def address(path: str) -> str:
    return settings.PUBLIC_ADDRESS.rstrip("/") + path


def send_invitation(invitation: Invitation, token: str, inviter: Actor) -> None:
    expires = format_date(timezone.localtime(invitation.expires_at).date())
    send_mail(
        to=invitation.email,
        subject=_("Mời sử dụng hệ thống Thi Đua"),
        body=_(
            "Kính gửi ông/bà %(name)s,\n\n"
            "%(inviter)s mời ông/bà sử dụng hệ thống Thi Đua với chức vụ: %(title)s.\n\n"
            "Mở đường dẫn sau để đặt mật khẩu (dùng một lần, đến hết ngày %(expires)s):\n%(link)s\n\n"
            "Nếu thư này đến nhầm, xin bỏ qua."
        )
        % {
            "name": invitation.full_name,
            "inviter": inviter.signature,
            "title": invitation.title,
            "expires": expires,
            "link": address(INVITATION_PATH.format(token=token)),
        },
        dedup_key=f"invitation|{invitation.pk}",
    )


def send_password_link(user: User, key: str, token: str) -> None:
    step = int(timezone.now().timestamp()) // RESET_STEP
    send_mail(
        to=user.email,
        subject=_("Đặt lại mật khẩu Thi Đua"),
        body=_(
            "Kính gửi ông/bà %(name)s,\n\n"
            "Có người vừa đề nghị đặt lại mật khẩu cho tên đăng nhập “%(username)s”. "
            "Mở đường dẫn sau trong vòng một giờ:\n%(link)s\n\n"
            "Nếu không phải ông/bà đề nghị, xin bỏ qua: mật khẩu hiện tại vẫn dùng được."
        )
        % {
            "name": user.full_name,
            "username": user.username,
            "link": address(RESET_PATH.format(key=key, token=token)),
        },
        dedup_key=f"password|{user.pk}|{step}",
    )
