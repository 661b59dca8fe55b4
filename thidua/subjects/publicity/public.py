"""What anybody may know of good examples: the portal reads this module and no other.

An example passes only from its moment of release on and while its consent stands; its pictures only
with consent to pictures. Who told of it, who signed for it and what the office wrote never pass.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from django.db.models import QuerySet
from django.utils import timezone

from thidua.base import clock
from thidua.base.access import Actor
from thidua.base.receipts import fits
from thidua.core.text import fold
from thidua.subjects.movements.models import Movement
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.publicity.enums import (
    ETHNIC_GROUPS,
    ExampleKind,
    ExampleState,
    Field,
)
from thidua.subjects.publicity.models import Example, ExampleField, Picture, Suggester
from thidua.subjects.publicity.services.consents import withdraw_consent
from thidua.subjects.publicity.services.suggesting import Facts, Receipt, suggest_as_citizen

PAGE_SIZE = 12
LARGEST_ID = 2**63 - 1
FIELDS = tuple((field.value, str(field.label)) for field in Field)
KINDS = tuple((kind.value, str(kind.label)) for kind in ExampleKind)
PEOPLES = ETHNIC_GROUPS
SIZES = ("small", "medium", "large")
LONGEST_SIDE = {"small": 400, "medium": 800, "large": 1600}


@dataclass(frozen=True, slots=True)
class PictureShown:
    """A picture with its place kept free: `widths` are those of small, medium and large."""

    id: int
    alt: str
    caption: str
    credit: str
    width: int
    height: int
    widths: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A published example as a list shows it."""

    id: int
    slug: str
    title: str
    summary: str
    name: str
    kind: str
    kind_label: str
    place: str
    fields: tuple[str, ...]
    day: date
    changed_on: date
    picture: PictureShown | None
    new_factor: bool
    is_sample: bool


@dataclass(frozen=True, slots=True)
class StoryPage:
    row: StoryRow
    story: tuple[str, ...]  # paragraphs
    pictures: tuple[PictureShown, ...]
    occupation: str
    unit_name: str
    commune_name: str
    ethnic_group: str
    movement_id: int | None
    movement_slug: str
    movement_name: str
    replicated_in: tuple[str, ...]
    released_from: datetime


@dataclass(frozen=True, slots=True)
class Stories:
    """One page of a list with the count of all that match."""

    rows: tuple[StoryRow, ...]
    count: int
    page: int
    pages: int


def _published() -> QuerySet[Example]:
    return Example.objects.outside(clock.stamp()).order_by("-released_from", "-pk")


