"""Inbox rows, outgoing mail, and each person's wish about mail."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class InboxQuerySet(models.QuerySet["InboxMessage"]):
    def unread(self) -> "InboxQuerySet":
        return self.filter(read_at__isnull=True)

    def for_user(self, user_id: int | None) -> "InboxQuerySet":
        return self.none() if user_id is None else self.filter(user_id=user_id)


class InboxMessage(models.Model):
    """One message to one person. (key, user) makes it exactly once however often it is told."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="inbox",
        verbose_name=_("người nhận"),
    )
    subject = models.CharField(_("tiêu đề"), max_length=300)
    body = models.TextField(_("nội dung"))
    url = models.CharField(_("nơi xử lý"), max_length=500, blank=True)
    kind = models.CharField(_("loại"), max_length=60, blank=True)
    key = models.CharField(_("khóa"), max_length=200)
    reason_name = models.CharField(_("lý do"), max_length=100, blank=True)
    created_at = models.DateTimeField(_("gửi lúc"))
    read_at = models.DateTimeField(_("đọc lúc"), null=True, blank=True)
    awaits_digest = models.BooleanField(_("chờ thư gộp"), default=False)
    calendar = models.TextField(_("tệp lịch"), blank=True)  # .ics, goes with the letter

    objects = InboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("tin trong hộp thư")
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["key", "user"], name="inbox_exactly_once")]
        indexes = [
            models.Index(fields=["user", "-created_at"], name="inbox_by_user"),
            models.Index(fields=["user"], condition=Q(read_at=None), name="inbox_unread"),
            models.Index(fields=["user"], condition=Q(awaits_digest=True), name="inbox_to_digest"),
        ]

    def __str__(self) -> str:
        return self.subject


class MailState(models.TextChoices):
    WAITING = "waiting", _("Chờ gửi")
    SENDING = "sending", _("Đang gửi")
    SENT = "sent", _("Đã gửi")
    FAILED = "failed", _("Không gửi được")
    DROPPED = "dropped", _("Không cần gửi nữa")


class Channel(models.TextChoices):
    MAIL = "mail", _("Thư điện tử")
    SMS = "sms", _("Tin nhắn")


class MailQuerySet(models.QuerySet["OutgoingMail"]):
    def due(self, now: datetime) -> "MailQuerySet":
        """Waiting and due, or taken by a sender that died."""
        waiting = Q(state=MailState.WAITING, next_try__lte=now)
        abandoned = Q(state=MailState.SENDING, lease_until__lt=now)
        return self.filter(waiting | abandoned).order_by("-urgent", "next_try", "pk")


class OutgoingMail(models.Model):
    """A letter or a text message, written in the transaction that caused it and sent after."""

    channel = models.CharField(_("kênh"), max_length=4, choices=Channel, default=Channel.MAIL)
    # Fixed over retries: a receiver can tell a second copy of the same letter.
    message_id = models.CharField(_("mã thư"), max_length=200, unique=True)
    dedup_key = models.CharField(_("khóa"), max_length=260, null=True, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("người nhận"),
    )
    to = models.CharField(_("địa chỉ"), max_length=320)
    subject = models.CharField(_("tiêu đề"), max_length=300)
    body = models.TextField(_("nội dung"))
    urgent = models.BooleanField(_("gấp"), default=False)
    reason_name = models.CharField(_("lý do"), max_length=100, blank=True)
    reason_key = models.CharField(_("khóa của lý do"), max_length=200, blank=True)
    # Inbox rows that a letter of the day tells of: looked at again when it leaves.
    gathers = models.JSONField(_("gộp các tin"), default=list, blank=True)
    calendars = models.JSONField(_("tệp lịch kèm"), default=list, blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=MailState, default=MailState.WAITING
    )
    attempts = models.PositiveIntegerField(_("số lần thử"), default=0)
    next_try = models.DateTimeField(_("thử lại lúc"))
    lease_until = models.DateTimeField(_("giữ đến"), null=True)
    last_error = models.TextField(_("lỗi gần nhất"), blank=True)
    created_at = models.DateTimeField(_("viết lúc"))
    sent_at = models.DateTimeField(_("gửi lúc"), null=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("thư đi")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "next_try"], name="mail_by_state")]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"


class MailWish(models.TextChoices):
    EACH = "each", _("Mỗi tin một thư, gửi ngay")
    DAILY = "daily", _("Gộp thành một thư mỗi ngày")
    URGENT_ONLY = "urgent_only", _("Chỉ nhận thư gấp")


class Preferences(models.Model):
    """How a person wants mail; without a row: one letter a day."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="mail_preferences",
        verbose_name=_("người dùng"),
    )
    wish = models.CharField(
        _("nhận thư điện tử"), max_length=12, choices=MailWish, default=MailWish.DAILY
    )
    by_kind = models.JSONField(_("riêng từng loại tin"), default=dict, blank=True)
    sms = models.BooleanField(_("nhận tin nhắn khi gấp"), default=False)

    class Meta:
        verbose_name = _("cách nhận thư")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.wish}"

    def wish_for(self, kind: str) -> str:
        """The wish about this kind of message; without one of its own, the general wish."""
        return str(self.by_kind.get(kind) or self.wish)
