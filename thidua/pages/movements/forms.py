"""Forms check shape and give clean values; rules between things are in the services."""

from typing import Any

from django import forms

from thidua.core.text import fold, format_date
from thidua.pages.ui.forms import DayField
from thidua.subjects.movements.enums import AmendmentKind, Level
from thidua.subjects.movements.models import Duty, Movement, MovementForm
from thidua.subjects.movements.services.amending import AMENDABLE
from thidua.subjects.movements.services.recording import FIELDS, STEP_NAMES, STEPS, reached
from thidua.subjects.orgs.models import OrganizationSet
from thidua.subjects.orgs.selectors import tree_on


def day_field(label: str, required: bool = False, **more: Any) -> DayField:
    return DayField(label=label, required=required, **more)


def words_field(label: str, rows: int = 3, required: bool = False, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, widget=forms.Textarea({"rows": rows}), **more
    )


class UnitField(forms.ChoiceField):
    """A unit of the day, chosen from the whole list by name."""

    def __init__(self, day: Any, **more: Any) -> None:
        nodes = sorted(tree_on(day), key=lambda node: fold(node.name))
        choices = [("", "—"), *((str(node.id), node.name) for node in nodes)]
        super().__init__(choices=choices, **more)

    def clean(self, value: Any) -> int | None:
        chosen = super().clean(value)
        return int(chosen) if chosen else None


