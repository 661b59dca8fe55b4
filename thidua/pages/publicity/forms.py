"""Forms check shape and give clean values; rules between things are in the services."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from thidua.core.text import fold
from thidua.pages.duties.forms import ManyFiles, PicturesField
from thidua.pages.movements.forms import UnitField, day_field, words_field
from thidua.subjects.movements.enums import PUBLISHED, Level
from thidua.subjects.movements.models import Movement
from thidua.subjects.orgs.enums import Kind
from thidua.subjects.orgs.selectors import expand_set, tree_on
from thidua.subjects.publicity.enums import (
    ETHNIC_GROUPS,
    OUTSIDE,
    ExampleKind,
    Field,
    Gender,
    OutputKind,
    Relation,
)
from thidua.subjects.publicity.models import Example, PressOutput, PressPlan, PressTask
from thidua.subjects.publicity.services.press import Told
from thidua.subjects.publicity.services.suggesting import Facts

COMMUNES = (Kind.COMMUNE, Kind.WARD, Kind.TOWNSHIP)
NO_CHOICE = ("", "—")
PEOPLES = [NO_CHOICE, *((name, name) for name in ETHNIC_GROUPS)]
PAPER = forms.FileInput(attrs={"accept": ".pdf,.docx,.jpg,.png", "data-max-mb": 20})
PICTURE = forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png", "data-max-mb": 10})


def commune_choices(day: date) -> list[tuple[str, str]]:
    tree = tree_on(day)
    nodes = sorted((node for node in tree if node.kind in COMMUNES), key=lambda one: fold(one.name))

    def words(node: Any) -> str:
        parent = tree.get(node.parent_id) if node.parent_id else None
        return f"{node.name} ({parent.name})" if parent else node.name

    return [NO_CHOICE, *((str(node.id), words(node)) for node in nodes)]


def movement_choices() -> list[tuple[str, str]]:
    running = Movement.objects.filter(state__in=PUBLISHED).exclude(level=Level.UNIT)
    rows = running.order_by("-year", "name").values_list("pk", "name", "year")
    return [NO_CHOICE, *((str(pk), f"{name} ({year})") for pk, name, year in rows)]


def organ_choices(day: date) -> list[tuple[str, str]]:
    """The press organs that stand on the day (a set kept in orgs)."""
    tree = tree_on(day)
    return [(str(id_), tree.node(id_).name) for id_ in expand_set("press", day, tree)]


def number_or_none(value: str) -> int | None:
    return int(value) if value else None


class FactsForm(forms.Form):
    """Who did what, where."""

    kind = forms.ChoiceField(label="Loại", choices=ExampleKind, initial=ExampleKind.PERSON)
    name = forms.CharField(
        label="Họ tên người, tên tập thể", max_length=200, help_text="Ghi đúng như giấy tờ."
    )
    deed = words_field("Việc làm, thành tích", 5, required=True)
    place = forms.CharField(label="Nơi làm việc, nơi ở", max_length=300, required=False)
    unit_id = forms.ChoiceField(label="Đơn vị xác nhận", required=False)
    commune_id = forms.ChoiceField(label="Xã, phường, thị trấn", required=False)
    movement_id = forms.ChoiceField(label="Trong phong trào", required=False)
    fields_of_work = forms.MultipleChoiceField(
        label="Lĩnh vực", choices=Field, required=False, widget=forms.CheckboxSelectMultiple
    )
    gender = forms.ChoiceField(
        label="Giới tính", choices=[NO_CHOICE, *Gender.choices], required=False
    )
    ethnic_group = forms.ChoiceField(label="Dân tộc", choices=PEOPLES, required=False)
    occupation = forms.CharField(label="Nghề nghiệp, chức vụ", max_length=200, required=False)
    direct_worker = forms.BooleanField(label="Người lao động trực tiếp", required=False)
    new_factor = forms.BooleanField(label="Nhân tố mới", required=False)
    is_child = forms.BooleanField(label="Người được nêu dưới 16 tuổi", required=False)
    proof = words_field("Nguồn, tài liệu chứng minh", 2)


class _DayForm(FactsForm):
    """Facts with the units and movements of the actor's day."""

    def __init__(self, *args: Any, day: date, **more: Any) -> None:
        super().__init__(*args, **more)
        unit = UnitField(day, label="Đơn vị xác nhận", required=False)
        unit.help_text = "Đơn vị quản lý người, tập thể này; chưa rõ thì để trống."
        self.fields["unit_id"] = unit
        self.fields["commune_id"].choices = commune_choices(day)  # type: ignore[attr-defined]
        self.fields["movement_id"].choices = movement_choices()  # type: ignore[attr-defined]

    @property
    def facts(self) -> Facts:
        values = {name: self.cleaned_data[name] for name in FACT_NAMES}
        return Facts(
            **values,
            unit_id=self.cleaned_data["unit_id"],
            commune_id=number_or_none(self.cleaned_data["commune_id"]),
            movement_id=number_or_none(self.cleaned_data["movement_id"]),
            fields=tuple(self.cleaned_data["fields_of_work"]),
        )


