"""Papers of a course: plan, decision, summons, report, in the office's layout."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from thidua.core.documents import (
    Align,
    Annex,
    Article,
    Block,
    Bullet,
    Clause,
    Column,
    DocumentKind,
    OfficialDocument,
    Paragraph,
    Section,
    Table,
)
from thidua.core.text import format_date
from thidua.subjects.orgs.models import OrganizationSet
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.papers.templates import Letterhead, letterhead
from thidua.subjects.training.audiences import labels_of
from thidua.subjects.training.enums import Criterion, PaperKind
from thidua.subjects.training.models import Course
from thidua.subjects.training.selectors.audience import units_meant
from thidua.subjects.training.selectors.results import results_of

DIRECTIVE = (
    "Căn cứ chức năng, nhiệm vụ của cơ quan và chương trình công tác năm về tập huấn, bồi dưỡng "
    "nghiệp vụ thi đua, khen thưởng"
)


def plan_document(course: Course, day: date) -> OfficialDocument:
    head = letterhead(course.unit_id, day)
    body: list[Block] = [
        Section(
            "Mục đích, yêu cầu",
            [
                Clause(
                    "Trang bị, cập nhật kiến thức, kỹ năng về công tác thi đua, khen thưởng cho "
                    "người làm công tác này ở các cơ quan, đơn vị, địa phương."
                ),
                Clause(
                    "Nội dung thiết thực, sát công việc; cử đúng đối tượng; có kiểm tra, đánh giá "
                    "kết quả sau tập huấn."
                ),
            ],
        ),
        Section("Nội dung", _content(course)),
        Section("Đối tượng, số lượng", _audience(course, day)),
        Section("Thời gian, địa điểm, giảng viên", _when(course)),
        Section(
            "Tổ chức thực hiện",
            [
                Clause(
                    f"{head.issuer} chuẩn bị nội dung, tài liệu, cơ sở vật chất và tổ chức lớp."
                ),
                Clause("Các cơ quan, đơn vị cử người đúng đối tượng, đúng thời hạn triệu tập."),
            ],
        ),
    ]
    document = head.document(DocumentKind.PLAN, f"Tổ chức lớp {named(course)}", body, day.year)
    return _for_units(document)


def decision_document(course: Course, day: date) -> OfficialDocument:
    head = letterhead(course.unit_id, day)
    where = f", tại {course.place}" if course.place else ""
    body = [
        Article(
            f"Mở lớp {named(course)}; thời gian {span(course)}{where}; giảng viên: "
            f"{course.trainer or 'do cơ quan tổ chức mời'}."
        ),
        Article(
            "Học viên do các cơ quan, đơn vị cử theo giấy triệu tập; học viên dự đủ thời gian và đạt "
            "yêu cầu kiểm tra được cấp giấy chứng nhận."
        ),
        Article(
            "Quyết định này có hiệu lực kể từ ngày ký. Các cơ quan, đơn vị và cá nhân có liên quan "
            "chịu trách nhiệm thi hành Quyết định này."
        ),
    ]
    document = head.document(
        DocumentKind.DECISION, f"Về việc mở lớp {named(course)}", body, day.year
    )
    return replace(
        document, power=_power(head), bases=(DIRECTIVE,), recipients=("Như Điều 3",), draft=True
    )


def _power(head: Letterhead) -> str:
    """Who decides, as the decree wants it: the post of the signer with the agency."""
    return head.issuer if head.signer.authority else f"{head.signer.title} {head.issuer}"


def summons_document(course: Course, day: date) -> OfficialDocument:
    """The decree has no kind "giấy triệu tập": it goes as a công văn with the list of units."""
    head = letterhead(course.unit_id, day)
    names = names_on(units_meant(course, day), day)
    rows = [
        (str(number), names[unit], str(course.seats_per_unit))
        for number, unit in enumerate(units_meant(course, day), 1)
    ]
    due = course.naming_due
    until = f" trước hết ngày {format_date(due)}" if due else " đúng thời hạn"
    body: list[Block] = [
        Paragraph(
            f"{head.issuer} tổ chức lớp {named(course)} và triệu tập học viên như sau:"
        ),
        Clause(title="Đối tượng", blocks=[Bullet(line) for line in _lines_of_audience(course)]),
        Clause(
            title="Số lượng",
            blocks=[Paragraph(f"{len(rows)} cơ quan, đơn vị, mỗi nơi {course.seats_per_unit} người "
                              "(danh sách kèm theo).")],
        ),
        Clause(title="Thời gian, địa điểm", blocks=_when(course)),
        Paragraph(
            f"Đề nghị các cơ quan, đơn vị cử người dự và gửi danh sách trên hệ thống{until}; "
            "người được cử bận việc thì cử người dự thay."
        ),
    ]  # fmt: skip
    document = head.document(
        DocumentKind.LETTER, f"triệu tập học viên lớp {named(course)}", body, day.year
    )
    columns = (
        Column("STT", 0.6, Align.CENTER),
        Column("Cơ quan, đơn vị", 4),
        Column("Số người", 1, Align.CENTER),
    )
    annex = Annex("Danh sách cơ quan, đơn vị cử người dự lớp", [Table(columns, rows)])
    return replace(
        document,
        addressees=("Các cơ quan, đơn vị có tên trong danh sách kèm theo",),
        recipients=("Như trên",),
        annexes=(annex,),
        draft=True,
    )


def report_document(course: Course, day: date) -> OfficialDocument:
    head = letterhead(course.unit_id, day)
    found = results_of(course)
    by_summons = f" theo {course.summons_code}" if course.summons_code else ""
    body: list[Block] = [
        Section(
            "Tình hình tổ chức",
            [
                Paragraph(
                    f"{head.issuer} đã tổ chức lớp {named(course)}{by_summons}, thời gian "
                    f"{span(course)}, tại {course.place}."
                ),
                Clause(
                    f"Triệu tập {found.units} cơ quan, đơn vị; {found.units_answered} cơ quan, đơn vị "
                    f"cử người; {found.units_nobody} không cử được."
                ),
            ],
        ),
        Section("Kết quả", [_result_table(course), *_evaluation(course)]),
        Section(
            "Đề xuất",
            [
                Paragraph(
                    "Các cơ quan, đơn vị có người vắng hoặc chưa đạt tiếp tục cử người dự lớp sau; "
                    "câu hỏi của học viên và trả lời được đăng ở mục Tài liệu để dùng chung."
                )
            ],
        ),
    ]
    document = head.document(DocumentKind.REPORT, f"Kết quả lớp {named(course)}", body, day.year)
    return replace(document, recipients=("Lãnh đạo cơ quan",), draft=True)


def _result_table(course: Course) -> Table:
    found = results_of(course)
    lines = (
        ("Học viên được cử", found.named, "người"),
        ("Có mặt", found.present, "người"),
        ("Vắng", found.absent, "người"),
        ("Làm bài kiểm tra", found.tested, "người"),
        ("Đạt yêu cầu", found.passed, "người"),
        ("Được cấp giấy chứng nhận", found.certified, "người"),
    )
    rows = [(str(i), label, str(value), unit) for i, (label, value, unit) in enumerate(lines, 1)]
    return Table(
        (
            Column("STT", 0.6, Align.CENTER),
            Column("Nội dung", 3),
            Column("Kết quả", 1, Align.RIGHT),
            Column("Đơn vị tính", 1, Align.CENTER),
        ),
        rows,
    )


def _evaluation(course: Course) -> list[Block]:
    found = results_of(course)
    if not found.evaluations:
        return [Paragraph("Chưa có phiếu đánh giá của học viên.")]
    means = "; ".join(
        f"{Criterion(key).label.lower()} {str(value).replace('.', ',')}/5"
        for key, value in found.means.items()
    )
    return [Paragraph(f"Đánh giá của {found.evaluations} học viên: {means}.")]


def named(course: Course) -> str:
    """Inside a sentence: "lớp tập huấn …", or the name in quotes."""
    name = course.name.strip().rstrip(".")
    for word in ("Lớp ", "lớp "):
        name = name.removeprefix(word)
    if name.lower().startswith(("tập huấn", "bồi dưỡng", "tuyên truyền")):
        return name[:1].lower() + name[1:]
    return f"tập huấn “{name}”"


def _content(course: Course) -> list[Block]:
    lines = [line.strip() for line in course.content.split("\n") if line.strip()]
    topics = [session.topic for session in course.sessions.all() if session.topic]
    said = lines or topics or ["Nghiệp vụ công tác thi đua, khen thưởng."]
    return [Clause(line) for line in said]


def _lines_of_audience(course: Course) -> list[str]:
    sets = OrganizationSet.objects.filter(key__in=course.sets).values_list("name", flat=True)
    narrowed = f" (thuộc: {'; '.join(sets)})" if sets else ""
    labels = [f"{label}{narrowed}" for label in labels_of(course.audiences)]
    return labels or [
        "Người làm công tác thi đua, khen thưởng của các cơ quan, đơn vị được triệu tập"
    ]


def _audience(course: Course, day: date) -> list[Block]:
    count = len(units_meant(course, day))
    return [
        *(Clause(line) for line in _lines_of_audience(course)),
        Clause(f"Số lượng: {count} cơ quan, đơn vị, mỗi nơi {course.seats_per_unit} người."),
    ]


def _when(course: Course) -> list[Block]:
    sessions: Sequence[Block] = [
        Bullet(
            f"Từ {session.starts_at:%H giờ %M} đến {session.ends_at:%H giờ %M} ngày "
            f"{format_date(session.day)}" + (f": {session.topic}" if session.topic else "")
        )
        for session in course.sessions.all()
    ]
    trainer = [Bullet(f"Giảng viên: {course.trainer}")] if course.trainer else []
    place = [Bullet(f"Địa điểm: {course.place}")] if course.place else []
    return [*sessions, *place, *trainer]


def span(course: Course) -> str:
    if course.starts_on is None or course.ends_on is None:
        return "sẽ báo sau"
    if course.starts_on == course.ends_on:
        return f"ngày {format_date(course.starts_on)}"
    return f"từ ngày {format_date(course.starts_on)} đến ngày {format_date(course.ends_on)}"


def _for_units(document: OfficialDocument) -> OfficialDocument:
    recipients = ("Các cơ quan, đơn vị có liên quan", "Lãnh đạo cơ quan")
    return replace(document, bases=(DIRECTIVE,), recipients=recipients, draft=True)


DOCUMENTS: dict[PaperKind, Callable[[Course, date], OfficialDocument]] = {
    PaperKind.PLAN: plan_document,
    PaperKind.DECISION: decision_document,
    PaperKind.SUMMONS: summons_document,
    PaperKind.REPORT: report_document,
}
