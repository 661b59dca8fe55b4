"""Papers of this subject: the press plan, congress papers; the consent form, the story for the press."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from thidua.core.documents import (
    Block,
    Clause,
    DocumentKind,
    OfficialDocument,
    Paragraph,
    Section,
    Table,
)
from thidua.core.documents.leaflet import Leaflet, render_leaflet
from thidua.core.documents.model import Align, Bullet, Column
from thidua.core.text import format_date, format_number
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.papers.templates import letterhead
from thidua.subjects.publicity.models import (
    Consent,
    Example,
    FollowUp,
    Picture,
    PressPlan,
    PressTask,
    Replication,
)

DOTS = "………………………………"


def press_plan_document(plan: PressPlan, day: date) -> OfficialDocument:
    """Kế hoạch tuyên truyền: why, who covers what by when, how it is reported."""
    tasks = list(plan.tasks.order_by("due_on", "pk"))
    names = names_on({task.organ_id for task in tasks}, day)
    purpose = [line.strip() for line in plan.purpose.splitlines() if line.strip()] or [
        "Tuyên truyền các phong trào thi đua yêu nước, giới thiệu điển hình tiên tiến, người tốt, việc "
        "tốt, nhân tố mới trên các phương tiện thông tin đại chúng.",
        "Nội dung chính xác, được đơn vị xác nhận và người được giới thiệu đồng ý; hình thức đa dạng, "
        "tăng thời lượng phát sóng và số chuyên trang, chuyên mục.",
    ]
    body: list[Block] = [
        Section("Mục đích, yêu cầu", [Clause(text=line) for line in purpose]),
        Section("Nội dung, phân công và thời hạn", [_task_table(tasks, names)]),
        Section(
            "Tổ chức thực hiện",
            [
                Clause(
                    text="Các cơ quan báo chí đăng, phát đúng nội dung, thời hạn được giao; hằng tháng "
                    "báo cáo tin, bài, chuyên trang, chuyên mục, thời lượng phát sóng trên hệ thống."
                ),
                Clause(
                    text="Bài về điển hình tiên tiến chỉ đăng từ ngày được phép; gỡ ngay khi người được "
                    "giới thiệu rút đồng ý."
                ),
            ],
        ),
    ]
    document = letterhead(plan.unit_id, day).document(DocumentKind.PLAN, plan.name, body, plan.year)
    receivers = tuple(dict.fromkeys(names.values()))
    return replace(document, recipients=("Như phần phân công", *receivers), draft=True)


def _task_table(tasks: Sequence[PressTask], names: dict[int, str]) -> Table:
    rows = [
        (str(number), " ".join(task.what.split()), names[task.organ_id], _amount(task), format_date(task.due_on))
        for number, task in enumerate(tasks, 1)
    ]  # fmt: skip
    return Table(
        columns=(
            Column("STT", 0.6, Align.CENTER),
            Column("Nội dung", 3.4),
            Column("Cơ quan thực hiện", 1.8),
            Column("Hình thức, số lượng", 1.6),
            Column("Hạn", 1.2, Align.CENTER),
        ),
        rows=rows,
    )


def _amount(task: PressTask) -> str:
    words = f"{task.wanted} {task.get_kind_display().lower()}"
    return f"{words}, {format_number(task.minutes)} phút" if task.minutes else words


def following_report(
    follow_ups: Sequence[FollowUp], unit_id: int, year: int, day: date
) -> OfficialDocument:
    """Báo cáo nhân rộng: every example looked at in the year, and the units that took it over."""
    head = letterhead(unit_id, day)
    worthy = [one for one in follow_ups if one.worthy]
    ended = [one for one in follow_ups if not one.worthy]
    spread = [row for one in worthy for row in one.example.replications.all()]
    names = names_on({row.unit_id for row in spread}, day)
    body: list[Block] = [
        Section(
            "Kết quả theo dõi",
            [
                Clause(
                    text=f"Trong năm {year} đã theo dõi {len(follow_ups)} điển hình; {len(worthy)} điển hình "
                    f"còn xứng đáng, {len(ended)} điển hình không còn xứng đáng và đã gỡ."
                ),
                _followed_table(worthy),
            ],
        )
    ]
    if spread:
        lines = [Clause(text=_spread_words(row, names)) for row in spread]
        body.append(Section("Nhân rộng", lines))
    if ended:
        gone = [Clause(text=f"{one.example.name}: {' '.join(one.note.split())}") for one in ended]
        body.append(Section("Điển hình không còn xứng đáng", gone))
    subject = f"Kết quả theo dõi, nhân rộng điển hình tiên tiến năm {year}"
    return replace(head.document(DocumentKind.REPORT, subject, body, day.year), draft=True)


def _followed_table(rows: Sequence[FollowUp]) -> Table:
    cells = [
        (str(number), one.example.name, one.example.title, " ".join(one.note.split()))
        for number, one in enumerate(rows, 1)
    ]
    columns = (
        Column("STT", 0.6, Align.CENTER),
        Column("Điển hình", 2),
        Column("Bài đã đăng", 2.4),
        Column("Kết quả theo dõi", 3),
    )
    return Table(columns, cells)


def _spread_words(row: Replication, names: dict[int, str]) -> str:
    people = f" ({format_number(row.people)} người, hộ làm theo)" if row.people else ""
    what = " ".join(row.what.split())
    return f"{names.get(row.unit_id, '')} làm theo {row.example.name} từ {format_date(row.day)}{people}: {what}"


def consent_form(example: Example, code: str, address: str, day: date) -> bytes:
    """Giấy đồng ý: what is agreed to, and how it is taken back at any time."""
    subject = f"“{example.title}”" if example.title else "gương điển hình tiên tiến"
    body: list[Block] = [
        Paragraph(f"Họ và tên người (tên tập thể, hộ gia đình) được giới thiệu: {example.name}"),
        Paragraph(f"Nơi làm việc, nơi ở: {example.place or DOTS}"),
        Paragraph(f"Việc làm, thành tích được giới thiệu: {' '.join(example.deed.split())}"),
        Paragraph(f"Tôi là: {DOTS}{DOTS}"),
        Paragraph(f"Tư cách: {_capacities(example)}"),
        Paragraph("Sau khi được giải thích và đọc nội dung, tôi:"),
        Clause(
            text=f"Đồng ý / Không đồng ý (*) cho đăng bài viết về {subject} trên cổng thi đua, khen "
            "thưởng của tỉnh và các báo, đài."
        ),
        Clause(text="Đồng ý / Không đồng ý (*) cho đăng ảnh trong bài viết."),
        Clause(text=f"Ý kiến khác: {DOTS}{DOTS}"),
        Paragraph("(*) Gạch bỏ chỗ không chọn.", italic=True),
        Paragraph(
            "Tôi biết rằng có thể rút đồng ý bất cứ lúc nào, không cần nêu lý do: báo đơn vị, hoặc tự "
            f"làm tại {address}, số bài {example.pk}, mã {code}. Bài được gỡ khỏi cổng ngay lúc đó và "
            "các báo, đài được báo để gỡ."
        ),
    ]
    sheet = Leaflet(
        heading="GIẤY ĐỒNG Ý",
        under="Cho đăng bài viết, hình ảnh về gương điển hình tiên tiến",
        national=True,
        body=body,
        place_and_day=f"……………, ngày …… tháng …… năm {day.year}",
        signers=(
            "XÁC NHẬN CỦA ĐƠN VỊ\n(Ký, ghi rõ họ tên, đóng dấu)",
            "NGƯỜI ĐỒNG Ý\n(Ký, ghi rõ họ tên)",
        ),
    )
    return render_leaflet(sheet)


def _capacities(example: Example) -> str:
    if example.is_child:
        return "cha / mẹ / người giám hộ (*) của người được giới thiệu dưới 16 tuổi"
    if example.is_person:
        return "người được giới thiệu"
    return "người đứng đầu tập thể / chủ hộ (*)"


def story_document(example: Example, when: str, pictures: Sequence[Picture]) -> bytes:
    """The story as the press takes it over, with the captions of the pictures."""
    body: list[Block] = [Paragraph(line, italic=True) for line in example.summary.splitlines()]
    body += [Paragraph(line.strip()) for line in example.story.split("\n") if line.strip()]
    if pictures:
        lines = [
            Bullet(f"Ảnh {number}: {picture.caption or picture.alt} (Ảnh: {picture.credit})")
            for number, picture in enumerate(pictures, 1)
        ]
        body += [Paragraph("Chú thích ảnh:"), *lines]
    return render_leaflet(Leaflet(heading=example.title, under=when, body=body))


def consent_note(example: Example, consent: Consent | None, pictures: int) -> str:
    """What the press may do, in a few plain lines; no name of who signed for a child."""
    if consent is None:
        return "Không có giấy đồng ý đang có hiệu lực: không được đăng.\n"
    agreed = "có" if consent.pictures else "không (chỉ đăng chữ)"
    return (
        f"Bài: {example.title}\n"
        f"Đồng ý cho đăng bài: có, ngày {format_date(consent.given_on)}\n"
        f"Người đồng ý: {consent.get_relation_display()}\n"
        f"Đồng ý cho đăng ảnh: {agreed}; số ảnh trong gói: {pictures}\n"
        "Người được giới thiệu có thể rút đồng ý bất cứ lúc nào: khi nhận thông báo gỡ, đề nghị gỡ ngay.\n"
    )
