"""Forms of those who look after accounts."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.base.access import Role
from thidua.pages.accounts.acts import unit_choices
from thidua.pages.accounts.fields import LastDayField
from thidua.pages.accounts.forms import DetailsForm
from thidua.pages.ui.forms import DayField
from thidua.subjects.accounts.permissions import ROLES_OF_A_UNIT


class PostForm(forms.Form):
    """A place in a unit. Whoever is of a unit gives out only its own places."""

    unit = forms.ChoiceField(label=_("Đơn vị"))
    role = forms.ChoiceField(label=_("Chức trách"))
    title = forms.CharField(
        label=_("Chức vụ"), max_length=160, help_text=_("Như in trong văn bản, ví dụ: Phó Giám đốc")
    )
    valid_from = DayField(label=_("Từ ngày"))
    valid_until = LastDayField(
        label=_("Đến hết ngày"), required=False, help_text=_("Để trống khi chưa có ngày thôi giữ.")
    )
    paper = forms.CharField(
        label=_("Văn bản giao"), max_length=200, required=False, help_text=_("Số, ngày quyết định")
    )

    def __init__(self, *args: Any, day: date, own_unit: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = unit_choices(day)
        roles = list(Role.choices)
        if own_unit is not None:
            units = [(key, name) for key, name in units if key == str(own_unit)]
            roles = [(key, name) for key, name in roles if key in ROLES_OF_A_UNIT]
        else:
            units = [("", _("Chọn đơn vị")), *units]
        self.fields["unit"].choices = units  # type: ignore[attr-defined]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
        self.fields["valid_from"].initial = day

    def place(self) -> dict[str, Any]:
        kept = ("role", "title", "valid_from", "valid_until")
        return {"unit_id": int(self.cleaned_data["unit"])} | {
            key: self.cleaned_data[key] for key in kept
        }


class InviteForm(PostForm):
    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    email = forms.EmailField(
        label=_("Thư điện tử"), help_text=_("Thư mời gửi tới đây, có đường dẫn dùng một lần.")
    )
    field_order = ["full_name", "email", "unit", "role", "title", "valid_from", "valid_until"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["paper"]


class NewUserForm(DetailsForm):
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=40,
        help_text=_("Chữ thường không dấu, chữ số, dấu chấm; ví dụ: nguyenvanmau.soyte"),
    )
    field_order = ["full_name", "username", "email", "phone"]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Lý do"), max_length=300)


class EndPostForm(forms.Form):
    last_day = LastDayField(label=_("Ngày cuối giữ chức trách"))
    reason = forms.CharField(label=_("Lý do"), max_length=300, required=False)
    paper = forms.CharField(label=_("Văn bản"), max_length=200, required=False)


class TransferForm(forms.Form):
    to_unit = forms.ChoiceField(label=_("Chuyển đến đơn vị"))
    role = forms.ChoiceField(label=_("Chức trách ở đơn vị mới"))
    title = forms.CharField(label=_("Chức vụ ở đơn vị mới"), max_length=160)
    day = DayField(label=_("Từ ngày"))
    paper = forms.CharField(label=_("Quyết định điều động"), max_length=200, required=False)

    def __init__(self, *args: Any, day: date, any_role: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_unit"].choices = [("", _("Chọn đơn vị")), *unit_choices(day)]  # type: ignore[attr-defined]
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (key, name) for key, name in Role.choices if any_role or key in ROLES_OF_A_UNIT
        ]
        self.fields["day"].initial = day
