"""One form for each sort of fact, with the words of the law to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model

from thidua.pages.register.forms import TRUTHS, LineField, award_choices
from thidua.pages.ui.forms import DayField
from thidua.subjects.register.awards import choices
from thidua.subjects.register.enums import Fact
from thidua.subjects.register.services.knowing import KINDS


def _words(kind: str, blank: str = "Chọn") -> list[tuple[str, str]]:
    return [("", blank), *choices(kind)]


class FactForm(forms.Form):
    """`values` are as services/knowing takes them."""

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        for name, kind in WORDS.get(type(self), {}).items():
            blank = "Chọn" if self.fields[name].required else "Không rõ"
            self.fields[name].choices = _words(kind, blank)  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class YearField(forms.IntegerField):
    def __init__(self, **options: Any) -> None:
        super().__init__(label="Năm", min_value=1945, max_value=2100, **options)


class RatingForm(FactForm):
    year = YearField()
    rating = forms.ChoiceField(label="Xếp loại")
    source = LineField(label="Căn cứ", required=False, max_length=300)


class InitiativeForm(FactForm):
    kind = forms.ChoiceField(label="Loại", initial="initiative")
    title = LineField(label="Tên sáng kiến, đề tài, đề án", max_length=500)
    year = YearField()
    scope = forms.ChoiceField(label="Phạm vi ảnh hưởng được công nhận")
    decision_number = LineField(label="Số quyết định công nhận", required=False, max_length=60)
    decided = DayField(label="Ngày quyết định", required=False)
    used_for = forms.ChoiceField(
        label="Đã dùng để xét", required=False, help_text="Danh hiệu đã được xét bằng sáng kiến này"
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["used_for"].choices = award_choices()  # type: ignore[attr-defined]
        self.fields["used_for"].choices[0] = ("", "Chưa dùng")  # type: ignore[attr-defined]


class BetweenForm(FactForm):
    kind = forms.ChoiceField(label="Loại")
    valid_from = DayField(label="Từ ngày")
    last_day = DayField(label="Đến hết ngày", required=False)
    source = LineField(label="Căn cứ", required=False, max_length=300)


class DisciplineForm(BetweenForm):
    kind = forms.ChoiceField(label="Hình thức kỷ luật")
    last_day = DayField(
        label="Hết hiệu lực vào cuối ngày", required=False, help_text="Để trống nếu còn hiệu lực"
    )


class CaseForm(BetweenForm):
    kind = forms.ChoiceField(label="Vụ việc đang xem xét")
    last_day = DayField(
        label="Kết luận ngày", required=False, help_text="Để trống khi chưa có kết luận"
    )
    conclusion = LineField(label="Kết luận", required=False, max_length=300)


class AbsenceForm(BetweenForm):
    kind = forms.ChoiceField(label="Lý do nghỉ được tính")
    last_day = DayField(label="Đến hết ngày")


class MeritForm(FactForm):
    event = forms.ChoiceField(label="Loại thành tích")
    year = YearField()
    text = forms.CharField(
        label="Thành tích", max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text="Việc đã làm, kết quả bằng số, nơi xác nhận",
    )  # fmt: skip
    scope = forms.ChoiceField(label="Phạm vi", required=False)
    organiser = forms.ChoiceField(label="Cấp phát động, tổ chức", required=False)
    movement_years = forms.IntegerField(
        label="Phong trào kéo dài (năm)", required=False, min_value=1, max_value=50
    )
    occasion = forms.ChoiceField(label="Dịp sơ kết, tổng kết", required=False)
    selected_among_leaders = forms.ChoiceField(
        label="Được chọn trong số đơn vị dẫn đầu", required=False, choices=TRUTHS
    )
    rewarded_by = forms.ChoiceField(label="Đã được khen bằng", required=False)
    source = LineField(label="Căn cứ", required=False, max_length=300)

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["rewarded_by"].choices = award_choices()  # type: ignore[attr-defined]
        self.fields["rewarded_by"].choices[0] = ("", "Chưa được khen")  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        kept = dict(self.cleaned_data)
        body = {name: kept.pop(name) for name in BODY}
        chosen = body.pop("selected_among_leaders")
        if chosen:
            body["selected_among_leaders"] = chosen == "1"
        kept["body"] = {name: value for name, value in body.items() if value not in ("", None)}
        return kept


BODY = (
    "scope", "organiser", "movement_years", "occasion", "selected_among_leaders", "rewarded_by",
)  # fmt: skip
WORDS: dict[type[FactForm], dict[str, str]] = {
    RatingForm: {"rating": "ratings"},
    InitiativeForm: {"kind": "initiative_kinds", "scope": "scopes"},
    DisciplineForm: {"kind": "severities"},
    CaseForm: {"kind": "block_types"},
    AbsenceForm: {"kind": "absence_kinds"},
    MeritForm: {
        "event": "events",
        "scope": "scopes",
        "organiser": "organisers",
        "occasion": "occasions",
    },
}


@dataclass(frozen=True, slots=True)
class Sort:
    """How a sort of fact is named in addresses and on buttons."""

    slug: str
    fact: Fact
    form: type[FactForm]
    heading: str
    thing: str

    @property
    def model(self) -> type[Model]:
        return KINDS[self.fact].model


SORTS = {
    sort.slug: sort
    for sort in (
        Sort("xep-loai", Fact.RATINGS, RatingForm, "Xếp loại hằng năm", "xếp loại"),
        Sort("sang-kien", Fact.INITIATIVES, InitiativeForm, "Sáng kiến, đề tài", "sáng kiến"),
        Sort("ky-luat", Fact.DISCIPLINE, DisciplineForm, "Kỷ luật", "kỷ luật"),
        Sort("vu-viec", Fact.OPEN_CASES, CaseForm, "Vụ việc đang xem xét", "vụ việc"),
        Sort("thanh-tich", Fact.MERIT, MeritForm, "Thành tích", "thành tích"),
        Sort("nghi", Fact.ABSENCES, AbsenceForm, "Thời gian nghỉ được tính", "thời gian nghỉ"),
    )
}
SORT_OF = {sort.fact: sort for sort in SORTS.values()}


def values_of(row: Any, sort: Sort) -> dict[str, Any]:
    """A row as its form shows it."""
    values = {name: getattr(row, name, None) for name in sort.form.base_fields}
    body = getattr(row, "body", None)
    if body is not None:
        values |= {name: body.get(name, "") for name in BODY}
        chosen = body.get("selected_among_leaders")
        values["selected_among_leaders"] = "" if chosen is None else str(int(chosen))
    return values
