"""Forms check shape and give clean values; rules between things are in the services."""

from typing import Any

from django import forms

from thidua.base.registries import FigureScope, figures
from thidua.core.text import fold
from thidua.pages.ui.forms import DayField
from thidua.subjects.movements.enums import RUNNING, Level
from thidua.subjects.movements.models import Movement
from thidua.subjects.orgs.models import OrganizationSet
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.reports.enums import CampaignKind, HeadingKind, PartKind, ReturnReason
from thidua.subjects.reports.models import Heading, OwedReport, ReportCampaign

DAYS = ("since", "until", "opens_on", "due_on", "late_until", "locks_on")
ACCEPT = ".pdf,.docx,.jpg,.png"


def area(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class DaysForm(forms.Form):
    """What may be changed while the campaign is being prepared."""

    name = forms.CharField(label="Tên đợt báo cáo", max_length=300, widget=area(2))
    since = DayField(label="Kỳ báo cáo từ ngày")
    until = DayField(label="Đến hết ngày")
    opens_on = DayField(label="Mở từ ngày")
    due_on = DayField(label="Hạn gửi")
    late_until = DayField(label="Nhận muộn đến hết ngày")
    locks_on = DayField(label="Khóa từ ngày", help_text="Từ ngày này không nhận nữa, trừ đơn vị được mở khóa.")  # fmt: skip
    note = forms.CharField(label="Yêu cầu thêm trong công văn", required=False, widget=area(2))

    @classmethod
    def of(cls, campaign: ReportCampaign, data: Any = None) -> "DaysForm":
        names = list(cls.base_fields)
        return cls(data, initial={name: getattr(campaign, name) for name in names})


class AskedForm(forms.Form):
    """Whom a campaign without a movement asks."""

    sets = forms.MultipleChoiceField(
        label="Nhóm đơn vị", required=False, widget=forms.SelectMultiple({"size": 6})
    )
    units = forms.MultipleChoiceField(
        label="Đơn vị", required=False, widget=forms.SelectMultiple({"size": 10})
    )

    def __init__(self, *args: Any, day: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        nodes = sorted(tree_on(day), key=lambda node: fold(node.name))
        sets = OrganizationSet.objects.order_by("is_block", "name").values_list("key", "name")
        self.fields["sets"].choices = list(sets)  # type: ignore[attr-defined]
        self.fields["units"].choices = [(str(n.id), n.name) for n in nodes]  # type: ignore[attr-defined]

    @property
    def asked(self) -> list[dict[str, Any]]:
        values = self.cleaned_data
        return [{"set": key} for key in values["sets"]] + [
            {"org": int(unit)} for unit in values["units"]
        ]

    @staticmethod
    def initial_of(campaign: ReportCampaign) -> dict[str, list[str]]:
        return {
            "sets": [one["set"] for one in campaign.asked if "set" in one],
            "units": [str(one["org"]) for one in campaign.asked if "org" in one],
        }


class CampaignForm(forms.Form):
    """The first step: what is reported on and by when; the rest follows and is edited after."""

    kind = forms.ChoiceField(
        label="Loại báo cáo", choices=CampaignKind.choices, widget=forms.RadioSelect
    )
    movement = forms.ModelChoiceField(
        Movement.objects.none(), label="Về phong trào", required=False,
        empty_label="Không gắn với phong trào nào",
        help_text="Gắn với phong trào thì mọi đơn vị được giao phong trào phải báo cáo.",
    )  # fmt: skip
    name = forms.CharField(label="Tên đợt báo cáo", max_length=300)
    due_on = DayField(label="Hạn gửi", required=False, help_text="Để trống: lấy theo quy định của tỉnh cho báo cáo sơ kết, tổng kết.")  # fmt: skip
    outline_of = forms.ModelChoiceField(
        ReportCampaign.objects.none(), label="Lấy đề cương của đợt trước", required=False,
        empty_label="Đề cương mặc định",
    )  # fmt: skip

    def __init__(self, *args: Any, movements: Any, earlier: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["movement"].queryset = movements  # type: ignore[attr-defined]
        self.fields["outline_of"].queryset = earlier  # type: ignore[attr-defined]


def movements_for(actor: Any, desk: bool) -> Any:
    """Running movements that somebody has a duty to, launched by whoever asks."""
    running = Movement.objects.filter(state__in=RUNNING, duties__isnull=False).distinct()
    if desk:
        return running.exclude(level=Level.UNIT).order_by("-launched_on", "-pk")
    return running.filter(level=Level.UNIT, unit_id=actor.unit_id).order_by("-pk")


class HeadingForm(forms.Form):
    title = forms.CharField(label="Đề mục", max_length=300)
    kind = forms.ChoiceField(
        label="Cách trả lời", choices=HeadingKind.choices, widget=forms.RadioSelect
    )
    ask = forms.CharField(label="Hướng dẫn cho đơn vị", required=False, widget=area(3))
    columns = forms.CharField(
        label="Các cột của bảng", required=False, widget=area(3),
        help_text="Chỉ với đề mục dạng bảng: mỗi cột một dòng.",
    )  # fmt: skip
    figures = forms.MultipleChoiceField(
        label="Số liệu máy điền", required=False, widget=forms.SelectMultiple({"size": 10}),
        help_text="Chỉ với đề mục số liệu. Không chọn: lấy tất cả số liệu hệ thống có.",
    )  # fmt: skip
    required = forms.BooleanField(label="Bắt buộc trả lời", required=False)

    def __init__(self, *args: Any, scope: FigureScope, **more: Any) -> None:
        super().__init__(*args, **more)
        known = [(one.key, f"{one.group}: {one.label}") for one in figures.collect(scope)]
        self.fields["figures"].choices = known  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        lines = self.cleaned_data["columns"].splitlines()
        columns = [line.strip() for line in lines if line.strip()]
        return {**self.cleaned_data, "columns": columns}

    @staticmethod
    def initial_of(heading: Heading | None) -> dict[str, Any]:
        if heading is None:
            return {"kind": HeadingKind.WORDS, "required": True}
        names = ("title", "kind", "ask", "figures", "required")
        initial = {name: getattr(heading, name) for name in names}
        return {**initial, "columns": "\n".join(heading.columns)}


class ReturnForm(forms.Form):
    reason = forms.ChoiceField(
        label="Lý do trả lại", choices=ReturnReason.choices, widget=forms.RadioSelect
    )
    headings = forms.ModelMultipleChoiceField(
        Heading.objects.none(), label="Đề mục cần sửa", required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    words = forms.CharField(label="Cần sửa gì", required=False, widget=area(4))

    def __init__(self, *args: Any, report: OwedReport, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["headings"].queryset = report.campaign.headings.all()  # type: ignore[attr-defined]


class LiftForm(forms.Form):
    until = DayField(label="Nhận đến hết ngày")
    reason = forms.CharField(label="Lý do", widget=area(2))


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Lý do", widget=area(2))


class RecordForm(forms.Form):
    """A report that came on paper; the words of each heading may be typed in beside the scan."""

    paper = forms.CharField(
        label="Số, ngày báo cáo bản giấy", max_length=300,
        help_text="Ví dụ: Báo cáo số 21/BC-UBND ngày 12/6/2022.",
    )  # fmt: skip
    day = DayField(label="Ngày ký trên báo cáo")
    scan = forms.FileField(
        label="Bản quét", required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT, "data-max-mb": 30}),
    )  # fmt: skip

    def __init__(self, *args: Any, report: OwedReport, **more: Any) -> None:
        super().__init__(*args, **more)
        headings = report.campaign.headings.filter(kind=HeadingKind.WORDS)
        for heading in headings:
            self.fields[f"muc_{heading.pk}"] = forms.CharField(
                label=heading.title, required=False, widget=area(4)
            )

    @property
    def words(self) -> dict[int, str]:
        return {
            int(name.removeprefix("muc_")): text
            for name, text in self.cleaned_data.items()
            if name.startswith("muc_") and text.strip()
        }


class AttachForm(forms.Form):
    title = forms.CharField(label="Tên tài liệu", max_length=300, required=False)
    file = forms.FileField(
        label="Tệp", widget=forms.FileInput(attrs={"accept": ACCEPT, "data-max-mb": 30})
    )


class PartForm(forms.Form):
    title = forms.CharField(label="Đề mục", max_length=300)
    kind = forms.ChoiceField(label="Gồm", choices=PartKind.choices)
    in_annex = forms.BooleanField(label="Đặt ở phụ lục", required=False)


class ConsolidatedForm(forms.Form):
    subject = forms.CharField(label="Trích yếu", max_length=500, widget=area(2))
    recipients = forms.CharField(
        label="Nơi nhận", required=False, widget=area(6), help_text="Mỗi nơi một dòng."
    )
