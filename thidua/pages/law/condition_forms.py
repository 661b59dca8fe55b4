"""A condition as a form: one field for each parameter of its type, parts of a composite in turn."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from thidua.core.law.model import FROM_MEMORY, Condition
from thidua.pages.law import params as p
from thidua.pages.law.forms import SHARE, Choices, RowForm, area, award_choices, many, word_choices
from thidua.pages.law.wording import ALWAYS
from thidua.subjects.law.enums import RowKind

POST_ROWS, BLANK_ROWS = 8, 4  # at least so many lines for posts; so many more than there are
OWN = "p_"  # before the names of parameters: some are called as fields of the row are
LONG = 8  # so many boxes to tick are read at a glance
ALONE = "|"
NEW = "+"


@dataclass(frozen=True, slots=True)
class Section:
    """Some fields under a heading; `table` lays them out as rows of so many columns."""

    heading: str
    fields: Sequence[forms.BoundField]
    rows: Sequence[Sequence[forms.BoundField]] = ()
    note: str = ""
    part: int | None = None  # the place of a part that may be taken out
    lists: Sequence[forms.BoundField] = ()  # long lists to tick: what is not ticked is folded away


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a composite: its type, and its place in the row the form started from."""

    type: str
    origin: int | None = None

    def __str__(self) -> str:
        return f"{self.type}:{'' if self.origin is None else self.origin}"

    @classmethod
    def read(cls, text: str) -> Part | None:
        """From the hidden field; None for what the form never wrote."""
        type_, _colon, origin = text.partition(":")
        known = type_ in p.TYPES and type_ not in p.GENERAL_ONLY
        return cls(type_, int(origin) if origin.isdecimal() else None) if known else None