class MovementDraftForm(forms.Form):
    """The general facts of a draft; every field but the name may stay open."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label="Tên phong trào", max_length=500, widget=forms.Textarea({"rows": 2})
    )
    level = forms.ChoiceField(
        label="Cấp",
        choices=[choice for choice in Level.choices if choice[0] != Level.UNIT],
    )
    form_id = forms.ModelChoiceField(
        MovementForm.objects.filter(in_use=True), label="Hình thức tổ chức", required=False
    )
    parent_id = forms.ModelChoiceField(
        Movement.objects.none(), label="Thuộc phong trào cấp trên", required=False
    )
    block_id = forms.ModelChoiceField(
        OrganizationSet.objects.all(),
        label="Phong trào của cụm, khối",
        required=False,
        help_text="Chỉ chọn khi phong trào do một cụm, khối thi đua tổ chức.",
    )
    theme = words_field("Chủ đề", 2)
    audience = words_field("Đối tượng", 2)
    year = forms.IntegerField(label="Năm", min_value=1990, max_value=2100)
    starts_on = day_field("Từ ngày")
    ends_on = day_field("Đến hết ngày")
    purpose = words_field("Mục đích, yêu cầu", 4)
    commendation = words_field(
        "Khen thưởng của phong trào",
        2,
        help_text="Hình thức, số lượng, đợt xét riêng của phong trào này (nếu có).",
    )
    reporting = words_field("Chế độ báo cáo", 2)
    document_kind = forms.CharField(label="Loại văn bản", max_length=60, required=False)
    document_number = forms.CharField(label="Số, ký hiệu", max_length=60, required=False)
    issued_on = day_field("Ngày ban hành")
    signer_title = forms.CharField(label="Chức vụ người ký", max_length=200, required=False)
    signer_name = forms.CharField(label="Người ký", max_length=120, required=False)

    def __init__(self, *args: Any, day: Any, parents: Any, level: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["owner_id"] = UnitField(day, label="Cơ quan chủ trì", required=False)
        self.fields["parent_id"].queryset = parents  # type: ignore[attr-defined]
        if level == Level.UNIT:
            for name in ("level", "parent_id", "block_id", "document_number", "issued_on",
                         "signer_title", "signer_name", "document_kind"):  # fmt: skip
                del self.fields[name]

    @property
    def draft_fields(self) -> dict[str, Any]:
        values = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        for name in ("form_id", "parent_id", "block_id"):
            if name in values:
                values[name] = values[name].pk if values[name] else None
        return values

    @classmethod
    def initial_of(cls, movement: Movement) -> dict[str, Any]:
        names = [*cls.base_fields, "owner_id"]
        return {name: getattr(movement, name) for name in names}


class LaunchForm(forms.Form):
    document_number = forms.CharField(
        label="Số, ký hiệu", max_length=60, help_text="Ghi đủ số và ký hiệu, ví dụ 02/CT-UBND."
    )
    issued_on = day_field("Ngày ban hành", required=True)
    signer_title = forms.CharField(label="Chức vụ người ký", max_length=200)
    signer_name = forms.CharField(label="Họ và tên người ký", max_length=120)
    gaps_confirmed = forms.BooleanField(
        label="Tôi đã xem những mục còn trống và vẫn phát động", required=False
    )

    @classmethod
    def for_movement(cls, movement: Movement) -> "LaunchForm":
        names = ("document_number", "issued_on", "signer_title", "signer_name")
        return cls(initial={name: getattr(movement, name) for name in names})


class AmendForm(forms.Form):
    kind = forms.ChoiceField(
        label="Hình thức",
        choices=[(k, w) for k, w in AmendmentKind.choices if k != AmendmentKind.WITHDRAW],
        widget=forms.RadioSelect,
        initial=AmendmentKind.AMEND,
    )
    paper = forms.CharField(
        label="Văn bản sửa đổi",
        max_length=300,
        help_text="Số, ngày, cơ quan; ví dụ Công văn số 15/UBND-NC ngày 10/02/2022 của UBND tỉnh.",
    )
    reason = words_field("Lý do", 2, required=True)
    theme = words_field("Chủ đề", 2)
    audience = words_field("Đối tượng", 2)
    purpose = words_field("Mục đích, yêu cầu", 4)
    commendation = words_field("Khen thưởng của phong trào", 2)
    reporting = words_field("Chế độ báo cáo", 2)
    starts_on = day_field("Từ ngày")
    ends_on = day_field("Đến hết ngày")

    def __init__(self, *args: Any, movement: Movement, **more: Any) -> None:
        self.movement = movement
        initial = {name: getattr(movement, name) for name in AMENDABLE}
        super().__init__(*args, initial=initial, **more)

    @property
    def amendment(self) -> dict[str, Any]:
        values = self.cleaned_data
        changes = {
            name: values[name] for name in AMENDABLE if values[name] != getattr(self.movement, name)
        }
        return {**{name: values[name] for name in ("kind", "reason", "paper")}, "changes": changes}


class RecordForm(forms.Form):
    """What a unit's paper says. Steps behind the unit are not asked again.

    A field that was sent stays, also when the step was reached meanwhile: the service says so.
    """

    acknowledged_on = day_field("Ngày tiếp nhận")
    plan_number = forms.CharField(
        label="Số kế hoạch",
        required=False,
        help_text="Ghi đủ số và ký hiệu, ví dụ 15/KH-UBND.",
    )
    plan_day = day_field("Ngày ban hành")
    launched_on = day_field("Ngày phát động")
    place = forms.CharField(label="Địa điểm", required=False)
    attendance = forms.IntegerField(label="Số người dự", required=False)
    paper = forms.CharField(
        label="Văn bản của đơn vị",
        max_length=300,
        required=False,
        help_text="Ví dụ Báo cáo số 21/BC-UBND ngày 12/02/2022.",
    )

    def __init__(self, *args: Any, duty: Duty, **more: Any) -> None:
        super().__init__(*args, **more)
        for step in reached(duty):
            for name in FIELDS[step]:
                if not self.data.get(name):
                    del self.fields[name]
        self._dues = dict(
            zip(STEPS, (duty.acknowledge_due, duty.plan_due, duty.launch_due), strict=True)
        )

    @property
    def groups(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Each step that is asked: its name, its due day, its fields; then what shows it."""
        asked = [
            (step, [self[name] for name in FIELDS[step] if name in self.fields]) for step in STEPS
        ]
        steps = [
            (STEP_NAMES[step].capitalize(), f"hạn {format_date(self._dues[step])}", fields)
            for step, fields in asked
            if fields
        ]
        return [*steps, ("Căn cứ", "", [self["paper"]])]


class WithdrawForm(forms.Form):
    reason = words_field("Lý do", 2, required=True)
    paper = forms.CharField(label="Văn bản bãi bỏ", max_length=300)
