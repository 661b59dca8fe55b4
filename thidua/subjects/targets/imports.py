"""Figures and shares from Excel: a unit's whole sheet, an owner's split, figures of past years."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from thidua.base.access import Actor, may
from thidua.base.errors import Refusal
from thidua.base.imports import Column, ImportSpec, RowVerdict, register
from thidua.core.text import format_number, nfc, parse_number
from thidua.subjects.orgs.models import Organization
from thidua.subjects.targets.models import Target, TargetValue
from thidua.subjects.targets.selectors.checks import Company, company_of
from thidua.subjects.targets.services.reporting import (
    Figure,
    check_size,
    check_takes,
    differs,
    report_values,
)
from thidua.subjects.targets.services.splitting import ShareLine, split_target

Values = dict[str, Any]
LARGEST_ID = 2**63 - 1
FROM_EXCEL = "bảng Excel giao chỉ tiêu"


def parse_words(text: str) -> str:
    return nfc(" ".join(text.split()))


def parse_code(text: str) -> str:
    return parse_words(text).upper()


def parse_id(text: str) -> int:
    digits = text.replace(".", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError("ghi bằng chữ số, như trong tệp đã tải về")
    return min(int(digits), LARGEST_ID)


def parse_figure(text: str) -> Decimal | None:
    return parse_number(text) if text.strip() else None


TARGET = Column("target", "Mã chỉ tiêu", ("chỉ tiêu số",), True, parse_id, "12")
NAME = Column(
    "name", "Tên chỉ tiêu", ("chỉ tiêu",), parse=parse_words, example="Số lao động có việc làm"
)
UNIT = Column("unit", "Mã đơn vị", ("unit_code",), True, parse_code, "LC-SYT")
UNIT_NAME = Column("unit_name", "Tên đơn vị", ("đơn vị",), parse=parse_words, example="Sở Y tế")
WEIGHT = Column("weight", "Mẫu số", (), parse=parse_figure, example="1.250")
NOTE = Column("remark", "Ghi chú", ("lý do",), parse=parse_words, example="Theo sổ theo dõi")

VALUE_COLUMNS = (
    TARGET,
    NAME,
    UNIT,
    UNIT_NAME,
    Column("period", "Kỳ", ("kỳ báo cáo", "mã kỳ"), True, parse_code, "2022-M01"),
    Column("value", "Số thực hiện", ("số", "kết quả"), parse=parse_figure, example="120"),
    WEIGHT,
    Column("paper", "Văn bản, nguồn", ("văn bản",), parse=parse_words, example="12/BC-UBND"),
    NOTE,
    Column("confirmed", "Xác nhận số khác thường", ("xác nhận",), parse=parse_words, example=""),
)
SHARE_COLUMNS = (
    TARGET,
    NAME,
    UNIT,
    UNIT_NAME,
    Column("value", "Mức giao", ("giao",), parse=parse_figure, example="800"),
    WEIGHT,
    NOTE,
)


@dataclass(slots=True)
class KnownValues:
    """The rows that a file speaks of: fetched target by target, once each."""

    actor: Actor
    rows: dict[int, dict[tuple[str, str], TargetValue]] = field(default_factory=dict)
    companies: dict[int, Company] = field(default_factory=dict)

    def row(self, values: Values) -> TargetValue:
        found = self._of(values["target"]).get((values["unit"], values["period"]))
        if found is None:
            raise Refusal(
                f"Đơn vị mã {values['unit']} không phải báo cáo chỉ tiêu mã {values['target']} trong "
                f"kỳ {values['period']}."
            )
        if not (answer := may(self.actor, "targets.report", found)):
            raise Refusal(answer.reason)
        check_takes(found, self.actor)
        return found

    def _of(self, target_id: int) -> dict[tuple[str, str], TargetValue]:
        if target_id not in self.rows:
            related = ("target", "period", "organization")
            rows = TargetValue.objects.filter(target_id=target_id).select_related(*related)
            self.rows[target_id] = {(row.organization.code, row.period.code): row for row in rows}
        return self.rows[target_id]

    def company(self, row: TargetValue) -> Company:
        if row.period_id not in self.companies:
            fellows = [
                one
                for known in self.rows.values()
                for one in known.values()
                if one.period_id == row.period_id
            ]
            self.companies[row.period_id] = company_of(fellows, self.actor.day)
        return self.companies[row.period_id]


def figure_of(values: Values, row: TargetValue) -> Figure:
    return Figure(
        row,
        values.get("value"),
        values.get("weight"),
        values.get("paper") or "",
        values.get("remark") or "",
        values.get("confirmed") or "",
    )


def check_value(values: Values, known: KnownValues) -> RowVerdict:
    label = values.get("name") or str(values["target"])
    try:
        row = known.row(values)
        label = f"{row.target}, {values.get('unit_name') or values['unit']}"
        figure = figure_of(values, row)
        check_size(figure.value, figure.weight)
        _check_words(figure, known)
    except Refusal as refusal:
        return RowVerdict(errors=[refusal.message], label=label)
    if not differs(figure):
        return RowVerdict(change="same", label=label)
    differences = {"Số thực hiện": (_said(row.value), _said(figure.value))}
    return RowVerdict(
        change="new" if row.reported_on is None else "changed", label=label, differences=differences
    )


def _check_words(figure: Figure, known: KnownValues) -> None:
    """The same demands as on the screen, told for every row at once."""
    found = known.company(figure.row).findings(figure.row, figure.value, figure.weight)
    impossible = [one.words for one in found if one.needs_words]
    if impossible and not figure.confirmed:
        raise Refusal(f"{' '.join(impossible)} Sửa số, hoặc ghi lý do ở cột Xác nhận.")


def _said(value: Decimal | None) -> str:
    return "" if value is None else format_number(value.normalize())


def apply_values(actor: Actor, rows: list[Values], known: KnownValues) -> str:
    """Period by period, so that each is checked in its own company."""
    by_period: dict[int, list[Figure]] = defaultdict(list)
    for values in rows:
        row = known.row(values)
        by_period[row.period_id].append(figure_of(values, row))
    count = sum(report_values(actor=actor, figures=figures) for figures in by_period.values())
    return f"Đã ghi {count} số liệu chỉ tiêu."


@dataclass(slots=True)
class KnownTargets:
    actor: Actor
    targets: dict[int, Target] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)

    @classmethod
    def begin(cls, actor: Actor) -> KnownTargets:
        return cls(actor, {}, dict(Organization.objects.values_list("code", "pk")))

    def target(self, target_id: int) -> Target:
        if target_id not in self.targets:
            found = Target.objects.followed().filter(pk=target_id, of_unit=None).first()
            if found is None:
                raise Refusal(f"Không có chỉ tiêu mã {target_id} đang theo dõi.")
            self.targets[target_id] = found
        target = self.targets[target_id]
        if not (answer := may(self.actor, "targets.split", target)):
            raise Refusal(answer.reason)
        return target

    def unit(self, code: str) -> int:
        if code not in self.units:
            raise Refusal(f"Không có đơn vị mã {code}.")
        return self.units[code]


def check_share(values: Values, known: KnownTargets) -> RowVerdict:
    label = values.get("unit_name") or values["unit"]
    try:
        target = known.target(values["target"])
        unit = known.unit(values["unit"])
        check_size(values.get("value"), values.get("weight"))
        if not target.is_split:
            raise Refusal("Chỉ tiêu này không giao xuống đơn vị.")
    except Refusal as refusal:
        return RowVerdict(errors=[refusal.message], label=label)
    share = target.shares.filter(organization_id=unit).first()
    old, new = share.value if share else None, values.get("value")
    if share is not None and (old, share.weight) == (new, values.get("weight")):
        return RowVerdict(change="same", label=label)
    return RowVerdict(
        change="changed" if share else "new",
        label=label,
        differences={"Mức giao": (_said(old), _said(new))},
    )


def apply_shares(actor: Actor, rows: list[Values], known: KnownTargets) -> str:
    """The file adds to and changes what stands; a unit is taken off on the screen only."""
    by_target: dict[int, dict[int, ShareLine]] = defaultdict(dict)
    for values in rows:
        target = known.target(values["target"])
        unit = known.unit(values["unit"])
        by_target[target.pk][unit] = ShareLine(
            unit, values.get("value"), values.get("weight"), values.get("remark") or ""
        )
    for target_id, lines in by_target.items():
        target = known.targets[target_id]
        standing = {
            share.organization_id: ShareLine(
                share.organization_id, share.value, share.weight, share.note
            )
            for share in target.shares.all()
        }
        split_target(
            actor=actor,
            target=target,
            lines=list({**standing, **lines}.values()),
            paper=target.shares.values_list("paper", flat=True).first() or "",
            reason=FROM_EXCEL,
        )
    return f"Đã ghi mức giao của {len(rows)} đơn vị."


register(
    ImportSpec(
        name="targets.values",
        title="Số liệu chỉ tiêu",
        verb="targets.report",
        columns=VALUE_COLUMNS,
        check_row=check_value,
        apply_rows=apply_values,
        begin=KnownValues,
        unique=("target", "unit", "period"),
        done_url="/chi-tieu/bao-cao/",
    )
)
register(
    ImportSpec(
        name="targets.shares",
        title="Giao chỉ tiêu cho đơn vị",
        verb="targets.split",
        columns=SHARE_COLUMNS,
        check_row=check_share,
        apply_rows=apply_shares,
        begin=KnownTargets.begin,
        unique=("target", "unit"),
        done_url="/chi-tieu/",
    )
)
