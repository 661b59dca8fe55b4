"""Where this area stands in the shell: the rail, the account menu, the line of "see as"."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base.access import Actor, Role
from thidua.pages.ui import navigation
from thidua.pages.ui.navigation import Banner, BannerAct


def may_see_people(actor: Actor) -> bool:
    return actor.role in (Role.ADMIN, Role.AUDITOR)


def leads_a_unit(actor: Actor) -> bool:
    return actor.role in (Role.UNIT_HEAD, Role.UNIT_CLERK)


def is_oneself(actor: Actor) -> bool:
    return not actor.seen_by


def may_delegate(actor: Actor) -> bool:
    return is_oneself(actor) and not actor.on_behalf_of


def see_as_banner(request: Any) -> Banner | None:
    looking = getattr(request, "looking", None)
    if looking is None or request.actor is None:
        return None
    until = timezone.localtime(looking.ends_at)
    words = _(
        "Đang xem với tư cách %(name)s, %(title)s. Chỉ đọc; phiếu bầu và giấy tờ riêng không hiện. "
        "Tự kết thúc lúc %(until)s."
    ) % {
        "name": request.actor.user_name,
        "title": request.actor.post_title,
        "until": f"{until:%H:%M}",
    }
    stop = BannerAct(reverse("accounts:see_as_stop"), _("Thôi xem"), post=True)
    return Banner(words, icon="eye", tone="warn", acts=(stop,))


def acting_banner(request: Any) -> Banner | None:
    """Whoever acts for another always sees for whom."""
    actor = request.actor if hasattr(request, "actor") else None
    if actor is None or not actor.on_behalf_of:
        return None
    words = _("Đang làm thừa ủy quyền của %(name)s, %(title)s, %(unit)s.") % {
        "name": actor.on_behalf_of,
        "title": actor.post_title,
        "unit": actor.unit_name,
    }
    change = BannerAct(reverse("accounts:seat_choose"), _("Đổi chức trách"))
    return Banner(words, icon="user-check", acts=(change,))


def register() -> None:
    navigation.register_rail(
        "Đơn vị", _("Người của đơn vị"), "users", "accounts:unit_people", 60, leads_a_unit
    )
    navigation.register_rail(
        "Quản trị",
        _("Người và chức trách"),
        "users-group",
        "accounts:user_list",
        10,
        may_see_people,
    )
    navigation.register_account_link(
        _("Tài khoản của tôi"), "user-circle", "accounts:me", 10, is_oneself
    )
    navigation.register_account_link(
        _("Đổi chức trách"), "id-badge-2", "accounts:seat_choose", 20, is_oneself
    )
    navigation.register_account_link(
        _("Ủy quyền"), "user-check", "accounts:delegation_list", 30, may_delegate
    )
    navigation.register_account_link(_("Đăng xuất"), "logout", "accounts:logout", 90, post=True)
    navigation.register_banner("accounts.see_as", see_as_banner)
    navigation.register_banner("accounts.acting", acting_banner)
