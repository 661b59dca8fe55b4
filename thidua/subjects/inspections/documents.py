"""Official papers of inspections: plan, decision on teams, self-check, minutes, conclusion, report."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from thidua.core.documents import (
    Annex,
    Article,
    Block,
    Bullet,
    Clause,
    DocumentKind,
    OfficialDocument,
    Paragraph,
    Section,
    Signature,
    Table,
    month_number,
)
from thidua.core.documents.model import Align, Column
from thidua.core.text import format_date
from thidua.subjects.inspections.enums import FAULTS, FindingKind, TeamRole, VisitForm
from thidua.subjects.inspections.models import (
    Finding,
    InspectionPlan,
    Minutes,
    SelfCheck,
    TeamMember,
    Visit,
)
from thidua.subjects.papers.enums import LegalKind
from thidua.subjects.papers.models import LegalDocument
from thidua.subjects.papers.templates import letterhead

TOPIC = "công tác thi đua, khen thưởng"


def plan_document(plan: InspectionPlan, day: date) -> OfficialDocument:
    """Kế hoạch kiểm tra, with the list of units as an annex."""
    head = letterhead(plan.unit_id, day)
    visits = _visits_of(plan)
    body: list[Block] = [
        Section("Mục đích, yêu cầu", _paragraph_clauses(plan.purpose or _USUAL_PURPOSE)),
        Section(
            "Nội dung kiểm tra", [_heading_clause(i.title, i.asks) for i in plan.outline.all()]
        ),
        Section("Đối tượng, hình thức, thời gian", _ways(plan, visits)),
        Section("Tổ chức thực hiện", [Clause(text=words) for words in _CARRYING_OUT]),
    ]
    document = head.document(DocumentKind.PLAN, _named(plan), body, plan.year)
    return replace(
        document,
        recipients=("Các đơn vị được kiểm tra", "Các thành viên đoàn kiểm tra"),
        annexes=(Annex(f"DANH SÁCH ĐƠN VỊ ĐƯỢC KIỂM TRA NĂM {plan.year}", [_visit_table(visits)]),),
    )


_USUAL_PURPOSE = (
    "Đánh giá việc chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước về thi đua, "
    "khen thưởng; kịp thời chỉ ra hạn chế để khắc phục, nhân rộng cách làm tốt.\n"
    "Việc kiểm tra phải khách quan, đúng nội dung, không gây phiền hà cho đơn vị."
)
_CARRYING_OUT = (
    "Các đơn vị được kiểm tra gửi báo cáo tự kiểm tra theo đề cương, chuẩn bị hồ sơ, bố trí người làm "
    "việc với đoàn.",
    "Đoàn kiểm tra lập biên bản tại đơn vị, dự thảo thông báo kết luận trình cấp có thẩm quyền, theo "
    "dõi việc khắc phục đến khi hoàn thành.",
    "Cơ quan thường trực Hội đồng Thi đua - Khen thưởng theo dõi, tổng hợp, báo cáo kết quả cuối năm.",
)


def _named(plan: InspectionPlan) -> str:
    name = plan.name.strip()
    lowered = name[:1].lower() + name[1:]
    return (
        name
        if not lowered.startswith("kế hoạch ")
        else lowered.removeprefix("kế hoạch ").capitalize()
    )


def _visits_of(plan: InspectionPlan) -> list[Visit]:
    return list(plan.visits.prefetch_related("team").order_by("day", "unit_key", "pk"))


def _paragraph_clauses(text: str) -> list[Block]:
    return [Clause(text=" ".join(part.split())) for part in text.split("\n") if part.strip()]


def _heading_clause(title: str, text: str) -> Clause:
    return Clause(title=title, blocks=[Paragraph(" ".join(text.split()))])


def _ways(plan: InspectionPlan, visits: Sequence[Visit]) -> list[Block]:
    """How many units in which form, and between which days."""
    lines: list[Block] = []
    for form in VisitForm:
        count = sum(visit.form == form for visit in visits)
        if count:
            lines.append(Clause(text=f"{form.label}: {count} đơn vị."))
    days = f"từ ngày {format_date(plan.starts_on)} đến hết ngày {format_date(plan.ends_on)}"
    lines.append(Clause(text=f"Thời gian: {days}; lịch từng đơn vị tại Phụ lục kèm theo."))
    return lines


def _visit_table(visits: Sequence[Visit]) -> Table:
    rows = [
        (str(number), visit.unit_name, visit.get_form_display(), _day(visit.day), _head_name(visit))
        for number, visit in enumerate(visits, 1)
    ]
    return Table(
        (
            Column("STT", 0.6, Align.CENTER),
            Column("Đơn vị", 2.6),
            Column("Hình thức", 1.5),
            Column("Ngày", 1.1, Align.CENTER),
            Column("Trưởng đoàn", 1.7),
        ),
        rows,
    )


def _day(day: date | None) -> str:
    return format_date(day) if day else ""


def _head_name(visit: Visit) -> str:
    return next((m.name for m in visit.team.all() if m.role == TeamRole.HEAD), "")


def decision_document(plan: InspectionPlan, day: date) -> OfficialDocument:
    """Quyết định thành lập đoàn kiểm tra; members with post and portfolio in the annex."""
    head = letterhead(plan.unit_id, day)
    visits = _visits_of(plan)
    body: list[Block] = [
        Article(
            f"Thành lập các đoàn kiểm tra {TOPIC} năm {plan.year} đối với {len(visits)} đơn vị, "
            "thành phần theo danh sách kèm theo."
        ),
        Article(
            "Các đoàn kiểm tra có nhiệm vụ kiểm tra theo nội dung, thời gian của kế hoạch; lập biên bản, "
            "báo cáo kết quả, dự thảo thông báo kết luận và theo dõi việc khắc phục. Đoàn tự giải thể "
            "khi hoàn thành nhiệm vụ."
        ),
        Article("Quyết định này có hiệu lực kể từ ngày ký."),
        Article(
            "Thủ trưởng các đơn vị được kiểm tra, các thành viên đoàn kiểm tra và các cơ quan liên quan "
            "chịu trách nhiệm thi hành Quyết định này."
        ),
    ]
    subject = f"Về việc thành lập đoàn kiểm tra {TOPIC} năm {plan.year}"
    document = head.document(DocumentKind.DECISION, subject, body, plan.year)
    return replace(
        document,
        power=head.issuer,
        bases=legal_bases(day),
        recipients=("Như Điều 4",),
        annexes=(Annex("DANH SÁCH THÀNH VIÊN CÁC ĐOÀN KIỂM TRA", [_team_table(visits)]),),
    )


def legal_bases(day: date) -> tuple[str, ...]:
    """The laws on emulation in force on the day, the oldest first, then who proposes."""
    laws = LegalDocument.objects.in_force_on(day).filter(
        kind=LegalKind.LAW, issued_on__lte=day, title__contains="Thi đua"
    )
    cited = [
        f"Căn cứ {law.title} ngày {law.issued_on.day:02d} tháng {month_number(law.issued_on.month)} "
        f"năm {law.issued_on.year}"
        for law in laws.order_by("issued_on", "pk")
        if law.issued_on is not None
    ]
    return (*cited, "Theo đề nghị của Cơ quan thường trực Hội đồng Thi đua - Khen thưởng tỉnh")


def _team_table(visits: Sequence[Visit]) -> Table:
    rows = [
        (
            visit.unit_name if first else "",
            member.name,
            member.title,
            _member_role(member),
        )
        for visit in visits
        for first, member in _marked_first(visit.team.all())
    ]
    return Table(
        (
            Column("Đơn vị được kiểm tra", 2),
            Column("Họ và tên", 1.5),
            Column("Chức vụ, đơn vị", 2),
            Column("Nhiệm vụ", 1.5),
        ),
        rows,
    )


def _marked_first(members: Iterable[TeamMember]) -> list[tuple[bool, TeamMember]]:
    order = [role.value for role in TeamRole]
    ranked = sorted(members, key=lambda member: (order.index(member.role), member.pk))
    return [(place == 0, member) for place, member in enumerate(ranked)]


def _member_role(member: TeamMember) -> str:
    role = str(member.get_role_display())
    return f"{role}; {member.portfolio}" if member.portfolio else role


def self_check_document(self_check: SelfCheck, day: date) -> OfficialDocument:
    """Báo cáo tự kiểm tra of the unit, heading by heading."""
    visit = self_check.visit
    head = letterhead(visit.organization_id, day)
    answers = self_check.answers.select_related("item").prefetch_related("evidence")
    headings: list[Block] = [
        Clause(
            title=answer.item.title,
            blocks=[
                Paragraph(f"Tự đánh giá: {str(answer.get_verdict_display()).lower()}."),
                *_paragraphs(answer.words),
                *_evidence(answer.evidence.all()),
            ],
        )
        for answer in answers
    ]
    body: list[Block] = [
        Section("Đánh giá chung", _paragraphs(self_check.summary)),
        Section("Kết quả tự kiểm tra theo đề cương", headings),
    ]
    if self_check.proposals:
        body.append(Section("Đề xuất, kiến nghị", _paragraphs(self_check.proposals)))
    document = head.document(DocumentKind.REPORT, f"Kết quả tự kiểm tra {TOPIC}", body, day.year)
    return replace(document, recipients=("Đoàn kiểm tra", "Ban Thi đua - Khen thưởng tỉnh"))


def _evidence(files: Iterable[object]) -> list[Block]:
    names = "; ".join(str(file) for file in files)
    return [Paragraph(f"Minh chứng: {names}.", italic=True)] if names else []


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph(" ".join(part.split())) for part in text.split("\n") if part.strip()]


def minutes_document(visit: Visit, day: date) -> OfficialDocument:
    """Biên bản kiểm tra, from the findings; the unit's remark stands before the signatures."""
    minutes = getattr(visit, "minutes", None) or Minutes(visit=visit)
    head = letterhead(visit.plan.unit_id, day)
    made_on = visit.visited_on or day
    findings = list(visit.findings.standing().select_related("item").prefetch_related("pictures"))
    body: list[Block] = [
        Paragraph(
            f"Ngày {format_date(made_on)}, tại {visit.place or visit.unit_name}, Đoàn kiểm tra {TOPIC} "
            f"làm việc với {visit.unit_name}."
        ),
        Section("Thành phần", _present(visit, minutes)),
    ]
    if minutes.course:
        body.append(Section("Diễn biến, tài liệu đã xem", _paragraphs(minutes.course)))
    body += _finding_sections(findings)
    remark = minutes.unit_remark or "Thống nhất với nội dung biên bản, không có ý kiến khác."
    body.append(Section("Ý kiến của đơn vị được kiểm tra", _paragraphs(remark)))
    document = head.document(
        DocumentKind.MINUTES, f"Kiểm tra {TOPIC} tại {visit.unit_name}", body, made_on.year
    )
    return replace(
        document,
        signer=Signature("TRƯỞNG ĐOÀN KIỂM TRA", _head_name(visit)),
        secretary=Signature("ĐẠI DIỆN ĐƠN VỊ ĐƯỢC KIỂM TRA", _name_only(minutes.agreed_by)),
        recipients=(visit.unit_name, "Đoàn kiểm tra"),
    )


