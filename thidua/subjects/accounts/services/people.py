"""Making, mending, closing and reopening accounts."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.subjects.accounts import trail
from thidua.subjects.accounts.errors import AccountRefusal
from thidua.subjects.accounts.models import USERNAME, User, username_shape
from thidua.subjects.accounts.naming import fold_username, keys_of_name
from thidua.subjects.accounts.services.sessions import close_sessions

DETAILS = ("full_name", "email", "phone")


@transaction.atomic
def create_user(
    *,
    actor: Actor,
    username: str,
    full_name: str,
    email: str = "",
    phone: str = "",
    password: str | None = None,
    is_sample: bool = False,
) -> User:
    """An account without a post: it can come in only once it has a password, and do nothing yet."""
    require(actor, "accounts.create_user")
    user = add_user(
        username=username,
        full_name=full_name,
        email=email,
        phone=phone,
        password=password,
        is_sample=is_sample,
    )
    audit.record(actor, "accounts.create_user", trail.person(user), after=trail.details(user))
    return user


def add_user(
    *,
    username: str,
    full_name: str,
    email: str = "",
    phone: str = "",
    password: str | None = None,
    is_sample: bool = False,
) -> User:
    """The row itself; the calling verb checks the right and records the event."""
    refuse_bad_name(username, full_name)
    try:
        with transaction.atomic():
            return User.objects.create_user(
                username=username,
                full_name=full_name.strip(),
                email=email.strip(),
                phone=phone.strip(),
                password=password,
                is_sample=is_sample,
            )
    except IntegrityError:
        raise AccountRefusal(
            _("Tên đăng nhập “%(name)s” đã có người dùng. Hãy chọn tên khác.")
            % {"name": fold_username(username)}
        ) from None


def refuse_bad_name(username: str, full_name: str) -> None:
    if not USERNAME.fullmatch(fold_username(username)):
        raise AccountRefusal(str(username_shape.message))
    if not full_name.strip():
        raise AccountRefusal(_("Cần ghi họ và tên."))


@transaction.atomic
def edit_user(*, actor: Actor, user: User, full_name: str, email: str, phone: str) -> None:
    require(actor, "accounts.edit_user", user)
    _edit(actor, "accounts.edit_user", user, [full_name, email, phone])


@transaction.atomic
def edit_own_details(*, actor: Actor, user: User, full_name: str, email: str, phone: str) -> None:
    require(actor, "accounts.own", user)
    _edit(actor, "accounts.edit_own_details", user, [full_name, email, phone])


def _edit(actor: Actor, verb: str, user: User, values: list[str]) -> None:
    new = dict(zip(DETAILS, (value.strip() for value in values), strict=True))
    if not new["full_name"]:
        raise AccountRefusal(_("Cần ghi họ và tên."))
    old = {key: getattr(user, key) for key in DETAILS}
    if new == old:
        return
    user.name_key, user.sort_key = keys_of_name(new["full_name"])
    for key, value in new.items():
        setattr(user, key, value)
    user.save(update_fields=[*DETAILS, "name_key", "sort_key"])
    audit.record(actor, verb, trail.person(user), **trail.changed_details(user, old, new))


@transaction.atomic
def deactivate_user(*, actor: Actor, user: User, reason: str) -> None:
    """Closes the account at once, with every session; posts and history stay."""
    require(actor, "accounts.deactivate", user)
    if not reason.strip():
        raise AccountRefusal(_("Cần ghi lý do khóa tài khoản."))
    if not User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        raise AccountRefusal(_("Tài khoản này đã bị khóa từ trước."))
    user.is_active = False
    close_sessions(user)
    audit.record(actor, "accounts.deactivate", trail.person(user), reason=reason.strip())


@transaction.atomic
def activate_user(*, actor: Actor, user: User, reason: str = "") -> None:
    require(actor, "accounts.activate", user)
    if not User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        raise AccountRefusal(_("Tài khoản này đang dùng được."))
    user.is_active = True
    audit.record(actor, "accounts.activate", trail.person(user), reason=reason.strip())
