"""What a citizen does here: tells of a good person, asks what became of it, takes a consent back."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.base.access import public_page
from thidua.base.errors import Refusal
from thidua.pages.duties.forms import ManyFiles, PicturesField
from thidua.pages.portal.asking import (
    TOO_OFTEN,
    PublicForm,
    allowed,
    form_page,
    sealed,
    sent_by_anybody,
    unsealed,
)
from thidua.subjects.publicity import public

SHOWN_FOR = timedelta(hours=1)
PHONE = r"^\+?[0-9][0-9 .]{7,13}[0-9]$"
MOST_PICTURES = 3
LARGEST_PICTURE = 10 << 20


class SuggestForm(PublicForm):
    kind = forms.ChoiceField(label=_("Giới thiệu"), choices=public.KINDS)
    name = forms.CharField(
        label=_("Họ tên người, tên tập thể"),
        max_length=200,
        help_text=_("Không rõ họ tên thì ghi cách gọi."),
    )
    deed = forms.CharField(
        label=_("Việc tốt, thành tích"),
        max_length=5000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Việc gì, khi nào, giúp được ai, kết quả ra sao."),
    )
    place = forms.CharField(
        label=_("Ở đâu"), max_length=300, help_text=_("Bản, tổ dân phố, xã; nơi làm việc nếu biết.")
    )
    proof = forms.CharField(
        label=_("Ai biết việc này, xem thêm ở đâu"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    pictures = PicturesField(
        label=_("Ảnh"),
        required=False,
        help_text=_("Nhiều nhất 3 ảnh JPEG, PNG. Vị trí chụp được bỏ đi."),
        widget=ManyFiles({"accept": ".jpg,.jpeg,.png", "data-max-mb": 10}),
    )
    suggester = forms.CharField(label=_("Họ tên ông (bà)"), max_length=120)
    phone = forms.RegexField(
        PHONE,
        label=_("Điện thoại ông (bà)"),
        error_messages={"invalid": _("Ghi số điện thoại bằng chữ số, ví dụ 0213 3791 234.")},
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel"}),
    )

    def clean_pictures(self) -> list[Any]:
        given: list[Any] = self.cleaned_data["pictures"]
        if len(given) > MOST_PICTURES:
            raise forms.ValidationError(_("Chọn nhiều nhất 3 ảnh."))
        if any(one.size > LARGEST_PICTURE for one in given):
            raise forms.ValidationError(_("Mỗi ảnh tới 10 MB: chọn ảnh nhỏ hơn."))
        return given


@require_http_methods(["GET", "HEAD", "POST"])
@sent_by_anybody
def suggest(request: HttpRequest) -> HttpResponse:
    posted = request.method == "POST"
    form = SuggestForm(request.POST if posted else None, request.FILES or None)
    if posted and form.is_valid():
        if not allowed(request, "suggest"):
            form.add_error(None, str(TOO_OFTEN))
        elif _sent(form):
            return redirect("portal:suggest_done", sealed("suggest", form.ticket))
    context = {"form": form, "days": public.days_kept(), "current": "stories"}
    return form_page(request, "portal/suggest.html", context, status=422 if form.errors else 200)


def _sent(form: SuggestForm) -> bool:
    values = {name: form.cleaned_data[name] for name in ("kind", "name", "deed", "place", "proof", "suggester", "phone")}  # fmt: skip
    pictures = [picture.read() for picture in form.cleaned_data["pictures"]]
    try:
        public.suggest(ticket=form.ticket, pictures=pictures, **values)
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return False
    return True


@require_safe
@public_page
def suggest_done(request: HttpRequest, seal: str) -> HttpResponse:
    """The number and the code, shown for an hour to who has this address."""
    ticket = unsealed("suggest", seal, within=SHOWN_FOR)
    receipt = public.receipt_of(ticket) if isinstance(ticket, str) else None
    if receipt is None:
        raise Http404
    return form_page(
        request, "portal/suggest_done.html", {"receipt": receipt, "current": "stories"}
    )


class ReceiptForm(PublicForm):
    number = forms.CharField(label=_("Số phiếu"), max_length=20, help_text=_("Ví dụ GT-2022-0012."))
    code = forms.CharField(
        label=_("Mã tra cứu"), max_length=20, widget=forms.TextInput({"autocomplete": "off"})
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sent_by_anybody
def told_ask(request: HttpRequest) -> HttpResponse:
    posted = request.method == "POST"
    form = ReceiptForm(request.POST if posted else None)
    if posted and form.is_valid():
        if not allowed(request, "told", limit=20):
            form.add_error(None, str(TOO_OFTEN))
        elif number := public.knows(form.cleaned_data["number"], form.cleaned_data["code"]):
            return redirect("portal:told_see", sealed("told", number))
        else:
            form.add_error(None, str(_("Số phiếu hoặc mã không đúng. Xem lại phiếu đã nhận.")))
    context = {"form": form, "current": "stories"}
    return form_page(request, "portal/told_ask.html", context, status=422 if form.errors else 200)


@require_safe
@public_page
def told_see(request: HttpRequest, seal: str) -> HttpResponse:
    number = unsealed("told", seal, within=SHOWN_FOR)
    told = public.what_became(number) if isinstance(number, str) else None
    if told is None:
        raise Http404
    return form_page(request, "portal/told_see.html", {"told": told, "current": "stories"})


class WithdrawForm(PublicForm):
    number = forms.IntegerField(
        label=_("Số bài"),
        min_value=1,
        help_text=_("In trên giấy đồng ý; cũng là số trong địa chỉ của bài."),
    )
    code = forms.CharField(
        label=_("Mã trên giấy đồng ý"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    what = forms.ChoiceField(
        label=_("Rút đồng ý"),
        choices=[("all", _("Cả bài và ảnh")), ("pictures", _("Chỉ ảnh, bài vẫn đăng"))],
        widget=forms.RadioSelect,
        initial="all",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sent_by_anybody
def consent_withdraw(request: HttpRequest) -> HttpResponse:
    posted = request.method == "POST"
    form = WithdrawForm(request.POST if posted else None)
    if posted and form.is_valid():
        if not allowed(request, "withdraw", limit=10):
            form.add_error(None, str(TOO_OFTEN))
        elif _withdrawn(form):
            return redirect("portal:consent_withdrawn")
    context = {"form": form, "current": "stories"}
    return form_page(
        request, "portal/consent_withdraw.html", context, status=422 if form.errors else 200
    )


def _withdrawn(form: WithdrawForm) -> bool:
    clean = form.cleaned_data
    try:
        public.withdraw(
            example_id=clean["number"],
            code=clean["code"],
            pictures_only=clean["what"] == "pictures",
        )
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return False
    return True


@require_safe
@public_page
def consent_withdrawn(request: HttpRequest) -> HttpResponse:
    return form_page(request, "portal/consent_withdrawn.html", {"current": "stories"})
