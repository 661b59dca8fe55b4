"""Forms check shape; what may be and what may not is said by the services."""

from typing import Any

from django import forms

from thidua.pages.ui.forms import DayField
from thidua.subjects.accounts.selectors import posts_named_on
from thidua.subjects.inspections.enums import (
    FindingKind,
    Severity,
    TeamRole,
    Verdict,
    VisitForm,
)
from thidua.subjects.inspections.models import SelfCheck, Visit
from thidua.subjects.orgs.selectors import block_of, expand_set, tree_on


def words(label: str, rows: int = 3, required: bool = False, **more: Any) -> forms.CharField:
    area = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, required=required, widget=area, **more)


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files in one field; an empty list when none was chosen."""

    def __init__(self, accept: str, **more: Any) -> None:
        more.setdefault("required", False)
        super().__init__(widget=ManyFiles(attrs={"accept": accept, "data-max-mb": 20}), **more)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(one, initial) for one in files]


PAPERS = ".pdf,.docx,.jpg,.png"
PICTURES = ".jpg,.jpeg,.png"


class PlanForm(forms.Form):
    year = forms.IntegerField(label="Năm", min_value=1990, max_value=2100)
    name = forms.CharField(label="Tên kế hoạch", max_length=300)
    starts_on = DayField(label="Từ ngày")
    ends_on = DayField(label="Đến hết ngày")
    purpose = words(
        "Mục đích, yêu cầu", 4, help_text="Mỗi dòng một ý. Để trống thì dùng câu thường dùng."
    )


class OutlineForm(forms.Form):
    title = forms.CharField(label="Đề mục", max_length=200)
    asks = words("Nội dung kiểm tra", 4, required=True)


class VisitSetForm(forms.Form):
    """Day, place and form of one visit; the partner of a cross-check is of the unit's own block."""

    form = forms.ChoiceField(label="Hình thức", choices=VisitForm.choices)
    checked_by_id = forms.ChoiceField(
        label="Đơn vị đến kiểm tra chéo",
        required=False,
        help_text="Chỉ chọn khi kiểm tra chéo: đơn vị cùng khối thi đua.",
    )
    day = DayField(
        label="Ngày kiểm tra",
        required=False,
        help_text="Với tự kiểm tra gửi báo cáo: ngày phải gửi.",
    )
    place = forms.CharField(label="Địa điểm", max_length=300, required=False)
    period_from = DayField(label="Kỳ kiểm tra từ ngày", required=False)
    period_until = DayField(label="Đến hết ngày", required=False)

    def __init__(self, *args: Any, visit: Visit, day: Any, **more: Any) -> None:
        more.setdefault("initial", {name: getattr(visit, name) for name in self.base_fields})
        super().__init__(*args, **more)
        self.fields["checked_by_id"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *_partners(visit, day),
        ]

    def clean_checked_by_id(self) -> int | None:
        chosen = self.cleaned_data["checked_by_id"]
        return int(chosen) if chosen else None


def _partners(visit: Visit, day: Any) -> list[tuple[str, str]]:
    """The unit's block; a unit without a block may be checked by any of its own kind."""
    tree = tree_on(day)
    membership = block_of([visit.organization_id], day).get(visit.organization_id)
    if membership is not None:
        ids = expand_set(membership.set.key, day, tree)
    else:
        ids = [node.id for node in tree if node.kind == visit.unit_kind]
    others = [tree.node(id_) for id_ in ids if id_ in tree and id_ != visit.organization_id]
    return [(str(node.id), node.name) for node in others]


