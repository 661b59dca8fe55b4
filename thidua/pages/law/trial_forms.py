"""What to try, and on whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from thidua.core.law.law import Law
from thidua.core.trees.tree import Tree
from thidua.pages.law.forms import award_choices
from thidua.pages.ui.forms import DayField
from thidua.subjects.eligibility.trials import EVERYBODY, HOLDERS, Scope
from thidua.subjects.law.numbers import Number

WHOLE_PROVINCE = ""


class AwardForm(forms.Form):
    """The first question: the numbers of which award, as they hold on which day."""

    def __init__(self, *args: Any, law: Law, day: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["danh-hieu"] = forms.ChoiceField(
            label="Danh hiệu, hình thức", choices=[("", "Chọn"), *award_choices(law, day)]
        )
        self.fields["ngay"] = DayField(
            label="Theo con số của ngày", required=False, help_text="Để trống: hôm nay."
        )


class TrialForm(forms.Form):
    """Each number beside its present value; whom to judge, and what is taken for granted."""

    def __init__(
        self, *args: Any, numbers: Sequence[Number], tree: Tree, day: date, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.numbers = numbers
        for number in numbers:
            unit = f" ({number.unit})" if number.unit and number.unit not in number.label else ""
            now = "chưa rõ" if number.value is None else number.value
            self.fields[number.name] = forms.IntegerField(
                label=f"{number.label[:1].upper()}{number.label[1:]}{unit}",
                min_value=0,
                required=False,
                help_text=f"{number.row.text}. Hiện nay: {now}.",
            )
        self.fields["who"] = forms.ChoiceField(
            label="Xét lại cho",
            choices=[
                (HOLDERS, "Những người, tập thể đã được tặng (hồ sơ các năm qua)"),
                (EVERYBODY, "Mọi người, tập thể thuộc đối tượng trong sổ"),
            ],
            initial=HOLDERS,
            widget=forms.RadioSelect,
        )
        year = day.year - 1
        self.fields["since"] = forms.IntegerField(
            label="Từ năm", initial=year - 2, min_value=1948, max_value=2100
        )
        self.fields["until"] = forms.IntegerField(
            label="Đến năm", initial=year, min_value=1948, max_value=2100
        )
        self.fields["unit"] = forms.ChoiceField(
            label="Đơn vị", required=False, choices=[(WHOLE_PROVINCE, "Toàn tỉnh"), *_units(tree)]
        )
        self.fields["granted"] = forms.BooleanField(
            label="Coi như đã đạt những điều kiện luôn phải có người xác nhận, bỏ phiếu",
            required=False,
            initial=True,
            help_text="Sổ không giữ phiếu và xác nhận của từng lần; không tích thì mọi kết quả đều “cần xem xét”.",
        )
        self.fields["all_days"] = forms.BooleanField(
            label="Coi như thay đổi đã áp dụng từ đầu giai đoạn pháp luật",
            required=False,
            initial=True,
        )
        self.fields["title"] = forms.CharField(
            label="Tên lần chạy thử", required=False, max_length=200, help_text="Để trống: máy đặt."
        )

    @property
    def number_fields(self) -> list[forms.BoundField]:
        return [self[number.name] for number in self.numbers]

    @property
    def scope_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("who", "since", "until", "unit")]

    @property
    def way_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("granted", "all_days", "title")]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("since") and given.get("until") and given["since"] > given["until"]:
            self.add_error("until", "Năm cuối phải từ năm đầu trở đi.")
        return given

    @property
    def changes(self) -> list[tuple[Number, int]]:
        given = ((number, self.cleaned_data.get(number.name)) for number in self.numbers)
        return [(number, value) for number, value in given if value not in (None, number.value)]

    @property
    def scope(self) -> Scope:
        given = self.cleaned_data
        return Scope(
            who=given["who"],
            since=given["since"],
            until=given["until"],
            unit_id=int(given["unit"]) if given["unit"] else None,
            granted=given["granted"],
            all_days=given["all_days"],
        )


def _units(tree: Tree) -> list[tuple[str, str]]:
    """Units of the first two levels: those below are judged with them."""
    found = []
    for root in tree.roots:
        for child in tree.children(root):
            found.append((str(child), tree.node(child).name))
    return sorted(found, key=lambda pair: pair[1])
