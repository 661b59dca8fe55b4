"""Posts that an audience takes on a day, and the units that a course summons."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from thidua.core.trees import Node, Tree
from thidua.subjects.accounts.models import Post
from thidua.subjects.orgs.selectors import expand_sets, tree_on
from thidua.subjects.training.audiences import AUDIENCES, audience_of
from thidua.subjects.training.models import Course


@dataclass(frozen=True, slots=True)
class Held:
    """A post of an audience as it is held on a day."""

    post_id: int
    user_id: int
    name: str
    sort_key: str
    title: str
    role: str
    unit: Node
    since: date
    audience: str


POST_FIELDS = (
    "pk", "user_id", "user__full_name", "user__sort_key", "title", "role", "unit_id", "valid_from",
)  # fmt: skip


def posts_to_train(day: date, tree: Tree | None = None) -> list[Held]:
    """Everybody who holds a post that some audience takes; two queries."""
    tree = tree or tree_on(day)
    rows = Post.objects.held_on(day).order_by("pk").values_list(*POST_FIELDS)
    held = (_held(row, tree) for row in rows)
    return [post for post in held if post is not None]


def _held(row: tuple[int, int, str, str, str, str, int, date], tree: Tree) -> Held | None:
    pk, user_id, name, sort_key, title, role, unit_id, since = row
    unit = tree.get(unit_id)
    audience = audience_of(unit.kind, role, title) if unit is not None else None
    if unit is None or audience is None:
        return None
    return Held(pk, user_id, name, sort_key, title, role, unit, since, audience.key)


def units_meant(course: Course, day: date, tree: Tree | None = None) -> list[int]:
    """The units that owe people to the course, in the order of the office.

    Every unit of a kind that the audiences take, narrowed to the chosen sets; single units are
    added whatever they are.
    """
    tree = tree or tree_on(day)
    chosen = set(course.units)
    if course.audiences:
        kinds = {kind for key in course.audiences for kind in AUDIENCES[key].kinds}
        of_kind = {node.id for node in tree if node.kind in kinds}
        chosen |= of_kind & _in_sets(course.sets, day, of_kind)
    elif course.sets:
        chosen |= _in_sets(course.sets, day, set())
    chosen |= _units_of_posts(course.wanted_posts)
    return [node.id for node in tree if node.id in chosen and node.id != course.unit_id]


def _in_sets(keys: Collection[str], day: date, everything: set[int]) -> set[int]:
    if not keys:
        return everything
    known = expand_sets(day)
    return {unit for key in keys for unit in known.get(key, [])}


def _units_of_posts(posts: Collection[int]) -> set[int]:
    if not posts:
        return set()
    return set(Post.objects.filter(pk__in=posts).values_list("unit_id", flat=True))


def nameable(course: Course, unit_id: int, day: date) -> list[Post]:
    """People of the unit who may be named, those asked for first, then those the audience takes."""
    posts = Post.objects.held_on(day).filter(unit_id=unit_id).select_related("user")
    wanted = set(course.wanted_posts)
    tree = tree_on(day)
    unit = tree.get(unit_id)

    def order(post: Post) -> tuple[bool, bool, str]:
        fits = unit is not None and any(
            AUDIENCES[key].takes(unit.kind, post.role, post.title) for key in course.audiences
        )
        return (post.pk not in wanted, not fits, post.user.sort_key)

    return sorted(posts, key=order)
