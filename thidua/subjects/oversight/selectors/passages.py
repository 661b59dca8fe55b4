"""The passages of a draft, each of which may be spoken of by itself."""

from collections.abc import Iterable
from typing import Any

from thidua.core.documents import (
    Article,
    Block,
    Bullet,
    Clause,
    Paragraph,
    Point,
    Section,
    Table,
    plain,
    roman,
)
from thidua.subjects.movements.models import Movement
from thidua.subjects.papers import content
from thidua.subjects.papers.models import Paper

Passage = dict[str, Any]


def passages_of_movement(movement: Movement) -> list[Passage]:
    """Theme, purpose, contents, targets, tasks, criteria, commendation, in their order."""
    head = [
        ("chu-de", "Chủ đề", movement.theme),
        ("doi-tuong", "Đối tượng", movement.audience),
        ("muc-dich", "Mục đích, yêu cầu", movement.purpose),
    ]
    contents = (
        (f"noi-dung-{row.pk}", f"Nội dung {row.number or place}", _joined(row.title, row.text))
        for place, row in enumerate(movement.contents.all(), 1)
    )
    targets = (
        (f"chi-tieu-{use.pk}", f"Chỉ tiêu {place}", f"{use.target.name}: {use.target.phrase}")
        for place, use in enumerate(movement.targets.select_related("target"), 1)
    )
    tasks = (
        (f"nhiem-vu-{row.pk}", f"Nhiệm vụ {row.number or place}", row.text)
        for place, row in enumerate(movement.tasks.all(), 1)
    )
    criteria = (
        (f"tieu-chi-{row.pk}", f"Tiêu chí {place}", row.text)
        for place, row in enumerate(movement.criteria.all(), 1)
    )
    tail = [
        ("khen-thuong", "Khen thưởng của phong trào", movement.commendation),
        ("bao-cao", "Chế độ báo cáo", movement.reporting),
    ]
    found = (*head, *contents, *targets, *tasks, *criteria, *tail)
    return [_passage(key, label, text) for key, label, text in found if text.strip()]


def _joined(title: str, text: str) -> str:
    return f"{title}\n{text}".strip()


def _passage(key: str, label: str, text: str) -> Passage:
    return {"key": key, "label": label, "text": text.strip()}


def passages_of_paper(paper: Paper) -> list[Passage]:
    """Each part of the body that has words, named as it stands: "Mục I, khoản 2"."""
    document = content.from_json(paper.content)
    bases = [
        _passage(f"can-cu-{place}", f"Căn cứ {place}", text)
        for place, text in enumerate(document.bases, 1)
    ]
    return bases + list(_walk(document.body, (), "doan"))


def _walk(blocks: Iterable[Block], above: tuple[str, ...], key: str) -> Iterable[Passage]:
    counts: dict[str, int] = {}
    for block in blocks:
        kind = type(block).__name__
        counts[kind] = counts.get(kind, 0) + 1
        place = counts[kind]
        label = ", ".join((*above, _name(block, place)))
        here = f"{key}-{kind[:3].lower()}{place}"
        if text := _text(block):
            yield _passage(here[:60], label[:1].upper() + label[1:], text)
        yield from _walk(getattr(block, "blocks", ()), (*above, _name(block, place)), here)


def _name(block: Block, place: int) -> str:
    match block:
        case Section():
            return f"mục {roman(place)}"
        case Article():
            return f"Điều {place}"
        case Clause():
            return f"khoản {place}"
        case Point():
            return f"điểm thứ {place}"
        case Table():
            return f"bảng {place}"
    return f"đoạn {place}"


def _text(block: Block) -> str:
    match block:
        case Section():
            return block.title
        case Article() | Clause():
            return _joined(block.title, plain(block.text))
        case Point() | Paragraph() | Bullet():
            return plain(block.text)
    return block.caption
