"""Questions about people: who holds which post on a day, in whose seat a request acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from thidua.base.access import Actor
from thidua.base.access.roles import Role
from thidua.core.text import name_key
from thidua.subjects.accounts.models import Delegation, Post, PostQuerySet, User
from thidua.subjects.accounts.naming import fold_username
from thidua.subjects.orgs.models import OrganizationVersion
from thidua.subjects.orgs.selectors import names_on

# A person with several posts starts in the first of these; anything else can be chosen.
SEAT_ORDER = [
    Role.PROVINCE_CHAIR,
    Role.COUNCIL_CHAIR,
    Role.OFFICE_HEAD,
    Role.UNIT_HEAD,
    Role.OFFICER,
    Role.RECEIVING_CLERK,
    Role.UNIT_CLERK,
]
_RANK = {role.value: rank for rank, role in enumerate(SEAT_ORDER)}


@dataclass(frozen=True, slots=True)
class Seat:
    """A post one may act in: one's own, or another's under a delegation."""

    post: Post
    unit_name: str
    delegation: Delegation | None = None

    @property
    def key(self) -> str:
        return f"{self.post.pk}-{self.delegation.pk}" if self.delegation else str(self.post.pk)

    @property
    def label(self) -> str:
        words = f"{self.post.title}, {self.unit_name}"
        if self.delegation is None:
            return words
        return _("%(post)s (thừa ủy quyền của %(name)s)") % {
            "post": words,
            "name": self.post.user.full_name,
        }

    @property
    def last_day(self) -> date:
        return (self.delegation or self.post).last_day


def unit_name_on(day: date, reference: str = "unit_id") -> Subquery:
    """The unit's name as of the day, to annotate rows that point at a unit."""
    versions = OrganizationVersion.objects.filter(
        organization_id=OuterRef(reference), valid_from__lte=day, valid_until__gt=day
    )
    return Subquery(versions.values("name")[:1])


def posts_named_on(day: date) -> PostQuerySet:
    """Posts with their holder and `unit_name`; not limited to those held on the day."""
    posts: PostQuerySet = Post.objects.select_related("user").annotate(unit_name=unit_name_on(day))
    return posts


def posts_on(user: User, day: date) -> list[Post]:
    """The user's own posts of the day, the first one to sit in first."""
    posts = posts_named_on(day).held_on(day).filter(user=user)
    return sorted(posts, key=lambda post: (_RANK.get(post.role, len(_RANK)), post.pk))


def delegations_to(user: User, day: date) -> list[Delegation]:
    """Delegations in force whose giver still holds the post."""
    return list(
        Delegation.objects.on(day)
        .filter(
            to_user=user,
            from_post__valid_from__lte=day,
            from_post__valid_until__gt=day,
            from_post__user__is_active=True,
        )
        .select_related("from_post__user")
        .annotate(unit_name=unit_name_on(day, "from_post__unit_id"))
        .order_by("pk")
    )


def seats_on(user: User, day: date) -> list[Seat]:
    """Own posts, then those lent: everything the user may choose to act in on the day."""
    if not user.is_active:
        return []
    own = [Seat(post, unit_name_of(post)) for post in posts_on(user, day)]
    lent = [Seat(row.from_post, unit_name_of(row), row) for row in delegations_to(user, day)]
    return own + lent


def unit_name_of(row: Post | Delegation) -> str:
    """Of a row annotated with `unit_name`."""
    return getattr(row, "unit_name", None) or ""


def seat_by_key(user: User, key: str, day: date) -> Seat | None:
    """The chosen seat, if it is still the user's on the day; one query."""
    post_key, _dash, delegation_key = key.partition("-")
    if not post_key.isdigit() or (delegation_key and not delegation_key.isdigit()):
        return None
    if delegation_key:
        lent = (row for row in delegations_to(user, day) if row.pk == int(delegation_key))
        return next((Seat(row.from_post, unit_name_of(row), row) for row in lent), None)
    held = posts_named_on(day).held_on(day)
    post = held.filter(user=user, pk=int(post_key)).first()
    return Seat(post, unit_name_of(post)) if post else None


def actor_in(user: User, seat: Seat, day: date, seen_by: str = "") -> Actor:
    """The actor of a user sitting in a seat."""
    lent = seat.delegation
    return Actor(
        user_id=user.pk,
        user_name=user.full_name,
        unit_id=seat.post.unit_id,
        unit_name=seat.unit_name,
        post_id=seat.post.pk,
        post_title=seat.post.title,
        role=seat.post.role,
        day=day,
        on_behalf_of=seat.post.user.full_name if lent else "",
        delegated_verbs=frozenset(lent.verbs) if lent else None,
        seen_by=seen_by,
    )


def actor_for(user: User, post: Post, day: date) -> Actor:
    """The actor of a user in a post of their own."""
    name = getattr(post, "unit_name", None) or unit_name(post.unit_id, day)
    return actor_in(user, Seat(post, name), day)


def unit_name(unit_id: int, day: date) -> str:
    """Empty when the unit does not exist on the day."""
    version = OrganizationVersion.objects.filter(
        organization_id=unit_id, valid_from__lte=day, valid_until__gt=day
    )
    return version.values_list("name", flat=True).first() or ""


def members_of(unit_id: int | None, roles: Iterable[str], day: date) -> list[User]:
    """People with a post in the unit on the day; no roles means all, no unit every unit."""
    posts = Post.objects.held_on(day)
    if unit_id is not None:
        posts = posts.filter(unit_id=unit_id)
    wanted = [str(role) for role in roles]
    if wanted:
        posts = posts.filter(role__in=wanted)
    return list(User.objects.filter(pk__in=posts.values("user_id")).in_name_order())


def member_ids(unit_id: int | None, roles: Iterable[str], day: date) -> list[int]:
    """The outbox asks this: who in the unit gets a message."""
    return [user.pk for user in members_of(unit_id, roles, day)]


def self_actor(user: User, day: date) -> Actor:
    """The person acting on their own account, in their first post or in none."""
    seat = next(iter(seats_on(user, day)), None)
    if seat is not None and seat.delegation is None:
        return actor_in(user, seat, day)
    return Actor(user.pk, user.full_name, None, "", None, "", "", day)


def posts_matching(query: str, day: date, limit: int) -> list[Post]:
    """Posts of the day whose holder's name has all the words, marks or none."""
    posts = posts_named_on(day).held_on(day)
    for word in name_key(query).split():
        posts = posts.filter(user__name_key__contains=word)
    return list(posts.order_by("user__sort_key", "pk")[:limit]) if query.strip() else []


def posts_of(user: User, day: date) -> list[Post]:
    """All posts of a person, past and future too, the latest first; units named as of the day
    or, when they are gone by then, as they were called last."""
    posts = list(user.posts.order_by("-valid_from", "-pk"))
    names = names_on({post.unit_id for post in posts}, day)
    for post in posts:
        post.unit_name = names.get(post.unit_id, "")
    return posts


def active_users_called(words: str) -> list[User]:
    """By username, or by the whole name with or without marks."""
    by_username = User.objects.active().filter(username=fold_username(words)).first()
    if by_username is not None:
        return [by_username]
    return list(User.objects.active().filter(name_key=name_key(words)).in_name_order())


def delegations_from(user: User) -> list[Delegation]:
    """Given by a person in any post, the latest first, ended ones too."""
    given = Delegation.objects.filter(from_post__user=user)
    return list(given.select_related("to_user", "from_post__user"))
