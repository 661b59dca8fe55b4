"""The pages of papers through a browser without script."""

import io
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from tests.subjects.papers.makers import make_document, make_issued, make_paper, make_signed
from tests.subjects.papers.test_trip import PDF
from thidua.pages.papers.forms import rows_shown, values_of
from thidua.subjects.papers import services
from thidua.subjects.papers.content import from_json
from thidua.subjects.papers.models import LegalDocument, Paper, PaperDelivery
from thidua.subjects.papers.services import Addressee


def url(paper, end=""):
    return f"/van-ban/{paper.pk}/{end}"


def form_of(paper, **changes):
    """What a sign_in sends when the form of the paper is posted as it stands."""
    document = from_json(paper.content)
    rows = rows_shown(document)
    values = values_of(document) | {
        "revision": str(paper.revision),
        "row_kind": [row.kind for row in rows],
        "row_level": [str(row.level) for row in rows],
        "row_title": [row.title for row in rows],
        "row_text": [row.text for row in rows],
    }
    return {key: value for key, value in (values | changes).items() if value is not None}


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_whole_trip_by_forms(office, sign_in):
    clerk, head, other = (sign_in(a) for a in (office.clerk, office.head, office.finance_clerk))
    made = clerk.post("/van-ban/soan/", {"template": "ke-hoach", "unit": office.health.pk})
    paper = Paper.objects.get()
    assert made.url == url(paper, "sua/")
    filled = form_of(paper, subject="Hưởng ứng thi đua", recipients="Sở Tài chính", do="close")
    assert clerk.post(url(paper, "sua/"), filled).url == url(paper)
    clerk.post(url(paper, "trinh/"))
    assert "Ký văn bản" in head.get(url(paper)).content.decode()
    head.post(url(paper, "ky/"), {"revision": "2"})
    clerk.post(url(paper, "cap-so/"), {"day": "15/02/2022"})
    signed = SimpleUploadedFile("ban-ky.pdf", PDF)
    clerk.post(url(paper, "tai-ban-ky/"), {"file": signed})
    clerk.post(url(paper, "ban-hanh/"))
    page = clerk.get(url(paper, "gui/"))
    assert [row.unit_ids for _i, row in page.context["suggestions"]] == [(office.finance.pk,)]
    clerk.post(
        url(paper, "gui/"),
        {
            "line-0": "on",
            "purpose-0": "carry_out",
            "units_purpose": "know",
            "group_purpose": "know",
            "outside": "Hội Chữ thập đỏ\n",
            "outside_purpose": "know",
        },
    )
    delivery = PaperDelivery.objects.get(recipient=office.finance)
    assert delivery.opened_at is None
    assert other.get(url(paper)).status_code == 200
    delivery.refresh_from_db()
    assert delivery.opened_by_name == office.finance_clerk.signature
    other.post(f"/van-ban/den/{delivery.pk}/xac-nhan/")
    delivery.refresh_from_db()
    paper.refresh_from_db()
    assert (paper.state, paper.code, delivery.acknowledged_on) == (
        "issued",
        "01/KH-SYT",
        office.clerk.day,
    )
    names = PaperDelivery.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == ["Sở Tài chính", "Hội Chữ thập đỏ"]


def test_edit_posted_unchanged_keeps_the_document(office, sign_in):
    paper = make_paper(office)
    before = paper.content
    sign_in(office.clerk).post(url(paper, "sua/"), form_of(paper, do="save"))
    paper.refresh_from_db()
    assert (paper.content, paper.revision) == (before, 2)


