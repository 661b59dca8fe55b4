"""Components and results of indices taken over from Excel; the columns are those of the export."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from thidua.base.access import Actor
from thidua.base.errors import Refusal
from thidua.base.imports import Column, ImportSpec, RowVerdict, register
from thidua.core.text import format_number, name_key, nfc, parse_number
from thidua.subjects.orgs.models import Organization
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.targets.index_enums import ResultStatus
from thidua.subjects.targets.models import Index, IndexComponent, IndexResult
from thidua.subjects.targets.selectors.indices import own_province
from thidua.subjects.targets.services.indices import (
    NUMBER_WORDS,
    ComponentFacts,
    Numbers,
    blanks_filled,
    check_numbers,
    facts_of,
    record_result,
    save_component,
)

Values = dict[str, Any]


@dataclass
class Known:
    """What the rows are checked against, fetched once; codes of rows above are known to rows below."""

    actor: Actor
    indices: dict[str, Index] = field(default_factory=dict)
    components: dict[tuple[int, int, str], IndexComponent] = field(default_factory=dict)
    coming: set[tuple[int, int, str]] = field(default_factory=set)
    results: dict[tuple[int, int | None, int, int], IndexResult] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    names: dict[str, list[int]] = field(default_factory=dict)
    own: int | None = None

    def index(self, words: str) -> Index:
        found = self.indices.get(name_key(words))
        if found is None:
            known = ", ".join(sorted({index.short_name for index in self.indices.values()}))
            raise Refusal(f"Không có chỉ số “{words}”. Các chỉ số đang theo dõi: {known}.")
        return found

    def component(self, index: Index, year: int, code: str) -> IndexComponent:
        found = self.components.get((index.pk, year, code))
        if found is None:
            raise Refusal(
                f"Bộ tiêu chí {index.short_name} năm {year} không có mã “{code}”. "
                "Nhập bộ tiêu chí của năm trước, kết quả sau."
            )
        return found

    def unit(self, words: str) -> int:
        if words in self.codes:
            return self.codes[words]
        found = self.names.get(name_key(words), [])
        if len(found) != 1:
            raise Refusal(
                f"Có nhiều nơi tên “{words}”: hãy ghi mã." if found else f"Không có nơi “{words}”."
            )
        return found[0]

    def place(self, words: str) -> int:
        """Blank is our own province."""
        if words:
            return self.unit(words)
        if self.own is None:
            raise Refusal("Cần ghi nơi: chưa biết tỉnh của hệ thống này.")
        return self.own


def begin(actor: Actor) -> Known:
    known = Known(actor)
    for index in Index.objects.all():
        known.indices[name_key(index.code)] = index
        known.indices[name_key(index.short_name)] = index
    for component in IndexComponent.objects.select_related("index"):
        known.components[component.index_id, component.year, component.code] = component
    for result in IndexResult.objects.all():
        key = (result.index_id, result.component_id, result.year, result.place_id)
        known.results[key] = result
    known.codes = dict(Organization.objects.values_list("code", "pk"))
    tree = tree_on(actor.day)
    for node in tree:
        known.names.setdefault(name_key(node.name), []).append(node.id)
    province = own_province(tree)
    known.own = province.id if province else None
    return known


def parse_words(text: str) -> str:
    return nfc(" ".join(text.split()))


def parse_year(text: str) -> int:
    return _whole(text, 1990, 2100, "năm gồm bốn chữ số, ví dụ 2022")


def parse_rank(text: str) -> int:
    return _whole(text, 1, 9999, "ghi thứ hạng bằng số, ví dụ 24")


def _whole(text: str, least: int, most: int, words: str) -> int:
    number = parse_number(text)
    if number != int(number) or not least <= number <= most:
        raise ValueError(words)
    return int(number)


def parse_status(text: str) -> str:
    wanted = name_key(text)
    for status in ResultStatus:
        if wanted in (status.value, name_key(str(status.label))):
            return status.value
    raise ValueError("ghi “đã đối chiếu”, “suy ra từ nguồn” hoặc “chưa đối chiếu”")


INDEX = Column("index", "Chỉ số", ("mã chỉ số",), True, parse_words, "PAR INDEX")
YEAR = Column("year", "Năm", ("năm đánh giá",), True, parse_year, "2022")
SOURCE = Column(
    "source", "Nguồn", ("căn cứ",), parse=parse_words, example="Quyết định công bố số …"
)
STATUS = Column(
    "status", "Đối chiếu", ("tình trạng nguồn",), parse=parse_status, example="Đã đối chiếu"
)
COMPONENT_COLUMNS = (
    INDEX,
    YEAR,
    Column("code", "Mã mục", ("mã", "stt"), True, parse_words, "III.1"),
    Column("name", "Tên mục", ("tiêu chí", "tên tiêu chí"), True, parse_words, "Kiểm soát thủ tục hành chính"),
    Column("parent", "Thuộc mục", ("mã mục cấp trên",), parse=parse_words, example="III"),
    Column("top_score", "Điểm tối đa", ("điểm chuẩn",), parse=parse_number, example="2,5"),
    Column("weight", "Trọng số (%)", ("trọng số",), parse=parse_number, example="10"),
    Column("owner", "Cơ quan chủ trì", ("đơn vị chủ trì",), parse=parse_words, example="Sở Nội vụ"),
    SOURCE,
    STATUS,
)  # fmt: skip
RESULT_COLUMNS = (
    INDEX,
    YEAR,
    Column("place", "Nơi", ("tỉnh", "đơn vị"), parse=parse_words, example="Tỉnh Lai Châu"),
    Column("code", "Mã mục", ("mã",), parse=parse_words, example="III.1"),
    Column("score", "Điểm", ("điểm đạt",), parse=parse_number, example="2,25"),
    Column("self_score", "Điểm tự chấm", ("tự chấm",), parse=parse_number, example="2,5"),
    Column("rank", "Xếp hạng", ("hạng", "thứ hạng"), parse=parse_rank, example="24"),
    Column("out_of", "Trong số", ("số nơi xếp hạng",), parse=parse_rank, example="63"),
    Column("source", "Nguồn", ("căn cứ",), True, parse_words, "Quyết định công bố số …"),
    STATUS,
    Column("note", "Ghi chú", (), parse=parse_words),
)


def check_component(values: Values, known: Known) -> RowVerdict:
    label = f"{values['code']} {values['name']}"
    try:
        index = known.index(values["index"])
        facts = component_facts(values, known, index)
    except Refusal as refusal:
        return RowVerdict(errors=[refusal.message], label=label)
    key = (index.pk, values["year"], values["code"])
    known.coming.add(key)
    standing = known.components.get(key)
    if standing is None:
        return RowVerdict(label=label)
    old = facts_of(standing)
    shown = {"name": "Tên mục", "top_score": "Điểm tối đa", "weight": "Trọng số", "source": "Nguồn"}
    differences = {
        title: (_shown(getattr(old, name)), _shown(getattr(facts, name)))
        for name, title in shown.items()
        if getattr(old, name) != getattr(facts, name)
    }
    same = not differences and old.owner_id == facts.owner_id
    return RowVerdict(change="same" if same else "changed", label=label, differences=differences)


def component_facts(values: Values, known: Known, index: Index) -> ComponentFacts:
    parent = values.get("parent") or ""
    above = known.components.get((index.pk, values["year"], parent))
    if parent and above is None and (index.pk, values["year"], parent) not in known.coming:
        raise Refusal(f"Không thấy mục “{parent}” trong bộ tiêu chí hoặc ở dòng trên của tệp.")
    return ComponentFacts(
        code=values["code"],
        name=values["name"],
        parent_id=above.pk if above else None,
        top_score=values.get("top_score"),
        weight=values.get("weight"),
        owner_id=known.unit(values["owner"]) if values.get("owner") else None,
        source=values.get("source") or "",
        source_status=values.get("status") or ResultStatus.VERIFIED,
    )


def apply_components(actor: Actor, rows: list[Values], known: Known) -> str:
    for values in rows:
        index = known.index(values["index"])
        key = (index.pk, values["year"], values["code"])
        known.components[key] = save_component(
            actor=actor, index=index, year=values["year"], component=known.components.get(key),
            facts=component_facts(values, known, index),
        )  # fmt: skip
    return f"Đã ghi {len(rows)} mục của bộ tiêu chí."


def check_result(values: Values, known: Known) -> RowVerdict:
    label = " ".join(
        str(part) for part in (values["index"], values["year"], values.get("code")) if part
    )
    try:
        index, component, place = result_place(values, known)
        numbers = numbers_of(values)
        check_numbers(index, component, values["year"], numbers)
        key = (index.pk, component.pk if component else None, values["year"], place)
        standing = known.results.get(key)
        fresh = blanks_filled(standing, numbers) if standing else numbers.known
    except Refusal as refusal:
        return RowVerdict(errors=[refusal.message], label=label)
    change = "same" if not fresh else "changed" if standing else "new"
    differences = {
        NUMBER_WORDS[name].capitalize(): ("", _shown(value)) for name, value in fresh.items()
    }
    return RowVerdict(change=change, label=label, differences=differences if standing else {})


def result_place(values: Values, known: Known) -> tuple[Index, IndexComponent | None, int]:
    index = known.index(values["index"])
    code = values.get("code") or ""
    component = known.component(index, values["year"], code) if code else None
    return index, component, known.place(values.get("place") or "")


def numbers_of(values: Values) -> Numbers:
    told = {
        name: values[name]
        for name in ("score", "self_score", "rank", "out_of", "source", "note")
        if values.get(name) is not None
    }
    return replace(Numbers(**told), source_status=values.get("status") or ResultStatus.VERIFIED)


def apply_results(actor: Actor, rows: list[Values], known: Known) -> str:
    for values in rows:
        index, component, place = result_place(values, known)
        record_result(
            actor=actor, index=index, component=component, year=values["year"], place_id=place,
            numbers=numbers_of(values),
        )  # fmt: skip
    return f"Đã ghi {len(rows)} kết quả chỉ số."


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return format_number(value) if isinstance(value, Decimal) else str(value)


register(
    ImportSpec(
        name="targets.index_components",
        title="Bộ tiêu chí của chỉ số",
        verb="targets.set_index",
        columns=COMPONENT_COLUMNS,
        check_row=check_component,
        apply_rows=apply_components,
        begin=begin,
        unique=("index", "year", "code"),
        done_url="/chi-so/",
    )
)
register(
    ImportSpec(
        name="targets.index_results",
        title="Kết quả chỉ số",
        verb="targets.record_index",
        columns=RESULT_COLUMNS,
        check_row=check_result,
        apply_rows=apply_results,
        begin=begin,
        unique=("index", "year", "place", "code"),
        done_url="/chi-so/",
    )
)
