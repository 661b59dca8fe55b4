"""Forms of the review: short answers in place, and one full form for each kind of item."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings

from thidua.core.text import format_number
from thidua.pages.ui.forms import DayField
from thidua.subjects.movements.enums import ItemKind, TaskRole
from thidua.subjects.movements.models import ReadingItem
from thidua.subjects.movements.services.readings_fields import DAYS, LABELS, LONG, WITH_UNITS
from thidua.subjects.movements.services.readings_values import USES
from thidua.subjects.papers.enums import Purpose
from thidua.subjects.targets.enums import Comparator, Direction

Reference = dict[str, Any]
NOBODY = "none"  # the line stands as printed, no unit of the system is meant
DIRECTIONS = [
    (Direction.UP.value, "Càng cao càng tốt"),
    (Direction.DOWN.value, "Càng thấp càng tốt"),
]
COMPARATORS = [
    (Comparator.APPROX.value, "khoảng"),
    (Comparator.AT_LEAST.value, "từ … trở lên"),
    (Comparator.AT_MOST.value, "không quá"),
    (Comparator.EQUAL.value, "đạt, bằng"),
]


def token_of(reference: Reference) -> str:
    """{"org": 12} as the value of a check box: "org:12"."""
    kind = "set" if "set" in reference else "org"
    role = f":{reference['role']}" if reference.get("role") else ""
    return f"{kind}:{reference[kind]}{role}"


def reference_of(token: str) -> Reference | None:
    kind, _colon, rest = token.partition(":")
    name, _colon, role = rest.partition(":")
    helping = {"role": role} if role == TaskRole.COORDINATE else {}
    if kind == "set" and name:
        return {"set": name, **helping}
    if kind == "org" and name.isdigit():
        return {"org": int(name), **helping}
    return None


def references_of(tokens: list[str]) -> list[Reference]:
    return [found for token in tokens if (found := reference_of(token))]


class Area(forms.Textarea):
    def __init__(self, rows: int = 4) -> None:
        super().__init__({"rows": rows})


# ---- Short answers ----


class AskForm(forms.Form):
    """The inputs of one question, as its item asks them."""

    def __init__(self, data: Any, item: ReadingItem) -> None:
        super().__init__(data, auto_id=f"hoi{item.pk}_%s", initial=_initial_of(item))
        self.item = item
        self.ask = (item.read or {}).get("ask", {})
        add = {
            ItemKind.FIELD: self._add_field,
            ItemKind.QUESTION: self._add_answer,
        }.get(ItemKind(item.kind), self._add_line)
        add()

    def _add_field(self) -> None:
        name = self.item.chosen["field"]
        if name in WITH_UNITS:
            self._add_units(one=True)
            return
        hint = self.ask.get("hint", "")
        if name in DAYS:
            self.fields["value"] = DayField(label=LABELS[name], help_text=hint)
        else:
            self.fields["value"] = forms.CharField(label=LABELS[name], help_text=hint)
        if name == "number":
            self.fields["value"].widget.attrs["placeholder"] = "ví dụ 02"
        self.fields["value"].error_messages["required"] = (
            "Nhập giá trị, hoặc bấm “Để trống” khi chưa có."
        )
        if settings.DEMO:
            self.fields["sample"] = forms.BooleanField(label="Là số liệu mẫu", required=False)

    def _add_answer(self) -> None:
        self.fields["answer"] = forms.ChoiceField(
            label="Câu trả lời",
            choices=[(one["value"], one["label"]) for one in self.item.read["options"]],
            widget=forms.RadioSelect,
            error_messages={"required": "Chọn một câu trả lời."},
        )

    def _add_line(self) -> None:
        if "units" in self.ask:
            self._add_units(one=False)
        if "years" in self.ask:
            self.fields["year"] = forms.ChoiceField(
                label="Giao cho khối của năm nào",
                choices=[(one["value"], one["label"]) for one in self.ask["years"]],
                widget=forms.RadioSelect,
                help_text="; ".join(one["note"] for one in self.ask["years"]),
                error_messages={"required": "Chọn khối của năm nào."},
            )
        if "purposes" in self.ask:
            self.fields["purpose"] = forms.ChoiceField(
                label="Gửi để làm gì",
                choices=[(one["value"], one["label"]) for one in self.ask["purposes"]],
                widget=forms.RadioSelect,
                error_messages={"required": "Chọn gửi để làm gì."},
            )

    def _add_units(self, one: bool) -> None:
        choices = [
            (token_of(offer["unit"]), f"{offer['label']} ({offer['reason']})")
            for offer in self.ask.get("units", [])
        ]
        if one and not choices:
            return
        if not one:
            choices.append((NOBODY, "Không đơn vị nào trong hệ thống"))
        field = forms.ChoiceField if one else forms.MultipleChoiceField
        self.fields["units"] = field(
            label="Chọn đơn vị",
            choices=choices,
            widget=forms.RadioSelect if one else forms.CheckboxSelectMultiple,
            error_messages={"required": "Đánh dấu đơn vị, hoặc bấm “Chọn đơn vị khác”."},
        )

    @property
    def may_stay_blank(self) -> bool:
        return self.item.kind == ItemKind.FIELD and "value" in self.fields

    @property
    def takes_sample(self) -> bool:
        return "sample" in self.fields

    def chosen(self) -> dict[str, Any]:
        """What the service takes; only the keys that were asked."""
        values = dict(self.cleaned_data)
        if "units" in values:
            tokens = values["units"] if isinstance(values["units"], list) else [values["units"]]
            values["units"] = [*_kept(self.item), *references_of(tokens)]
        if "year" in values:
            year = values.pop("year")
            values["units"] = next(o["units"] for o in self.ask["years"] if o["value"] == year)
        if self.item.kind == ItemKind.FIELD and self.ask.get("symbol"):
            values["value"] = with_symbol(values["value"], self.ask["symbol"])
        return values


def _kept(item: ReadingItem) -> list[Reference]:
    """Agencies that were found surely stay beside those that are being chosen."""
    return item.chosen.get("units", []) if item.kind == ItemKind.ASSIGNMENT else []


def with_symbol(number: str, symbol: str) -> str:
    """ "02" with the printed notation: "02/CT-UBND"; a full number stays as typed."""
    words = str(number).strip()
    return words if "/" in words else f"{words}/{symbol}"


def _initial_of(item: ReadingItem) -> dict[str, Any]:
    return {"purpose": item.chosen.get("purpose"), "answer": item.chosen.get("answer")}


# ---- Full forms ----


class ItemForm(forms.Form):
    """Base of the full forms; `units` come from the chooser beside the fields."""

    has_units = False
    with_roles = False

    def chosen(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class FieldForm(ItemForm):
    def __init__(self, *args: Any, name: str, ask: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name, self.ask = name, ask
        self.has_units = name in WITH_UNITS
        if name == "owner":
            return
        if name in DAYS:
            self.fields["value"] = DayField(label=LABELS[name], required=False)
        elif name == "year":
            self.fields["value"] = forms.IntegerField(
                label=LABELS[name], min_value=1990, max_value=2100
            )
        else:
            widget = Area(3) if name in LONG else forms.TextInput()
            self.fields["value"] = forms.CharField(
                label=LABELS[name], required=name == "name", widget=widget
            )
        if settings.DEMO:
            self.fields["sample"] = forms.BooleanField(label="Là số liệu mẫu", required=False)

    def chosen(self) -> dict[str, Any]:
        values = super().chosen()
        if self.name == "number" and values.get("value") and self.ask.get("symbol"):
            values["value"] = with_symbol(values["value"], self.ask["symbol"])
        return values


class SectionForm(ItemForm):
    use = forms.ChoiceField(label="Dùng làm", choices=list(USES.items()))
    number = forms.CharField(label="Số mục", required=False, max_length=20)
    title = forms.CharField(label="Tiêu đề", required=False, max_length=500)
    text = forms.CharField(label="Nội dung", widget=Area(12))


class TargetForm(ItemForm):
    has_units = True
    name = forms.CharField(label="Chỉ tiêu", max_length=500, widget=Area(2))
    comparator = forms.ChoiceField(label="So sánh", choices=COMPARATORS)
    value = forms.CharField(
        label="Giá trị", required=False, help_text="Ví dụ 2.250 hoặc 7,7; để trống khi chưa giao."
    )
    unit = forms.CharField(label="Đơn vị tính", required=False, max_length=60)
    scope = forms.CharField(label="Phạm vi", required=False, max_length=300)
    direction = forms.ChoiceField(label="Chiều", choices=DIRECTIONS)
    exception_of = forms.ChoiceField(label="Là ngoại lệ của", required=False)

    def __init__(self, *args: Any, targets: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["exception_of"].choices = [
            ("", "Không phải ngoại lệ"),
            *((str(place), name) for place, name in targets),
        ]


class MovementForm(ItemForm):
    has_units = True
    name = forms.CharField(label="Tên phong trào", max_length=500, widget=Area(2))


class AssignmentForm(ItemForm):
    has_units = True
    with_roles = True
    number = forms.CharField(label="Số điểm", required=False, max_length=20)
    role = forms.ChoiceField(label="Vai trò", choices=TaskRole.choices)
    task = forms.CharField(label="Việc được giao", widget=Area(5))
    agencies = forms.CharField(
        label="Cơ quan, như in", required=False, widget=Area(2), help_text="Mỗi dòng một cơ quan."
    )
    coordinating = forms.CharField(label="Cơ quan phối hợp, như in", required=False, widget=Area(2))
    due_on = DayField(label="Hạn", required=False)
    deadline = forms.CharField(label="Hạn, như in", required=False, max_length=300)


class RecipientForm(ItemForm):
    has_units = True
    name = forms.CharField(label="Dòng nơi nhận", max_length=300)
    purpose = forms.ChoiceField(
        label="Gửi để làm gì",
        required=False,
        choices=[("", "Chưa rõ"), *Purpose.choices],
    )
    archive = forms.BooleanField(label="Là dòng lưu", required=False)


class ReferenceForm(ItemForm):
    text = forms.CharField(label="Câu viện dẫn", widget=Area(3))
    basis = forms.BooleanField(label="Là căn cứ của phong trào", required=False)
    kind = forms.CharField(label="Loại văn bản", required=False, max_length=60)
    number = forms.CharField(label="Số, ký hiệu", required=False, max_length=60)
    date = DayField(label="Ngày ban hành", required=False)
    issuer = forms.CharField(label="Cơ quan ban hành", required=False, max_length=200)
    title = forms.CharField(label="Trích yếu", required=False, widget=Area(2))


class AnswerForm(ItemForm):
    answer = forms.ChoiceField(label="Câu trả lời", widget=forms.RadioSelect)

    def __init__(self, *args: Any, options: list[dict[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [(one["value"], one["label"]) for one in options]


def edit_form(
    kind: str, values: dict[str, Any], data: Any, *, item: ReadingItem | None, targets: list[Any]
) -> ItemForm:
    """The full form of an item that stands (`item`) or is being added."""
    key = item.pk if item else "moi"
    shared: dict[str, Any] = {
        "data": data,
        "auto_id": f"m{key}_%s",
        "initial": _shown(kind, values),
    }
    read = (item.read or {}) if item else {}
    if kind == ItemKind.FIELD:
        return FieldForm(name=values["field"], ask=read.get("ask", {}), **shared)
    if kind == ItemKind.TARGET:
        others = [one for one in targets if item is None or one[0] != item.position]
        return TargetForm(targets=others, **shared)
    if kind == ItemKind.QUESTION:
        return AnswerForm(options=read.get("options", []), **shared)
    return _FORMS[ItemKind(kind)](**shared)


_FORMS: dict[ItemKind, type[ItemForm]] = {
    ItemKind.SECTION: SectionForm,
    ItemKind.MOVEMENT: MovementForm,
    ItemKind.ASSIGNMENT: AssignmentForm,
    ItemKind.RECIPIENT: RecipientForm,
    ItemKind.LEGAL_REFERENCE: ReferenceForm,
}


def _shown(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """Stored values as people type them: days, numbers, one agency a line."""
    from thidua.subjects.movements.services.readings_values import in_words

    found = dict(values)
    if kind == ItemKind.FIELD and values["field"] in DAYS:
        found["value"] = in_words(values.get("value"))
    if kind == ItemKind.TARGET and values.get("value") is not None:
        found["value"] = format_number(Decimal(values["value"]))
    for key in ("agencies", "coordinating"):
        if key in found:
            found[key] = "\n".join(found[key])
    for key in ("due_on", "date"):
        if key in found:
            found[key] = in_words(found[key])
    return found
