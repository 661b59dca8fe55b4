"""Forms of the parts of a draft: one form a part, its values are those of the model."""

from decimal import Decimal
from typing import Any

from django import forms

from thidua.core.text import fold, format_number, parse_number
from thidua.pages.movements.forms import UnitField, day_field, words_field
from thidua.subjects.movements.enums import AppliesTo, PhaseKind, TaskRole
from thidua.subjects.movements.models import MovementTarget
from thidua.subjects.orgs.models import OrganizationSet
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.papers.enums import Purpose
from thidua.subjects.targets.enums import Comparator, Direction


class UnitsMixin(forms.Form):
    """Whom a line means: whole sets, single units, or somebody outside the system."""

    sets = forms.MultipleChoiceField(
        label="Nhóm đơn vị", required=False, widget=forms.CheckboxSelectMultiple
    )
    orgs = forms.MultipleChoiceField(
        label="Từng đơn vị",
        required=False,
        widget=forms.SelectMultiple({"size": 8}),
        help_text="Giữ Ctrl để chọn nhiều đơn vị; gõ chữ đầu để nhảy tới tên.",
    )
    outside = forms.CharField(
        label="Nơi nhận ngoài hệ thống",
        max_length=300,
        required=False,
        help_text="Ghi tên nếu nơi nhận không có trong danh sách đơn vị.",
    )

    def __init__(self, *args: Any, day: Any, under: int | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        tree = tree_on(day)
        ids = tree.descendants(under) if under else [node.id for node in tree]
        nodes = sorted((tree.node(id_) for id_ in ids), key=lambda node: fold(node.name))
        self.fields["orgs"].choices = [(str(node.id), node.name) for node in nodes]  # type: ignore[attr-defined]
        sets = [] if under else list(OrganizationSet.objects.values_list("key", "name"))
        self.fields["sets"].choices = sets  # type: ignore[attr-defined]
        if not sets:
            del self.fields["sets"]

    @property
    def units(self) -> list[dict[str, Any]]:
        values = self.cleaned_data
        chosen: list[dict[str, Any]] = [{"set": key} for key in values.get("sets", [])]
        chosen += [{"org": int(unit)} for unit in values["orgs"]]
        return chosen + ([{"outside": values["outside"]}] if values["outside"] else [])

    @staticmethod
    def initial_units(units: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "sets": [choice["set"] for choice in units if "set" in choice],
            "orgs": [str(choice["org"]) for choice in units if "org" in choice],
            "outside": next((c["outside"] for c in units if "outside" in c), ""),
        }


class ContentForm(forms.Form):
    number = forms.CharField(label="Số mục", max_length=20, required=False)
    title = forms.CharField(label="Tiêu đề", max_length=500, required=False)
    text = words_field("Nội dung", 8, required=True)

    def __init__(self, *args: Any, day: Any, under: int | None = None, **more: Any) -> None:
        super().__init__(*args, **more)

    @property
    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        return {name: getattr(row, name) for name in cls.base_fields}


class CriterionForm(ContentForm):
    number = None  # type: ignore[assignment]
    title = None  # type: ignore[assignment]
    text = words_field("Tiêu chí", 3, required=True)
    applies_to = forms.ChoiceField(label="Áp dụng cho", choices=AppliesTo.choices)
    mandatory = forms.BooleanField(label="Bắt buộc", required=False)


class BasisForm(ContentForm):
    number = None  # type: ignore[assignment]
    title = None  # type: ignore[assignment]
    text = words_field(
        "Căn cứ", 2, required=True, help_text="Viết đủ loại, số, ngày, cơ quan, trích yếu."
    )


class PhaseForm(ContentForm):
    number = None  # type: ignore[assignment]
    title = None  # type: ignore[assignment]
    text = None  # type: ignore[assignment]
    kind = forms.ChoiceField(label="Loại", choices=PhaseKind.choices)
    name = forms.CharField(
        label="Tên đợt", max_length=200, help_text="Ví dụ: Sơ kết 6 tháng đầu năm."
    )
    opens_on = day_field("Mở từ ngày")
    due_on = day_field("Hạn", required=True)
    late_until = day_field("Nhận muộn đến hết ngày")
    locks_on = day_field("Khóa sổ ngày")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        names = ("opens_on", "due_on", "late_until", "locks_on")
        days = [values[name] for name in names if values.get(name)]
        if days != sorted(days):
            raise forms.ValidationError("Bốn ngày phải theo thứ tự: mở, hạn, nhận muộn, khóa sổ.")
        return values


class TaskForm(UnitsMixin):
    number = forms.CharField(label="Điểm", max_length=20, required=False)
    text = words_field("Nhiệm vụ", 4, required=True)
    role = forms.ChoiceField(label="Vai trò", choices=TaskRole.choices, initial=TaskRole.CARRY_OUT)
    due_on = day_field("Thời hạn")
    deadline_words = forms.CharField(
        label="Thời hạn bằng lời",
        max_length=300,
        required=False,
        help_text="Khi không có ngày cụ thể, ví dụ “thường xuyên”, “quý II”.",
    )
    field_order = ("number", "text", "role", "due_on", "deadline_words", "sets", "orgs")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["outside"]

    @property
    def values(self) -> dict[str, Any]:
        kept = ("number", "text", "role", "due_on", "deadline_words")
        self.cleaned_data.setdefault("outside", "")
        return {**{name: self.cleaned_data[name] for name in kept}, "units": self.units}

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        kept = ("number", "text", "role", "due_on", "deadline_words")
        return {**{n: getattr(row, n) for n in kept}, **cls.initial_units(row.units)}


class RecipientForm(UnitsMixin):
    printed = forms.CharField(label="Tên như in ở Nơi nhận", max_length=300)
    purpose = forms.ChoiceField(label="Gửi để", choices=Purpose.choices)
    field_order = ("printed", "purpose", "sets", "orgs", "outside")

    @property
    def values(self) -> dict[str, Any]:
        kept = {name: self.cleaned_data[name] for name in ("printed", "purpose")}
        return {**kept, "units": self.units}

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        return {
            "printed": row.printed,
            "purpose": row.purpose,
            **cls.initial_units(row.units),
        }


PART_FORMS: dict[str, type[forms.Form]] = {
    "noi-dung": ContentForm,
    "nhiem-vu": TaskForm,
    "tieu-chi": CriterionForm,
    "can-cu": BasisForm,
    "dot": PhaseForm,
    "noi-nhan": RecipientForm,
}
PART_NAMES = {
    "noi-dung": "nội dung",
    "nhiem-vu": "nhiệm vụ",
    "tieu-chi": "tiêu chí",
    "can-cu": "căn cứ",
    "dot": "đợt báo cáo, sơ kết, tổng kết",
    "noi-nhan": "nơi nhận",
    "chi-tieu": "chỉ tiêu",
}


class VietnameseDecimalField(forms.CharField):
    """A number as people write it here: 2.250,5."""

    def clean(self, value: Any) -> Decimal | None:  # type: ignore[override]
        words = super().clean(value)
        if not words:
            return None
        try:
            number = parse_number(words)
        except ValueError:
            number = None
        if number is None:
            raise forms.ValidationError("Nhập số theo cách viết 2.250,5 (dấu phẩy cho phần lẻ).")
        return Decimal(number)


class TargetForm(forms.Form):
    name = words_field("Chỉ tiêu", 2, required=True)
    comparator = forms.ChoiceField(label="So sánh", choices=Comparator.choices, initial="equal")
    value = VietnameseDecimalField(
        label="Giá trị",
        required=False,
        help_text="Để trống khi chưa có số liệu; không ghi 0 thay cho trống.",
    )
    unit_of_measure = forms.CharField(label="Đơn vị tính", max_length=60, required=False)
    direction = forms.ChoiceField(label="Chiều", choices=Direction.choices, initial="up")
    scope = forms.CharField(
        label="Phạm vi",
        max_length=300,
        required=False,
        help_text="Chỉ ghi khi chỉ tiêu áp dụng cho một phần, ví dụ “các huyện nghèo”.",
    )

    def __init__(self, *args: Any, day: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["owner_id"] = UnitField(day, label="Cơ quan chủ trì chỉ tiêu", required=False)

    @classmethod
    def initial_of(cls, use: MovementTarget) -> dict[str, Any]:
        target = use.target
        names = ("name", "comparator", "unit_of_measure", "direction", "scope", "owner_id")
        value = format_number(target.value.normalize()) if target.value is not None else ""
        return {**{name: getattr(target, name) for name in names}, "value": value}
