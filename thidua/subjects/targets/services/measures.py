"""Measures that mend an index: given to a unit with a day, reported done with a result, pressed when late."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from thidua.base import audit, clock, jobs, outbox
from thidua.base.access import Actor, Role, require
from thidua.base.errors import Refusal
from thidua.base.parameters import calendar
from thidua.core.periods import Reminder, WorkingCalendar, reminders_missed
from thidua.core.text import format_date
from thidua.subjects.targets.index_enums import MeasureState
from thidua.subjects.targets.models import ImprovementMeasure, Index, IndexComponent

WHO_MENDS = (Role.UNIT_CLERK, Role.UNIT_HEAD, Role.TARGET_OWNER)
CATCH_UP = timedelta(days=7)  # a worker that stood still sends the last reminder only


@transaction.atomic
def open_measure(
    *,
    actor: Actor,
    index: Index,
    component: IndexComponent | None,
    owner_id: int,
    text: str,
    due_on: date,
    is_sample: bool = False,
) -> ImprovementMeasure:
    """Give a unit something to do for an index, by a day; the unit is told."""
    require(actor, "targets.open_measure", index)
    if component is not None and component.index_id != index.pk:
        raise Refusal("Mục này không thuộc chỉ số đã chọn.")
    if not text.strip():
        raise Refusal("Cần ghi biện pháp.")
    if due_on < actor.day:
        raise Refusal(f"Hạn {format_date(due_on)} đã qua. Chọn ngày từ hôm nay trở đi.")
    measure = ImprovementMeasure.objects.create(
        index=index, component=component, owner_id=owner_id, text=text.strip(), due_on=due_on,
        opened_on=actor.day, opened_by=actor.signature, is_sample=is_sample,
    )  # fmt: skip
    _tell_owner(measure)
    audit.record(
        actor, "targets.open_measure", measure,
        after={"owner": owner_id, "due_on": due_on, "index": index.code},
    )  # fmt: skip
    return measure


def _tell_owner(measure: ImprovementMeasure) -> None:
    outbox.notify(
        to_unit=measure.owner_id,
        roles=WHO_MENDS,
        subject=f"Biện pháp khắc phục chỉ số {measure.index.short_name}",
        body=f"{measure.text}\nHạn: {format_date(measure.due_on)}.",
        url=f"/chi-so/bien-phap/{measure.pk}/",
        kind="measure",
        key=f"index-measure:{measure.pk}:opened",
    )


@transaction.atomic
def finish_measure(
    *, actor: Actor, measure: ImprovementMeasure, result: str, paper: str = ""
) -> ImprovementMeasure:
    """The owner says what was done, and on which paper it stands."""
    require(actor, "targets.finish_measure", measure)
    if not result.strip():
        raise Refusal("Cần ghi kết quả: đã làm gì, đạt đến đâu.")
    _move(
        measure, MeasureState.OPEN, MeasureState.DONE,
        result=result.strip(), paper=paper.strip(), done_on=actor.day,
    )  # fmt: skip
    audit.record(
        actor, "targets.finish_measure", measure, before=MeasureState.OPEN,
        after=MeasureState.DONE, reason=result, paper=paper,
    )  # fmt: skip
    return measure


@transaction.atomic
def reopen_measure(
    *, actor: Actor, measure: ImprovementMeasure, reason: str, due_on: date
) -> ImprovementMeasure:
    """The office finds that the result is not enough: back to the owner, with a new day."""
    require(actor, "targets.reopen_measure", measure)
    if not reason.strip():
        raise Refusal("Cần ghi vì sao kết quả chưa đạt.")
    if due_on < actor.day:
        raise Refusal(f"Hạn {format_date(due_on)} đã qua. Chọn ngày từ hôm nay trở đi.")
    _move(
        measure, MeasureState.DONE, MeasureState.OPEN, due_on=due_on, done_on=None, last_reminder=""
    )
    outbox.notify(
        to_unit=measure.owner_id,
        roles=WHO_MENDS,
        subject=f"Làm tiếp biện pháp khắc phục chỉ số {measure.index.short_name}",
        body=f"{measure.text}\n{reason.strip()}\nHạn mới: {format_date(due_on)}.",
        url=f"/chi-so/bien-phap/{measure.pk}/",
        kind="measure",
    )
    audit.record(
        actor, "targets.reopen_measure", measure, before=MeasureState.DONE,
        after={"state": MeasureState.OPEN, "due_on": due_on}, reason=reason,
    )  # fmt: skip
    return measure


@transaction.atomic
def drop_measure(*, actor: Actor, measure: ImprovementMeasure, reason: str) -> ImprovementMeasure:
    """The office takes the measure back; it stays on the record with the reason."""
    require(actor, "targets.drop_measure", measure)
    if not reason.strip():
        raise Refusal("Cần ghi lý do thôi thực hiện.")
    _move(measure, MeasureState.OPEN, MeasureState.DROPPED, drop_reason=reason.strip())
    audit.record(
        actor, "targets.drop_measure", measure, before=MeasureState.OPEN,
        after=MeasureState.DROPPED, reason=reason,
    )  # fmt: skip
    return measure


def _move(measure: ImprovementMeasure, expected: str, to: str, **values: Any) -> None:
    rows = ImprovementMeasure.objects.filter(pk=measure.pk, state=expected)
    if not rows.update(state=to, **values):
        measure.refresh_from_db()
        raise Refusal(
            f"Biện pháp đang ở trạng thái “{MeasureState(measure.state).label}”. "
            "Tải lại trang để xem tình trạng mới nhất."
        )
    measure.refresh_from_db()


@jobs.daily(7, 5, "targets.remind_measures")
def remind_today() -> None:
    remind_due(clock.today())


@transaction.atomic
def remind_due(day: date) -> int:
    """Remind every owner whose measure asks for it on this day; gives how many."""
    working = calendar(day)
    open_ones = ImprovementMeasure.objects.open().select_related("index")
    reminded = [measure for measure in open_ones if _remind(measure, day, working)]
    if reminded:
        what = audit.Thing(
            "targets.ImprovementMeasure", day.isoformat(), "Nhắc biện pháp theo lịch"
        )
        audit.record(
            Actor.system(day), "targets.remind_measures", what, after={"measures": len(reminded)}
        )
    return len(reminded)


def _remind(measure: ImprovementMeasure, day: date, working: WorkingCalendar) -> bool:
    missed = reminders_missed(measure.due_on, working, after=day - CATCH_UP, day=day)
    if not missed:
        return False
    mark = f"{measure.due_on}:{missed[-1].code}"
    fresh = ImprovementMeasure.objects.open().filter(pk=measure.pk).exclude(last_reminder=mark)
    if not fresh.update(last_reminder=mark):
        return False
    _send_reminder(measure, day, missed[-1])
    return True


def _send_reminder(measure: ImprovementMeasure, day: date, reminder: Reminder) -> None:
    late = "đã quá hạn" if day > measure.due_on else "hạn"
    outbox.notify(
        to_unit=measure.owner_id,
        roles=WHO_MENDS if reminder.to_head else (Role.UNIT_CLERK, Role.TARGET_OWNER),
        subject=f"Biện pháp khắc phục {measure.index.short_name} {late} {format_date(measure.due_on)}",
        body=measure.text,
        url=f"/chi-so/bien-phap/{measure.pk}/",
        kind="reminder",
        key=f"index-measure:{measure.pk}:{measure.due_on}:{reminder.code}",
        reason_name="targets.measure_still_open",
    )


def measure_still_open(key: str) -> bool:
    """Asked again before a reminder leaves. `key` is that of the message (see _send_reminder)."""
    _name, measure_id, due, *_rest = key.split(":")
    return ImprovementMeasure.objects.open().filter(pk=int(measure_id), due_on=due).exists()
