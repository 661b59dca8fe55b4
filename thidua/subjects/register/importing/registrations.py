"""What imports of old registers answer to others: one that waits for its clerk."""

from thidua.base import registries
from thidua.base.access import Actor
from thidua.base.registries import DutyRow
from thidua.subjects.register.importing.enums import ImportState
from thidua.subjects.register.importing.models import OldRegister

WAITING = (ImportState.MAPPING, ImportState.CHECKED)
NEXT = {
    ImportState.MAPPING: "chọn cột cho sổ đã đọc",
    ImportState.CHECKED: "xem kết quả kiểm tra và ghi vào sổ",
}


def waiting_rows(actor: Actor) -> list[DutyRow]:
    """Imports this person began and has not finished."""
    if actor.user_id is None:
        return []
    rows = OldRegister.objects.filter(user_id=actor.user_id, state__in=WAITING)[:20]
    return [
        DutyRow(
            due=None,
            title=f"Nhập sổ cũ: {row.title}",
            detail=NEXT[ImportState(row.state)].capitalize(),
            state_label=row.get_state_display(),
            state="todo",
            url=f"/so-khen-thuong/nhap-so-cu/{row.pk}/",
            action="Làm tiếp",
            kind="Sổ khen thưởng",
            icon="database-import",
        )
        for row in rows
    ]


registries.open_duties.register("register.imports", waiting_rows)