class TeamForm(forms.Form):
    """One person for one or many visits: searched by name, chosen in a post."""

    post = forms.ModelChoiceField(queryset=None, label="Người tham gia")
    role = forms.ChoiceField(
        label="Nhiệm vụ trong đoàn", choices=TeamRole.choices, initial=TeamRole.MEMBER
    )
    portfolio = forms.CharField(
        label="Lĩnh vực phụ trách",
        max_length=200,
        required=False,
        help_text="Với ủy viên Hội đồng: lĩnh vực được phân công.",
    )

    def __init__(self, *args: Any, day: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        posts = posts_named_on(day).held_on(day).filter(user__is_active=True)
        posts = posts.exclude(role__in=["admin", "press"]).order_by("user__sort_key", "pk")
        field = self.fields["post"]
        field.queryset = posts  # type: ignore[attr-defined]
        field.label_from_instance = _post_words  # type: ignore[attr-defined]


def _post_words(post: Any) -> str:
    return f"{post.user.full_name} – {post.title}, {post.unit_name}"


class FindingForm(forms.Form):
    item_id = forms.ChoiceField(label="Đề mục", required=False)
    kind = forms.ChoiceField(
        label="Loại",
        choices=FindingKind.choices,
        widget=forms.RadioSelect,
        initial=FindingKind.SHORTCOMING,
    )
    severity = forms.ChoiceField(
        label="Mức độ", choices=Severity.choices, required=False,
        help_text="Chỉ xếp mức cho hạn chế, vi phạm.",
    )  # fmt: skip
    words = words("Nội dung", 4, required=True)
    pictures = FilesField(PICTURES, label="Ảnh minh chứng")

    def __init__(self, *args: Any, visit: Visit, **more: Any) -> None:
        super().__init__(*args, **more)
        headings = [(str(item.pk), item.title) for item in visit.plan.outline.all()]
        self.fields["item_id"].choices = [("", "Không theo đề mục"), *headings]  # type: ignore[attr-defined]

    def clean_item_id(self) -> int | None:
        chosen = self.cleaned_data["item_id"]
        return int(chosen) if chosen else None


class AnswerForm(forms.Form):
    """One heading of the self-check."""

    verdict = forms.ChoiceField(
        label="Tự đánh giá", choices=Verdict.choices, required=False, widget=forms.RadioSelect
    )
    words = words("Kết quả, tồn tại, nguyên nhân", 3)
    files = FilesField(PAPERS, label="Minh chứng")


class SelfCheckForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    summary = words("Đánh giá chung", 4)
    proposals = words("Đề xuất, kiến nghị", 3)

    @staticmethod
    def initial_of(self_check: SelfCheck | None) -> dict[str, Any]:
        if self_check is None:
            return {}
        names = ("revision", "summary", "proposals")
        return {name: getattr(self_check, name) for name in names}


class MinutesForm(forms.Form):
    unit_present = words(
        "Thành phần của đơn vị", 3, help_text="Mỗi dòng một người: họ tên, chức vụ."
    )
    course = words("Diễn biến, tài liệu đã xem", 4)


class SignedMinutesForm(forms.Form):
    signed_by = forms.CharField(label="Người ký thay mặt đơn vị", max_length=300)
    remark = words("Ý kiến của đơn vị", 3)
    file = forms.FileField(
        label="Bản đã ký (bản quét hoặc ảnh)",
        widget=forms.FileInput(attrs={"accept": PAPERS, "data-max-mb": 20}),
    )


class ConclusionForm(forms.Form):
    assessment = words("Đánh giá chung", 5)
    requirements = words("Yêu cầu chung khác", 3)


class FollowUpForm(forms.Form):
    what = words("Việc phải khắc phục", 3, required=True)
    due_on = DayField(label="Hạn")
    unit_id = forms.ChoiceField(
        label="Đơn vị thực hiện", required=False, help_text="Để trống: chính đơn vị được kiểm tra."
    )
    findings = forms.MultipleChoiceField(
        label="Khắc phục phát hiện", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, visit: Visit, day: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        units = [(str(node.id), node.name) for node in tree_on(day)]
        self.fields["unit_id"].choices = [("", "—"), *units]  # type: ignore[attr-defined]
        faults = visit.findings.standing().filter(kind__in=["shortcoming", "violation"])
        choices = [(str(finding.pk), finding.words[:200]) for finding in faults]
        self.fields["findings"].choices = choices  # type: ignore[attr-defined]

    def clean_unit_id(self) -> int | None:
        chosen = self.cleaned_data["unit_id"]
        return int(chosen) if chosen else None


class ProofForm(forms.Form):
    words = words("Kết quả khắc phục: đã làm gì, ngày nào, văn bản nào", 4, required=True)
    files = FilesField(PAPERS, label="Minh chứng")
