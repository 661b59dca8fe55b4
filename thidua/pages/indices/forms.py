"""Forms check shape and give clean values; rules between things are in the services."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from thidua.core.text import fold, format_number, parse_number
from thidua.pages.ui.forms import DayField
from thidua.subjects.orgs.enums import Kind
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.targets.enums import Direction
from thidua.subjects.targets.index_enums import Ranks, ResultStatus
from thidua.subjects.targets.models import Index, IndexComponent, IndexResult
from thidua.subjects.targets.selectors.indices import cluster_of, in_tree_order, own_province
from thidua.subjects.targets.services.indices import ComponentFacts, Numbers, facts_of

RESERVED = {"moi", "cua-don-vi", "bien-phap", "ket-qua", "muc"}


class NumberField(forms.Field):
    """A number as the office writes it: 86,29."""

    widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "size": 10})

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        try:
            return parse_number(str(value))
        except ValueError as error:
            raise forms.ValidationError("Ghi số theo dạng 86,29.") from error

    def prepare_value(self, value: Any) -> Any:
        return format_number(value) if isinstance(value, Decimal) else value


def words_field(label: str, rows: int = 3, required: bool = False, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, widget=forms.Textarea({"rows": rows}), **more
    )


class UnitField(forms.ChoiceField):
    """One of these units, by name; ids come out."""

    def __init__(self, choices: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(choices=[("", "—"), *choices], **more)

    def clean(self, value: Any) -> int | None:
        chosen = super().clean(value)
        return int(chosen) if chosen else None


def units_of(day: date) -> list[tuple[str, str]]:
    """Units of the own province that can own something."""
    tree = tree_on(day)
    outside = {Kind.PROVINCE, Kind.CENTRAL, Kind.CENTRAL_AUTHORITY, Kind.OUTSIDE}
    nodes = sorted((node for node in tree if node.kind not in outside), key=lambda n: fold(n.name))
    return [(str(node.id), node.name) for node in nodes]


def places_of(index: Index, day: date) -> list[tuple[str, str]]:
    """Whom the index ranks: the cluster with the own province on top, or the province's units."""
    if index.ranks == Ranks.UNITS:
        return units_of(day)
    tree = tree_on(day)
    province = own_province(tree)
    own = province.id if province else None
    members = set(cluster_of(own, day)[1])
    nodes = [node for node in tree if node.kind == Kind.PROVINCE]
    nodes.sort(key=lambda node: (node.id != own, node.id not in members, fold(node.name)))
    return [(str(node.id), node.name) for node in nodes]


class IndexForm(forms.Form):
    short_name = forms.CharField(label="Tên gọi tắt", max_length=40)
    name = forms.CharField(label="Tên đầy đủ", max_length=300)
    code = forms.SlugField(
        label="Mã trên địa chỉ", max_length=20, help_text="Chữ không dấu, ví dụ par-index."
    )
    publisher = forms.CharField(label="Cơ quan công bố", max_length=300, required=False)
    unit_of_measure = forms.CharField(label="Đơn vị tính", max_length=30, initial="điểm")
    top_score = NumberField(label="Điểm tối đa", required=False)
    direction = forms.ChoiceField(label="Chiều tốt", choices=Direction.choices)
    ranks = forms.ChoiceField(label="Xếp hạng ai", choices=Ranks.choices)
    is_ranked = forms.BooleanField(label="Có công bố xếp hạng", required=False, initial=True)
    note = words_field("Ghi chú", 2)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].lower()
        if code in RESERVED:
            raise forms.ValidationError("Mã này hệ thống đang dùng. Chọn mã khác.")
        return code

    @classmethod
    def initial_of(cls, index: Index) -> dict[str, Any]:
        return {name: getattr(index, name) for name in cls.base_fields}


