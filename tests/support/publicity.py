"""Good examples on their way, as people of Lai Châu would take them there; all names are invented."""

import io
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from PIL import Image

from thidua.base import clock, files
from thidua.base.access import Actor
from thidua.base.files import StoredFile
from thidua.subjects.orgs.models import Organization
from thidua.subjects.publicity.enums import ExampleKind, Field, Relation
from thidua.subjects.publicity.models import Example
from thidua.subjects.publicity.services.consents import record_consent
from thidua.subjects.publicity.services.editing import edit_text, select_example
from thidua.subjects.publicity.services.pictures import add_picture
from thidua.subjects.publicity.services.releasing import publish_due, release_example
from thidua.subjects.publicity.services.suggesting import Facts, confirm_example, suggest_example

People = Callable[..., Actor]
TITLE = "Cô y tá mẫu của bản xa"
SUMMARY = "Mười năm đi bản.\nKhông sót mũi tiêm nào.\nBà con gọi là con gái của bản."
STORY = "Sáng nào chị cũng đi bộ hai giờ đến bản. " * 20
SECRET = "chuyện riêng không được lộ"


def unit(code: str) -> int:
    return Organization.objects.get(code=code).pk


def photo(size: tuple[int, int] = (120, 80), color: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, "JPEG")
    return out.getvalue()


def facts(**changes: object) -> Facts:
    values: dict[str, object] = {
        "kind": ExampleKind.PERSON,
        "name": "Vàng Thị Mẫu",
        "deed": "Mười năm đi bộ đến từng bản tiêm chủng cho trẻ em.",
        "place": "Trạm y tế xã Mẫu",
        "ethnic_group": "Mông",
        "gender": "female",
        "direct_worker": True,
        "unit_id": unit("LC-SYT"),
        "fields": (Field.HEALTH, Field.COMMUNITY),
    }
    return Facts(**(values | changes))  # type: ignore[arg-type]


@transaction.atomic
def paper(actor: Actor, name: str = "giay-dong-y.jpg") -> StoredFile:
    return files.store(actor=actor, name=name, content=photo(), purpose="paper")


def suggested(people: People, **changes: object) -> Example:
    return suggest_example(actor=people("mattran"), facts=facts(**changes))


def confirmed(people: People, **changes: object) -> Example:
    example = suggested(people, **changes)
    return confirm_example(actor=people("canbo.soyte"), example=example, facts="Đúng sự thật.")


def agree(people: People, example: Example, *, pictures: bool = True) -> None:
    clerk = people("canbo.soyte")
    record_consent(
        actor=clerk,
        example=example,
        given_by="Vàng Thị Mẫu",
        relation=Relation.SELF,
        given_on=clerk.day,
        pictures=pictures,
        file=paper(clerk),
    )


def written(
    people: People, *, pictures: int = 1, consent: bool = True, **changes: object
) -> Example:
    """Selected, with a text, pictures and consent: ready to be released."""
    officer = people("chuyenvien")
    example = confirmed(people, **changes)
    if consent:
        agree(people, example)
    select_example(actor=officer, example=example)
    edit_text(
        actor=officer, example=example, revision=example.revision, title=TITLE, summary=SUMMARY, story=STORY
    )  # fmt: skip
    for number in range(pictures):
        add_picture(
            actor=officer,
            example=example,
            content=photo((160, 100 + number)),
            alt="Chị Mẫu đi trên đường bản",
            caption="Đường đến bản",
            credit="Báo Lai Châu",
        )
    return example


def released(people: People, moment: datetime | None = None, **changes: object) -> Example:
    example = written(people, **changes)  # type: ignore[arg-type]
    return release_example(
        actor=people("chuyenvien"),
        example=example,
        organs=[unit("LC-BLC")],
        moment=moment or clock.stamp(),
    )


def published(people: People, **changes: object) -> Example:
    example = released(people, **changes)
    publish_due(clock.stamp())
    example.refresh_from_db()
    return example