def _name_only(signature: str) -> str:
    """Of "Bùi Đức Hậu (Giám đốc, Sở Y tế)" the name."""
    return signature.split(" (")[0].split(",")[0].strip()


def _present(visit: Visit, minutes: Minutes) -> list[Block]:
    team: list[Block] = [
        Bullet(f"{member.name}, {member.title}: {str(member.get_role_display()).lower()}")
        for _first, member in _marked_first(visit.team.all())
    ]
    unit = [Bullet(line.strip()) for line in minutes.unit_present.split("\n") if line.strip()]
    return [
        Clause(title="Đoàn kiểm tra", blocks=team),
        Clause(title=visit.unit_name, blocks=unit or [Paragraph("…")]),
    ]


_SECTIONS = (
    ("Ưu điểm", (FindingKind.STRENGTH,)),
    ("Hạn chế, vi phạm", FAULTS),
    ("Kiến nghị của đơn vị", (FindingKind.PROPOSAL,)),
)


def _finding_sections(findings: Sequence[Finding]) -> list[Block]:
    sections: list[Block] = []
    for title, kinds in _SECTIONS:
        lines = [_finding_clause(finding) for finding in findings if finding.kind in kinds]
        if lines:
            sections.append(Section(title, lines))
    return sections


def _finding_clause(finding: Finding) -> Clause:
    where = f"{finding.item.title}: " if finding.item else ""
    severity = f" (mức độ: {finding.get_severity_display().lower()})" if finding.severity else ""
    pictures = len(finding.pictures.all())
    proof = f" Có {pictures} ảnh kèm theo." if pictures else ""
    words = " ".join(finding.words.split()).rstrip(".")
    return Clause(text=f"{where}{words}{severity}.{proof}")


