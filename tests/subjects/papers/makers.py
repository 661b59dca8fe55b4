"""A small province: the People's Committee, the office, two departments, a district."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from thidua.base.access import Actor, Role
from thidua.core.documents import (
    Bullet,
    Clause,
    DocumentKind,
    OfficialDocument,
    Paragraph,
    Point,
    Section,
    Signature,
    Table,
)
from thidua.core.documents.model import Align, Column, Span
from thidua.subjects.accounts.models import Post, User
from thidua.subjects.accounts.selectors import actor_for
from thidua.subjects.orgs.models import Organization, OrganizationVersion
from thidua.subjects.papers import services

DAY = date(2022, 2, 15)


def make_unit(code: str, name: str, kind: str, short_name: str = "", parent=None) -> Organization:
    unit = Organization.objects.create(code=code)
    OrganizationVersion.objects.create(
        organization=unit, name=name, short_name=short_name, kind=kind, parent=parent
    )
    return unit


def make_actor(unit: Organization, role: str, name: str, title: str, day: date = DAY) -> Actor:
    username = f"{role}.{unit.code}".lower().replace("_", ".").replace("-", ".")
    user = User.objects.create_user(username=username, full_name=name)
    post = Post.objects.create(
        user=user, unit=unit, role=role, title=title, valid_from=date(2021, 1, 1)
    )
    return actor_for(user, post, day)


@dataclass
class Office:
    committee: Organization
    board: Organization
    health: Organization
    finance: Organization
    district: Organization
    clerk: Actor
    head: Actor
    finance_clerk: Actor
    finance_head: Actor
    district_clerk: Actor
    officer: Actor
    office_head: Actor
    chair: Actor
    admin: Actor


def make_office() -> Office:
    committee = make_unit("UBND", "Ủy ban nhân dân tỉnh Lai Châu", "peoples_committee", "UBND tỉnh")
    interior = make_unit("SNV", "Sở Nội vụ", "department", "SNV", committee)
    board = make_unit(
        "BTDKT", "Ban Thi đua - Khen thưởng tỉnh", "sub_department", "Ban TĐKT tỉnh", interior
    )
    health = make_unit("SYT", "Sở Y tế", "department", "SYT", committee)
    finance = make_unit("STC", "Sở Tài chính", "department", "STC", committee)
    district = make_unit("SH", "Huyện Sìn Hồ", "district", "Sìn Hồ", committee)
    return Office(
        committee,
        board,
        health,
        finance,
        district,
        clerk=make_actor(health, Role.UNIT_CLERK, "Lò Thị Mẫu", "Chuyên viên"),
        head=make_actor(health, Role.UNIT_HEAD, "Nguyễn Văn Mẫu", "Giám đốc Sở Y tế"),
        finance_clerk=make_actor(finance, Role.UNIT_CLERK, "Vàng Văn Ví", "Chuyên viên"),
        finance_head=make_actor(finance, Role.UNIT_HEAD, "Trần Thị Dụ", "Giám đốc"),
        district_clerk=make_actor(district, Role.UNIT_CLERK, "Giàng A Thử", "Chuyên viên"),
        officer=make_actor(board, Role.OFFICER, "Hoàng Thị Thí", "Chuyên viên"),
        office_head=make_actor(board, Role.OFFICE_HEAD, "Phạm Văn Dụ", "Trưởng ban"),
        chair=make_actor(committee, Role.PROVINCE_CHAIR, "Lê Văn Ví", "Chủ tịch"),
        admin=make_actor(interior, Role.ADMIN, "Quản Trị Mẫu", "Quản trị"),
    )  # fmt: skip


def later(actor: Actor, days: int = 1) -> Actor:
    return replace(actor, day=actor.day + timedelta(days=days))


def make_document(kind: DocumentKind = DocumentKind.PLAN, **changes) -> OfficialDocument:
    letters = kind == DocumentKind.LETTER
    document = OfficialDocument(
        kind=kind,
        notation="SYT-VP" if letters else f"{kind.abbreviation}-SYT",
        agency="Sở Y tế",
        parent_agency="UBND tỉnh Lai Châu",
        issuer="Sở Y tế",
        place="Lai Châu",
        year=2022,
        subject="Hưởng ứng phong trào thi đua năm 2022",
        body=(
            Paragraph((Span("Thực hiện "), Span("Chỉ thị", bold=True), Span(" của tỉnh."))),
            Section(
                "Mục đích, yêu cầu",
                (
                    Clause("Nội dung thứ nhất.", "", (Point("Điểm a."), Point("Điểm b."))),
                    Clause("", "Có tên", (Bullet("Gạch đầu dòng."),)),
                ),
            ),
            Section(
                "Tổ chức thực hiện",
                (
                    Table(
                        (Column("STT", 0.5, Align.CENTER), Column("Việc", 3)),
                        (("1", "Phát động"), ("2", "Sơ kết")),
                    ),
                ),
            ),
        ),
        signer=Signature("GIÁM ĐỐC", "Nguyễn Văn Mẫu"),
        addressees=("Ban Thi đua - Khen thưởng tỉnh",) if letters or kind == DocumentKind.SUBMISSION else (),
        recipients=("Sở Tài chính", "UBND huyện Sìn Hồ"),
        archive="VT",
    )  # fmt: skip
    return replace(document, **changes)


def make_paper(office: Office, kind: DocumentKind = DocumentKind.PLAN, actor=None, **changes):
    actor = actor or office.clerk
    return services.create_paper(
        actor=actor, unit_id=actor.unit_id, kind=kind, document=make_document(kind, **changes)
    )


def make_signed(office: Office, kind: DocumentKind = DocumentKind.PLAN, **changes):
    paper = make_paper(office, kind, **changes)
    services.submit_paper(actor=office.clerk, paper_id=paper.pk)
    return services.sign_paper(actor=office.head, paper_id=paper.pk)


def make_issued(office: Office, kind: DocumentKind = DocumentKind.PLAN, **changes):
    paper = make_signed(office, kind, **changes)
    services.number_paper(actor=office.clerk, paper_id=paper.pk)
    return services.issue_paper(actor=office.clerk, paper_id=paper.pk)
