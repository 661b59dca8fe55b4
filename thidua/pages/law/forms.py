"""Rows of the law as forms: the source and the days that all have, and what each kind says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from thidua.core.law.law import Law
from thidua.pages.law.wording import DECIDING
from thidua.pages.ui.forms import DayField
from thidua.subjects.law.enums import RowKind
from thidua.subjects.law.models import BEGINNING, FOREVER
from thidua.subjects.law.rows import RowValues

Choices = list[tuple[str, str]]
SHARE = re.compile(r"\d+(/\d+)?")


def area(rows: int, **attrs: Any) -> forms.Textarea:
    return forms.Textarea({"rows": rows, **attrs})


class RowForm(forms.Form):
    """`values` is what the form starts from: a draft, a row of the data to be corrected, or blank."""

    kind = ""
    section = "Nội dung"
    of_award = False  # the row belongs to one award
    award_may_be_blank = False
    award_is_fixed = False

    def __init__(self, *args: Any, law: Law, day: date, values: RowValues, **more: Any) -> None:
        self.law, self.day, self.start = law, day, values
        more["initial"] = {**self.initial_of(values), **(more.get("initial") or {})}
        super().__init__(*args, **more)
        self.own_names: list[str] = []
        if self.of_award:
            blank = "Mọi danh hiệu, hình thức" if self.award_may_be_blank else "Chọn"
            self.own(
                "award",
                forms.ChoiceField(
                    label="Danh hiệu, hình thức",
                    choices=[("", blank), *award_choices(law, day)],
                    required=not self.award_may_be_blank,
                    disabled=self.award_is_fixed or bool(values.replaces),
                ),
            )
        self.add_own()
        self._add_source()

    def own(self, name: str, field: forms.Field) -> None:
        """A field of what the row says."""
        self.fields[name] = field
        self.own_names.append(name)

    def add_own(self) -> None:
        """The fields of this kind."""

    def _add_source(self) -> None:
        source: dict[str, forms.Field] = {
            "valid_from": DayField(
                label="Áp dụng từ ngày", required=False, help_text="Để trống: từ đầu."
            ),
            "last_day": DayField(
                label="Đến hết ngày", required=False, help_text="Để trống: chưa có ngày kết thúc."
            ),
            "citation": forms.CharField(
                label="Điều, khoản", max_length=500, help_text="ví dụ: Điều 9 khoản 3"
            ),
            "document": forms.CharField(
                label="Văn bản căn cứ",
                max_length=500,
                help_text="Số, ngày, tên văn bản đã đọc, ví dụ: Quyết định số 45/2021/QĐ-UBND.",
            ),
            "link": forms.URLField(
                label="Đường dẫn tới văn bản", max_length=500, required=False, assume_scheme="https"
            ),
            "note": forms.CharField(label="Ghi chú", required=False, widget=area(2)),
            "reason": forms.CharField(
                label="Vì sao thêm, sửa",
                required=False,
                max_length=1000,
                widget=area(2),
                help_text="Người đối chiếu đọc dòng này trước.",
            ),
        }
        for name, field in source.items():
            self.fields[name] = field
        self.source_names = list(source)

    def initial_of(self, values: RowValues) -> dict[str, Any]:
        first = None if values.valid_from == BEGINNING else values.valid_from
        last = None if values.valid_until == FOREVER else values.valid_until - timedelta(days=1)
        names = ("award", "citation", "document", "link", "note", "reason")
        return {
            **{name: getattr(values, name) for name in names},
            "valid_from": first,
            "last_day": last,
            **self.initial_of_body(values.body),
        }

    def initial_of_body(self, body: Mapping[str, Any]) -> dict[str, Any]:
        return dict(body)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("valid_from"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "Ngày cuối phải từ ngày bắt đầu trở đi.")
        return given

    def body(self) -> dict[str, Any]:
        """What the row says, as the data write it."""
        return {name: self.cleaned_data[name] for name in self.own_names if name != "award"}

    def key(self) -> str:
        return self.start.key

    @property
    def values(self) -> RowValues:
        given = self.cleaned_data
        words = ("citation", "document", "link", "note", "reason")
        return RowValues(
            kind=self.kind,
            key=self.key(),
            award=given.get("award", ""),
            replaces=self.start.replaces,
            body=self.body(),
            valid_from=given["valid_from"] or BEGINNING,
            valid_until=given["last_day"] + timedelta(days=1) if given["last_day"] else FOREVER,
            **{name: given[name].strip() for name in words},
        )

    # For the template

    @property
    def own_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.own_names]

    @property
    def source_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.source_names]

    def retyped(self, data: Any) -> dict[str, Any]:
        """What was typed, as the start of a form that is not judged yet."""
        return {
            name: field.widget.value_from_datadict(data, {}, name)
            for name, field in self.fields.items()
        }


def award_choices(law: Law, day: date) -> Choices:
    rows = sorted(law.awards.values(), key=lambda one: (one.level, one.kind, one.name_on(day)))
    return [(one.key, one.name_on(day)) for one in rows]


def word_choices(law: Law, kind: str) -> Choices:
    return [(word, name) for word, name in law.vocabulary.words.get(kind, {}).items()]


def many(
    label: str, choices: Iterable[tuple[str, str]], *, required: bool = True, hint: str = ""
) -> forms.Field:
    return forms.MultipleChoiceField(
        label=label, choices=list(choices), required=required, help_text=hint,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip


def multiple(text: str) -> int | str:
    """ "0,3" as the data write it."""
    try:
        exact = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        raise forms.ValidationError("Ghi một số, ví dụ 0,3.") from None
    return int(exact) if exact == int(exact) else str(exact)


class AuthorityForm(RowForm):
    kind, of_award, section = RowKind.AUTHORITY, True, "Ai quyết định, ai đề nghị"

    def add_own(self) -> None:
        listed = word_choices(self.law, "authorities")
        self.own("decided_by", many("Người, cơ quan quyết định", listed))
        self.own("proposed_by", many("Người, cơ quan đề nghị", listed, required=False))

    def key(self) -> str:
        return self.start.key or self.cleaned_data["award"]


class BonusForm(RowForm):
    kind, of_award, section = RowKind.BONUS, True, "Mức thưởng: số lần mức lương cơ sở"

    def add_own(self) -> None:
        variants = word_choices(self.law, "bonus_variants")
        if variants:
            field = forms.ChoiceField(
                label="Hạng, cấp", choices=[("", "Chung"), *variants], required=False
            )
            self.own("variant", field)
        for kind, name in word_choices(self.law, "subject_kinds"):
            self.own(
                f"x_{kind}",
                forms.CharField(label=name.capitalize(), required=False, max_length=10),
            )

    def initial_of_body(self, body: Mapping[str, Any]) -> dict[str, Any]:
        multiples = body.get("multiples") or {}
        given = {f"x_{k}": str(v).replace(".", ",") for k, v in multiples.items() if v is not None}
        return given | {"variant": body.get("variant", "")}

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        for name in [name for name in self.own_names if name.startswith("x_") and given.get(name)]:
            try:
                multiple(given[name])
            except forms.ValidationError as error:
                self.add_error(name, error)
        if not any(given.get(name) for name in self.own_names if name.startswith("x_")):
            raise forms.ValidationError("Ghi ít nhất một mức thưởng.")
        return given

    def body(self) -> dict[str, Any]:
        given = self.cleaned_data
        multiples = {
            name.removeprefix("x_"): multiple(given[name])
            for name in self.own_names
            if name.startswith("x_") and given[name]
        }
        variant = given.get("variant", "")
        return {"multiples": multiples, **({"variant": variant} if variant else {})}

    def key(self) -> str:
        variant = self.cleaned_data.get("variant", "")
        return ".".join(part for part in (self.cleaned_data["award"], variant) if part)


class BaseSalaryForm(RowForm):
    kind, section = RowKind.BASE_SALARY, "Mức lương cơ sở"

    def add_own(self) -> None:
        self.own(
            "vnd_per_month",
            forms.IntegerField(label="Số đồng một tháng", min_value=1, help_text="ví dụ 2340000"),
        )

    def key(self) -> str:
        return "base_salary"


class DossierForm(RowForm):
    kind, of_award, section = RowKind.DOSSIER, True, "Thành phần hồ sơ"

    def add_own(self) -> None:
        self.own(
            "papers",
            forms.CharField(label="Giấy tờ", widget=area(6), help_text="Mỗi dòng một giấy tờ."),
        )
        self.own("copies", forms.IntegerField(label="Số bộ", min_value=1, required=False))

    def initial_of_body(self, body: Mapping[str, Any]) -> dict[str, Any]:
        return {"papers": "\n".join(body.get("papers") or ()), "copies": body.get("copies")}

    def body(self) -> dict[str, Any]:
        lines = [line.strip() for line in self.cleaned_data["papers"].splitlines()]
        return {"papers": [line for line in lines if line], "copies": self.cleaned_data["copies"]}

    def key(self) -> str:
        return self.start.key or self.cleaned_data["award"]


class DeadlineForm(RowForm):
    kind, of_award, award_may_be_blank = RowKind.DEADLINE, True, True
    section = "Thời hạn"

    def add_own(self) -> None:
        self.own(
            "text",
            forms.CharField(
                label="Thời hạn", widget=area(2), help_text="ví dụ: trước ngày 31/12 hằng năm"
            ),
        )
        self.own(
            "working_days",
            forms.IntegerField(label="Số ngày làm việc", min_value=0, required=False),
        )

    def body(self) -> dict[str, Any]:
        award = self.cleaned_data["award"]
        return {**super().body(), **({"award": award} if award else {})}


class RegimeForm(RowForm):
    kind, section = RowKind.REGIME, "Giai đoạn pháp luật"

    def add_own(self) -> None:
        self.own("title", forms.CharField(label="Tên giai đoạn", max_length=300))
        self.own("law", forms.CharField(label="Văn bản", max_length=1000, widget=area(3)))
        self.own(
            "text_obtained",
            forms.BooleanField(
                label="Đã có toàn văn", required=False,
                help_text="Chưa có thì mọi điều kiện của giai đoạn này đều để người xem xét.",
            ),
        )  # fmt: skip


class BoundaryForm(RowForm):
    kind, section = RowKind.BOUNDARY, "Chuyển tiếp giữa hai luật"

    def add_own(self) -> None:
        regimes = [(one.key, one.title) for one in self.law.regimes]
        self.own("day", DayField(label="Ngày đầu của giai đoạn sau"))
        self.own("earlier", forms.ChoiceField(label="Giai đoạn trước", choices=regimes))
        self.own("later", forms.ChoiceField(label="Giai đoạn sau", choices=regimes))
        self.own(
            "deciding_day",
            forms.ChoiceField(label="Xét theo luật của", choices=list(DECIDING.items())),
        )
        self.own(
            "kinder_law",
            forms.BooleanField(label="Áp dụng luật có lợi hơn cho người được xét", required=False),
        )

    def initial_of_body(self, body: Mapping[str, Any]) -> dict[str, Any]:
        day = body.get("day")
        return {**body, "day": date.fromisoformat(day) if isinstance(day, str) else day}

    def body(self) -> dict[str, Any]:
        return {**super().body(), "day": self.cleaned_data["day"].isoformat()}

    def key(self) -> str:
        return f"{self.cleaned_data['earlier']} → {self.cleaned_data['later']}"