def conclusion_document(visit: Visit, day: date) -> OfficialDocument:
    """Thông báo kết luận, with what is to be mended, by whom, until when."""
    head = letterhead(visit.plan.unit_id, day)
    findings = list(visit.findings.standing().select_related("item").prefetch_related("pictures"))
    duties = list(visit.follow_ups.all())
    made = visit.visited_on or day
    body: list[Block] = [
        Paragraph(
            f"Ngày {format_date(made)}, Đoàn kiểm tra đã kiểm tra {TOPIC} tại {visit.unit_name}. "
            f"{head.issuer} thông báo kết luận như sau:"
        ),
        Section("Đánh giá chung", _paragraphs(visit.assessment)),
        *_finding_sections(findings),
    ]
    if duties:
        table = Table(
            (
                Column("STT", 0.6, Align.CENTER),
                Column("Việc phải khắc phục", 3.6),
                Column("Đơn vị thực hiện", 1.8),
                Column("Hạn", 1.1, Align.CENTER),
            ),
            [
                (str(number), duty.what, duty.unit_name, format_date(duty.due_on))
                for number, duty in enumerate(duties, 1)
            ],
        )
        body.append(Section("Yêu cầu khắc phục", [table]))
    if visit.requirements:
        body.append(Section("Yêu cầu khác", _paragraphs(visit.requirements)))
    document = head.document(
        DocumentKind.NOTICE, f"Kết luận kiểm tra {TOPIC} tại {visit.unit_name}", body, day.year
    )
    units = dict.fromkeys([visit.unit_name, *(duty.unit_name for duty in duties)])
    return replace(document, recipients=(*units, "Đoàn kiểm tra"))
