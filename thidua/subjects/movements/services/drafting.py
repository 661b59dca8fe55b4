"""Making a movement by hand and mending its draft."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Max, Model

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.subjects.movements.enums import Level
from thidua.subjects.movements.errors import BadInput
from thidua.subjects.movements.models import (
    Content,
    Criterion,
    LegalBasis,
    Movement,
    MovementForm,
    MovementTarget,
    Phase,
    Recipient,
    Task,
)
from thidua.subjects.movements.services.changing import touch_draft
from thidua.subjects.targets.models import Target

# The parts of a draft that a person edits on the page, by the word used in its address.
PARTS: dict[str, type[Model]] = {
    "noi-dung": Content,
    "nhiem-vu": Task,
    "tieu-chi": Criterion,
    "can-cu": LegalBasis,
    "dot": Phase,
    "noi-nhan": Recipient,
}
DRAFT_FIELDS = frozenset(
    {
        "name", "theme", "audience", "purpose", "commendation", "year", "starts_on", "ends_on",
        "owner_id", "block_id", "form_id", "level", "parent_id", "document_kind",
        "document_number", "issued_on", "signer_title", "signer_name", "reporting",
    }
)  # fmt: skip
PartModel = TypeVar("PartModel", bound=Model)


@transaction.atomic
def create_movement(
    *, actor: Actor, unit_id: int, name: str, year: int, level: str, **fields: Any
) -> Movement:
    """An empty draft of a unit. Raises BadInput without a name."""
    movement = Movement(unit_id=unit_id, name=name.strip(), year=year, level=level, **fields)
    require(actor, "movements.draft", movement)
    if not movement.name:
        raise BadInput("Cần ghi tên phong trào.")
    if level == Level.THEMATIC and movement.owner_id is None and movement.parent_id:
        movement.owner_id = movement.parent.owner_id if movement.parent else None
    movement.save()
    audit.record(actor, "movements.draft", movement, after={"name": movement.name, "year": year})
    return movement


@transaction.atomic
def edit_movement(
    *, actor: Actor, movement: Movement, revision: int | None, fields: Mapping[str, Any]
) -> Movement:
    """Change named fields of a draft; StaleVersion when somebody else did since `revision`."""
    require(actor, "movements.draft", movement)
    unknown = set(fields) - DRAFT_FIELDS
    if unknown:
        raise ValueError(f"not fields of a draft: {unknown}")
    before = {name: getattr(movement, name) for name in fields}
    _check_period(fields)
    touch_draft(movement, revision, **fields)
    movement.save(update_fields=["name_key", "slug"])
    changed = audit.changes(_plain(before), _plain(dict(fields)))
    audit.record(
        actor, "movements.edit", movement, before=changed["before"], after=changed["after"]
    )
    return movement


def _check_period(fields: Mapping[str, Any]) -> None:
    first, last = fields.get("starts_on"), fields.get("ends_on")
    if first and last and last < first:
        raise BadInput("Ngày kết thúc phải sau ngày bắt đầu.")


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value) if value is not None else None for name, value in values.items()}


@transaction.atomic
def save_part(
    *,
    actor: Actor,
    movement: Movement,
    part: str,
    part_id: int | None,
    values: Mapping[str, Any],
    revision: int | None = None,
) -> Model:
    """Add or change one part of a draft (see PARTS)."""
    require(actor, "movements.draft", movement)
    touch_draft(movement, revision)
    model: Any = PARTS[part]
    if part_id is None:
        row = model(movement=movement, **_with_position(model, movement, values))
    else:
        row = model.objects.get(pk=part_id, movement=movement)
        for name, value in values.items():
            setattr(row, name, value)
    row.save()
    audit.record(actor, "movements.save_part", movement, after={part: str(row)})
    return row  # type: ignore[no-any-return]


@transaction.atomic
def drop_part(
    *, actor: Actor, movement: Movement, part: str, part_id: int, revision: int | None = None
) -> None:
    require(actor, "movements.draft", movement)
    touch_draft(movement, revision)
    row = PARTS[part]._default_manager.get(pk=part_id, movement=movement)
    label = str(row)
    row.delete()
    audit.record(actor, "movements.drop_part", movement, before={part: label})


def _with_position(model: Any, movement: Movement, values: Mapping[str, Any]) -> dict[str, Any]:
    if not hasattr(model, "position"):
        return dict(values)
    return {"position": next_position(model, movement), **values}


def next_position(model: Any, movement: Movement) -> int:
    last = model.objects.filter(movement=movement).aggregate(last=Max("position"))["last"]
    return 1 if last is None else last + 1


@transaction.atomic
def save_target(
    *,
    actor: Actor,
    movement: Movement,
    values: Mapping[str, Any],
    use: MovementTarget | None = None,
    derived_from: MovementTarget | None = None,
    revision: int | None = None,
) -> MovementTarget:
    """Add a target to a draft, or change the one it uses.

    A target that another movement uses too is left alone: the draft gets its own copy.
    """
    require(actor, "movements.draft", movement)
    touch_draft(movement, revision)
    if use is None:
        target = Target.objects.create(year=movement.year, **values)
        use = MovementTarget.objects.create(
            movement=movement,
            target=target,
            derived_from=derived_from,
            position=next_position(MovementTarget, movement),
        )
    else:
        _change_target(use, values)
    audit.record(
        actor,
        "movements.save_target",
        movement,
        after={"target": f"{use.target}: {use.target.phrase}"},
    )
    return use


def _change_target(use: MovementTarget, values: Mapping[str, Any]) -> None:
    target = use.target
    if target.uses.exclude(pk=use.pk).exists():
        target.pk = None
        target._state.adding = True
    for name, value in values.items():
        setattr(target, name, value)
    target.save()
    use.target = target
    use.save(update_fields=["target"])


@transaction.atomic
def drop_target(
    *, actor: Actor, movement: Movement, use: MovementTarget, revision: int | None = None
) -> None:
    require(actor, "movements.draft", movement)
    touch_draft(movement, revision)
    label = f"{use.target}: {use.target.phrase}"
    use.delete()
    audit.record(actor, "movements.drop_target", movement, before={"target": label})


@transaction.atomic
def save_form(
    *, actor: Actor, code: str, name: str, source: str, position: int = 0, in_use: bool = True
) -> MovementForm:
    """A row of the catalogue of forms; a form that was used is switched off, never deleted."""
    require(actor, "movements.set_forms")
    form, _created = MovementForm.objects.update_or_create(
        code=code,
        defaults={"name": name, "source": source, "position": position, "in_use": in_use},
    )
    audit.record(actor, "movements.set_forms", form, after={"name": name, "in_use": in_use})
    return form
