"""Indices: what they are made of in each edition, what places reached, corrections on the record."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.base.errors import Refusal, StaleVersion
from thidua.core.text import format_number, name_key
from thidua.subjects.orgs.models import Organization
from thidua.subjects.targets.index_enums import ResultStatus
from thidua.subjects.targets.models import Index, IndexComponent, IndexCorrection, IndexResult

NUMBERS = ("score", "self_score", "rank", "out_of")
NUMBER_WORDS = {
    "score": "điểm",
    "self_score": "điểm tự chấm",
    "rank": "xếp hạng",
    "out_of": "số nơi được xếp hạng",
}


@dataclass(frozen=True, slots=True)
class Numbers:
    """What was published of one place; blank is unknown, never zero."""

    score: Decimal | None = None
    self_score: Decimal | None = None
    rank: int | None = None
    out_of: int | None = None
    source: str = ""
    source_status: str = ResultStatus.VERIFIED
    note: str = ""
    is_sample: bool = False

    @classmethod
    def of(cls, result: IndexResult) -> "Numbers":
        return cls(**{name: getattr(result, name) for name in cls.__slots__})

    @property
    def known(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in NUMBERS if getattr(self, name) is not None}


@dataclass(frozen=True, slots=True)
class ComponentFacts:
    code: str
    name: str
    parent_id: int | None = None
    top_score: Decimal | None = None
    weight: Decimal | None = None
    owner_id: int | None = None
    source: str = ""
    source_status: str = ResultStatus.VERIFIED
    is_sample: bool = False


@transaction.atomic
def save_index(*, actor: Actor, index: Index | None, values: Mapping[str, Any]) -> Index:
    """Take a new index into the list, or set the description of one right."""
    require(actor, "targets.set_index", index)
    saved = index or Index()
    before = {name: getattr(saved, name) for name in values} if index else {}
    taken = Index.objects.filter(code=values.get("code", saved.code)).exclude(pk=saved.pk)
    if taken.exists():
        raise Refusal(f"Đã có chỉ số mã “{values['code']}”. Hãy chọn mã khác.")
    for name, value in values.items():
        setattr(saved, name, value)
    saved.save()
    told = audit.changes(before, dict(values))
    audit.record(actor, "targets.set_index", saved, before=told["before"], after=told["after"])
    return saved


@transaction.atomic
def save_component(
    *,
    actor: Actor,
    index: Index,
    year: int,
    facts: ComponentFacts,
    component: IndexComponent | None = None,
) -> IndexComponent:
    """A component of one edition; its code is unique there."""
    require(actor, "targets.set_index", index)
    before = facts_of(component) if component else None
    saved = component or IndexComponent(index=index, year=year, position=_next_place(index, year))
    _check_component(saved, facts)
    for name in ComponentFacts.__slots__:
        setattr(saved, name, getattr(facts, name))
    saved.name_key = name_key(facts.name)
    saved.save()
    told = audit.changes(_plain(before) if before else {}, _plain(facts))
    audit.record(
        actor, "targets.set_index_component", saved, before=told["before"], after=told["after"]
    )
    return saved


def facts_of(component: IndexComponent) -> ComponentFacts:
    return ComponentFacts(**{name: getattr(component, name) for name in ComponentFacts.__slots__})


def _plain(facts: ComponentFacts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in ComponentFacts.__slots__}


def _next_place(index: Index, year: int) -> int:
    return IndexComponent.objects.filter(index=index, year=year).count() + 1


def _check_component(saved: IndexComponent, facts: ComponentFacts) -> None:
    same = IndexComponent.objects.filter(index=saved.index, year=saved.year, code=facts.code)
    if same.exclude(pk=saved.pk).exists():
        raise Refusal(f"Bộ tiêu chí năm {saved.year} đã có mã “{facts.code}”.")
    if facts.parent_id is None:
        return
    above = IndexComponent.objects.filter(pk=facts.parent_id).select_related("parent").first()
    if above is None or (above.index_id, above.year) != (saved.index_id, saved.year):
        raise Refusal("Mục cấp trên phải thuộc cùng chỉ số và cùng năm.")
    step: IndexComponent | None = above
    while step is not None:
        if step.pk == saved.pk and saved.pk is not None:
            raise Refusal("Mục cấp trên không được nằm dưới chính mục này.")
        step = step.parent


@transaction.atomic
def drop_component(*, actor: Actor, component: IndexComponent) -> None:
    """Only while nothing hangs on it: results and measures are never lost."""
    require(actor, "targets.set_index", component.index)
    hanging = {
        "mục con": component.children.count(),
        "kết quả": component.results.count(),
        "biện pháp": component.measures.count(),
    }
    words = ", ".join(f"{count} {name}" for name, count in hanging.items() if count)
    if words:
        raise Refusal(f"Không bỏ được “{component}”: còn {words}. Sửa tên hoặc mã thay vì bỏ.")
    audit.record(
        actor, "targets.drop_index_component", component, before=_plain(facts_of(component))
    )
    component.delete()


@transaction.atomic
def copy_edition(*, actor: Actor, index: Index, from_year: int, to_year: int) -> int:
    """Begin a year with the components of another; gives how many were taken over."""
    require(actor, "targets.set_index", index)
    rows = list(index.components.filter(year=from_year).order_by("position", "pk"))
    if not rows:
        raise Refusal(f"Năm {from_year} chưa có bộ tiêu chí để chép.")
    if index.components.filter(year=to_year).exists():
        raise Refusal(f"Năm {to_year} đã có bộ tiêu chí. Sửa từng mục ở bộ đó.")
    copies = {row.pk: _copied(row, to_year) for row in rows}
    for row in rows:
        copy = copies[row.pk]
        copy.parent = copies.get(row.parent_id or 0)
        copy.save()
    audit.record(
        actor, "targets.copy_index_edition", index,
        after={"from": from_year, "to": to_year, "components": len(rows)},
    )  # fmt: skip
    return len(rows)


def _copied(row: IndexComponent, year: int) -> IndexComponent:
    """Nobody has compared the copy with the edition of the new year yet."""
    return IndexComponent(
        index_id=row.index_id, year=year, code=row.code, name=row.name, name_key=row.name_key,
        top_score=row.top_score, weight=row.weight, owner_id=row.owner_id, position=row.position,
        source=f"Chép từ bộ tiêu chí năm {row.year}", source_status=ResultStatus.FROM_MEMORY,
        is_sample=row.is_sample,
    )  # fmt: skip


@transaction.atomic
def record_result(
    *,
    actor: Actor,
    index: Index,
    year: int,
    place_id: int,
    numbers: Numbers,
    component: IndexComponent | None = None,
) -> IndexResult:
    """Enter what was published. Blanks of an entry may be filled later; what stands may not change."""
    require(actor, "targets.record_index", index)
    check_numbers(index, component, year, numbers)
    place = Organization.objects.get(pk=place_id)
    standing = find_result(index, component, year, place_id)
    if standing is None:
        result = IndexResult.objects.create(
            index=index, component=component, year=year, place=place, **_fields(numbers)
        )
    else:
        result = _fill_blanks(standing, numbers)
    audit.record(
        actor, "targets.record_index", result,
        after={"year": year, "place": place.code, **numbers.known, "source": numbers.source},
    )  # fmt: skip
    return result


def find_result(
    index: Index, component: IndexComponent | None, year: int, place_id: int
) -> IndexResult | None:
    results = IndexResult.objects.filter(
        index=index, component=component, year=year, place_id=place_id
    )
    return results.select_related("index", "component").first()


def check_numbers(
    index: Index, component: IndexComponent | None, year: int, numbers: Numbers
) -> None:
    """Impossible values are refused wherever they come from: screen, table, correction."""
    if component is not None and (component.index_id, component.year) != (index.pk, year):
        raise Refusal(f"Mục “{component}” thuộc bộ tiêu chí khác (năm {component.year}).")
    if not numbers.known:
        raise Refusal("Cần ít nhất một số: điểm, điểm tự chấm hoặc xếp hạng.")
    if not numbers.source.strip():
        raise Refusal("Cần ghi nguồn: văn bản, báo cáo hoặc trang công bố.")
    top = component.top_score if component else index.top_score
    for score in (numbers.score, numbers.self_score):
        if score is not None and score < 0:
            raise Refusal("Điểm không được âm.")
        if score is not None and top is not None and score > top:
            raise Refusal(f"Điểm {format_number(score)} lớn hơn điểm tối đa {format_number(top)}.")
    if numbers.rank is not None and numbers.rank < 1:
        raise Refusal("Xếp hạng bắt đầu từ 1.")
    if numbers.rank and numbers.out_of and numbers.rank > numbers.out_of:
        raise Refusal(f"Xếp hạng {numbers.rank} lớn hơn số nơi được xếp ({numbers.out_of}).")


def blanks_filled(standing: IndexResult, numbers: Numbers) -> dict[str, Any]:
    """What the numbers add to an entry; a refusal when they would change what stands."""
    differing = [
        NUMBER_WORDS[name]
        for name, value in numbers.known.items()
        if getattr(standing, name) not in (None, value)
    ]
    if differing:
        raise Refusal(
            f"Đã có số khác về {', '.join(differing)}. Số đã ghi chỉ sửa bằng đính chính, có lý do."
        )
    return {name: value for name, value in numbers.known.items() if getattr(standing, name) is None}


def _fill_blanks(standing: IndexResult, numbers: Numbers) -> IndexResult:
    filled = blanks_filled(standing, numbers)
    if not filled:
        raise Refusal("Các số này đã được ghi, không có gì mới.")
    sources = [part for part in (standing.source, numbers.source) if part]
    _move(standing, standing.revision, source="; ".join(dict.fromkeys(sources))[:500], **filled)
    return standing


@transaction.atomic
def correct_result(
    *,
    actor: Actor,
    result: IndexResult,
    revision: int,
    numbers: Numbers,
    reason: str,
    paper: str = "",
) -> IndexCorrection:
    """Set a number right on the record: old and new both stay, with why and on which paper."""
    require(actor, "targets.correct_index", result)
    if not reason.strip():
        raise Refusal("Cần ghi lý do đính chính.")
    check_numbers(result.index, result.component, result.year, numbers)
    before, after = _written(Numbers.of(result)), _written(numbers)
    if before == after:
        raise Refusal("Chưa có số nào khác với số đang ghi.")
    told = audit.changes(before, after)
    _move(result, revision, **_fields(numbers))
    correction = IndexCorrection.objects.create(
        result=result, day=actor.day, by=actor.signature, reason=reason.strip(),
        paper=paper.strip(), before=told["before"], after=told["after"],
    )  # fmt: skip
    audit.record(
        actor, "targets.correct_index", result, before=told["before"], after=told["after"],
        reason=reason, paper=paper,
    )  # fmt: skip
    return correction


def _move(result: IndexResult, revision: int, **values: Any) -> None:
    rows = IndexResult.objects.filter(pk=result.pk, revision=revision)
    if not rows.update(revision=F("revision") + 1, **values):
        raise StaleVersion("Người khác vừa sửa số này. Tải lại trang để xem số mới nhất rồi sửa.")
    result.refresh_from_db()


def _fields(numbers: Numbers) -> dict[str, Any]:
    trimmed = replace(numbers, source=numbers.source.strip(), note=numbers.note.strip())
    return {name: getattr(trimmed, name) for name in Numbers.__slots__}


def _written(numbers: Numbers) -> dict[str, Any]:
    """Values as they are kept in a record: a decimal as people write it."""
    return {
        name: format_number(value) if isinstance(value, Decimal) else value
        for name, value in _fields(numbers).items()
    }
