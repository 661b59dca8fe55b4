"""The province's own figures: read with their source, followed by new dated values, never edited."""

import json
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thidua.base.access import may, requires
from thidua.base.parameters.models import (
    BEGINNING,
    FOREVER,
    DayKind,
    ExtraDay,
    Parameter,
    SourceStatus,
)
from thidua.base.parameters.services import set_day, set_parameter
from thidua.pages.desk.asking import actor_of, allow, attempt
from thidua.pages.ui.forms import DayField
from thidua.pages.ui.lists import Column, FilteredList

KEPT = ("true", "false", "có", "không")


def value_words(value: Any, unit: str = "") -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, list):
        return f"{', '.join(value_words(part) for part in value)} {unit}".strip()
    return f"{str(value).replace('.', ',')} {unit}".strip()


COLUMNS = (
    Column(
        "ten",
        "Quy định",
        lambda row: row.title or row.key,
        lead=True,
        url=lambda row: reverse("desk:parameter_see", args=[row.key]),
    ),
    Column("gt", "Giá trị", lambda row: value_words(row.value, row.unit)),
    Column("tt", "Tình trạng căn cứ", lambda row: row.get_source_status_display(), kind="state"),
    Column("cc", "Căn cứ", lambda row: row.source),
    Column("nguoi", "Người đặt", lambda row: row.set_by, shown=False),
    Column("ma", "Mã", lambda row: row.key, shown=False),
)


@requires("parameters.read")
def parameter_list(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    shown = FilteredList(
        request.GET,
        list(Parameter.objects.on(actor.day)),
        COLUMNS,
        name="quy-dinh",
        thing="quy định",
        search_hint="ví dụ: ke hoach",
    )
    if shown.wants_export:
        return shown.export()
    return render(request, "desk/parameter_list.html", {"shown": shown, "day": actor.day})


def _clean_value(text: str, example: Any) -> Any:
    """The typed words as a value of the same kind as the one in use."""
    words = text.strip().lower()
    if isinstance(example, bool):
        if words not in KEPT:
            raise forms.ValidationError("Ghi Có hoặc Không.")
        return words in ("true", "có")
    if isinstance(example, str):
        return text.strip()
    try:
        value = (
            json.loads(f"[{words}]")
            if isinstance(example, list)
            else json.loads(words.replace(",", "."))
        )
    except ValueError:
        raise forms.ValidationError(
            "Ghi các số cách nhau bằng dấu phẩy, ví dụ 10, 3, 1."
            if isinstance(example, list)
            else "Ghi một số, ví dụ 20."
        ) from None
    if type(value) is not type(example):
        raise forms.ValidationError("Giá trị phải cùng loại với giá trị đang dùng.")
    return value


class ValueForm(forms.Form):
    value = forms.CharField(label="Giá trị mới", max_length=500)
    valid_from = DayField(label="Áp dụng từ ngày")
    source = forms.CharField(
        label="Căn cứ",
        max_length=500,
        help_text="Số, ngày, tên văn bản quy định, ví dụ: Quyết định số 12/2022/QĐ-UBND, Điều 5.",
    )
    source_status = forms.ChoiceField(label="Tình trạng căn cứ", choices=SourceStatus.choices)
    note = forms.CharField(label="Ghi chú", required=False, max_length=500)

    def __init__(self, *args: Any, example: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.example = example

    def clean_value(self) -> Any:
        return _clean_value(self.cleaned_data["value"], self.example)


@requires("parameters.read")
def see(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    rows = list(Parameter.objects.filter(key=key).order_by("-valid_from"))
    if not rows:
        raise Http404
    form = ValueForm(
        request.POST or None,
        example=rows[0].value,
        initial={"valid_from": actor.day, "source_status": SourceStatus.PROVINCE},
    )
    if request.method == "POST":
        allow(request, "parameters.set", None)
        if form.is_valid() and attempt(
            request,
            lambda: set_parameter(actor=actor, key=key, **form.cleaned_data),
            "Đã thêm giá trị mới. Giá trị cũ giữ nguyên cho những ngày trước.",
        ):
            return redirect("desk:parameter_see", key)
    context = {
        "key": key,
        "title": rows[0].title or key,
        "values": [_value_row(row, actor.day) for row in rows],
        "form": form if may(actor, "parameters.set") else None,
        "why": may(actor, "parameters.set").reason,
    }
    return render(request, "desk/parameter_see.html", context)


def _value_row(row: Parameter, day: date) -> dict[str, Any]:
    if row.valid_from > day:
        state = "Sắp dùng"
    else:
        state = "Đang dùng" if row.valid_until > day else "Hết hiệu lực"
    return {
        "row": row,
        "words": value_words(row.value, row.unit),
        "state": state,
        "since": None if row.valid_from == BEGINNING else row.valid_from,
        "until": None if row.valid_until == FOREVER else row.valid_until,
    }


class DayForm(forms.Form):
    day = DayField(label="Ngày")
    kind = forms.ChoiceField(
        label="Là",
        choices=[*DayKind.choices, ("", "Như lịch chung (bỏ ghi riêng)")],
        required=False,
    )
    source = forms.CharField(label="Căn cứ", required=False, max_length=500)


DAY_COLUMNS = (
    Column("ngay", "Ngày", lambda row: row.day, kind="date", lead=True),
    Column("la", "Là", lambda row: row.get_kind_display()),
    Column("cc", "Căn cứ", lambda row: row.source),
)


@requires("parameters.read")
def days(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = DayForm(request.POST or None)
    if request.method == "POST":
        allow(request, "parameters.set_day", None)
        if form.is_valid() and attempt(
            request, lambda: set_day(actor=actor, **form.cleaned_data), "Đã ghi lịch của tỉnh."
        ):
            return redirect("desk:parameter_days")
    shown = FilteredList(
        request.GET,
        list(ExtraDay.objects.order_by("-day")),
        DAY_COLUMNS,
        name="lich",
        thing="ngày",
        searchable=False,
        empty_heading="Chưa có ngày riêng nào",
        empty_words="Ngày lễ cả nước đã có sẵn; ghi ở đây ngày nghỉ hoán đổi, làm bù của tỉnh.",
    )
    if shown.wants_export:
        return shown.export()
    may_set = may(actor, "parameters.set_day")
    context = {"shown": shown, "form": form if may_set else None, "why": may_set.reason}
    return render(request, "desk/parameter_days.html", context)
