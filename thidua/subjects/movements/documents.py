"""Official papers made from a movement: the directive, a unit's plan, a letter that presses."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from thidua.core.documents import (
    Block,
    Bullet,
    Clause,
    DocumentKind,
    OfficialDocument,
    Paragraph,
    Point,
    Section,
    Table,
)
from thidua.core.documents.model import Align, Column
from thidua.core.text import format_date
from thidua.subjects.movements.models import Movement, MovementTarget, Task
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.papers.templates import letterhead


def plan_document(plan: Movement, day: date) -> OfficialDocument:
    """The plan with which a unit takes up its superior's movement (kế hoạch hưởng ứng)."""
    head = letterhead(plan.unit_id, day)
    body: list[Block] = [
        Section("Mục đích, yêu cầu", _purpose(plan)),
        Section("Nội dung thi đua", _clauses(plan)),
        *_numbered_parts(plan, day),
        Section("Tổ chức thực hiện", _carrying_out(plan)),
    ]
    document = head.document(
        DocumentKind.PLAN,
        _plan_subject(plan),
        body,
        plan.issued_on.year if plan.issued_on else day.year,
    )
    return replace(
        document,
        bases=tuple(_basis(basis.text) for basis in plan.bases.all()),
        recipients=_recipients(plan),
        draft=True,
    )


def _basis(text: str) -> str:
    return text if text.startswith(("Căn cứ", "Thực hiện")) else f"Thực hiện {text}"


def _plan_subject(plan: Movement) -> str:
    return f"Triển khai thực hiện {_named(plan)}"


def _named(movement: Movement) -> str:
    """The movement inside a sentence: its name already says what it is, or stands in quotes."""
    name = movement.name.strip()
    if name.lower().startswith("phong trào"):
        return name[:1].lower() + name[1:]
    return f"phong trào thi đua “{name}”"


def citation_of(movement: Movement, day: date) -> str:
    """The document that launched a movement, cited in full for the first time (Decree 30, II.3)."""
    issued = movement.issued_on
    issuer = names_on([movement.unit_id], day).get(movement.unit_id, "")
    parts = (
        movement.document_kind or "Văn bản",
        f"số {movement.document_number}" if movement.document_number else "",
        f"ngày {issued.day:02d}/{issued.month}/{issued.year}" if issued else "",
        f"của {issuer}" if issuer else "",
        f"về việc phát động {_named(movement)}",
    )
    return " ".join(part for part in parts if part)


def _purpose(plan: Movement) -> list[Block]:
    words = [part for part in plan.purpose.split("\n") if part.strip()]
    if not words:
        words = [
            "Cụ thể hóa nội dung phong trào thi đua của cấp trên phù hợp với chức năng, nhiệm vụ "
            "của đơn vị; tạo không khí thi đua sôi nổi trong toàn thể cán bộ, công chức, viên chức, "
            "người lao động.",
            "Việc tổ chức thực hiện phải thiết thực, có phân công, có thời hạn, có kiểm tra, sơ kết, "
            "tổng kết và khen thưởng kịp thời.",
        ]
    if plan.theme:
        words.append(f"Chủ đề thi đua: “{plan.theme}”.")
    return [Clause(text=text) for text in words]


def _clauses(plan: Movement) -> list[Block]:
    return [
        Clause(title=content.title, blocks=[Paragraph(text) for text in _paragraphs(content.text)])
        if content.title
        else Clause(text=_joined(content.text))
        for content in plan.contents.all()
    ]


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def _joined(text: str) -> str:
    return " ".join(text.split())


def _numbered_parts(plan: Movement, day: date) -> list[Block]:
    parts: list[Block] = []
    targets = list(plan.targets.select_related("target", "target__owner"))
    tasks = list(plan.tasks.all())
    criteria = list(plan.criteria.all())
    if targets:
        parts.append(Section("Chỉ tiêu phấn đấu", [_target_table(targets)]))
    if tasks:
        parts.append(Section("Nhiệm vụ, phân công và thời hạn", [_task_table(tasks, day)]))
    if criteria:
        lines = [Bullet(text=criterion.text) for criterion in criteria]
        parts.append(Section("Tiêu chí thi đua", lines))
    return parts


def _target_table(uses: Sequence[MovementTarget]) -> Table:
    rows = [(str(number), use.target.name, use.target.phrase) for number, use in enumerate(uses, 1)]
    return Table(
        columns=(
            Column("STT", 0.7, Align.CENTER),
            Column("Chỉ tiêu", 4),
            Column("Mức phấn đấu", 2, Align.RIGHT),
        ),
        rows=rows,
    )


