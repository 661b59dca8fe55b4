"""A congress from its plan to the last of its tasks."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from thidua.base import audit, outbox
from thidua.base.access import Actor, Role, require
from thidua.core.text import format_date
from thidua.subjects.papers.enums import PaperState
from thidua.subjects.papers.models import Paper
from thidua.subjects.papers.services import create_paper
from thidua.subjects.publicity.congress_papers import plan_document, report_document
from thidua.subjects.publicity.enums import CongressState, DelegateState, Share
from thidua.subjects.publicity.errors import BadInput, NotReady, WrongState
from thidua.subjects.publicity.models import (
    Congress,
    CongressTask,
    ProgrammeItem,
    Seats,
    Wish,
)
from thidua.subjects.publicity.services.changing import move_congress

ABOUT = "publicity.Congress"


@transaction.atomic
def plan_congress(*, actor: Actor, values: Mapping[str, Any], is_sample: bool = False) -> Congress:
    require(actor, "congress.plan", Congress(unit_id=actor.home_unit, level=values["level"]))
    _check(values)
    congress = Congress.objects.create(unit_id=actor.home_unit, is_sample=is_sample, **values)
    audit.record(
        actor, "congress.plan", congress, after={"year": congress.year, "day": congress.day}
    )
    return congress


@transaction.atomic
def edit_congress(*, actor: Actor, congress: Congress, values: Mapping[str, Any]) -> Congress:
    require(actor, "congress.plan", congress)
    _check(values)
    before = {name: getattr(congress, name) for name in values}
    move_congress(congress, expected=[CongressState.PLANNED], to=CongressState.PLANNED, **values)
    changed = audit.changes(before, dict(values))
    audit.record(actor, "congress.edit", congress, before=changed["before"], after=changed["after"])
    return congress


def _check(values: Mapping[str, Any]) -> None:
    if not str(values["name"]).strip():
        raise BadInput("Cần ghi tên đại hội, hội nghị.")
    if values["since_year"] > values["year"]:
        raise BadInput("Năm bắt đầu giai đoạn tổng kết không thể sau năm tổ chức.")
    day, choose_by = values.get("day"), values.get("choose_by")
    if day and choose_by and choose_by > day:
        raise BadInput("Hạn chọn cử đại biểu phải trước ngày tổ chức.")


@transaction.atomic
def set_seats(*, actor: Actor, congress: Congress, numbers: Mapping[int, int]) -> int:
    """How many delegates each unit may choose; 0 takes a unit off. Units that gain are told."""
    require(actor, "congress.plan", congress)
    still_planned(congress)
    known = dict(congress.seats.values_list("unit_id", "number"))
    changed = {unit: number for unit, number in numbers.items() if known.get(unit, 0) != number}
    for unit, number in changed.items():
        if number:
            Seats.objects.update_or_create(
                congress=congress, unit_id=unit, defaults={"number": number}
            )
            _tell_seats(congress, unit, number)
        else:
            congress.seats.filter(unit_id=unit).delete()
    if changed:
        audit.record(
            actor,
            "congress.set_seats",
            congress,
            before={str(unit): known.get(unit, 0) for unit in changed},
            after={str(unit): number for unit, number in changed.items()},
        )
    return len(changed)


def _tell_seats(congress: Congress, unit_id: int, number: int) -> None:
    due = f" Hạn gửi danh sách: {format_date(congress.choose_by)}." if congress.choose_by else ""
    outbox.notify(
        to_unit=unit_id,
        roles=(Role.UNIT_CLERK, Role.UNIT_HEAD),
        subject=f"Chọn cử {number} đại biểu: {congress}",
        body=f"Đơn vị chọn cử {number} đại biểu, điển hình tiên tiến.{due}",
        url=f"/dai-hoi/{congress.pk}/",
        kind="congress",
        key=f"congress-asked:{congress.pk}:{unit_id}:{number}",
    )


def still_planned(congress: Congress) -> None:
    if not congress.is_planned:
        raise WrongState(
            f"“{congress}” {congress.get_state_display().lower()}: không đổi được nữa."
        )


@transaction.atomic
def set_wish(
    *, actor: Actor, congress: Congress, share: str, value: str, number: int
) -> Wish | None:
    """A part of the wanted structure; 0 takes it off."""
    require(actor, "congress.plan", congress)
    still_planned(congress)
    needs_value = share in (Share.FIELD, Share.ETHNIC_GROUP)
    if needs_value != bool(value):
        raise BadInput(
            "Chọn lĩnh vực, dân tộc cụ thể."
            if needs_value
            else "Cơ cấu này không cần giá trị cụ thể."
        )
    if number:
        wish, _made = Wish.objects.update_or_create(
            congress=congress, share=share, value=value, defaults={"number": number}
        )
    else:
        wish = None
        congress.wishes.filter(share=share, value=value).delete()
    audit.record(
        actor,
        "congress.set_wish",
        congress,
        after={"share": share, "value": value, "number": number},
    )
    return wish


@transaction.atomic
def save_programme_item(
    *, actor: Actor, congress: Congress, item_id: int | None, values: Mapping[str, Any]
) -> ProgrammeItem:
    require(actor, "congress.plan", congress)
    if congress.state == CongressState.CLOSED:
        raise WrongState("Đại hội, hội nghị đã kết thúc: chương trình đã khóa.")
    item = congress.programme.get(pk=item_id) if item_id else ProgrammeItem(congress=congress)
    for name, value in values.items():
        setattr(item, name, value)
    item.save()
    audit.record(actor, "congress.save_programme", congress, after={"what": item.what})
    return item


@transaction.atomic
def drop_programme_item(*, actor: Actor, item: ProgrammeItem) -> None:
    require(actor, "congress.plan", item.congress)
    still_planned(item.congress)
    congress, what = item.congress, item.what
    item.delete()
    audit.record(actor, "congress.drop_programme", congress, before={"what": what})


@transaction.atomic
def draft_plan_paper(*, actor: Actor, congress: Congress) -> Paper:
    """The plan with numbers per unit and the wanted structure, as an official paper."""
    require(actor, "congress.plan", congress)
    still_planned(congress)
    if not congress.seats.exists():
        raise NotReady(["chưa phân bổ đại biểu cho đơn vị nào"])
    return _draft(actor, congress, "plan_paper", plan_document(congress, actor.day))


@transaction.atomic
def draft_report_paper(*, actor: Actor, congress: Congress) -> Paper:
    """The report on the result, with the five-year figures and the delegates by structure."""
    require(actor, "congress.follow", congress)
    if congress.is_planned:
        raise WrongState("Báo cáo kết quả lập sau khi đã tổ chức.")
    return _draft(actor, congress, "report_paper", report_document(congress, actor.day))


def _draft(actor: Actor, congress: Congress, column: str, document: Any) -> Paper:
    standing: Paper | None = getattr(congress, column)
    if standing is not None and standing.state != PaperState.DISCARDED:
        raise WrongState(f"Đã có {standing}. Mở văn bản đó để sửa, trình ký.")
    paper = create_paper(
        actor=actor,
        unit_id=congress.unit_id,
        kind=document.kind,
        document=document,
        about=f"{ABOUT}:{congress.pk}",
    )
    Congress.objects.filter(pk=congress.pk).update(**{column: paper})
    congress.refresh_from_db()
    return paper


@transaction.atomic
def hold_congress(
    *, actor: Actor, congress: Congress, day: date, attendance: int | None
) -> Congress:
    """It took place; no delegate may still wait for an answer."""
    require(actor, "congress.hold", congress)
    if day > actor.day:
        raise BadInput("Ngày tổ chức không thể sau hôm nay.")
    waiting = congress.delegates.filter(state=DelegateState.CHOSEN).count()
    if waiting:
        raise NotReady([f"còn {waiting} đại biểu chưa được đồng ý hoặc trả lại"])
    if not congress.delegates.filter(state=DelegateState.ACCEPTED).exists():
        raise NotReady(["chưa có đại biểu nào được đồng ý"])
    move_congress(
        congress,
        expected=[CongressState.PLANNED],
        to=CongressState.HELD,
        held_on=day,
        attendance=attendance,
    )
    audit.record(actor, "congress.hold", congress, after={"day": day, "attendance": attendance})
    return congress


@transaction.atomic
def add_congress_task(
    *, actor: Actor, congress: Congress, text: str, unit_id: int, due_on: date
) -> CongressTask:
    """A motion becomes a task of a unit."""
    require(actor, "congress.follow", congress)
    if congress.state != CongressState.HELD:
        raise WrongState("Giao việc sau khi đã tổ chức và trước khi kết thúc.")
    if not text.strip():
        raise BadInput("Cần ghi nội dung việc giao.")
    task = CongressTask.objects.create(
        congress=congress, text=text.strip(), unit_id=unit_id, due_on=due_on
    )
    outbox.notify(
        to_unit=unit_id,
        roles=(Role.UNIT_CLERK, Role.UNIT_HEAD, Role.OFFICER),
        subject=f"Việc giao sau {congress}",
        body=f"{task.text} Hạn: {format_date(due_on)}.",
        url=f"/dai-hoi/{congress.pk}/",
        kind="congress",
        key=f"congress-task:{task.pk}",
    )
    audit.record(actor, "congress.add_task", congress, after={"text": task.text, "unit": unit_id})
    return task


@transaction.atomic
def finish_congress_task(*, actor: Actor, task: CongressTask, result: str) -> CongressTask:
    require(actor, "congress.see", task.congress)
    if task.unit_id != actor.unit_id:
        require(actor, "congress.follow", task.congress)
    if not result.strip():
        raise BadInput("Cần ghi kết quả thực hiện.")
    moved = CongressTask.objects.filter(pk=task.pk, done_on=None).update(
        done_on=actor.day, result=result.strip()
    )
    if not moved:
        raise WrongState("Việc này đã ghi kết quả.")
    task.refresh_from_db()
    audit.record(actor, "congress.finish_task", task.congress, after={"task": task.text})
    return task


@transaction.atomic
def close_congress(*, actor: Actor, congress: Congress, result: str) -> Congress:
    require(actor, "congress.follow", congress)
    if not result.strip():
        raise BadInput("Cần ghi kết quả đại hội, hội nghị.")
    undone: Sequence[str] = list(congress.tasks.filter(done_on=None).values_list("text", flat=True))
    if undone:
        raise NotReady([f"còn {len(undone)} việc giao chưa có kết quả"])
    move_congress(
        congress,
        expected=[CongressState.HELD],
        to=CongressState.CLOSED,
        closed_on=actor.day,
        result=result.strip(),
    )
    audit.record(actor, "congress.close", congress, after=CongressState.CLOSED)
    return congress
