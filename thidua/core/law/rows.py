"""Rows of the law data as mappings, built into the frozen values of `model`.

The YAML files and the province's own rows have the same shape and pass through the same functions,
so that neither can hold what the other may not. A malformed row is a LawError naming file and row.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from thidua.core.law.choices import check_choice
from thidua.core.law.model import (
    BEGINNING,
    FOREVER,
    FROM_MEMORY,
    PROVINCE,
    VERIFIED,
    Authority,
    Award,
    BaseSalary,
    Bonus,
    BonusRule,
    Boundary,
    Condition,
    Deadline,
    Dossier,
    Edition,
    Equivalence,
    LawError,
    Pending,
    Regime,
    Setting,
    Source,
    Vocabulary,
)
from thidua.core.law.params import check_params

STATUSES = (VERIFIED, FROM_MEMORY, PROVINCE)
TEXTS = ("", "secondary", "repealed", "machine_translation", "draft", "partial")
CONFIDENCES = ("", "high", "medium", "low")
DECIDING_DAYS = ("decision", "received_for_appraisal")
READ = ("whole", "partly", "not_read")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """What a row may point at: the vocabulary, the keys of awards, the sources."""

    vocabulary: Vocabulary
    awards: frozenset[str]
    sources: Mapping[str, str] = field(default_factory=dict)


class Place:
    """The file and the row an error is about."""

    def __init__(self, file: str, row: str = "") -> None:
        self.file, self.row = file, row

    def error(self, text: str) -> LawError:
        where = f"{self.file}: {self.row}" if self.row else self.file
        return LawError(f"{where}: {text}")


def word_of(row: Row, name: str, allowed: Iterable[str], place: Place, default: str = "") -> str:
    word = row.get(name, default)
    allowed = tuple(allowed)
    if word not in allowed:
        raise place.error(f"{name}: “{word}” không có trong danh mục ({', '.join(allowed)})")
    return str(word)


def text_of(row: Row, name: str, place: Place) -> str:
    text = row.get(name)
    if not isinstance(text, str) or not text.strip():
        raise place.error(f"thiếu “{name}”")
    return text


def only_keys(row: Row, allowed: Iterable[str], place: Place) -> None:
    unknown = sorted(set(row) - set(allowed))
    if unknown:
        raise place.error(f"không hiểu khóa: {', '.join(map(str, unknown))}")


def day_of(value: Any, place: Place) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise place.error(f"“{value}” không phải là ngày") from None


def days_of(row: Row, place: Place, since: date = BEGINNING, until: date = FOREVER) -> Row:
    """`from` and `to` (the last day) as half open days; what is missing is `since` and `until`."""
    first = day_of(row["from"], place) if row.get("from") else since
    last = row.get("to")
    end = day_of(last, place) + timedelta(days=1) if last else until
    if first >= end:
        raise place.error("ngày bắt đầu phải trước ngày kết thúc")
    return {"valid_from": first, "valid_until": end}


SOURCE_KEYS = (
    "citation",
    "source",
    "source_status",
    "verified_text",
    "confidence",
    "note",
    "doubts",
    "checked_on",
    "checked_by",
)
DAY_KEYS = ("from", "to")


def source_of(row: Row, known: Known, place: Place) -> Source:
    key = str(row.get("source") or "")
    if key and known.sources and key not in known.sources:
        raise place.error(f"nguồn “{key}” không có trong sources.yaml")
    checked = row.get("checked_on")
    return Source(
        citation=text_of(row, "citation", place),
        key=key,
        status=word_of(row, "source_status", STATUSES, place, VERIFIED),
        text=word_of(row, "verified_text", TEXTS, place),
        confidence=word_of(row, "confidence", CONFIDENCES, place),
        note=str(row.get("note") or ""),
        doubts=tuple(int(number) for number in row.get("doubts", ())),
        checked_on=day_of(checked, place) if checked else None,
        checked_by=str(row.get("checked_by") or ""),
    )


def condition(row: Row, known: Known, place: Place, since: date, until: date) -> Condition:
    """`since` and `until`: the days of its award, for a row that names none of its own."""
    only_keys(
        row,
        ("id", "text", "type", "params", "for", "group", "route", *SOURCE_KEYS, *DAY_KEYS),
        place,
    )
    if bool(row.get("group")) != bool(row.get("route")):
        raise place.error("“group” và “route” phải đi cùng nhau")
    type_ = text_of(row, "type", place)
    return Condition(
        id=text_of(row, "id", place),
        text=text_of(row, "text", place),
        type=type_,
        source=source_of(row, known, place),
        params=check_params(type_, row.get("params") or {}, known, place),
        variants=frozenset(words_of(row, "for", "variants", known, place)),
        group=str(row.get("group") or ""),
        route=str(row.get("route") or ""),
        **days_of(row, place, since, until),
    )


def words_of(row: Row, name: str, kind: str, known: Known, place: Place) -> tuple[str, ...]:
    """A list of words of the vocabulary's `kind`."""
    words = tuple(row.get(name) or ())
    for word in words:
        if word not in known.vocabulary.words[kind]:
            raise place.error(f"{name}: “{word}” không có trong danh mục {kind}")
    return words


