"""What movements answer to questions of lower and higher layers."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count

from thidua.base import registries
from thidua.base.access import PROVINCE_DESK, Actor, Role, may
from thidua.base.registries import DutyRow, SearchHit, Tie
from thidua.core.text import fold
from thidua.subjects.movements.enums import DutyState, Level, ReadingState, State
from thidua.subjects.movements.models import Duty, Movement, Reading
from thidua.subjects.movements.selectors.movements import (
    open_duties_of,
    received_by,
    unit_ties,
    visible_to,
)
from thidua.subjects.movements.services.duties import duty_still_owed
from thidua.subjects.movements.services.inheriting import take_over
from thidua.subjects.movements.services.plans import follow_paper
from thidua.subjects.papers.enums import Purpose

KIND = "Phong trào"
ACTIONS = {
    DutyState.OWED: ("Tiếp nhận phong trào", "Tiếp nhận"),
    DutyState.ACKNOWLEDGED: ("Lập kế hoạch hưởng ứng", "Lập kế hoạch"),
    DutyState.PLANNED: ("Tổ chức phát động", "Ghi nhận phát động"),
}


def duty_rows(actor: Actor) -> list[DutyRow]:
    if not may(actor, "movements.acknowledge"):
        return []
    return [_row(duty, actor.day) for duty in open_duties_of(actor.unit_id)]


def _row(duty: Duty, day: date) -> DutyRow:
    title, action = ACTIONS[DutyState(duty.state)]
    due = duty.due_on
    number = duty.movement.document_number
    waiting = (
        duty.plan is not None
        and duty.plan.state == State.SUBMITTED
        and duty.state == DutyState.ACKNOWLEDGED
    )
    return DutyRow(
        due=due,
        title=f"{title} “{duty.movement.name}”",
        detail=f"Theo {number}" if number else "",
        state_label="Kế hoạch đang trình ký" if waiting else str(DutyState(duty.state).label),
        state="todo" if duty.state == DutyState.OWED else "warn",
        url=f"/duoc-giao/{duty.movement_id}/",
        action="Xem" if waiting else action,
        kind=KIND,
        urgent=due is not None and due < day,
        waiting_elsewhere=waiting,
    )


def launch_rows(actor: Actor) -> list[DutyRow]:
    """Movements that wait for this head's launch; a unit's plan waits as a paper instead."""
    if actor.role not in (Role.PROVINCE_CHAIR, Role.UNIT_HEAD, Role.BLOCK_HEAD):
        return []
    waiting = Movement.objects.filter(
        unit_id=actor.unit_id, state=State.SUBMITTED, paper=None
    ).exclude(level=Level.UNIT)
    return [
        DutyRow(
            due=None,
            title=f"Duyệt, phát động “{movement.name}”",
            detail="Dự thảo đã được trình",
            state_label=str(State.SUBMITTED.label),
            state="todo",
            url=f"/phong-trao/{movement.pk}/",
            action="Xem, phát động",
            kind=KIND,
        )
        for movement in waiting
    ]


def reading_rows(actor: Actor) -> list[DutyRow]:
    if not may(actor, "movements.read_directive"):
        return []
    readings = Reading.objects.of_unit(actor.unit_id).filter(state=ReadingState.REVIEW)
    return [
        DutyRow(
            due=None,
            title=f"Rà soát văn bản “{reading}”",
            detail=f"Đưa lên bởi {reading.uploaded_by}",
            state_label=str(ReadingState.REVIEW.label),
            state="todo",
            url=f"/chi-thi/{reading.pk}/",
            action="Rà soát",
            kind=KIND,
            icon="file-text",
        )
        for reading in readings
    ]


def to_know_rows(actor: Actor) -> list[DutyRow]:
    """Sent to report or to know, not yet opened."""
    unopened = received_by(actor.unit_id).filter(
        opened_at=None, purpose__in=[Purpose.REPORT, Purpose.KNOW]
    )
    return [
        DutyRow(
            due=None,
            title=delivery.movement.name,
            detail=f"Gửi {Purpose(delivery.purpose).label.lower()}",
            state_label="Chưa mở",
            state="unknown",
            url=f"/duoc-giao/{delivery.movement_id}/",
            action="Mở xem",
            kind=KIND,
        )
        for delivery in unopened
        if delivery.version == delivery.movement.version
    ]


def late_rows(actor: Actor) -> list[DutyRow]:
    """For the desk: movements whose units are behind, to be pressed."""
    if actor.role not in PROVINCE_DESK:
        return []
    late = Duty.objects.late_on(actor.day).exclude(movement__level=Level.UNIT)
    counted = late.values("movement_id", "movement__name").annotate(units=Count("pk"))
    return [
        DutyRow(
            due=None,
            title=f"Đôn đốc {row['units']} đơn vị trễ hạn: {row['movement__name']}",
            detail="Xem từng đơn vị, nhắc một lần bấm hoặc lập công văn đôn đốc",
            state_label="Quá hạn",
            state="bad",
            url=f"/phong-trao/{row['movement_id']}/tien-do/",
            action="Đôn đốc",
            kind=KIND,
            icon="send",
            urgent=True,
        )
        for row in counted.order_by("-units")
    ]


def ties(unit_ids: set[int], day: date) -> list[Tie]:
    return [Tie(label, count) for label, count in unit_ties(unit_ids, day).items() if count]


def hits(actor: Actor, words: str, limit: int) -> Iterable[SearchHit]:
    found = visible_to(actor)
    for word in fold(words).split():
        found = found.filter(name_key__contains=word)
    return [
        SearchHit(
            KIND,
            movement.name,
            f"{movement.get_level_display()}, năm {movement.year}",
            f"/phong-trao/{movement.pk}/",
        )
        for movement in found[:limit]
    ]


registries.open_duties.register("movements.duties", duty_rows)
registries.open_duties.register("movements.launches", launch_rows)
registries.open_duties.register("movements.readings", reading_rows)
registries.open_duties.register("movements.to_know", to_know_rows)
registries.open_duties.register("movements.late", late_rows)
registries.unit_ties.register("movements", ties)
registries.search_sources.register("movements", hits)
registries.reminder_reasons["movements.duty_still_owed"] = duty_still_owed
registries.paper_followers["movements"] = follow_paper
registries.heirs["movements"] = registries.to_one_heir(take_over)
