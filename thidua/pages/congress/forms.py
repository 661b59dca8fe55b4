"""Forms of congresses: shape only; numbers and rules are in the services."""

from datetime import date
from typing import Any

from django import forms

from thidua.pages.movements.forms import UnitField, day_field, words_field
from thidua.pages.publicity.forms import (
    NO_CHOICE,
    PAPER,
    PEOPLES,
    commune_choices,
    number_or_none,
)
from thidua.subjects.orgs.selectors import expand_sets, tree_on
from thidua.subjects.publicity.enums import (
    ETHNIC_GROUPS,
    CongressKind,
    CongressLevel,
    DelegateKind,
    Field,
    Gender,
    Share,
    Speech,
)
from thidua.subjects.publicity.models import Congress, Delegate, Example, ProgrammeItem
from thidua.subjects.publicity.services.delegates import UNFIT

FIELD_CHOICES = [NO_CHOICE, *Field.choices]
HOUR_WRONG = "Nhập giờ theo dạng giờ:phút, ví dụ 07:30."


class CongressForm(forms.Form):
    kind = forms.ChoiceField(label="Loại", choices=CongressKind)
    level = forms.ChoiceField(label="Cấp", choices=CongressLevel)
    name = forms.CharField(label="Tên", max_length=300, widget=forms.Textarea({"rows": 2}))
    year = forms.IntegerField(label="Năm tổ chức", min_value=2000, max_value=2100)
    since_year = forms.IntegerField(
        label="Tổng kết từ năm", min_value=1990, max_value=2100, help_text="Năm đầu của giai đoạn."
    )
    day = day_field("Ngày tổ chức")
    place = forms.CharField(label="Địa điểm", max_length=300, required=False)
    choose_by = day_field("Hạn đơn vị chọn cử đại biểu")

    @classmethod
    def initial_of(cls, congress: Congress) -> dict[str, Any]:
        return {name: getattr(congress, name) for name in cls.base_fields}


class SeatsForm(forms.Form):
    """A number for each unit of the chosen set, and for units that have one already."""

    def __init__(self, *args: Any, units: list[tuple[int, str, int]], **more: Any) -> None:
        super().__init__(*args, **more)
        for unit, name, number in units:
            self.fields[f"u{unit}"] = forms.IntegerField(
                label=name, min_value=0, max_value=999, required=False, initial=number or None,
                widget=forms.NumberInput({"inputmode": "numeric"}),
            )  # fmt: skip

    @property
    def numbers(self) -> dict[int, int]:
        return {int(name[1:]): number or 0 for name, number in self.cleaned_data.items()}


def units_for_seats(congress: Congress, day: date, key: str) -> list[tuple[int, str, int]]:
    """Units of the set, and all that have seats, by the order of the office."""
    tree = tree_on(day)
    known = dict(congress.seats.values_list("unit_id", "number"))
    wanted = set(expand_sets(day).get(key, [])) | set(known)
    return [(node.id, node.name, known.get(node.id, 0)) for node in tree if node.id in wanted]


class WishForm(forms.Form):
    share = forms.ChoiceField(label="Cơ cấu", choices=Share)
    field = forms.ChoiceField(label="Lĩnh vực", choices=FIELD_CHOICES, required=False)
    people = forms.ChoiceField(label="Dân tộc", choices=PEOPLES, required=False)
    number = forms.IntegerField(
        label="Ít nhất", min_value=0, max_value=999, help_text="0 là bỏ cơ cấu này."
    )

    @property
    def values(self) -> dict[str, Any]:
        clean = self.cleaned_data
        of = {Share.FIELD: clean["field"], Share.ETHNIC_GROUP: clean["people"]}
        value = of.get(clean["share"], "")
        return {"share": clean["share"], "value": value, "number": clean["number"]}


class ProgrammeForm(forms.Form):
    day_number = forms.IntegerField(label="Ngày thứ", min_value=1, max_value=9, initial=1)
    starts_at = forms.TimeField(
        label="Giờ", input_formats=["%H:%M"], error_messages={"invalid": HOUR_WRONG},
        widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": "07:30"}),
    )  # fmt: skip
    minutes = forms.IntegerField(label="Số phút", min_value=1, max_value=600, required=False)
    kind = forms.ChoiceField(label="Loại", choices=Speech)
    what = forms.CharField(label="Nội dung", max_length=500, widget=forms.Textarea({"rows": 2}))
    who = forms.CharField(label="Người thực hiện", max_length=300, required=False)

    @classmethod
    def initial_of(cls, item: ProgrammeItem) -> dict[str, Any]:
        return {name: getattr(item, name) for name in cls.base_fields}


class DelegateForm(forms.Form):
    name = forms.CharField(label="Họ và tên", max_length=150)
    kind = forms.ChoiceField(label="Thành phần", choices=DelegateKind)
    gender = forms.ChoiceField(label="Giới tính", choices=Gender)
    birth_year = forms.IntegerField(
        label="Năm sinh", min_value=1900, max_value=2100, required=False
    )
    ethnic_group = forms.ChoiceField(label="Dân tộc", choices=[(one, one) for one in ETHNIC_GROUPS])
    occupation = forms.CharField(label="Nghề nghiệp, chức vụ", max_length=200, required=False)
    commune_id = forms.ChoiceField(label="Xã, phường, thị trấn", required=False)
    field = forms.ChoiceField(label="Lĩnh vực", choices=FIELD_CHOICES, required=False)
    worker = forms.BooleanField(label="Công nhân, nông dân, lao động trực tiếp", required=False)
    armed = forms.BooleanField(label="Lực lượng vũ trang", required=False)
    enterprise = forms.BooleanField(label="Doanh nghiệp, doanh nhân", required=False)
    example_id = forms.ChoiceField(label="Là điển hình đã giới thiệu", required=False)
    achievement = words_field("Thành tích tóm tắt", 4)
    report_file = forms.FileField(label="Báo cáo thành tích", required=False, widget=PAPER)

    def __init__(self, *args: Any, day: date, unit_id: int, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["commune_id"].choices = commune_choices(day)  # type: ignore[attr-defined]
        own = Example.objects.filter(unit_id=unit_id).exclude(state__in=UNFIT)
        rows = own.order_by("name").values_list("pk", "name")
        self.fields["example_id"].choices = [NO_CHOICE, *((str(pk), name) for pk, name in rows)]  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, delegate: Delegate) -> dict[str, Any]:
        names = [name for name in cls.base_fields if name != "report_file"]
        return {name: getattr(delegate, name) for name in names}

    @property
    def values(self) -> dict[str, Any]:
        clean = {name: value for name, value in self.cleaned_data.items() if name != "report_file"}
        for name in ("commune_id", "example_id"):
            clean[name] = number_or_none(clean[name])
        return clean


class HoldForm(forms.Form):
    day = day_field("Ngày tổ chức", required=True)
    attendance = forms.IntegerField(label="Số đại biểu dự", min_value=1, required=False)


class TaskForm(forms.Form):
    text = words_field("Nội dung việc giao", 3, required=True)
    unit_id = forms.ChoiceField(label="Đơn vị thực hiện")
    due_on = day_field("Hạn", required=True)

    def __init__(self, *args: Any, day: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["unit_id"] = UnitField(day, label="Đơn vị thực hiện")


class CloseForm(forms.Form):
    result = words_field("Kết quả đại hội, hội nghị", 6, required=True)