def find_stories(
    *,
    words: str = "",
    field: str = "",
    kind: str = "",
    year: int | None = None,
    commune: int | None = None,
    movement: int | None = None,
    page: int = 1,
    size: int = PAGE_SIZE,
) -> Stories:
    found = _published()
    for word in fold(words).split():
        found = found.filter(search_key__contains=word)
    if field:
        found = found.filter(pk__in=ExampleField.objects.filter(field=field).values("example_id"))
    if kind:
        found = found.filter(kind=kind)
    if year:
        found = found.filter(released_from__year=year)
    if commune:
        found = found.filter(commune_id=min(commune, LARGEST_ID))
    if movement:
        found = found.filter(movement_id=min(movement, LARGEST_ID))
    count = found.count()
    pages = max(1, -(-count // size))
    page = min(max(1, page), pages)
    return Stories(_rows(found[(page - 1) * size : page * size]), count, page, pages)


def latest_stories(limit: int) -> tuple[StoryRow, ...]:
    return _rows(_published()[:limit])


def all_stories() -> tuple[StoryRow, ...]:
    """For the map of the site."""
    return _rows(_published())


def years() -> list[int]:
    days = _published().order_by().values_list("released_from__year", flat=True).distinct()
    return sorted(set(days), reverse=True)


def communes() -> list[tuple[int, str]]:
    """Communes that have a published story, by name."""
    ids = set(_published().order_by().exclude(commune=None).values_list("commune_id", flat=True))
    names = names_on(ids, clock.today())
    return sorted(names.items(), key=lambda pair: fold(pair[1]))


def movements_to_choose() -> list[tuple[int, str]]:
    """Published movements with a story."""
    ids = _published().order_by().exclude(movement=None).values("movement_id")
    return list(Movement.objects.filter(pk__in=ids).order_by("name").values_list("pk", "name"))


def story_page(example_id: int) -> StoryPage | None:
    if example_id > LARGEST_ID:
        return None
    found = _published().filter(pk=example_id).select_related("movement").first()
    if found is None:
        return None
    day = clock.today()
    units = list(found.replications.values_list("unit_id", flat=True))
    names = names_on({*units, *filter(None, (found.unit_id, found.commune_id))}, day)
    assert found.released_from is not None
    movement = found.movement if found.movement and found.movement.is_published else None
    return StoryPage(
        row=_rows([found])[0],
        story=tuple(line.strip() for line in found.story.split("\n") if line.strip()),
        pictures=_pictures([found]).get(found.pk, ()),
        occupation=found.occupation,
        unit_name=names.get(found.unit_id or 0, ""),
        commune_name=names.get(found.commune_id or 0, ""),
        ethnic_group=found.ethnic_group,
        movement_id=movement.pk if movement else None,
        movement_slug=movement.slug if movement else "",
        movement_name=movement.name if movement else "",
        replicated_in=tuple(names[unit] for unit in units if unit in names),
        released_from=found.released_from,
    )


def was_withdrawn(example_id: int) -> bool:
    """Once public, now taken off: answered "gone", with nothing of what it said."""
    if example_id > LARGEST_ID:
        return False
    gone = Example.objects.filter(
        pk=example_id, state=ExampleState.WITHDRAWN, released_from__lte=clock.stamp()
    )
    return gone.exists()


def _rows(found: "QuerySet[Example] | Sequence[Example]") -> tuple[StoryRow, ...]:
    """Three queries for any number of rows."""
    examples = list(found)
    pictures = _pictures(examples)
    fields: dict[int, list[str]] = {}
    for tag in ExampleField.objects.filter(example__in=examples):
        fields.setdefault(tag.example_id, []).append(str(tag))
    return tuple(
        _row(one, pictures.get(one.pk, ()), tuple(fields.get(one.pk, ()))) for one in examples
    )


def _row(one: Example, pictures: tuple[PictureShown, ...], fields: tuple[str, ...]) -> StoryRow:
    assert one.released_from is not None
    day = timezone.localtime(one.released_from).date()
    return StoryRow(
        id=one.pk,
        slug=one.slug,
        title=one.title,
        summary=one.summary,
        name=one.name,
        kind=one.kind,
        kind_label=str(ExampleKind(one.kind).label),
        place=one.place,
        fields=fields,
        day=day,
        changed_on=max(day, one.followed_on or day),
        picture=pictures[0] if pictures else None,
        new_factor=one.new_factor,
        is_sample=one.is_sample,
    )


def _pictures(examples: list[Example]) -> dict[int, tuple[PictureShown, ...]]:
    agreed = Picture.objects.filter(
        example__in=examples,
        example__consents__withdrawn_on=None,
        example__consents__pictures=True,
    )
    found: dict[int, list[PictureShown]] = {}
    for picture in agreed.distinct():
        if picture.is_described:
            found.setdefault(picture.example_id, []).append(_shown(picture))
    return {example: tuple(pictures) for example, pictures in found.items()}


def _shown(picture: Picture) -> PictureShown:
    longest = max(picture.width, picture.height)
    widths = [round(picture.width * min(1, LONGEST_SIDE[size] / longest)) for size in SIZES]
    return PictureShown(
        id=picture.pk,
        alt=picture.alt,
        caption=picture.caption,
        credit=picture.credit,
        width=picture.width,
        height=picture.height,
        widths=(widths[0], widths[1], widths[2]),
    )


@dataclass(frozen=True, slots=True)
class PictureFile:
    sha256: str
    size: int
    content: BinaryIO


def picture_file(picture_id: int, size: str) -> PictureFile | None:
    """The file of a picture that may be seen at this moment."""
    if picture_id > LARGEST_ID or size not in SIZES:
        return None
    picture = (
        Picture.objects.filter(
            pk=picture_id,
            example__in=_published().order_by(),
            example__consents__withdrawn_on=None,
            example__consents__pictures=True,
        )
        .select_related(size)
        .first()
    )
    if picture is None or not picture.is_described:
        return None
    stored = getattr(picture, size)
    return PictureFile(stored.sha256, stored.size, stored.open())


# ---- What a citizen tells ----


def suggest(
    *,
    ticket: str,
    kind: str,
    name: str,
    deed: str,
    place: str,
    proof: str,
    suggester: str,
    phone: str,
    pictures: Sequence[bytes] = (),
) -> Receipt:
    facts = Facts(kind=kind, name=name, deed=deed, place=place, proof=proof)
    actor = Actor.citizen(clock.today())
    return suggest_as_citizen(
        actor=actor, facts=facts, ticket=ticket, name=suggester, phone=phone, pictures=pictures
    )


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a suggestion, for who holds the code of its receipt."""

    number: str
    name: str
    suggested_on: date
    words: str
    story: StoryRow | None


WHAT_BECAME = {
    ExampleState.SUGGESTED: "Đã tiếp nhận; cơ quan, đơn vị đang kiểm tra, xác nhận.",
    ExampleState.CONFIRMED: "Đơn vị đã xác nhận; đang xem xét để giới thiệu rộng rãi.",
    ExampleState.SELECTED: "Đã được chọn; đang viết bài giới thiệu.",
    ExampleState.RELEASED: "Đã chuyển cho các báo, đài.",
    ExampleState.PUBLISHED: "Đã được giới thiệu.",
    ExampleState.FOLLOWED: "Đã được giới thiệu và đang được nhân rộng.",
    ExampleState.REFUSED: "Qua kiểm tra, chưa đủ căn cứ để giới thiệu.",
    ExampleState.WITHDRAWN: "Không giới thiệu nữa.",
}


def what_became(number: str, code: str) -> Told | None:
    found = (
        Suggester.objects.filter(receipt=number.strip().upper()).select_related("example").first()
    )
    if found is None or not fits(code, found.code):
        return None
    example = found.example
    shown = _published().filter(pk=example.pk).first()
    return Told(
        number=found.receipt,
        name=example.name,
        suggested_on=example.suggested_on,
        words=WHAT_BECAME[ExampleState(example.state)],
        story=_rows([shown])[0] if shown else None,
    )


def withdraw(*, example_id: int, code: str, pictures_only: bool) -> str:
    """The person takes the consent back; gives the title. Refused without the right code."""
    example = None
    if example_id <= LARGEST_ID:
        example = Example.objects.filter(pk=example_id).first()
    actor = Actor.citizen(clock.today())
    subject = example or Example(pk=0)
    withdraw_consent(actor=actor, example=subject, code=code, pictures_only=pictures_only)
    return subject.title or subject.name
