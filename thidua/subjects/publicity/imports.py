"""What organs published, from an Excel list: one row a tin, bài or broadcast."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from thidua.base.access import Actor, may
from thidua.base.errors import Refusal
from thidua.base.imports import Column, ImportSpec, RowVerdict, register
from thidua.core.text import fold, format_date, nfc, parse_date, parse_number
from thidua.subjects.orgs.models import Organization
from thidua.subjects.publicity.enums import OutputKind
from thidua.subjects.publicity.models import Example, PressOutput, PressTask
from thidua.subjects.publicity.services.press import Told, check_told, report_output

Values = dict[str, Any]
KINDS = {fold(str(kind.label)): kind.value for kind in OutputKind}
KINDS |= {"truyen hinh": "television", "phong su": "television", "phat thanh": "radio", "mang xa hoi": "online"}  # fmt: skip


class Known:
    """What rows are checked against, fetched once for the file."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    @cached_property
    def organs(self) -> dict[str, int]:
        return dict(Organization.objects.values_list("code", "pk"))

    @cached_property
    def seen(self) -> set[tuple[int, str, date]]:
        return set(PressOutput.objects.values_list("organ_id", "title_key", "day"))

    @cached_property
    def examples(self) -> dict[int, Example]:
        return Example.objects.in_bulk()

    @cached_property
    def tasks(self) -> dict[int, int]:
        return dict(PressTask.objects.values_list("pk", "organ_id"))

    def told(self, values: Values) -> Told:
        organ = self.organs.get(values["organ"])
        if organ is None:
            raise Refusal(f"Không có cơ quan mã {values['organ']}.")
        if not (answer := may(self.actor, "publicity.report_output", organ)):
            raise Refusal(answer.reason)
        example, task = values.get("example"), values.get("task")
        if example is not None and example not in self.examples:
            raise Refusal(f"Không có điển hình số {example}.")
        if task is not None and self.tasks.get(task) != organ:
            raise Refusal(f"Cơ quan không được giao nhiệm vụ tuyên truyền số {task}.")
        return Told(
            organ_id=organ,
            kind=values["kind"],
            title=values["title"],
            day=values["day"],
            link=values.get("link") or "",
            column=values.get("column") or "",
            minutes=values.get("minutes"),
            example_id=example,
            task_id=task,
        )


def parse_kind(text: str) -> str:
    found = KINDS.get(fold(" ".join(text.split())))
    if found is None:
        raise ValueError("là một trong: " + ", ".join(str(label) for label in OutputKind.labels))
    return found


def parse_words(text: str) -> str:
    return nfc(" ".join(text.split()))


def parse_code(text: str) -> str:
    return parse_words(text).upper()


def parse_id(text: str) -> int:
    if not (text.strip().isascii() and text.strip().isdigit()):
        raise ValueError("ghi bằng chữ số")
    return int(text)


def parse_minutes(text: str) -> Decimal:
    return Decimal(parse_number(text))


def parse_link(text: str) -> str:
    link = text.strip()
    if not link.startswith(("http://", "https://")):
        raise ValueError("đường dẫn bắt đầu bằng https://")
    return link


COLUMNS = (
    Column("organ", "Mã cơ quan", ("cơ quan", "mã đơn vị"), True, parse_code, "LC-BLC"),
    Column("day", "Ngày đăng, phát", ("ngày đăng", "ngày phát", "ngày"), True, parse_date, "15/02/2022"),
    Column("kind", "Hình thức", ("thể loại", "loại"), True, parse_kind, "Bài"),
    Column("title", "Tên tin, bài", ("tên bài", "tin, bài", "tiêu đề"), True, parse_words, "Bác sĩ bản xa"),
    Column("column", "Chuyên trang, chuyên mục", ("chuyên mục",), parse=parse_words, example="Người tốt, việc tốt"),
    Column("minutes", "Số phút phát sóng", ("số phút", "thời lượng"), parse=parse_minutes, example="5,5"),
    Column("link", "Đường dẫn", ("link", "địa chỉ"), parse=parse_link, example="https://example.org/bai-1"),
    Column("example", "Số điển hình", ("điển hình số",), parse=parse_id, example="12"),
    Column("task", "Số nhiệm vụ", ("nhiệm vụ số",), parse=parse_id, example="3"),
)  # fmt: skip


def check_row(values: Values, known: Known) -> RowVerdict:
    label = values["title"]
    try:
        told = known.told(values)
        example = known.examples.get(told.example_id) if told.example_id else None
        check_told(told, known.actor.day, example)
    except Refusal as refusal:
        return RowVerdict(errors=[refusal.message], label=label)
    if (told.organ_id, fold(told.title)[:300], told.day) in known.seen:
        return RowVerdict(change="same", label=label)
    shown = {"Ngày đăng, phát": ("", format_date(told.day)), "Tên tin, bài": ("", told.title)}
    return RowVerdict(change="new", label=label, differences=shown)


def apply_rows(actor: Actor, rows: list[Values], known: Known) -> str:
    """Runs in the transaction of the import; what is known already is not told twice."""
    told = [known.told(values) for values in rows]
    fresh = [
        one for one in told if (one.organ_id, fold(one.title)[:300], one.day) not in known.seen
    ]
    for one in fresh:
        report_output(actor=actor, told=one)
    return f"Đã ghi {len(fresh)} tin, bài."


register(
    ImportSpec(
        name="publicity.outputs",
        title="Tin, bài đã đăng, phát",
        verb="publicity.import_outputs",
        columns=COLUMNS,
        check_row=check_row,
        apply_rows=apply_rows,
        begin=Known,
        unique=("organ", "title", "day"),
        done_url="/dien-hinh/da-dang/",
    )
)
