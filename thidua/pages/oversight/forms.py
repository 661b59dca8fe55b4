"""Forms of opinions and consultations; they check shape, rules are in the services."""

from datetime import date
from typing import Any

from django import forms

from thidua.base.access import Actor, Role
from thidua.core.text import fold
from thidua.pages.duties.forms import ManyFiles, PicturesField
from thidua.pages.movements.forms import UnitField, day_field, words_field
from thidua.subjects.movements.enums import Level
from thidua.subjects.movements.models import Movement
from thidua.subjects.orgs.models import OrganizationSet
from thidua.subjects.orgs.selectors import expand_set, tree_on
from thidua.subjects.oversight.enums import (
    KINDS_OF_SOURCE,
    REPLIED,
    DeclineReason,
    OpinionKind,
    ReplyState,
    Source,
    Subject,
    Taken,
)
from thidua.subjects.oversight.services.opinions import Said

ACCEPT = ".pdf,.docx,.jpg,.jpeg,.png"
FREE_SUBJECTS = (Subject.WORK, Subject.LIST, Subject.AWARD)


class FilesField(PicturesField):
    """Several papers or pictures in one field."""

    widget = ManyFiles(attrs={"accept": ACCEPT, "data-max-mb": 10})


class MovementField(forms.ModelChoiceField):
    def label_from_instance(self, movement: Any) -> str:
        return f"{movement.name} ({movement.year})"


