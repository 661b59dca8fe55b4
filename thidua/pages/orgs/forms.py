"""Forms on units. They check shape; what may follow what is decided in the services."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.text import nfc
from thidua.core.trees import Node, Tree
from thidua.pages.ui.forms import DayField
from thidua.subjects.orgs.enums import Kind, KindGroup, group_of
from thidua.subjects.orgs.services import NewUnit, UnitFacts
from thidua.subjects.orgs.services.codes import free_codes

NEW = "new"
PARTS = 4


class NameField(forms.CharField):
    """Text in composed letters with single blanks, as it is searched and printed later."""

    def to_python(self, value: Any) -> str:
        return nfc(" ".join((super().to_python(value) or "").split()))


def grouped_choices(nodes: Sequence[Node], blank: str = "") -> list[Any]:
    """Units for a select, under the headings of their groups."""
    groups: dict[KindGroup, list[tuple[int, str]]] = {group: [] for group in KindGroup}
    for node in nodes:
        groups[group_of(node.kind)].append((node.id, node.name))
    filled = [(str(group.label), units) for group, units in groups.items() if units]
    return [("", blank), *filled] if blank else filled


class ActForm(forms.Form):
    """What every dated act carries."""

    day = DayField(label=_("Có hiệu lực từ ngày"))
    paper = NameField(
        label=_("Văn bản"),
        required=False,
        max_length=300,
        help_text=_("Số, ngày, cơ quan ban hành"),
    )
    reason = NameField(label=_("Lý do, ghi chú"), required=False, max_length=500)

    def __init__(self, data: Any = None, *, tree: Tree, **options: Any) -> None:
        super().__init__(data, **options)
        self.tree = tree

    def act_values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("day", "paper", "reason")}


class RenameForm(ActForm):
    name = NameField(label=_("Tên mới"), max_length=300)
    short_name = NameField(label=_("Tên viết tắt mới"), max_length=120, required=False)
    field_order = ("name", "short_name", "day", "paper", "reason")


class ParentField(forms.TypedChoiceField):
    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Cấp trên trực tiếp"))
        super().__init__(coerce=int, empty_value=None, required=False, **options)


class MoveForm(ActForm):
    parent_id = ParentField(label=_("Cấp trên mới"))
    field_order = ("parent_id", "day", "paper", "reason")

    def __init__(self, data: Any = None, *, tree: Tree, **options: Any) -> None:
        super().__init__(data, tree=tree, **options)
        self.fields["parent_id"].choices = grouped_choices(  # type: ignore[attr-defined]
            list(tree), str(_("Không có cấp trên"))
        )


class DescribeForm(MoveForm):
    """Everything a version says of its unit, but for the persons to reach there."""

    name = NameField(label=_("Tên đơn vị"), max_length=300)
    short_name = NameField(label=_("Tên viết tắt"), max_length=120, required=False)
    kind = forms.ChoiceField(label=_("Loại đơn vị"), choices=Kind.choices)
    identifier_code = NameField(
        label=_("Mã định danh"),
        max_length=40,
        required=False,
        help_text=_("Mã định danh điện tử của cơ quan"),
    )
    gso_code = NameField(
        label=_("Mã đơn vị hành chính"),
        max_length=10,
        required=False,
        help_text=_("Chỉ huyện, xã có mã này; mã cũ có thể đã cấp lại cho đơn vị khác"),
    )
    parent_id = ParentField()
    field_order = (
        "name",
        "short_name",
        "kind",
        "parent_id",
        "identifier_code",
        "gso_code",
        "day",
        "paper",
        "reason",
    )

    def facts(self, known: UnitFacts | None = None) -> UnitFacts:
        kept = ("name", "short_name", "kind", "parent_id", "identifier_code", "gso_code")
        values = {name: self.cleaned_data[name] for name in kept}
        return replace(known, **values) if known else UnitFacts(**values)


class CreateForm(DescribeForm):
    code = NameField(
        label=_("Mã đơn vị"),
        max_length=40,
        required=False,
        help_text=_("Để trống thì hệ thống đặt mã"),
    )
    field_order = ("name", "short_name", "code", *DescribeForm.field_order[2:])

    def new_unit(self) -> NewUnit:
        return NewUnit(self.cleaned_data["code"] or free_codes(1)[0], self.facts())


class AbolishForm(ActForm):
    with_units_below = forms.BooleanField(
        label=_("Các đơn vị trực thuộc cũng giải thể (nếu không, chuyển lên cấp trên)"),
        required=False,
    )
    field_order = ("with_units_below", "day", "paper", "reason")


class UnitsField(forms.TypedMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, **options)


class MergeForm(ActForm):
    org_ids = UnitsField(label=_("Các đơn vị sáp nhập"))
    into = forms.ChoiceField(label=_("Thành"), widget=forms.RadioSelect)
    name = NameField(label=_("Tên đơn vị mới"), max_length=300, required=False)
    short_name = NameField(label=_("Tên viết tắt"), max_length=120, required=False)
    code = NameField(label=_("Mã đơn vị mới"), max_length=40, required=False)
    field_order = ("org_ids", "into", "name", "short_name", "code", "day", "paper", "reason")

    def __init__(
        self,
        data: Any = None,
        *,
        tree: Tree,
        offered: Sequence[Node],
        chosen: Sequence[Node],
        **options: Any,
    ) -> None:
        super().__init__(data, tree=tree, **options)
        names = [(node.id, node.name) for node in offered]
        self.fields["org_ids"].choices = names  # type: ignore[attr-defined]
        self.fields["into"].choices = [  # type: ignore[attr-defined]
            (NEW, _("Một đơn vị mới")),
            *((node.id, node.name) for node in chosen or offered),
        ]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("into") == NEW and not values.get("name"):
            self.add_error("name", _("Đơn vị mới cần có tên."))
        return values

    def target(self) -> int | NewUnit:
        """An existing unit, or a new one beside the first of those that join."""
        values = self.cleaned_data
        if values["into"] != NEW:
            return int(values["into"])
        first = self.tree.node(values["org_ids"][0])
        facts = UnitFacts(values["name"], first.kind, first.parent_id, values["short_name"])
        return NewUnit(values["code"] or free_codes(1)[0], facts)


class SplitForm(ActForm):
    goes_on = forms.BooleanField(label=_("Đơn vị vẫn còn, là một trong các phần"), required=False)
    existing = UnitsField(label=_("Phần chuyển vào đơn vị đang có"), required=False)
    field_order = ("goes_on", "day", "paper", "reason")

    def __init__(
        self, data: Any = None, *, tree: Tree, old: Node, offered: Sequence[Node], **options: Any
    ) -> None:
        super().__init__(data, tree=tree, **options)
        self.old = old
        self.fields["existing"].choices = [(n.id, n.name) for n in offered]  # type: ignore[attr-defined]
        for place in range(1, PARTS + 1):
            label = _("Tên đơn vị mới thứ %s") % place
            self.fields[f"name_{place}"] = NameField(label=label, max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        parts = len(self._names(values)) + len(values.get("existing") or [])
        if parts + bool(values.get("goes_on")) < 2:
            self.add_error(None, _("Chia tách phải cho ra ít nhất hai đơn vị."))
        return values

    @staticmethod
    def _names(values: dict[str, Any]) -> list[str]:
        names = [values.get(f"name_{place}") for place in range(1, PARTS + 1)]
        return [name for name in names if name]

    def parts(self) -> list[int | NewUnit]:
        names = self._names(self.cleaned_data)
        new = [
            NewUnit(code, UnitFacts(name, self.old.kind, self.old.parent_id))
            for code, name in zip(free_codes(len(names)), names, strict=True)
        ]
        return [*new, *self.cleaned_data["existing"]]


class CorrectForm(forms.Form):
    """Slips and ways to reach a unit: set right where they stand, without a new day."""

    name = NameField(label=_("Tên đơn vị"), max_length=300)
    short_name = NameField(label=_("Tên viết tắt"), max_length=120, required=False)
    identifier_code = NameField(label=_("Mã định danh"), max_length=40, required=False)
    address = NameField(label=_("Địa chỉ"), max_length=300, required=False)
    phone = NameField(label=_("Điện thoại"), max_length=40, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    contact_name = NameField(label=_("Người liên hệ"), max_length=120, required=False)
    reason = NameField(label=_("Lý do sửa"), max_length=500, required=False)
    seen = forms.JSONField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, seen: UnitFacts) -> None:
        kept = asdict(seen)
        super().__init__(data, initial={**kept, "seen": kept})

    def seen_facts(self) -> UnitFacts:
        return UnitFacts(**self.cleaned_data["seen"])

    def facts(self) -> UnitFacts:
        edited = (
            "name",
            "short_name",
            "identifier_code",
            "address",
            "phone",
            "email",
            "contact_name",
        )
        return replace(self.seen_facts(), **{name: self.cleaned_data[name] for name in edited})

    def clean_seen(self) -> Any:
        seen = self.cleaned_data["seen"]
        if not isinstance(seen, dict) or set(seen) != set(UnitFacts.__dataclass_fields__):
            raise forms.ValidationError(_("Biểu mẫu đã hỏng. Hãy tải lại trang."))
        return seen


class SetForm(forms.Form):
    name = NameField(label=_("Tên nhóm"), max_length=300)
    rule = forms.ChoiceField(label=_("Cách lập"), choices=[])
    kinds = forms.MultipleChoiceField(
        label=_("Loại đơn vị"),
        choices=Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Dùng khi lập theo loại đơn vị"),
    )
    aliases = forms.CharField(
        label=_("Cách viết khác trong văn bản"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Mỗi dòng một cách viết"),
    )

    def __init__(self, data: Any = None, *, rules: Any, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["rule"].choices = rules  # type: ignore[attr-defined]

    def clean_aliases(self) -> list[str]:
        lines = (" ".join(line.split()) for line in nfc(self.cleaned_data["aliases"]).splitlines())
        return [line for line in lines if line]


class NewSetForm(SetForm):
    key = forms.SlugField(
        label=_("Mã nhóm"), max_length=60, help_text=_("Chữ không dấu, số và gạch nối")
    )
    is_block = forms.BooleanField(label=_("Là cụm, khối thi đua"), required=False)
    field_order = ("name", "key", "is_block", "rule", "kinds", "aliases")


class MemberForm(forms.Form):
    org_id = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int)
    position = forms.ChoiceField(label=_("Vai trò"))
    valid_from = DayField(label=_("Từ ngày"))
    last_day = DayField(label=_("Đến hết ngày"), required=False)
    paper = NameField(label=_("Văn bản"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, tree: Tree, positions: Any, day: date) -> None:
        super().__init__(data, initial={"valid_from": day})
        self.fields["org_id"].choices = grouped_choices(list(tree), str(_("Chọn đơn vị")))  # type: ignore[attr-defined]
        self.fields["position"].choices = positions  # type: ignore[attr-defined]
