"""First drafts: the letterhead of a unit and the usual skeleton of each kind of paper."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings

from thidua.base.access import Actor, Role
from thidua.core.documents import (
    Block,
    Clause,
    DocumentKind,
    OfficialDocument,
    Paragraph,
    Section,
    Signature,
    Table,
)
from thidua.core.documents.model import Align, Article, Column
from thidua.core.documents.numbering import notation
from thidua.subjects.accounts.models import Post
from thidua.subjects.orgs.enums import Kind
from thidua.subjects.orgs.models import OrganizationVersion
from thidua.subjects.orgs.selectors import version_on
from thidua.subjects.papers.errors import PaperRefusal

PLACES = {
    Kind.DISTRICT: "huyện",
    Kind.DISTRICT_CITY: "thành phố",
    Kind.COMMUNE: "xã",
    Kind.WARD: "phường",
    Kind.TOWNSHIP: "thị trấn",
}
IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
HEADS = {Kind.DEPARTMENT: "GIÁM ĐỐC", Kind.SUB_DEPARTMENT: "TRƯỞNG BAN", Kind.SCHOOL: "HIỆU TRƯỞNG"}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above and below every paper of a unit."""

    agency: str
    parent_agency: str
    issuer: str
    code: str
    place: str
    signer: Signature

    def document(
        self, kind: DocumentKind, subject: str, body: Sequence[Block], year: int
    ) -> OfficialDocument:
        return OfficialDocument(
            kind=kind,
            notation=notation(kind, self.code),
            agency=self.agency,
            parent_agency=self.parent_agency,
            issuer=self.issuer,
            place=self.place,
            year=year,
            subject=subject,
            body=tuple(body),
            signer=self.signer,
            archive="VT",
        )


def letterhead(unit_id: int, day: date) -> Letterhead:
    version = version_on(unit_id, day)
    if version is None:
        raise PaperRefusal("Đơn vị không tồn tại vào ngày này.")
    kind = Kind(version.kind)
    version.name = IN_BRACKETS.sub("", version.name).strip()
    head = _head_of(unit_id, day)
    if kind in PLACES or kind == Kind.PEOPLES_COMMITTEE:
        return _committee(version, head)
    return Letterhead(
        agency=version.name,
        parent_agency=_parent_name(version, day),
        issuer=version.name,
        code=_code(version.short_name or version.name),
        place=_province(),
        signer=Signature(_post_line(head) or HEADS.get(kind, "THỦ TRƯỞNG ĐƠN VỊ"), _name(head)),
    )


def _committee(version: OrganizationVersion, head: Post | None) -> Letterhead:
    """A People's Committee works as a collective: "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"."""
    place = version.name.removeprefix("UBND ")
    issuer = (
        place if place.startswith("Ủy ban") else f"Ủy ban nhân dân {place[:1].lower()}{place[1:]}"
    )
    return Letterhead(
        agency=issuer,
        parent_agency="",
        issuer=issuer,
        code="UBND",
        place=_place_of(version),
        signer=Signature("CHỦ TỊCH", _name(head), ("TM. ỦY BAN NHÂN DÂN",)),
    )


def _place_of(version: OrganizationVersion) -> str:
    common = PLACES.get(Kind(version.kind))
    if common is None:
        return _province()
    name = version.name.removeprefix("UBND ")
    return name[len(common) + 1 :] if name.lower().startswith(common) else name


def _province() -> str:
    return str(settings.PROVINCE_NAME).removeprefix("Tỉnh ").removeprefix("tỉnh ")


def _parent_name(version: OrganizationVersion, day: date) -> str:
    parent = version_on(version.parent_id, day) if version.parent_id else None
    if parent is None or parent.kind in (Kind.PROVINCE, Kind.CENTRAL, Kind.CENTRAL_AUTHORITY):
        return ""
    if parent.kind in PLACES:
        return f"UBND {parent.name[:1].lower()}{parent.name[1:]}"
    return parent.name.replace("Ủy ban nhân dân", "UBND")


def _code(short_name: str) -> str:
    """The agency's part of a notation: capitals without blanks, "SYT", "SNN&PTNT"."""
    words = short_name.removesuffix(" tỉnh").split()
    if len(words) == 1:
        return words[0]
    return "".join(word if word.isupper() else word[:1].upper() for word in words)


def _head_of(unit_id: int, day: date) -> Post | None:
    roles = (Role.PROVINCE_CHAIR, Role.UNIT_HEAD, Role.OFFICE_HEAD)
    heads = Post.objects.held_on(day).filter(unit_id=unit_id, role__in=roles)
    return heads.select_related("user").order_by("pk").first()


def _name(post: Post | None) -> str:
    return post.user.full_name if post else ""


def _post_line(post: Post | None) -> str:
    """ "Giám đốc Sở Y tế" signs as "GIÁM ĐỐC"."""
    if post is None:
        return ""
    known = ("Phó Giám đốc", "Giám đốc", "Chủ tịch", "Trưởng ban", "Chánh Văn phòng", "Hiệu trưởng")
    found = next((title for title in known if post.title.startswith(title)), post.title)
    return found.upper()


@dataclass(frozen=True, slots=True)
class PaperTemplate:
    key: str
    kind: DocumentKind
    label: str
    use: str
    body: Callable[[Letterhead], Sequence[Block]]
    subject: str = ""