def parts_of(body: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    given = body.get("params") or {}
    return given.get("all") or given.get("any") or ()


class ConditionForm(RowForm):
    kind, of_award, award_may_be_blank = RowKind.CONDITION, True, True
    award_is_fixed = True

    def __init__(
        self, *args: Any, condition_type: str, parts: Sequence[Part] = (), **more: Any
    ) -> None:
        self.type, self.parts = condition_type, tuple(parts)
        self.groups: list[tuple[str, str, tuple[p.Param, ...]]] = []
        super().__init__(*args, **more)

    def add_own(self) -> None:
        self.own(
            "text",
            forms.CharField(
                label="Câu của điều kiện",
                widget=area(3),
                help_text="Một câu, như trong văn bản: cần đạt điều gì.",
            ),
        )
        self._add_params(OWN, p.TYPES[self.type], p.PARAMS[self.type])
        for place, part in enumerate(self.parts):
            self._add_params(f"phan{place}_", p.TYPES[part.type], p.PARAMS[part.type])
        variants = [(k, n) for k, n in word_choices(self.law, "variants")]
        self.own(
            "for",
            many(
                "Đối tượng",
                variants,
                required=False,
                hint="Không chọn: mọi đối tượng của danh hiệu, hình thức.",
            ),
        )
        if self.start.award:
            self.own("place", forms.ChoiceField(label="Cách áp dụng", choices=self._places()))
        self.own(
            "unsure",
            forms.BooleanField(
                label="Chưa đọc được văn bản gốc", required=False,
                help_text="Điều kiện khi đó luôn để người xem xét.",
            ),
        )  # fmt: skip

    def _add_params(self, prefix: str, heading: str, specs: tuple[p.Param, ...]) -> None:
        for spec in specs:
            if spec.shape == p.POSTS:
                self._add_posts(prefix + spec.name)
            elif spec.shape != p.PARTS:
                self.own(prefix + spec.name, self._field(spec))
        self.groups.append((prefix, heading, specs))

    def _rows_of_posts(self, name: str) -> range:
        held = [
            one for one in self.initial if one.startswith(f"{name}_") and one.endswith("_position")
        ]
        return range(max(POST_ROWS, len(held) + BLANK_ROWS))

    def _add_posts(self, name: str) -> None:
        positions = [("", "Chọn chức vụ"), *word_choices(self.law, "positions")]
        for row in self._rows_of_posts(name):
            self.own(
                f"{name}_{row}_position",
                forms.ChoiceField(label=f"Chức vụ {row + 1}", choices=positions, required=False),
            )
            self.own(
                f"{name}_{row}_min_years",
                forms.IntegerField(label="Từ (năm)", min_value=0, required=False),
            )
            self.own(
                f"{name}_{row}_max_years_exclusive",
                forms.IntegerField(label="Đến dưới (năm)", min_value=0, required=False),
            )

    def _field(self, spec: p.Param) -> forms.Field:
        if spec.shape == p.FLAG:
            return forms.BooleanField(label=spec.label, required=False, help_text=spec.hint)
        if spec.shape == p.NUMBER:
            unit = f" ({spec.unit})" if spec.unit else ""
            return forms.IntegerField(
                label=f"{spec.label}{unit}", min_value=0, required=False, help_text=spec.hint
            )
        if spec.shape == p.FACTOR:
            return forms.RegexField(
                SHARE, label=spec.label, required=False, help_text=spec.hint,
                error_messages={"invalid": "Ghi một phân số, ví dụ 2/3."},
            )  # fmt: skip
        return self._choice(spec)

    def _choice(self, spec: p.Param) -> forms.Field:
        awards = spec.shape in (p.AWARD, p.AWARDS)
        listed = award_choices(self.law, self.day) if awards else self._words(spec)
        if spec.shape in (p.AWARDS, p.WORDS):
            return many(spec.label, listed, required=spec.required, hint=spec.hint)
        blank = "Chọn" if spec.required else "Chưa rõ" if spec.kept else "Không nêu"
        return forms.ChoiceField(
            label=spec.label, choices=[("", blank), *listed], required=spec.required,
            help_text=spec.hint,
        )  # fmt: skip

    def _words(self, spec: p.Param) -> Choices:
        return list(spec.choices) or word_choices(self.law, spec.words)

    def _places(self) -> Choices:
        """Always needed, a further route of a group, or together with a route that stands."""
        rows = [row for row in self.law.conditions_for(self.start.award, self.day) if row.group]
        choices: Choices = [(ALONE, ALWAYS)]
        for group in dict.fromkeys(row.group for row in rows):
            inside = [row for row in rows if row.group == group]
            choices.append((f"{group}|{NEW}", f"Thêm một đường, bên cạnh: {_listed(inside)}"))
            for route in dict.fromkeys(row.route for row in inside):
                together = [row for row in inside if row.route == route]
                choices.append((f"{group}|{route}", f"Cùng đường với: {_listed(together)}"))
        choices.append((f"{NEW}|{NEW}", "Đường đầu tiên của một nhóm mới"))
        now = (self.start.body.get("group"), self.start.body.get("route"))
        if all(now) and "|".join(now) not in dict(choices):  # type: ignore[arg-type]
            choices.insert(1, ("|".join(now), "Giữ đường của dòng này"))  # type: ignore[arg-type]
        return choices

    # What it starts from

    def initial_of_body(self, body: Mapping[str, Any]) -> dict[str, Any]:
        given, parts = body.get("params") or {}, parts_of(body)
        start = {
            "text": body.get("text", ""),
            "for": list(body.get("for") or ()),
            "place": f"{body.get('group') or ''}|{body.get('route') or ''}",
            "unsure": body.get("source_status") == FROM_MEMORY,
            **_initial(p.PARAMS[self.type], given, OWN),
        }
        for place, part in enumerate(self.parts):
            if part.origin is not None and part.origin < len(parts):
                inner = parts[part.origin].get("params") or {}
                start |= _initial(p.PARAMS[part.type], inner, f"phan{place}_")
        return start

    # What it says

    def body(self) -> dict[str, Any]:
        given = self.cleaned_data
        body: dict[str, Any] = {
            "text": given["text"].strip(),
            "type": self.type,
            "params": self._params(),
        }
        if given["for"]:
            body["for"] = given["for"]
        body |= self._place()
        return body | ({"source_status": FROM_MEMORY} if given["unsure"] else {})

    def _params(self) -> dict[str, Any]:
        if self.type != "composite":
            return self._said(OWN, p.PARAMS[self.type], self.start.body.get("params") or {})
        joined = "any" if "any" in (self.start.body.get("params") or {}) else "all"
        return {joined: [self._part(place) for place in range(len(self.parts))]}

    def _part(self, place: int) -> dict[str, Any]:
        part, before = self.parts[place], parts_of(self.start.body)
        known = part.origin is not None and part.origin < len(before)
        was = before[part.origin] if known and part.origin is not None else {}
        if part.type == "composite":  # parts within a part stay as they were
            return dict(was)
        kept = {"for": was["for"]} if "for" in was else {}
        return {
            "type": part.type,
            "params": self._said(f"phan{place}_", p.PARAMS[part.type], was.get("params") or {}),
            **kept,
        }

    def _said(
        self, prefix: str, specs: tuple[p.Param, ...], was: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The parameters as filled in; a number that was not known stays so while it is blank."""
        said: dict[str, Any] = {}
        for spec in specs:
            if spec.shape == p.POSTS:
                rows = self._posts(prefix + spec.name)
                given = self.cleaned_data.get(f"{prefix}contribution_years")
                said |= {spec.name: rows or None} if rows or given is None else {}
                continue
            value = self.cleaned_data[prefix + spec.name]
            if spec.shape == p.FLAG:
                said |= {spec.name: spec.value} if value else {}
            elif value not in (None, "", []):
                alone = spec.single and len(value) == 1
                said[spec.name] = value[0] if alone else value
            elif spec.kept or was.get(spec.name, "") is None:
                said[spec.name] = None
        return said

    def _posts(self, name: str) -> list[dict[str, Any]]:
        rows = []
        for row in self._rows_of_posts(name):
            position = self.cleaned_data[f"{name}_{row}_position"]
            below = self.cleaned_data[f"{name}_{row}_max_years_exclusive"]
            if position:
                least = self.cleaned_data[f"{name}_{row}_min_years"]
                more = {} if below is None else {"max_years_exclusive": below}
                rows.append({"position": position, "min_years": least, **more})
        return rows

    def _place(self) -> dict[str, str]:
        group, _bar, route = (self.cleaned_data.get("place") or ALONE).partition("|")
        if not group:
            return {}
        mark = hashlib.sha256(self.cleaned_data["text"].encode()).hexdigest()[:6]
        return {
            "group": f"tinh_{mark}" if group == NEW else group,
            "route": f"tinh_{mark}" if route == NEW else route,
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if self.type == "composite" and not self.parts:
            raise forms.ValidationError("Thêm ít nhất một phần cho điều kiện này.")
        if self.type in p.GENERAL_ONLY and given.get("award"):
            self.add_error("award", "Loại này chỉ dùng cho quy định chung của mọi danh hiệu.")
        return given

    # For the template

    @property
    def sections(self) -> list[Section]:
        """The fields of each group of parameters under its heading; posts as a table."""
        found = []
        for place, (prefix, heading, specs) in enumerate(self.groups):
            fields = [
                self[prefix + spec.name] for spec in specs if spec.shape not in (p.POSTS, p.PARTS)
            ]
            plain = [one for one in fields if not is_long(one)]
            lists = [one for one in fields if is_long(one)]
            rows = [
                row
                for spec in specs
                if spec.shape == p.POSTS
                for row in self._post_fields(prefix + spec.name)
            ]
            part = place - 1 if place else None
            title = f"Phần {place}: {heading}" if place else heading
            found.append(Section(title, plain, rows, part=part, lists=lists))
        return [one for one in found if one.fields or one.rows or one.lists]

    def _post_fields(self, name: str) -> list[list[forms.BoundField]]:
        columns = ("position", "min_years", "max_years_exclusive")
        return [
            [self[f"{name}_{row}_{one}"] for one in columns] for row in self._rows_of_posts(name)
        ]

    @property
    def head_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("award", "text") if name in self.fields]

    @property
    def tail_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("for", "place", "unsure") if name in self.fields]


def is_long(bound: forms.BoundField) -> bool:
    return isinstance(bound.field, forms.MultipleChoiceField) and len(bound.field.choices) > LONG  # type: ignore[arg-type]


def _listed(rows: Sequence[Condition]) -> str:
    words = "; ".join(dict.fromkeys(row.text for row in rows))
    return words if len(words) <= 120 else words[:117].rsplit(" ", 1)[0] + " …"


def _initial(specs: Sequence[p.Param], given: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    start: dict[str, Any] = {}
    for spec in specs:
        value = given.get(spec.name)
        if spec.shape == p.FLAG:
            start[prefix + spec.name] = spec.name in given and value == spec.value
        elif spec.shape == p.POSTS:
            for row, post in enumerate(value or ()):
                start |= {f"{prefix}{spec.name}_{row}_{name}": part for name, part in post.items()}
        elif spec.shape in (p.AWARDS, p.WORDS) and isinstance(value, str):
            start[prefix + spec.name] = [value]
        else:
            start[prefix + spec.name] = value
    return start
