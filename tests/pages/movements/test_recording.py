"""Recording for a unit on the screen, and by the file that goes out and comes back."""

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from thidua.base.imports.models import ImportBatch, ImportState
from thidua.subjects.movements.enums import DutyState
from thidua.subjects.movements.models import Duty, Movement
from thidua.subjects.movements.public import find_movements
from thidua.subjects.movements.services.duties import exempt_unit
from thidua.subjects.movements.services.recording import record_progress

WHOLE = {
    "acknowledged_on": "04/02/2022",
    "plan_number": "15/KH-SYT",
    "plan_day": "08/02/2022",
    "launched_on": "11/02/2022",
    "place": "Hội trường Sở Y tế",
    "attendance": "85",
    "paper": "Báo cáo số 21/BC-SYT ngày 12/02/2022",
}


@pytest.fixture
def duty(launched: Movement) -> Duty:
    return launched.duties.get(organization__code="LC-SYT")


def form_url(duty: Duty) -> str:
    return reverse("movements:duty_record", args=[duty.movement_id, duty.pk])


def board_url(movement: Movement) -> str:
    return reverse("movements:movement_board", args=[movement.pk])


# The form


def test_board_leads_the_office_to_each_units_form(client_as, launched, duty):
    page = client_as("chuyenvien").get(board_url(launched) + "?q=so+y+te").content.decode()
    assert f'href="{form_url(duty)}"' in page
    assert "Xuất phiếu cho đơn vị" in page
    assert reverse("desk:import_start", args=["movements.progress"]) in page


def test_board_offers_no_recording_to_who_may_not(client_as, launched, duty):
    page = client_as("canbo.soyte").get(board_url(launched)).content.decode()
    assert form_url(duty) not in page
    assert "Xuất phiếu cho đơn vị" not in page
    assert "Nhập Excel tiến độ" not in page


def test_record_form_writes_all_steps_and_goes_back_to_the_board(client_as, launched, duty):
    desk = client_as("chuyenvien")
    answer = desk.post(form_url(duty), WHOLE)
    assert answer["Location"] == board_url(launched)
    duty.refresh_from_db()
    assert (duty.state, duty.plan.document_number, duty.plan.launch_event.attendance) == (
        DutyState.LAUNCHED,
        "15/KH-SYT",
        85,
    )
    assert "Đã ghi nhận thay Sở Y tế" in desk.get(board_url(launched)).content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"plan_day": "31/02/2022"}, "có 28 ngày"),
        ({"plan_day": "03/02/2022"}, "trước ngày tiếp nhận 04/02/2022"),
        ({"launched_on": "16/02/2022"}, "sau hôm nay"),
        ({"plan_number": ""}, "cả số, ký hiệu và ngày"),
        ({"attendance": "nhiều"}, "số"),
    ],
)
def test_record_form_refused_keeps_all_that_was_typed(client_as, duty, changes, words):
    answer = client_as("chuyenvien").post(form_url(duty), {**WHOLE, **changes})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    for value in ({**WHOLE, **changes}).values():
        assert f'value="{value}"' in page or not value
    duty.refresh_from_db()
    assert duty.state == DutyState.OWED


def test_record_form_asks_only_for_steps_ahead(client_as, actor, duty):
    desk = client_as("chuyenvien")
    desk.post(form_url(duty), {"acknowledged_on": "04/02/2022"})
    page = desk.get(form_url(duty)).content.decode()
    assert 'name="acknowledged_on"' not in page
    assert 'name="plan_number"' in page
    assert "tiếp nhận ngày 04/02/2022" in page


