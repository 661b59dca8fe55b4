"""How items of a reading are shown: their words, their groups, their marks in the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from thidua.core.text import format_number
from thidua.pages.directives.source import Mark
from thidua.subjects.movements.enums import Decision, ItemKind, TaskRole
from thidua.subjects.movements.models import Reading, ReadingItem
from thidua.subjects.movements.selectors.readings import Names
from thidua.subjects.movements.services.readings_fields import LABELS, shown
from thidua.subjects.movements.services.readings_values import USES, in_words
from thidua.subjects.papers.enums import Purpose
from thidua.subjects.targets.enums import Comparator

PENS = {
    ItemKind.TARGET: (1, "CT"),
    ItemKind.MOVEMENT: (2, "PT"),
    ItemKind.LEGAL_REFERENCE: (3, "CC"),
    ItemKind.ASSIGNMENT: (4, "GV"),
    ItemKind.RECIPIENT: (5, "NN"),
    ItemKind.FIELD: (6, ""),
    ItemKind.SECTION: (0, "M"),
    ItemKind.QUESTION: (0, "H"),
}
FIELD_TAGS = {
    "theme": "CĐ", "audience": "ĐT", "number": "Số", "issued_on": "Ngày", "name": "Tên",
    "signer_name": "Ký", "reporting": "BC", "document_type": "Loại", "place": "Nơi",
    "issuer": "CQ", "starts_on": "TG", "signer_title": "CV",
}  # fmt: skip
# Derived from a passage that carries another field's mark.
WITHOUT_PEN = frozenset({"year", "ends_on"})
MOVEMENT_FIELDS = ("name", "theme", "audience", "year", "starts_on", "ends_on", "owner")
CHIPS = {
    Decision.ACCEPTED: "Giữ nguyên",
    Decision.CHANGED: "Đã sửa",
    Decision.DROPPED: "Đã bỏ",
    Decision.ADDED: "Thêm mới",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One item on the right-hand side."""

    item: ReadingItem
    tag: str
    words: str
    sub: str = ""
    units: str = ""
    label: str = ""
    before: str = ""  # what the machine read, where a person changed it
    chip: str = ""
    url: str = ""  # where it is decided

    @property
    def act_url(self) -> str:
        return f"{self.url}?r={self.item.revision}"

    @property
    def changes_in_place(self) -> bool:
        """A line with a question changes the card on top as well: the page is shown anew."""
        return not self.item.question

    @property
    def may_restore(self) -> bool:
        return self.dropped or (not self.pending and self.item.read is not None)

    @property
    def key(self) -> str:
        return str(self.item.pk)

    @property
    def has_source(self) -> bool:
        return self.item.start is not None

    @property
    def dropped(self) -> bool:
        return self.item.decision == Decision.DROPPED

    @property
    def pending(self) -> bool:
        return self.item.decision == Decision.PENDING

    @property
    def may_drop(self) -> bool:
        return self.item.kind not in (ItemKind.FIELD, ItemKind.QUESTION)


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    kind: str
    lines: list[Line]
    open: bool = True
    addable: bool = True
    note: str = ""


def tag_of(item: ReadingItem) -> str:
    if item.kind == ItemKind.FIELD:
        return FIELD_TAGS.get(item.chosen.get("field", ""), "")
    return f"{PENS[ItemKind(item.kind)][1]}{item.position + 1}"


def line_of(item: ReadingItem, names: Names, base: str = "") -> Line:
    words, sub = words_of(item.kind, item.chosen)
    changed = item.decision == Decision.CHANGED and item.read
    return Line(
        item=item,
        tag=tag_of(item),
        words=words,
        sub=sub,
        units=units_words(item.chosen.get("units", []), names),
        label=LABELS.get(item.chosen.get("field", ""), ""),
        before=_before(item, names) if changed else "",
        url=f"{base}muc/{item.pk}/",
        chip="Cần hỏi" if item.is_open else CHIPS.get(Decision(item.decision), ""),
    )


def _before(item: ReadingItem, names: Names) -> str:
    """The original in full: words, details and units."""
    read = item.read or {}
    words, sub = words_of(item.kind, read)
    units = units_words(read.get("units", []), names)
    return ". ".join(part for part in (words, sub, units) if part)


def words_of(kind: str, values: dict[str, Any]) -> tuple[str, str]:
    """The words of an item and the line under them."""
    return _WORDS[ItemKind(kind)](values)


def _field(values: dict[str, Any]) -> tuple[str, str]:
    words = shown(values["field"], values.get("value"))
    return words, "số liệu mẫu" if values.get("sample") else ""


def _section(values: dict[str, Any]) -> tuple[str, str]:
    text = values["text"]
    words = values["title"] or (text if len(text) < 180 else f"{text[:170].rsplit(' ', 1)[0]}…")
    return f"{values['number']}. {words}".lstrip(". "), USES[values["use"]]


def _target(values: dict[str, Any]) -> tuple[str, str]:
    return values["name"], values.get("scope") or ""


def _movement(values: dict[str, Any]) -> tuple[str, str]:
    return f"“{values['name']}”", ""


