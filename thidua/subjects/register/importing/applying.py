"""Writing a checked register into the books: whole or absent, as one batch that can be undone."""

from collections import defaultdict
from dataclasses import dataclass, field

from thidua.base.access import Actor
from thidua.base.errors import Refusal
from thidua.core.text import format_number
from thidua.subjects.register.enums import Precision
from thidua.subjects.register.importing.awards import Recorded, new_award
from thidua.subjects.register.importing.enums import RowState
from thidua.subjects.register.importing.grouping import Group, Seen
from thidua.subjects.register.importing.matching import birth_values
from thidua.subjects.register.importing.models import OldRegister, StagedRow
from thidua.subjects.register.importing.returned import returned_of
from thidua.subjects.register.importing.staging import line_from_json
from thidua.subjects.register.models import Batch, Entry, RecognisedInitiative, YearRating
from thidua.subjects.register.services.keeping import changed
from thidua.subjects.register.services.mending import correct_entry
from thidua.subjects.register.services.people import NewHolder, create_holders
from thidua.subjects.register.services.recording import NewAward, award_key, record_awards

MANY = 1_000
MOVED = "Sổ đã thay đổi từ lúc kiểm tra: hãy kiểm tra lại lần nhập này."
REASON = "Theo bảng đơn vị rà soát, gửi lại"


@dataclass
class Result:
    holders: int = 0
    awards: int = 0
    ratings: int = 0
    initiatives: int = 0
    corrections: int = 0
    left: int = 0
    touched: set[int] = field(default_factory=set)

    def words(self) -> str:
        parts = {
            "người, tập thể mới": self.holders,
            "lần khen thưởng": self.awards,
            "xếp loại năm": self.ratings,
            "sáng kiến, đề tài": self.initiatives,
            "dòng đính chính": self.corrections,
        }
        told = [f"{format_number(count)} {what}" for what, count in parts.items() if count]
        return f"Đã ghi {', '.join(told)}." if told else "Không có gì mới để ghi."


def write_register(register: OldRegister, actor: Actor, batch: Batch) -> Result:
    """In the caller's transaction. Rows with errors, without a choice, or left out are not written."""
    result = Result()
    groups = _groups(register)
    holders = _holders(groups, actor, batch, result)
    _write_awards(groups, holders, actor, batch, result)
    _write_ratings(groups, holders, batch, result)
    _write_initiatives(groups, holders, batch, result)
    _write_corrections(register, actor, result)
    changed(result.touched)
    return result


def _groups(register: OldRegister) -> dict[str, tuple[Group, int | None]]:
    """By person: the lines to write, and the holder chosen (None: a new one)."""
    rows: dict[str, list[StagedRow]] = defaultdict(list)
    wanted = register.rows.filter(state__in=(RowState.NEW, RowState.ADD)).order_by(
        "sheet", "number"
    )
    for row in wanted.defer("cells").iterator(MANY):
        rows[row.person_key].append(row)
    return {
        key: (Group(key, [seen_of(row) for row in some]), chosen(some[0]))
        for key, some in rows.items()
    }


def seen_of(row: StagedRow) -> Seen:
    kept = dict(row.line)
    unit, own = kept.pop("unit_id", None), kept.pop("own_unit", None)
    line = line_from_json(kept)
    line.errors, line.doubts = row.errors, row.doubts
    return Seen(row.sheet, line, unit, own)


def chosen(row: StagedRow) -> int | None:
    """The holder a row goes to: chosen, or the proposal that left nothing to ask."""
    if row.choice.isdigit():
        return int(row.choice)
    if row.choice == "new" or row.state == RowState.NEW:
        return None
    return int(row.matches[0]["id"]) if row.matches else None


def _holders(
    groups: dict[str, tuple[Group, int | None]], actor: Actor, batch: Batch, result: Result
) -> dict[str, int]:
    holders = {key: pk for key, (_, pk) in groups.items() if pk is not None}
    fresh = [group for group, pk in groups.values() if pk is None]
    for start in range(0, len(fresh), MANY):
        some = fresh[start : start + MANY]
        made = create_holders(actor=actor, rows=[new_holder(group) for group in some], batch=batch)
        holders |= {group.key: holder.pk for group, holder in zip(some, made, strict=True)}
        result.holders += len(made)
    return holders