def test_record_form_of_a_step_reached_meanwhile_names_it(client_as, duty):
    desk = client_as("chuyenvien")
    desk.post(form_url(duty), {"acknowledged_on": "04/02/2022"})
    answer = desk.post(form_url(duty), {"acknowledged_on": "05/02/2022"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Sở Y tế đã tiếp nhận ngày 04/02/2022" in page
    assert 'value="05/02/2022"' in page


def test_record_form_of_a_unit_that_is_done_asks_nothing(client_as, actor, duty, launched):
    desk = client_as("chuyenvien")
    desk.post(form_url(duty), WHOLE)
    assert "không còn bước nào" in desk.get(form_url(duty)).content.decode()
    other = launched.duties.get(organization__code="D108")
    exempt_unit(actor=actor("chuyenvien"), duty=other, reason="Không có chức năng.")
    assert "Không có chức năng." in desk.get(form_url(other)).content.decode()


@pytest.mark.parametrize(
    ("username", "role", "status"),
    [
        ("chuyenvien", None, 200),
        ("lanhdao", "office_head", 200),
        ("vanthu", None, 200),
        ("chutich", "province_chair", 403),
        ("canbo.soyte", None, 403),
        ("canbo.dienluc", None, 403),
        ("quantri", None, 403),
    ],
)
def test_record_form_by_role(client_as, duty, username, role, status):
    client = client_as(username, role)
    assert client.get(form_url(duty)).status_code == status
    assert client.post(form_url(duty), {}).status_code == (422 if status == 200 else 403)


def test_record_form_of_another_movements_duty_is_not_found(client_as, launched):
    assert client_as("chuyenvien").get(form_url(Duty(movement=launched, pk=99))).status_code == 404


def test_record_form_counts_queries(client_as, duty, django_assert_max_num_queries):
    desk = client_as("chuyenvien")
    desk.get(form_url(duty))
    with django_assert_max_num_queries(18):
        desk.get(form_url(duty))


# What the unit and others then see


def test_unit_sees_its_recorded_plan_and_launches_it_itself(client_as, duty, launched):
    planned = {key: WHOLE[key] for key in ("acknowledged_on", "plan_number", "plan_day")}
    client_as("chuyenvien").post(form_url(duty), planned)
    clerk = client_as("canbo.soyte")
    page = clerk.get(f"/duoc-giao/{launched.pk}/").content.decode()
    assert "15/KH-SYT" in page
    assert "theo bản giấy" in page
    assert "Chưa có trong kế hoạch" not in page
    answer = clerk.post(
        f"/duoc-giao/{launched.pk}/phat-dong/", {"day": "12/02/2022", "place": "Hội trường"}
    )
    assert answer["Location"] == f"/duoc-giao/{launched.pk}/"
    duty.refresh_from_db()
    assert duty.state == DutyState.LAUNCHED
    assert "Hội trường" in clerk.get(answer["Location"]).content.decode()


def test_unit_keeps_its_signed_plan_with_the_recorded_one(client_as, duty, launched):
    from django.core.files.uploadedfile import SimpleUploadedFile

    planned = {key: WHOLE[key] for key in ("acknowledged_on", "plan_number", "plan_day")}
    client_as("chuyenvien").post(form_url(duty), planned)
    scan = SimpleUploadedFile("ke-hoach.pdf", PDF)
    client_as("canbo.soyte").post(
        f"/duoc-giao/{launched.pk}/phat-dong/",
        {"day": "12/02/2022", "place": "Hội trường", "signed_file": scan},
    )
    duty.refresh_from_db()
    assert duty.plan.file.name == "ke-hoach.pdf"


PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]"
    b"/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def test_recorded_plan_page_offers_no_word_file(client_as, duty):
    desk = client_as("chuyenvien")
    desk.post(form_url(duty), WHOLE)
    duty.refresh_from_db()
    page = desk.get(reverse("movements:movement_see", args=[duty.plan_id]))
    assert page.status_code == 200
    assert "Kế hoạch bản giấy của đơn vị" in page.content.decode()
    word = reverse("movements:movement_docx", args=[duty.plan_id])
    assert word not in page.content.decode()
    assert desk.get(word).status_code == 404


def test_portal_counts_the_unit_and_does_not_show_its_plan(client_as, duty, launched):
    client_as("chuyenvien").post(form_url(duty), WHOLE)
    duty.refresh_from_db()
    rows = find_movements().rows
    assert [(row.id, row.launched_units) for row in rows] == [(launched.pk, 1)]
    hidden = reverse("portal:movement_see", args=[duty.plan_id, duty.plan.slug])
    assert client_as("chuyenvien").get(hidden).status_code == 404


# The file


def slip(client, movement: Movement, query: str = "") -> openpyxl.Workbook:
    answer = client.get(board_url(movement) + f"?xuat=phieu{query}")
    assert answer.status_code == 200
    return openpyxl.load_workbook(BytesIO(answer.content))


def filled(book: openpyxl.Workbook, code: str, **cells: str) -> openpyxl.Workbook:
    sheet = book.worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[1].value == code)
    for title, value in cells.items():
        row[titles.index(title.replace("_", " "))].value = value
    return book


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """Post, with the job that follows."""

    def post(client, name: str, argument: object, values: dict[str, object] | None = None):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse(f"desk:{name}", args=[argument]), values or {})

    return post


@pytest.fixture
def sent_back(at_once):
    """A filled slip through the desk's screens up to the check."""

    def send(client, book: openpyxl.Workbook) -> ImportBatch:
        out = BytesIO()
        book.save(out)
        out.name = "phieu.xlsx"
        out.seek(0)
        at_once(client, "import_start", "movements.progress", {"tep": out})
        batch = ImportBatch.objects.latest("pk")
        chosen = {f"cot-{key}": place for key, place in batch.mapping.items()}
        at_once(client, "import_columns", batch.pk, {"dong": batch.header_row, **chosen})
        batch.refresh_from_db()
        return batch

    return send


