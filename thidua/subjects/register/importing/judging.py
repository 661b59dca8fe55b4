"""What applying would do with one line, told by its errors, its person and what is recorded."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from thidua.base.access import Actor, may
from thidua.core.registers.lines import Gain
from thidua.core.text import format_date, name_key
from thidua.subjects.register.awards import name_of, word_name
from thidua.subjects.register.importing.awards import Recorded, misfit, new_award, refusals
from thidua.subjects.register.importing.catalogue import subjects_of
from thidua.subjects.register.importing.enums import RowState
from thidua.subjects.register.importing.grouping import Group, Seen
from thidua.subjects.register.importing.matching import POSSIBLE, Proposal, is_clear, settled
from thidua.subjects.register.importing.models import OldRegister
from thidua.subjects.register.importing.returned import returned_of
from thidua.subjects.register.importing.staging import Staged, line_as_json
from thidua.subjects.register.importing.units import UnitIndex
from thidua.subjects.register.services.recording import Key, NewAward, award_key

Place = tuple[int, int]
FOREIGN = "Đơn vị “{unit}” không thuộc phạm vi của anh/chị: đề nghị đơn vị đó hoặc Ban nhập."


class Judge:
    """Knows the groups, whom they may be and what stands; judges the lines in the order of the file."""

    def __init__(
        self,
        actor: Actor,
        groups: Sequence[Group],
        proposals: Mapping[str, list[Proposal]],
        seen: Iterable[Seen],
        own: set[int] | None,
        units: UnitIndex,
    ) -> None:
        self.actor, self.own, self.units = actor, own, units
        self.subjects = subjects_of()
        self.may_correct = bool(may(actor, "register.correct"))
        self.proposals = {
            key: found for key, found in proposals.items() if found[0].score >= POSSIBLE
        }
        self.holders = {key: settled(found) for key, found in self.proposals.items()}
        self.recorded = Recorded.of(pk for pk in self.holders.values() if pk)
        self.returned = returned_of(seen)
        self._key_of = {
            (one.sheet, one.line.number): group.key for group in groups for one in group.seen
        }
        self._first: dict[tuple[str, Key], int] = {}
        self._names: dict[str, str] = {}

    def row(self, register: OldRegister, seen: Seen) -> Staged:
        place = (seen.sheet, seen.line.number)
        key = self._key_of[place]
        awards = [new_award(seen, gain, self.holders.get(key) or 0) for gain in seen.line.gains]
        errors = [*seen.line.errors, *self._errors(seen, awards)]
        doubts = [*seen.line.doubts, *self._doubts(seen, key, awards)]
        state, words = self._state(seen, key, awards, errors)
        return Staged(
            register.pk,
            seen.sheet,
            seen.line.number,
            state,
            name=seen.line.holder.name[:300],
            name_key=name_key(seen.line.holder.name)[:320],
            words=words or self.words_of(seen),
            person_key=key,
            cells=seen.cells,
            line=line_as_json(seen.line) | {"unit_id": seen.unit_id, "own_unit": seen.own_unit},
            errors=errors,
            doubts=doubts,
            is_clear=is_clear(self.proposals.get(key, ())),
            matches=[one.as_json() for one in self.proposals.get(key, ())],
        )

    def _state(
        self, seen: Seen, key: str, awards: list[NewAward], errors: list[str]
    ) -> tuple[str, str]:
        returned = self.returned.get((seen.sheet, seen.line.number))
        if returned is not None:
            if returned.error or errors:
                return RowState.BAD, ""
            if not returned.differences:
                return RowState.SAME, ""
            pairs = returned.differences.items()
            told = "; ".join(f"{title}: {old or '—'} → {new or '—'}" for title, (old, new) in pairs)
            return RowState.CHANGE, told
        if errors:
            return RowState.BAD, ""
        holder = self.holders.get(key)
        if holder is None:
            repeated = awards and not self._more(seen) and self._repeats(seen, key, awards)
            asked = RowState.ASK if key in self.proposals else RowState.NEW
            return (RowState.SAME if repeated else asked), ""
        if awards and not self._more(seen):
            fresh = [one for one in awards if not self.recorded.has(holder, one)]
            if not fresh or self._repeats(seen, key, fresh):
                return RowState.SAME, ""
        return RowState.ADD, ""

    def _more(self, seen: Seen) -> bool:
        return bool(seen.line.ratings or seen.line.initiatives)

    def _repeats(self, seen: Seen, key: str, awards: list[NewAward]) -> bool:
        """The same award of the same person stood in a row above."""
        number = seen.line.number
        firsts = [self._first.setdefault((key, award_key(0, one)), number) for one in awards]
        return all(first != number for first in firsts)

    def _errors(self, seen: Seen, awards: list[NewAward]) -> list[str]:
        errors = refusals(awards, self.actor.day)
        returned = self.returned.get((seen.sheet, seen.line.number))
        if returned is not None and returned.error:
            errors.append(returned.error)
        elif returned is not None and returned.differences and not self.may_correct:
            errors.append(
                "Đính chính dòng đã có do Ban Thi đua - Khen thưởng ghi: gửi bảng lên Ban."
            )
        born = seen.line.holder.born
        if born and born.day > self.actor.day:
            errors.append(f"Ngày sinh {format_date(born.day)} chưa tới.")
        if self.own is not None and seen.unit_id not in self.own:
            errors.append(FOREIGN.format(unit=seen.line.holder.unit))
        return errors

    def _doubts(self, seen: Seen, key: str, awards: list[NewAward]) -> list[str]:
        found: dict[str, None] = {}
        kind = seen.line.holder.kind
        for award in awards:
            if words := misfit(award, kind, self.subjects, self.name(award.award)):
                found[words] = None
            holder = self.holders.get(key)
            if holder and not self.recorded.has(holder, award):
                for number in self.recorded.beside(holder, award):
                    found[
                        f"{self.name(award.award)} năm {award.year or '?'} đã có trong sổ theo "
                        f"quyết định {number or '(không ghi số)'}."
                    ] = None
        if seen.line.holder.unit and seen.unit_id is None:
            found[f"Chưa nhận ra đơn vị “{seen.line.holder.unit[:80]}”: giữ nguyên chữ."] = None
        if seen.line.same_as:
            found[f"Không có tên: hiểu là người ở dòng {seen.line.same_as}."] = None
        return list(found)

    def name(self, key: str) -> str:
        if key not in self._names:
            self._names[key] = name_of(key)
        return self._names[key]

    def words_of(self, seen: Seen) -> str:
        """The row in one sentence: what it gives to whom."""
        parts = [self._gain(gain) for gain in seen.line.gains]
        parts += [f"{word_name('ratings', one.rating)} {one.year}" for one in seen.line.ratings]
        parts += [f"Sáng kiến {one.year}: {one.title[:60]}" for one in seen.line.initiatives]
        where = seen.line.holder.unit
        return "; ".join(parts) + (f" ({where})" if where and parts else where)

    def _gain(self, gain: Gain) -> str:
        name = self.name(gain.award) if gain.award else f"“{gain.text[:60]}”"
        told: list[Any] = [name, gain.year or "", gain.decision_number]
        return " ".join(str(one) for one in told if one)
