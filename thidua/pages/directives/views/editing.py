"""One item in full: change it, add one, choose its units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.base.access import requires
from thidua.base.errors import Refusal, StaleVersion
from thidua.core.text import name_key
from thidua.pages.directives.forms import ItemForm, edit_form, references_of, token_of
from thidua.pages.directives.lines import line_of
from thidua.pages.directives.views.reviewing import find_item, find_whole
from thidua.subjects.movements.enums import Decision, ItemKind, ReadingState
from thidua.subjects.movements.models import Reading, ReadingItem
from thidua.subjects.movements.selectors.readings import Names, names_on_day
from thidua.subjects.movements.services import readings
from thidua.subjects.movements.services.readings_values import default_values

FOUND = 12
UNITS_HEADINGS = {
    ItemKind.TARGET: "Cơ quan chủ trì chỉ tiêu",
    ItemKind.MOVEMENT: "Cơ quan chủ trì",
    ItemKind.ASSIGNMENT: "Đơn vị được giao",
    ItemKind.RECIPIENT: "Đơn vị nhận",
}
AROUND = 220  # letters of the source shown on either side


@dataclass(frozen=True, slots=True)
class Offer:
    """A line of the unit chooser."""

    token: str
    label: str
    note: str = ""
    checked: bool = False


@requires("movements.review")
def item_edit(request: HttpRequest, reading_id: int, item_id: int) -> HttpResponse:
    reading = find_whole(request, reading_id)
    item = find_item(reading, item_id)
    editing = Editing(request, reading, item, item.kind, item.chosen)
    if editing.wants_save and editing.form.is_valid():
        try:
            readings.decide_item(
                actor=request.actor,  # type: ignore[attr-defined]
                item_id=item.pk,
                revision=editing.revision,
                decision="change",
                chosen=editing.chosen(),
            )
            return redirect(editing.back)
        except StaleVersion as refusal:
            editing.other_was_quicker(refusal)
        except Refusal as refusal:
            editing.form.add_error(editing.first_field, refusal.message)
    return editing.page()


@requires("movements.review")
def item_add(request: HttpRequest, reading_id: int, kind: str) -> HttpResponse:
    reading = find_whole(request, reading_id)
    if kind not in readings.ADDABLE:
        raise Http404
    editing = Editing(request, reading, None, kind, default_values(kind))
    if editing.wants_save and editing.form.is_valid():
        try:
            item = readings.add_item(
                actor=request.actor,  # type: ignore[attr-defined]
                reading=reading,
                kind=kind,
                chosen=editing.chosen(),
            )
            return redirect(f"{editing.review_url}#i-{item.pk}")
        except Refusal as refusal:
            editing.form.add_error(editing.first_field, refusal.message)
    return editing.page()


@require_GET
@requires("movements.review")
def unit_search(request: HttpRequest, reading_id: int) -> HttpResponse:
    """The lines of the chooser for the words typed."""
    reading = find_whole(request, reading_id)
    found = look_up(request.GET.get("q", ""), names_on_day(reading.day))
    return render(request, "directives/_offers.html", {"offers": found, "asked": True})


class Editing:
    """The page of one item: its form, its units, its place in the source."""

    def __init__(
        self,
        request: HttpRequest,
        reading: Reading,
        item: ReadingItem | None,
        kind: str,
        values: dict[str, Any],
    ) -> None:
        self.request, self.reading, self.item, self.kind = request, reading, item, kind
        self.names = names_on_day(reading.day)
        posted = request.method == "POST"
        self.wants_save = posted and "look" not in request.POST
        self.units = (
            references_of(request.POST.getlist("units")) if posted else values.get("units", [])
        )
        self.revision = self._revision()
        self.form: ItemForm = edit_form(
            kind, values, request.POST if posted else None, item=item, targets=self._targets()
        )
        self.other = ""
        self.review_url = reverse("directives:reading_review", args=[reading.pk])

    @property
    def back(self) -> str:
        return f"{self.review_url}#i-{self.item.pk}" if self.item else self.review_url

    @property
    def first_field(self) -> str | None:
        return next(iter(self.form.fields), None)

    def _revision(self) -> int:
        given = self.request.POST.get("revision", "")
        if given.isdigit():
            return int(given)
        return self.item.revision if self.item else 0

    def _targets(self) -> list[tuple[int, str]]:
        if self.kind != ItemKind.TARGET:
            return []
        standing = self.reading.items.filter(kind=ItemKind.TARGET).exclude(
            decision=Decision.DROPPED
        )
        return [(item.position, item.chosen["name"]) for item in standing]

    def chosen(self) -> dict[str, Any]:
        values = self.form.chosen()
        return {**values, "units": self.units} if self.form.has_units else values

    def other_was_quicker(self, refusal: StaleVersion) -> None:
        """Keep what was typed, show the other's text, and let the next save build on it."""
        assert self.item is not None
        self.item.refresh_from_db()
        line = line_of(self.item, self.names)
        self.other = ". ".join(part for part in (line.words, line.sub, line.units) if part)
        self.revision = self.item.revision
        self.form.add_error(None, refusal.message)

    def page(self) -> HttpResponse:
        status = 422 if self.form.is_bound and self.wants_save else 200
        return render(self.request, "directives/edit.html", self._context(), status=status)

    def _context(self) -> dict[str, Any]:
        words = self.request.POST.get("q", "")
        return {
            "reading": self.reading,
            "item": self.item,
            "line": line_of(self.item, self.names) if self.item else None,
            "form": self.form,
            "revision": self.revision,
            "other": self.other,
            "back": self.back,
            "heading": self._heading(),
            "units_heading": UNITS_HEADINGS.get(ItemKind(self.kind), "Đơn vị"),
            "printed": self._printed(),
            "offers": self._offers(),
            "found": look_up(words, self.names) if words else [],
            "q": words,
            "asked": bool(words),
            "may_save": self.reading.state == ReadingState.REVIEW,
        }

    def _heading(self) -> str:
        label = str(ItemKind(self.kind).label).lower()
        if self.item is None:
            return f"Thêm {label}"
        from thidua.subjects.movements.services.readings_fields import LABELS

        name = LABELS.get(self.item.chosen.get("field", ""), "")
        return f"Sửa {name.lower() or label}"

    def _printed(self) -> tuple[str, str, str] | None:
        """What stands before, at and after the passage."""
        item = self.item
        if item is None or item.start is None or item.end is None:
            return None
        text = self.reading.text.replace("*", " ")
        start = max(0, item.start - AROUND)
        return (
            text[start : item.start],
            text[item.start : item.end][:3000],
            text[item.end : item.end + AROUND],
        )

    def _offers(self) -> list[Offer]:
        """What is chosen, then what the machine found fitting."""
        chosen = [Offer(token_of(one), self._label(one), "", True) for one in self.units]
        known = {offer.token for offer in chosen}
        ask = ((self.item.read or {}) if self.item else {}).get("ask", {})
        fitting = [
            Offer(token_of(offer["unit"]), offer["label"], offer["reason"])
            for offer in ask.get("units", [])
        ]
        return chosen + [offer for offer in fitting if offer.token not in known]

    def _label(self, reference: dict[str, Any]) -> str:
        helping = " (phối hợp)" if reference.get("role") else ""
        return self.names.label(reference) + helping


def look_up(words: str, names: Names) -> list[Offer]:
    """Sets, then units, whose name or short name holds every word."""
    wanted = name_key(words).split()
    if not wanted:
        return []
    sets = [
        Offer(f"set:{one.key}", one.name, "nhóm đơn vị")
        for one in names.sets.values()
        if _holds(wanted, " ".join([one.name, *one.aliases]))
    ]
    units = [
        Offer(f"org:{node.id}", node.name, _above(node.parent_id, names))
        for node in names.tree
        if _holds(wanted, f"{node.name} {node.short_name}")
    ]
    return [*sets[: FOUND // 2], *units[:FOUND]]


def _holds(wanted: list[str], text: str) -> bool:
    key = name_key(text)
    return all(word in key for word in wanted)


def _above(parent_id: int | None, names: Names) -> str:
    node = names.tree.get(parent_id) if parent_id else None
    return node.name if node else ""