def test_edit_of_an_old_revision_keeps_both_texts_on_the_page(office, sign_in):
    paper = make_paper(office)
    first, second = sign_in(office.clerk), sign_in(office.head)
    first.post(url(paper, "sua/"), form_of(paper, subject="Bản thứ nhất", do="save"))
    answer = second.post(url(paper, "sua/"), form_of(paper, subject="Bản thứ hai", do="save"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bản thứ hai</textarea>" in page
    assert "Bản đang lưu của người khác" in page
    assert "Bản thứ nhất" in page
    again = answer.context["revision"]
    second.post(
        url(paper, "sua/"), form_of(paper, subject="Bản thứ hai", revision=str(again), do="save")
    )
    paper.refresh_from_db()
    assert (paper.subject, paper.revision) == ("Bản thứ hai", 3)


def test_kept_draft_comes_back_with_the_page(office, sign_in):
    paper = make_paper(office)
    client = sign_in(office.clerk)
    kept = client.post(url(paper, "giu-nhap/"), form_of(paper, subject="Đang gõ dở"))
    assert kept.status_code == 204
    page = client.get(url(paper, "sua/"))
    assert page.context["form"].initial["subject"] == "Đang gõ dở"
    assert sign_in(office.head).get(url(paper, "sua/")).context["kept"] is None
    paper.refresh_from_db()
    assert paper.revision == 1


def test_row_is_added_moved_and_dropped_without_script(office, sign_in):
    paper = make_paper(office)
    client = sign_in(office.clerk)
    count = len(rows_shown(from_json(paper.content)))
    page = client.post(url(paper, "sua/"), form_of(paper, do="add:0"))
    assert len(page.context["rows"]) == count + 1
    paper.refresh_from_db()
    client.post(url(paper, "sua/"), form_of(paper, do="drop:0"))
    paper.refresh_from_db()
    assert len(rows_shown(from_json(paper.content))) == count - 1


def test_basis_is_taken_from_the_library(office, sign_in):
    services.load_library(actor=office.officer)
    paper = make_paper(office)
    basis = LegalDocument.objects.get(number="30/2020/NĐ-CP")
    sign_in(office.clerk).post(url(paper, "sua/"), form_of(paper, do="basis", basis=str(basis.pk)))
    paper.refresh_from_db()
    assert paper.content["bases"] == [
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"
    ]


def test_edit_of_a_submitted_paper_leads_back_with_the_reason(office, sign_in):
    paper = make_paper(office)
    services.submit_paper(actor=office.clerk, paper_id=paper.pk)
    answer = sign_in(office.clerk).get(url(paper, "sua/"), follow=True)
    assert answer.redirect_chain == [(url(paper), 302)]
    assert said(answer)[0].startswith("Văn bản không còn là dự thảo")


def test_grey_button_says_whom_the_paper_waits_for(office, sign_in):
    paper = make_paper(office)
    services.submit_paper(actor=office.clerk, paper_id=paper.pk)
    page = sign_in(office.clerk).get(url(paper)).content.decode()
    assert "Văn bản đang chờ Thủ trưởng Sở Y tế." in page


def test_return_by_form_names_cause_and_words(office, sign_in):
    paper = make_paper(office)
    services.submit_paper(actor=office.clerk, paper_id=paper.pk)
    sign_in(office.head).post(
        url(paper, "tra-lai/"), {"cause": "Nơi nhận chưa đúng", "reason": "thiếu Sở Tài chính"}
    )
    paper.refresh_from_db()
    assert paper.return_reason == "Nơi nhận chưa đúng - thiếu Sở Tài chính"


def test_submit_through_a_checker(office, sign_in):
    paper = make_paper(office)
    sign_in(office.clerk).post(
        url(paper, "trinh/"), {"checker": str(office.head.post_id), "check": "legal"}
    )
    kinds = [(step.kind, step.post_id) for step in paper.steps.all()]
    assert kinds == [("legal_check", office.head.post_id), ("sign", None)]


@pytest.mark.parametrize(
    "end",
    ["", "sua/", "tai-ve/", "ban-ky/", "gui/", "dinh-chinh/"],
)
@pytest.mark.parametrize("who", ["district_clerk", "admin"])
def test_foreign_paper_is_not_there(office, sign_in, who, end):
    paper = make_issued(office)
    assert sign_in(getattr(office, who)).get(url(paper, end)).status_code in (403, 404)


@pytest.mark.parametrize(
    "end",
    ["trinh/", "rut-ve/", "duyet/", "ky/", "tra-lai/", "cap-so/", "tai-ban-ky/", "ban-hanh/", "bo/", "thu-hoi/", "thay-the/"],
)  # fmt: skip
def test_steps_by_a_recipient_change_nothing(office, sign_in, end):
    paper = make_issued(office)
    services.send_paper(
        actor=office.clerk, paper_id=paper.pk, recipients=[Addressee("know", office.finance.pk)]
    )
    before = Paper.objects.values().get(pk=paper.pk)
    sign_in(office.finance_clerk).post(url(paper, end), {"reason": "Thử", "day": "15/02/2022"})
    assert Paper.objects.values().get(pk=paper.pk) == before


@pytest.mark.parametrize("end", ["trinh/", "ky/", "ban-hanh/", "giu-nhap/"])
def test_steps_are_no_pages(office, sign_in, end):
    assert sign_in(office.head).get(url(make_paper(office), end)).status_code == 405


def test_bad_signed_file_is_refused_in_words(office, sign_in):
    paper = make_signed(office)
    bad = SimpleUploadedFile("ban-ky.pdf", b"<html><script>alert(1)</script></html>")
    answer = sign_in(office.clerk).post(url(paper, "tai-ban-ky/"), {"file": bad}, follow=True)
    assert said(answer)[0] != "Đã lưu bản đã ký."
    paper.refresh_from_db()
    assert paper.signed_file is None


def test_signed_file_is_given_out_under_the_papers_name(office, sign_in):
    paper = make_signed(office)
    client = sign_in(office.clerk)
    client.post(url(paper, "tai-ban-ky/"), {"file": SimpleUploadedFile("x.pdf", PDF)})
    answer = client.get(url(paper, "ban-ky/"))
    assert b"".join(answer.streaming_content) == PDF
    assert 'filename="TTr' not in answer["Content-Disposition"]
    assert "KH-du-thao-SYT.pdf" in answer["Content-Disposition"]


def test_download_is_a_docx_named_by_number(office, sign_in):
    answer = sign_in(office.clerk).get(url(make_issued(office), "tai-ve/"))
    assert answer["Content-Disposition"] == 'attachment; filename="KH-01-SYT.docx"'
    assert answer.content[:2] == b"PK"


def test_correction_by_form_leads_to_the_letter(office, sign_in):
    paper = make_issued(office)
    answer = sign_in(office.clerk).post(
        url(paper, "dinh-chinh/"), {"old_text": "2021", "new_text": "2022", "reason": "Lỗi in"}
    )
    letter = Paper.objects.get(kind="letter")
    assert answer.url == url(letter)
    assert letter.amends.old_text == "2021"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("?loai=report", 1),
        ("?trang-thai=issued", 1),
        ("?nam=2022", 1),
        ("?q=thi+dua", 2),
        ("?q=01/kh", 1),
        ("?q=khong+co", 0),
        ("?viec=cho-toi", 0),
    ],
)
def test_list_filters(office, sign_in, query, count):
    make_issued(office)
    from thidua.core.documents import DocumentKind

    make_paper(office, DocumentKind.REPORT, subject="Báo cáo quý I")
    make_paper(office)
    shown = sign_in(office.clerk).get(f"/van-ban/{query}").context["shown"]
    assert shown.count == count


