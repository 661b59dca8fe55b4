"""What the shell shows around every page. Each area of pages registers its own places at start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from thidua.base.access import Actor

HOME = "home:tasks"
SEARCH = "finding:search"
COUNTS = "home:counts"
BAR_PLACES = 4  # the bottom bar of a phone holds four places and "Thêm"

Visible = Callable[[Actor], bool]
Count = Callable[[Actor], int | None]


@dataclass(frozen=True, slots=True)
class RailEntry:
    url: str
    icon: str
    label: str
    short: str = ""
    count_id: str = ""  # where its count comes to stand, asked for after the page
    current: bool = False
    in_bar: bool = False


@dataclass(frozen=True, slots=True)
class RailCount:
    id: str
    number: int


@dataclass(frozen=True, slots=True)
class RailGroup:
    """A heading of the rail with its places; the first group has no heading."""

    label: str
    entries: tuple[RailEntry, ...]


@dataclass(frozen=True, slots=True)
class AccountLink:
    url: str
    icon: str
    label: str
    post: bool = False


@dataclass(frozen=True, slots=True)
class BannerAct:
    """A link, or a form when `post`; `day_field` adds a field for a day to that form."""

    url: str
    label: str
    post: bool = False
    day_field: str = ""
    day_value: date | None = None


@dataclass(frozen=True, slots=True)
class Banner:
    """A line over every page: the demonstration's day, seeing as someone else."""

    words: str
    icon: str = "info-circle"
    tone: str = ""
    acts: tuple[BannerAct, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    initials: str
    post: str


@dataclass(frozen=True, slots=True)
class Shell:
    """One value in the context of every page, so that no template asks for a missing one."""

    place: str
    home_url: str
    search_url: str
    counts_url: str
    inbox_url: str
    unread: int
    account: Account | None
    account_links: tuple[AccountLink, ...]
    banners: tuple[Banner, ...]
    more_current: bool


@dataclass(frozen=True, slots=True)
class _Place:
    group: str
    label: str
    icon: str
    url_name: str
    order: int
    visible: Visible
    count: Count | None
    short: str


@dataclass(frozen=True, slots=True)
class _AccountPlace:
    label: str
    icon: str
    url_name: str
    order: int
    visible: Visible
    post: bool


BannerOf = Callable[[HttpRequest], Banner | None]


@dataclass(slots=True)
class Registry:
    places: dict[str, _Place] = field(default_factory=dict)
    group_order: dict[str, int] = field(default_factory=lambda: {"": 0})
    account_places: dict[str, _AccountPlace] = field(default_factory=dict)
    banners: dict[str, BannerOf] = field(default_factory=dict)
    inbox: tuple[str, Count] | None = None


REGISTRY = Registry()
GROUPS = (
    "",
    "Thi đua",
    "Kết quả",
    "Khen thưởng",
    "Tuyên truyền",
    "Giám sát",
    "Đơn vị",
    "Nền tảng",
    "Quản trị",
)


def _anyone(actor: Actor) -> bool:
    return True


def register_rail(
    group: str,
    label: str,
    icon: str,
    url_name: str,
    order: int,
    visible: Visible = _anyone,
    count: Count | None = None,
    short: str = "",
) -> None:
    """Put a place into the rail; `short` names it where room is scarce. Registering the same url name again replaces it."""
    REGISTRY.places[url_name] = _Place(group, label, icon, url_name, order, visible, count, short)
    if group not in GROUPS:
        REGISTRY.group_order.setdefault(group, len(REGISTRY.group_order))


def register_account_link(
    label: str,
    icon: str,
    url_name: str,
    order: int,
    visible: Visible = _anyone,
    post: bool = False,
) -> None:
    """Put a line into the account menu; `post` makes it a button (log out)."""
    REGISTRY.account_places[url_name] = _AccountPlace(label, icon, url_name, order, visible, post)


def register_inbox(url_name: str, unread: Count) -> None:
    """Name the page behind the bell and the count of unread messages."""
    REGISTRY.inbox = (url_name, unread)


def register_banner(name: str, banner_of: BannerOf) -> None:
    """Add a line over every page; the callable answers None when there is nothing to say."""
    REGISTRY.banners[name] = banner_of


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `rail` (groups of entries) and `shell` (all else around the page)."""
    actor: Actor | None = getattr(request, "actor", None)
    rail = _rail(request, actor) if actor else ()
    in_bar = [entry for group in rail for entry in group.entries if entry.in_bar]
    inside = any(entry.current for group in rail for entry in group.entries)
    shell = Shell(
        place=settings.PROVINCE_NAME,
        home_url=_url(HOME) or "/",
        search_url=_url(SEARCH) if actor else "",
        counts_url=_url(COUNTS) if actor else "",
        inbox_url=_url(REGISTRY.inbox[0]) if actor and REGISTRY.inbox else "",
        unread=(REGISTRY.inbox[1](actor) or 0) if actor and REGISTRY.inbox else 0,
        account=_account(actor) if actor else None,
        account_links=_account_links(actor) if actor else (),
        banners=_banners(request),
        more_current=inside and not any(entry.current for entry in in_bar),
    )
    return {"rail": rail, "shell": shell}


def initials(name: str) -> str:
    """Two letters of a Vietnamese name: middle and given name ("Hoàng Thị Liên" gives TL)."""
    words = name.split()
    return "".join(word[0] for word in words[-2:]).upper()


def _rail(request: HttpRequest, actor: Actor) -> tuple[RailGroup, ...]:
    places = _places_of(actor)
    places.sort(key=lambda p: (_group_rank(p.group), p.order, p.label))
    current = _current(request, [_url(place.url_name) for place in places])
    groups: dict[str, list[RailEntry]] = {}
    for position, place in enumerate(places):
        groups.setdefault(place.group, []).append(
            RailEntry(
                url=_url(place.url_name),
                icon=place.icon,
                label=place.label,
                short=place.short,
                count_id=_count_id(place) if place.count else "",
                current=_url(place.url_name) == current,
                in_bar=position < BAR_PLACES,
            )
        )
    return tuple(RailGroup(label, tuple(entries)) for label, entries in groups.items())


def rail_counts(actor: Actor) -> list[RailCount]:
    """What waits behind each place. Many sources are asked, so pages are shown without it first."""
    return [
        RailCount(_count_id(place), number)
        for place in _places_of(actor)
        if place.count and (number := place.count(actor))
    ]


def _places_of(actor: Actor) -> list[_Place]:
    return [p for p in REGISTRY.places.values() if _url(p.url_name) and p.visible(actor)]


def _count_id(place: _Place) -> str:
    return f"so-{place.url_name.replace(':', '-')}"


def _group_rank(group: str) -> int:
    return GROUPS.index(group) if group in GROUPS else len(GROUPS) + REGISTRY.group_order[group]


def _current(request: HttpRequest, urls: list[str]) -> str:
    """The longest registered address that the request's path lies under."""
    home = _url(HOME) or "/"
    under = [u for u in urls if request.path == u or (u != home and request.path.startswith(u))]
    return max(under, key=len, default="")


def _account(actor: Actor) -> Account:
    post = ", ".join(part for part in (actor.post_title, actor.unit_name) if part)
    return Account(actor.user_name, initials(actor.user_name), post)


def _account_links(actor: Actor) -> tuple[AccountLink, ...]:
    places = sorted(REGISTRY.account_places.values(), key=lambda place: place.order)
    return tuple(
        AccountLink(_url(place.url_name), place.icon, place.label, place.post)
        for place in places
        if _url(place.url_name) and place.visible(actor)
    )


def _banners(request: HttpRequest) -> tuple[Banner, ...]:
    found = (banner_of(request) for banner_of in REGISTRY.banners.values())
    return tuple(banner for banner in found if banner)


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
