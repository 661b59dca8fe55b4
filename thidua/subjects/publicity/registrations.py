"""What examples, press work and congresses answer to questions of other layers."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from thidua.base import registries
from thidua.base.access import PROVINCE_DESK, Actor, Role, may
from thidua.base.registries import DutyRow, Figure, FigureScope, SearchHit, Tie, UnitFigure
from thidua.core.text import fold
from thidua.subjects.publicity.enums import (
    CongressLevel,
    CongressState,
    DelegateState,
    ExampleState,
)
from thidua.subjects.publicity.models import (
    Congress,
    CongressTask,
    Delegate,
    Example,
    PressOutput,
    PressTask,
    Release,
    Seats,
)
from thidua.subjects.publicity.permissions import EDITORS, UNIT_PEOPLE
from thidua.subjects.publicity.selectors.coverage import (
    about_unit,
    next_due,
    published_between,
    still_owes,
    units_that_owe,
)
from thidua.subjects.publicity.selectors.press import open_tasks
from thidua.subjects.publicity.selectors.seeing import given_to, visible_to
from thidua.subjects.publicity.services.inheriting import take_over
from thidua.subjects.publicity.services.press import follow_paper
from thidua.subjects.publicity.services.releasing import still_released
from thidua.subjects.publicity.services.reminding import (
    month_still_owed,
    seats_still_free,
    still_to_confirm,
)

KIND, CONGRESS = "Điển hình", "Đại hội, hội nghị"
MONTHLY_AHEAD = timedelta(days=10)
YEAR = timedelta(days=365)


def confirm_rows(actor: Actor) -> list[DutyRow]:
    """For a unit: examples whose facts it is asked to confirm."""
    if actor.role not in UNIT_PEOPLE:
        return []
    waiting = Example.objects.filter(unit_id=actor.unit_id, state=ExampleState.SUGGESTED)
    return [
        _row(
            f"Xác nhận điển hình “{example.name}”",
            f"Nguồn: {example.get_origin_display().lower()}",
            example,
            "Xác nhận",
            due=example.confirm_due,
            day=actor.day,
        )
        for example in waiting
    ]


def _row(
    title: str, detail: str, example: Example, action: str, *, due: date | None = None, day: date
) -> DutyRow:
    return DutyRow(
        due=due,
        title=title,
        detail=detail,
        state_label=str(ExampleState(example.state).label),
        state="todo",
        url=f"/dien-hinh/{example.pk}/",
        action=action,
        kind=KIND,
        icon="star",
        urgent=due is not None and due < day,
    )


WAITING = (
    (Q(state=ExampleState.SUGGESTED, unit=None), "Giao đơn vị xác nhận", "chua-giao"),
    (Q(state=ExampleState.CONFIRMED), "Chọn điển hình đã được xác nhận", "da-xac-nhan"),
    (Q(state=ExampleState.SELECTED), "Biên tập, cung cấp cho báo đài", "da-chon"),
)


def desk_rows(actor: Actor) -> list[DutyRow]:
    """For the office: what waits at each step, and who is due for the yearly look. One query."""
    if actor.role not in EDITORS:
        return []
    last_year = actor.day - YEAR
    old = Q(state__in=[ExampleState.PUBLISHED, ExampleState.FOLLOWED], published_on__lte=last_year)
    fresh = Q(followed_on__gt=last_year)
    asked = {f"n{place}": Count("pk", filter=rule) for place, (rule, _w, _k) in enumerate(WAITING)}
    counts = Example.objects.order_by().aggregate(yearly=Count("pk", filter=old & ~fresh), **asked)
    rows = [
        _counted(counts[f"n{place}"], words, f"/dien-hinh/?viec={key}")
        for place, (_rule, words, key) in enumerate(WAITING)
    ]
    rows.append(_counted(counts["yearly"], "Theo dõi hằng năm", "/dien-hinh/?viec=theo-doi"))
    return [row for row in rows if row is not None]


def _counted(count: int, words: str, url: str) -> DutyRow | None:
    if not count:
        return None
    return DutyRow(
        due=None,
        title=f"{words}: {count}",
        detail="",
        state_label="Chờ xử lý",
        state="todo",
        url=url,
        action="Mở",
        kind=KIND,
        icon="star",
    )


def monthly_rows(actor: Actor) -> list[DutyRow]:
    """A unit that owes an example this month and told of none, from ten days before."""
    if actor.role not in UNIT_PEOPLE or actor.unit_id is None:
        return []
    due = next_due(actor.day)
    if due - actor.day > MONTHLY_AHEAD or actor.unit_id not in units_that_owe(actor.day):
        return []
    if not still_owes(actor.unit_id, due):
        return []
    return [
        DutyRow(
            due=due,
            title="Giới thiệu gương điển hình của tháng",
            detail="Mỗi tháng ít nhất một gương người tốt, việc tốt",
            state_label="Chưa giới thiệu",
            state="todo",
            url="/dien-hinh/gioi-thieu/",
            action="Giới thiệu",
            kind=KIND,
            icon="star",
        )
    ]


def press_rows(actor: Actor) -> list[DutyRow]:
    """For an organ: stories it has not taken, tasks of the plan not done."""
    if actor.role != Role.PRESS or actor.unit_id is None:
        return []
    untaken = given_to(actor.unit_id).filter(
        releases__organ_id=actor.unit_id, releases__taken_on=None
    )
    rows = [
        _row(f"Nhận bài “{example.title}”", "Được cung cấp để đăng", example, "Nhận", day=actor.day)
        for example in untaken.distinct()
    ]
    return rows + [
        DutyRow(
            due=one.task.due_on,
            title=one.task.what[:200],
            detail=f"{one.done}/{one.task.wanted} {one.task.get_kind_display().lower()}",
            state_label="Đang thực hiện" if one.done else "Chưa thực hiện",
            state="warn" if one.done else "todo",
            url=f"/dien-hinh/tuyen-truyen/{one.task.plan_id}/",
            action="Báo cáo",
            kind="Tuyên truyền",
            icon="news",
            urgent=one.task.due_on < actor.day,
        )
        for one in open_tasks(actor.unit_id, actor.day)
    ]


def congress_rows(actor: Actor) -> list[DutyRow]:
    """For a unit: seats to fill, delegates given back, tasks; for the organizer: who waits."""
    rows: list[DutyRow] = []
    if actor.role in UNIT_PEOPLE and actor.unit_id is not None:
        rows += [*_seat_rows(actor), *_task_rows(actor)]
    if may(actor, "congress.decide"):
        rows += _waiting_rows(actor)
    return rows


def _seat_rows(actor: Actor) -> Iterable[DutyRow]:
    seats = Seats.objects.filter(
        unit_id=actor.unit_id, congress__state=CongressState.PLANNED
    ).select_related("congress")
    counted = seats.annotate(
        chosen=Count(
            "congress__delegates",
            filter=Q(congress__delegates__unit_id=actor.unit_id)
            & ~Q(congress__delegates__state=DelegateState.RETURNED),
        )
    )
    for one in counted:
        if one.chosen < one.number:
            due = one.congress.choose_by
            yield _congress_row(
                f"Chọn cử đại biểu: {one.congress}",
                f"Đã chọn {one.chosen}/{one.number}",
                one.congress_id,
                "Chọn cử",
                due,
                actor.day,
            )


def _task_rows(actor: Actor) -> Iterable[DutyRow]:
    tasks = CongressTask.objects.filter(unit_id=actor.unit_id, done_on=None)
    for task in tasks.select_related("congress"):
        yield _congress_row(
            task.text[:200],
            str(task.congress),
            task.congress_id,
            "Ghi kết quả",
            task.due_on,
            actor.day,
        )


def _waiting_rows(actor: Actor) -> Iterable[DutyRow]:
    waiting = Delegate.objects.filter(
        state=DelegateState.CHOSEN, congress__state=CongressState.PLANNED
    )
    if actor.role in PROVINCE_DESK:
        waiting = waiting.filter(congress__level=CongressLevel.PROVINCE)
    else:
        waiting = waiting.filter(congress__unit_id=actor.unit_id)
    counted = waiting.order_by().values("congress_id", "congress__name").annotate(count=Count("pk"))
    for row in counted:
        yield _congress_row(
            f"Kiểm tra {row['count']} đại biểu: {row['congress__name']}",
            "Đơn vị đã chọn, chờ đồng ý hoặc trả lại",
            row["congress_id"],
            "Kiểm tra",
            None,
            actor.day,
        )


def _congress_row(
    title: str, detail: str, congress_id: int, action: str, due: date | None, day: date
) -> DutyRow:
    return DutyRow(
        due=due,
        title=title,
        detail=detail,
        state_label="Chờ xử lý",
        state="todo",
        url=f"/dai-hoi/{congress_id}/",
        action=action,
        kind=CONGRESS,
        icon="users-group",
        urgent=due is not None and due < day,
    )


def ties(unit_ids: set[int], day: date) -> list[Tie]:
    """What hangs on units before they end: open examples, press tasks, seats, tasks."""
    open_states = [ExampleState.SUGGESTED, ExampleState.CONFIRMED, ExampleState.SELECTED]
    counts = (
        (
            "Điển hình chưa xong",
            Example.objects.filter(unit_id__in=unit_ids, state__in=open_states),
        ),
        (
            "Nhiệm vụ tuyên truyền chưa đến hạn",
            PressTask.objects.filter(organ_id__in=unit_ids, due_on__gte=day),
        ),
        ("Bài đã cung cấp chưa nhận", Release.objects.filter(organ_id__in=unit_ids, taken_on=None)),
        (
            "Số đại biểu được phân bổ",
            Seats.objects.filter(unit_id__in=unit_ids, congress__state=CongressState.PLANNED),
        ),
        ("Việc giao sau đại hội", CongressTask.objects.filter(unit_id__in=unit_ids, done_on=None)),
    )
    return [Tie(label, count) for label, rows in counts if (count := rows.count())]


def hits(actor: Actor, words: str, limit: int) -> Iterable[SearchHit]:
    found = visible_to(actor)
    for word in fold(words).split():
        found = found.filter(search_key__contains=word)
    return [
        SearchHit(
            KIND,
            example.title or example.name,
            f"{example.name}, {example.get_state_display().lower()}",
            f"/dien-hinh/{example.pk}/",
        )
        for example in found[:limit]
    ]


def congress_hits(actor: Actor, words: str, limit: int) -> Iterable[SearchHit]:
    if not may(actor, "congress.see"):
        return []
    wanted = fold(words).split()
    named = Congress.objects.order_by("-year").values_list("pk", "name", "year")[:200]
    found = [row for row in named if all(word in fold(row[1]) for word in wanted)]
    return [
        SearchHit(CONGRESS, name, f"Năm {year}", f"/dai-hoi/{pk}/")
        for pk, name, year in found[:limit]
    ]


def figures(scope: FigureScope) -> list[Figure]:
    """Examples found, published, followed; press outputs and minutes. Two queries."""
    until = min(scope.until, scope.day)
    examples: QuerySet[Example] = Example.objects.all()
    outputs = PressOutput.objects.order_by().filter(day__range=(scope.since, until))
    if scope.unit_id is not None:
        examples = about_unit(examples, scope.unit_id)
        outputs = outputs.filter(Q(organ_id=scope.unit_id) | Q(example__unit_id=scope.unit_id))
    since = scope.since
    counts = examples.aggregate(
        found=Count("pk", filter=Q(suggested_on__range=(since, until))),
        published=Count("pk", filter=published_between(since, until)),
        followed=Count("pk", filter=Q(follow_ups__worthy=True, follow_ups__day__range=(since, until)), distinct=True),
        samples=Count("pk", filter=Q(is_sample=True, suggested_on__range=(since, until))),
    )  # fmt: skip
    told = outputs.aggregate(
        outputs=Count("pk"), minutes=Sum("minutes"), samples=Count("pk", filter=Q(is_sample=True))
    )
    period = f"tu={since.isoformat()}&den={until.isoformat()}"
    if scope.unit_id is not None:
        period += f"&don-vi={scope.unit_id}"
    return _figures(counts, told, period)


def _figures(counts: dict[str, int], told: dict[str, Decimal | int], period: str) -> list[Figure]:
    invented, told_invented = bool(counts["samples"]), bool(told["samples"])
    page = "/dien-hinh/"
    return [
        Figure("examples.found", "Điển hình được phát hiện", counts["found"], "điển hình", KIND,
               url=f"{page}?theo=phat-hien&{period}", is_sample=invented),
        Figure("examples.published", "Điển hình đã cung cấp, đã đăng", counts["published"], "điển hình", KIND,
               url=f"{page}?theo=dang&{period}", is_sample=invented),
        Figure("examples.followed", "Điển hình được theo dõi, nhân rộng", counts["followed"], "điển hình", KIND,
               url=f"{page}?theo=nhan-rong&{period}", is_sample=invented),
        Figure("press.outputs", "Tin, bài, chuyên trang, chuyên mục", told["outputs"], "tin, bài", "Tuyên truyền",
               url=f"{page}da-dang/?{period}", is_sample=told_invented),
        Figure("press.minutes", "Thời lượng phát sóng", told["minutes"] or (0 if told["outputs"] else None),
               "phút", "Tuyên truyền", url=f"{page}da-dang/?{period}", is_sample=told_invented),
    ]  # fmt: skip


def _found_by_unit(scope: FigureScope, units: set[int]) -> dict[int, Decimal | int | None]:
    until = min(scope.until, scope.day)
    return _by_unit(units, Q(suggested_on__range=(scope.since, until)))


def _published_by_unit(scope: FigureScope, units: set[int]) -> dict[int, Decimal | int | None]:
    until = min(scope.until, scope.day)
    return _by_unit(units, published_between(scope.since, until))


def _by_unit(units: set[int], rule: Q) -> dict[int, Decimal | int | None]:
    """A unit without an example has zero: nobody need report it for that to be known."""
    rows = Example.objects.filter(rule, unit_id__in=units).order_by().values_list("unit_id")
    return {**dict.fromkeys(units, 0), **dict(rows.annotate(count=Count("pk")))}


def unit_figures() -> list[UnitFigure]:
    return [
        UnitFigure("examples.found", "Điển hình được phát hiện", "điển hình", KIND, True, _found_by_unit),
        UnitFigure("examples.published", "Điển hình đã cung cấp, đã đăng", "điển hình", KIND, True, _published_by_unit),
    ]  # fmt: skip


registries.open_duties.register("publicity.confirm", confirm_rows)
registries.open_duties.register("publicity.desk", desk_rows)
registries.open_duties.register("publicity.monthly", monthly_rows)
registries.open_duties.register("publicity.press", press_rows)
registries.open_duties.register("publicity.congress", congress_rows)
registries.unit_ties.register("publicity", ties)
registries.search_sources.register("publicity", hits)
registries.search_sources.register("publicity.congress", congress_hits)
registries.figures.register("publicity", figures)
registries.unit_figures.register("publicity", unit_figures)
registries.reminder_reasons["publicity.still_to_confirm"] = still_to_confirm
registries.reminder_reasons["publicity.still_released"] = still_released
registries.reminder_reasons["publicity.month_still_owed"] = month_still_owed
registries.reminder_reasons["congress.seats_still_free"] = seats_still_free
registries.paper_followers["publicity"] = follow_paper
registries.heirs["publicity"] = registries.to_one_heir(take_over)
