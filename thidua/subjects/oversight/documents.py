"""Papers of a consultation: the letter that asks, the table of what was made of the answers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from thidua.core.documents import (
    Annex,
    Bullet,
    Clause,
    Column,
    DocumentKind,
    OfficialDocument,
    Paragraph,
    Section,
    Table,
)
from thidua.core.documents.model import Align, Block
from thidua.core.text import format_date
from thidua.subjects.oversight.enums import ReplyState
from thidua.subjects.oversight.models import Consulted, OpinionRequest, PassageOpinion
from thidua.subjects.papers.templates import letterhead

MOST_NAMED = 12


def asking_letter(request: OpinionRequest, day: date) -> OfficialDocument:
    """Công văn xin ý kiến."""
    names = [row.unit_name for row in request.consulted.all()]
    body: list[Block] = [
        Paragraph(f"{request.unit_name} đang dự thảo {_named(request)}."),
        Paragraph(
            "Để hoàn thiện dự thảo, đề nghị các cơ quan, đơn vị nghiên cứu, cho ý kiến bằng văn bản "
            f"hoặc trên hệ thống trước ngày {format_date(request.due_on)}. Quá thời hạn trên, cơ quan, "
            f"đơn vị không có ý kiến {_silence(request)}."
        ),
    ]
    if request.words:
        body.insert(1, Paragraph(f"Nội dung cần xin ý kiến: {' '.join(request.words.split())}"))
    body.append(Paragraph("Rất mong nhận được sự quan tâm, phối hợp của các cơ quan, đơn vị."))
    letter = letterhead(request.unit_id, day).document(
        DocumentKind.LETTER, f"Xin ý kiến dự thảo {_named(request)}"[:480], body, day.year
    )
    return replace(letter, addressees=_addressees(names), recipients=("Như trên",))


def _named(request: OpinionRequest) -> str:
    if request.movement is not None:
        return f"phong trào thi đua “{request.title}”"
    assert request.paper is not None
    kind = request.paper.get_kind_display()
    return f"{kind[:1].lower()}{kind[1:]} “{request.paper.subject}”"


def _silence(request: OpinionRequest) -> str:
    if request.silence_is_consent:
        return "được xem là nhất trí với dự thảo"
    return "được ghi nhận là không có ý kiến"


def _addressees(names: Sequence[str]) -> tuple[str, ...]:
    if len(names) <= MOST_NAMED:
        return tuple(names)
    return (
        *names[:MOST_NAMED],
        f"Và {len(names) - MOST_NAMED} cơ quan, đơn vị theo danh sách gửi kèm",
    )


def summary_report(
    request: OpinionRequest, rows: Sequence[PassageOpinion], day: date
) -> OfficialDocument:
    """Báo cáo tổng hợp, tiếp thu, giải trình ý kiến góp ý; the table stands in an annex."""
    asked = list(request.consulted.all())
    counts = Counter(row.state for row in asked)
    body: list[Block] = [
        Section(
            "Việc lấy ý kiến", [Clause(text=text) for text in _asked_words(request, asked, counts)]
        ),
        Section("Kết quả", _result(asked, counts, rows)),
        Section(
            "Tiếp thu, giải trình",
            [Clause(text=text) for text in _settled_words(rows)],
        ),
    ]
    report = letterhead(request.unit_id, day).document(
        DocumentKind.REPORT,
        f"Tổng hợp, tiếp thu, giải trình ý kiến góp ý dự thảo {_named(request)}"[:480],
        body,
        day.year,
    )
    annexes = (Annex("Bảng tổng hợp, tiếp thu, giải trình ý kiến", [_table(rows)], landscape=True),)
    return replace(report, annexes=annexes if rows else (), recipients=(*_who(asked),))


def _asked_words(
    request: OpinionRequest, asked: Sequence[Consulted], counts: Counter[str]
) -> list[str]:
    replied = sum(row.has_replied for row in asked)
    return [
        f"Ngày {format_date(request.asked_on)}, {request.unit_name} gửi dự thảo lấy ý kiến "
        f"{len(asked)} cơ quan, đơn vị, hạn trả lời {format_date(request.due_on)}.",
        f"Đã nhận {replied} ý kiến; {counts[ReplyState.SILENT] + counts[ReplyState.WAITING]} nơi "
        f"không có ý kiến{', được xem là nhất trí' if request.silence_is_consent else ''}.",
    ]


def _result(
    asked: Sequence[Consulted], counts: Counter[str], rows: Sequence[PassageOpinion]
) -> list[Block]:
    lines: list[Block] = []
    for state in ReplyState:
        names = [row.unit_name for row in asked if row.state == state]
        if names:
            lines.append(Bullet(text=f"{state.label}: {counts[state]} ({'; '.join(names)})."))
    return lines or [Paragraph("Chưa có nơi nào trả lời.")]


def _settled_words(rows: Sequence[PassageOpinion]) -> list[str]:
    if not rows:
        return ["Các cơ quan, đơn vị nhất trí với dự thảo, không có ý kiến góp ý cụ thể."]
    counts = Counter(row.get_taken_display() if row.taken else "Đang xem xét" for row in rows)
    words = "; ".join(f"{label.lower()}: {count}" for label, count in counts.items())
    return [f"Có {len(rows)} ý kiến góp ý cụ thể ({words}). Chi tiết tại bảng tổng hợp kèm theo."]


def _table(rows: Sequence[PassageOpinion]) -> Table:
    return Table(
        columns=(
            Column("STT", 0.5, Align.CENTER),
            Column("Phần của dự thảo", 1.6),
            Column("Cơ quan, đơn vị góp ý", 1.8),
            Column("Nội dung góp ý", 3.4),
            Column("Tiếp thu, giải trình", 3.0),
        ),
        rows=[_line(place, row) for place, row in enumerate(rows, 1)],
    )


def _line(place: int, row: PassageOpinion) -> tuple[str, ...]:
    taken = str(row.get_taken_display()) if row.taken else "Đang xem xét"
    settled = f"{taken}. {row.reason}" if row.reason else taken
    return (str(place), row.label, row.consulted.unit_name, " ".join(row.text.split()), settled)


def _who(asked: Sequence[Consulted]) -> tuple[str, ...]:
    return ("Các cơ quan, đơn vị được lấy ý kiến",) if asked else ("Như trên",)
