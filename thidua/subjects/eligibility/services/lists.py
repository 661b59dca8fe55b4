"""Lists of nominees in work: paste, choose whom a line means, judge again, drop."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from thidua.base import audit, clock
from thidua.base.access import Actor, require
from thidua.base.errors import StaleVersion
from thidua.core.law.law import Law
from thidua.subjects.eligibility.errors import BadInput
from thidua.subjects.eligibility.models import NomineeList
from thidua.subjects.eligibility.pasting import (
    MOST_ROWS,
    AwardReader,
    Typed,
    award_reader,
    read_lines,
)
from thidua.subjects.eligibility.selectors.judging import (
    award_named,
    law_in_force,
    must_be_judgeable,
)
from thidua.subjects.eligibility.selectors.listing import judge_lines
from thidua.subjects.eligibility.selectors.resolving import Meant, whom
from thidua.subjects.eligibility.selectors.rows import Line
from thidua.subjects.register.models import Holder
from thidua.subjects.register.selectors.scope import visible_to


@transaction.atomic
def paste_list(
    *,
    actor: Actor,
    title: str,
    text: str,
    award: str,
    period: int,
    day: date,
    is_sample: bool = False,
) -> NomineeList:
    """`award` and `period` stand in for lines that name none. Citizen numbers are not kept."""
    require(actor, "eligibility.paste")
    law = law_in_force()
    reader = award_reader(law.awards.values(), day)
    typed = read_lines(text, reader)
    _must_be_readable(typed)
    if award:
        award_named(law, award, day)
    found = whom(actor, typed)
    lines = [
        _line(number, one, meant, reader, award, period)
        for number, (one, meant) in enumerate(zip(typed, found, strict=True), 1)
    ]
    return _made(actor, title, lines, law, period, day, is_sample)


@transaction.atomic
def list_people(
    *, actor: Actor, title: str, holders: Iterable[int], award: str, period: int, day: date
) -> NomineeList:
    """The same from people ticked in the register."""
    require(actor, "eligibility.paste")
    law = law_in_force()
    must_be_judgeable(law, award, day, period)
    rows = visible_to(actor).filter(pk__in=list(holders)).order_by("sort_key", "pk")
    lines = [
        Line(number, holder.name, "", holder.pk, award, "", period)
        for number, holder in enumerate(rows[:MOST_ROWS], 1)
    ]
    if not lines:
        raise BadInput("Chọn ít nhất một người hoặc tập thể trong sổ.")
    return _made(actor, title, lines, law, period, day, False)


def _must_be_readable(typed: Sequence[Typed]) -> None:
    if not typed:
        raise BadInput("Dán ít nhất một dòng có tên, mã cán bộ hoặc số định danh.")
    if len(typed) > MOST_ROWS:
        raise BadInput(
            f"Danh sách có {len(typed)} dòng; mỗi lần xét nhiều nhất {MOST_ROWS}. Chia thành nhiều lần."
        )


def _line(
    number: int, one: Typed, meant: Meant, reader: AwardReader, award: str, period: int
) -> Line:
    detail = ", ".join(
        part
        for part in (one.unit, f"sinh {one.born:%d/%m/%Y}" if one.born else "", one.code)
        if part
    )
    key = reader(one.award) if one.award else award
    return Line(
        number,
        one.name or one.code or f"số định danh …{one.number[-3:]}",
        detail,
        meant.holder_id,
        key or "",
        one.award,
        one.year or period,
        meant.candidates,
    )


def _made(
    actor: Actor,
    title: str,
    lines: Sequence[Line],
    law: Law,
    period: int,
    day: date,
    is_sample: bool,
) -> NomineeList:
    listed = NomineeList.objects.create(
        title=title.strip() or f"Danh sách năm {period}",
        unit_id=actor.home_unit,
        day=day,
        period=period,
        is_sample=is_sample,
        created_at=clock.stamp(actor.day),
        created_by_id=actor.user_id,
        created_by_name=actor.signature,
        **_judged(lines, law, day, actor),
    )
    audit.record(actor, "eligibility.paste", listed, after={"lines": len(lines)})
    return listed


def _judged(lines: Sequence[Line], law: Law, day: date, actor: Actor) -> dict[str, Any]:
    return {
        "rows": [one.to_json() for one in lines],
        "results": [one.to_json() for one in judge_lines(lines, law, day)],
        "edition": law.digest,
        "judged_at": clock.stamp(actor.day),
    }


@transaction.atomic
def settle_line(
    *,
    actor: Actor,
    listed: NomineeList,
    number: int,
    holder: Holder | None = None,
    award: str = "",
    period: int | None = None,
) -> None:
    """Whom a line means, or for what it is proposed; the whole list is judged anew."""
    require(actor, "eligibility.paste", listed)
    lines = lines_of(listed)
    old = _at(lines, number)
    new = old
    if holder is not None:
        new = replace(new, holder=_visible(actor, holder), candidates=())
    if award:
        new = replace(new, award=award_named(law_in_force(), award, listed.day).key)
    if period is not None:
        new = replace(new, period=period)
    if new == old:
        raise BadInput("Chọn người trong sổ, danh hiệu hoặc năm cho dòng này.")
    _keep(actor, listed, [new if one.number == number else one for one in lines])
    audit.record(
        actor,
        "eligibility.settle_line",
        listed,
        before={"line": number, "award": old.award, "holder": old.holder},
        after={"line": number, "award": new.award, "holder": new.holder},
    )


@transaction.atomic
def drop_line(*, actor: Actor, listed: NomineeList, number: int) -> None:
    require(actor, "eligibility.paste", listed)
    lines = lines_of(listed)
    _at(lines, number)
    _keep(actor, listed, [one for one in lines if one.number != number])
    audit.record(actor, "eligibility.drop_line", listed, before={"line": number})


@transaction.atomic
def judge_list_again(*, actor: Actor, listed: NomineeList) -> None:
    """With the register and the law of now."""
    require(actor, "eligibility.paste", listed)
    _keep(actor, listed, lines_of(listed))
    audit.record(actor, "eligibility.judge_list", listed, after={"lines": len(listed.rows)})


@transaction.atomic
def drop_list(*, actor: Actor, listed: NomineeList) -> None:
    """A working paper: gone with its names, the record says that it was there."""
    require(actor, "eligibility.paste", listed)
    audit.record(actor, "eligibility.drop_list", listed, before={"lines": len(listed.rows)})
    listed.delete()


def lines_of(listed: NomineeList) -> list[Line]:
    return [Line.from_json(row) for row in listed.rows]


def _at(lines: Sequence[Line], number: int) -> Line:
    found = next((one for one in lines if one.number == number), None)
    if found is None:
        raise BadInput(f"Danh sách không còn dòng {number}. Tải lại trang để xem.")
    return found


def _visible(actor: Actor, holder: Holder) -> int:
    if not visible_to(actor).filter(pk=holder.pk).exists():
        raise BadInput("Người này thuộc đơn vị khác quản lý.")
    return holder.pk


def _keep(actor: Actor, listed: NomineeList, lines: Sequence[Line]) -> None:
    """The list whole again, if nobody was first."""
    now = _judged(lines, law_in_force(), listed.day, actor)
    mine = NomineeList.objects.filter(pk=listed.pk, revision=listed.revision)
    if not mine.update(revision=listed.revision + 1, **now):
        raise StaleVersion("Người khác vừa sửa danh sách này. Tải lại trang rồi làm tiếp.")
    listed.refresh_from_db()
