"""What a row gives: awards, ratings, initiatives."""

import re
from dataclasses import replace

from thidua.core.registers.awards import AwardNames, AwardReading
from thidua.core.registers.choices import (
    INITIATIVE_KINDS,
    LEVELS,
    RATINGS,
    SCOPES,
    TYPES,
    choose,
    is_tick,
)
from thidua.core.registers.days import PartialDay, Years, read_day, read_years
from thidua.core.registers.decisions import Decision, read_decision
from thidua.core.registers.lines import Gain, InitiativeSeen, Line, RatingSeen
from thidua.core.registers.row import Row
from thidua.core.text.folding import fold

# One word for people and collectives in the mouth of an office; two awards in the law.
_OF_COLLECTIVES = {"advanced_worker": "advanced_labor_collective"}
_NOTHING = Years(())
_HAS_DECISION = re.compile(r"qđ|quyết định|\d\s*/\s*(?:\d{4}\s*/\s*)?[A-ZĐ]", re.IGNORECASE)


def gains_of(row: Row, line: Line, awards: AwardNames) -> list[Gain]:
    common = _common(row, line)
    years = _years(row, line)
    gains: list[Gain] = []
    for text in row.texts("award"):
        gains += _from_text(text, common, years, line, awards)
    for key, text in row.marked("award"):
        gains += _from_column(key, text, common, years, line, awards.yearly)
    for year, text in row.marked("year"):
        if choose(text, RATINGS) is None or any(one.key for one in awards.read(text)):
            gains += _in_year(int(year), text, common, line, awards)
    if not gains and row.told.award and not row.text("initiative"):
        gains = _spread(
            Gain(row.told.award, row.told.award_text), years, common, line, awards.yearly
        )
    if line.holder.kind not in ("individual", "foreign_individual"):
        for gain in gains:
            gain.award = _OF_COLLECTIVES.get(gain.award, gain.award)
    return _without_doubles([_with_doubt(gain, line) for gain in gains])


def _without_doubles(gains: list[Gain]) -> list[Gain]:
    """A form says an award by name and by code: once."""
    if len(gains) < 2:
        return gains
    seen = {(gain.award or gain.text, gain.year): gain for gain in reversed(gains)}
    return list(reversed(seen.values()))


def _common(row: Row, line: Line) -> Gain:
    """What all awards of the row share."""
    found = _decision(row, line)
    level, kind = row.text("level"), row.text("type")
    return Gain(
        decision_number=found.number,
        decided=found.day,
        decided_by=row.text("decided_by") or found.by or row.told.decided_by,
        level=choose(level, LEVELS) or "" if level else "",
        type=choose(kind, TYPES) or "" if kind else "",
        reason=" ".join(row.text("reason").split()),
        certificate_number=row.text("certificate_number").removesuffix(".0"),
    )


def _decision(row: Row, line: Line) -> Decision:
    both = read_decision(row.text("decision")) if row.text("decision") else Decision()
    number_cell = row.text("decision_number")
    parted = read_decision(number_cell) if number_cell else Decision()
    number = (
        parted.number or number_cell.removesuffix(".0") or both.number or row.told.decision_number
    )
    said = row.text("decided")
    day = both.day or parted.day
    if said:
        day = _day(said, "Ngày quyết định", line) or day
    if row.text("decision") and not (both.number or both.day):
        day = day or _only_day(row.text("decision"))
        if day is None:
            line.doubts.append(f"Không thấy số, ngày trong “{row.text('decision')[:60]}”.")
    if day is None and not row.text("decision") and not number_cell and row.told.decided:
        day = _day(row.told.decided, "Ngày quyết định", line)
    if day and day.doubt:
        line.doubts.append(f"Ngày quyết định: {day.doubt}")
    return Decision(number[:60], day, both.by or parted.by)


def _day(text: str, title: str, line: Line) -> PartialDay | None:
    try:
        return read_day(text)
    except ValueError as error:
        line.errors.append(f"{title} “{text[:40]}”: {error}.")
        return None


def _only_day(text: str) -> PartialDay | None:
    try:
        return read_day(text)
    except ValueError:
        return None


def _years(row: Row, line: Line) -> Years:
    said = row.text("year")
    if not said:
        return Years((row.told.year,)) if row.told.year else _NOTHING
    try:
        found = read_years(said)
    except ValueError as error:
        line.errors.append(f"Năm “{said[:40]}”: {error}.")
        return _NOTHING
    if found.doubt:
        line.doubts.append(found.doubt)
    return found


def _from_text(text: str, common: Gain, years: Years, line: Line, awards: AwardNames) -> list[Gain]:
    rest, own = _own_decision(text, common)
    gains: list[Gain] = []
    for reading in awards.read(rest or text):
        _ask(reading, line)
        gain = Gain(reading.key, reading.text[:300], reading.candidates)
        gains += _spread(
            gain, Years(reading.years) if reading.years else years, own, line, awards.yearly
        )
    return gains


