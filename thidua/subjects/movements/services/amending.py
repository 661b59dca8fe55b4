"""A launched movement is corrected on the record: amended, extended, withdrawn."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.subjects.movements.enums import RUNNING, AmendmentKind, Level, State
from thidua.subjects.movements.errors import BadInput
from thidua.subjects.movements.models import Amendment, Movement
from thidua.subjects.movements.services.changing import move_state
from thidua.subjects.movements.services.delivering import Delivering

AMENDABLE = frozenset(
    {"theme", "audience", "purpose", "commendation", "reporting", "starts_on", "ends_on"}
)


@transaction.atomic
def amend_movement(
    *,
    actor: Actor,
    movement: Movement,
    kind: str,
    reason: str,
    paper: str,
    changes: Mapping[str, Any],
) -> Amendment:
    """A new version of a running movement, with its paper; every unit acknowledges again."""
    require(actor, "movements.amend", movement)
    _check_amendment(movement, kind, reason, paper, changes)
    before = {name: getattr(movement, name) for name in changes}
    move_state(movement, expected=RUNNING, to=movement.state, version=F("version") + 1, **changes)
    amendment = _write(actor, movement, kind, reason, paper, before, changes)
    Delivering(movement, actor.day).send_again()
    audit.record(
        actor, "movements.amend", movement, reason=reason, paper=paper,
        before=_words(before), after=_words(changes),
    )  # fmt: skip
    return amendment


def _check_amendment(
    movement: Movement, kind: str, reason: str, paper: str, changes: Mapping[str, Any]
) -> None:
    if unknown := set(changes) - AMENDABLE:
        raise ValueError(f"not fields of an amendment: {unknown}")
    if not reason.strip() or not paper.strip():
        raise BadInput("Cần ghi lý do và văn bản sửa đổi (số, ngày, cơ quan).")
    if not changes:
        raise BadInput("Chưa có nội dung nào thay đổi.")
    ends = changes.get("ends_on")
    if kind == AmendmentKind.EXTEND and (ends is None or not _is_later(ends, movement)):
        raise BadInput("Gia hạn phải đặt ngày kết thúc sau ngày kết thúc hiện nay.")


def _is_later(ends: Any, movement: Movement) -> bool:
    return movement.ends_on is None or ends > movement.ends_on


@transaction.atomic
def withdraw_movement(*, actor: Actor, movement: Movement, reason: str, paper: str) -> Movement:
    """Bãi bỏ: the movement and its thematic children stop, their pages go, the trace stays."""
    require(actor, "movements.amend", movement)
    if not reason.strip() or not paper.strip():
        raise BadInput("Cần ghi lý do và văn bản bãi bỏ (số, ngày, cơ quan).")
    before = movement.state
    move_state(movement, expected=RUNNING, to=State.WITHDRAWN, version=F("version") + 1)
    movement.children.filter(level=Level.THEMATIC, state__in=RUNNING).update(state=State.WITHDRAWN)
    _write(
        actor,
        movement,
        AmendmentKind.WITHDRAW,
        reason,
        paper,
        {"state": before},
        {"state": State.WITHDRAWN},
    )
    audit.record(
        actor, "movements.withdraw", movement, before=before, after="withdrawn",
        reason=reason, paper=paper,
    )  # fmt: skip
    return movement


def _write(
    actor: Actor,
    movement: Movement,
    kind: str,
    reason: str,
    paper: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> Amendment:
    return Amendment.objects.create(
        movement=movement,
        version=movement.version,
        kind=kind,
        reason=reason.strip(),
        paper=paper.strip(),
        day=actor.day,
        before=_words(before),
        after=_words(after),
        made_by=actor.signature,
    )


def _words(values: Mapping[str, Any]) -> dict[str, str | None]:
    return {name: None if value is None else str(value) for name, value in values.items()}