AWARD_KEYS = (
    "key",
    "name",
    "name_en",
    "names",
    "kind",
    "level",
    "subjects",
    "cycle",
    "conditions",
    "authority",
    "dossiers",
    "bonuses",
    *SOURCE_KEYS,
    *DAY_KEYS,
)


def award(row: Row, known: Known, place: Place) -> Award:
    only_keys(row, AWARD_KEYS, place)
    words = known.vocabulary.words
    return Award(
        key=text_of(row, "key", place),
        name=text_of(row, "name", place),
        kind=word_of(row, "kind", words["award_kinds"], place),
        level=word_of(row, "level", words["levels"], place),
        subjects=frozenset(words_of(row, "subjects", "subject_kinds", known, place)),
        cycle=word_of(row, "cycle", words["cycles"], place),
        source=source_of(row, known, place),
        name_en=str(row.get("name_en") or ""),
        names=tuple(_earlier_names(row, place)),
        note=str(row.get("note") or ""),
        **days_of(row, place),
    )


def _earlier_names(row: Row, place: Place) -> Iterable[tuple[date, str]]:
    for earlier in row.get("names") or ():
        last = day_of(earlier["to"], place)
        yield last + timedelta(days=1), text_of(earlier, "name", place)


def authority(row: Row, known: Known, place: Place) -> Authority:
    only_keys(row, ("award", "decided_by", "proposed_by", *SOURCE_KEYS, *DAY_KEYS), place)
    return Authority(
        award=award_key(row, known, place),
        decided_by=words_of(row, "decided_by", "authorities", known, place),
        proposed_by=words_of(row, "proposed_by", "authorities", known, place),
        source=source_of(row, known, place),
        **days_of(row, place),
    )


def award_key(row: Row, known: Known, place: Place) -> str:
    key = text_of(row, "award", place)
    if key not in known.awards:
        raise place.error(f"không có danh hiệu, hình thức “{key}”")
    return key


def bonus(row: Row, known: Known, place: Place) -> Bonus:
    only_keys(row, ("award", "multiples", "variant", *SOURCE_KEYS, *DAY_KEYS), place)
    multiples = row.get("multiples")
    if not isinstance(multiples, Mapping) or not multiples:
        raise place.error("thiếu “multiples”")
    words_of({"multiples": tuple(multiples)}, "multiples", "subject_kinds", known, place)
    return Bonus(
        award=award_key(row, known, place),
        multiples={kind: multiple_of(value, place) for kind, value in multiples.items()},
        source=source_of(row, known, place),
        variant=word_of(row, "variant", ("", *known.vocabulary.words["bonus_variants"]), place),
        **days_of(row, place),
    )


def multiple_of(value: Any, place: Place) -> Decimal | None:
    if value is None:
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        raise place.error(f"“{value}” không phải là hệ số") from None


def base_salary(row: Row, known: Known, place: Place) -> BaseSalary:
    only_keys(row, ("vnd_per_month", *SOURCE_KEYS, *DAY_KEYS), place)
    amount = row.get("vnd_per_month")
    if not isinstance(amount, int) or amount <= 0:
        raise place.error("“vnd_per_month” phải là số đồng")
    return BaseSalary(amount, source_of(row, known, place), **days_of(row, place))