def new_holder(group: Group) -> NewHolder:
    told = group.holder
    born, precision = birth_values(told.born)
    if not group.is_person:
        return NewHolder(
            told.kind,
            told.name,
            unit_id=group.own_unit or group.unit_id,
            is_whole_unit=group.own_unit is not None,
            place=told.place,
        )
    return NewHolder(
        told.kind,
        told.name,
        variant=told.variant,
        unit_id=group.unit_id,
        place=told.place,
        gender=told.gender,
        born=born,
        born_precision=precision or Precision.UNKNOWN,
        hometown=told.hometown,
        ethnicity=told.ethnicity,
        staff_code=told.staff_code,
        numbers=(told.citizen_number,) if told.citizen_number else (),
    )


def _write_awards(
    groups: dict[str, tuple[Group, int | None]],
    holders: dict[str, int],
    actor: Actor,
    batch: Batch,
    result: Result,
) -> None:
    recorded = Recorded.of(pk for _, pk in groups.values() if pk is not None)
    rows: list[NewAward] = []
    said = set()
    for key, (group, _) in groups.items():
        holder = holders[key]
        for seen in group.seen:
            name = "" if seen.unit_id or seen.own_unit else seen.line.holder.unit
            for gain in seen.line.gains:
                award = new_award(seen, gain, holder, name)
                same = award_key(recorded.stands.get(holder, holder), award)
                if same not in said and not recorded.has(holder, award):
                    rows.append(award)
                said.add(same)
    if rows:
        result.awards = len(record_awards(actor=actor, rows=rows, batch=batch))


def _write_ratings(
    groups: dict[str, tuple[Group, int | None]],
    holders: dict[str, int],
    batch: Batch,
    result: Result,
) -> None:
    """A year that has a rating keeps it: the register's own word stands before an old list's."""
    asked = {
        key: pk for key, pk in holders.items() if any(s.line.ratings for s in groups[key][0].seen)
    }
    held = set(
        YearRating.objects.filter(holder_id__in=list(asked.values())).values_list("holder_id", "year")
    ) if asked else set()  # fmt: skip
    fresh: dict[tuple[int, int], YearRating] = {}
    for key, holder in asked.items():
        for one in (rating for seen in groups[key][0].seen for rating in seen.line.ratings):
            place = (holder, one.year)
            if place not in held and place not in fresh:
                fresh[place] = YearRating(
                    holder_id=holder,
                    year=one.year,
                    rating=one.rating,
                    source=batch.title,
                    batch=batch,
                )
    YearRating.objects.bulk_create(fresh.values(), batch_size=MANY)
    result.ratings = len(fresh)
    result.touched |= {holder for holder, _ in fresh}


def _write_initiatives(
    groups: dict[str, tuple[Group, int | None]],
    holders: dict[str, int],
    batch: Batch,
    result: Result,
) -> None:
    asked = {
        key: pk
        for key, pk in holders.items()
        if any(s.line.initiatives for s in groups[key][0].seen)
    }
    held = set(
        RecognisedInitiative.objects.filter(holder_id__in=list(asked.values())).values_list(
            "holder_id", "year", "title"
        )
    ) if asked else set()  # fmt: skip
    fresh = []
    for key, holder in asked.items():
        for one in (found for seen in groups[key][0].seen for found in seen.line.initiatives):
            if (holder, one.year, one.title) in held:
                continue
            held.add((holder, one.year, one.title))
            fresh.append(
                RecognisedInitiative(
                    holder_id=holder,
                    year=one.year,
                    scope=one.scope,
                    kind=one.kind,
                    title=one.title,
                    decision_number=one.decision_number[:60],
                    decided=one.decided.day if one.decided else None,
                    batch=batch,
                )
            )
    RecognisedInitiative.objects.bulk_create(fresh, batch_size=MANY)
    result.initiatives = len(fresh)
    result.touched |= {row.holder_id for row in fresh}


def _write_corrections(register: OldRegister, actor: Actor, result: Result) -> None:
    """Lines that went out and came back changed: each a correction on the paper the desk named."""
    rows = register.rows.filter(state=RowState.CHANGE).order_by("sheet", "number")
    seen = [seen_of(row) for row in rows]
    for found in returned_of(seen).values():
        if found.error or found.entry is None:
            raise Refusal(MOVED)
        if found.values:
            _correct(found.entry, found.values, register, actor)
            result.corrections += 1


def _correct(entry: Entry, values: dict[str, object], register: OldRegister, actor: Actor) -> None:
    correct_entry(
        actor=actor,
        entry=entry,
        values=values,
        paper=register.correction_paper,
        day=actor.day,
        reason=REASON,
    )
