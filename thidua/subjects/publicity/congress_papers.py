"""Papers of a congress: its plan with numbers and structure, its report, its list of delegates."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from thidua.core.documents import Block, Clause, DocumentKind, OfficialDocument, Section, Table
from thidua.core.documents.leaflet import Leaflet, render_leaflet
from thidua.core.documents.model import Align, Bullet, Column
from thidua.core.text import format_date, format_number
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.papers.templates import letterhead
from thidua.subjects.publicity.enums import DelegateState, Speech
from thidua.subjects.publicity.models import Congress, Delegate
from thidua.subjects.publicity.selectors.congresses import figures_over_years, parts_of, years_of

NUMBER = Column("STT", 0.6, Align.CENTER)


def plan_document(congress: Congress, day: date) -> OfficialDocument:
    """Kế hoạch tổ chức: time, place, numbers per unit, wanted structure, programme, work."""
    body: list[Block] = [
        Section("Mục đích, yêu cầu", _purpose(congress)),
        Section("Thời gian, địa điểm, số lượng", _when(congress)),
        Section("Phân bổ đại biểu", [_seat_table(congress, day)]),
        *_structure(congress),
        *_programme(congress),
        Section("Tổ chức thực hiện", _carrying_out(congress)),
    ]
    document = letterhead(congress.unit_id, day).document(
        DocumentKind.PLAN, f"Tổ chức {congress.name}", body, day.year
    )
    return replace(document, recipients=("Như phần phân bổ đại biểu",), draft=True)


def _purpose(congress: Congress) -> list[Block]:
    years = f"{congress.since_year} - {congress.year}"
    return [
        Clause(
            text=f"Tổng kết, đánh giá phong trào thi đua yêu nước giai đoạn {years}; biểu dương, tôn "
            "vinh, nhân rộng các điển hình tiên tiến; phát động phong trào thi đua giai đoạn tiếp theo."
        ),
        Clause(
            text="Đại biểu là những tập thể, cá nhân tiêu biểu, có thành tích cụ thể, được đơn vị bình "
            "chọn công khai, bảo đảm cơ cấu."
        ),
    ]


def _when(congress: Congress) -> list[Block]:
    total = sum(congress.seats.values_list("number", flat=True))
    lines = [
        f"Thời gian: {format_date(congress.day) if congress.day else 'thông báo sau'}.",
        f"Địa điểm: {congress.place or 'thông báo sau'}.",
        f"Số đại biểu do các đơn vị chọn cử: {total} người.",
    ]
    return [Clause(text=line) for line in lines]


def _seat_table(congress: Congress, day: date) -> Table:
    seats = list(congress.seats.values_list("unit_id", "number"))
    names = names_on({unit for unit, _number in seats}, day)
    rows = [
        (str(position), names.get(unit, ""), str(number))
        for position, (unit, number) in enumerate(seats, 1)
    ]
    return Table((NUMBER, Column("Đơn vị", 5), Column("Số đại biểu", 1.2, Align.CENTER)), rows)


def _structure(congress: Congress) -> list[Block]:
    wishes = list(congress.wishes.all())
    if not wishes:
        return []
    lines: list[Block] = [Bullet(f"{wish.words}: ít nhất {wish.number}.") for wish in wishes]
    return [Section("Cơ cấu đại biểu", lines)]


def _programme(congress: Congress) -> list[Block]:
    items = list(congress.programme.all())
    if not items:
        return []
    rows = [
        (f"Ngày {item.day_number}, {item.starts_at:%H:%M}", item.what, item.who) for item in items
    ]
    columns = (Column("Thời gian", 1.2), Column("Nội dung", 3.6), Column("Thực hiện", 1.6))
    return [Section("Chương trình", [Table(columns, rows)])]


def _carrying_out(congress: Congress) -> list[Block]:
    due = f" trước ngày {format_date(congress.choose_by)}" if congress.choose_by else ""
    lines = (
        "Các đơn vị tổ chức hội nghị, bình chọn đại biểu theo số lượng và cơ cấu được phân bổ; gửi danh "
        f"sách, báo cáo thành tích trên hệ thống{due}.",
        "Cơ quan thường trực kiểm tra danh sách, chuẩn bị văn kiện, chương trình, triển lãm điển hình.",
    )
    return [Clause(text=line) for line in lines]


def report_document(congress: Congress, day: date) -> OfficialDocument:
    """Báo cáo kết quả: what took place, delegates by structure, figures of the years, tasks."""
    body: list[Block] = [
        Section("Công tác tổ chức", _held(congress)),
        Section("Đại biểu", [_structure_table(congress)]),
        *_figures(congress, day),
        *_tasks(congress, day),
    ]
    document = letterhead(congress.unit_id, day).document(
        DocumentKind.REPORT, f"Kết quả {congress.name}", body, day.year
    )
    return replace(document, draft=True)


def _held(congress: Congress) -> list[Block]:
    attendance = (
        f"; {format_number(congress.attendance)} đại biểu dự" if congress.attendance else ""
    )
    place = f", tại {congress.place}" if congress.place else ""
    lines: list[Block] = [
        Clause(
            text=f"{congress.name} tổ chức ngày {format_date(congress.held_on)}{place}{attendance}."
            if congress.held_on
            else f"{congress.name}."
        )
    ]
    speeches = congress.programme.filter(kind=Speech.SPEECH).count()
    if speeches:
        lines.append(Clause(text=f"Có {speeches} tham luận tại đại hội, hội nghị."))
    return lines


def _structure_table(congress: Congress) -> Table:
    accepted = congress.delegates.filter(state=DelegateState.ACCEPTED).count()
    rows = [("Tổng số đại biểu được đồng ý", "", str(accepted))]
    rows += [
        (part.wish.words, str(part.wish.number), str(part.accepted)) for part in parts_of(congress)
    ]
    return Table(
        (
            Column("Cơ cấu", 4),
            Column("Yêu cầu", 1, Align.CENTER),
            Column("Thực hiện", 1, Align.CENTER),
        ),
        rows,
    )


def _figures(congress: Congress, day: date) -> list[Block]:
    years = years_of(congress)
    lines = figures_over_years(congress, day)
    if not lines:
        return []
    rows = [
        (f"{line.label} ({line.unit})" if line.unit else line.label, *map(_value, line.values))
        for line in lines
    ]
    columns = (Column("Chỉ tiêu", 3.4), *(Column(str(year), 1, Align.RIGHT) for year in years))
    title = f"Số liệu giai đoạn {congress.since_year} - {congress.year}"
    return [Section(title, [Table(columns, rows)])]


def _value(figure: object) -> str:
    value = getattr(figure, "value", None)
    return "chưa có số liệu" if value is None else format_number(value)


def _tasks(congress: Congress, day: date) -> list[Block]:
    tasks = list(congress.tasks.all())
    if not tasks:
        return []
    names = names_on({task.unit_id for task in tasks}, day)
    lines: list[Block] = [
        Clause(text=f"{names.get(task.unit_id, '')}: {task.text} Hạn {format_date(task.due_on)}.")
        for task in tasks
    ]
    return [Section("Việc sau đại hội, hội nghị", lines)]


def delegates_document(congress: Congress, delegates: Sequence[Delegate], day: date) -> bytes:
    """Danh sách đại biểu, landscape, to be printed and signed by hand."""
    ids = {one.unit_id for one in delegates} | {
        one.commune_id for one in delegates if one.commune_id
    }
    names = names_on(ids, day)
    rows = [_delegate_row(number, one, names) for number, one in enumerate(delegates, 1)]
    columns = (
        NUMBER,
        Column("Họ và tên", 2.4),
        Column("Giới tính", 0.9, Align.CENTER),
        Column("Năm sinh", 0.9, Align.CENTER),
        Column("Dân tộc", 1.1),
        Column("Nghề nghiệp, chức vụ", 2.4),
        Column("Đơn vị chọn cử", 2.6),
        Column("Thành phần, lĩnh vực", 2.4),
    )
    return render_leaflet(
        Leaflet(
            heading="DANH SÁCH ĐẠI BIỂU",
            under=congress.name,
            body=[Table(columns, rows)],
            landscape=True,
        )
    )


def _delegate_row(number: int, one: Delegate, names: dict[int, str]) -> tuple[str, ...]:
    kind = one.get_kind_display()
    return (
        str(number),
        one.name,
        one.get_gender_display(),
        str(one.birth_year or ""),
        one.ethnic_group,
        one.occupation,
        names.get(one.unit_id, ""),
        f"{kind}; {one.get_field_display()}" if one.field else kind,
    )
