"""Good examples on the portal: nothing before its moment, nothing without consent, no private word."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.support.publicity import (
    SECRET,
    TITLE,
    photo,
    published,
    released,
    unit,
)
from thidua.base import clock
from thidua.base.files.models import StoredFile
from thidua.pages.portal import asking
from thidua.subjects.papers.models import Paper
from thidua.subjects.publicity.errors import WrongState
from thidua.subjects.publicity.models import Example, Picture, Suggester
from thidua.subjects.publicity.services.consents import withdraw_consent, withdrawal_code
from thidua.subjects.publicity.services.following import record_replication
from thidua.subjects.publicity.services.showing import hide_paper, show_paper

pytestmark = pytest.mark.django_db
LIST, SUGGEST = "/cong-khai/dien-hinh/", "/cong-khai/gioi-thieu/"
MACHINES = (
    "/cong-khai/tin/dien-hinh/atom.xml", "/cong-khai/tin/dien-hinh/rss.xml",
    "/cong-khai/sitemap.xml", "/api/v1/stories/", LIST, "/cong-khai/",
)  # fmt: skip


def path_of(example: Example) -> str:
    return f"{LIST}{example.pk}-{example.slug}/"


def pictures_of(example: Example) -> list[str]:
    return [f"{LIST}anh/{one.pk}-{size}.jpg" for one in example.pictures.all() for size in ("small", "medium", "large")]  # fmt: skip


def ticket(seconds_ago: float = 60) -> str:
    import time

    return asking.new_ticket(time.time() - seconds_ago)


def test_story_is_read_with_its_pictures(client: Client, actor):
    example = published(actor)
    text = client.get(path_of(example)).content.decode()
    assert f"<h1>{TITLE}</h1>" in text
    assert '"@type": "Article"' in text
    assert '<meta property="og:type" content="article">' in text
    assert 'width="160" height="100"' in text
    assert [client.get(path).status_code for path in pictures_of(example)] == [200] * 3
    assert client.get(f"{LIST}{example.pk}/").headers["Location"] == path_of(example)


@pytest.mark.parametrize("address", MACHINES)
def test_embargo_holds_everywhere(client: Client, actor, address):
    example = released(actor, clock.stamp() + timedelta(hours=30))
    assert TITLE not in client.get(address).content.decode()
    assert client.get(path_of(example)).status_code == 404
    assert {client.get(path).status_code for path in pictures_of(example)} == {404}
    Example.objects.filter(pk=example.pk).update(released_from=clock.stamp())
    assert example.slug in client.get(address).content.decode()


@pytest.mark.parametrize("address", MACHINES)
def test_withdrawn_consent_takes_it_off_at_once(client: Client, actor, address):
    example = published(actor)
    paths = pictures_of(example)
    assert example.slug in client.get(address).content.decode()
    withdraw_consent(actor=actor("canbo.soyte"), example=example)
    assert example.slug not in client.get(address).content.decode()
    gone = client.get(path_of(example))
    assert (gone.status_code, TITLE in gone.content.decode()) == (410, False)
    assert {client.get(path).status_code for path in paths} == {404}


def test_pictures_without_consent_to_pictures_are_not_shown(client: Client, actor):
    example = published(actor)
    example.consents.update(pictures=False)
    assert "<figure>" not in client.get(path_of(example)).content.decode()
    assert {client.get(path).status_code for path in pictures_of(example)} == {404}
    example.consents.update(pictures=True)
    Picture.objects.update(credit="")
    assert {client.get(path).status_code for path in pictures_of(example)} == {404}


def test_nothing_private_is_shown(client: Client, actor):
    example = published(actor, proof=SECRET)
    Example.objects.filter(pk=example.pk).update(facts=SECRET, suggested_by=SECRET, deed=SECRET)
    example.consents.update(given_by=SECRET, recorded_by=SECRET)
    example.releases.update(note=SECRET)
    for address in (path_of(example), *MACHINES):
        assert SECRET not in client.get(address).content.decode()


def test_list_finds_without_marks_and_by_filter(client: Client, actor):
    example = published(actor)
    for query, found in (
        ("q=co+y+ta", True), ("q=khong+co", False), ("lv=health", True), ("lv=education", False),
        ("loai=collective", False), ("nam=2022", True), ("nam=2021", False), ("pt=1", False),
    ):  # fmt: skip
        assert (example.slug in client.get(f"{LIST}?{query}").content.decode()) is found, query


def test_story_names_units_that_took_it_over(client: Client, actor, day):
    example = published(actor)
    record_replication(actor=actor("canbo.sinho"), example=example, unit_id=unit("D108"), day=day, what=SECRET)  # fmt: skip
    text = client.get(path_of(example)).content.decode()
    assert "UBND huyện Sìn Hồ" in text
    assert SECRET not in text


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_stay_few(client: Client, actor, rows, django_assert_num_queries):
    for _number in range(rows):
        example = published(actor)
    with django_assert_num_queries(6):
        client.get(LIST)
    with django_assert_num_queries(6):
        client.get(path_of(example))


def test_feed_is_well_formed(client: Client, actor):
    published(actor)
    root = ElementTree.fromstring(client.get("/cong-khai/tin/dien-hinh/rss.xml").content)
    assert [item.findtext("title") for item in root.iter("item")] == [TITLE]


def form(**changes):
    return {
        "kind": "person", "name": "Người tốt", "deed": "Cứu em nhỏ", "place": "Bản Mẫu", "proof": "",
        "suggester": "Lò Văn Mẫu", "phone": "0213 3791 234", "ghi_them": "", "phieu": ticket(),
    } | changes  # fmt: skip


def test_suggest_gives_a_number_and_a_code_that_open_the_state(client: Client, actor):
    from django.core.files.uploadedfile import SimpleUploadedFile

    picture = SimpleUploadedFile("anh.jpg", photo(), "image/jpeg")
    answer = client.post(SUGGEST, form(pictures=[picture]), follow=True)
    text = answer.content.decode()
    assert "GT-2022-0001" in text
    assert answer["Cache-Control"] == "private, no-store"
    assert StoredFile.objects.filter(purpose="picture").count() == 3
    code = text.split("Mã tra cứu</dt><dd>")[1][:14]
    asked = {"number": "gt-2022-0001", "code": code.lower(), "phieu": ticket(), "ghi_them": ""}
    seen = client.post(f"{SUGGEST}phieu/", asked, follow=True).content.decode()
    assert "đang kiểm tra, xác nhận" in seen
    wrong = client.post(f"{SUGGEST}phieu/", asked | {"code": "AAAA-AAAA-AAAA", "phieu": ticket()})
    assert wrong.status_code == 422


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ghi_them": "x"}, "ô phải để trống"),
        ({"phieu": "giả"}, "Trang đã mở quá lâu"),
        ({"phone": "không"}, "Ghi số điện thoại"),
        ({"name": ""}, "Chưa nhập"),
    ],
)
def test_suggest_refuses_and_keeps_what_was_typed(client: Client, actor, changes, words):
    answer = client.post(SUGGEST, form(**changes))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert "Cứu em nhỏ" in text
    assert Example.objects.count() == 0


def test_suggest_is_limited(client: Client, actor):
    for number in range(6):
        answer = client.post(SUGGEST, form(name=f"Người {number}", phieu=ticket()))
    assert answer.status_code == 422
    assert Example.objects.count() == 5


def test_name_and_phone_of_the_suggester_are_nowhere_public(client: Client, actor):
    client.post(SUGGEST, form())
    kept = Suggester.objects.get()
    assert (kept.name, kept.phone) == ("Lò Văn Mẫu", "0213 3791 234")
    for address in MACHINES:
        assert "0213 3791 234" not in client.get(address).content.decode()


def test_person_takes_the_consent_back_with_the_code(client: Client, actor):
    example = published(actor)
    values = {"number": example.pk, "code": "AAAA-BBBB-CCCC", "what": "all", "ghi_them": ""}
    wrong = client.post("/cong-khai/rut-dong-y/", values | {"phieu": ticket()})
    assert "Mã không đúng" in wrong.content.decode()
    nobody = client.post("/cong-khai/rut-dong-y/", values | {"number": 10**6, "phieu": ticket()})
    assert "Mã không đúng" in nobody.content.decode()
    right = values | {"code": withdrawal_code(example.pk), "phieu": ticket()}
    assert client.post("/cong-khai/rut-dong-y/", right, follow=True).status_code == 200
    assert client.get(path_of(example)).status_code == 410


@pytest.fixture
def issued(actor) -> Paper:
    return Paper.objects.create(
        unit_id=unit("LC-UBND"), kind="plan", subject="Kế hoạch tổ chức hội nghị", state="issued",
        subject_key="ke hoach to chuc hoi nghi", unit_name="Ủy ban nhân dân tỉnh Lai Châu",
        unit_kind="peoples_committee", notation="KH-UBND", series="KH-UBND", number=7, year=2022,
        issued_on=clock.today(),
    )  # fmt: skip


def test_documents_show_papers_made_public_while_they_stand(client: Client, actor, issued):
    address = "/cong-khai/van-ban/?q=to+chuc+hoi+nghi"
    clerk = actor("vanthu")
    assert "07/KH-UBND" not in client.get(address).content.decode()
    show_paper(actor=clerk, paper=issued)
    with pytest.raises(WrongState):
        show_paper(actor=clerk, paper=issued)
    assert "07/KH-UBND" in client.get(address).content.decode()
    assert client.get("/api/v1/documents/").json()["count"] == 1
    Paper.objects.filter(pk=issued.pk).update(state="recalled")
    assert "07/KH-UBND" not in client.get(address).content.decode()
    Paper.objects.filter(pk=issued.pk).update(state="issued")
    hide_paper(actor=clerk, paper=issued)
    assert "07/KH-UBND" not in client.get(address).content.decode()
    assert client.get(f"/cong-khai/van-ban/{issued.pk}/tep/").status_code == 404


def test_office_chooses_which_papers_are_public(client: Client, client_as, issued):
    officer = client_as("chuyenvien")
    page = "/dien-hinh/van-ban/"
    answer = officer.post(page, {"filter": "", "pick": [issued.pk], "viec": "hien"}, follow=True)
    assert "Đã đưa lên cổng 1 văn bản." in answer.content.decode()
    assert "07/KH-UBND" in client.get("/cong-khai/van-ban/").content.decode()
    assert client_as("canbo.soyte").get(page).status_code == 403
