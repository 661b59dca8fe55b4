"""What the register answers to questions of lower and higher layers.

Nothing is handed over when a unit ends: lines keep the unit of their day, and every question about
a unit takes in those it came from (selectors/units.py), so its heirs have the whole register.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import Count, Q

from thidua.base import registries
from thidua.base.access import Actor, may
from thidua.base.health.checks import CHECKS
from thidua.base.health.findings import Finding, bad, good
from thidua.base.registries import DutyRow, Figure, FigureScope, Tie, UnitFigure
from thidua.core.text import format_date
from thidua.subjects.register import triggers
from thidua.subjects.register.enums import TransferState
from thidua.subjects.register.models import Entry, EntryQuerySet, Holder, HolderTransfer
from thidua.subjects.register.permissions import UNIT_ROLES
from thidua.subjects.register.selectors.counts import decided_between, open_doubles, transfers_to
from thidua.subjects.register.selectors.scope import (
    predecessors_on,
    with_earlier,
    with_predecessors,
)

KIND = "Sổ khen thưởng"
LIST = "/so-khen-thuong/danh-sach/"


def transfer_rows(actor: Actor) -> Iterable[DutyRow]:
    """People another unit offers to this one."""
    if actor.role not in UNIT_ROLES or not may(actor, "register.answer_transfer"):
        return []
    return [
        DutyRow(
            due=None,
            title=f"Tiếp nhận {transfer.holder.name} chuyển đến",
            detail=f"{transfer.title}, từ {format_date(transfer.day)}",
            state_label=transfer.get_state_display(),
            state="todo",
            url=f"/so-khen-thuong/{transfer.holder_id}/chuyen/",
            action="Trả lời",
            kind=KIND,
            icon="user-plus",
        )
        for transfer in transfers_to(actor).select_related("holder").order_by("day", "pk")
    ]


def double_rows(actor: Actor) -> Iterable[DutyRow]:
    if not may(actor, "register.merge"):
        return []
    waiting = open_doubles().count()
    if not waiting:
        return []
    return [
        DutyRow(
            due=None,
            title=f"Đối chiếu {waiting} cặp có thể là một người",
            detail="Gộp lại, hoặc xác định là hai người khác nhau",
            state_label="Chờ đối chiếu",
            state="todo",
            url="/so-khen-thuong/trung/",
            action="Đối chiếu",
            kind=KIND,
            icon="users",
        )
    ]


def ties(unit_ids: set[int], day: date) -> list[Tie]:
    units = with_predecessors(unit_ids, day)
    people = Holder.objects.standing().filter(unit_id__in=units).count()
    lines = Entry.objects.counted().filter(unit_id__in=units).count()
    offered = HolderTransfer.objects.filter(
        Q(to_unit_id__in=unit_ids) | Q(from_unit_id__in=unit_ids), state=TransferState.OFFERED
    ).count()
    rows = (
        Tie("Người, tập thể trong sổ khen thưởng", people, "đơn vị kế tục quản lý tiếp"),
        Tie("Dòng khen thưởng", lines, "giữ tên đơn vị khi đó, đơn vị kế tục tra được"),
        Tie("Đề nghị chuyển người chưa trả lời", offered),
    )
    return [tie for tie in rows if tie.count]


def figures_of(scope: FigureScope) -> list[Figure]:
    """Awards decided in the period, by level and for whom; the register as a whole."""
    until = min(scope.until, scope.day)
    lines = _of_scope(decided_between(scope.since, until), scope)
    counted = lines.aggregate(
        whole=Count("pk"),
        state=Count("pk", filter=Q(level="state")),
        province=Count("pk", filter=Q(level="province")),
        grassroots=Count("pk", filter=Q(level="grassroots")),
        persons=Count("pk", filter=Q(holder__kind="individual")),
        samples=Count("pk", filter=Q(holder__is_sample=True)),
    )
    asked = f"{LIST}?tu={scope.since.isoformat()}&den={until.isoformat()}"
    if scope.unit_id is not None:
        asked += f"&don-vi={scope.unit_id}"
    sample = bool(counted["samples"])
    return [
        Figure("register.awards", "Khen thưởng đã quyết định", counted["whole"], "lượt", KIND, url=asked, is_sample=sample),
        Figure("register.state", "Khen thưởng cấp nhà nước", counted["state"], "lượt", KIND, url=f"{asked}&cap=state", is_sample=sample),
        Figure("register.province", "Khen thưởng cấp tỉnh", counted["province"], "lượt", KIND, url=f"{asked}&cap=province", is_sample=sample),
        Figure("register.grassroots", "Khen thưởng cấp cơ sở", counted["grassroots"], "lượt", KIND, url=f"{asked}&cap=grassroots", is_sample=sample),
        Figure("register.persons", "Trong đó khen cá nhân", counted["persons"], "lượt", KIND, whole=counted["whole"] or None, url=f"{asked}&loai=individual", is_sample=sample),
    ]  # fmt: skip


def _of_scope(lines: EntryQuerySet, scope: FigureScope) -> EntryQuerySet:
    if scope.unit_id is None:
        return lines
    return lines.filter(unit_id__in=with_predecessors([scope.unit_id], scope.day))


def _awards_of_units(scope: FigureScope, units: set[int]) -> dict[int, Decimal | int | None]:
    """Lines under a unit that ended count for whoever stands in its place."""
    before = predecessors_on(scope.day)
    lines = {unit: with_earlier([unit], before) for unit in units}
    rows = (
        decided_between(scope.since, min(scope.until, scope.day))
        .filter(unit_id__in=set().union(*lines.values()))
        .order_by()
        .values_list("unit_id")
        .annotate(count=Count("pk"))
    )
    counted = dict(rows)
    return {unit: sum(counted.get(old, 0) for old in olds) for unit, olds in lines.items()}


def unit_figures() -> list[UnitFigure]:
    return [
        UnitFigure(
            key="register.awards",
            label="Khen thưởng đã quyết định",
            unit="lượt",
            group=KIND,
            higher_is_better=True,
            of_units=_awards_of_units,
        )
    ]


def transfer_open(key: str) -> bool:
    offered = HolderTransfer.objects.filter(state=TransferState.OFFERED)
    return offered.filter(pk=int(key.split(":")[1])).exists()


def lines_locked() -> Finding:
    name = "Khóa chống sửa sổ khen thưởng"
    if gone := triggers.missing(connection):
        return bad(name, f"Thiếu: {', '.join(gone)}.", "Chạy “thidua manage migrate” để đặt lại.")
    return good(name, "Đủ.")


registries.open_duties.register("register.transfers", transfer_rows)
registries.open_duties.register("register.doubles", double_rows)
registries.unit_ties.register("register", ties)
registries.figures.register("register", figures_of)
registries.unit_figures.register("register", unit_figures)
registries.reminder_reasons["register.transfer_open"] = transfer_open
CHECKS["Khóa chống sửa sổ khen thưởng"] = lines_locked
