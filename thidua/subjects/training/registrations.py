"""What training answers to questions of lower and higher layers."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q

from thidua.base import parameters, registries
from thidua.base.access import Actor, may
from thidua.base.registries import (
    DutyRow,
    Figure,
    FigureScope,
    RiskFact,
    SearchHit,
    Tie,
    UnitFigure,
)
from thidua.core.text import fold
from thidua.subjects.training.enums import (
    EXPECTED,
    OPEN_COURSES,
    TRAINED,
    CourseState,
    ParticipantState,
)
from thidua.subjects.training.models import AskedQuestion, Course, Participant, Summons
from thidua.subjects.training.permissions import RUNNERS
from thidua.subjects.training.selectors.calendars import appointments_of
from thidua.subjects.training.selectors.courses import visible_to
from thidua.subjects.training.selectors.needs import shares_of_units
from thidua.subjects.training.services.inheriting import take_over
from thidua.subjects.training.services.inviting import follow_paper

KIND = "Tập huấn"
ICON = "school"
UNTRAINED = "training.nobody_trained"


def summons_rows(actor: Actor) -> list[DutyRow]:
    """Names the actor's unit owes, and people who declined without a substitute."""
    if actor.unit_id is None or not may(actor, "training.name"):
        return []
    mine = Summons.objects.waiting().filter(
        organization_id=actor.unit_id, course__ends_on__gte=actor.day
    )
    return [
        DutyRow(
            due=one.due_on,
            title=f"Cử người dự lớp “{one.course.name}”",
            detail=f"{one.course.unit_name} triệu tập {one.seats} người",
            state_label=one.get_state_display(),
            state="todo",
            url=f"/tap-huan/{one.course_id}/cu-nguoi/",
            action="Cử người",
            kind=KIND,
            icon=ICON,
        )
        for one in mine.select_related("course")
    ]


def own_rows(actor: Actor) -> list[DutyRow]:
    """What a participant still does: answer, be tested, judge."""
    if actor.user_id is None:
        return []
    mine = Participant.objects.filter(
        user_id=actor.user_id, course__state__in=(CourseState.INVITED, CourseState.HELD)
    ).exclude(state=ParticipantState.DECLINED)
    return [row for person in mine.select_related("course") if (row := _own_row(person, actor.day))]


def _own_row(person: Participant, day: date) -> DutyRow | None:
    course = person.course
    title, action = f"Xác nhận dự lớp “{course.name}”", "Trả lời"
    due, state = course.starts_on, ParticipantState(person.state).label
    if person.state == ParticipantState.NAMED and course.is_invited:
        pass
    elif course.starts_on is not None and day >= course.starts_on and not person.evaluated_on:
        if person.state not in (*EXPECTED, *TRAINED):
            return None
        title, action, due = f"Học viên lớp “{course.name}”: bài kiểm tra, đánh giá", "Mở lớp", None
    else:
        return None
    return DutyRow(
        due=due,
        title=title,
        detail=f"Do {person.unit_name} cử",
        state_label=str(state),
        state="todo",
        url=f"/tap-huan/{course.pk}/",
        action=action,
        kind=KIND,
        icon=ICON,
    )


def runner_rows(actor: Actor) -> list[DutyRow]:
    """For the organiser: courses to finish, close, and questions to answer."""
    if actor.role not in RUNNERS:
        return []
    over = Q(state=CourseState.INVITED, ends_on__lt=actor.day)
    own = Course.objects.filter(over | Q(state=CourseState.HELD), unit_id=actor.unit_id)
    asked = AskedQuestion.objects.filter(course__unit_id=actor.unit_id, answer="")
    rows = [_run_row(course) for course in own.order_by("ends_on", "pk")]
    if waiting := asked.count():
        rows.append(
            DutyRow(
                due=None,
                title=f"Trả lời {waiting} câu hỏi của học viên",
                detail="Câu trả lời đăng ở mục Tài liệu, video để dùng chung",
                state_label="Chờ trả lời",
                state="todo",
                url="/tap-huan/hoi-dap/",
                action="Trả lời",
                kind=KIND,
                icon=ICON,
            )
        )
    return rows


def _run_row(course: Course) -> DutyRow:
    held = course.is_held
    title = "Cấp giấy chứng nhận, kết thúc lớp" if held else "Ghi nhận kết quả lớp"
    return DutyRow(
        due=None if held else course.ends_on,
        title=f"{title} “{course.name}”",
        detail=course.place,
        state_label=course.get_state_display(),
        state="todo",
        url=f"/tap-huan/{course.pk}/",
        action="Mở lớp" if held else "Ghi nhận",
        kind=KIND,
        icon=ICON,
    )


