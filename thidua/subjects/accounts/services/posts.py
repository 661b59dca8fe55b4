"""Posts: granted, ended, and moved to a unit that takes the person over."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.base import audit, outbox
from thidua.base.access import Actor, Role, require
from thidua.core.text import format_date
from thidua.subjects.accounts import selectors, trail
from thidua.subjects.accounts.errors import AccountRefusal
from thidua.subjects.accounts.models import Post, Transfer, TransferState, User
from thidua.subjects.accounts.permissions import ROLES_OF_A_UNIT
from thidua.subjects.orgs.enums import FOREVER


@transaction.atomic
def grant_post(
    *,
    actor: Actor,
    user: User,
    unit_id: int,
    role: str,
    title: str,
    valid_from: date,
    valid_until: date = FOREVER,
    paper: str = "",
) -> Post:
    require(actor, "accounts.grant_post", user)
    post = add_post(user, unit_id, role, title, valid_from, valid_until, paper)
    audit.record(
        actor,
        "accounts.grant_post",
        trail.person(user),
        after=trail.post_details(post),
        paper=paper,
    )
    return post


def add_post(
    user: User,
    unit_id: int,
    role: str,
    title: str,
    valid_from: date,
    valid_until: date = FOREVER,
    paper: str = "",
) -> Post:
    """The row itself; the calling verb checks the right and records the event."""
    if role not in Role.values:
        raise AccountRefusal(_("Cần chọn một chức trách có trong danh sách."))
    if not title.strip():
        raise AccountRefusal(_("Cần ghi chức vụ, ví dụ “Phó Giám đốc”."))
    if valid_until <= valid_from:
        raise AccountRefusal(_("Ngày thôi giữ chức trách phải sau ngày bắt đầu."))
    _refuse_double_post(user, unit_id, role, valid_from, valid_until)
    _refuse_unit_out_of_days(unit_id, valid_from)
    return Post.objects.create(
        user=user,
        unit_id=unit_id,
        role=role,
        title=title.strip(),
        valid_from=valid_from,
        valid_until=valid_until,
        paper=paper.strip(),
    )


def _refuse_double_post(user: User, unit_id: int, role: str, start: date, end: date) -> None:
    overlapping = Q(valid_from__lt=end, valid_until__gt=start)
    held = Post.objects.filter(overlapping, user=user, unit_id=unit_id, role=role).first()
    if held is not None:
        raise AccountRefusal(
            _("%(name)s đã giữ chức trách này tại đơn vị từ %(day)s (%(title)s).")
            % {
                "name": user.full_name,
                "day": format_date(held.valid_from),
                "title": held.title,
            }
        )


def _refuse_unit_out_of_days(unit_id: int, day: date) -> None:
    if not selectors.unit_name(unit_id, day):
        raise AccountRefusal(
            _("Ngày %(day)s đơn vị này không hoạt động. Hãy chọn ngày khác hoặc đơn vị kế tục.")
            % {"day": format_date(day)}
        )


@transaction.atomic
def end_post(*, actor: Actor, post: Post, day: date, reason: str = "", paper: str = "") -> None:
    """The post is no longer held from `day` on."""
    require(actor, "accounts.end_post", post)
    before = trail.post_details(post)
    close_post(post, day)
    audit.record(
        actor,
        "accounts.end_post",
        trail.person(post.user),
        before=before,
        after=trail.post_details(post),
        reason=reason,
        paper=paper,
    )


def close_post(post: Post, day: date) -> None:
    if day < post.valid_from:
        raise AccountRefusal(
            _("Chức trách bắt đầu từ %(day)s, không thể thôi giữ trước ngày đó.")
            % {"day": format_date(post.valid_from)}
        )
    ended = Post.objects.filter(pk=post.pk, valid_until=post.valid_until, valid_until__gt=day)
    if not ended.update(valid_until=day):
        raise AccountRefusal(_("Chức trách này đã được thôi từ trước."))
    post.valid_until = day


@transaction.atomic
def transfer_person(
    *,
    actor: Actor,
    post: Post,
    to_unit_id: int,
    role: str,
    title: str,
    day: date,
    paper: str = "",
) -> Transfer:
    """Offers a person to another unit; nothing moves until that unit takes over."""
    require(actor, "accounts.offer_transfer", post)
    _refuse_bad_transfer(actor, post, to_unit_id, role, title, day)
    transfer = Transfer.objects.create(
        post=post, to_unit_id=to_unit_id, role=role, title=title.strip(), day=day, paper=paper
    )
    tell_unit_of_transfer(transfer)
    audit.record(
        actor,
        "accounts.offer_transfer",
        trail.person(post.user),
        after={"unit": to_unit_id, "title": transfer.title, "from": format_date(day)},
        paper=paper,
    )
    return transfer


def tell_unit_of_transfer(transfer: Transfer) -> None:
    """Those who can answer hear of it; the reason holds until somebody has."""
    outbox.notify(
        to_unit=transfer.to_unit_id,
        roles=[Role.UNIT_HEAD, Role.UNIT_CLERK],
        subject=_("Có người chuyển đến, chờ đơn vị tiếp nhận"),
        body=_("%(name)s, %(title)s, từ %(day)s. Đơn vị tiếp nhận thì việc chuyển mới có hiệu lực.")
        % {
            "name": transfer.post.user.full_name,
            "title": transfer.title,
            "day": format_date(transfer.day),
        },
        url="/nguoi-don-vi/",
        kind=_("Người và chức trách"),
        key=f"accounts.transfer:{transfer.pk}",
        reason_name="accounts.transfer_open",
    )


def _refuse_bad_transfer(
    actor: Actor, post: Post, to_unit_id: int, role: str, title: str, day: date
) -> None:
    if to_unit_id == post.unit_id:
        raise AccountRefusal(_("Hãy chọn đơn vị khác đơn vị hiện tại."))
    if actor.role != Role.ADMIN and role not in ROLES_OF_A_UNIT:
        raise AccountRefusal(_("Chức trách này do quản trị hệ thống giao, không kèm việc chuyển."))
    if not title.strip():
        raise AccountRefusal(_("Cần ghi chức vụ tại đơn vị mới."))
    if not post.valid_from < day < post.valid_until:
        raise AccountRefusal(_("Ngày chuyển phải nằm trong thời gian đang giữ chức trách."))
    if post.transfers.filter(state=TransferState.OFFERED).exists():
        raise AccountRefusal(_("Đã có một đề nghị chuyển đang chờ đơn vị mới tiếp nhận."))
    _refuse_unit_out_of_days(to_unit_id, day)


@transaction.atomic
def accept_transfer(*, actor: Actor, transfer: Transfer) -> Post:
    """The new unit takes the person over: the old post ends on the day the new one begins."""
    require(actor, "accounts.answer_transfer", transfer)
    _settle(transfer, TransferState.ACCEPTED)
    old = transfer.post
    before = trail.post_details(old)
    close_post(old, transfer.day)
    post = add_post(
        old.user,
        transfer.to_unit_id,
        transfer.role,
        transfer.title,
        transfer.day,
        paper=transfer.paper,
    )
    audit.record(
        actor,
        "accounts.accept_transfer",
        trail.person(old.user),
        before=before,
        after=trail.post_details(post),
        paper=transfer.paper,
    )
    return post


@transaction.atomic
def decline_transfer(*, actor: Actor, transfer: Transfer, reason: str) -> None:
    require(actor, "accounts.answer_transfer", transfer)
    if not reason.strip():
        raise AccountRefusal(_("Cần ghi lý do không tiếp nhận."))
    _settle(transfer, TransferState.DECLINED, reason.strip())
    audit.record(
        actor, "accounts.decline_transfer", trail.person(transfer.post.user), reason=reason.strip()
    )


def _settle(transfer: Transfer, state: TransferState, reason: str = "") -> None:
    offered = Transfer.objects.filter(pk=transfer.pk, state=TransferState.OFFERED)
    if not offered.update(state=state, reason=reason):
        raise AccountRefusal(_("Đề nghị chuyển này đã được trả lời."))
    transfer.state = state
