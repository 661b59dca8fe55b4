"""The library of legal bases: what comes with the system, what citations mean, how to cite."""

from datetime import date

import pytest

from tests.subjects.papers.makers import DAY, make_issued
from thidua.base import audit
from thidua.base.access import Refused
from thidua.subjects.papers import services
from thidua.subjects.papers.enums import LegalKind, SourceStatus
from thidua.subjects.papers.errors import PaperRefusal, StalePaper
from thidua.subjects.papers.models import LegalDocument
from thidua.subjects.papers.selectors.legal import (
    Citer,
    documents_cited_in,
    full_citation,
    kind_of_words,
    search_library,
    standing_on,
)

DIRECTIVE_TITLE = "Về đổi mới công tác thi đua, khen thưởng"


@pytest.fixture
def library(office):
    services.load_library(actor=office.officer)
    return office


def refer(office, **words):
    given = {"kind": "Chỉ thị", "number": None, "issued_on": None}
    return services.find_or_create_reference(actor=office.officer, **(given | words))


def test_library_is_loaded_once(library):
    count = LegalDocument.objects.count()
    assert count == 36
    assert services.load_library(actor=library.officer) == 0
    assert LegalDocument.objects.count() == count


def test_load_leaves_corrections_alone(library):
    law = LegalDocument.objects.get(number="34-CT/TW")
    services.correct_legal_document(
        actor=library.officer, document_id=law.pk, revision=1, source="Bản chính", source_status="verified"
    )  # fmt: skip
    services.load_library(actor=library.officer)
    law.refresh_from_db()
    assert (law.source, law.source_status, law.revision) == ("Bản chính", "verified", 2)


def test_every_entry_names_its_source(library):
    assert not LegalDocument.objects.filter(source="").exists()


def test_replacement_leads_to_the_next_document(library):
    decree = LegalDocument.objects.get(number="91/2017/NĐ-CP")
    assert decree.replaced_by.number == "98/2023/NĐ-CP"
    assert decree.replaced_by.replaced_by.number == "152/2025/NĐ-CP"


@pytest.mark.parametrize(
    ("number", "day", "words"),
    [
        ("91/2017/NĐ-CP", date(2017, 9, 30), "Chưa có hiệu lực"),
        ("91/2017/NĐ-CP", date(2017, 10, 1), "Có hiệu lực"),
        ("91/2017/NĐ-CP", date(2023, 12, 31), "Có hiệu lực"),
        ("91/2017/NĐ-CP", date(2024, 1, 1), "Hết hiệu lực"),
        ("90/2020/NĐ-CP", DAY, "Chưa rõ ngày hiệu lực"),
    ],
)
def test_standing_on(library, number, day, words):
    assert standing_on(LegalDocument.objects.get(number=number), day) == words


def test_reference_of_the_seed_directive_is_found(library):
    found = refer(library, number="19/CT-TTg", issued_on=date(2021, 7, 16))
    assert found.title.startswith("Về việc phát động thi đua")
    assert LegalDocument.objects.count() == 36


def test_reference_written_with_other_blanks_is_the_same(library):
    found = refer(library, number="09 /CT-UBND", issued_on=date(2021, 8, 11))
    assert found.number == "09/CT-UBND"


def test_reference_of_another_day_is_another_document(library):
    made = refer(library, number="09/CT-UBND", issued_on=date(2020, 1, 6), title="Về việc khác")
    assert (made.issued_on, made.source_status) == (date(2020, 1, 6), SourceStatus.READ)
    assert LegalDocument.objects.count() == 37
    assert [event.verb for event in audit.timeline(made)] == ["papers.add_legal"]
    again = refer(library, number="09/CT-UBND", issued_on=date(2020, 1, 6))
    assert again == made


def test_law_by_name_is_the_one_in_force(library):
    law = refer(library, kind="luật", title="Luật Thi đua, khen thưởng và các văn bản hướng dẫn")
    assert law.number == "15/2003/QH11"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Chỉ thị", LegalKind.DIRECTIVE),
        ("chỉ thị (Đảng)", LegalKind.DIRECTIVE),
        ("nghị quyết đại hội", LegalKind.RESOLUTION),
        ("Bộ luật", LegalKind.LAW),
        ("directive", LegalKind.DIRECTIVE),
        ("Đề án", LegalKind.OTHER),
    ],
)
def test_kind_of_words(words, kind):
    assert kind_of_words(words) == kind


def test_add_a_known_number_is_refused(library):
    with pytest.raises(PaperRefusal, match="Thư viện đã có"):
        services.add_legal_document(
            actor=library.officer,
            kind="directive",
            number="34-CT/TW",
            issued_on=date(2014, 4, 7),
            title="Trùng",
        )


@pytest.mark.parametrize("who", ["clerk", "head", "chair", "admin"])
def test_keeping_the_library_is_for_the_desk(library, who):
    with pytest.raises(Refused):
        services.add_legal_document(actor=getattr(library, who), kind="law", title="Luật X")


def test_correct_with_an_old_revision_is_refused(library):
    law = LegalDocument.objects.get(number="34-CT/TW")
    correct = {"actor": library.officer, "document_id": law.pk, "revision": 1}
    services.correct_legal_document(**correct, title="Một")
    with pytest.raises(StalePaper):
        services.correct_legal_document(**correct, title="Hai")
    law.refresh_from_db()
    assert law.title == "Một"


def test_first_citation_is_full_and_later_ones_short(library):
    citer = Citer()
    decree = LegalDocument.objects.get(number="30/2020/NĐ-CP")
    assert [citer.cite(decree), citer.cite(decree)] == [
        "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư",
        "Nghị định số 30/2020/NĐ-CP",
    ]


def test_law_is_cited_by_its_name_only(library):
    law = LegalDocument.objects.get(number="15/2003/QH11")
    assert full_citation(law) == "Luật Thi đua, khen thưởng"


def test_documents_cited_in_words(library):
    words = "Căn cứ Luật Thi đua, khen thưởng; Nghị định số 91/2017/NĐ-CP; số 191/2017/NĐ-CPX"
    found = [d.number for d in documents_cited_in(words, DAY)]
    assert found == ["91/2017/NĐ-CP", "15/2003/QH11"]


def test_issued_paper_stands_in_the_used_list(library):
    paper = make_issued(
        library, bases=("Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017",)
    )
    citation = LegalDocument.objects.get(number="91/2017/NĐ-CP").citations.get()
    assert (citation.used_in, citation.url) == (f"papers.Paper:{paper.pk}", f"/van-ban/{paper.pk}/")


def test_search_library_without_marks(library):
    found = search_library("chi thi 34-ct/tw")
    assert [d.title for d in found] == [DIRECTIVE_TITLE]
    assert search_library("luat thi dua", kind="law", in_force_on=DAY).count() == 3
