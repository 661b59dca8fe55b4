"""Forms check shape and give clean values; rules between things are in the services."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time
from typing import Any

from django import forms

from thidua.base.files.purposes import PURPOSES
from thidua.core.text import fold
from thidua.core.trees import Tree
from thidua.pages.ui.forms import DayField
from thidua.subjects.accounts.models import Post
from thidua.subjects.orgs.models import OrganizationSet
from thidua.subjects.training.audiences import AUDIENCES
from thidua.subjects.training.enums import Criterion
from thidua.subjects.training.models import Course, Question, Session
from thidua.subjects.training.services.naming import Named
from thidua.subjects.training.services.planning import Hours

HOUR = re.compile(r"\s*(\d{1,2})\s*(?:[:hg.]|giờ)\s*(\d{2})?\s*", re.I)
CHOICES_OF_A_QUESTION = 5


class HourField(forms.Field):
    """An hour as people write it: 7:30, 7h30, 7h."""

    widget = forms.TextInput(attrs={"placeholder": "7:30", "autocomplete": "off", "size": 8})

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        found = HOUR.fullmatch(str(value))
        if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
            raise forms.ValidationError("Nhập giờ theo dạng 7:30 hoặc 13h30.", code="invalid")
        return time(int(found[1]), int(found[2] or 0))


class UnitNamesField(forms.Field):
    """Units by name, one a line; a name that is not known is said back."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, tree: Tree, **more: Any) -> None:
        super().__init__(**more)
        self.tree = tree
        self.by_name = {fold(node.name): node.id for node in tree}

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            nodes = (self.tree.get(unit_id) for unit_id in value)
            return "\n".join(node.name for node in nodes if node is not None)
        return value

    def to_python(self, value: Any) -> list[int]:
        if isinstance(value, list):
            return value
        lines = [line.strip() for line in str(value or "").split("\n") if line.strip()]
        unknown = [line for line in lines if fold(line) not in self.by_name]
        if unknown:
            raise forms.ValidationError(
                f"Không tìm thấy đơn vị: {'; '.join(unknown)}. Ghi đúng tên đơn vị, mỗi dòng một tên."
            )
        return list(dict.fromkeys(self.by_name[fold(line)] for line in lines))


