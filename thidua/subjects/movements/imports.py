"""Progress of units that are offline: the slip they were given comes back filled, and is taken over.

A row says the movement and the unit by their codes, then the steps. What stands already just so
is the same; a step told otherwise than it stands is an error, as it is on the screen.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from functools import cached_property
from typing import Any

from thidua.base.access import Actor, may
from thidua.base.errors import Refusal
from thidua.base.imports import Column, ImportSpec, RowVerdict, register
from thidua.core.text import format_date, nfc, parse_date
from thidua.subjects.movements.models import Duty, Movement
from thidua.subjects.movements.selectors.movements import visible_to
from thidua.subjects.movements.services.recording import (
    Progress,
    check_progress,
    only_new,
    record_progress,
)
from thidua.subjects.orgs.models import Organization

Values = dict[str, Any]
LARGEST_ID = 2**63 - 1
SOURCE = "phiếu tiến độ bằng Excel của đơn vị"


class Known:
    """The duties that rows are checked against: one query for each movement named in the file."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self._duties: dict[int, dict[str, Duty]] = {}

    @cached_property
    def unit_codes(self) -> set[str]:
        return set(Organization.objects.values_list("code", flat=True))

    def duty_of(self, movement_id: int, code: str) -> Duty:
        duty = self._of_movement(movement_id).get(code)
        if duty is None:
            raise Refusal(
                f"Đơn vị mã {code} không được giao phong trào này."
                if code in self.unit_codes
                else f"Không có đơn vị mã {code}."
            )
        if not (answer := may(self.actor, "movements.record_for_unit", duty)):
            raise Refusal(answer.reason)
        return duty

    def _of_movement(self, movement_id: int) -> dict[str, Duty]:
        if movement_id not in self._duties:
            self._duties[movement_id] = self._fetched(movement_id)
        return self._duties[movement_id]

    def _fetched(self, movement_id: int) -> dict[str, Duty]:
        movement = visible_to(self.actor).filter(pk=min(movement_id, LARGEST_ID)).first()
        if movement is None:
            raise Refusal(f"Không có phong trào mã {movement_id}.")
        return {duty.organization.code: duty for duty in duties_with_plans(movement)}


def duties_with_plans(movement: Movement) -> list[Duty]:
    """With all that a slip says of a unit, in one query."""
    rows = Duty.objects.filter(movement=movement)
    related = ("movement", "organization", "plan__launch_event")
    return list(rows.select_related(*related))


def parse_number(text: str) -> int:
    digits = text.replace(".", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError("ghi bằng chữ số, ví dụ 120")
    return int(digits)


def parse_words(text: str) -> str:
    return nfc(" ".join(text.split()))


def parse_code(text: str) -> str:
    return parse_words(text).upper()


COLUMNS = (
    Column("movement", "Mã phong trào", ("phong trào số",), True, parse_number, "12"),
    Column("unit", "Mã đơn vị", ("unit_code",), True, parse_code, "LC-SYT"),
    Column("name", "Tên đơn vị", ("đơn vị",), parse=parse_words, example="Sở Y tế"),
    Column(
        "acknowledged_on",
        "Ngày tiếp nhận",
        ("tiếp nhận ngày",),
        parse=parse_date,
        example="10/02/2022",
    ),
    Column(
        "plan_number",
        "Số kế hoạch",
        ("số, ký hiệu kế hoạch", "kế hoạch số"),
        parse=parse_words,
        example="15/KH-SYT",
    ),
    Column(
        "plan_day",
        "Ngày kế hoạch",
        ("ngày ban hành kế hoạch", "kế hoạch ngày"),
        parse=parse_date,
        example="14/02/2022",
    ),
    Column(
        "launched_on",
        "Ngày phát động",
        ("phát động ngày",),
        parse=parse_date,
        example="15/02/2022",
    ),
    Column(
        "place",
        "Địa điểm",
        ("địa điểm phát động", "nơi phát động"),
        parse=parse_words,
        example="Hội trường Sở Y tế",
    ),
    Column("attendance", "Số người dự", ("người dự",), parse=parse_number, example="120"),
)
TITLES = {column.key: column.title for column in COLUMNS}


def progress_of(values: Values) -> Progress:
    blank = asdict(Progress())
    told: Values = {name: values[name] for name in blank if values.get(name) is not None}
    return Progress(**told)


def check_row(values: Values, known: Known) -> RowVerdict:
    label = values.get("name") or values["unit"]
    try:
        duty = known.duty_of(values["movement"], values["unit"])
        label = duty.unit_name
        progress = only_new(duty, progress_of(values))
        if progress.steps:
            check_progress(duty, progress, known.actor.day)
    except Refusal as refusal:
        return RowVerdict(errors=[refusal.message], label=label)
    blank = asdict(Progress())
    told = {name: value for name, value in asdict(progress).items() if value != blank[name]}
    differences = {TITLES[name]: ("", shown(value)) for name, value in told.items()}
    return RowVerdict(
        change="changed" if differences else "same", label=label, differences=differences
    )


def shown(value: Any) -> str:
    return format_date(value) if isinstance(value, date) else str(value)


def apply_rows(actor: Actor, rows: list[Values], known: Known) -> str:
    """Runs in the transaction of the import; each unit has its own event, as from the screen."""
    for values in rows:
        duty = known.duty_of(values["movement"], values["unit"])
        progress = only_new(duty, progress_of(values))
        record_progress(actor=actor, duty=duty, paper=SOURCE, **asdict(progress))
    return f"Đã ghi nhận tiến độ của {len(rows)} đơn vị."


register(
    ImportSpec(
        name="movements.progress",
        title="Tiến độ của đơn vị",
        verb="movements.import_progress",
        columns=COLUMNS,
        check_row=check_row,
        apply_rows=apply_rows,
        begin=Known,
        unique=("movement", "unit"),
        done_url="/phong-trao/ban-dieu-hanh/",
    )
)