class ComponentForm(forms.Form):
    code = forms.CharField(label="Mã mục", max_length=20, help_text="Như trong văn bản: III, III.1")
    name = forms.CharField(label="Tên mục", max_length=500, widget=forms.Textarea({"rows": 2}))
    top_score = NumberField(label="Điểm tối đa", required=False)
    weight = NumberField(label="Trọng số (%)", required=False)
    source = forms.CharField(label="Nguồn", max_length=500, required=False)
    source_status = forms.ChoiceField(
        label="Đối chiếu với văn bản", choices=ResultStatus.choices, initial=ResultStatus.VERIFIED
    )

    def __init__(
        self, *args: Any, index: Index, year: int, day: date, own: int | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        rows = in_tree_order(index.components.filter(year=year).order_by("position", "pk"))
        above = [(str(c.pk), f"{'– ' * depth}{c}") for c, depth in rows if c.pk != own]
        self.fields["parent_id"] = UnitField(above, label="Thuộc mục", required=False)
        self.fields["owner_id"] = UnitField(units_of(day), label="Cơ quan chủ trì", required=False)

    @property
    def facts(self) -> ComponentFacts:
        return ComponentFacts(**self.cleaned_data)

    @staticmethod
    def initial_of(component: IndexComponent) -> dict[str, Any]:
        facts = facts_of(component)
        return {name: getattr(facts, name) for name in ComponentFacts.__slots__}


class NumbersForm(forms.Form):
    """The numbers of one place with where they come from."""

    score = NumberField(label="Điểm", required=False)
    self_score = NumberField(
        label="Điểm tự chấm", required=False, help_text="Điểm tỉnh, đơn vị tự đánh giá."
    )
    rank = forms.IntegerField(label="Xếp hạng", required=False, min_value=1)
    out_of = forms.IntegerField(label="Trong số", required=False, min_value=1)
    source = forms.CharField(
        label="Nguồn", max_length=500, help_text="Văn bản, báo cáo hoặc trang công bố."
    )
    source_status = forms.ChoiceField(
        label="Đối chiếu với nguồn", choices=ResultStatus.choices, initial=ResultStatus.VERIFIED
    )
    note = forms.CharField(label="Ghi chú", max_length=500, required=False)

    @property
    def numbers(self) -> Numbers:
        names = (*Numbers.__slots__[:6], "note")
        return Numbers(**{name: self.cleaned_data[name] for name in names})


class ResultForm(NumbersForm):
    year = forms.IntegerField(label="Năm", min_value=1990, max_value=2100)

    field_order = ("year", "place_id", "component_id")

    def __init__(self, *args: Any, index: Index, year: int, day: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["year"].initial = year
        self.fields["place_id"] = UnitField(places_of(index, day), label="Nơi")
        rows = in_tree_order(index.components.order_by("-year", "position", "pk"))
        parts = [(str(c.pk), f"{c.year}: {'– ' * depth}{c}") for c, depth in rows]
        self.fields["component_id"] = UnitField(
            parts, label="Mục", required=False, help_text="Để trống khi ghi điểm tổng."
        )
        self.order_fields(self.field_order)


class CorrectionForm(NumbersForm):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    reason = words_field("Lý do đính chính", 2, required=True)
    paper = forms.CharField(label="Văn bản đính chính", max_length=300, required=False)

    @staticmethod
    def initial_of(result: IndexResult) -> dict[str, Any]:
        numbers = Numbers.of(result)
        values = {name: getattr(numbers, name) for name in Numbers.__slots__}
        return values | {"revision": result.revision}


class MeasureForm(forms.Form):
    text = words_field("Biện pháp", 3, required=True, help_text="Việc cụ thể, đo được khi xong.")
    due_on = DayField(label="Hạn")

    def __init__(self, *args: Any, index: Index, day: date, **more: Any) -> None:
        super().__init__(*args, **more)
        newest = index.components.order_by("-year").values_list("year", flat=True).first()
        rows = in_tree_order(index.components.filter(year=newest).order_by("position", "pk"))
        parts = [(str(c.pk), f"{'– ' * depth}{c}") for c, depth in rows]
        self.fields["component_id"] = UnitField(parts, label="Mục cần cải thiện", required=False)
        self.fields["owner_id"] = UnitField(units_of(day), label="Đơn vị thực hiện")
        self.order_fields(("component_id", "owner_id", "text", "due_on"))


class FinishForm(forms.Form):
    result = words_field("Kết quả", 3, required=True, help_text="Đã làm gì, đạt đến đâu.")
    paper = forms.CharField(
        label="Văn bản", max_length=300, required=False, help_text="Số, ký hiệu, ngày (nếu có)."
    )


class ReopenForm(forms.Form):
    reason = words_field("Vì sao chưa đạt", 2, required=True)
    due_on = DayField(label="Hạn mới")
