"""The two guards every verb shares: the state it starts from, and the revision it saw."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from thidua.base.errors import StaleVersion
from thidua.subjects.movements.enums import DutyState, State
from thidua.subjects.movements.errors import WrongState
from thidua.subjects.movements.models import Duty, Movement


def move_state(movement: Movement, *, expected: Iterable[str], to: str, **values: Any) -> Movement:
    """Compare-and-set on the state; WrongState when somebody was quicker or the step is wrong."""
    moved = Movement.objects.filter(pk=movement.pk, state__in=list(expected)).update(
        state=to, revision=F("revision") + 1, **values
    )
    movement.refresh_from_db()
    if not moved:
        raise WrongState(
            f"Phong trào đang ở trạng thái “{State(movement.state).label}” nên không thể chuyển "
            f"sang “{State(to).label}”. Tải lại trang để xem tình trạng mới nhất."
        )
    return movement


def touch_draft(movement: Movement, revision: int | None, **values: Any) -> Movement:
    """Save fields of a draft only if nobody changed it since `revision` (None: do not ask)."""
    drafts = Movement.objects.filter(pk=movement.pk, state=State.DRAFT)
    if revision is not None:
        drafts = drafts.filter(revision=revision)
    moved = drafts.update(revision=F("revision") + 1, **values)
    movement.refresh_from_db()
    if moved:
        return movement
    if movement.state != State.DRAFT:
        raise WrongState(
            f"Phong trào đã “{State(movement.state).label}”: nội dung đã khóa, "
            "chỉ sửa bằng văn bản sửa đổi, bổ sung."
        )
    raise StaleVersion(
        "Người khác vừa sửa phong trào này. Phần bạn nhập còn nguyên bên dưới: "
        "đối chiếu với nội dung mới rồi lưu lại."
    )


def move_duty(duty: Duty, *, expected: Iterable[str], to: str, **values: Any) -> Duty:
    moved = Duty.objects.filter(pk=duty.pk, state__in=list(expected)).update(state=to, **values)
    duty.refresh_from_db()
    if not moved:
        raise WrongState(
            f"Nhiệm vụ của {duty.unit_name} đang ở trạng thái “{DutyState(duty.state).label}”, "
            "không thực hiện được bước này. Tải lại trang để xem tình trạng mới nhất."
        )
    return duty
