"""Answers this subject gives to lower layers' questions."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thidua.base import clock, outbox, registries
from thidua.base.access import Role
from thidua.base.registries import DutyRow, SearchHit, Tie


def posts_of_units(unit_ids: set[int], day: date) -> list[Tie]:
    """People who would need a new post if these units went."""
    from thidua.subjects.accounts.models import Post

    posts = Post.objects.held_on(day).filter(unit_id__in=unit_ids)
    names = list(posts.values_list("user__full_name", flat=True).order_by("user__sort_key"))
    if not names:
        return []
    shown = ", ".join(names[:5]) + ("…" if len(names) > 5 else "")
    return [Tie(_("Người đang giữ chức trách"), len(names), shown)]


def people_matching(actor: Any, query: str, limit: int) -> list[SearchHit]:
    """Colleagues of the day by name, with their posts; units and titles are no secret inside."""
    from thidua.subjects.accounts import selectors

    return [
        SearchHit(
            kind=_("Người"),
            title=post.user.full_name,
            detail=f"{post.title}, {selectors.unit_name_of(post)}",
            url=f"/quan-tri/nguoi-dung/{post.user_id}/"
            if actor.role == Role.ADMIN
            else f"/don-vi/{post.unit_id}/",
        )
        for post in selectors.posts_matching(query, actor.day, limit)
    ]


def members(unit_id: int | None, roles: Collection[str], day: date) -> list[int]:
    from thidua.subjects.accounts.selectors import member_ids

    return member_ids(unit_id, roles, day)


def transfers_to_answer(actor: Any) -> list[DutyRow]:
    """People offered to the actor's unit, waiting to be taken over."""
    from thidua.subjects.accounts.models import Transfer, TransferState

    if actor.role not in (Role.UNIT_HEAD, Role.UNIT_CLERK):
        return []
    offered = Transfer.objects.filter(to_unit_id=actor.unit_id, state=TransferState.OFFERED)
    return [
        DutyRow(
            due=transfer.day,
            title=_("Tiếp nhận %(name)s") % {"name": transfer.post.user.full_name},
            detail=transfer.title,
            state_label=_("Chờ tiếp nhận"),
            state="todo",
            url="/nguoi-don-vi/",
            action=_("Trả lời"),
            kind=_("Đơn vị"),
            icon="user-plus",
        )
        for transfer in offered.select_related("post__user")
    ]


def transfer_is_open(key: str) -> bool:
    from thidua.subjects.accounts.models import Transfer, TransferState

    number = key.rpartition(":")[2]
    return Transfer.objects.filter(pk=number, state=TransferState.OFFERED).exists()


def unit_is_still_late(key: str) -> bool:
    """`key` is that of the weekly message: "weekly-late:<unit>:<week>"."""
    from thidua.subjects.accounts.services.weekly import late_rows

    return bool(late_rows(int(key.split(":")[1]), clock.today()))


def register() -> None:
    registries.unit_ties.register("accounts.posts", posts_of_units)
    registries.search_sources.register("accounts.people", people_matching)
    registries.open_duties.register("accounts.transfers", transfers_to_answer)
    registries.reminder_reasons["accounts.transfer_open"] = transfer_is_open
    registries.reminder_reasons["accounts.unit_is_still_late"] = unit_is_still_late
    outbox.register_unit_members(members)
