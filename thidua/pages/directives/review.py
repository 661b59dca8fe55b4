"""Everything the review page shows, from four queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone

from thidua.core.text import format_number
from thidua.pages.directives.forms import AskForm
from thidua.pages.directives.lines import (
    Group,
    Line,
    groups_of,
    line_of,
    marks_of,
    target_cells,
    units_words,
)
from thidua.pages.directives.source import Block, blocks_of
from thidua.pages.ui.parts import Step
from thidua.pages.ui.passages import PENS
from thidua.subjects.movements.enums import Decision, ItemKind, ReadingState
from thidua.subjects.movements.models import Movement, Reading, ReadingItem
from thidua.subjects.movements.selectors.readings import names_on_day
from thidua.subjects.papers.enums import Purpose

QUOTE = 160


@dataclass(frozen=True, slots=True)
class Question:
    """A point on top of the page: open with its inputs, or answered by whom and how."""

    number: int
    item: ReadingItem
    title: str
    detail: str
    quote: str
    form: AskForm | None
    answer: str
    who: str

    @property
    def takes_units(self) -> bool:
        return "units" in self.item.chosen


class Review:
    def __init__(self, reading: Reading, may_edit: bool, bound: AskForm | None = None) -> None:
        self.reading = reading
        self.bound = bound
        self.base = reverse("directives:reading_review", args=[reading.pk])
        self.items = list(reading.items.order_by("kind", "position"))
        self.names = names_on_day(reading.day)
        self.may_edit = may_edit and reading.state == ReadingState.REVIEW

    # Head

    @property
    def heading(self) -> str:
        kind = self.value("document_type") or ""
        name = self.value("name") or self.reading.file_name
        return f"{kind}: {name}" if kind else str(name)

    def value(self, field: str) -> Any:
        item = self.fields.get(field)
        return item.chosen.get("value") if item else None

    @cached_property
    def fields(self) -> dict[str, ReadingItem]:
        return {i.chosen["field"]: i for i in self.items if i.kind == ItemKind.FIELD}

    @property
    def state_label(self) -> str:
        return str(ReadingState(self.reading.state).label)

    @property
    def recognised(self) -> bool:
        return bool(self.reading.result.get("recognised"))

    @property
    def launches(self) -> bool:
        return bool(self.reading.result.get("launches_movement", True))

    @property
    def issuer_is_inferred(self) -> bool:
        codes = {one["code"] for one in self.reading.result.get("questions", [])}
        return "issuer_inferred" in codes and self.fields["issuer"].decision == Decision.PENDING

    @cached_property
    def movement(self) -> Movement | None:
        return Movement.objects.filter(reading=self.reading).first()

    @property
    def steps(self) -> list[Step]:
        done = self.reading.state == ReadingState.DONE
        asked = f"{self.answered_count} trong {len(self.asked)} đã xong"
        counted = [i for i in self.items if i.kind != ItemKind.QUESTION]
        return [
            Step("Đưa tệp lên", f"{format_number(len(self.reading.text))} ký tự", "done"),
            Step("Đọc", f"{self.section_count} mục, {len(counted)} điều đã đọc", "done"),
            Step("Giải quyết điểm cần hỏi", asked, "done" if done else "now"),
            Step("Trình ký", "người có thẩm quyền", "now" if done else "next"),
            Step("Phát động", "giao việc, đăng công khai"),
        ]

    @property
    def section_count(self) -> int:
        return sum(1 for item in self.items if item.kind == ItemKind.SECTION)

    # Questions

    @cached_property
    def asked(self) -> list[ReadingItem]:
        order = {kind: place for place, kind in enumerate(ASKED_ORDER)}
        found = [item for item in self.items if item.question and item.decision != Decision.DROPPED]
        return sorted(found, key=lambda item: (order[ItemKind(item.kind)], item.position))

    @property
    def open_count(self) -> int:
        return sum(1 for item in self.asked if item.is_open)

    @property
    def answered_count(self) -> int:
        return len(self.asked) - self.open_count

    @cached_property
    def pending_count(self) -> int:
        return sum(1 for i in self.items if i.decision == Decision.PENDING and not i.question)

    @property
    def why_not(self) -> str:
        if self.open_count:
            return f"Còn {self.open_count} điểm phải giải quyết"
        return ""

    @cached_property
    def questions(self) -> list[Question]:
        return [self._question(place, item) for place, item in enumerate(self.asked, start=1)]

    def _question(self, place: int, item: ReadingItem) -> Question:
        ask = (item.read or {}).get("ask", {})
        bound = self.bound if self.bound and self.bound.item.pk == item.pk else None
        shown = bound or (AskForm(None, item) if item.is_open and self.may_edit else None)
        when = (
            f" lúc {timezone.localtime(item.decided_at):%H:%M %d/%m/%Y}" if item.decided_at else ""
        )
        return Question(
            number=place,
            item=item,
            title=item.question,
            detail=ask.get("detail") or (item.read or {}).get("text", "") or "",
            quote=self._quote(item),
            form=shown,
            answer=self._answer(item),
            who=f"{item.decided_by}{when}" if item.decided_by else "",
        )

    def _quote(self, item: ReadingItem) -> str:
        if item.start is None or item.end is None:
            return ""
        printed = self.reading.text[item.start : item.end].replace("*", "")
        words = " ".join(printed.split()).strip("-+•; ")
        return words if len(words) <= QUOTE else f"{words[:QUOTE].rsplit(' ', 1)[0]}…"

    def _answer(self, item: ReadingItem) -> str:
        if item.kind == ItemKind.QUESTION:
            options = (item.read or {}).get("options", [])
            wanted = item.chosen.get("answer")
            return next((o["label"] for o in options if o["value"] == wanted), wanted or "")
        if item.kind == ItemKind.FIELD and "units" not in item.chosen:
            return line_of(item, self.names).words or "để trống"
        purpose = item.chosen.get("purpose")
        words = [str(Purpose(purpose).label)] if purpose else []
        units = units_words(item.chosen.get("units", []), self.names)
        return ": ".join([*words, units or "không đơn vị nào trong hệ thống"])

    # The two sides

    @cached_property
    def groups(self) -> list[Group]:
        return groups_of(self.items, self.names, self.base)

    @property
    def target_rows(self) -> list[tuple[Line, tuple[str, str, str], str]]:
        by_place = {i.position: i.chosen["name"] for i in self.items if i.kind == ItemKind.TARGET}
        lines = next(group.lines for group in self.groups if group.kind == ItemKind.TARGET)
        return [
            (line, target_cells(line), by_place.get(line.item.chosen.get("exception_of"), ""))
            for line in lines
        ]

    def line_context(self, item_id: int) -> dict[str, Any]:
        """What one line needs when it is shown alone."""
        for line, cells, general in self.target_rows:
            if line.item.pk == item_id:
                return {"line": line, "cells": cells, "general": general}
        item = next(item for item in self.items if item.pk == item_id)
        return {"line": line_of(item, self.names, self.base), "cells": ("", "", ""), "general": ""}

    @property
    def blocks(self) -> Iterator[Block]:
        return blocks_of(self.reading.text, marks_of(self.reading, self.items))

    @property
    def pens(self) -> tuple[tuple[int, str], ...]:
        return PENS

    @property
    def not_understood(self) -> list[str]:
        found = self.reading.result.get("not_understood", [])
        return [" ".join(one["text"].split()) for one in found]


ASKED_ORDER = (
    ItemKind.FIELD,
    ItemKind.RECIPIENT,
    ItemKind.ASSIGNMENT,
    ItemKind.QUESTION,
    ItemKind.TARGET,
    ItemKind.MOVEMENT,
    ItemKind.SECTION,
    ItemKind.LEGAL_REFERENCE,
)
