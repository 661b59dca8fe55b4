"""Forms of questions on law, remarks, contacts."""

from typing import Any

from django import forms

from thidua.pages.movements.forms import day_field, words_field
from thidua.subjects.oversight.enums import RemarkState, Topic
from thidua.subjects.oversight.models import Question, SupportContact
from thidua.subjects.oversight.services.contacts import ContactFacts
from thidua.subjects.oversight.services.questions import Cited
from thidua.subjects.papers.models import LegalDocument

LINES = 4  # articles an answer may cite


class QuestionForm(forms.Form):
    topic = forms.ChoiceField(label="Lĩnh vực", choices=Topic.choices)
    text = words_field(
        "Câu hỏi", 5, required=True,
        help_text="Nêu trường hợp cụ thể, không cần nêu tên người.",
    )  # fmt: skip


class DocumentField(forms.ModelChoiceField):
    def label_from_instance(self, document: Any) -> str:
        return f"{document}: {document.title}"[:140]


class LawAnswerForm(forms.Form):
    """The answer with up to four articles of the library."""

    title = forms.CharField(
        label="Câu hỏi công bố", max_length=400, required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="Viết gọn, không có tên người, đơn vị cụ thể.",
    )  # fmt: skip
    topic = forms.ChoiceField(label="Lĩnh vực", choices=Topic.choices)
    answer = words_field("Trả lời", 7, required=True)
    publish = forms.BooleanField(
        label="Công bố ở Hỏi đáp pháp luật và trên cổng công khai", required=False
    )
    valid_until = day_field(
        "Còn đúng đến trước ngày", help_text="Để trống khi chưa biết ngày hết đúng."
    )

    def __init__(self, *args: Any, question: Question | None = None, **more: Any) -> None:
        if question is not None:
            more.setdefault("initial", _initial(question))
        super().__init__(*args, **more)
        library = LegalDocument.objects.order_by("kind", "-issued_on", "number", "pk")
        for line in range(1, LINES + 1):
            self.fields[f"document_{line}"] = DocumentField(
                library, label=f"Văn bản căn cứ {line}", required=False, empty_label="—"
            )
            self.fields[f"article_{line}"] = forms.CharField(
                label=f"Điều, khoản, điểm {line}", required=False, max_length=200
            )
        # Written once, so that the library is read once for all lines.
        choices = list(self.fields["document_1"].choices)  # type: ignore[attr-defined]
        for line in range(1, LINES + 1):
            self.fields[f"document_{line}"].choices = choices  # type: ignore[attr-defined]

    @property
    def cited(self) -> list[Cited]:
        values = self.cleaned_data
        return [
            Cited(values[f"document_{line}"].pk, values[f"article_{line}"])
            for line in range(1, LINES + 1)
            if values.get(f"document_{line}")
        ]


def _initial(question: Question) -> dict[str, Any]:
    initial: dict[str, Any] = {
        "title": question.title or question.text[:400],
        "topic": question.topic,
        "answer": question.answer,
        "publish": question.is_published,
        "valid_until": question.valid_until,
    }
    for line, one in enumerate(question.citations.all()[:LINES], 1):
        initial |= {f"document_{line}": one.document_id, f"article_{line}": one.article}
    return initial


class RemarkForm(forms.Form):
    page = forms.CharField(label="Trang", max_length=500, required=False)
    text = words_field("Góp ý", 5, required=True, help_text="Đang làm gì, gặp gì, mong thế nào.")
    picture = forms.FileField(
        label="Ảnh chụp màn hình", required=False,
        widget=forms.FileInput({"accept": ".jpg,.jpeg,.png", "data-max-mb": 10}),
    )  # fmt: skip


class RemarkAnswerForm(forms.Form):
    state = forms.ChoiceField(
        label="Kết quả",
        choices=[(one.value, one.label) for one in RemarkState if one != RemarkState.RECEIVED],
        widget=forms.RadioSelect,
    )
    answer = words_field("Trả lời người góp ý", 3)


class ContactForm(forms.Form):
    name = forms.CharField(label="Nơi hỗ trợ", max_length=200)
    matters = forms.CharField(label="Hỏi về việc gì", max_length=300)
    phone = forms.CharField(label="Điện thoại cơ quan", max_length=60, required=False)
    email = forms.EmailField(label="Thư điện tử công vụ", required=False)
    hours = forms.CharField(label="Giờ trực", max_length=120, required=False)
    is_public = forms.BooleanField(label="Hiện cả trên cổng công khai", required=False)
    position = forms.IntegerField(label="Thứ tự", min_value=0, max_value=99, initial=0)
    valid_from = day_field("Hiện từ ngày", required=True)

    @property
    def facts(self) -> ContactFacts:
        names = ContactFacts.__dataclass_fields__
        return ContactFacts(**{name: self.cleaned_data[name] for name in names})

    @staticmethod
    def initial_of(contact: SupportContact) -> dict[str, Any]:
        return {name: getattr(contact, name) for name in ContactFacts.__dataclass_fields__}
