"""Answers this subject gives to lower layers' questions."""

from datetime import date

from django.utils.translation import gettext as _

from thidua.base import registries
from thidua.base.registries import Tie


def posts_of_units(unit_ids: set[int], day: date) -> list[Tie]:
    """People who would need a new post if these units went."""
    from thidua.subjects.accounts.models import Post

    posts = Post.objects.held_on(day).filter(unit_id__in=unit_ids)
    names = list(posts.values_list("user__full_name", flat=True).order_by("user__sort_key"))
    if not names:
        return []
    shown = ", ".join(names[:5]) + ("…" if len(names) > 5 else "")
    return [Tie(_("Người đang giữ chức trách"), len(names), shown)]


def register() -> None:
    registries.unit_ties.register("accounts.posts", posts_of_units)