def ties(unit_ids: set[int], day: date) -> list[Tie]:
    organised = Course.objects.filter(unit_id__in=unit_ids, state__in=OPEN_COURSES).count()
    summoned = Summons.objects.waiting().filter(organization_id__in=unit_ids).count()
    rows = (
        Tie("Lớp tập huấn chưa kết thúc", organised),
        Tie("Giấy triệu tập chưa trả lời", summoned),
    )
    return [tie for tie in rows if tie.count]


def hits(actor: Actor, words: str, limit: int) -> Iterable[SearchHit]:
    found = visible_to(actor)
    for word in fold(words).split():
        found = found.filter(name_key__contains=word)
    return [
        SearchHit(KIND, course.name, course.get_state_display(), f"/tap-huan/{course.pk}/")
        for course in found[:limit]
    ]


def figures_of(scope: FigureScope) -> list[Figure]:
    """Courses held, people trained, and how far the posts are covered; a unit's own or all."""
    until = min(scope.until, scope.day)
    held = Course.objects.held_between(scope.since, until)
    trained_here = Q(participants__state__in=TRAINED)
    if scope.unit_id is not None:
        held = held.filter(summons__organization_id=scope.unit_id)
        trained_here &= Q(participants__summons__organization_id=scope.unit_id)
    counted = held.annotate(people=Count("participants", filter=trained_here, distinct=True))
    courses = list(counted.values_list("is_sample", "people"))
    trained = sum(people for _sample, people in courses)
    wanted = None if scope.unit_id is None else {scope.unit_id}
    shares = shares_of_units(until, wanted)
    done, total = (sum(part) for part in zip(*shares.values(), strict=True)) if shares else (0, 0)
    is_sample = any(sample for sample, _people in courses)
    period = f"?tu={scope.since.isoformat()}&den={until.isoformat()}"
    return [
        Figure(
            "training.courses", "Lớp tập huấn đã tổ chức", len(courses), "lớp", KIND,
            url=f"/tap-huan/{period}", is_sample=is_sample,
        ),
        Figure(
            "training.people", "Lượt người được tập huấn", trained, "người", KIND,
            url=f"/tap-huan/{period}", is_sample=is_sample,
        ),
        Figure(
            "training.covered", "Người làm công tác TĐKT đã qua tập huấn",
            done if total else None, "người", KIND, whole=total or None,
            url="/tap-huan/nhu-cau/", is_sample=is_sample,
            note="theo chức trách đang giữ", tone="warn" if total and done * 2 < total else "",
        ),
    ]  # fmt: skip


def _share_of_units(scope: FigureScope, units: set[int]) -> dict[int, Decimal | int | None]:
    shares = shares_of_units(min(scope.until, scope.day), units)
    return {unit: 100 * done // total if total else None for unit, (done, total) in shares.items()}


def unit_figures() -> list[UnitFigure]:
    return [
        UnitFigure(
            key="training.share",
            label="Người làm công tác TĐKT đã qua tập huấn",
            unit="%",
            group=KIND,
            higher_is_better=True,
            of_units=_share_of_units,
        )
    ]


def risks(unit_ids: set[int], day: date) -> list[RiskFact]:
    """Nobody who works on emulation there was ever trained."""
    points = parameters.days(f"risk.{UNTRAINED}", day)
    return [
        RiskFact(
            unit,
            UNTRAINED,
            "Chưa ai làm công tác thi đua, khen thưởng được tập huấn",
            points,
            "/tap-huan/nhu-cau/",
        )
        for unit, (done, total) in shares_of_units(day, unit_ids).items()
        if total and not done
    ]


def unit_still_owes(key: str) -> bool:
    return Summons.objects.waiting().filter(pk=int(key.split(":")[1])).exists()


def person_still_expected(key: str) -> bool:
    people = Participant.objects.filter(course__state=CourseState.INVITED)
    return people.filter(pk=int(key.split(":")[1]), state__in=EXPECTED).exists()


registries.open_duties.register("training.summons", summons_rows)
registries.open_duties.register("training.own", own_rows)
registries.open_duties.register("training.runner", runner_rows)
registries.appointments.register("training", appointments_of)
registries.unit_ties.register("training", ties)
registries.search_sources.register("training", hits)
registries.figures.register("training", figures_of)
registries.unit_figures.register("training", unit_figures)
registries.risk_facts.register("training", risks)
registries.heirs["training"] = registries.to_one_heir(take_over)
registries.paper_followers["training"] = follow_paper
registries.reminder_reasons["training.unit_still_owes"] = unit_still_owes
registries.reminder_reasons["training.person_still_expected"] = person_still_expected
