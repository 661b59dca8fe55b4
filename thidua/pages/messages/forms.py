"""How a person wants mail: in general, for single kinds, and by text message when it is urgent."""

from typing import Any

from django import forms

from thidua.base.outbox import gateway
from thidua.base.outbox.kinds import KINDS
from thidua.base.outbox.models import MailWish, Preferences

AS_GENERAL = ("", "Theo lựa chọn chung")
OF_A_KIND = (
    AS_GENERAL,
    (MailWish.EACH.value, "Gửi ngay"),
    (MailWish.DAILY.value, "Gộp hằng ngày"),
    (MailWish.URGENT_ONLY.value, "Chỉ trong hộp thư"),
)


class WishForm(forms.Form):
    wish = forms.ChoiceField(
        label="Nhận thư điện tử",
        choices=MailWish.choices,
        widget=forms.RadioSelect,
        help_text="Thư gấp (quá hạn, thu hồi, hủy, mật khẩu) luôn gửi ngay. Hộp thư trong hệ thống giữ mọi tin.",
    )

    def __init__(self, data: Any = None, *, kept: Preferences, phone: str) -> None:
        super().__init__(data, initial={"wish": kept.wish, "sms": kept.sms})
        for kind, words in KINDS.items():
            self.fields[f"kind_{kind}"] = forms.ChoiceField(
                label=words,
                choices=OF_A_KIND,
                required=False,
                initial=kept.by_kind.get(kind, ""),
            )
        self.kept_sms = kept.sms
        if gateway.is_set():
            self.fields["sms"] = forms.BooleanField(
                label="Nhận tin nhắn điện thoại khi có việc gấp",
                required=False,
                disabled=not gateway.number_of(phone),
            )

    @property
    def kinds(self) -> list[forms.BoundField]:
        return [self[f"kind_{kind}"] for kind in KINDS]

    @property
    def chosen(self) -> dict[str, Any]:
        """A choice about text messages stays while the gateway is away."""
        values = self.cleaned_data
        return {
            "wish": values["wish"],
            "by_kind": {kind: values[f"kind_{kind}"] for kind in KINDS},
            "sms": values.get("sms", self.kept_sms),
        }
