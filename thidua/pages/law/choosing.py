"""Which form a row is written with, and the question that comes before a new one."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from thidua.core.law.choices import CHOICES
from thidua.core.law.law import Law
from thidua.core.text.numbers import format_number
from thidua.pages.law import params as p
from thidua.pages.law.forms import (
    AuthorityForm,
    BaseSalaryForm,
    BonusForm,
    BoundaryForm,
    DeadlineForm,
    DossierForm,
    RegimeForm,
    RowForm,
    award_choices,
)
from thidua.pages.law.wording import SETTING_PARTS, SETTING_VALUES
from thidua.subjects.law.enums import RowKind

WHOLE = "value"


class SettingForm(RowForm):
    """A reading where the law is silent: the value keeps its shape, only what it says is chosen."""

    kind, section = RowKind.SETTING, "Cách hiểu"

    def add_own(self) -> None:
        allowed = CHOICES[self.start.key]
        if not isinstance(allowed, Mapping):
            self.own(WHOLE, _value_field("Cách hiểu", allowed))
            return
        for name, part in allowed.items():
            label = SETTING_PARTS.get(name, name)
            self.own(f"phan_{name}", _value_field(label[0].upper() + label[1:], part))

    def initial_of_body(self, body: Mapping[str, Any]) -> dict[str, Any]:
        value = body.get("value")
        if not isinstance(value, Mapping):
            return {WHOLE: _shown(value)}
        return {f"phan_{name}": _shown(part) for name, part in value.items()}

    def body(self) -> dict[str, Any]:
        value = self.start.body.get("value")
        title = self.start.body.get("title", "")
        if not isinstance(value, Mapping):
            return {"title": title, "value": _kept(self.cleaned_data[WHOLE], value)}
        parts = {
            name: _kept(self.cleaned_data[f"phan_{name}"], part) for name, part in value.items()
        }
        return {"title": title, "value": parts}


def _value_field(label: str, allowed: Any) -> forms.Field:
    """A number between two, or one of the readings the judge can follow."""
    if isinstance(allowed, range):
        return forms.IntegerField(label=label, min_value=allowed[0], max_value=allowed[-1])
    choices = [(_shown(one), _choice_words(one)) for one in allowed]
    return forms.ChoiceField(label=label, choices=choices)


def _choice_words(value: Any) -> str:
    if isinstance(value, bool):
        return "Có" if value else "Không"
    return SETTING_VALUES.get(str(value), format_number(value) if isinstance(value, int) else value)


def _shown(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _kept(given: Any, before: Any) -> Any:
    if isinstance(before, bool):
        return given == "true"
    return int(given) if isinstance(before, int) else given


FORMS: dict[str, type[RowForm]] = {
    RowKind.AUTHORITY: AuthorityForm,
    RowKind.BONUS: BonusForm,
    RowKind.BASE_SALARY: BaseSalaryForm,
    RowKind.DOSSIER: DossierForm,
    RowKind.DEADLINE: DeadlineForm,
    RowKind.REGIME: RegimeForm,
    RowKind.BOUNDARY: BoundaryForm,
    RowKind.SETTING: SettingForm,
}
# A reading is changed from its own page: it must keep the shape of the one before.
NEW_KINDS = [(kind.value, str(kind.label)) for kind in RowKind if kind != RowKind.SETTING]


class ChooseForm(forms.Form):
    """What the new row is about; asked by GET, so that the answer is an address."""

    def __init__(self, *args: Any, law: Law, day: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["loai"] = forms.ChoiceField(label="Loại quy định", choices=NEW_KINDS)
        self.fields["danh-hieu"] = forms.ChoiceField(
            label="Danh hiệu, hình thức",
            choices=[("", "Mọi danh hiệu, hình thức"), *award_choices(law, day)],
            required=False,
        )
        self.fields["kieu"] = forms.ChoiceField(
            label="Loại điều kiện",
            choices=[("", "Chọn"), *p.TYPES.items()],
            required=False,
            help_text="Chỉ dùng khi loại quy định là điều kiện, tiêu chuẩn.",
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("loai") == RowKind.CONDITION and not given.get("kieu"):
            self.add_error("kieu", "Chọn loại điều kiện.")
        return given
