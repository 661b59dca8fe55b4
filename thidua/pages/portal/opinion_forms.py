"""What citizens fill in: an opinion, a question on law, the number and code of what they sent."""

from typing import Any

from django import forms

from thidua.pages.portal.asking import PublicForm
from thidua.subjects.oversight import public

ACCEPT = ".pdf,.docx,.jpg,.jpeg,.png"


class OpinionForm(PublicForm):
    kind = forms.ChoiceField(
        label="Bạn muốn", choices=public.KINDS, widget=forms.RadioSelect, initial=public.KINDS[0][0]
    )
    subject = forms.ChoiceField(label="Về", choices=public.SUBJECTS)
    movement_id = forms.ChoiceField(label="Phong trào", required=False)
    subject_words = forms.CharField(
        label="Danh sách hoặc việc khen thưởng nào",
        required=False,
        max_length=500,
        help_text="Chỉ cần khi góp ý về một danh sách công khai hay một việc khen thưởng.",
    )
    about_unit_id = forms.ChoiceField(
        label="Đơn vị được phản ánh",
        required=False,
        help_text="Chỉ cần khi phản ánh về một đơn vị. Đơn vị đó không được xem ai gửi.",
    )
    text = forms.CharField(label="Nội dung", max_length=20_000, widget=forms.Textarea({"rows": 7}))
    file = forms.FileField(
        label="Tệp hoặc ảnh kèm theo",
        required=False,
        widget=forms.FileInput({"accept": ACCEPT, "data-max-mb": 10}),
        help_text="Ảnh được bỏ thông tin ẩn (nơi chụp, máy chụp) trước khi lưu.",
    )
    name = forms.CharField(label="Họ và tên", max_length=150, required=False)
    phone = forms.CharField(
        label="Điện thoại", max_length=30, required=False,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel"}),
    )  # fmt: skip
    email = forms.EmailField(
        label="Thư điện tử", required=False, help_text="Để nhận tin khi có trả lời."
    )
    address = forms.CharField(
        label="Địa chỉ", max_length=300, required=False,
        help_text="Cần khi phản ánh về một đơn vị: phản ánh nặc danh không được xem xét.",
    )  # fmt: skip
    name_may_be_shown = forms.BooleanField(
        label="Đồng ý nêu tên tôi nếu ý kiến được công khai", required=False
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if public.contact_is_needed():
            self.fields["name"].required = True
            self.fields["phone"].help_text = "Ghi điện thoại hoặc thư điện tử để nhận trả lời."
        blank = [("", "Chọn trong danh sách")]
        self.fields["movement_id"].choices = blank + public.movement_choices()  # type: ignore[attr-defined]
        self.fields["about_unit_id"].choices = blank + public.unit_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("subject") == public.MOVEMENT and not values.get("movement_id"):
            self.add_error("movement_id", "Chọn phong trào muốn góp ý, hoặc chọn mục khác ở trên.")
        if values.get("subject") in public.NAMED_SUBJECTS and not values.get("subject_words"):
            self.add_error("subject_words", "Ghi rõ danh sách hoặc việc khen thưởng nào.")
        if values.get("kind") == public.COMPLAIN and not values.get("about_unit_id"):
            self.add_error("about_unit_id", "Chọn đơn vị được phản ánh.")
        return values

    @property
    def words(self) -> public.Words:
        values = self.cleaned_data
        upload = values["file"]
        return public.Words(
            kind=values["kind"],
            subject=values["subject"],
            text=values["text"],
            subject_words=values["subject_words"],
            movement_id=int(values["movement_id"] or 0) or None,
            about_unit_id=int(values["about_unit_id"] or 0) or None,
            files=[(upload.name, upload.read())] if upload else (),
        )

    @property
    def person(self) -> public.Person:
        names = ("name", "phone", "email", "address", "name_may_be_shown")
        return public.Person(**{name: self.cleaned_data[name] for name in names})


class QuestionForm(PublicForm):
    topic = forms.ChoiceField(label="Lĩnh vực", choices=public.TOPICS)
    text = forms.CharField(
        label="Câu hỏi", max_length=20_000, widget=forms.Textarea({"rows": 6}),
        help_text="Không cần ghi tên ai. Câu hỏi hay được công bố sau khi biên tập.",
    )  # fmt: skip


class FollowForm(PublicForm):
    number = forms.CharField(
        label="Số", max_length=20, widget=forms.TextInput({"placeholder": "YK-2022-0001"})
    )
    code = forms.CharField(
        label="Mã bí mật", max_length=30,
        widget=forms.TextInput({"autocomplete": "off", "placeholder": "K7QM-3FHT-9XWA"}),
    )  # fmt: skip


class AddForm(PublicForm):
    text = forms.CharField(
        label="Điều muốn bổ sung", max_length=20_000, widget=forms.Textarea({"rows": 4})
    )


class AgainForm(PublicForm):
    words = forms.CharField(
        label="Điều chưa đồng ý", max_length=20_000, widget=forms.Textarea({"rows": 4}),
        help_text="Chỉ hỏi lại được một lần; đơn vị cấp trên của nơi đã trả lời sẽ xem xét.",
    )  # fmt: skip


class ActForm(PublicForm):
    """A button alone: agree, take back."""
