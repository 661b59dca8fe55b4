"""The law's rows in words for screens: parameters, days, marks of the source, what differs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from thidua.core.law import catalogue
from thidua.core.law.law import Law
from thidua.core.law.model import BEGINNING, FOREVER, FROM_MEMORY, Source
from thidua.core.text import format_date
from thidua.core.text.numbers import format_number
from thidua.pages.law import params as p

NOT_KNOWN = "chưa rõ"
ALWAYS = "Luôn phải đạt"
NOT_CHECKED = "Chưa đối chiếu"


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    words: str
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of a row before and after; empty where it was not or is no more."""

    label: str
    before: str
    after: str

    @property
    def moved(self) -> bool:
        return self.before != self.after


def mark_of(source: Source) -> str:
    """How far the row can be trusted, in one word."""
    words = catalogue.mark_of(source)
    return words[0].upper() + words[1:]


def days_words(since: date, until: date) -> str:
    first = "" if since == BEGINNING else f"từ {format_date(since)}"
    last = "" if until == FOREVER else f"đến hết {format_date(until - timedelta(days=1))}"
    return " ".join(part for part in (first, last) if part) or "mọi thời gian"


def names(law: Law, kind: str, words: Iterable[str]) -> str:
    return ", ".join(law.vocabulary.name(kind, str(word)) for word in words)


ALL_PERSONS = frozenset(
    {
        "individual", "civil_servant_employee", "worker_farmer_direct",
        "entrepreneur_intellectual", "worker", "farmer", "armed_forces",
    }
)  # fmt: skip


def variant_names(law: Law, variants: Iterable[str]) -> str:
    """Every kind of person is said at once."""
    listed = list(law.vocabulary.words["variants"])
    asked = set(variants)
    if asked >= ALL_PERSONS:
        rest = names(law, "variants", sorted(asked - ALL_PERSONS, key=listed.index))
        return ", ".join(part for part in ("mọi cá nhân", rest) if part)
    return names(law, "variants", sorted(asked, key=listed.index))


def award_names(law: Law, keys: Iterable[str], day: date) -> str:
    return ", ".join(law.awards[key].name_on(day) for key in keys if key in law.awards)


# Parameters


def param_lines(law: Law, type_: str, params: Mapping[str, Any], day: date) -> list[Line]:
    """Every parameter of a condition as a person reads it."""
    lines: list[Line] = []
    for spec in p.PARAMS.get(type_, ()):
        given = params.get("any", params.get("all")) if spec.shape == p.PARTS else None
        if spec.shape == p.PARTS:
            lines += _part_lines(law, given or (), "any" in params, day)
        elif spec.name in params:
            lines += _line(law, spec, params[spec.name], day)
    return lines


def _part_lines(law: Law, parts: Sequence[Any], any_of: bool, day: date) -> list[Line]:
    joined = "Hoặc" if any_of else "Phần"
    return [
        Line(f"{joined} {number}: {p.TYPES.get(part['type'], part['type'])}", inner)
        for number, part in enumerate(parts, start=1)
        for inner in [_inside(law, part, day)]
    ]


def _inside(law: Law, part: Mapping[str, Any], day: date) -> str:
    lines = param_lines(law, part["type"], part.get("params") or {}, day)
    return "; ".join(short(line) for line in lines)


def short(line: Line) -> str:
    return line.label if line.words == "có" else f"{line.label}: {line.words}"


def _line(law: Law, spec: p.Param, value: Any, day: date) -> list[Line]:
    if spec.shape == p.FLAG:
        return [Line(spec.label, "có")] if value == spec.value else []
    if value is None:
        return [Line(spec.label, NOT_KNOWN, unknown=True)]
    return [Line(spec.label, value_words(law, spec, value, day))]


def value_words(law: Law, spec: p.Param, value: Any, day: date) -> str:
    if spec.choices:
        return dict(spec.choices).get(value, str(value))
    many = [value] if isinstance(value, str) else value
    if spec.shape in (p.WORD, p.WORDS):
        return names(law, spec.words, many)
    if spec.shape in (p.AWARD, p.AWARDS):
        return award_names(law, many, day)
    if spec.shape == p.POSTS:
        return "; ".join(_post_words(law, row) for row in value)
    return f"{_number(value)} {spec.unit}".strip()


def _post_words(law: Law, row: Mapping[str, Any]) -> str:
    name = law.vocabulary.name("positions", row["position"])
    least, below = row.get("min_years"), row.get("max_years_exclusive")
    years = NOT_KNOWN if least is None else f"từ {_number(least)} năm"
    return f"{name}: {years}" + (f" đến dưới {_number(below)} năm" if below else "")


def _number(value: Any) -> str:
    return format_number(value) if isinstance(value, int) else str(value).replace(".", ",")


# A whole row


def body_lines(law: Law, kind: str, body: Mapping[str, Any], award: str, day: date) -> list[Line]:
    """What a row of any kind says, line by line."""
    if kind == "condition":
        return _condition_lines(law, body, award, day)
    lines = [Line("Danh hiệu, hình thức", award_names(law, [award], day))] if award else []
    for name, (label, words) in LABELS.get(kind, {}).items():
        if name in body:
            lines.append(Line(label, words(law, body[name])))
    return lines


