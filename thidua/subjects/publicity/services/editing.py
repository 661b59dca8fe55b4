"""Choosing and editing: facts mended, a title, three lines, a story; every version is kept."""

from django.db import transaction
from django.db.models import F

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.base.errors import StaleVersion
from thidua.core.text import nfc
from thidua.subjects.publicity.enums import ExampleState
from thidua.subjects.publicity.errors import BadInput, WrongState
from thidua.subjects.publicity.models import Example, ExampleText
from thidua.subjects.publicity.services.changing import move_example
from thidua.subjects.publicity.services.suggesting import Facts, check_facts, set_fields

EDITABLE = (
    ExampleState.CONFIRMED,
    ExampleState.SELECTED,
    ExampleState.RELEASED,
    ExampleState.PUBLISHED,
    ExampleState.FOLLOWED,
)
FACTS_EDITABLE = (ExampleState.SUGGESTED, *EDITABLE)


@transaction.atomic
def select_example(*, actor: Actor, example: Example) -> Example:
    """The office chooses it for telling."""
    require(actor, "publicity.select", example)
    move_example(
        example,
        expected=[ExampleState.CONFIRMED],
        to=ExampleState.SELECTED,
        selected_on=actor.day,
    )
    audit.record(actor, "publicity.select", example, after=ExampleState.SELECTED)
    return example


@transaction.atomic
def edit_facts(*, actor: Actor, example: Example, facts: Facts, revision: int) -> Example:
    """Who, where, field, movement, commune, people: what lists and counts go by."""
    require(actor, "publicity.picture", example)
    check_facts(facts)
    columns = facts.columns()
    before = {name: getattr(example, name) for name in columns}
    moved = Example.objects.filter(
        pk=example.pk, state__in=FACTS_EDITABLE, revision=revision
    ).update(
        revision=F("revision") + 1,
        search_key=Example.key_of(facts.name, example.title, facts.place),
        **columns,
    )
    if not moved:
        _refuse(example)
    set_fields(example, facts.fields)
    example.refresh_from_db()
    changed = audit.changes(before, dict(columns))
    audit.record(
        actor, "publicity.edit_facts", example, before=changed["before"], after=changed["after"]
    )
    return example


@transaction.atomic
def edit_text(
    *, actor: Actor, example: Example, revision: int, title: str, summary: str, story: str
) -> Example:
    """The next version of the text; the ones before stay to be read."""
    require(actor, "publicity.edit", example)
    title, summary, story = (
        nfc(text.replace("\r\n", "\n")).strip() for text in (title, summary, story)
    )
    if not title:
        raise BadInput("Cần có tên bài.")
    moved = Example.objects.filter(pk=example.pk, state__in=EDITABLE, revision=revision).update(
        revision=F("revision") + 1,
        version=F("version") + 1,
        search_key=Example.key_of(example.name, title, example.place),
        title=title,
        summary=summary,
        story=story,
    )
    if not moved:
        _refuse(example)
    before = {"title": example.title, "version": example.version}
    example.refresh_from_db()
    ExampleText.objects.create(
        example=example,
        version=example.version,
        title=title,
        summary=summary,
        story=story,
        edited_by=actor.signature,
        edited_on=actor.day,
    )
    audit.record(
        actor,
        "publicity.edit_text",
        example,
        before=before,
        after={"title": title, "version": example.version},
    )
    return example


def _refuse(example: Example) -> None:
    example.refresh_from_db()
    if example.state not in FACTS_EDITABLE:
        raise WrongState(f"Điển hình đã “{example.get_state_display()}”: không sửa nữa.")
    if example.state == ExampleState.SUGGESTED:
        raise WrongState("Đơn vị chưa xác nhận: viết bài sau khi đơn vị xác nhận việc làm.")
    raise StaleVersion(
        "Người khác vừa sửa bài này. Phần bạn nhập còn nguyên bên dưới: đối chiếu với bản mới rồi "
        "lưu lại."
    )
