"""The law whole: every award, condition, regime, amount and setting, asked by day.

A value asked for on a day without one is a LawError, never a default.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from thidua.core.law.model import (
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
    Refuted,
    Regime,
    Setting,
    Vocabulary,
)
from thidua.core.law.overlay import check_regimes, overlaid
from thidua.core.law.own_rows import OwnRow, own_row
from thidua.core.law.rows import Known

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class BonusAmount:
    """An amount in VND and how it came about: multiple × base salary, rounded as the setting says."""

    vnd: int
    multiple: Decimal
    base_salary: int
    product: Decimal
    rounding_unit: int
    rounding_mode: str  # up | nearest
    bonus: Bonus
    salary: BaseSalary

    @property
    def citation(self) -> str:
        return self.bonus.source.citation


@dataclass(frozen=True)
class Law:
    """Asked for what holds on a day. `digest` names the edition a verdict was judged with."""

    awards: Mapping[str, Award]
    conditions: Mapping[str, tuple[Condition, ...]]  # by award; "" holds the general ones
    regimes: tuple[Regime, ...]
    editions: tuple[Edition, ...]
    boundaries: tuple[Boundary, ...]
    authorities: tuple[Authority, ...]
    dossiers: tuple[Dossier, ...]
    bonuses: tuple[Bonus, ...]
    base_salaries: tuple[BaseSalary, ...]
    deadlines: tuple[Deadline, ...]
    settings: tuple[Setting, ...]
    vocabulary: Vocabulary
    digest: str
    sources: Mapping[str, str] = field(default_factory=dict)
    bonus_rules: tuple[BonusRule, ...] = ()
    equivalences: tuple[Equivalence, ...] = ()
    pending: tuple[Pending, ...] = ()
    refuted: tuple[Refuted, ...] = ()

    # Conditions

    def conditions_for(self, award: str, day: date) -> tuple[Condition, ...]:
        """The award's own conditions in force on the day, in the order of the law."""
        self.award(award)
        return self._on(award, day)

    def general_on(self, day: date) -> tuple[Condition, ...]:
        return self._on("", day)

    def _on(self, award: str, day: date) -> tuple[Condition, ...]:
        """Remembered by day: a list of thousands is judged on few days."""
        key = (award, day)
        if key not in self._remembered:
            if len(self._remembered) > 20_000:
                self._remembered.clear()
            rows = self.conditions.get(award, ())
            self._remembered[key] = tuple(row for row in rows if row.holds_on(day))
        return self._remembered[key]

    @cached_property
    def _remembered(self) -> dict[tuple[str, date], tuple[Condition, ...]]:
        return {}

    @cached_property
    def sentences(self) -> dict[tuple[str, date], tuple[str, ...]]:
        """The numbers of rows as sentences, remembered by `catalogue.values_of`."""
        return {}

    def condition(self, id_: str, day: date | None = None) -> Condition:
        """The row of this id: the one in force on the day, else (no day) its latest."""
        rows = self._by_id.get(id_, ())
        found = [row for row in rows if day is None or row.holds_on(day)]
        if not found:
            raise LawError(f"không có điều kiện “{id_}”" + (f" ngày {day:%d/%m/%Y}" if day else ""))
        return max(found, key=lambda row: row.valid_from)

    @cached_property
    def _by_id(self) -> Mapping[str, tuple[Condition, ...]]:
        found: dict[str, tuple[Condition, ...]] = {}
        for rows in self.conditions.values():
            for row in rows:
                found[row.id] = (*found.get(row.id, ()), row)
        return found

    def award(self, key: str) -> Award:
        if key not in self.awards:
            raise LawError(f"không có danh hiệu, hình thức “{key}”")
        return self.awards[key]

    # Regimes

    def regime_on(self, day: date) -> Regime:
        return only(self.regimes, day, "giai đoạn pháp luật")

    def edition_on(self, day: date) -> Edition | None:
        """How far the text of the day was read; None: no edition is set apart, it was read."""
        found = [one for one in self.editions if one.valid_from <= day < one.valid_until]
        return found[0] if found else None

    def boundary_between(self, one: date, other: date) -> Boundary | None:
        """The last boundary that lies between the two days, the later of them included."""
        first, last = min(one, other), max(one, other)
        crossed = [row for row in self.boundaries if first < row.day <= last]
        return max(crossed, key=lambda row: row.day, default=None)

    # Who, with which papers

    def authority(self, award: str, day: date) -> Authority:
        rows = [row for row in self.authorities if row.award == award]
        return only(rows, day, f"thẩm quyền {self.award(award).name}")

    def dossier(self, award: str, day: date) -> Dossier:
        rows = [row for row in self.dossiers if row.award == award]
        return only(rows, day, f"hồ sơ {self.award(award).name}")

    def deadlines_on(self, day: date, award: str = "") -> tuple[Deadline, ...]:
        """All deadlines of the day, or those of one award."""
        return tuple(
            row
            for row in self.deadlines
            if row.valid_from <= day < row.valid_until and award in ("", row.award)
        )

    # Money

    def base_salary(self, day: date) -> BaseSalary:
        return only(self.base_salaries, day, "mức lương cơ sở")

    def bonus(self, award: str, day: date, subject_kind: str, variant: str = "") -> BonusAmount:
        """In VND on the day of the decision. `variant`: a class of an order, or the issuing level."""
        name = self.award(award).name_on(day)
        rows = [row for row in self.bonuses if (row.award, row.variant) == (award, variant)]
        row = only(rows, day, f"mức thưởng {name}")
        multiple = row.multiples.get(subject_kind)
        if multiple is None:
            kind = self.vocabulary.name("subject_kinds", subject_kind)
            raise LawError(f"chưa có hệ số thưởng {name} cho {kind} ngày {day:%d/%m/%Y}")
        return self._amount(
            row, multiple, self.base_salary(day), self.setting("bonus_rounding", day)
        )

    @staticmethod
    def _amount(
        row: Bonus, multiple: Decimal, salary: BaseSalary, rounding: Mapping[str, Any]
    ) -> BonusAmount:
        product = multiple * salary.vnd_per_month
        unit, mode = int(rounding["unit"]), str(rounding["mode"])
        return BonusAmount(
            vnd=rounded(product, unit, mode),
            multiple=multiple,
            base_salary=salary.vnd_per_month,
            product=product,
            rounding_unit=unit,
            rounding_mode=mode,
            bonus=row,
            salary=salary,
        )

    # Settings

    def setting(self, key: str, day: date) -> Any:
        return self.setting_row(key, day).value

    def setting_row(self, key: str, day: date) -> Setting:
        remembered = self._settings.get((key, day))
        if remembered is None:
            rows = [row for row in self.settings if row.key == key]
            remembered = only(rows, day, f"thiết lập “{key}”")
            self._settings[key, day] = remembered
        return remembered

    @cached_property
    def _settings(self) -> dict[tuple[str, date], Setting]:
        return {}

    # The province's rows

    @property
    def known(self) -> Known:
        return Known(self.vocabulary, frozenset(self.awards), self.sources)

    def with_rows(self, rows: Iterable[Mapping[str, Any]]) -> "Law":
        """This law with the province's rows in place; `own_rows.own_row` says what a row holds."""
        rows = list(rows)
        if not rows:
            return self
        own = [own_row(row, self.known) for row in rows]
        law = replace(self, digest=digest_with(self.digest, rows), **self._with(own))
        check_regimes(law.regimes, law.boundaries)
        return law

    def _with(self, own: list[OwnRow]) -> dict[str, Any]:
        changed: dict[str, Any] = {"conditions": dict(self.conditions)}
        for one in own:
            if one.kind == "condition":
                changed["conditions"] = overlaid_conditions(changed["conditions"], one)
            else:
                name = HOMES[one.kind]
                present = changed.get(name, getattr(self, name))
                changed[name] = overlaid(present, one.value, one.replaces)
        return changed


