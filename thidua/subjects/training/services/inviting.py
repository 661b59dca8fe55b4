"""Summoning: the papers of a course, and what follows when the summons is issued."""

from datetime import date

from django.db import transaction

from thidua.base import audit, parameters
from thidua.base.access import Actor, require
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.papers.enums import PaperState
from thidua.subjects.papers.models import Paper
from thidua.subjects.papers.services import create_paper
from thidua.subjects.training.documents import DOCUMENTS
from thidua.subjects.training.enums import CourseState, PaperKind
from thidua.subjects.training.errors import BadInput, NotReady, WrongState
from thidua.subjects.training.models import Course, Summons
from thidua.subjects.training.selectors.audience import units_meant
from thidua.subjects.training.selectors.readiness import invite_checks, missing, naming_due
from thidua.subjects.training.services.changing import move_course
from thidua.subjects.training.services.telling import tell_units

ABOUT = "training.Course"
STEP_OF_PAPER = {
    PaperKind.PLAN: (CourseState.PLANNED,),
    PaperKind.DECISION: (CourseState.PLANNED, CourseState.INVITED),
    PaperKind.SUMMONS: (CourseState.PLANNED,),
    PaperKind.REPORT: (CourseState.HELD,),
}


@transaction.atomic
def draft_paper(*, actor: Actor, course: Course, kind: str) -> Paper:
    """A paper of the course, written from what stands here, to be read and sent up for signature."""
    require(actor, "training.write", course)
    what = PaperKind(kind)
    if course.state not in STEP_OF_PAPER[what]:
        raise WrongState(f"Bước này của lớp không còn lập {what.label.lower()}.")
    if what == PaperKind.SUMMONS and (lacking := missing(invite_checks(course, actor.day))):
        raise NotReady(lacking)
    column = f"{what.value}_paper"
    present: Paper | None = getattr(course, column)
    if present is not None and present.state != PaperState.DISCARDED:
        raise WrongState(f"Lớp đã có {what.label.lower()}: mở văn bản ấy để sửa.")
    document = DOCUMENTS[what](course, actor.day)
    paper = create_paper(
        actor=actor,
        unit_id=course.unit_id,
        kind=document.kind,
        document=document,
        about=f"{ABOUT}:{course.pk}:{what.value}",
    )
    Course.objects.filter(pk=course.pk).update(**{column: paper})
    setattr(course, column, paper)
    audit.record(actor, "training.write", course, after={"paper": what.label}, paper=str(paper))
    return paper


@transaction.atomic
def invite_units(*, actor: Actor, course: Course, number: str, day: date | None = None) -> Course:
    """Summon by a paper that was issued elsewhere: its number is recorded, units are asked here."""
    require(actor, "training.invite", course)
    if not number.strip():
        raise BadInput("Cần ghi số giấy triệu tập đã ban hành, hoặc soạn giấy triệu tập ở đây.")
    if lacking := missing(invite_checks(course, actor.day)):
        raise NotReady(lacking)
    Course.objects.filter(pk=course.pk).update(summons_number=number.strip()[:60])
    asked = _summon(course, day or actor.day)
    audit.record(actor, "training.invite", course, after={"units": asked, "number": number.strip()})
    return course


def follow_paper(paper: Paper) -> None:
    """The summons is issued: units are asked (registries.paper_followers)."""
    if not paper.about.startswith(f"{ABOUT}:") or paper.state != PaperState.ISSUED:
        return
    _name, course_id, kind = paper.about.split(":")
    course = Course.objects.filter(pk=int(course_id)).select_related("summons_paper").first()
    if course is None or kind != PaperKind.SUMMONS or course.summons_paper_id != paper.pk:
        return
    if course.state == CourseState.PLANNED:
        assert paper.issued_on is not None
        _summon(course, paper.issued_on)


def _summon(course: Course, day: date) -> int:
    """One row for each unit, with its due day; gives how many units are asked."""
    due = naming_due(course, day)
    move_course(
        course,
        expected=[CourseState.PLANNED],
        to=CourseState.INVITED,
        invited_on=day,
        naming_due=due,
        pass_mark=parameters.get("training.pass_mark", day),
        share_present=parameters.get("training.share_present", day),
    )
    tree = tree_on(day)
    nodes = [tree.node(unit_id) for unit_id in units_meant(course, day, tree)]
    rows = [
        Summons(
            course=course,
            organization_id=node.id,
            unit_name=node.name,
            unit_kind=node.kind,
            seats=course.seats_per_unit,
            due_on=due,
        )
        for node in nodes
    ]
    Summons.objects.bulk_create(rows)
    tell_units(course, course.summons.all())
    return len(rows)
