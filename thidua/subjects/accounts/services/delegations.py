"""Handing over some verbs of one's post for an absence, with a paper."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base import audit, outbox
from thidua.base.access import Actor, require
from thidua.core.text import format_date
from thidua.subjects.accounts import trail
from thidua.subjects.accounts.delegable import delegable_verbs
from thidua.subjects.accounts.errors import AccountRefusal
from thidua.subjects.accounts.models import Delegation, Post, User


@transaction.atomic
def give_delegation(
    *,
    actor: Actor,
    post: Post,
    to_user: User,
    verbs: Iterable[str],
    valid_from: date,
    valid_until: date,
    paper: str,
) -> Delegation:
    """From `valid_from` until the day before `valid_until`; the acts read "thừa ủy quyền"."""
    require(actor, "accounts.delegate", post)
    chosen = sorted(set(verbs))
    _refuse_bad_terms(post, to_user, chosen, paper)
    _refuse_bad_days(actor, post, valid_from, valid_until)
    _refuse_second_delegation(post, to_user, valid_from, valid_until)
    delegation = Delegation.objects.create(
        from_post=post,
        to_user=to_user,
        verbs=chosen,
        valid_from=valid_from,
        valid_until=valid_until,
        paper=paper.strip(),
    )
    outbox.notify(
        to_users=[to_user],
        subject=_("Ông/bà được ủy quyền làm thay %(name)s") % {"name": post.user.full_name},
        body=_("Từ %(start)s đến hết %(end)s, theo %(paper)s. Chuyển sang ở trang Đổi chức trách.")
        % {
            "start": format_date(valid_from),
            "end": format_date(delegation.last_day),
            "paper": delegation.paper,
        },
        url="/tai-khoan/chuc-trach/",
        kind=_("Người và chức trách"),
        key=f"accounts.delegation:{delegation.pk}",
    )
    audit.record(
        actor,
        "accounts.give_delegation",
        trail.person(post.user),
        after=trail.delegation_details(delegation),
        paper=delegation.paper,
    )
    return delegation


def _refuse_bad_terms(post: Post, to_user: User, verbs: list[str], paper: str) -> None:
    if to_user.pk == post.user_id:
        raise AccountRefusal(_("Không cần ủy quyền cho chính mình."))
    if not to_user.is_active:
        raise AccountRefusal(_("Tài khoản của người được ủy quyền đang bị khóa."))
    if not verbs:
        raise AccountRefusal(_("Hãy chọn ít nhất một việc để ủy quyền."))
    known = delegable_verbs(post.role)
    if foreign := [verb for verb in verbs if verb not in known]:
        raise AccountRefusal(
            _("Chức trách này không có việc: %(verbs)s.") % {"verbs": ", ".join(foreign)}
        )
    if not paper.strip():
        raise AccountRefusal(_("Cần ghi văn bản ủy quyền (số, ngày)."))


def _refuse_bad_days(actor: Actor, post: Post, start: date, end: date) -> None:
    if end <= start:
        raise AccountRefusal(_("Ngày hết ủy quyền phải từ ngày bắt đầu trở đi."))
    if end <= actor.day:
        raise AccountRefusal(_("Thời gian ủy quyền đã qua."))
    if start < post.valid_from or end > post.valid_until:
        raise AccountRefusal(_("Thời gian ủy quyền phải nằm trong thời gian giữ chức trách."))


def _refuse_second_delegation(post: Post, to_user: User, start: date, end: date) -> None:
    given = post.delegations.filter(to_user=to_user, valid_from__lt=end, valid_until__gt=start)
    if given.exists():
        raise AccountRefusal(
            _("Đã có ủy quyền cho %(name)s trùng thời gian này. Hãy kết thúc ủy quyền đó trước.")
            % {"name": to_user.full_name}
        )


@transaction.atomic
def end_delegation(*, actor: Actor, delegation: Delegation) -> None:
    """Ends at once; one that has not begun is taken back and never was in force."""
    require(actor, "accounts.delegate", delegation.from_post)
    before = trail.delegation_details(delegation)
    end = max(actor.day, delegation.valid_from)
    running = Delegation.objects.filter(pk=delegation.pk, valid_until__gt=end)
    if not running.update(valid_until=end):
        raise AccountRefusal(_("Ủy quyền này đã hết."))
    delegation.valid_until = end
    audit.record(
        actor,
        "accounts.end_delegation",
        trail.person(delegation.from_post.user),
        before=before,
        after=trail.delegation_details(delegation),
    )