def _letter(head: Letterhead) -> Sequence[Block]:
    return (
        Paragraph("Thực hiện …,"),
        Paragraph(f"{head.issuer} đề nghị … thực hiện các nội dung sau:"),
        Clause("…"),
        Clause("…"),
        Paragraph(f"{head.issuer} đề nghị các cơ quan, đơn vị quan tâm phối hợp thực hiện."),
    )


def _notice(head: Letterhead) -> Sequence[Block]:
    return (
        Paragraph(f"{head.issuer} thông báo …, cụ thể như sau:"),
        Clause("", "Nội dung", (Paragraph("…"),)),
        Clause("", "Thời gian, địa điểm", (Paragraph("…"),)),
        Clause("", "Tổ chức thực hiện", (Paragraph("…"),)),
    )


def _report(head: Letterhead) -> Sequence[Block]:
    figures = Table(
        (
            Column("STT", 0.5, Align.CENTER),
            Column("Chỉ tiêu", 3),
            Column("Kế hoạch", 1, Align.RIGHT),
            Column("Thực hiện", 1, Align.RIGHT),
        ),
        (("1", "…", "", ""),),
    )
    return (
        Section("Tình hình thực hiện", (Paragraph(f"{head.issuer} đã triển khai …"),)),
        Section("Kết quả đạt được", (Clause("…"), figures)),
        Section("Khó khăn, hạn chế và nguyên nhân", (Paragraph("…"),)),
        Section("Phương hướng, nhiệm vụ thời gian tới", (Clause("…"),)),
        Section("Kiến nghị, đề xuất", (Paragraph("…"),)),
    )


def _plan(head: Letterhead) -> Sequence[Block]:
    tasks = Table(
        (
            Column("STT", 0.5, Align.CENTER),
            Column("Nội dung công việc", 3),
            Column("Đơn vị chủ trì", 1.4),
            Column("Thời hạn", 1, Align.CENTER),
        ),
        (("1", "…", "…", "…"),),
    )
    return (
        Section("Mục đích, yêu cầu", (Clause("", "Mục đích", (Paragraph("…"),)),
                                      Clause("", "Yêu cầu", (Paragraph("…"),)))),
        Section("Nội dung thi đua", (Clause("…"), Clause("…"))),
        Section("Chỉ tiêu", (Clause("…"),)),
        Section("Tổ chức thực hiện", (Clause("Phân công nhiệm vụ như sau:", "", (tasks,)),
                                      Clause("Chế độ báo cáo: …"))),
    )  # fmt: skip


def _submission(head: Letterhead) -> Sequence[Block]:
    return (
        Paragraph(f"{head.issuer} trình … xem xét, quyết định như sau:"),
        Section("Sự cần thiết", (Paragraph("…"),)),
        Section("Nội dung trình", (Clause("…"), Clause("…"))),
        Section("Đề xuất, kiến nghị", (Paragraph("…"),)),
        Paragraph("(Có hồ sơ gửi kèm theo)"),
    )


def _directive(head: Letterhead) -> Sequence[Block]:
    return (
        Paragraph("Để …,"),
        Paragraph(f"{head.issuer} yêu cầu các cơ quan, đơn vị thực hiện các nội dung sau:"),
        Clause("…"),
        Clause("…"),
        Paragraph("Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện Chỉ thị này."),
    )


def _decision(head: Letterhead) -> Sequence[Block]:
    return (
        Article("…"),
        Article("Quyết định này có hiệu lực kể từ ngày ký."),
        Article("… và các cơ quan, đơn vị liên quan chịu trách nhiệm thi hành Quyết định này."),
    )


TEMPLATES = {
    template.key: template
    for template in (
        PaperTemplate("cong-van", DocumentKind.LETTER, "Công văn", "Đề nghị, trả lời, đôn đốc, xin ý kiến", _letter),
        PaperTemplate("ke-hoach", DocumentKind.PLAN, "Kế hoạch", "Triển khai một phong trào, một nhiệm vụ", _plan),
        PaperTemplate("thong-bao", DocumentKind.NOTICE, "Thông báo", "Báo tin, kết luận, lịch", _notice),
        PaperTemplate("bao-cao", DocumentKind.REPORT, "Báo cáo", "Kết quả thực hiện, sơ kết, tổng kết", _report),
        PaperTemplate("to-trinh", DocumentKind.SUBMISSION, "Tờ trình", "Trình cấp trên xem xét, quyết định", _submission),
        PaperTemplate("quyet-dinh", DocumentKind.DECISION, "Quyết định", "Quyết định của thủ trưởng hoặc Ủy ban", _decision, "Về việc …"),
        PaperTemplate("chi-thi", DocumentKind.DIRECTIVE, "Chỉ thị", "Phát động, chỉ đạo thực hiện", _directive, "Về việc …"),
    )
}  # fmt: skip


def first_draft(template: PaperTemplate, unit_id: int, actor: Actor) -> OfficialDocument:
    """The paper as it is first shown to its drafter."""
    head = letterhead(unit_id, actor.day)
    document = head.document(template.kind, template.subject, template.body(head), actor.day.year)
    if template.kind == DocumentKind.DECISION:
        document = replace(document, power=head.issuer)
    if template.kind in (DocumentKind.LETTER, DocumentKind.SUBMISSION):
        document = replace(document, recipients=("Như trên",))
    return document
