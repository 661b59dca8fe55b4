"""Forms of the register check shape; what may be entered is decided in the services."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from thidua.core.text import nfc, parse_date
from thidua.core.trees import Tree
from thidua.pages.orgs.forms import grouped_choices
from thidua.pages.ui.forms import DayField
from thidua.subjects.register.awards import choices, known_awards
from thidua.subjects.register.enums import PERSONS, Fact, HolderKind, Precision, ReissueCause
from thidua.subjects.register.models import Entry, HeldPost, Holder

KIND_OF_SUBJECT = {
    "entrepreneur": HolderKind.INDIVIDUAL.value,
}
VARIANTS_OF = {
    HolderKind.INDIVIDUAL: (
        "civil_servant_employee", "worker_farmer_direct", "entrepreneur_intellectual", "worker",
        "farmer", "armed_forces", "individual",
    ),
}  # fmt: skip
GENDERS = (("", "Chưa rõ"), ("female", "Nữ"), ("male", "Nam"))
TRUTHS = (("", "Chưa rõ"), ("1", "Có"), ("0", "Không"))


class LineField(forms.CharField):
    """One line of composed letters with single blanks."""

    def to_python(self, value: Any) -> str:
        return nfc(" ".join((super().to_python(value) or "").split()))


class PartialDate:
    """A day of which only the year, or the month, may be known."""

    def __init__(self, day: date | None, precision: str) -> None:
        self.day, self.precision = day, precision


class PartialDateField(forms.Field):
    """dd/mm/yyyy, mm/yyyy, yyyy or "khoảng yyyy": what is not known is left out."""

    widget = forms.TextInput(
        attrs={"autocomplete": "off", "placeholder": "15/02/2009, 02/2009, 2009 hoặc khoảng 2009"}
    )

    def prepare_value(self, value: Any) -> Any:
        from thidua.pages.register.words import partial_date

        if isinstance(value, PartialDate):
            return partial_date(value.day, value.precision)
        return value

    def to_python(self, value: Any) -> PartialDate:
        if isinstance(value, PartialDate):
            return value
        text = nfc(str(value or "").strip().lower())
        if not text:
            return PartialDate(None, Precision.UNKNOWN)
        about = text.startswith("khoảng")
        bare = text.removeprefix("khoảng").strip()
        try:
            return self._read(bare, about)
        except ValueError as error:
            raise forms.ValidationError(
                "Ghi 15/02/2009, 02/2009, 2009 hoặc khoảng 2009: biết đến đâu ghi đến đó.",
                code="invalid",
            ) from error

    def _read(self, text: str, about: bool) -> PartialDate:
        if text.isdigit() and len(text) == 4:
            kind = Precision.ABOUT if about else Precision.YEAR
            return PartialDate(date(int(text), 1, 1), kind)
        if text.count("/") == 1:
            month, year = text.split("/")
            return PartialDate(date(int(year), int(month), 1), Precision.MONTH)
        return PartialDate(parse_date(text), Precision.DAY)

    def validate(self, value: PartialDate) -> None:
        if self.required and value.day is None:
            raise forms.ValidationError(str(self.error_messages["required"]), code="required")


class UnitField(forms.TypedChoiceField):
    def __init__(self, tree: Tree, **options: Any) -> None:
        options.setdefault("label", "Đơn vị")
        options.setdefault("required", False)
        blank = options.pop("blank", "Không thuộc đơn vị nào")
        super().__init__(coerce=int, empty_value=None, **options)
        self.choices = grouped_choices(list(tree), blank)


class HolderForm(forms.Form):
    """A person or collective. Which fields it shows depends on the kind."""

    kind = forms.ChoiceField(label="Loại", choices=HolderKind.choices, widget=forms.HiddenInput)
    name = LineField(label="Họ tên", max_length=300)
    variant = forms.ChoiceField(label="Nhóm đối tượng")
    other_names = LineField(
        label="Tên khác, tên cũ",
        required=False,
        max_length=300,
        help_text="Cách nhau dấu chấm phẩy",
    )
    gender = forms.ChoiceField(label="Giới tính", choices=GENDERS, required=False)
    born = PartialDateField(label="Ngày sinh", required=False)
    ethnicity = LineField(label="Dân tộc", required=False, max_length=40)
    hometown = LineField(label="Quê quán", required=False, max_length=300)
    staff_code = LineField(label="Mã cán bộ, viên chức", required=False, max_length=40)
    numbers = LineField(
        label="Số định danh, số chứng minh",
        required=False,
        max_length=80,
        help_text="12 chữ số hoặc 9 chữ số; có cả hai thì cách nhau dấu phẩy. Số được mã hóa, chỉ hiện ba số cuối.",
    )
    is_whole_unit = forms.BooleanField(
        label="Là cả đơn vị đã chọn (không phải một bộ phận)", required=False
    )
    code = LineField(label="Mã số doanh nghiệp", required=False, max_length=40)
    founded = DayField(label="Ngày thành lập", required=False)
    place = LineField(label="Nơi ở, địa chỉ", required=False, max_length=300)
    post_title = LineField(label="Chức vụ, công việc hiện nay", required=False, max_length=200)
    position = forms.ChoiceField(label="Chức vụ theo bảng cống hiến", required=False)
    post_since = DayField(label="Giữ chức vụ từ ngày", required=False)
    higher_retirement_age = forms.BooleanField(
        label="Thuộc diện nghỉ hưu ở tuổi cao hơn", required=False
    )
    note = LineField(label="Ghi chú", required=False, max_length=300)

    def __init__(
        self, data: Any = None, *, kind: str, tree: Tree, is_new: bool, **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.holder_kind = kind
        self.fields["unit_id"] = UnitField(tree)
        self.fields["variant"].choices = _variants(kind)  # type: ignore[attr-defined]
        self.fields["position"].choices = [("", "Không thuộc bảng"), *choices("positions")]  # type: ignore[attr-defined]
        self.initial.setdefault("kind", kind)
        person = kind in PERSONS
        self.fields["name"].label = "Họ tên" if person else NAME_LABELS.get(kind, "Tên")
        for name in _unneeded(kind, is_new):
            del self.fields[name]
        self.order_fields(ORDER)

    def values(self) -> dict[str, Any]:
        """As the services take them."""
        kept = dict(self.cleaned_data)
        kept["kind"] = self.holder_kind
        if (born := kept.pop("born", None)) is not None:
            kept["born"], kept["born_precision"] = born.day, born.precision
        if "numbers" in kept:
            kept["numbers"] = tuple(
                part.strip()
                for part in kept["numbers"].replace(";", ",").split(",")
                if part.strip()
            )
        return kept

    @staticmethod
    def values_of(holder: Holder) -> dict[str, Any]:
        own = ("kind", "name", "variant", "other_names", "unit_id", "is_whole_unit", "code", "founded", "place", "note")  # fmt: skip
        values = {name: getattr(holder, name) for name in own}
        if holder.is_person:
            person = holder.person
            names = ("gender", "ethnicity", "hometown", "staff_code", "higher_retirement_age")
            values |= {name: getattr(person, name) for name in names}
            values["born"] = PartialDate(person.born, person.born_precision)
        return values


NAME_LABELS = {
    HolderKind.COLLECTIVE: "Tên tập thể",
    HolderKind.HOUSEHOLD: "Tên hộ (chủ hộ)",
    HolderKind.ENTERPRISE: "Tên doanh nghiệp, tổ chức",
    HolderKind.FOREIGN_COLLECTIVE: "Tên tập thể",
}
ORDER = (
    "kind", "name", "other_names", "variant", "gender", "born", "ethnicity", "hometown", "numbers",
    "staff_code", "unit_id", "is_whole_unit", "post_title", "position", "post_since", "code",
    "founded", "place", "higher_retirement_age", "note",
)  # fmt: skip
OF_PERSON = (
    "gender", "born", "ethnicity", "hometown", "staff_code", "numbers", "post_title", "position",
    "post_since", "higher_retirement_age",
)  # fmt: skip
OF_OTHERS = ("is_whole_unit", "code", "founded")
ONLY_NEW = ("numbers", "post_title", "position", "post_since")


def _unneeded(kind: str, is_new: bool) -> Sequence[str]:
    if kind in PERSONS:
        return (*OF_OTHERS, *(() if is_new else ONLY_NEW))
    gone = [*OF_PERSON]
    if kind == HolderKind.HOUSEHOLD:
        gone += ["is_whole_unit", "founded"]
    return gone


def _variants(kind: str) -> list[tuple[str, str]]:
    names = dict(choices("variants"))
    wanted = VARIANTS_OF.get(HolderKind(kind), (kind,))
    if kind == HolderKind.COLLECTIVE:
        wanted = ("collective",)
    return [(word, names.get(word, str(HolderKind(kind).label))) for word in wanted]


class NumberForm(forms.Form):
    number = LineField(
        label="Số định danh, số chứng minh", max_length=20, help_text="12 hoặc 9 chữ số"
    )
    issued = DayField(label="Ngày cấp", required=False)


class ReasonForm(forms.Form):
    reason = LineField(label="Lý do", max_length=300)


class AwardForm(forms.Form):
    """A past award, as the decision says it."""

    award = forms.ChoiceField(label="Danh hiệu, hình thức khen thưởng")
    award_name = LineField(
        label="Tên ghi trên quyết định",
        required=False,
        max_length=300,
        help_text="Chỉ ghi khi khác tên theo luật",
    )
    year = forms.IntegerField(
        label="Năm thành tích", required=False, min_value=1945, max_value=2100,
        help_text="Năm được xét, không phải năm ký quyết định; để trống nếu sổ không ghi",
    )  # fmt: skip
    merit_from = DayField(label="Thành tích từ ngày", required=False)
    merit_until = DayField(label="đến ngày", required=False)
    type = forms.ChoiceField(label="Loại hình khen thưởng", required=False)
    decision_number = LineField(label="Số quyết định", required=False, max_length=60)
    decided = PartialDateField(label="Ngày quyết định", required=False)
    decided_by = LineField(label="Người, cơ quan quyết định", required=False, max_length=200)
    level = forms.ChoiceField(label="Cấp khen", required=False)
    certificate_number = LineField(label="Số sổ vàng, số bằng", required=False, max_length=40)
    unit_name = LineField(
        label="Tên đơn vị khi đó",
        required=False,
        max_length=300,
        help_text="Để trống thì lấy tên của đơn vị vào năm ấy",
    )
    position_title = LineField(label="Chức vụ khi đó", required=False, max_length=200)
    reason = forms.CharField(
        label="Thành tích", required=False, widget=forms.Textarea({"rows": 3}), max_length=4000
    )
    is_doubtful = forms.BooleanField(label="Còn nghi vấn, cần đối chiếu", required=False)
    doubt = LineField(
        label="Điều còn nghi vấn",
        required=False,
        max_length=300,
        help_text="Ví dụ: sổ mờ, không rõ số quyết định",
    )

    def __init__(self, data: Any = None, *, holder: Holder, tree: Tree, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["unit_id"] = UnitField(
            tree, label="Đơn vị khi đó", blank="Theo quá trình công tác"
        )
        self.fields["award"].choices = award_choices(holder.kind)  # type: ignore[attr-defined]
        self.fields["type"].choices = [("", "Chưa rõ"), *choices("commendation_types")]  # type: ignore[attr-defined]
        self.fields["level"].choices = [("", "Theo luật"), *choices("levels")]  # type: ignore[attr-defined]
        self.order_fields(
            ("award", "award_name", "year", "type", "decision_number", "decided", "decided_by",
             "level", "certificate_number", "unit_id", "unit_name", "position_title", "merit_from",
             "merit_until", "reason", "is_doubtful", "doubt")
        )  # fmt: skip

    def values(self) -> dict[str, Any]:
        kept = dict(self.cleaned_data)
        decided = kept.pop("decided")
        kept["decided"], kept["decided_precision"] = decided.day, decided.precision
        return kept

    @staticmethod
    def values_of(entry: Entry) -> dict[str, Any]:
        names = (
            "award", "award_name", "year", "merit_from", "merit_until", "type", "decision_number",
            "decided_by", "level", "certificate_number", "unit_id", "unit_name", "position_title",
            "reason", "is_doubtful", "doubt",
        )  # fmt: skip
        values = {name: getattr(entry, name) for name in names}
        return values | {"decided": PartialDate(entry.decided, entry.decided_precision)}


def award_choices(kind: str = "") -> list[Any]:
    """Awards open to this kind of subject, titles and forms apart; all of them without a kind."""
    groups: dict[str, list[tuple[str, str]]] = {"title": [], "form": []}
    for award in known_awards():
        if not kind or kind in _kinds_of(award.subjects):
            groups[award.kind].append((award.key, award.name))
    found = [("Danh hiệu thi đua", groups["title"]), ("Hình thức khen thưởng", groups["form"])]
    return [("", "Chọn"), *(group for group in found if group[1])]


def _kinds_of(subjects: frozenset[str]) -> set[str]:
    return {KIND_OF_SUBJECT.get(subject, subject) for subject in subjects}


class ActForm(forms.Form):
    """The paper on which a line is corrected, revoked or restored."""

    paper = LineField(
        label="Số, ngày văn bản", max_length=200, help_text="Ví dụ: 45/QĐ-UBND ngày 10/02/2022"
    )
    day = DayField(label="Có hiệu lực từ ngày")
    by = LineField(label="Người, cơ quan ban hành", required=False, max_length=200)
    reason = LineField(label="Lý do", max_length=500)


class ReissueForm(forms.Form):
    cause = forms.ChoiceField(label="Việc", choices=ReissueCause.choices, widget=forms.RadioSelect)
    day = DayField(label="Ngày cấp lại")
    certificate_number = LineField(label="Số sổ vàng, số bằng mới", required=False, max_length=40)
    paper = LineField(label="Văn bản đề nghị, xác nhận", required=False, max_length=200)
    reason = LineField(label="Ghi chú", required=False, max_length=300)


class PostForm(forms.Form):
    title = LineField(label="Chức vụ, công việc", max_length=200)
    position = forms.ChoiceField(
        label="Chức vụ theo bảng cống hiến",
        required=False,
        help_text="Chỉ chọn khi giữ chức vụ có trong luật về khen thưởng cống hiến",
    )
    unit_name = LineField(
        label="Tên đơn vị khi đó",
        required=False,
        max_length=300,
        help_text="Ghi khi đơn vị không có trong hệ thống",
    )
    valid_from = DayField(label="Từ ngày", required=False)
    last_day = DayField(label="Đến hết ngày", required=False)
    source = LineField(label="Căn cứ", required=False, max_length=300)

    def __init__(self, data: Any = None, *, tree: Tree, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["unit_id"] = UnitField(tree, blank="Không có trong hệ thống")
        self.fields["position"].choices = [("", "Không thuộc bảng"), *choices("positions")]  # type: ignore[attr-defined]
        self.order_fields(
            ("title", "position", "unit_id", "unit_name", "valid_from", "last_day", "source")
        )

    @staticmethod
    def values_of(post: HeldPost) -> dict[str, Any]:
        first = post.valid_from if post.valid_from.year > 1900 else None
        return {
            "title": post.title, "position": post.position, "unit_id": post.unit_id,
            "unit_name": "" if post.unit_id else post.unit_name, "valid_from": first,
            "last_day": post.last_day, "source": post.source,
        }  # fmt: skip


class TransferForm(forms.Form):
    title = LineField(label="Chức vụ tại đơn vị mới", max_length=200)
    day = DayField(label="Từ ngày")
    paper = LineField(label="Quyết định điều động", required=False, max_length=200)

    def __init__(self, data: Any = None, *, tree: Tree, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["to_unit_id"] = UnitField(
            tree, label="Đơn vị mới", required=True, blank="Chọn đơn vị"
        )
        self.order_fields(("to_unit_id", "title", "day", "paper"))


class CheckForm(forms.Form):
    facts = forms.MultipleChoiceField(
        label="Danh sách đã đối chiếu đủ", widget=forms.CheckboxSelectMultiple
    )
    day = DayField(label="Đến hết ngày")

    def __init__(self, data: Any = None, *, facts: Sequence[Fact], **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["facts"].choices = [
            (fact.value, str(fact.label).capitalize()) for fact in facts
        ]  # type: ignore[attr-defined]