def dossier(row: Row, known: Known, place: Place) -> Dossier:
    only_keys(row, ("award", "papers", "copies", *SOURCE_KEYS, *DAY_KEYS), place)
    papers = tuple(row.get("papers") or ())
    if not papers or not all(isinstance(paper, str) for paper in papers):
        raise place.error("thiếu “papers”")
    return Dossier(
        award=award_key(row, known, place),
        papers=papers,
        source=source_of(row, known, place),
        copies=row.get("copies"),
        **days_of(row, place),
    )


def deadline(row: Row, known: Known, place: Place) -> Deadline:
    only_keys(row, ("key", "text", "award", "working_days", *SOURCE_KEYS, *DAY_KEYS), place)
    return Deadline(
        key=text_of(row, "key", place),
        text=text_of(row, "text", place),
        source=source_of(row, known, place),
        award=award_key(row, known, place) if row.get("award") else "",
        working_days=row.get("working_days"),
        **days_of(row, place),
    )


def regime(row: Row, known: Known, place: Place) -> Regime:
    only_keys(row, ("key", "title", "law", "text_obtained", *SOURCE_KEYS, *DAY_KEYS), place)
    return Regime(
        key=text_of(row, "key", place),
        title=text_of(row, "title", place),
        law=text_of(row, "law", place),
        source=source_of(row, known, place),
        text_obtained=bool(row.get("text_obtained", True)),
        note=str(row.get("note") or ""),
        **days_of(row, place),
    )


def boundary(row: Row, known: Known, place: Place) -> Boundary:
    only_keys(
        row,
        ("day", "earlier", "later", "deciding_day", "kinder_law", *SOURCE_KEYS, *DAY_KEYS),
        place,
    )
    if not isinstance(row.get("kinder_law"), bool):
        raise place.error("“kinder_law” phải là true hoặc false")
    return Boundary(
        day=day_of(row.get("day"), place),
        earlier=text_of(row, "earlier", place),
        later=text_of(row, "later", place),
        deciding_day=word_of(row, "deciding_day", DECIDING_DAYS, place),
        kinder_law=row["kinder_law"],
        source=source_of(row, known, place),
    )


def setting(row: Row, known: Known, place: Place) -> Setting:
    only_keys(row, ("key", "title", "value", *SOURCE_KEYS, *DAY_KEYS), place)
    if "value" not in row:
        raise place.error("thiếu “value”")
    return Setting(
        key=text_of(row, "key", place),
        title=text_of(row, "title", place),
        value=check_choice(str(row["key"]), row["value"], place),
        source=source_of(row, known, place),
        **days_of(row, place),
    )


def edition(row: Row, known: Known, place: Place) -> Edition:
    only_keys(row, ("key", "title", "read", *SOURCE_KEYS, *DAY_KEYS), place)
    return Edition(
        key=text_of(row, "key", place),
        title=text_of(row, "title", place),
        read=word_of(row, "read", READ, place),
        source=source_of(row, known, place),
        note=str(row.get("note") or ""),
        **days_of(row, place),
    )


def pending(row: Row, known: Known, place: Place) -> Pending:
    only_keys(row, ("law", "text", "award", "effective", "expires", *SOURCE_KEYS), place)
    effective, expires = row.get("effective"), row.get("expires")
    return Pending(
        law=text_of(row, "law", place),
        text=text_of(row, "text", place),
        source=source_of(row, known, place),
        effective=day_of(effective, place) if effective else None,
        expires=day_of(expires, place) if expires else None,
        award=award_key(row, known, place) if row.get("award") else "",
    )


def equivalence(row: Row, known: Known, place: Place) -> Equivalence:
    only_keys(row, ("military", "civil", *SOURCE_KEYS), place)
    return Equivalence(
        military=text_of(row, "military", place),
        civil=award_key({"award": row.get("civil")}, known, place),
        source=source_of(row, known, place),
    )


def bonus_rule(row: Row, known: Known, place: Place) -> BonusRule:
    only_keys(row, ("key", "text", *SOURCE_KEYS, *DAY_KEYS), place)
    return BonusRule(
        key=text_of(row, "key", place),
        text=text_of(row, "text", place),
        source=source_of(row, known, place),
        **days_of(row, place),
    )