FACT_NAMES = (
    "kind", "name", "deed", "place", "proof", "gender", "is_child", "occupation", "ethnic_group",
    "direct_worker", "new_factor",
)  # fmt: skip


class SuggestForm(_DayForm):
    pictures = PicturesField(
        label="Ảnh",
        required=False,
        widget=ManyFiles({"accept": ".jpg,.jpeg,.png", "data-max-mb": 10}),
    )
    proof_file = forms.FileField(label="Tài liệu chứng minh", required=False, widget=PAPER)


class EditFactsForm(_DayForm):
    revision = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, example: Example, day: date) -> "EditFactsForm":
        initial = {name: getattr(example, name) for name in FACT_NAMES}
        initial |= {
            "revision": example.revision,
            "unit_id": example.unit_id,
            "commune_id": example.commune_id,
            "movement_id": example.movement_id,
            "fields_of_work": [tag.field for tag in example.fields.all()],
        }
        return cls(day=day, initial=initial)


class TextForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label="Tên bài", max_length=160)
    summary = words_field(
        "Tóm tắt", 3, help_text="Ba dòng, không quá 300 ký tự: ai, việc gì, kết quả ra sao."
    )
    story = words_field(
        "Bài viết", 16, help_text="Mỗi đoạn một dòng. Không ghi số điện thoại, số giấy tờ."
    )


class PictureForm(forms.Form):
    alt = forms.CharField(
        label="Mô tả ảnh", max_length=300, help_text="Trong ảnh có gì, cho người không nhìn được."
    )
    caption = forms.CharField(label="Chú thích", max_length=300, required=False)
    credit = forms.CharField(label="Tác giả, nguồn ảnh", max_length=150)


class AddPictureForm(PictureForm):
    picture = forms.FileField(label="Ảnh", widget=PICTURE)
    field_order = ("picture", "alt", "caption", "credit")


class DescribePictureForm(PictureForm):
    position = forms.IntegerField(label="Thứ tự", min_value=1, max_value=50)


class ConsentForm(forms.Form):
    given_by = forms.CharField(label="Họ tên người đồng ý", max_length=150)
    relation = forms.ChoiceField(label="Tư cách", choices=Relation)
    given_on = day_field("Ngày đồng ý", required=True)
    pictures = forms.BooleanField(label="Đồng ý cho đăng ảnh", required=False)
    file = forms.FileField(
        label="Giấy đồng ý đã ký", widget=PAPER, help_text="Ảnh chụp hoặc bản quét giấy có chữ ký."
    )


class ReleaseForm(forms.Form):
    organs = forms.MultipleChoiceField(
        label="Cung cấp cho", widget=forms.CheckboxSelectMultiple, required=False
    )
    day = day_field("Ngày được đăng", required=True)
    hour = forms.TimeField(
        label="Từ giờ",
        input_formats=["%H:%M"],
        widget=forms.TimeInput(
            format="%H:%M", attrs={"placeholder": "07:00", "inputmode": "numeric"}
        ),
        error_messages={"invalid": "Nhập giờ theo dạng giờ:phút, ví dụ 07:00."},
    )
    note = words_field("Dặn cơ quan báo chí", 2)

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["organs"].choices = organ_choices(today)  # type: ignore[attr-defined]

    @property
    def moment(self) -> datetime:
        clean = self.cleaned_data
        return timezone.make_aware(datetime.combine(clean["day"], clean["hour"]))