def _task_table(tasks: Sequence[Task], day: date) -> Table:
    ids = [choice["org"] for task in tasks for choice in task.units if "org" in choice]
    names = names_on(ids, day)
    rows = [
        (str(number), _joined(task.text), _charged(task, names), _deadline(task))
        for number, task in enumerate(tasks, 1)
    ]
    return Table(
        columns=(
            Column("STT", 0.7, Align.CENTER),
            Column("Nhiệm vụ", 4),
            Column("Thực hiện", 1.7),
            Column("Thời hạn", 1.2, Align.CENTER),
        ),
        rows=rows,
    )


def _charged(task: Task, names: dict[int, str]) -> str:
    found = [names[choice["org"]] for choice in task.units if choice.get("org") in names]
    return ", ".join(found or task.printed_agencies)


def _deadline(task: Task) -> str:
    return format_date(task.due_on) if task.due_on else (task.deadline_words or "Trong năm")


def _carrying_out(plan: Movement) -> list[Block]:
    lines: list[Block] = [
        Clause(text=f"{phase.name}: hoàn thành trước ngày {format_date(phase.due_on)}.")
        for phase in plan.phases.all()
    ]
    lines.append(
        Clause(
            text=plan.reporting
            or "Các bộ phận, cá nhân căn cứ Kế hoạch này tổ chức thực hiện; báo cáo kết quả để tổng "
            "hợp gửi cơ quan phát động phong trào theo quy định."
        )
    )
    return lines


def _recipients(movement: Movement) -> tuple[str, ...]:
    lines = movement.recipients.filter(is_archive=False)
    return tuple(line.printed for line in lines) or ("Như trên",)


def directive_document(movement: Movement, day: date) -> OfficialDocument:
    """The directive that launches a movement drafted in the system (chỉ thị)."""
    head = letterhead(movement.unit_id, day)
    opening: list[Block] = [Paragraph(text) for text in _paragraphs(movement.purpose)]
    if movement.theme:
        opening.append(
            Paragraph(
                f"{head.issuer} phát động phong trào thi đua năm {movement.year} với chủ đề "
                f"“{movement.theme}” với các nội dung chủ yếu sau:"
            )
        )
    contents = [
        Clause(text=_joined(content.text), title=content.title)
        for content in movement.contents.all()
    ]
    targets = list(movement.targets.select_related("target"))
    if targets:
        contents.append(Clause(title="Chỉ tiêu phấn đấu", blocks=[_target_table(targets)]))
    tasks = [Point(_ordered(task)) for task in movement.tasks.all()]
    contents.append(Clause(title="Tổ chức thực hiện", blocks=tasks))
    document = head.document(
        DocumentKind.DIRECTIVE, f"Về việc phát động {_named(movement)}",
        [*opening, *contents], movement.year,
    )  # fmt: skip
    if movement.reporting:
        document = replace(document, closing=(movement.reporting,))
    return replace(document, recipients=_recipients(movement), draft=True)


def _ordered(task: Task) -> str:
    """Who is told to do it stands before what is to be done."""
    text = _joined(task.text)
    if not task.printed_agencies:
        return text
    return f"{'; '.join(task.printed_agencies)}: {text[:1].lower()}{text[1:]}"


def reminder_paragraphs(movement: Movement, late: Sequence[tuple[str, str]]) -> list[str]:
    """The words of a letter that presses units: `late` pairs a unit with what it still owes."""
    number = f" {movement.document_number}" if movement.document_number else ""
    day = f" ngày {format_date(movement.issued_on)}" if movement.issued_on else ""
    owed = "; ".join(f"{unit} ({what.lower()})" for unit, what in late)
    return [
        f"Thực hiện {movement.document_kind or 'văn bản'}{number}{day} về phong trào thi đua "
        f"“{movement.name}”, qua theo dõi đến nay còn {len(late)} cơ quan, đơn vị chưa hoàn thành "
        f"việc triển khai: {owed}.",
        "Đề nghị các cơ quan, đơn vị có tên nêu trên khẩn trương tiếp nhận, ban hành kế hoạch, tổ "
        "chức phát động phong trào và cập nhật kết quả trên hệ thống.",
        "Trân trọng đề nghị Thủ trưởng các cơ quan, đơn vị quan tâm chỉ đạo thực hiện.",
    ]
