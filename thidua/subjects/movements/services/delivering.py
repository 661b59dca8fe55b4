"""Who receives a movement, for which purpose, and what each then owes by when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from thidua.base import clock, outbox
from thidua.base.access import PROVINCE_DESK, Role
from thidua.base.parameters import calendar, days
from thidua.core.text import format_date
from thidua.core.trees import Tree
from thidua.subjects.accounts.models import Post
from thidua.subjects.movements.enums import Level
from thidua.subjects.movements.models import Delivery, Duty, Movement, Recipient
from thidua.subjects.orgs.enums import Kind
from thidua.subjects.orgs.selectors import expand_set, tree_on
from thidua.subjects.papers.enums import Purpose

# A unit named on several lines owes the strongest of them.
STRENGTH = {Purpose.CARRY_OUT: 3, Purpose.REPORT: 2, Purpose.KNOW: 1}
WHO_TAKES_UP = (Role.UNIT_CLERK, Role.UNIT_HEAD)


@dataclass(frozen=True, slots=True)
class DueDays:
    """The three days fixed for every duty when the movement is sent."""

    acknowledge: date
    plan: date
    launch: date


@dataclass(frozen=True, slots=True)
class Sent:
    sent: int
    duties: int


def expand_units(choices: Iterable[Mapping[str, Any]], day: date, tree: Tree) -> list[int]:
    """Organisation ids meant by a list of {"set": key} or {"org": id}, in order, once each."""
    found: dict[int, None] = {}
    for choice in choices:
        if "org" in choice:
            found[int(choice["org"])] = None
        elif "set" in choice:
            found.update(dict.fromkeys(expand_set(choice["set"], day, tree)))
    return [unit_id for unit_id in found if unit_id in tree]


def due_days(day: date) -> DueDays:
    """Parameters movement.ack and movement.plan count working days, movement.unit_launch days.

    Nobody launches before there is a plan: over long holidays the launch waits for the plan's day.
    """
    working = calendar(day)
    plan = working.add_working_days(day, days("movement.plan", day))
    return DueDays(
        acknowledge=working.add_working_days(day, days("movement.ack", day)),
        plan=plan,
        launch=max(plan, day + timedelta(days=days("movement.unit_launch", day))),
    )


class Delivering:
    """One sending of one version of a movement; called inside the launching transaction."""

    def __init__(self, movement: Movement, day: date) -> None:
        self.movement = movement
        self.day = day
        self.tree = tree_on(day)

    def send(self, charged: set[int]) -> Sent:
        """Write receipts, duties and notices. `charged`: units named in the tasks."""
        purposes = self._purposes(charged)
        self._write_deliveries(purposes)
        owing = [unit for unit, (purpose, _) in purposes.items() if purpose == Purpose.CARRY_OUT]
        created = self._write_duties(owing)
        self._notify(purposes)
        return Sent(len(purposes), created)

    def send_again(self) -> Sent:
        """A new version goes to everybody who had the last one; each acknowledges anew."""
        last = Delivery.objects.filter(
            movement=self.movement, version=self.movement.version - 1
        ).select_related("recipient")
        purposes = {row.organization_id: (Purpose(row.purpose), row.recipient) for row in last}
        self._write_deliveries(purposes)
        self._notify(purposes)
        return Sent(len(purposes), 0)

    def _purposes(self, charged: set[int]) -> dict[int, tuple[Purpose, Recipient | None]]:
        found: dict[int, tuple[Purpose, Recipient | None]] = {}
        for line in self.movement.recipients.filter(is_archive=False):
            for unit_id in expand_units(line.units, self.day, self.tree):
                purpose = Purpose.CARRY_OUT if unit_id in charged else Purpose(line.purpose)
                if unit_id not in found or STRENGTH[purpose] > STRENGTH[found[unit_id][0]]:
                    found[unit_id] = (purpose, line)
        for unit_id in charged - set(found):
            found[unit_id] = (Purpose.CARRY_OUT, None)
        found.pop(self.movement.unit_id, None)
        for unit_id in self._own_organs() & set(found):
            found[unit_id] = (Purpose.KNOW, found[unit_id][1])
        return found

    def _own_organs(self) -> set[int]:
        """Where the province's desk sits, and the council: they run the movement, they do not owe it."""
        if self.movement.level == Level.UNIT:
            return set()
        desk = Post.objects.held_on(self.day).filter(role__in=PROVINCE_DESK)
        councils = {node.id for node in self.tree if node.kind == Kind.COUNCIL}
        return councils | set(desk.values_list("unit_id", flat=True))

    def _write_deliveries(self, purposes: Mapping[int, tuple[Purpose, Recipient | None]]) -> None:
        now = clock.stamp(self.day)
        Delivery.objects.bulk_create(
            Delivery(
                movement=self.movement,
                version=self.movement.version,
                organization_id=unit_id,
                purpose=purpose,
                recipient=line,
                delivered_at=now,
            )
            for unit_id, (purpose, line) in purposes.items()
        )

    def _write_duties(self, unit_ids: list[int]) -> int:
        due = due_days(self.day)
        nodes = {unit_id: self.tree.node(unit_id) for unit_id in unit_ids}
        rows = Duty.objects.bulk_create(
            Duty(
                movement=self.movement,
                organization_id=unit_id,
                unit_name=node.name,
                unit_kind=node.kind,
                acknowledge_due=due.acknowledge,
                plan_due=due.plan,
                launch_due=due.launch,
            )
            for unit_id, node in nodes.items()
        )
        return len(rows)

    def _notify(self, purposes: Mapping[int, tuple[Purpose, Recipient | None]]) -> None:
        due = due_days(self.day)
        for unit_id, (purpose, _line) in purposes.items():
            outbox.notify(
                to_unit=unit_id,
                roles=WHO_TAKES_UP,
                subject=self.movement.name,
                body=self._letter(purpose, due),
                url=f"/duoc-giao/{self.movement.pk}/",
                kind="movement",
                key=f"movement-sent:{self.movement.pk}:{self.movement.version}:{unit_id}",
            )

    def _letter(self, purpose: Purpose, due: DueDays) -> str:
        number = f" ({self.movement.document_number})" if self.movement.document_number else ""
        if self.movement.version > 1:
            return (
                f"Phong trào{number} đã được sửa đổi, bổ sung (lần {self.movement.version - 1}). "
                "Đề nghị mở xem nội dung mới và tiếp nhận lại."
            )
        if purpose != Purpose.CARRY_OUT:
            return f"Gửi{number} {purpose.label.lower()}."
        return (
            f"Đơn vị được giao thực hiện{number}: tiếp nhận đến hết ngày "
            f"{format_date(due.acknowledge)}, ban hành kế hoạch đến hết ngày "
            f"{format_date(due.plan)}, phát động tại đơn vị đến hết ngày {format_date(due.launch)}."
        )
