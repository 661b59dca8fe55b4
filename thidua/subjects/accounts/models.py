"""Users, the posts they hold, what they hand over for a time, and how they come in."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thidua.base.access.roles import Role
from thidua.subjects.accounts.naming import fold_username, keys_of_name
from thidua.subjects.orgs.enums import FOREVER

USERNAME = re.compile(r"^[a-z0-9][a-z0-9._-]{2,39}$")
username_shape = RegexValidator(
    USERNAME,
    _("Tên đăng nhập gồm 3 đến 40 chữ thường không dấu, chữ số, dấu chấm hoặc gạch."),
)


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> UserQuerySet:
        return self.filter(is_active=True)

    def in_name_order(self) -> UserQuerySet:
        return self.order_by("sort_key", "pk")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> User:
        user: User = self.get(username=fold_username(username or ""))
        return user

    def create_user(
        self, *, username: str, full_name: str, password: str | None = None, **fields: Any
    ) -> User:
        """A password of None cannot be used to come in."""
        user: User = self.model(username=fold_username(username), full_name=full_name, **fields)
        user.name_key, user.sort_key = keys_of_name(full_name)
        user.set_password(password)
        if password:
            user.password_changed_at = timezone.now()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who works here. What they may do hangs on their posts, never on the user."""

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    username = models.CharField(max_length=40, unique=True, validators=[username_shape])
    full_name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    name_key = models.CharField(max_length=120, db_index=True, editable=False)
    sort_key = models.CharField(max_length=400, db_index=True, editable=False)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    password_changed_at = models.DateTimeField(null=True, blank=True)
    has_second_factor = models.BooleanField(default=False)
    last_seen = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    is_sample = models.BooleanField(default=False)

    objects = UserManager()

    class Meta:
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.rsplit(" ", 1)[-1]


class DatedQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> DatedQuerySet:
        return self.filter(valid_from__lte=day, valid_until__gt=day)


class Dated(models.Model):
    """True from a day up to, but without, another; people read the last day."""

    valid_from = models.DateField()
    valid_until = models.DateField(default=FOREVER)

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        return self.valid_until >= FOREVER

    @property
    def last_day(self) -> date:
        return self.valid_until - timedelta(days=1)


class PostQuerySet(DatedQuerySet):
    def held_on(self, day: date) -> PostQuerySet:
        """The one place where posts out of their days or of closed users are left out."""
        held: PostQuerySet = self.on(day).filter(user__is_active=True)  # type: ignore[assignment]
        return held


class Post(Dated):
    """A person's place in a unit from a day to a day; it carries the role."""

    user = models.ForeignKey(User, models.PROTECT, related_name="posts")
    unit = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="posts")
    role = models.CharField(max_length=24)
    title = models.CharField(max_length=160)
    paper = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from", "pk"]
        indexes = [models.Index(fields=["unit", "role", "valid_from"], name="post_unit_role")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__lte=F("valid_until")), name="post_days_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def role_label(self) -> str:
        return str(Role(self.role).label)


class Delegation(Dated):
    """Verbs of one post handed to another person for some days; acts read "thừa ủy quyền"."""

    from_post = models.ForeignKey(Post, models.PROTECT, related_name="delegations")
    to_user = models.ForeignKey(User, models.PROTECT, related_name="delegations_held")
    verbs = models.JSONField(default=list)
    paper = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__lte=F("valid_until")), name="delegation_days_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_post} → {self.to_user}"


class TransferState(models.TextChoices):
    OFFERED = "offered", "Chờ đơn vị mới tiếp nhận"
    ACCEPTED = "accepted", "Đã tiếp nhận"
    DECLINED = "declined", "Không tiếp nhận"


class Transfer(models.Model):
    """A person's move to another unit: offered by the old one, taken over by the new one."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="transfers")
    to_unit = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    role = models.CharField(max_length=24)
    title = models.CharField(max_length=160)
    day = models.DateField()
    paper = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, default=TransferState.OFFERED)
    reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(state="offered"), name="one_open_transfer_of_a_post"
            )
        ]

    def __str__(self) -> str:
        return f"{self.post} → {self.to_unit}"


class InvitationState(models.TextChoices):
    OPEN = "open", "Chờ nhận"
    ACCEPTED = "accepted", "Đã nhận"
    WITHDRAWN = "withdrawn", "Đã thu hồi"


class Invitation(models.Model):
    """A link for one use. Without `user` it makes one; with `user` it only sets a password."""

    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    full_name = models.CharField(max_length=120)
    email = models.EmailField()
    unit = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    role = models.CharField(max_length=24)
    title = models.CharField(max_length=160)
    valid_from = models.DateField()
    valid_until = models.DateField(default=FOREVER)
    # Only a hash is kept: whoever reads the database cannot come in with it.
    token_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, default=InvitationState.OPEN)
    invited_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.full_name

    @property
    def role_label(self) -> str:
        return str(Role(self.role).label)


class SeeAs(models.Model):
    """An administrator looking through a person's post, read-only, for half an hour at most."""

    admin = models.ForeignKey(User, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    started_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.admin} → {self.post}"


class OpenSession(models.Model):
    """Which sessions belong to a user, so that they can be shown and ended."""

    user = models.ForeignKey(User, models.CASCADE, related_name="open_sessions")
    session_key = models.CharField(max_length=40, unique=True)
    address = models.GenericIPAddressField(null=True, blank=True)
    device = models.CharField(max_length=120, blank=True)
    signed_in_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-signed_in_at", "-pk"]

    def __str__(self) -> str:
        return self.device


class CalendarFeed(models.Model):
    """A secret address under which a person's calendar reads what he owes; without login."""

    user = models.OneToOneField(User, models.CASCADE, related_name="calendar_feed")
    # Only a hash is kept, as of invitations; none while no address is given out.
    token_hash = models.CharField(max_length=64, null=True, unique=True)
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.user}"
