"""Forms of sign-in and of one's own account: they check shape, services decide."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import gettext_lazy as _


def _password(label: Any, autocomplete: str, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=200,
        help_text=help_text,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
    )


def password_rules() -> str:
    return " ".join(password_validators_help_texts())


class SignInForm(forms.Form):
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = _password(_("Mật khẩu"), "current-password")


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Mã xác nhận"),
        max_length=20,
        help_text=_("6 chữ số đang hiện trên điện thoại, hoặc một mã dự phòng."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text"}),
    )


class ForgottenForm(forms.Form):
    email = forms.EmailField(
        label=_("Thư điện tử công vụ"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class TwiceForm(forms.Form):
    """A new password, typed twice."""

    new = _password(_("Mật khẩu mới"), "new-password")
    again = _password(_("Gõ lại mật khẩu mới"), "new-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new"].help_text = password_rules()

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("new"):
            raise forms.ValidationError(_("Hai lần gõ chưa giống nhau. Hãy gõ lại."))
        return again


class ChangePasswordForm(TwiceForm):
    old = _password(_("Mật khẩu hiện tại"), "current-password")
    field_order = ["old", "new", "again"]


class JoinForm(TwiceForm):
    """From an invitation: a name to sign in with, and a password."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=40,
        help_text=_("Chữ thường không dấu, chữ số, dấu chấm; ví dụ: nguyenvanmau.soyte"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    field_order = ["username", "new", "again"]


class OwnPasswordForm(forms.Form):
    password = _password(_("Mật khẩu hiện tại"), "current-password")


class DetailsForm(forms.Form):
    full_name = forms.CharField(
        label=_("Họ và tên"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Điện thoại"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
