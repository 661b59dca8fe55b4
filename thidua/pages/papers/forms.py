"""Forms over papers: the head and foot of a document, its rows, and the words of each step."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict

from thidua.core.documents import (
    DocumentKind,
    OfficialDocument,
    Paragraph,
    Signature,
    Urgency,
)
from thidua.core.text import parse_date
from thidua.pages.papers.rows import KINDS, LEVELS, Row, blocks_of, rows_of
from thidua.subjects.papers.enums import LegalKind, Purpose, SourceStatus
from thidua.subjects.papers.models import LegalDocument

URGENCIES = [("", "Thường"), *((u.value, u.mark.capitalize()) for u in Urgency)]


def lines_of(words: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in words.splitlines() if line.strip())


class DayField(forms.CharField):
    """A day as people here write it: dd/mm/yyyy."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"placeholder": "dd/mm/yyyy", "inputmode": "numeric"}))  # fmt: skip
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        if not words:
            return None
        day = parse_date(words)
        if day is None:
            raise forms.ValidationError("Ghi ngày theo dạng dd/mm/yyyy, ví dụ 05/01/2022.")
        return day

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else value


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class DocumentForm(forms.Form):
    """Everything of a document but its rows. Nothing is required: a draft can always be saved."""

    subject = forms.CharField(label="Trích yếu", max_length=500, required=False, widget=_area(2))
    notation = forms.CharField(label="Ký hiệu", max_length=40, required=False, help_text="Phần đứng sau số, ví dụ KH-SYT.")  # fmt: skip
    agency = forms.CharField(label="Cơ quan ban hành", max_length=200, required=False)
    parent_agency = forms.CharField(label="Cơ quan chủ quản", max_length=200, required=False)
    place = forms.CharField(label="Địa danh", max_length=80, required=False)
    urgency = forms.ChoiceField(label="Độ khẩn", choices=URGENCIES, required=False)
    power = forms.CharField(label="Thẩm quyền ban hành", max_length=200, required=False)
    addressees = forms.CharField(label="Kính gửi", required=False, widget=_area(3), help_text="Mỗi nơi một dòng.")  # fmt: skip
    bases = forms.CharField(label="Căn cứ", required=False, widget=_area(4), help_text="Mỗi căn cứ một dòng, bắt đầu bằng “Căn cứ …”. Dấu câu do máy đặt.")  # fmt: skip
    authority = forms.CharField(label="Quyền hạn ký", required=False, widget=_area(2), help_text="Ví dụ TM. ỦY BAN NHÂN DÂN, hoặc KT. GIÁM ĐỐC. Mỗi dòng một ý.")  # fmt: skip
    signer_title = forms.CharField(label="Chức vụ người ký", max_length=200, required=False)
    signer_name = forms.CharField(label="Họ tên người ký", max_length=120, required=False)
    secretary_title = forms.CharField(label="Chức danh thư ký", max_length=120, required=False)
    secretary_name = forms.CharField(label="Họ tên thư ký", max_length=120, required=False)
    recipients = forms.CharField(label="Nơi nhận", required=False, widget=_area(5), help_text="Mỗi nơi một dòng, không cần gạch đầu dòng.")  # fmt: skip
    archive = forms.CharField(label="Lưu", max_length=80, required=False)
    drafter_mark = forms.CharField(label="Ký hiệu người soạn", max_length=40, required=False)
    contact = forms.CharField(
        label="Địa chỉ, liên hệ cuối trang đầu", max_length=300, required=False
    )

    def __init__(self, *args: Any, kind: DocumentKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != DocumentKind.DECISION:
            del self.fields["power"]
        if kind != DocumentKind.MINUTES:
            del self.fields["secretary_title"], self.fields["secretary_name"]


def values_of(document: OfficialDocument) -> dict[str, Any]:
    """What the form shows for a document."""
    secretary = document.secretary or Signature("")
    return {
        "subject": document.subject,
        "notation": document.notation,
        "agency": document.agency,
        "parent_agency": document.parent_agency,
        "place": document.place,
        "urgency": document.urgency.value if document.urgency else "",
        "power": document.power,
        "addressees": "\n".join(document.addressees),
        "bases": "\n".join(document.bases),
        "authority": "\n".join(document.signer.authority),
        "signer_title": document.signer.title,
        "signer_name": document.signer.name,
        "secretary_title": secretary.title,
        "secretary_name": secretary.name,
        "recipients": "\n".join(document.recipients),
        "archive": document.archive,
        "drafter_mark": document.drafter_mark,
        "contact": document.contact,
    }


def document_from(
    values: dict[str, Any], rows: list[Row], before: OfficialDocument
) -> OfficialDocument:
    """The document as the form says it; what the form does not show stays as it was."""
    secretary = Signature(values.get("secretary_title", ""), values.get("secretary_name", ""))
    return replace(
        before,
        subject=" ".join(values["subject"].split()),
        notation=values["notation"],
        agency=values["agency"],
        parent_agency=values["parent_agency"],
        place=values["place"],
        urgency=Urgency(values["urgency"]) if values["urgency"] else None,
        power=values.get("power", before.power),
        addressees=lines_of(values["addressees"]),
        bases=lines_of(values["bases"]),
        body=blocks_of(rows, before.body),
        closing=(),
        signer=replace(
            before.signer,
            title=values["signer_title"],
            name=values["signer_name"],
            authority=lines_of(values["authority"]),
        ),
        secretary=secretary if secretary.title or secretary.name else None,
        recipients=lines_of(values["recipients"]),
        archive=values["archive"],
        drafter_mark=values["drafter_mark"],
        contact=values["contact"],
    )


def rows_shown(document: OfficialDocument) -> list[Row]:
    """Rows of the body; closing lines of a document drafted elsewhere join them as paragraphs."""
    closing = [Paragraph(text) for text in document.closing]
    return rows_of([*document.body, *closing])


def rows_posted(post: QueryDict) -> list[Row]:
    """The rows as they stand in the form, blanks too."""
    kinds, known = post.getlist("row_kind"), dict(KINDS)
    levels, titles = post.getlist("row_level"), post.getlist("row_title")
    texts = post.getlist("row_text")
    return [
        Row(
            kind if kind in known else "paragraph", _level(level), title, text.replace("\r\n", "\n")
        )
        for kind, level, title, text in zip(kinds, levels, titles, texts, strict=False)
    ]


def _level(words: str) -> int:
    return min(int(words), LEVELS[-1][0]) if words.isdigit() else 0


class NumberForm(forms.Form):
    day = DayField(label="Ngày ban hành")
    number = forms.IntegerField(label="Số đã được cấp", min_value=1, required=False)


class NumberingForm(forms.Form):
    """Where the numbers of a run come from."""

    unit_id = forms.ChoiceField(label="Đơn vị")
    kind = forms.ChoiceField(label="Loại văn bản")
    notation = forms.CharField(label="Ký hiệu của dãy số", max_length=40, help_text="Ví dụ KH-SYT; với công văn: SYT-VP.")  # fmt: skip
    mode = forms.ChoiceField(label="Cách lấy số", widget=forms.RadioSelect)


class SendForm(forms.Form):
    """Recipients that are not on the list of the paper's own "Nơi nhận"."""

    group = forms.ChoiceField(label="Nhóm đơn vị", required=False)
    group_purpose = forms.ChoiceField(label="Để", choices=Purpose.choices, initial=Purpose.CARRY_OUT)  # fmt: skip
    units = forms.MultipleChoiceField(label="Đơn vị", required=False, widget=forms.SelectMultiple(attrs={"size": 8}))  # fmt: skip
    units_purpose = forms.ChoiceField(label="Để", choices=Purpose.choices, initial=Purpose.CARRY_OUT)  # fmt: skip
    outside = forms.CharField(label="Nơi nhận ngoài hệ thống", required=False, widget=_area(3), help_text="Mỗi nơi một dòng. Thi Đua ghi sổ, văn thư gửi bằng đường khác.")  # fmt: skip
    outside_purpose = forms.ChoiceField(label="Để", choices=Purpose.choices, initial=Purpose.KNOW)  # fmt: skip


class CorrectionForm(forms.Form):
    old_text = forms.CharField(label="Nội dung đã in", widget=_area(2))
    new_text = forms.CharField(label="Nay sửa lại là", widget=_area(2))
    reason = forms.CharField(label="Lý do", widget=_area(2))


class LegalForm(forms.ModelForm):
    issued_on = DayField(label="Ngày ban hành", required=False)
    effective_from = DayField(label="Có hiệu lực từ ngày", required=False)
    effective_until = DayField(label="Hết hiệu lực từ ngày", required=False, help_text="Ngày đầu tiên không còn hiệu lực.")  # fmt: skip
    link = forms.URLField(label="Đường dẫn", max_length=500, required=False, assume_scheme="https")
    title = forms.CharField(label="Trích yếu", max_length=700, widget=_area(3))
    kind = forms.ChoiceField(label="Loại", choices=LegalKind.choices)
    source_status = forms.ChoiceField(label="Đối chiếu", choices=SourceStatus.choices)

    class Meta:
        model = LegalDocument
        fields = (
            "kind", "number", "issued_on", "issuer", "title", "effective_from",
            "effective_until", "replaced_by", "link", "source", "source_status",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        begun, ended = values.get("effective_from"), values.get("effective_until")
        if begun and ended and ended <= begun:
            self.add_error("effective_until", "Ngày hết hiệu lực phải sau ngày có hiệu lực.")
        return values

    def facts(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        replaced_by = values.pop("replaced_by", None)
        return values | {"replaced_by_id": replaced_by.pk if replaced_by else None}