class ReplicationForm(forms.Form):
    unit_id = forms.ChoiceField(label="Đơn vị làm theo")
    day = day_field("Ngày bắt đầu", required=True)
    what = words_field("Cách làm, kết quả", 4, required=True)
    people = forms.IntegerField(label="Số người, hộ làm theo", min_value=1, required=False)

    def __init__(self, *args: Any, today: date, only: int | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        field = UnitField(today, label="Đơn vị làm theo")
        if only is not None:
            field.choices = [row for row in field.choices if row[0] == str(only)]  # type: ignore[index]
        self.fields["unit_id"] = field


class OutputForm(forms.Form):
    organ_id = forms.ChoiceField(label="Cơ quan báo chí")
    kind = forms.ChoiceField(label="Hình thức", choices=OutputKind)
    title = forms.CharField(label="Tên tin, bài", max_length=300)
    day = day_field("Ngày đăng, phát", required=True)
    column = forms.CharField(label="Chuyên trang, chuyên mục", max_length=200, required=False)
    minutes = forms.DecimalField(
        label="Số phút phát sóng", max_digits=7, decimal_places=1, required=False, localize=True,
        help_text="Bắt buộc với phát thanh, truyền hình.",
    )  # fmt: skip
    link = forms.URLField(label="Đường dẫn", max_length=500, required=False, assume_scheme="https")
    example_id = forms.ChoiceField(label="Về điển hình", required=False)
    movement_id = forms.ChoiceField(label="Về phong trào", required=False)
    task_id = forms.ChoiceField(label="Theo nhiệm vụ", required=False)
    reason = forms.CharField(label="Lý do sửa", max_length=300)

    def __init__(self, *args: Any, today: date, organ: int | None, correcting: bool = False, **more: Any) -> None:  # fmt: skip
        super().__init__(*args, **more)
        organs = organ_choices(today)
        own = [row for row in organs if row[0] == str(organ)]
        self._choose("organ_id", own or organs)
        self._choose("example_id", _examples_of(organ if own else None))
        self._choose("movement_id", movement_choices())
        self._choose("task_id", _tasks_of(organ if own else None, today))
        if not correcting:
            del self.fields["reason"]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, output: PressOutput) -> dict[str, Any]:
        names = ("organ_id", "kind", "title", "day", "column", "minutes", "link", "example_id", "movement_id", "task_id")  # fmt: skip
        return {name: getattr(output, name) for name in names}

    @property
    def told(self) -> Told:
        clean = self.cleaned_data
        plain = {
            name: clean[name] for name in ("kind", "title", "day", "column", "minutes", "link")
        }
        ids = ("example_id", "movement_id", "task_id")
        return Told(
            organ_id=int(clean["organ_id"]),
            **plain,
            **{name: number_or_none(clean[name]) for name in ids},
        )


def _examples_of(organ: int | None) -> list[tuple[str, str]]:
    rows = Example.objects.filter(state__in=OUTSIDE)
    if organ is not None:
        rows = rows.filter(releases__organ_id=organ)
    return [NO_CHOICE, *((str(pk), title) for pk, title in rows.values_list("pk", "title"))]


def _tasks_of(organ: int | None, today: date) -> list[tuple[str, str]]:
    rows = PressTask.objects.filter(plan__state="issued", plan__year__gte=today.year - 1)
    if organ is not None:
        rows = rows.filter(organ_id=organ)
    return [NO_CHOICE, *((str(pk), what[:100]) for pk, what in rows.values_list("pk", "what"))]


class PlanForm(forms.Form):
    name = forms.CharField(label="Tên kế hoạch", max_length=300, widget=forms.Textarea({"rows": 2}))
    year = forms.IntegerField(label="Năm", min_value=2000, max_value=2100)
    purpose = words_field(
        "Mục đích, yêu cầu", 5, help_text="Mỗi ý một dòng; để trống thì dùng lời mẫu."
    )

    @classmethod
    def initial_of(cls, plan: PressPlan) -> dict[str, Any]:
        return {"name": plan.name, "year": plan.year, "purpose": plan.purpose}


class TaskForm(forms.Form):
    organ_id = forms.ChoiceField(label="Cơ quan thực hiện")
    what = words_field("Nội dung tuyên truyền", 3, required=True)
    kind = forms.ChoiceField(label="Hình thức", choices=OutputKind)
    wanted = forms.IntegerField(label="Số lượng", min_value=1, max_value=1000, initial=1)
    minutes = forms.DecimalField(
        label="Thời lượng (phút)", max_digits=7, decimal_places=1, required=False, localize=True
    )
    movement_id = forms.ChoiceField(label="Về phong trào", required=False)
    since = day_field("Từ ngày", required=True)
    due_on = day_field("Hạn", required=True)

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["organ_id"].choices = organ_choices(today)  # type: ignore[attr-defined]
        self.fields["movement_id"].choices = movement_choices()  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, task: PressTask) -> dict[str, Any]:
        return {name: getattr(task, name) for name in cls.base_fields}

    @property
    def values(self) -> dict[str, Any]:
        clean = dict(self.cleaned_data)
        clean["organ_id"] = int(clean["organ_id"])
        clean["movement_id"] = number_or_none(clean["movement_id"])
        return clean
