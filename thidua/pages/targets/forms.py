"""Forms of targets: the sheet of one target."""

from decimal import Decimal
from typing import Any

from django import forms

from thidua.core.text import parse_number
from thidua.pages.movements.forms import UnitField
from thidua.pages.targets.words import typed
from thidua.subjects.targets.enums import (
    BaselineKind,
    Comparator,
    Direction,
    Measure,
    Reach,
    Reporting,
    SourceStatus,
    SplitRule,
)
from thidua.subjects.targets.models import Target

HOW_TO_WRITE = "Nhập số theo cách viết 2.250,5 (dấu phẩy cho phần lẻ)."


class NumberField(forms.CharField):
    """2.250,5; a blank is None, never zero."""

    def __init__(self, **more: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs), required=False, **more)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return number_of(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


def number_of(text: str) -> Decimal | None:
    """What a person typed in a grid; ValueError says how to write it."""
    if not text.strip():
        return None
    try:
        return Decimal(parse_number(text))
    except ValueError as error:
        raise ValueError(HOW_TO_WRITE) from error


class SheetForm(forms.Form):
    """Everything about one target that the office settles before units report."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label="Chỉ tiêu", max_length=500, widget=forms.Textarea({"rows": 2}))
    comparator = forms.ChoiceField(label="So sánh", choices=Comparator.choices, initial="equal")
    value = NumberField(
        label="Mức giao", help_text="Để trống khi chưa có số; không ghi 0 thay cho trống."
    )
    unit_of_measure = forms.CharField(label="Đơn vị tính", max_length=60, required=False)
    direction = forms.ChoiceField(label="Chiều", choices=Direction.choices, initial="up")
    measure = forms.ChoiceField(
        label="Loại số",
        choices=Measure.choices,
        initial="amount",
        help_text="Để báo số không thể có: tỷ lệ trên 100, số đếm âm.",
    )
    scope = forms.CharField(label="Phạm vi", max_length=300, required=False)
    exception_of_id = forms.ChoiceField(label="Là mức riêng của", required=False)
    period_kind = forms.ChoiceField(
        label="Kỳ báo cáo", choices=Reporting.choices, initial="quarter"
    )
    reach = forms.ChoiceField(label="Số của kỳ là", choices=Reach.choices, initial="cumulative")
    rule = forms.ChoiceField(label="Cách tổng hợp", choices=SplitRule.choices, initial="none")
    denominator = forms.CharField(
        label="Mẫu số",
        max_length=200,
        required=False,
        help_text="Bắt buộc khi lấy bình quân, ví dụ: số hộ, số trường.",
    )
    source = forms.CharField(label="Theo văn bản", max_length=300, required=False)
    figure_source = forms.CharField(
        label="Nguồn số liệu thực hiện",
        max_length=300,
        required=False,
        help_text="Ví dụ: báo cáo của Cục Thống kê; sổ theo dõi của Sở.",
    )
    source_status = forms.ChoiceField(label="Đối chiếu", choices=SourceStatus.choices)
    baseline = NumberField(label="Thực hiện năm trước")
    baseline_kind = forms.ChoiceField(
        label="Số năm trước là", choices=[("", "—"), *BaselineKind.choices], required=False
    )
    baseline_source = forms.CharField(label="Nguồn số năm trước", max_length=500, required=False)
    previous_id = forms.ChoiceField(
        label="Cùng chỉ tiêu của năm trước",
        required=False,
        help_text="Để so cùng kỳ và dự báo theo nhịp năm trước.",
    )

    def __init__(self, *args: Any, day: Any, year: int, target: Target | None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["owner_id"] = UnitField(day, label="Cơ quan chủ trì", required=False)
        self.order_fields(
            ("revision", "name", "comparator", "value", "unit_of_measure", "owner_id")
        )
        others = Target.objects.of_province(year).filter(exception_of=None)
        if target is not None:
            others = others.exclude(pk=target.pk)
        self._choose("exception_of_id", others)
        self._choose("previous_id", Target.objects.of_province(year - 1))

    def _choose(self, name: str, targets: Any) -> None:
        rows = [(str(one.pk), f"{one.name} ({one.phrase})") for one in targets]
        self.fields[name].choices = [("", "—"), *rows]  # type: ignore[attr-defined]

    def clean_exception_of_id(self) -> int | None:
        return int(self.cleaned_data["exception_of_id"] or 0) or None

    def clean_previous_id(self) -> int | None:
        return int(self.cleaned_data["previous_id"] or 0) or None

    @property
    def sheet(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}

    @classmethod
    def initial_of(cls, target: Target) -> dict[str, Any]:
        names = [name for name in cls.base_fields if name not in ("value", "baseline")]
        plain = {name: getattr(target, name) for name in (*names, "owner_id")}
        return {**plain, "value": typed(target.value), "baseline": typed(target.baseline)}
