"""Pictures of an example: cleaned, in three sizes, with the words that must stand beside them."""

from django.db import transaction

from thidua.base import audit, files
from thidua.base.access import Actor, require
from thidua.base.files import StoredFile
from thidua.base.files.pictures import clean_picture, picture_size
from thidua.subjects.publicity.enums import ExampleState
from thidua.subjects.publicity.errors import BadInput, WrongState
from thidua.subjects.publicity.models import Example, Picture

SIZES = {"large": 1600, "medium": 800, "small": 400}
MOST = 12
CHANGEABLE = (
    ExampleState.SUGGESTED,
    ExampleState.CONFIRMED,
    ExampleState.SELECTED,
    ExampleState.RELEASED,
    ExampleState.PUBLISHED,
    ExampleState.FOLLOWED,
)


def keep_picture(
    actor: Actor, example: Example, content: bytes, *, alt: str = "", caption: str = "", credit: str = ""
) -> Picture:  # fmt: skip
    """Inside the caller's transaction; the original is not kept, so that nothing of it can leak."""
    place = example.pictures.count() + 1
    if place > MOST:
        raise BadInput(f"Mỗi điển hình nhận nhiều nhất {MOST} ảnh: bỏ bớt ảnh cũ trước.")
    clean = {"large": clean_picture(content, longest=SIZES["large"])}
    for size in ("medium", "small"):
        clean[size] = clean_picture(clean["large"], longest=SIZES[size])
    width, height = picture_size(clean["large"])
    stored = {size: _store(actor, example, size, data) for size, data in clean.items()}
    return Picture.objects.create(
        example=example,
        width=width,
        height=height,
        alt=alt.strip(),
        caption=caption.strip(),
        credit=credit.strip(),
        position=place,
        **stored,
    )


def _store(actor: Actor, example: Example, size: str, content: bytes) -> StoredFile:
    name = f"{example.slug}-{size}.jpg"
    return files.store(actor=actor, name=name, content=content, purpose="picture")


@transaction.atomic
def add_picture(
    *, actor: Actor, example: Example, content: bytes, alt: str, caption: str, credit: str
) -> Picture:
    require(actor, "publicity.picture", example)
    _check_open(example)
    picture = keep_picture(actor, example, content, alt=alt, caption=caption, credit=credit)
    audit.record(
        actor,
        "publicity.add_picture",
        example,
        after={"alt": picture.alt, "credit": picture.credit},
    )
    return picture


@transaction.atomic
def describe_picture(
    *, actor: Actor, picture: Picture, alt: str, caption: str, credit: str, position: int
) -> Picture:
    """The words beside a picture, and its place among the others."""
    require(actor, "publicity.picture", picture.example)
    _check_open(picture.example)
    after = {
        "alt": alt.strip(),
        "caption": caption.strip(),
        "credit": credit.strip(),
        "position": position,
    }
    if picture.example.is_outside and not (after["alt"] and after["credit"]):
        raise BadInput("Ảnh đã công khai phải có mô tả và tác giả, nguồn ảnh.")
    before = {name: getattr(picture, name) for name in after}
    Picture.objects.filter(pk=picture.pk).update(**after)
    picture.refresh_from_db()
    changed = audit.changes(before, after)
    audit.record(
        actor,
        "publicity.describe_picture",
        picture.example,
        before=changed["before"],
        after=changed["after"],
    )
    return picture


@transaction.atomic
def drop_picture(*, actor: Actor, picture: Picture) -> None:
    """Gone with its files: a picture somebody does not want kept is not kept."""
    require(actor, "publicity.picture", picture.example)
    _check_open(picture.example)
    example, words = picture.example, str(picture)
    erase(picture)
    audit.record(actor, "publicity.drop_picture", example, before={"picture": words})


def erase(picture: Picture) -> None:
    stored = [picture.large_id, picture.medium_id, picture.small_id]
    picture.delete()
    StoredFile.objects.filter(pk__in=stored).delete()


def _check_open(example: Example) -> None:
    if example.state not in CHANGEABLE:
        raise WrongState(f"Điển hình đã “{example.get_state_display()}”: không sửa ảnh nữa.")
