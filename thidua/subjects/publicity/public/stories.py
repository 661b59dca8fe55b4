"""Published stories and their pictures, as anybody may see them at this moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from django.db.models import QuerySet
from django.utils import timezone

from thidua.base import clock
from thidua.core.text import fold
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.publicity.enums import (
    ExampleKind,
    ExampleState,
    Field,
)
from thidua.subjects.publicity.models import Example, ExampleField, Picture

PAGE_SIZE = 12
LARGEST_ID = 2**63 - 1
FIELDS = tuple((field.value, str(field.label)) for field in Field)
KINDS = tuple((kind.value, str(kind.label)) for kind in ExampleKind)
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


def published() -> QuerySet[Example]:
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
    found = published()
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
    return Stories(rows_of(found[(page - 1) * size : page * size]), count, page, pages)


def latest_stories(limit: int, *, movement: int | None = None) -> tuple[StoryRow, ...]:
    """The newest, of all or of one movement."""
    found = published() if movement is None else published().filter(movement_id=movement)
    return rows_of(found[:limit])


def all_stories() -> tuple[StoryRow, ...]:
    """For the map of the site."""
    return rows_of(published())


def years() -> list[int]:
    days = published().order_by().values_list("released_from__year", flat=True).distinct()
    return sorted(set(days), reverse=True)


def communes() -> list[tuple[int, str]]:
    """Communes that have a published story, by name."""
    ids = set(published().order_by().exclude(commune=None).values_list("commune_id", flat=True))
    names = names_on(ids, clock.today())
    return sorted(names.items(), key=lambda pair: fold(pair[1]))


def story_page(example_id: int) -> StoryPage | None:
    if example_id > LARGEST_ID:
        return None
    found = published().filter(pk=example_id).select_related("movement").first()
    if found is None:
        return None
    day = clock.today()
    units = list(found.replications.values_list("unit_id", flat=True))
    names = names_on({*units, *filter(None, (found.unit_id, found.commune_id))}, day)
    assert found.released_from is not None
    movement = found.movement if found.movement and found.movement.is_published else None
    return StoryPage(
        row=rows_of([found])[0],
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


def rows_of(found: "QuerySet[Example] | Sequence[Example]") -> tuple[StoryRow, ...]:
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
            example__in=published().order_by(),
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
