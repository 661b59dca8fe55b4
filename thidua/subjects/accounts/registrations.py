"""Answers this subject gives to lower layers' questions."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thidua.base import outbox, registries
from thidua.base.access import Role
from thidua.base.registries import SearchHit, Tie


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
    from thidua.subjects.accounts.selectors import posts_matching

    return [
        SearchHit(
            kind=_("Người"),
            title=post.user.full_name,
            detail=f"{post.title}, {post.unit_name}",
            url=f"/quan-tri/nguoi-dung/{post.user_id}/"
            if actor.role == Role.ADMIN
            else f"/don-vi/{post.unit_id}/",
        )
        for post in posts_matching(query, actor.day, limit)
    ]


def members(unit_id: int | None, roles: Collection[str], day: date) -> list[int]:
    from thidua.subjects.accounts.selectors import member_ids

    return member_ids(unit_id, roles, day)


def register() -> None:
    registries.unit_ties.register("accounts.posts", posts_of_units)
    registries.search_sources.register("accounts.people", people_matching)
    outbox.register_unit_members(members)