def _assignment(values: dict[str, Any]) -> tuple[str, str]:
    task = values["task"]
    words = task if len(task) < 260 else f"{task[:250].rsplit(' ', 1)[0]}…"
    who = [f"{TaskRole(values['role']).label}: {'; '.join(values['agencies'])}"]
    if values["coordinating"]:
        who.append(f"phối hợp: {'; '.join(values['coordinating'])}")
    due = in_words(values.get("due_on")) or values.get("deadline") or ""
    return words, ". ".join([*who, *([f"Hạn: {due}"] if due else [])])


def _recipient(values: dict[str, Any]) -> tuple[str, str]:
    if values.get("archive"):
        return values["name"], "Để lưu"
    purpose = values.get("purpose")
    words = str(Purpose(purpose).label) if purpose else "Chưa rõ mục đích gửi"
    printed = values.get("purpose_printed")
    return values["name"], f"{words} (in: {printed})" if printed else words


def _reference(values: dict[str, Any]) -> tuple[str, str]:
    return values["text"], "" if values["basis"] else "Chỉ được nhắc đến, không phải căn cứ"


def _question(values: dict[str, Any]) -> tuple[str, str]:
    return values.get("text") or "", ""


_WORDS = {
    ItemKind.FIELD: _field,
    ItemKind.SECTION: _section,
    ItemKind.TARGET: _target,
    ItemKind.MOVEMENT: _movement,
    ItemKind.ASSIGNMENT: _assignment,
    ItemKind.RECIPIENT: _recipient,
    ItemKind.LEGAL_REFERENCE: _reference,
    ItemKind.QUESTION: _question,
}


def units_words(units: list[dict[str, Any]], names: Names) -> str:
    words = []
    for one in units:
        help_ = " (phối hợp)" if one.get("role") == TaskRole.COORDINATE else ""
        words.append(names.label(one) + help_)
    return "; ".join(words)


def target_cells(line: Line) -> tuple[str, str, str]:
    """Comparator, value and unit of measure, as the office writes them."""
    values = line.item.chosen
    number = format_number(_decimal(values["value"])) if values["value"] is not None else ""
    return str(Comparator(values["comparator"]).label), number, values["unit"]


def _decimal(value: Any) -> Any:
    from decimal import Decimal

    return Decimal(str(value))


# ---- Groups ----


def groups_of(items: list[ReadingItem], names: Names, base: str) -> list[Group]:
    lines = [line_of(item, names, base) for item in items if item.kind != ItemKind.QUESTION]
    by_kind = {kind: [one for one in lines if one.item.kind == kind] for kind in ItemKind}
    fields = by_kind[ItemKind.FIELD]
    about = [line for line in fields if line.item.chosen["field"] in MOVEMENT_FIELDS]
    paper = [line for line in fields if line.item.chosen["field"] not in MOVEMENT_FIELDS]
    return [
        Group("Chủ đề, đối tượng, thời gian", ItemKind.FIELD, about, addable=False),
        Group("Chỉ tiêu", ItemKind.TARGET, by_kind[ItemKind.TARGET]),
        Group(
            "Phong trào chuyên đề",
            ItemKind.MOVEMENT,
            by_kind[ItemKind.MOVEMENT],
            note="Mỗi phong trào thành một dự thảo riêng; bấm Sửa để chọn cơ quan chủ trì.",
        ),
        Group("Giao việc", ItemKind.ASSIGNMENT, by_kind[ItemKind.ASSIGNMENT]),
        Group("Nơi nhận", ItemKind.RECIPIENT, by_kind[ItemKind.RECIPIENT]),
        Group("Căn cứ", ItemKind.LEGAL_REFERENCE, by_kind[ItemKind.LEGAL_REFERENCE]),
        Group("Nội dung", ItemKind.SECTION, by_kind[ItemKind.SECTION], open=False),
        Group("Văn bản", ItemKind.FIELD, paper, open=False, addable=False),
    ]


# ---- Marks ----


def marks_of(reading: Reading, items: list[ReadingItem]) -> Iterator[Mark]:
    for item in items:
        if item.start is None or item.end is None or item.decision == Decision.DROPPED:
            continue
        pen, _word = PENS[ItemKind(item.kind)]
        if item.chosen.get("field") in WITHOUT_PEN:
            pen = 0
        if item.kind == ItemKind.ASSIGNMENT:
            yield from _agency_marks(reading, item)
        else:
            yield Mark(item.start, item.end, str(item.pk), pen, tag_of(item))


def _agency_marks(reading: Reading, item: ReadingItem) -> Iterator[Mark]:
    """A task is long: only the agencies are marked, the task has its anchor."""
    assert item.start is not None
    assert item.end is not None
    key, tag = str(item.pk), tag_of(item)
    assignments = reading.result.get("assignments", [])
    found = assignments[item.position] if item.position < len(assignments) else {}
    spans = [one["span"] for one in found.get("agency_spans", []) if one.get("span")]
    if not spans:
        yield Mark(item.start, item.end, key, 4, tag)
        return
    yield Mark(item.start, item.end, key)
    for place, (start, end) in enumerate(spans):
        yield Mark(start, end, key, 4, tag if place == 0 else "", leads=False)