def test_excel_holds_what_is_shown(office, sign_in):
    make_issued(office)
    answer = sign_in(office.clerk).get("/van-ban/?xuat=xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows[0][:3] == ("Trích yếu", "Loại", "Số, ký hiệu")
    assert rows[1][:3] == ("Hưởng ứng phong trào thi đua năm 2022", "Kế hoạch", "01/KH-SYT")


def test_inbox_shows_what_was_sent_to_my_unit(office, sign_in):
    paper = make_issued(office)
    services.send_paper(
        actor=office.clerk, paper_id=paper.pk, recipients=[Addressee("know", office.finance.pk)]
    )
    assert sign_in(office.finance_clerk).get("/van-ban/den/").context["shown"].count == 1
    assert sign_in(office.clerk).get("/van-ban/den/").context["shown"].count == 0


@pytest.mark.parametrize("path", ["/van-ban/", "/van-ban/den/", "/van-ban/can-cu/"])
def test_lists_take_as_many_queries_for_three_rows_as_for_one(
    office, sign_in, django_assert_num_queries, path
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = sign_in(office.finance_clerk)

    def add():
        paper = make_issued(office)
        services.send_paper(
            actor=office.clerk,
            paper_id=paper.pk,
            recipients=[Addressee("know", office.finance.pk)],
        )
        services.add_legal_document(
            actor=office.officer, kind="law", number=f"{paper.pk}/2020/QH14", title="Luật thử"
        )

    add()
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(path)
    add()
    add()
    with django_assert_num_queries(len(one)):
        client.get(path)


def test_page_of_a_paper_takes_few_queries(office, sign_in):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    paper = make_issued(office)
    services.send_paper(
        actor=office.clerk,
        paper_id=paper.pk,
        recipients=[Addressee("know", unit) for unit in (office.finance.pk, office.district.pk)],
    )
    client = sign_in(office.clerk)
    client.get(url(paper))
    with CaptureQueriesContext(connection) as queries:
        client.get(url(paper))
    assert len(queries) <= 25


def test_library_is_kept_by_the_desk(office, sign_in):
    client = sign_in(office.officer)
    fields = {
        "kind": "decree", "number": "1/2020/NĐ-CP", "issued_on": "03/01/2020", "issuer": "Chính phủ",
        "title": "Về việc thử", "effective_from": "01/02/2020", "effective_until": "",
        "source": "Bản chính", "source_status": "verified",
    }  # fmt: skip
    made = client.post("/van-ban/can-cu/them/", fields)
    document = LegalDocument.objects.get()
    assert made.url == f"/van-ban/can-cu/{document.pk}/"
    wrong = client.post(
        f"/van-ban/can-cu/{document.pk}/sua/",
        fields | {"effective_until": "01/01/2020", "revision": "1"},
    )
    assert wrong.context["form"].errors == {
        "effective_until": ["Ngày hết hiệu lực phải sau ngày có hiệu lực."]
    }
    right = fields | {"effective_until": "01/01/2021", "revision": "1"}
    client.post(f"/van-ban/can-cu/{document.pk}/sua/", right)
    document.refresh_from_db()
    assert (document.effective_until.isoformat(), document.revision) == ("2021-01-01", 2)
    stale = client.post(f"/van-ban/can-cu/{document.pk}/sua/", right)
    assert stale.context["form"].non_field_errors() == [
        "Mục này vừa được người khác sửa. Xem lại trước khi lưu."
    ]
    assert sign_in(office.clerk).get("/van-ban/can-cu/them/").status_code == 403


def test_numbering_form_sets_a_series(office, sign_in):
    sign_in(office.clerk).post(
        "/van-ban/day-so/",
        {"unit_id": office.health.pk, "kind": "plan", "notation": "KH-SYT", "mode": "recorded"},
    )
    paper = make_signed(office)
    page = sign_in(office.clerk).get(url(paper))
    assert page.context["is_recorded"] is True
    late = replace(office.clerk)
    assert late.unit_id == office.health.pk
    sign_in(office.clerk).post(url(paper, "cap-so/"), {"day": "15/02/2022", "number": "17"})
    paper.refresh_from_db()
    assert paper.code == "17/KH-SYT"


def test_new_directive_of_the_province_by_the_officer(office, sign_in):
    client = sign_in(office.officer)
    client.post("/van-ban/soan/", {"template": "chi-thi", "unit": office.committee.pk})
    paper = Paper.objects.get()
    assert (paper.unit, paper.notation) == (office.committee, "CT-UBND")


def test_new_paper_of_a_foreign_unit_is_not_offered(office, sign_in):
    client = sign_in(office.clerk)
    answer = client.post("/van-ban/soan/", {"template": "chi-thi", "unit": office.committee.pk})
    assert said(answer) == ["Chọn mẫu văn bản và đơn vị ban hành."]
    assert not Paper.objects.exists()


def test_sheet_says_what_the_printed_file_says(office):
    from docx import Document

    from thidua.pages.papers.preview import sheet_of
    from thidua.subjects.papers.content import document_of, paper_docx

    paper = make_issued(office, bases=("Căn cứ Luật Thi đua, khen thưởng",))
    sheet = sheet_of(document_of(paper))
    lines = ["".join(span.text for span in line.spans) for line in sheet.lines if line.spans]
    printed = [p.text for p in Document(io.BytesIO(paper_docx(paper))).paragraphs if p.text]
    assert [line for line in lines if line not in printed] == []
    assert sheet.bases[0] in printed
    assert make_document().subject in " ".join(printed).replace("\n", " ")