class OpinionForm(forms.Form):
    """On a thing that the address names, or chosen here."""

    kind = forms.ChoiceField(label="Loại ý kiến", widget=forms.RadioSelect)
    subject = forms.ChoiceField(label="Về")
    movement = MovementField(
        Movement.objects.none(), label="Phong trào", required=False, empty_label="Chọn phong trào"
    )
    subject_words = forms.CharField(
        label="Danh sách hoặc việc nào",
        required=False,
        max_length=500,
        help_text="Chỉ cần khi ý kiến về danh sách công khai hoặc việc khen thưởng: của ai, ngày nào.",
    )
    text = words_field("Nội dung ý kiến", 8, required=True)
    own_paper = forms.CharField(
        label="Văn bản kèm theo",
        required=False,
        max_length=300,
        help_text="Số, ngày, cơ quan; ví dụ Công văn số 12/MTTQ-BTT ngày 10/02/2022.",
    )
    files = FilesField(label="Tệp đính kèm", required=False)

    def __init__(self, *args: Any, actor: Actor, thing: Any = None, **more: Any) -> None:
        super().__init__(*args, **more)
        source = Source.FRONT if actor.role == Role.FRONT else Source.UNIT
        kinds = [(kind.value, str(kind.label)) for kind in KINDS_OF_SOURCE[source]]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["kind"].initial = kinds[0][0]
        self.thing = thing
        if thing is not None:
            for name in ("subject", "movement", "subject_words"):
                del self.fields[name]
        else:
            choices = [(one.value, str(one.label)) for one in (Subject.MOVEMENT, *FREE_SUBJECTS)]
            self.fields["subject"].choices = choices  # type: ignore[attr-defined]
            published = Movement.objects.published().exclude(level=Level.UNIT)
            self.fields["movement"].queryset = published  # type: ignore[attr-defined]
        about = UnitField(actor.day, label="Đơn vị được phản ánh", required=False)
        about.help_text = "Chỉ cần khi phản ánh về một đơn vị."
        self.fields["about_unit"] = about
        order = ["kind", "subject", "movement", "subject_words", "about_unit", "text", "own_paper"]
        self.order_fields([*order, "files"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("kind") == OpinionKind.COMPLAIN and not values.get("about_unit"):
            self.add_error("about_unit", "Chọn đơn vị được phản ánh.")
        if values.get("subject") == Subject.MOVEMENT and not values.get("movement"):
            self.add_error("movement", "Chọn phong trào muốn góp ý.")
        if values.get("subject") in (Subject.LIST, Subject.AWARD) and not values.get(
            "subject_words"
        ):
            self.add_error("subject_words", "Ghi rõ danh sách hoặc việc khen thưởng nào.")
        return values

    def said(self, files: list[tuple[str, bytes]]) -> Said:
        values = self.cleaned_data
        common = {
            "kind": values["kind"],
            "text": values["text"],
            "about_unit_id": values["about_unit"],
            "files": files,
        }
        if self.thing is not None:
            subject, name, thing = self.thing
            return Said(subject=subject, **{name: thing}, **common)
        movement = values["movement"] if values["subject"] == Subject.MOVEMENT else None
        return Said(
            subject=values["subject"], movement=movement,
            subject_words=values["subject_words"], **common,
        )  # fmt: skip


class AssignForm(forms.Form):
    due_on = day_field("Hạn trả lời", required=True)
    note = words_field("Yêu cầu khi trả lời", 2)

    def __init__(self, *args: Any, day: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["unit_id"] = UnitField(day, label="Đơn vị trả lời")
        self.order_fields(["unit_id", "due_on", "note"])


class AnswerForm(forms.Form):
    taken = forms.ChoiceField(label="Kết quả", choices=Taken.choices, widget=forms.RadioSelect)
    text = words_field(
        "Trả lời",
        6,
        required=True,
        help_text="Tiếp thu gì, làm gì, khi nào; lý do phần không tiếp thu.",
    )
    paper_words = forms.CharField(
        label="Văn bản trả lời", required=False, max_length=300,
        help_text="Số, ngày, cơ quan, nếu trả lời cả bằng văn bản.",
    )  # fmt: skip


class DeclineForm(forms.Form):
    reason = forms.ChoiceField(label="Lý do", choices=DeclineReason.choices)
    words = words_field("Giải thích cho người gửi", 3, required=True)


class PublishForm(forms.Form):
    public_text = words_field(
        "Ý kiến công khai", 5, required=True,
        help_text="Bỏ họ tên, địa chỉ, điện thoại và điều riêng tư; giữ đúng ý.",
    )  # fmt: skip
    public_answer = words_field("Trả lời công khai", 5, required=True)
    show_name = forms.BooleanField(label="Nêu tên người gửi", required=False)
    reason = forms.CharField(label="Ghi chú duyệt", required=False, max_length=300)

    def __init__(self, *args: Any, may_name: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not may_name:
            del self.fields["show_name"]


class AskForm(forms.Form):
    """Whom to ask about a draft, until when."""

    sets = forms.MultipleChoiceField(
        label="Nhóm đơn vị", required=False, widget=forms.CheckboxSelectMultiple
    )
    units = forms.MultipleChoiceField(
        label="Thêm từng đơn vị",
        required=False,
        widget=forms.SelectMultiple({"size": 10}),
        help_text="Giữ phím Ctrl để chọn nhiều đơn vị.",
    )
    words = words_field("Điều cần xin ý kiến", 3)
    due_on = day_field("Hạn trả lời", required=True)

    def __init__(self, *args: Any, day: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.day, self.tree = day, tree_on(day)
        sets = OrganizationSet.objects.filter(is_block=False)
        self.fields["sets"].choices = [(one.key, one.name) for one in sets]  # type: ignore[attr-defined]
        nodes = sorted(self.tree, key=lambda node: fold(node.name))
        self.fields["units"].choices = [(str(node.id), node.name) for node in nodes]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("sets") and not values.get("units"):
            self.add_error("sets", "Chọn ít nhất một nhóm hoặc một đơn vị.")
        return values

    @property
    def unit_ids(self) -> set[int]:
        chosen = {int(unit) for unit in self.cleaned_data["units"]}
        for key in self.cleaned_data["sets"]:
            chosen |= set(expand_set(key, self.day, self.tree))
        return chosen


class ReplyForm(forms.Form):
    """The answer of one unit; each passage has a field of its own ("p-<key>")."""

    state = forms.ChoiceField(
        label="Ý kiến của đơn vị",
        choices=[(one.value, one.label) for one in ReplyState if one in REPLIED],
        widget=forms.RadioSelect,
    )
    words = words_field("Ý kiến chung", 4)
    own_paper = forms.CharField(
        label="Văn bản trả lời", required=False, max_length=300, help_text="Số, ngày, nếu có."
    )
    file = forms.FileField(
        label="Tệp văn bản", required=False,
        widget=forms.FileInput({"accept": ACCEPT, "data-max-mb": 10}),
    )  # fmt: skip

    def passages(self, request: Any) -> dict[str, str]:
        keys = (passage["key"] for passage in request.passages)
        return {key: self.data.get(f"p-{key}", "") for key in keys}


class DecideForm(forms.Form):
    taken = forms.ChoiceField(label="Kết quả", choices=Taken.choices)
    reason = words_field("Giải trình", 2)
