"""The document inside a paper: kept whole, printed by the decree, named safely."""

from dataclasses import replace

import pytest

from tests.subjects.papers.makers import DAY, make_document, make_issued, make_paper
from thidua.core.documents import Annex, DocumentKind, Paragraph, Signature, Urgency
from thidua.core.documents.layout import check_layout
from thidua.subjects.papers import services
from thidua.subjects.papers.content import (
    document_of,
    file_name_of,
    from_json,
    paper_docx,
    to_json,
    words_of,
)
from thidua.subjects.papers.enums import DRAFTED_KINDS
from thidua.subjects.papers.templates import TEMPLATES, first_draft, letterhead


def test_document_survives_json_whole():
    document = make_document(
        secretary=Signature("THƯ KÝ", "Lò Thị Mẫu"),
        signer=Signature("PHÓ GIÁM ĐỐC", "Trần Thị Dụ", ("KT. GIÁM ĐỐC",)),
        closing=("Yêu cầu các đơn vị thực hiện.",),
        bases=("Căn cứ Luật Thi đua, khen thưởng",),
        urgency=Urgency.URGENT,
        annexes=(Annex("Danh sách", (Paragraph("Không có.", italic=True),), landscape=True),),
    )
    assert from_json(to_json(document)) == document


@pytest.mark.parametrize("kind", DRAFTED_KINDS)
def test_printed_paper_of_each_kind_passes_the_layout_check(office, kind):
    paper = make_issued(office, kind)
    assert [str(fault) for fault in check_layout(paper_docx(paper))] == []


@pytest.mark.parametrize("key", TEMPLATES)
def test_first_draft_of_each_template_passes_the_layout_check(office, key):
    document = first_draft(TEMPLATES[key], office.health.pk, office.clerk)
    document = replace(
        document,
        subject=document.subject or "đề nghị phối hợp",
        addressees=document.addressees or ("Sở Tài chính",) if key in ("cong-van", "to-trinh") else (),
    )  # fmt: skip
    paper = services.create_paper(
        actor=office.clerk, unit_id=office.health.pk, kind=document.kind, document=document
    )
    assert [str(fault) for fault in check_layout(paper_docx(paper))] == []


def test_document_of_an_issued_paper_has_its_number_and_day(office):
    document = document_of(make_issued(office))
    assert (document.number, document.day, document.draft) == (1, DAY, False)


def test_document_of_a_draft_is_marked(office):
    document = document_of(make_paper(office))
    assert (document.number, document.day, document.draft) == (None, None, True)


def test_file_name(office):
    assert file_name_of(make_paper(office)) == "KH-du-thao-SYT.docx"
    assert file_name_of(make_issued(office)) == "KH-01-SYT.docx"
    assert file_name_of(make_issued(office, DocumentKind.LETTER)) == "CV-01-SYT-VP.docx"


def test_words_of_holds_every_text(office):
    words = words_of(make_paper(office))
    assert all(part in words for part in ("Điểm b.", "Sơ kết", "UBND huyện Sìn Hồ", "Có tên"))


def test_letterhead_of_a_department(office):
    head = letterhead(office.health.pk, DAY)
    assert (head.agency, head.parent_agency, head.code, head.place) == (
        "Sở Y tế",
        "UBND tỉnh Lai Châu",
        "SYT",
        "Lai Châu",
    )
    assert head.signer == Signature("GIÁM ĐỐC", "Nguyễn Văn Mẫu")


def test_letterhead_of_a_district(office):
    head = letterhead(office.district.pk, DAY)
    assert (head.agency, head.parent_agency, head.code, head.place) == (
        "Ủy ban nhân dân huyện Sìn Hồ",
        "",
        "UBND",
        "Sìn Hồ",
    )
    assert head.signer == Signature("CHỦ TỊCH", "", ("TM. ỦY BAN NHÂN DÂN",))


def test_letterhead_of_the_committee(office):
    head = letterhead(office.committee.pk, DAY)
    assert (head.agency, head.code, head.signer.name) == (
        "Ủy ban nhân dân tỉnh Lai Châu",
        "UBND",
        "Lê Văn Ví",
    )