def test_slip_holds_one_row_for_each_unit_shown(client_as, launched):
    book = slip(client_as("chuyenvien"), launched)
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == [
        "Mã phong trào", "Mã đơn vị", "Tên đơn vị", "Hạn tiếp nhận", "Hạn kế hoạch",
        "Hạn phát động", "Ngày tiếp nhận", "Số kế hoạch", "Ngày kế hoạch", "Ngày phát động",
        "Địa điểm", "Số người dự",
    ]  # fmt: skip
    codes = {row[1].value for row in sheet.iter_rows(min_row=2)}
    assert codes == set(launched.duties.values_list("organization__code", flat=True))
    narrow = slip(client_as("chuyenvien"), launched, "&loai=districts").worksheets[0]
    assert narrow.max_row == 1 + launched.duties.filter(organization__code__startswith="D").count()


def test_slip_shows_known_steps_and_leaves_the_rest_open(client_as, launched, duty):
    desk = client_as("chuyenvien")
    desk.post(form_url(duty), {"acknowledged_on": "04/02/2022"})
    sheet = slip(desk, launched, "&q=so+y+te").worksheets[0]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[1].value == "LC-SYT")
    assert [cell.value for cell in row[6:]] == ["04/02/2022", None, None, None, None, None]


def test_slip_is_refused_to_who_may_not_record(client_as, launched):
    answer = client_as("canbo.soyte").get(board_url(launched) + "?xuat=phieu")
    assert answer.status_code == 403


def test_slip_needs_the_same_queries_whatever_the_units(
    client_as, launched, django_assert_max_num_queries
):
    desk = client_as("chuyenvien")
    desk.get(board_url(launched))
    with django_assert_max_num_queries(14):
        desk.get(board_url(launched) + "?xuat=phieu")


def test_slip_unfilled_comes_back_as_all_the_same(client_as, launched, sent_back):
    desk = client_as("chuyenvien")
    batch = sent_back(desk, slip(desk, launched))
    assert batch.counts == {"same": launched.duties.count()}


def test_slip_filled_comes_back_and_is_taken_over(client_as, launched, duty, sent_back, at_once):
    desk = client_as("chuyenvien")
    book = slip(desk, launched)
    filled(
        book, "LC-SYT", Ngày_tiếp_nhận="04/02/2022", Số_kế_hoạch="15/KH-SYT",
        Ngày_kế_hoạch="08/02/2022", Ngày_phát_động="11/02/2022", Địa_điểm="Hội trường",
        Số_người_dự="85",
    )  # fmt: skip
    filled(book, "D108", Ngày_tiếp_nhận="05/02/2022")
    batch = sent_back(desk, book)
    assert batch.counts == {"changed": 2, "same": launched.duties.count() - 2}
    at_once(desk, "import_apply", batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.report) == (
        ImportState.APPLIED,
        "Đã ghi nhận tiến độ của 2 đơn vị.",
    )
    duty.refresh_from_db()
    assert (duty.state, duty.plan.document_number, duty.plan.launch_event.attendance) == (
        DutyState.LAUNCHED,
        "15/KH-SYT",
        85,
    )
    assert launched.duties.get(organization__code="D108").state == DutyState.ACKNOWLEDGED
    again = sent_back(desk, book)
    assert again.counts == {"same": launched.duties.count()}


def test_slip_with_one_bad_row_changes_nothing(client_as, launched, duty, sent_back, at_once):
    desk = client_as("chuyenvien")
    book = filled(slip(desk, launched), "LC-SYT", Ngày_tiếp_nhận="04/02/2022")
    filled(book, "D108", Ngày_phát_động="11/02/2022", Địa_điểm="Hội trường")
    batch = sent_back(desk, book)
    assert (batch.bad, batch.counts["changed"]) == (1, 1)
    at_once(desk, "import_apply", batch.pk)
    duty.refresh_from_db()
    assert duty.state == DutyState.OWED


def test_slip_row_that_went_bad_meanwhile_stops_the_whole(
    client_as, actor, launched, duty, sent_back, at_once
):
    desk = client_as("chuyenvien")
    book = filled(slip(desk, launched), "LC-SYT", Ngày_tiếp_nhận="04/02/2022")
    filled(book, "D108", Ngày_tiếp_nhận="05/02/2022")
    batch = sent_back(desk, book)
    other = launched.duties.get(organization__code="D108")
    record_progress(actor=actor("chuyenvien"), duty=other, acknowledged_on=launched.issued_on)
    at_once(desk, "import_apply", batch.pk)
    batch.refresh_from_db()
    duty.refresh_from_db()
    assert duty.state == DutyState.OWED
    assert batch.state == ImportState.CHECKED


def test_import_of_progress_is_for_the_desk(client_as, launched):
    start = reverse("desk:import_start", args=["movements.progress"])
    assert client_as("chuyenvien").get(start).status_code == 200
    assert client_as("canbo.soyte").get(start).status_code == 403
    assert client_as("quantri").get(start).status_code == 403
