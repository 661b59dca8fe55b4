"""Which examples an actor may see, and the press pack of one."""

import io
import zipfile
from datetime import date

from django.db.models import Q, QuerySet

from thidua.base import clock
from thidua.base.access import PROVINCE_DESK, Actor, Role
from thidua.subjects.publicity.documents import consent_note, story_document
from thidua.subjects.publicity.enums import OUTSIDE, ExampleState
from thidua.subjects.publicity.models import Example, Picture
from thidua.subjects.publicity.permissions import WATCHERS, manages_press
from thidua.subjects.publicity.services.releasing import moment_words

SEES_ALL = frozenset({*PROVINCE_DESK, *WATCHERS})


def visible_to(actor: Actor) -> QuerySet[Example]:
    """The office and who watches it see all; a unit its own; the press what it was given; all what
    is public."""
    if actor.is_system or actor.role in SEES_ALL:
        return Example.objects.all()
    public = Q(pk__in=Example.objects.outside(clock.stamp()).values("pk"))
    own = Q(unit_id=actor.unit_id) | Q(suggested_by_unit_id=actor.unit_id)
    seen = public | own if actor.unit_id is not None else public
    if actor.role == Role.PRESS:
        seen |= Q(state__in=OUTSIDE, releases__organ_id=actor.unit_id)
    if manages_press(actor):
        seen |= Q(state__in=[ExampleState.SELECTED, *OUTSIDE])
    return Example.objects.filter(seen).distinct()


def given_to(organ_id: int | None) -> QuerySet[Example]:
    """What an organ was given and may still use."""
    return Example.objects.filter(state__in=OUTSIDE, releases__organ_id=organ_id)


def shown_pictures(example: Example) -> list[Picture]:
    """Pictures that may be shown: none without consent to pictures."""
    if not example.consents.filter(withdrawn_on=None, pictures=True).exists():
        return []
    return [picture for picture in example.pictures.select_related("large") if picture.is_described]


def press_pack(example: Example, day: date) -> bytes:
    """A ZIP for an organ: story, pictures, captions, what was agreed to, and an index of it all."""
    pictures = shown_pictures(example)
    consent = example.consents.filter(withdrawn_on=None).first()
    assert example.released_from is not None  # only what was released is packed
    when = f"Được đăng từ {moment_words(example.released_from)}"
    files: dict[str, bytes] = {"bai-viet.docx": story_document(example, when, pictures)}
    for number, picture in enumerate(pictures, 1):
        files[f"anh/anh-{number}.jpg"] = picture.large.read()
    files["chu-thich-anh.txt"] = _captions(pictures).encode("utf-8-sig")
    files["dong-y.txt"] = consent_note(example, consent, len(pictures)).encode("utf-8-sig")
    files["muc-luc.txt"] = _index(example, when, files).encode("utf-8-sig")
    return _zipped(files)


def _captions(pictures: list[Picture]) -> str:
    lines = [
        f"anh-{number}.jpg\r\n  Chú thích: {picture.caption or picture.alt}\r\n"
        f"  Mô tả cho người khiếm thị: {picture.alt}\r\n  Ảnh: {picture.credit}\r\n"
        for number, picture in enumerate(pictures, 1)
    ]
    return "\r\n".join(lines) or "Bài này không có ảnh được phép đăng.\r\n"


def _index(example: Example, when: str, files: dict[str, bytes]) -> str:
    head = f"{example.title}\r\n{when}\r\n\r\n"
    return head + "".join(f"{name}  {len(content)} byte\r\n" for name, content in files.items())


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in files.items():
            pack.writestr(name, content)
    return out.getvalue()