def _own_decision(text: str, common: Gain) -> tuple[str, Gain]:
    """A decision written in the cell of the award itself."""
    if not _HAS_DECISION.search(text):
        return text, common
    found = read_decision(text)
    if not ("/" in found.number or found.day):
        return text, common
    own = replace(
        common,
        decision_number=found.number or common.decision_number,
        decided=found.day or common.decided,
        decided_by=found.by or common.decided_by,
    )
    return found.rest, own


def _ask(reading: AwardReading, line: Line) -> None:
    if not reading.key:
        line.errors.append(f"Chưa rõ “{reading.text[:80]}” là danh hiệu, hình thức nào.")


def _spread(
    gain: Gain, years: Years, common: Gain, line: Line, yearly: frozenset[str]
) -> list[Gain]:
    """One award for each year named; common facts filled in."""
    filled = common.given(gain, None, years.since)
    if not years.years:
        return [filled]
    if years.since and gain.award in yearly:
        line.doubts.append(f"Năm {years.since}–{years.years[0]} được hiểu là từng năm một.")
        each = (*range(years.since, years.years[0]), *years.years)
        return [common.given(gain, year) for year in each]
    return [
        common.given(gain, year, years.since if place == 0 else None)
        for place, year in enumerate(years.years)
    ]


def _from_column(
    key: str, text: str, common: Gain, years: Years, line: Line, yearly: frozenset[str]
) -> list[Gain]:
    """A column headed by an award: a tick, years, or the decision stand in it."""
    gain = Gain(key)
    if is_tick(text):
        return _spread(gain, years, common, line, yearly)
    rest, own = _own_decision(text, common)
    try:
        found = read_years(rest or text) if rest or own is common else years
    except ValueError:
        found = years
        if own is common:
            line.doubts.append(f"Ô “{text[:40]}” dưới cột danh hiệu được hiểu là có đạt.")
    return _spread(gain, found, own, line, yearly)


def _in_year(year: int, text: str, common: Gain, line: Line, awards: AwardNames) -> list[Gain]:
    if is_tick(text):
        return []
    rest, own = _own_decision(text, common)
    gains = []
    for reading in awards.read(rest or text):
        _ask(reading, line)
        gains.append(
            replace(
                own,
                award=reading.key,
                text=reading.text[:300],
                candidates=reading.candidates,
                year=year,
            )
        )
    return gains


def _with_doubt(gain: Gain, line: Line) -> Gain:
    """The register counts an award without a year in that of its decision: it stays a doubt."""
    if gain.year is None and gain.decided is not None:
        line.doubts.append(
            f"Không ghi năm đạt: tạm tính theo năm của quyết định ({gain.decided.day.year})."
        )
    return gain


def ratings_of(row: Row, line: Line) -> list[RatingSeen]:
    found: list[RatingSeen] = []
    for year, text in (*row.marked("rating"), *row.marked("year")):
        rating = choose(text, RATINGS) if len(text) < 60 else None
        if rating:
            found.append(RatingSeen(int(year), rating))
    if said := row.text("rating"):
        found += _rated(said, row, line)
    return found


def _rated(said: str, row: Row, line: Line) -> list[RatingSeen]:
    rating = choose(said, RATINGS)
    years = _quiet_years(row)
    if rating is None:
        line.doubts.append(f"Xếp loại “{said[:40]}” chưa hiểu: không ghi.")
        return []
    if not years:
        line.doubts.append(f"Xếp loại “{said[:40]}” không rõ năm: không ghi.")
        return []
    return [RatingSeen(years[0], rating)]


def _quiet_years(row: Row) -> tuple[int, ...]:
    try:
        return (
            read_years(row.text("year")).years
            if row.text("year")
            else tuple(filter(None, (row.told.year,)))
        )
    except ValueError:
        return ()


def initiatives_of(row: Row, line: Line) -> list[InitiativeSeen]:
    title = " ".join(row.text("initiative").split())
    if not title:
        return []
    own = read_decision(row.text("initiative_decision"))
    only = not line.gains
    decided = own.day or (_decision(row, Line(0, line.holder)).day if only else None)
    number = own.number or (read_decision(row.text("decision_number")).number if only else "")
    year = (decided.day.year if decided else None) or next(iter(_quiet_years(row)), None)
    if year is None:
        line.errors.append("Sáng kiến không có năm hoặc ngày công nhận.")
        return []
    scope_text = row.text("initiative_scope") or (row.text("decided_by") if only else "")
    kind = choose(title, INITIATIVE_KINDS) or "initiative"
    if "de tai" in fold(title)[:12]:
        kind = "science_work"
    scope = choose(scope_text, SCOPES) or ""
    if not scope:
        scope = "grassroots"
        line.doubts.append("Không rõ phạm vi sáng kiến: ghi là cấp cơ sở.")
    return [InitiativeSeen(title[:500], year, scope, kind, number, decided)]
