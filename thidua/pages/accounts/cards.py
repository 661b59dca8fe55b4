"""The cards of the sign-in page in demonstration mode: one click per role."""

from dataclasses import dataclass
from datetime import date

from thidua.subjects.accounts import selectors
from thidua.subjects.accounts.demo import DEMO_PEOPLE, FIRST, DemoPerson
from thidua.subjects.accounts.models import Post

USERNAMES = frozenset(person.username for person in DEMO_PEOPLE)


@dataclass(frozen=True, slots=True)
class Card:
    username: str
    name: str
    role: str
    unit: str
    does: str
    first: bool


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    cards: tuple[Card, ...]

    @property
    def first(self) -> list[Card]:
        return [card for card in self.cards if card.first]

    @property
    def others(self) -> list[Card]:
        return [card for card in self.cards if not card.first]


def groups_on(day: date) -> list[Group]:
    """People of the demonstration who hold a post on the day, by group."""
    posts = selectors.posts_named_on(day).held_on(day)
    held: dict[str, Post] = {}
    for post in posts.filter(user__username__in=USERNAMES, user__is_sample=True).order_by("pk"):
        held.setdefault(post.user.username, post)
    groups: dict[str, list[Card]] = {}
    for person in DEMO_PEOPLE:
        if post := held.get(person.username):
            groups.setdefault(person.group, []).append(_card(person, post))
    return [Group(label, tuple(cards)) for label, cards in groups.items()]


def _card(person: DemoPerson, post: Post) -> Card:
    return Card(
        username=person.username,
        name=post.user.full_name,
        role=post.role_label,
        unit=getattr(post, "unit_name", None) or "",
        does=str(person.does),
        first=person.username in FIRST,
    )
