"""What the law answers to questions of other layers: what waits for a second person."""

from thidua.base import registries
from thidua.base.access import Actor
from thidua.base.registries import DutyRow
from thidua.subjects.law.enums import RowState
from thidua.subjects.law.models import LawRow
from thidua.subjects.law.permissions import WRITERS
from thidua.subjects.law.selectors import waiting_for

GROUP = "Quy định pháp luật"
ICON = "scale"


def second_rows(actor: Actor) -> list[DutyRow]:
    """Rows of others that wait for this person's eyes."""
    if actor.role not in WRITERS:
        return []
    return [_second_row(row) for row in waiting_for(actor)]


def _second_row(row: LawRow) -> DutyRow:
    ending = row.state == RowState.ENDING
    return DutyRow(
        due=None,
        title=f"{'Đồng ý dừng áp dụng' if ending else 'Đối chiếu quy định'}: {row}",
        detail=row.end_reason if ending else f"{row.citation}. {row.document}",
        state_label=str(RowState(row.state).label),
        state="todo",
        url=f"/luat/quy-dinh/{row.pk}/",
        action="Xem và quyết định",
        kind=GROUP,
        icon=ICON,
    )


def returned_rows(actor: Actor) -> list[DutyRow]:
    """The person's own rows that came back."""
    if actor.user_id is None or actor.role not in WRITERS:
        return []
    mine = LawRow.objects.filter(written_by_id=actor.user_id, state=RowState.RETURNED)
    return [
        DutyRow(
            due=None,
            title=f"Sửa quy định bị trả lại: {row}",
            detail=row.remark,
            state_label=str(RowState.RETURNED.label),
            state="warn",
            url=f"/luat/quy-dinh/{row.pk}/",
            action="Sửa",
            kind=GROUP,
            icon=ICON,
        )
        for row in mine
    ]


def still_waiting(key: str) -> bool:
    """The news "look at this row" is void once somebody has."""
    row = LawRow.objects.filter(pk=int(key.split(":")[1])).first()
    return row is not None and row.state == key.split(":")[2]


registries.open_duties.register("law.second", second_rows)
registries.open_duties.register("law.returned", returned_rows)
registries.reminder_reasons["law.still_waiting"] = still_waiting