HOMES = {
    "authority": "authorities",
    "bonus": "bonuses",
    "base_salary": "base_salaries",
    "dossier": "dossiers",
    "deadline": "deadlines",
    "regime": "regimes",
    "boundary": "boundaries",
    "setting": "settings",
}


def overlaid_conditions(
    conditions: Mapping[str, tuple[Condition, ...]], own: OwnRow
) -> dict[str, tuple[Condition, ...]]:
    home = own.award
    if own.replaces:
        homes = [key for key, rows in conditions.items() if any(r.id == own.replaces for r in rows)]
        if home not in homes:
            raise LawError(f"{own.value.id}: không có điều kiện “{own.replaces}” để thay")
    return {**conditions, home: overlaid(conditions.get(home, ()), own.value, own.replaces)}


def only(rows: Iterable[T], day: date, what: str) -> T:
    """The one row in force on the day."""
    found = [row for row in rows if row.valid_from <= day < row.valid_until]  # type: ignore[attr-defined]
    if len(found) != 1:
        many = "có nhiều giá trị" if found else "chưa có dữ liệu"
        raise LawError(f"{what}: {many} cho ngày {day:%d/%m/%Y}")
    return found[0]


def rounded(product: Decimal, unit: int, mode: str) -> int:
    whole, rest = divmod(product, unit)
    if mode == "up":
        more = rest > 0
    elif mode == "nearest":
        more = rest * 2 >= unit
    else:
        raise LawError(f"không hiểu cách làm tròn “{mode}”")
    return int(whole + 1 if more else whole) * unit


def digest_with(digest: str, rows: Iterable[Mapping[str, Any]]) -> str:
    text = json.dumps(list(rows), sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(f"{digest}\n{text}".encode()).hexdigest()
