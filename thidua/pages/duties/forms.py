"""What a unit fills in: which parts it takes up, and how it launched."""

from typing import Any

from django import forms

from thidua.pages.movements.forms import day_field, words_field
from thidua.subjects.movements.models import Duty, Movement
from thidua.subjects.movements.selectors.movements import targets_concerning, tasks_of_unit
from thidua.subjects.movements.services.plans import Chosen


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Several pictures in one field; an empty list when none was chosen."""

    widget = ManyFiles(attrs={"accept": ".jpg,.jpeg,.png,.webp", "data-max-mb": 10})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(PicturesField, self).clean(one, initial) for one in files]


class PlanStartForm(forms.Form):
    """The first step of the plan: what of the superior's movement the unit takes up."""

    name = forms.CharField(label="Tên kế hoạch", max_length=500, widget=forms.Textarea({"rows": 2}))
    contents = forms.MultipleChoiceField(
        label="Nội dung thi đua", required=False, widget=forms.CheckboxSelectMultiple
    )
    targets = forms.MultipleChoiceField(
        label="Chỉ tiêu",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Đánh dấu sẵn những chỉ tiêu của chung hoặc do đơn vị chủ trì.",
    )
    tasks = forms.MultipleChoiceField(
        label="Nhiệm vụ",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Đánh dấu sẵn những nhiệm vụ giao cho đơn vị.",
    )

    def __init__(self, *args: Any, duty: Duty, **more: Any) -> None:
        superior = duty.movement
        more.setdefault("initial", self._initial(superior, duty.organization_id))
        super().__init__(*args, **more)
        self._choose("contents", [(row.pk, str(row)) for row in superior.contents.all()])
        uses = superior.targets.select_related("target")
        self._choose("targets", [(u.pk, f"{u.target}: {u.target.phrase}") for u in uses])
        self._choose("tasks", [(row.pk, row.text) for row in superior.tasks.all()])

    def _choose(self, name: str, choices: list[tuple[int, str]]) -> None:
        if choices:
            self.fields[name].choices = [(str(key), word) for key, word in choices]  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    @staticmethod
    def _initial(superior: Movement, unit_id: int) -> dict[str, Any]:
        return {
            "name": superior.name,
            "contents": [str(row.pk) for row in superior.contents.all()],
            "targets": [str(row.pk) for row in targets_concerning(superior, unit_id)],
            "tasks": [str(row.pk) for row in tasks_of_unit(superior, unit_id)],
        }

    @property
    def chosen(self) -> Chosen:
        ids = {
            name: [int(key) for key in self.cleaned_data.get(name, [])]
            for name in ("contents", "targets", "tasks")
        }
        return Chosen(**ids)


class LaunchEventForm(forms.Form):
    day = day_field("Ngày phát động", required=True)
    place = forms.CharField(label="Địa điểm", max_length=300)
    attendance = forms.IntegerField(label="Số người dự", min_value=0, required=False)
    commitment_signed = forms.BooleanField(label="Có ký giao ước thi đua", required=False)
    note = words_field("Kết quả tóm tắt", 3)
    signed_file = forms.FileField(
        label="Bản kế hoạch đã ký",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.jpg,.png", "data-max-mb": 20}),
    )
    pictures = PicturesField(label="Ảnh", required=False)
