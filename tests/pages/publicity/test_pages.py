"""Screens of good examples and of press work: who reaches what, each step by its button."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.publicity import (
    STORY,
    SUMMARY,
    TITLE,
    agree,
    confirmed,
    photo,
    published,
    released,
    suggested,
    unit,
    written,
)
from thidua.base import clock, registries
from thidua.subjects.publicity.enums import ExampleState
from thidua.subjects.publicity.models import Example, PressOutput, PressPlan
from thidua.subjects.publicity.services.press import Told, report_output

pytestmark = pytest.mark.django_db
ROOT = "/dien-hinh/"


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("anh.jpg", photo(), "image/jpeg")


def state(example: Example) -> str:
    return Example.objects.values_list("state", flat=True).get(pk=example.pk)


def test_example_goes_its_way_by_the_screens(client_as, actor):
    """Suggest, confirm, agree, select, write, picture, release, take, report: button by button."""
    front, clerk, officer, press = (client_as(name) for name in ("mattran", "canbo.soyte", "chuyenvien", "baochi"))  # fmt: skip
    answer = front.post(
        f"{ROOT}gioi-thieu/",
        {"kind": "person", "name": "Vàng Thị Mẫu", "deed": "Đi bản tiêm chủng", "unit_id": unit("LC-SYT"),
         "fields_of_work": ["health"], "pictures": [picture()]},
    )  # fmt: skip
    example = Example.objects.get()
    page = f"{ROOT}{example.pk}/"
    assert answer.headers["Location"] == page
    assert "Xác nhận đúng sự thật" in clerk.get(page).content.decode()
    clerk.post(f"{page}xac-nhan/", {"facts": "Đúng sự thật"})
    assert clerk.get(f"{page}dong-y/giay/").content[:2] == b"PK"
    clerk.post(
        f"{page}dong-y/",
        {"given_by": "Vàng Thị Mẫu", "relation": "self", "given_on": "15/02/2022", "pictures": "on", "file": picture()},
    )  # fmt: skip
    officer.post(f"{page}chon/")
    assert state(example) == ExampleState.SELECTED
    example.refresh_from_db()
    officer.post(f"{page}bai/", {"revision": example.revision, "title": TITLE, "summary": SUMMARY, "story": STORY})  # fmt: skip
    shot = example.pictures.get()
    officer.post(
        f"{page}anh/{shot.pk}/",
        {f"{shot.pk}-alt": "Chị Mẫu", f"{shot.pk}-credit": "Báo", f"{shot.pk}-position": 1},
    )
    assert "Cung cấp cho báo, đài" in officer.get(page).content.decode()
    officer.post(f"{page}cung-cap/", {"organs": [unit("LC-BLC")], "day": "15/02/2022", "hour": "00:00"})  # fmt: skip
    assert state(example) == ExampleState.RELEASED
    assert TITLE in press.get(f"{ROOT}kho/").content.decode()
    press.post(f"{page}nhan/")
    pack = zipfile.ZipFile(io.BytesIO(press.get(f"{page}goi/").content))
    assert "bai-viet.docx" in pack.namelist()
    answer = press.post(
        f"{ROOT}da-dang/ghi/",
        {"organ_id": unit("LC-BLC"), "kind": "article", "title": "Bài báo", "day": "15/02/2022", "example_id": example.pk},
    )  # fmt: skip
    assert answer.status_code == 302
    assert state(example) == ExampleState.PUBLISHED
    officer.post(f"{page}theo-doi/", {"worthy": "1", "note": "Tốt"})
    assert state(example) == ExampleState.FOLLOWED
    text = officer.get(page).content.decode()
    for words in ("Giới thiệu điển hình", "Ghi giấy đồng ý", "Cung cấp cho báo đài", "Theo dõi hằng năm"):  # fmt: skip
        assert words in text
    officer.post(f"{page}go/", {"reason": "Có đơn phản ánh"})
    assert state(example) == ExampleState.WITHDRAWN


def test_refusals_are_said_on_the_page(client_as, actor):
    example = suggested(actor)
    answer = client_as("canbo.soyte").post(
        f"{ROOT}{example.pk}/xac-nhan/", {"facts": ""}, follow=True
    )
    assert "Cần ghi đơn vị đã kiểm tra" in answer.content.decode()
    form = {"organs": [unit("LC-BLC")], "day": "15/02/2022", "hour": "25:00"}
    ready = written(actor)
    wrong = client_as("chuyenvien").post(f"{ROOT}{ready.pk}/cung-cap/", form)
    assert (wrong.status_code, "Nhập giờ theo dạng" in wrong.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("username", "status"),
    [("chuyenvien", 200), ("canbo.soyte", 200), ("baochi", 200), ("sotttt", 200), ("canbo.sinho", 404), ("hiepy", 404)],
)  # fmt: skip
def test_embargoed_page_is_for_those_who_work_on_it(client_as, actor, username, status):
    example = released(actor, clock.stamp() + timedelta(days=3))
    client = client_as(username)
    assert client.get(f"{ROOT}{example.pk}/").status_code == status
    shot = example.pictures.get()
    assert client.get(f"{ROOT}anh/{shot.pk}/small.jpg").status_code == status
    found = registries.search_sources.answers["publicity"](actor(username), TITLE, 5)
    assert len(list(found)) == (status == 200)


def test_pack_is_not_for_organs_it_was_not_given_to(client_as, actor):
    example = written(actor)
    assert client_as("baochi").get(f"{ROOT}{example.pk}/goi/").status_code == 404
    assert client_as("canbo.soyte").get(f"{ROOT}{published(actor).pk}/goi/").status_code == 403


def test_suggester_is_for_the_office_alone(client_as, actor, day):
    from tests.subjects.publicity.test_suggesting import as_citizen

    as_citizen(day)
    example = Example.objects.get()
    Example.objects.filter(pk=example.pk).update(unit_id=unit("LC-SYT"))
    page = f"{ROOT}{example.pk}/"
    assert "0912345678" in client_as("chuyenvien").get(page).content.decode()
    for username in ("canbo.soyte", "mattran", "kiemtoan"):
        assert "0912345678" not in client_as(username).get(page).content.decode()


def test_list_opens_what_a_figure_is_made_of(client_as, actor):
    published(actor)
    suggested(actor, name="Lò Văn Hai Mẫu")
    officer = client_as("chuyenvien")
    found = officer.get(f"{ROOT}?theo=dang&tu=2022-01-01&den=2022-12-31").content.decode()
    assert ("Vàng Thị Mẫu" in found, "Lò Văn Hai Mẫu" in found) == (True, False)
    assert "Lò Văn Hai Mẫu" in officer.get(f"{ROOT}?tu=2022-01-01&den=2022-12-31").content.decode()
    assert officer.get(f"{ROOT}?xuat=xlsx").headers["Content-Type"].endswith("sheet")
    assert "1" in officer.get(f"{ROOT}?viec=cho-xac-nhan").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_stay_few(client_as, actor, rows, django_assert_max_num_queries):
    for number in range(rows):
        example = published(actor, pictures=number + 1)
        report_output(
            actor=actor("baochi"),
            told=Told(
                unit("LC-BLC"), "article", f"Bài {number}", date(2022, 2, 15), example_id=example.pk
            ),
        )
    officer = client_as("chuyenvien")
    pages = {
        "": 18,
        f"{example.pk}/": 25,
        "da-dang/": 20,
        "kho/": 20,
        "do-phu/": 20,
        "tuyen-truyen/": 14,
    }
    for path, most in pages.items():
        with django_assert_max_num_queries(most):
            assert officer.get(f"{ROOT}{path}").status_code == 200


def test_organ_sees_what_waits_and_reports_it(client_as, actor):
    plan = PressPlan.objects.create(
        name="Kế hoạch", year=2022, unit_id=unit("LC-BTDKT"), state="issued"
    )
    task = plan.tasks.create(
        organ_id=unit("LC-BLC"), what="Viết gương tốt", kind="article", wanted=2,
        since=date(2022, 1, 1), due_on=date(2022, 6, 30),
    )  # fmt: skip
    press = client_as("baochi")
    assert "Viết gương tốt" in press.get(f"{ROOT}tuyen-truyen/{plan.pk}/").content.decode()
    press.post(
        f"{ROOT}da-dang/ghi/",
        {"organ_id": unit("LC-BLC"), "kind": "article", "title": "Bài một", "day": "14/02/2022", "task_id": task.pk},
    )  # fmt: skip
    output = PressOutput.objects.get()
    assert output.task == task
    assert "1/2" in press.get(f"{ROOT}tuyen-truyen/{plan.pk}/").content.decode()
    text = press.get(f"{ROOT}da-dang/").content.decode()
    assert "Bài một" in text
    page = f"{ROOT}da-dang/{output.pk}/"
    changed = {"organ_id": unit("LC-BLC"), "kind": "article", "title": "Bài sửa", "day": "14/02/2022", "reason": "Gõ sai"}  # fmt: skip
    assert press.post(page, changed).status_code == 302
    assert PressOutput.objects.get().title == "Bài sửa"
    other = client_as("canbo.soyte").post(page, changed | {"title": "Chen ngang"})
    assert other.status_code == 422
    assert PressOutput.objects.get().title == "Bài sửa"


def test_plan_is_drafted_filled_and_submitted(client_as, actor):
    head = client_as("lanhdao", "office_head")
    head.post(f"{ROOT}tuyen-truyen/moi/", {"name": "Kế hoạch tuyên truyền", "year": 2022})
    plan = PressPlan.objects.get()
    page = f"{ROOT}tuyen-truyen/{plan.pk}/"
    task = {
        "organ_id": unit("LC-DPTTH"), "what": "Phóng sự", "kind": "television", "wanted": 4,
        "minutes": "20", "since": "01/01/2022", "due_on": "30/06/2022",
    }  # fmt: skip
    assert head.post(f"{page}nhiem-vu/", task | {"due_on": "30/06/2021"}).status_code == 422
    head.post(f"{page}nhiem-vu/", task)
    made = plan.tasks.get()
    head.post(f"{page}nhiem-vu/{made.pk}/", task | {"wanted": 5})
    assert plan.tasks.get().wanted == 5
    assert "Trình ký" in head.get(page).content.decode()
    head.post(f"{page}trinh/")
    plan.refresh_from_db()
    assert plan.state == "submitted"
    assert client_as("baochi").get(f"{ROOT}tuyen-truyen/moi/").status_code == 403


def test_text_of_two_editors_is_not_lost(client_as, actor):
    example = confirmed(actor)
    agree(actor, example)
    officer = client_as("chuyenvien")
    page = f"{ROOT}{example.pk}/bai/"
    values = {"revision": example.revision, "title": "Một", "summary": "a", "story": "b"}
    assert officer.post(page, values).status_code == 302
    second = officer.post(page, values | {"title": "Hai"})
    assert second.status_code == 422
    assert "Người khác vừa sửa" in second.content.decode()
    assert 'value="Hai"' in second.content.decode()
    assert client_as("chuyenvien").get(f"{ROOT}{example.pk}/ban/1/").status_code == 200
    assert client_as("mattran").get(f"{ROOT}{example.pk}/ban/1/").status_code == 404


def test_pictures_page_takes_and_drops(client_as, actor):
    example = confirmed(actor)
    clerk = client_as("canbo.soyte")
    page = f"{ROOT}{example.pk}/anh/"
    bad = SimpleUploadedFile("anh.jpg", b"GIF89a", "image/jpeg")
    wrong = clerk.post(page, {"picture": bad, "alt": "a", "credit": "b"})
    assert "không phải ảnh JPEG hay PNG" in wrong.content.decode()
    clerk.post(page, {"picture": picture(), "alt": "a", "credit": "b"})
    shot = example.pictures.get()
    assert clerk.get(f"{ROOT}anh/{shot.pk}/medium.jpg").headers["Content-Type"] == "image/jpeg"
    clerk.post(f"{page}{shot.pk}/bo/")
    assert example.pictures.count() == 0


def test_report_of_the_year_is_drafted_from_what_was_followed(client_as, actor):
    officer = client_as("chuyenvien")
    empty = officer.post(f"{ROOT}bao-cao-nhan-rong/", follow=True)
    assert "chưa theo dõi điển hình nào" in empty.content.decode()
    example = published(actor)
    officer.post(f"{ROOT}{example.pk}/theo-doi/", {"worthy": "1", "note": "Vẫn tiêu biểu"})
    answer = officer.post(f"{ROOT}bao-cao-nhan-rong/", follow=True)
    assert "Vẫn tiêu biểu" in answer.content.decode()
