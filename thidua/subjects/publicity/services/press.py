"""Press plans with their tasks, and what the organs report."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from thidua.base import audit, clock, outbox
from thidua.base.access import Actor, Role, require
from thidua.core.text import fold, format_date
from thidua.subjects.papers.enums import PaperState
from thidua.subjects.papers.models import Paper
from thidua.subjects.papers.services import create_paper, revise_paper, submit_paper
from thidua.subjects.publicity.documents import press_plan_document
from thidua.subjects.publicity.enums import ON_AIR, ExampleState, PressPlanState
from thidua.subjects.publicity.errors import BadInput, NotReady, WrongState
from thidua.subjects.publicity.models import Example, PressOutput, PressPlan, PressTask
from thidua.subjects.publicity.services.releasing import publish_example

ABOUT = "publicity.PressPlan"


@transaction.atomic
def draft_press_plan(
    *, actor: Actor, name: str, year: int, purpose: str = "", is_sample: bool = False
) -> PressPlan:
    require(actor, "publicity.plan_press")
    if not name.strip():
        raise BadInput("Cần ghi tên kế hoạch.")
    plan = PressPlan.objects.create(
        name=name.strip(),
        year=year,
        purpose=purpose.strip(),
        unit_id=actor.home_unit,
        is_sample=is_sample,
    )
    audit.record(actor, "publicity.plan_press", plan, after={"year": year})
    return plan


@transaction.atomic
def edit_press_plan(*, actor: Actor, plan: PressPlan, name: str, year: int, purpose: str) -> None:
    require(actor, "publicity.plan_press", plan)
    _check_draft(plan)
    before = {"name": plan.name, "year": plan.year, "purpose": plan.purpose}
    after = {"name": name.strip(), "year": year, "purpose": purpose.strip()}
    PressPlan.objects.filter(pk=plan.pk, state=PressPlanState.DRAFT).update(**after)
    plan.refresh_from_db()
    changed = audit.changes(before, after)
    audit.record(
        actor, "publicity.edit_press_plan", plan, before=changed["before"], after=changed["after"]
    )


@transaction.atomic
def save_press_task(
    *, actor: Actor, plan: PressPlan, task_id: int | None, values: Mapping[str, Any]
) -> PressTask:
    require(actor, "publicity.plan_press", plan)
    _check_draft(plan)
    if values["due_on"] < values["since"]:
        raise BadInput("Hạn phải từ ngày bắt đầu trở đi.")
    task = plan.tasks.get(pk=task_id) if task_id else PressTask(plan=plan)
    for name, value in values.items():
        setattr(task, name, value)
    task.save()
    audit.record(
        actor, "publicity.save_press_task", plan, after={"task": task.pk, "what": task.what}
    )
    return task


@transaction.atomic
def drop_press_task(*, actor: Actor, task: PressTask) -> None:
    require(actor, "publicity.plan_press", task.plan)
    _check_draft(task.plan)
    plan, what = task.plan, task.what
    task.delete()
    audit.record(actor, "publicity.drop_press_task", plan, before={"what": what})


def _check_draft(plan: PressPlan) -> None:
    if not plan.is_draft:
        raise WrongState("Kế hoạch đã trình hoặc đã ban hành: nội dung đã khóa.")


@transaction.atomic
def submit_press_plan(*, actor: Actor, plan: PressPlan) -> PressPlan:
    """Written as an official paper and sent to the head for signature; its issue gives the tasks out."""
    require(actor, "publicity.plan_press", plan)
    if not plan.tasks.exists():
        raise NotReady(["kế hoạch chưa có nhiệm vụ nào"])
    moved = PressPlan.objects.filter(pk=plan.pk, state=PressPlanState.DRAFT).update(
        state=PressPlanState.SUBMITTED
    )
    if not moved:
        raise WrongState("Kế hoạch đã được trình.")
    paper = _write_paper(actor, plan)
    PressPlan.objects.filter(pk=plan.pk).update(paper=paper)
    submit_paper(actor=actor, paper_id=paper.pk)
    plan.refresh_from_db()
    return plan


def _write_paper(actor: Actor, plan: PressPlan) -> Paper:
    document = press_plan_document(plan, actor.day)
    if plan.paper is not None and plan.paper.state == PaperState.DRAFT:
        return revise_paper(
            actor=actor, paper_id=plan.paper.pk, revision=plan.paper.revision, document=document
        )
    return create_paper(
        actor=actor,
        unit_id=plan.unit_id,
        kind=document.kind,
        document=document,
        about=f"{ABOUT}:{plan.pk}",
    )


def follow_paper(paper: Paper) -> None:
    """The plan follows its paper: returned it is a draft again, issued its tasks are given out."""
    if not paper.about.startswith(f"{ABOUT}:"):
        return
    plans = PressPlan.objects.filter(pk=int(paper.about.split(":")[1]))
    if paper.state == PaperState.DRAFT:
        plans.filter(state=PressPlanState.SUBMITTED).update(state=PressPlanState.DRAFT)
    elif paper.state == PaperState.ISSUED and (plan := plans.first()) is not None:
        plans.update(state=PressPlanState.ISSUED)
        _give_out(plan)


def _give_out(plan: PressPlan) -> None:
    tasks = list(plan.tasks.all())
    for organ in sorted({task.organ_id for task in tasks}):
        own = [task for task in tasks if task.organ_id == organ]
        lines = "; ".join(f"{task.what} (hạn {format_date(task.due_on)})" for task in own)
        outbox.notify(
            to_unit=organ,
            roles=(Role.PRESS, Role.UNIT_CLERK, Role.UNIT_HEAD),
            subject=f"Giao {len(own)} nhiệm vụ tuyên truyền: {plan.name}",
            body=lines[:2000],
            url=f"/dien-hinh/tuyen-truyen/{plan.pk}/",
            kind="publicity",
            key=f"press-plan:{plan.pk}:{organ}",
        )


@dataclass(frozen=True, slots=True)
class Told:
    """What an organ says it published."""

    organ_id: int
    kind: str
    title: str
    day: date
    link: str = ""
    column: str = ""
    minutes: Decimal | None = None
    example_id: int | None = None
    movement_id: int | None = None
    task_id: int | None = None


@transaction.atomic
def report_output(*, actor: Actor, told: Told, is_sample: bool = False) -> PressOutput:
    """One thing published; with it an example given to the press becomes published."""
    require(actor, "publicity.report_output", told.organ_id)
    example = _example_of(told)
    check_told(told, actor.day, example)
    output = PressOutput.objects.create(
        **asdict(told),
        title_key=fold(told.title)[:300],
        reported_on=actor.day,
        reported_by=actor.signature,
        is_sample=is_sample,
    )
    if example is not None and example.state == ExampleState.RELEASED:
        publish_example(actor=Actor.system(actor.day), example=example)
    audit.record(
        actor,
        "publicity.report_output",
        output,
        after={"kind": told.kind, "day": told.day, "minutes": told.minutes},
    )
    return output


def _example_of(told: Told) -> Example | None:
    if told.example_id is None:
        return None
    return Example.objects.filter(pk=told.example_id).first()


def check_told(told: Told, today: date, example: Example | None) -> None:
    if not told.title.strip():
        raise BadInput("Cần ghi tên tin, bài.")
    if told.day > today:
        raise BadInput("Ngày đăng, phát không thể sau hôm nay.")
    if told.kind in ON_AIR and told.minutes is None:
        raise BadInput("Phát thanh, truyền hình: cần ghi số phút phát sóng.")
    if told.minutes is not None and told.minutes <= 0:
        raise BadInput("Số phút phát sóng phải lớn hơn 0.")
    if example is not None:
        _check_embargo(example)


def _check_embargo(example: Example) -> None:
    if not example.is_outside:
        raise WrongState(
            f"Điển hình “{example}” đang “{example.get_state_display()}”: chưa được đăng."
        )
    if example.released_from is not None and example.released_from > clock.stamp():
        raise WrongState(f"Bài “{example.title}” chưa đến ngày được đăng.")


@transaction.atomic
def correct_output(*, actor: Actor, output: PressOutput, told: Told, reason: str) -> PressOutput:
    """A report is corrected on the record, never silently."""
    require(actor, "publicity.report_output", output)
    require(actor, "publicity.report_output", told.organ_id)
    if not reason.strip():
        raise BadInput("Cần ghi lý do sửa báo cáo.")
    check_told(told, actor.day, _example_of(told))
    after = asdict(told)
    before = {name: getattr(output, name) for name in after}
    PressOutput.objects.filter(pk=output.pk).update(title_key=fold(told.title)[:300], **after)
    output.refresh_from_db()
    changed = audit.changes(before, after)
    audit.record(
        actor,
        "publicity.correct_output",
        output,
        before=changed["before"],
        after=changed["after"],
        reason=reason.strip(),
    )
    return output
