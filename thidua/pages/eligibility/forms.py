"""Forms of eligibility: what the register does not know of a case, an override, a pasted list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.law.adding import Added
from thidua.core.law.asking import Asked, Question
from thidua.core.law.facts import MET, NOT_MET, Facts, Members, Rating, Votes
from thidua.core.law.law import Law
from thidua.core.law.model import Award
from thidua.pages.ui.forms import DayField

NO, YES = "no", "yes"
NONE = "none"
ATTESTED = [("", _("Chưa xác nhận")), (YES, _("Có")), (NO, _("Không"))]
JUDGED = [("", _("Chưa kết luận")), (MET, _("Đạt")), (NOT_MET, _("Không đạt"))]
SEGMENTED = (Asked.ATTEST, Asked.JUDGE)
Choices = list[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the form with its fields."""

    heading: str
    note: str
    names: Sequence[str]


class AddedForm(forms.Form):
    """One field for each question; empty means "not known", which is never the same as no."""

    basis = forms.CharField(
        label=_("Căn cứ của các ý kiến, xác nhận trên"),
        help_text=_("Ví dụ: biên bản họp xét ngày 10/01/2022; Tờ trình số 12/TTr-SYT"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        questions: Sequence[Question],
        law: Law,
        period: int,
        added: Added,
        counted: Mapping[str, int] | None = None,
    ) -> None:
        super().__init__(data, initial=initial_of(questions, added, period, counted or {}))
        self.questions, self.law, self.period = questions, law, period
        self.counted = counted or {}
        self.names: dict[Asked, list[str]] = {}
        for question in questions:
            self._add(question)
        self.order_fields([*(n for n in self.fields if n != "basis"), "basis"])

    # The fields

    def _add(self, question: Question) -> None:
        makers = {
            Asked.VOTES: self._votes,
            Asked.ATTEST: lambda q: self._choice(q, ATTESTED),
            Asked.JUDGE: lambda q: self._choice(q, JUDGED),
            Asked.MEMBERS: self._members,
            Asked.OPEN_CASES: self._open_cases,
            Asked.DISCIPLINE: self._discipline,
            Asked.RATING: self._rating,
            Asked.FOUNDED: self._founded,
        }
        if question.kind in makers:
            makers[question.kind](question)

    def _put(self, kind: Asked, name: str, field: forms.Field) -> None:
        if name not in self.fields:
            self.fields[name] = field
            self.names.setdefault(kind, []).append(name)

    def _votes(self, question: Question) -> None:
        for name, label in (
            ("in_favour", _("Số phiếu đồng ý")),
            ("voters", _("Tổng số thành viên Hội đồng")),
        ):
            self._put(Asked.VOTES, name, _count(label, question.text if name == "voters" else ""))  # fmt: skip

    def _choice(self, question: Question, choices: Any) -> None:
        field = forms.ChoiceField(
            label=question.text,
            help_text=question.citation,
            choices=choices,
            required=False,
            widget=forms.RadioSelect,
        )
        self._put(question.kind, f"{question.kind.value}:{question.id}", field)

    def _members(self, question: Question) -> None:
        for topic in question.topics:
            hint = _("Theo sổ: %(n)s. Sửa nếu khác.") % {"n": self.counted[topic]} if topic in self.counted else ""  # fmt: skip
            self._put(Asked.MEMBERS, f"members:{topic}", _count(self._count_label(topic), hint))

    def _count_label(self, topic: str) -> str:
        kind, _colon, key = topic.partition(":")
        if kind == "total":
            return str(_("Tổng số người của tập thể, đơn vị"))
        if kind == "awards":
            award = self.law.awards.get(key)
            return str(_("Số người: %s") % (award.name if award else key))
        words = self.law.vocabulary
        if kind == "ratings":
            return str(_("Số người từ mức: %s") % words.name("ratings", key))
        return str(_("Số người bị kỷ luật từ: %s") % words.name("severities", key))

    def _open_cases(self, question: Question) -> None:
        blocks = self.law.vocabulary.words.get("block_types", {})
        choices: Choices = [("", _("Chưa rõ")), (NONE, _("Không có vụ việc nào"))]
        field = forms.ChoiceField(
            label=_("Có vụ việc đang xem xét không"),
            help_text=question.citation,
            choices=[*choices, *((key, _("Đang có: %s") % name) for key, name in blocks.items())],
            required=False,
        )
        self._put(Asked.OPEN_CASES, "open_cases", field)

    def _discipline(self, question: Question) -> None:
        choices: Choices = [("", _("Chưa rõ")), (NONE, _("Không bị kỷ luật"))]
        field = forms.ChoiceField(
            label=_("Kỷ luật"), help_text=question.citation, choices=choices, required=False
        )
        self._put(Asked.DISCIPLINE, "discipline", field)

    def _rating(self, question: Question) -> None:
        names = self.law.vocabulary.words.get("ratings", {})
        choices: Choices = [("", _("Chưa xếp loại"))]
        field = forms.ChoiceField(
            label=_("Xếp loại năm %s") % self.period,
            help_text=question.citation,
            choices=[*choices, *names.items()],
            required=False,
        )
        self._put(Asked.RATING, "rating", field)

    def _founded(self, question: Question) -> None:
        field = DayField(label=_("Ngày thành lập"), help_text=question.citation, required=False)
        self._put(Asked.FOUNDED, "founded", field)

    # What the page shows

    @property
    def parts(self) -> list[Part]:
        headings = (
            ((Asked.RATING, Asked.DISCIPLINE, Asked.OPEN_CASES, Asked.FOUNDED), _("Dữ kiện sổ chưa có"), _("Chỉ dùng cho lần xét này; nên ghi vào sổ để lần sau không phải nhập lại.")),
            ((Asked.MEMBERS,), _("Số người của tập thể, đơn vị"), ""),
            ((Asked.ATTEST,), _("Xác nhận của người có thẩm quyền"), _("Chọn “Có” khi đã có văn bản hoặc biên bản xác nhận.")),
            ((Asked.JUDGE,), _("Điều kiện do người xem xét"), _("Kết luận của người, tập thể có thẩm quyền; để trống nếu chưa có.")),
            ((Asked.VOTES,), _("Kết quả bỏ phiếu của Hội đồng"), _("Tỷ lệ tính trên tổng số thành viên, kể cả người vắng mặt.")),
        )  # fmt: skip
        found = [
            Part(str(heading), str(note), [n for kind in kinds for n in self.names.get(kind, [])])
            for kinds, heading, note in headings
        ]
        return [part for part in found if part.names]

    @property
    def shown_parts(self) -> list[tuple[Part, list[forms.BoundField]]]:
        return [(part, [self[name] for name in part.names]) for part in self.parts]

    @property
    def to_record(self) -> list[Question]:
        return [one for one in self.questions if one.kind == Asked.RECORD]

    # What it gives

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        for_, all_ = told.get("in_favour"), told.get("voters")
        if (for_ is None) != (all_ is None):
            self.add_error(
                "in_favour" if for_ is None else "voters",
                _("Nhập cả số phiếu đồng ý và tổng số thành viên Hội đồng."),
            )
        elif for_ is not None and all_ is not None and for_ > all_:
            self.add_error("in_favour", _("Số phiếu đồng ý không thể nhiều hơn số thành viên."))
        return told

    def added(self) -> Added:
        told = self.cleaned_data
        return Added(
            facts=Facts(
                ratings=_rated(told, self.period),
                discipline=() if told.get("discipline") == NONE else None,
                open_cases=_cases(told.get("open_cases", "")),
                attestations=tuple(self._attested()) or None,
                votes=_voted(told),
                members=_members_of(told),
            ),
            judgements=self._judgements(),
            founded=told.get("founded"),
            basis=told.get("basis", ""),
        )

    def _attested(self) -> Iterable[str]:
        for question in self.questions:
            if question.kind == Asked.ATTEST and self._answer(question) == YES:
                yield from question.topics

    def _judgements(self) -> dict[str, str]:
        """Conclusions of people; a statement that was refused is one too."""
        found = {}
        for question in self.questions:
            answer = self._answer(question)
            if question.kind == Asked.JUDGE and answer:
                found[question.id] = answer
            elif question.kind == Asked.ATTEST and answer == NO:
                found[question.id] = NOT_MET
        return found

    def _answer(self, question: Question) -> str:
        return str(self.cleaned_data.get(f"{question.kind.value}:{question.id}", ""))


def _count(label: Any, hint: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text=hint, min_value=0, max_value=100_000, required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip


def _rated(told: Mapping[str, Any], period: int) -> tuple[Rating, ...] | None:
    rating = told.get("rating")
    return (Rating(period, rating),) if rating else None


def _cases(answer: str) -> tuple[str, ...] | None:
    if not answer:
        return None
    return () if answer == NONE else (answer,)


def _voted(told: Mapping[str, Any]) -> Votes | None:
    if told.get("in_favour") is None or told.get("voters") is None:
        return None
    return Votes(told["in_favour"], told["voters"])


def _members_of(told: Mapping[str, Any]) -> Members | None:
    counts = {
        name.removeprefix("members:"): value
        for name, value in told.items()
        if name.startswith("members:") and value is not None
    }
    if not counts:
        return None

    def of(kind: str) -> dict[str, int] | None:
        found = {
            key.partition(":")[2]: value
            for key, value in counts.items()
            if key.startswith(f"{kind}:")
        }
        return found or None

    return Members(counts.get("total"), of("awards"), of("ratings"), of("discipline"))


def initial_of(
    questions: Sequence[Question], added: Added, period: int, counted: Mapping[str, int]
) -> dict[str, Any]:
    """What was answered before; the register's counts where nothing was."""
    facts, judgements = added.facts, added.judgements or {}
    initial: dict[str, Any] = {f"members:{topic}": count for topic, count in counted.items()}
    initial |= {"founded": added.founded, "basis": added.basis}
    for question in questions:
        name = f"{question.kind.value}:{question.id}"
        if question.kind == Asked.JUDGE:
            initial[name] = judgements.get(question.id, "")
        elif question.kind == Asked.ATTEST:
            given = set(question.topics) <= set(facts.attestations or ())
            refused = judgements.get(question.id) == NOT_MET
            initial[name] = YES if given else NO if refused else ""
    if facts.votes:
        initial |= {"in_favour": facts.votes.in_favour, "voters": facts.votes.members}
    if facts.members:
        initial |= _member_initial(facts.members)
    if facts.open_cases is not None:
        initial["open_cases"] = facts.open_cases[0] if facts.open_cases else NONE
    if facts.discipline is not None:
        initial["discipline"] = NONE
    for rating in facts.ratings or ():
        if rating.year == period:
            initial["rating"] = rating.rating
    return initial


def _member_initial(members: Members) -> dict[str, int]:
    told = {"members:total": members.total} if members.total is not None else {}
    for kind in ("awards", "ratings", "discipline"):
        for key, count in (getattr(members, kind) or {}).items():
            told[f"members:{kind}:{key}"] = count
    return told


class OverrideForm(forms.Form):
    decided = forms.ChoiceField(
        label=_("Quyết định"), choices=[(MET, _("Đạt")), (NOT_MET, _("Không đạt"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Lý do"),
        help_text=_("Người đọc sau thấy nguyên văn, cùng tên và ngày của người quyết định."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    paper = forms.CharField(
        label=_("Văn bản kèm theo"),
        help_text=_("Ví dụ: Công văn số 45/BTĐKT ngày 12/02/2022"),
        max_length=300,
        required=False,
    )

    def __init__(self, data: Any = None, *, found: str) -> None:
        super().__init__(data)
        other = [choice for choice in self.fields["decided"].choices if choice[0] != found]  # type: ignore[attr-defined]
        self.fields["decided"].choices = other  # type: ignore[attr-defined]
        if len(other) == 1:
            self.fields["decided"].initial = other[0][0]


def award_choices(awards: Iterable[Award], day: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Titles before forms, as every list of the office has them."""
    groups: dict[str, list[tuple[str, str]]] = {
        "Danh hiệu thi đua": [],
        "Hình thức khen thưởng": [],
    }
    for award in awards:
        heading = "Danh hiệu thi đua" if award.kind == "title" else "Hình thức khen thưởng"
        groups[heading].append((award.key, award.name_on(day)))
    return [(heading, rows) for heading, rows in groups.items() if rows]


class CaseForm(forms.Form):
    """Which award, on which day, for which year: asked by GET, so that it can be sent as a link."""

    mon = forms.ChoiceField(label=_("Danh hiệu, hình thức"))
    nam = forms.IntegerField(label=_("Năm xét"), min_value=1976, max_value=2100)
    ngay = DayField(
        label=_("Ngày xét"),
        help_text=_("Luật của ngày này được dùng: trước 2024 là ngày quyết định, từ 2024 là ngày nhận để thẩm định."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, awards: Sequence[Award], day: date, **kw: Any) -> None:
        super().__init__(data, **kw)
        field: Any = self.fields["mon"]
        field.choices = [("", _("Chọn danh hiệu, hình thức")), *award_choices(awards, day)]


class PasteForm(forms.Form):
    title = forms.CharField(label=_("Tên danh sách"), max_length=200, required=False)
    award = forms.ChoiceField(
        label=_("Danh hiệu, hình thức"),
        help_text=_("Dùng cho dòng không ghi danh hiệu riêng."),
        required=False,
    )
    period = forms.IntegerField(
        label=_("Năm xét"),
        help_text=_("Dùng cho dòng không ghi năm."),
        min_value=1976,
        max_value=2100,
    )
    day = DayField(label=_("Ngày xét"), help_text=_("Luật của ngày này được dùng."))
    text = forms.CharField(
        label=_("Dán từ Excel"),
        help_text=_(
            "Mỗi người, tập thể một dòng; các cột: họ tên hoặc mã cán bộ hoặc số định danh, đơn vị, danh "
            "hiệu, năm. Có dòng tiêu đề hay không đều được. Số định danh chỉ dùng để tìm người, không lưu."
        ),
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "wrap": "off"}),
    )

    def __init__(self, data: Any = None, *, awards: Sequence[Award], day: date, **kw: Any) -> None:
        super().__init__(data, **kw)
        field: Any = self.fields["award"]
        field.choices = [("", _("Theo từng dòng")), *award_choices(awards, day)]