class CourseForm(forms.Form):
    name = forms.CharField(label="Tên lớp", max_length=300, widget=forms.Textarea({"rows": 2}))
    content = forms.CharField(
        label="Nội dung chuyên đề", required=False, widget=forms.Textarea({"rows": 4}),
        help_text="Mỗi dòng một chuyên đề.",
    )  # fmt: skip
    trainer = forms.CharField(label="Giảng viên", max_length=300, required=False)
    place = forms.CharField(label="Địa điểm", max_length=300, required=False)
    seats_per_unit = forms.IntegerField(
        label="Số người mỗi đơn vị", min_value=1, max_value=99, initial=1
    )
    capacity = forms.IntegerField(label="Số học viên tối đa", min_value=1, required=False)
    naming_due = DayField(
        label="Hạn cử người", required=False,
        help_text="Để trống: tính theo Quy định của tỉnh trước ngày khai giảng.",
    )  # fmt: skip
    audiences = forms.MultipleChoiceField(
        label="Đối tượng",
        required=False,
        choices=[(key, audience.label) for key, audience in AUDIENCES.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    sets = forms.MultipleChoiceField(
        label="Chỉ trong các nhóm đơn vị",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Không chọn nhóm nào: mọi đơn vị có đối tượng đã chọn.",
    )

    def __init__(self, *args: Any, tree: Tree, **more: Any) -> None:
        super().__init__(*args, **more)
        groups = OrganizationSet.objects.filter(is_block=False).order_by("key")
        self.fields["sets"].choices = [(g.key, g.name) for g in groups]  # type: ignore[attr-defined]
        self.fields["units"] = UnitNamesField(
            tree, label="Thêm đơn vị", required=False, help_text="Mỗi dòng một tên đơn vị."
        )

    @classmethod
    def values_of(cls, course: Course) -> dict[str, Any]:
        return {name: getattr(course, name) for name in (*cls.base_fields, "units")}


class SessionForm(forms.Form):
    day = DayField(label="Ngày")
    starts_at = HourField(label="Từ giờ")
    ends_at = HourField(label="Đến giờ")
    topic = forms.CharField(label="Nội dung buổi", max_length=300, required=False)
    trainer = forms.CharField(label="Giảng viên buổi", max_length=300, required=False)
    place = forms.CharField(
        label="Địa điểm buổi", max_length=300, required=False,
        help_text="Để trống: theo địa điểm của lớp.",
    )  # fmt: skip

    @property
    def hours(self) -> Hours:
        return Hours(**self.cleaned_data)

    @classmethod
    def values_of(cls, session: Session) -> dict[str, Any]:
        return {name: getattr(session, name) for name in cls.base_fields}


class FirstSessionForm(SessionForm):
    """Beside a new course: may stay open altogether."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, prefix="buoi", **more)
        for name in ("day", "starts_at", "ends_at"):
            self.fields[name].required = False

    @property
    def is_blank(self) -> bool:
        return not any(self.cleaned_data.values())

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        given = [values.get(name) for name in ("day", "starts_at", "ends_at")]
        if any(given) and not all(given):
            raise forms.ValidationError("Buổi học cần đủ ngày, giờ bắt đầu, giờ kết thúc.")
        return values


class PersonForm(forms.Form):
    """Somebody without an account, or (when substituting) one of the unit's posts."""

    full_name = forms.CharField(label="Họ và tên", max_length=120, required=False)
    title = forms.CharField(label="Chức vụ", max_length=160, required=False)
    phone = forms.CharField(label="Điện thoại", max_length=20, required=False)
    email = forms.EmailField(
        label="Thư điện tử", required=False, help_text="Giấy triệu tập, mã điểm danh gửi tới đây."
    )

    @property
    def by_name(self) -> Named | None:
        values = self.cleaned_data
        if not values["full_name"].strip():
            return None
        fields = ("full_name", "title", "phone", "email")
        return Named(**{name: values[name] for name in fields})


def post_choices(posts: Sequence[Post], wanted: Sequence[int], taken: set[int]) -> list[Any]:
    return [
        (
            str(post.pk),
            f"{post.user.full_name}, {post.title}" + (" (đề nghị cử)" if post.pk in wanted else ""),
        )
        for post in posts
        if post.user_id not in taken
    ]


class NameForm(PersonForm):
    """People of the unit by their posts; and one more by name."""

    posts = forms.MultipleChoiceField(
        label="Người của đơn vị", required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ["posts", "full_name", "title", "phone", "email"]

    def __init__(self, *args: Any, choices: list[Any], wanted: Sequence[int], **more: Any) -> None:
        more.setdefault("initial", {"posts": [str(pk) for pk in wanted]})
        super().__init__(*args, **more)
        self.fields["posts"].choices = choices  # type: ignore[attr-defined]

    @property
    def people(self) -> list[Named]:
        chosen = [Named(post_id=int(pk)) for pk in self.cleaned_data["posts"]]
        return [*chosen, *([self.by_name] if self.by_name else [])]


class SubstituteForm(PersonForm):
    post = forms.ChoiceField(label="Người của đơn vị", required=False)
    reason = forms.CharField(label="Lý do thay người", max_length=300)
    field_order = ["post", "full_name", "title", "phone", "email", "reason"]

    def __init__(self, *args: Any, choices: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["post"].choices = [("", "Người khác, ghi tên bên dưới"), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("post") and not values.get("full_name", "").strip():
            raise forms.ValidationError("Chọn người của đơn vị hoặc ghi họ tên người dự thay.")
        return values

    @property
    def person(self) -> Named:
        post = self.cleaned_data["post"]
        return Named(post_id=int(post)) if post else (self.by_name or Named())


class MaterialForm(forms.Form):
    title = forms.CharField(label="Tên tài liệu, video", max_length=300)
    note = forms.CharField(label="Giới thiệu một câu", max_length=500, required=False)
    file = forms.FileField(
        label="Tệp",
        required=False,
        help_text=f"{PURPOSES['material'].names}; tới 50 MB. Video lớn hơn thì ghi đường dẫn.",
        widget=forms.FileInput(attrs={"accept": PURPOSES["material"].accept, "data-max-mb": 50}),
    )
    url = forms.URLField(
        label="Hoặc đường dẫn", max_length=500, required=False, assume_scheme="https"
    )


class QuestionForm(forms.Form):
    text = forms.CharField(label="Câu hỏi", widget=forms.Textarea({"rows": 3}))
    right = forms.MultipleChoiceField(
        label="Phương án đúng",
        choices=[(str(i), f"Phương án {i + 1}") for i in range(CHOICES_OF_A_QUESTION)],
        widget=forms.CheckboxSelectMultiple,
    )
    explanation = forms.CharField(
        label="Giải thích, căn cứ", required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for place in range(CHOICES_OF_A_QUESTION):
            self.fields[f"choice_{place}"] = forms.CharField(
                label=f"Phương án {place + 1}", max_length=300, required=place < 2
            )
        names = [f"choice_{place}" for place in range(CHOICES_OF_A_QUESTION)]
        self.order_fields(["text", *names, "right", "explanation"])

    @property
    def values(self) -> dict[str, Any]:
        """Blank choices fall out; the right ones are counted in what is left."""
        typed = [self.cleaned_data[f"choice_{i}"].strip() for i in range(CHOICES_OF_A_QUESTION)]
        kept = [place for place, words in enumerate(typed) if words]
        ticked = {int(place) for place in self.cleaned_data["right"]}
        lost = ticked - set(kept)
        right = [kept.index(place) for place in sorted(ticked & set(kept))]
        return {
            "text": self.cleaned_data["text"],
            "choices": [typed[place] for place in kept],
            "right": [] if lost else right,
            "explanation": self.cleaned_data["explanation"],
        }

    @staticmethod
    def values_of(question: Question) -> dict[str, Any]:
        return {
            "text": question.text,
            "right": [str(place) for place in question.right],
            "explanation": question.explanation,
            **{f"choice_{i}": words for i, words in enumerate(question.choices)},
        }


class TestForm(forms.Form):
    """One field for each question; several right choices are ticked, one is chosen."""

    def __init__(self, *args: Any, questions: Sequence[Question], **more: Any) -> None:
        super().__init__(*args, **more)
        for number, question in enumerate(questions, start=1):
            many = len(question.right) > 1
            kind = forms.MultipleChoiceField if many else forms.ChoiceField
            self.fields[f"cau_{question.pk}"] = kind(
                label=f"Câu {number}. {question.text}",
                choices=[(str(i), words) for i, words in enumerate(question.choices)],
                widget=forms.CheckboxSelectMultiple if many else forms.RadioSelect,
                help_text="Chọn mọi phương án đúng." if many else "",
            )

    @property
    def answers(self) -> dict[int, list[int]]:
        given = {}
        for name, value in self.cleaned_data.items():
            chosen = value if isinstance(value, list) else [value]
            given[int(name.removeprefix("cau_"))] = [int(place) for place in chosen if place]
        return given


class EvaluationForm(forms.Form):
    words = forms.CharField(
        label="Góp ý", required=False, widget=forms.Textarea({"rows": 3}),
        help_text="Không ghi tên người góp ý.",
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for key, label in Criterion.choices:
            self.fields[key] = forms.ChoiceField(
                label=label,
                choices=[(str(n), str(n)) for n in range(1, 6)],
                widget=forms.RadioSelect,
                help_text="1: chưa được, 5: rất tốt",
            )
        self.order_fields([*Criterion.values, "words"])

    @property
    def scores(self) -> dict[str, int]:
        return {key: int(self.cleaned_data[key]) for key in Criterion.values}
