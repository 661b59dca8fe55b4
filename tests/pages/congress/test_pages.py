"""Screens of a congress: planned, chosen, agreed, held, closed, button by button."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.publicity import photo, published, unit
from thidua.subjects.publicity.models import Congress, Delegate

pytestmark = pytest.mark.django_db
ROOT = "/dai-hoi/"
VALUES = {
    "kind": "conference", "level": "province", "name": "Hội nghị điển hình tiên tiến tỉnh", "year": 2022,
    "since_year": 2020, "day": "15/02/2022", "place": "Nhà văn hóa", "choose_by": "14/02/2022",
}  # fmt: skip
PERSON = {
    "name": "Vàng Thị Mẫu", "kind": "example", "gender": "female", "ethnic_group": "Mông", "field": "health",
}  # fmt: skip


@pytest.fixture
def congress(client_as) -> Congress:
    officer = client_as("chuyenvien")
    assert officer.post(f"{ROOT}moi/", VALUES).status_code == 302
    made = Congress.objects.get()
    answer = officer.post(
        f"{ROOT}{made.pk}/phan-bo/", {f"u{unit('LC-SYT')}": 2, f"u{unit('LC-CA')}": 1}
    )
    assert answer.status_code == 302
    return made


def test_congress_goes_its_way_by_the_screens(client_as, actor, congress):
    officer, clerk = client_as("chuyenvien"), client_as("canbo.soyte")
    page = f"{ROOT}{congress.pk}/"
    officer.post(f"{page}co-cau/", {"share": "women", "number": 2})
    officer.post(f"{page}chuong-trinh/", {"day_number": 1, "starts_at": "07:30", "kind": "item", "what": "Khai mạc"})  # fmt: skip
    example = published(actor)
    report = SimpleUploadedFile("bao-cao.jpg", photo(), "image/jpeg")
    answer = clerk.post(
        f"{page}dai-bieu/chon/", PERSON | {"example_id": example.pk, "report_file": report}
    )
    delegate = Delegate.objects.get()
    seat = f"{page}dai-bieu/{delegate.pk}/"
    assert answer.headers["Location"] == seat
    assert clerk.get(f"{seat}bao-cao/").status_code == 200
    officer.post(f"{seat}tra-lai/", {"reason": "Thiếu thành tích"})
    assert "Thiếu thành tích" in clerk.get(seat).content.decode()
    clerk.post(f"{seat}sua/", PERSON | {"achievement": "Mười năm đi bản"})
    clerk.post(f"{seat}dong-y/")
    assert Delegate.objects.get().state == "chosen"
    officer.post(f"{seat}dong-y/")
    text = officer.get(page).content.decode()
    assert [word for word in ("Khai mạc", "Sở Y tế", "Nữ") if word not in text] == []
    assert officer.get(f"{page}dai-bieu/danh-sach.docx").content[:2] == b"PK"
    assert officer.get(f"{page}dai-bieu/?xuat=xlsx").headers["Content-Type"].endswith("sheet")
    assert "Mười năm đi bản" in officer.get(f"{page}trien-lam/").content.decode()
    assert "Điển hình được phát hiện" in officer.get(f"{page}so-lieu/").content.decode()
    assert officer.post(f"{page}van-ban/ke-hoach/").headers["Location"].startswith("/van-ban/")
    officer.post(f"{page}da-to-chuc/", {"day": "15/02/2022", "attendance": 250})
    officer.post(
        f"{page}viec/", {"text": "Nhân rộng", "unit_id": unit("LC-SYT"), "due_on": "01/12/2022"}
    )
    task = congress.tasks.get()
    assert "1 việc giao" in officer.post(f"{page}ket-thuc/", {"result": "Tốt"}).content.decode()
    clerk.post(f"{page}viec/{task.pk}/", {"result": "Đã nhân rộng"})
    officer.post(f"{page}ket-thuc/", {"result": "Tốt"})
    congress.refresh_from_db()
    assert (congress.state, congress.result) == ("closed", "Tốt")


def test_unit_sees_its_own_delegates_only(client_as, actor, congress):
    client_as("canbo.soyte").post(f"{ROOT}{congress.pk}/dai-bieu/chon/", PERSON)
    delegate = Delegate.objects.get()
    page = f"{ROOT}{congress.pk}/dai-bieu/{delegate.pk}/"
    seen = {name: client_as(name).get(page).status_code for name in ("chuyenvien", "canbo.soyte", "canbo.sinho", "mattran", "baochi")}  # fmt: skip
    assert seen == {
        "chuyenvien": 200,
        "canbo.soyte": 200,
        "canbo.sinho": 404,
        "mattran": 200,
        "baochi": 403,
    }


def test_refusals_are_said(client_as, congress):
    officer = client_as("chuyenvien")
    wrong = officer.post(f"{ROOT}moi/", VALUES | {"since_year": 2030})
    assert (wrong.status_code, "giai đoạn" in wrong.content.decode()) == (422, True)
    held = officer.post(f"{ROOT}{congress.pk}/da-to-chuc/", {"day": "15/02/2022"})
    assert "chưa có đại biểu nào" in held.content.decode()
    clerk = client_as("canbo.sinho")
    none = clerk.post(f"{ROOT}{congress.pk}/dai-bieu/chon/", PERSON)
    assert "chưa được phân bổ" in none.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_stay_few(client_as, congress, rows, django_assert_max_num_queries):
    for number in range(rows):
        Delegate.objects.create(
            congress=congress, unit_id=unit("LC-SYT"), name=f"Người {number}", gender="male",
            ethnic_group="Thái", chosen_on=date(2022, 2, 15), state="accepted",
        )  # fmt: skip
    officer = client_as("chuyenvien")
    for path in ("", f"{congress.pk}/", f"{congress.pk}/dai-bieu/", f"{congress.pk}/trien-lam/"):
        with django_assert_max_num_queries(20):
            assert officer.get(f"{ROOT}{path}").status_code == 200
