"""The year 2022 of Lai Châu, played day by day: what must hold on each of its days holds."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from thidua.base import audit, parameters
from thidua.base.access import Actor, Role
from thidua.base.audit.models import AuditEvent
from thidua.base.outbox.models import InboxMessage
from thidua.command.demonstration.lai_chau import (
    FORMS,
    LAUNCHED_ON,
    launch_from_directive,
    officer,
    person,
)
from thidua.command.demonstration.playing import everything, people_of
from thidua.core.trees import Tree
from thidua.subjects.accounts.models import Post
from thidua.subjects.accounts.services.samples import demo_people, sample_people
from thidua.subjects.movements import public
from thidua.subjects.movements.documents import plan_document
from thidua.subjects.movements.enums import RUNNING, AmendmentKind
from thidua.subjects.movements.models import Delivery, Duty, Movement
from thidua.subjects.movements.selectors.coverage import coverage_of
from thidua.subjects.movements.services import drafting, duties, launching, plans
from thidua.subjects.movements.services.amending import amend_movement
from thidua.subjects.movements.services.reminding import remind_due
from thidua.subjects.orgs.enums import Kind
from thidua.subjects.orgs.selectors import preview_succession, successors_on, tree_on
from thidua.subjects.orgs.services import NewUnit, UnitFacts, load_laichau, merge_organizations
from thidua.subjects.papers import services as papers
from thidua.subjects.papers.models import Paper
from thidua.subjects.papers.services.loading import load_library

pytestmark = pytest.mark.long
LAST_DAY = date(2022, 12, 31)
ONE_DAY = timedelta(days=1)
EXEMPTED_ON = date(2022, 3, 10)
PRESSED_ON = date(2022, 4, 4)
AMENDED_ON = date(2022, 5, 16)
REVIEWED_ON = date(2022, 6, 15)
MERGED_ON = date(2022, 7, 1)
CLOSING_ON = date(2022, 12, 1)
CLOSED_ON = date(2022, 12, 20)
ARCHIVED_ON = date(2022, 12, 28)
PASSES_ON = "D108"
EXEMPTED = "LC-SNGV"
BELOW = 12  # communes that the district passes its plan on to
WAY = ("open", "acknowledge", "plan", "submit", "sign", "number", "issue", "launch")
# What the record says of each step; opening leaves a receipt and no event.
VERBS = {
    "open": [],
    "acknowledge": ["movements.acknowledge"],
    "plan": ["movements.plan"],
    "pass_on": ["movements.save_part"],
    "submit": ["papers.create", "papers.submit"],
    "sign": ["papers.sign"],
    "number": ["papers.number"],
    "issue": ["papers.issue"],
    "launch": ["movements.launch_at_unit"],
}
STEP_AFTER = {"open": "opened", "acknowledge": "acknowledged", "issue": "planned",
              "launch": "launched"}  # fmt: skip
LATE_TO_RECORD = timedelta(days=3)
PROGRESS = ("sent", "opened", "acknowledged", "planned", "launched")


@dataclass
class Unit:
    """A charged unit with its people and the steps it will still take, each on its day."""

    code: str
    duty_id: int
    org_id: int
    clerk: Actor
    head: Actor
    coming: deque[tuple[date, str]]
    records_late: bool
    plan: Movement | None = None


class Clock:
    """The day of judgement and the hour of receipts, moved together."""

    def __init__(self, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self._settings = settings
        self._settings.DEMO = True
        monkeypatch.setattr(timezone, "now", lambda: self.now)
        self.stand_on(LAUNCHED_ON)

    def stand_on(self, day: date) -> None:
        self._settings.DEMO_DAY = day
        self.now = datetime.combine(day, time(9, 30), timezone.get_default_timezone())


@pytest.fixture
def clock(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(settings, monkeypatch)


@pytest.fixture
def movement(clock: Clock) -> Movement:
    system = Actor.system(LAUNCHED_ON)
    parameters.load_parameters()
    load_laichau(system)
    demo_people(actor=system)
    load_library(actor=system)
    sample_people(actor=system, units=[node.id for node in tree_on(LAUNCHED_ON)])
    for position, (code, name, source) in enumerate(FORMS, 1):
        clerk = officer(LAUNCHED_ON)
        drafting.save_form(actor=clerk, code=code, name=name, source=source, position=position)
    return launch_from_directive()


@contextmanager
def leaves(day: date, *verbs: str) -> Iterator[None]:
    """Exactly these events, one for each verb."""
    last = AuditEvent.objects.latest("sequence").sequence
    yield
    written = AuditEvent.objects.filter(sequence__gt=last).order_by("sequence")
    assert (day, [event.verb for event in written]) == (day, list(verbs))


def test_every_day_of_the_year_keeps_what_was_promised(clock: Clock, movement: Movement) -> None:
    year = Year(movement)
    day = LAUNCHED_ON
    while day <= LAST_DAY:
        clock.stand_on(day)
        year.remind(day)
        year.act(day)
        year.look(day)
        day += ONE_DAY
    year.look_back()
    assert year.was_not_idle()


class Year:
    """Plays the units by a fixed chance and keeps its own book of what they did."""

    def __init__(self, movement: Movement) -> None:
        self.movement = movement
        self.random = Random(2022)
        self.units: list[Unit] = []
        self.done: dict[int, dict[str, date]] = defaultdict(dict)  # by duty
        self.boards: dict[date, list[tuple[Any, ...]]] = {}
        self.told: dict[str, date] = {}  # key of a reminder → its day
        self.last_message = 0
        self.merged: list[int] = []
        self.take_in(movement, LAUNCHED_ON)
        self.charged = {duty.pk: duty for duty in movement.duties.all()}
        self.calendar = parameters.calendar(LAUNCHED_ON)
        self.is_working = cache(self.calendar.is_working)
        self.late = cache(self._working_days_after)

    # What units do

    def take_in(self, movement: Movement, day: date) -> None:
        for duty in movement.duties.select_related("organization").order_by("organization__code"):
            code = duty.organization.code
            people = people_of(duty.organization_id, day)
            if people is not None and code != EXEMPTED:
                coming = self._draw(code, day)
                late = self.random.random() < 0.1
                self.units.append(Unit(code, duty.pk, duty.organization_id, *people, coming, late))

    def _draw(self, code: str, day: date) -> deque[tuple[date, str]]:
        """Some never move, some stop on the way, some are months late."""
        far = self.random.choices([0, 1, 2, 4, 8], [6, 4, 12, 8, 70])[0]
        usual, longest = (2, 4) if code == PASSES_ON else (6, 70)
        coming = []
        way = (*WAY[:3], "pass_on", *WAY[3:]) if code == PASSES_ON else WAY[:far]
        for step in way:
            most = longest if self.random.random() < 0.12 else usual
            day += timedelta(days=self.random.randint(0, most))
            coming.append((day, step))
        return deque(coming)

    def act(self, day: date) -> None:
        for unit in list(self.units):
            while unit.coming and unit.coming[0][0] == day:
                _day, step = unit.coming.popleft()
                with leaves(day, *VERBS[step]):
                    getattr(self, f"_{step}")(
                        unit, replace(unit.clerk, day=day), replace(unit.head, day=day)
                    )
                self._write_down(unit, step, day)
        if act := self.acts_of_the_province().get(day):
            act(day)

    def _write_down(self, unit: Unit, step: str, day: date) -> None:
        if step in STEP_AFTER:
            self._count_from(self._day_that_counts(unit, step, day), unit, STEP_AFTER[step])
        if step == "launch" and unit.code == PASSES_ON:
            assert unit.plan is not None
            self.take_in(unit.plan, day)
            assert (day, unit.plan.duties.count()) == (day, BELOW)
        if step == "launch" and self.random.random() < 0.2:
            self._write_another(unit, day)

    def _day_that_counts(self, unit: Unit, step: str, day: date) -> date:
        """A plan counts from the day it bears, a launch from the day it was held."""
        if step == "issue":
            issued_on: date = Paper.objects.get(pk=self._paper(unit)).issued_on
            return issued_on
        return day - LATE_TO_RECORD if step == "launch" and unit.records_late else day

    def _count_from(self, on: date, unit: Unit, reached: str) -> None:
        """Boards already seen of days since then are set right by what was recorded late."""
        self.done[unit.duty_id][reached] = on
        for day, board in self.boards.items():
            if day >= on and unit.duty_id in self.charged:
                row = next(row for row in board if row[0] == unit.duty_id)
                board[board.index(row)] = self._recount_unit(self.charged[unit.duty_id], day)

    def _superior(self, unit: Unit) -> Movement:
        return Duty.objects.select_related("movement").get(pk=unit.duty_id).movement

    def _open(self, unit: Unit, clerk: Actor, _head: Actor) -> None:
        duties.mark_opened(clerk, self._superior(unit))

    def _acknowledge(self, unit: Unit, clerk: Actor, _head: Actor) -> None:
        duties.acknowledge_movement(actor=clerk, movement=self._superior(unit))

    def _plan(self, unit: Unit, clerk: Actor, _head: Actor) -> None:
        duty = Duty.objects.select_related("movement").get(pk=unit.duty_id)
        unit.plan = plans.start_plan(actor=clerk, duty=duty, chosen=everything(duty))

    def _pass_on(self, unit: Unit, clerk: Actor, _head: Actor) -> None:
        assert unit.plan is not None
        communes = tree_on(clerk.day).children(unit.org_id)[:BELOW]
        drafting.save_part(
            actor=clerk, movement=unit.plan, part="noi-nhan", part_id=None,
            values={"printed": "UBND các xã", "purpose": "carry_out",
                    "units": [{"org": commune} for commune in communes]},
        )  # fmt: skip

    def _submit(self, unit: Unit, clerk: Actor, _head: Actor) -> None:
        assert unit.plan is not None
        plans.submit_plan(actor=clerk, plan=unit.plan)

    def _sign(self, unit: Unit, _clerk: Actor, head: Actor) -> None:
        papers.sign_paper(actor=head, paper_id=self._paper(unit))

    def _number(self, unit: Unit, clerk: Actor, _head: Actor) -> None:
        papers.number_paper(actor=clerk, paper_id=self._paper(unit), day=clerk.day)

    def _issue(self, unit: Unit, clerk: Actor, _head: Actor) -> None:
        papers.issue_paper(actor=clerk, paper_id=self._paper(unit))

    def _launch(self, unit: Unit, clerk: Actor, _head: Actor) -> None:
        assert unit.plan is not None
        unit.plan.refresh_from_db()
        day = self._day_that_counts(unit, "launch", clerk.day)
        plans.launch_at_unit(actor=clerk, plan=unit.plan, day=day, place="Hội trường")

    def _paper(self, unit: Unit) -> int:
        assert unit.plan is not None
        assert unit.plan.paper_id is not None
        return unit.plan.paper_id

    def _write_another(self, unit: Unit, day: date) -> None:
        """A further plan of the same unit, so that its numbers go on."""
        clerk, head = replace(unit.clerk, day=day), replace(unit.head, day=day)
        assert unit.plan is not None
        document = plan_document(unit.plan, day)
        with leaves(day, "papers.create", "papers.submit", "papers.sign", "papers.number"):
            paper = papers.create_paper(
                actor=clerk, unit_id=unit.org_id, kind=document.kind, document=document
            )
            papers.submit_paper(actor=clerk, paper_id=paper.pk)
            papers.sign_paper(actor=head, paper_id=paper.pk)
            papers.number_paper(actor=clerk, paper_id=paper.pk, day=day)

    # What the province does

    def acts_of_the_province(self) -> dict[date, Callable[[date], None]]:
        return {
            EXEMPTED_ON: self._exempt,
            PRESSED_ON: self._press,
            AMENDED_ON: self._amend,
            REVIEWED_ON: self._conduct(launching.record_interim_review, "interim_reviewed"),
            MERGED_ON: self._merge,
            CLOSING_ON: self._conduct(launching.start_closing, "closing"),
            CLOSED_ON: self._conduct(launching.close_movement, "closed"),
            ARCHIVED_ON: self._conduct(launching.archive_movement, "archived"),
        }

    def _exempt(self, day: date) -> None:
        duty = self.movement.duties.get(organization__code=EXEMPTED)
        with leaves(day, "movements.exempt"):
            duties.exempt_unit(actor=officer(day), duty=duty, reason="Không thuộc đối tượng.")
        self.done[duty.pk]["exempt"] = day

    def _press(self, day: date) -> None:
        with leaves(day, "movements.remind"):
            late = self.movement.duties.late_on(day).select_related("movement")
            count = duties.remind_units(
                actor=officer(day), movement=self.movement, duties=list(late)
            )
        assert (day, count) == (day, len(coverage_of(self.movement, day).late))
        self._hear(day)

    def _amend(self, day: date) -> None:
        with leaves(day, "movements.amend"):
            amend_movement(
                actor=person("chutich", day, Role.PROVINCE_CHAIR),
                movement=self.movement,
                kind=AmendmentKind.EXTEND,
                reason="Kéo dài đến hết quý I.",
                paper="Chỉ thị số 05/CT-UBND ngày 16/5/2022",
                changes={"ends_on": date(2023, 3, 31)},
            )
        first, second = (
            Counter(self.movement.deliveries.filter(version=version).values_list("organization_id"))
            for version in (1, 2)
        )
        assert (day, second) == (day, first)

    def _conduct(self, verb: Callable[..., Movement], state: str) -> Callable[[date], None]:
        def conduct(day: date) -> None:
            with leaves(day, f"movements.{state}"):
                verb(actor=officer(day), movement=self.movement, note="Báo cáo số 10/BC-UBND")
            assert (day, self.movement.state) == (day, state)

        return conduct

    def _merge(self, day: date) -> None:
        """Two departments become one; what each of them owed stays on the board by its name."""
        before = self.board(day)
        self.merged = self._two_departments(tree_on(day - ONE_DAY))
        shown = preview_succession(self.merged, day)
        owed = [d for d in Duty.objects.filter(organization_id__in=self.merged) if d.due_on]
        people = Post.objects.held_on(day).filter(unit_id__in=self.merged).count()
        ties = {tie.label: tie.count for tie in shown.ties}
        assert len(owed) == 2
        assert (day, ties["Nhiệm vụ phong trào chưa xong"]) == (day, len(owed))
        assert (day, ties["Người đang giữ chức trách"]) == (day, people)
        facts = UnitFacts("Sở Mẫu sau sáp nhập", Kind.DEPARTMENT, shown.units[0].parent_id)
        with leaves(day, "orgs.merge"):
            merge_organizations(
                actor=person("quantri", day), org_ids=self.merged, into=NewUnit("MAU", facts),
                day=day, paper="Nghị quyết số 01/NQ-HĐND",
            )  # fmt: skip
        heirs = [successors_on(unit, day) for unit in self.merged]
        assert heirs[0] == heirs[1] != self.merged
        assert (day, self.board(day)) == (day, before)

    def _two_departments(self, tree: Tree) -> list[int]:
        """The last to finish among those charged, so that the merger finds open work."""
        departments = [
            unit for unit in self.units
            if unit.duty_id in self.charged and tree.node(unit.org_id).kind == Kind.DEPARTMENT
            and "launched" not in self.done[unit.duty_id]
        ]  # fmt: skip
        return [unit.org_id for unit in departments[:2]]

    # What must hold

    def remind(self, day: date) -> None:
        expected = self._expected_reminders(day)
        with leaves(day, *(["movements.remind_due"] if expected else [])):
            count = remind_due(day)
        assert (day, count) == (day, len(expected))
        assert (day, self._hear(day) ^ expected) == (day, set())

    def _expected_reminders(self, day: date) -> set[str]:
        """Counted anew and plainly: the latest reminder of the last seven days, once."""
        found = set()
        running = [state.value for state in RUNNING]
        for duty in Duty.objects.select_related("movement__parent"):
            above = duty.movement.parent
            over = above is not None and above.state not in running
            if duty.due_on is None or over or duty.movement.state not in running:
                continue
            codes = [code for on, code in self.schedule(duty.due_on) if _last_week(on, day)]
            key = f"duty-reminder:{duty.pk}:{duty.state}:{codes[-1]}" if codes else ""
            if key and key not in self.told:
                found.add(key)
        return found

    @cache  # noqa: B019 - one year, one object
    def schedule(self, due: date) -> list[tuple[date, str]]:
        days = [(self._step(due, -n), f"before-{n}") for n in (10, 3, 1)]
        late = self._step(due, 1)
        days += [(due, "due"), (late, "late")]
        for week in range(1, 60):
            day = late + week * timedelta(days=7)
            while not self.is_working(day):
                day += ONE_DAY
            days.append((day, f"week-{week}"))
        return days

    def _step(self, day: date, working_days: int) -> date:
        left = abs(working_days)
        while left:
            day += ONE_DAY if working_days > 0 else -ONE_DAY
            left -= self.is_working(day)
        return day

    def _hear(self, day: date) -> set[str]:
        """New reminders: none of them told before, none for a step that is done."""
        fresh = InboxMessage.objects.filter(pk__gt=self.last_message).order_by("pk")
        keys = {row.key for row in fresh if row.kind == "reminder"}
        self.last_message = max([self.last_message, *(row.pk for row in fresh)])
        states = dict(Duty.objects.values_list("pk", "state"))
        assert (day, bool(keys) and day > CLOSED_ON) == (day, False)
        for key in keys:
            _name, duty, state, _code = key.split(":")
            assert (day, key, states[int(duty)]) == (day, key, state)
            assert key not in self.told, f"{day}: {key} was told on {self.told[key]}"
            self.told[key] = day
        return keys

    def board(self, day: date) -> list[tuple[Any, ...]]:
        units = coverage_of(self.movement, day).units
        return sorted((unit.duty_id, unit.step, unit.due, unit.days_late) for unit in units)

    def look(self, day: date) -> None:
        board = self.board(day)
        assert (day, _differing(board, self._recount(day))) == (day, [])
        self._never_fewer(day, board)
        self.boards[day] = board
        asked = self.random.choice(list(self.boards))
        assert (day, asked, _differing(self.board(asked), self.boards[asked])) == (day, asked, [])
        if day.weekday() == 0:
            self._compare_portal(day)
            self._check_numbers(day)

    def _recount(self, day: date) -> list[tuple[Any, ...]]:
        return sorted(self._recount_unit(duty, day) for duty in self.charged.values())

    def _recount_unit(self, duty: Duty, day: date) -> tuple[Any, ...]:
        done = {step for step, on in self.done[duty.pk].items() if on <= day}
        step = "exempt" if "exempt" in done else max({"sent", *done}, key=PROGRESS.index)
        due = {
            "sent": duty.acknowledge_due, "opened": duty.acknowledge_due,
            "acknowledged": duty.plan_due, "planned": duty.launch_due,
        }.get(step)  # fmt: skip
        return (duty.pk, step, due, self.late(due, day) if due else 0)

    def _working_days_after(self, due: date, day: date) -> int:
        return sum(self.is_working(due + n * ONE_DAY) for n in range(1, (day - due).days + 1))

    def _never_fewer(self, day: date, board: list[tuple[Any, ...]]) -> None:
        yesterday = self.boards.get(day - ONE_DAY, [])
        for step in PROGRESS[1:]:
            assert _reached(board, step) >= _reached(yesterday, step), f"{day}: fewer {step}"

    def _compare_portal(self, day: date) -> None:
        board = self.board(day)
        counted = sum(row[1] != "exempt" for row in board)
        launched = _reached(board, "launched")
        page = public.movement_page(self.movement.pk)
        assert page is not None
        assert (day, public.total(page.groups)) == (day, (counted, launched))
        assert (day, page.row.participants, page.row.launched_units) == (day, counted, launched)
        address = f"/cong-khai/phong-trao/{page.row.id}-{page.row.slug}/"
        said = f"{counted} đơn vị được giao tổ chức phong trào, {launched} đơn vị đã phát động."
        assert said in Client().get(address).content.decode(), day

    def _check_numbers(self, day: date) -> None:
        series = defaultdict(list)
        for paper in Paper.objects.filter(number__isnull=False):
            series[paper.unit_id, paper.kind, paper.year].append(paper.number)
        for key, numbers in series.items():
            assert (day, key, sorted(numbers)) == (day, key, list(range(1, len(numbers) + 1)))

    def was_not_idle(self) -> bool:
        """Some reached every step and some stayed on each, above and below; numbers went on."""
        ends = {row[1] for row in self.boards[LAST_DAY]}
        below = Duty.objects.filter(movement__parent=self.movement).values_list("state", flat=True)
        last = max(Paper.objects.filter(number__isnull=False).values_list("number", flat=True))
        return {"sent", "launched", "exempt"} < ends and "launched" in set(below) and last > 1

    def look_back(self) -> None:
        for day, board in self.boards.items():
            assert (day, _differing(self.board(day), board)) == (day, [])
        self._inbox_exactly_once()
        told = Counter(int(key.split(":")[1]) for key in self.told)
        assert dict(Duty.objects.filter(reminders__gt=0).values_list("pk", "reminders")) == told
        report = audit.verify()
        assert (report.faults, report.events) == ([], AuditEvent.objects.count())

    def _inbox_exactly_once(self) -> None:
        """Each version told once to the clerk and to the head of each unit that received it."""
        told = Counter(InboxMessage.objects.values_list("key", "user_id"))
        assert {pair: times for pair, times in told.items() if times > 1} == {}
        keys = Counter(key for key, _user in told if key.startswith("movement-sent:"))
        roles = (Role.UNIT_CLERK, Role.UNIT_HEAD)
        posts = Counter(Post.objects.filter(role__in=roles).values_list("unit_id", flat=True))
        sent = {
            f"movement-sent:{row.movement_id}:{row.version}:{row.organization_id}": posts[
                row.organization_id
            ]
            for row in Delivery.objects.all()
        }
        assert keys == Counter(sent)


def _differing(board: list[tuple[Any, ...]], wanted: list[tuple[Any, ...]]) -> list[Any]:
    return [pair for pair in zip(board, wanted, strict=True) if pair[0] != pair[1]]


def _last_week(on: date, day: date) -> bool:
    return day - timedelta(days=7) < on <= day


def _reached(board: list[tuple[Any, ...]], step: str) -> int:
    wanted = PROGRESS[PROGRESS.index(step) :]
    return sum(row[1] in wanted for row in board)