def _condition_lines(law: Law, body: Mapping[str, Any], award: str, day: date) -> list[Line]:
    type_ = str(body.get("type", ""))
    lines = [
        Line("Áp dụng cho", award_names(law, [award], day) or "mọi danh hiệu, hình thức"),
        Line("Nội dung", str(body.get("text", ""))),
        Line("Loại điều kiện", p.TYPES.get(type_, type_)),
        *param_lines(law, type_, body.get("params") or {}, day),
        Line("Đối tượng", variant_names(law, body.get("for") or ()) or "mọi đối tượng"),
        Line("Cách áp dụng", place_words(body.get("group"))),
    ]
    if body.get("source_status") == FROM_MEMORY:
        lines.append(Line("Tình trạng", NOT_CHECKED))
    return lines


def place_words(group: Any) -> str:
    return "Một trong các đường" if group else ALWAYS


def _text(law: Law, value: Any) -> str:
    return NOT_KNOWN if value is None else str(value)


def _yes(law: Law, value: Any) -> str:
    return "có" if value else "không"


def _papers(law: Law, value: Sequence[str]) -> str:
    return "; ".join(value)


def _money(law: Law, value: Any) -> str:
    return f"{format_number(value)} đ/tháng"


def _authorities(law: Law, value: Sequence[str]) -> str:
    return names(law, "authorities", value)


def _multiples(law: Law, value: Mapping[str, Any]) -> str:
    return "; ".join(
        f"{law.vocabulary.name('subject_kinds', kind)}: "
        + (NOT_KNOWN if multiple is None else f"{_number(multiple)} lần mức lương cơ sở")
        for kind, multiple in value.items()
    )


def _variant(law: Law, value: Any) -> str:
    return law.vocabulary.name("bonus_variants", value) if value else "chung"


def _days(law: Law, value: Any) -> str:
    return NOT_KNOWN if value is None else f"{value} ngày làm việc"


def _iso_day(law: Law, value: Any) -> str:
    return format_date(value if isinstance(value, date) else date.fromisoformat(str(value)))


def _regime(law: Law, value: Any) -> str:
    return next((one.title for one in law.regimes if one.key == value), str(value))


DECIDING = {
    "decision": "ngày quyết định",
    "received_for_appraisal": "ngày nhận hồ sơ để thẩm định",
}


def _deciding(law: Law, value: Any) -> str:
    return DECIDING.get(str(value), str(value))


def setting_words(law: Law, value: Any) -> str:
    """The value of a reading: yes or no, a number, a list, or several named parts."""
    if isinstance(value, bool):
        return _yes(law, value)
    if isinstance(value, Mapping):
        parts = (f"{SETTING_PARTS.get(k, k)}: {setting_words(law, v)}" for k, v in value.items())
        return "; ".join(parts)
    if isinstance(value, list | tuple):
        return ", ".join(setting_words(law, part) for part in value)
    return SETTING_VALUES.get(str(value), _number(value))


SETTING_VALUES = {
    "for_people": "để người xem xét",
    "unknown": "coi là chưa rõ",
    "met": "coi là đạt",
    "not_met": "coi là không đạt",
    "up": "làm tròn lên",
    "nearest": "làm tròn đến số gần nhất",
}
SETTING_PARTS = {
    "unit": "đơn vị làm tròn (đồng)",
    "mode": "cách làm tròn",
    "max_gap_years": "số năm cách nhiều nhất",
    "excellent": "hoàn thành xuất sắc",
    "lower": "mức thấp hơn",
}

LABELS: dict[str, dict[str, tuple[str, Any]]] = {
    "authority": {
        "decided_by": ("Người, cơ quan quyết định", _authorities),
        "proposed_by": ("Người, cơ quan đề nghị", _authorities),
    },
    "bonus": {"variant": ("Hạng, cấp", _variant), "multiples": ("Mức thưởng", _multiples)},
    "base_salary": {"vnd_per_month": ("Mức lương cơ sở", _money)},
    "dossier": {"papers": ("Thành phần hồ sơ", _papers), "copies": ("Số bộ", _text)},
    "deadline": {"text": ("Thời hạn", _text), "working_days": ("Số ngày", _days)},
    "regime": {
        "title": ("Tên giai đoạn", _text),
        "law": ("Văn bản", _text),
        "text_obtained": ("Đã có toàn văn", _yes),
    },
    "boundary": {
        "day": ("Ngày chuyển", _iso_day),
        "earlier": ("Giai đoạn trước", _regime),
        "later": ("Giai đoạn sau", _regime),
        "deciding_day": ("Xét theo", _deciding),
        "kinder_law": ("Áp dụng luật có lợi hơn", _yes),
    },
    "setting": {"title": ("Vấn đề", _text), "value": ("Cách hiểu", setting_words)},
}


def differences(before: Sequence[Line], after: Sequence[Line]) -> list[Difference]:
    """Both rows line by line, in the order of the later one; lines that fell away stand last."""
    old, new = _by_label(before), _by_label(after)
    labels = [*new, *(label for label in old if label not in new)]
    return [Difference(label, old.get(label, ""), new.get(label, "")) for label in labels]


def _by_label(lines: Sequence[Line]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        found[line.label] = (
            f"{found[line.label]}; {line.words}" if line.label in found else line.words
        )
    return found
