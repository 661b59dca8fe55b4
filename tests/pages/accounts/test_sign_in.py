import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.subjects.accounts.test_credentials import code_of, switched_on
from tests.support.people import PASSWORD, make_post, make_user
from thidua.base.access import Actor
from thidua.base.audit.models import AuditEvent
from thidua.base.outbox.models import OutgoingMail
from thidua.pages.accounts.entrance import SEEN_AT_KEY
from thidua.subjects.accounts.demo import DEMO_PEOPLE
from thidua.subjects.accounts.models import Post, User
from thidua.subjects.orgs.models import Organization

Enter = Callable[[Actor | None], Client]
ME = "/tai-khoan/"


def sign_in(client: Client, username: str, password: str = PASSWORD, **extra: str):
    return client.post("/dang-nhap/", {"username": username, "password": password, **extra})


def test_login_opens_a_fresh_session_and_notes_it(clerk: Actor) -> None:
    client = Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Chrome/120")
    client.get("/dang-nhap/")
    session = client.session
    session["before"] = 1
    session.save()
    old_key = session.session_key
    answer = sign_in(client, "CanBo", next=ME)
    assert (answer.status_code, answer.url) == (302, ME)
    assert client.session.session_key != old_key
    noted = User.objects.get(username="canbo").open_sessions.get()
    assert (noted.session_key, noted.device) == (client.session.session_key, "Chrome trên Windows")
    assert AuditEvent.objects.filter(verb="accounts.sign_in").count() == 1


def test_login_with_a_wrong_password_says_so_without_telling_which(clerk: Actor) -> None:
    words = "Tên đăng nhập hoặc mật khẩu chưa đúng."
    for username in ("canbo", "khong-co-ai"):
        answer = sign_in(Client(), username, "sai-mat-khau")
        assert (answer.status_code, words in answer.content.decode()) == (200, True)


@pytest.mark.parametrize("wanted", ["https://la.example/", "//la.example/", "javascript:alert(1)"])
def test_login_never_leads_to_another_site(clerk: Actor, wanted: str) -> None:
    assert sign_in(Client(), "canbo", next=wanted).url == "/"


def test_login_locks_after_five_failures_and_says_what_to_do(clerk: Actor, admin: Actor) -> None:
    client = Client()
    codes = [sign_in(client, "canbo", "sai").status_code for _time in range(5)]
    assert codes == [200, 200, 200, 200, 429]
    locked = sign_in(client, "CANBO")
    assert (locked.status_code, "Tạm khóa 15 phút" in locked.content.decode()) == (429, True)
    assert sign_in(Client(), "quantri").status_code == 302


def test_unlock_lets_the_person_in_at_once(clerk: Actor, admin: Actor, enter: Enter) -> None:
    client = Client()
    for _time in range(5):
        sign_in(client, "canbo", "sai")
    desk = enter(admin)
    page = desk.get(f"/quan-tri/nguoi-dung/{clerk.user_id}/").content.decode()
    assert "Tạm khóa đăng nhập" in page
    desk.post(f"/quan-tri/nguoi-dung/{clerk.user_id}/bo-tam-khoa/")
    assert AuditEvent.objects.filter(verb="accounts.unlock").count() == 1
    assert sign_in(client, "canbo").status_code == 302


def test_login_of_a_closed_account_is_refused(clerk: Actor) -> None:
    User.objects.filter(username="canbo").update(is_active=False)
    assert sign_in(Client(), "canbo").status_code == 200


def test_second_factor_stands_before_every_page(clerk: Actor) -> None:
    _user, device, _codes = switched_on(clerk)
    client = Client()
    sign_in(client, "canbo")
    gate = client.get(ME)
    assert (gate.status_code, gate.url) == (302, "/dang-nhap/ma-xac-nhan/")
    wrong = client.post("/dang-nhap/ma-xac-nhan/", {"code": "abcdefghij"})
    assert (wrong.status_code, client.get(ME).status_code) == (200, 302)
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    right = client.post("/dang-nhap/ma-xac-nhan/", {"code": code_of(device, steps=1)})
    assert (right.status_code, client.get(ME).status_code) == (302, 200)


def test_second_factor_is_set_up_first_where_the_post_demands_it(
    admin: Actor, settings: object
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True  # type: ignore[attr-defined]
    client = Client()
    sign_in(client, "quantri")
    setup = "/tai-khoan/lop-bao-ve/"
    assert client.get("/quan-tri/nguoi-dung/").url == setup
    client.post(setup)
    picture = client.get("/tai-khoan/lop-bao-ve/ma.svg")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/svg+xml")
    done = client.post(setup, {"code": code_of(TOTPDevice.objects.get())})
    assert (done.status_code, done.url) == (302, ME)
    page = client.get(ME).content.decode()
    assert len(re.findall(r"<code>[a-z0-9]{5}-[a-z0-9]{5}</code>", page)) == 10
    assert "<code>" not in client.get(ME).content.decode()
    assert client.get("/quan-tri/nguoi-dung/").status_code == 200


def test_second_factor_is_not_demanded_of_a_clerk(
    clerk: Actor, settings: object, enter: Enter
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True  # type: ignore[attr-defined]
    assert enter(clerk).get(ME).status_code == 200


def test_person_without_a_post_is_told_whom_to_ask(admin: Actor) -> None:
    make_user("moi.ve")
    client = Client()
    sign_in(client, "moi.ve")
    page = client.get(ME, follow=True)
    assert page.redirect_chain == [("/dang-nhap/chua-co-chuc-trach/", 302)]
    assert "Lý A Tráng (quantri@mau.example)" in page.content.decode()


def test_person_who_must_change_the_password_does_so_first(clerk: Actor) -> None:
    User.objects.filter(username="canbo").update(must_change_password=True)
    client = Client()
    sign_in(client, "canbo")
    assert client.get("/nguoi-don-vi/").url == "/tai-khoan/mat-khau/"
    new = "vuon-che-xanh-nui-cao"
    client.post("/tai-khoan/mat-khau/", {"old": PASSWORD, "new": new, "again": new})
    assert client.get("/nguoi-don-vi/").status_code == 200


def test_idle_session_asks_for_the_password_again(clerk: Actor, enter: Enter) -> None:
    client = enter(clerk)
    session = client.session
    session[SEEN_AT_KEY] = (timezone.now() - timedelta(minutes=61)).isoformat()
    session.save()
    answer = client.get(ME)
    assert (answer.status_code, answer.url) == (302, "/dang-nhap/?next=/tai-khoan/")
    assert "lâu không thao tác" in client.get(answer.url).content.decode()


def test_ended_post_closes_the_pages_at_the_next_request(clerk: Actor, enter: Enter) -> None:
    client = enter(clerk)
    Post.objects.filter(pk=clerk.post_id).update(valid_until=timezone.localdate())
    assert client.get(ME).url == "/dang-nhap/chua-co-chuc-trach/"


def test_logout_is_a_post(clerk: Actor, enter: Enter) -> None:
    client = enter(clerk)
    assert client.get("/dang-xuat/").status_code == 405
    client.post("/dang-xuat/")
    assert client.get(ME).status_code == 302


def test_password_forgotten_answers_the_same_for_everybody(clerk: Actor) -> None:
    answers = [
        Client().post("/dang-nhap/quen-mat-khau/", {"email": email}, follow=True).content
        for email in ("canbo@mau.example", "la@mau.example")
    ]
    assert answers[0] == answers[1]
    assert OutgoingMail.objects.count() == 1


def test_password_reset_link_of_the_letter_opens_the_form(clerk: Actor) -> None:
    client = Client()
    client.post("/dang-nhap/quen-mat-khau/", {"email": "canbo@mau.example"})
    found = re.search(r"(/dang-nhap/mat-khau-moi/\S+)", OutgoingMail.objects.get().body)
    assert found is not None
    new = "vuon-che-xanh-nui-cao"
    assert client.get(found[1]).status_code == 200
    assert client.post(found[1], {"new": new, "again": new}).url == "/dang-nhap/"
    assert client.get(found[1]).status_code == 410
    assert sign_in(client, "canbo", new).status_code == 302


def test_invitation_link_of_the_letter_makes_the_account(head: Actor, enter: Enter) -> None:
    client = enter(head)
    client.post(
        "/nguoi-don-vi/moi/",
        {
            "full_name": "Tẩn A Mới",
            "email": "moi@mau.example",
            "unit": str(head.unit_id),
            "role": "unit_clerk",
            "title": "Chuyên viên",
            "valid_from": "01/01/2022",
            "valid_until": "",
        },
    )
    found = re.search(r"(/dang-nhap/loi-moi/\S+)", OutgoingMail.objects.get().body)
    assert found is not None
    new = "vuon-che-xanh-nui-cao"
    guest = Client()
    assert "Chào Tẩn A Mới" in guest.get(found[1]).content.decode()
    guest.post(found[1], {"username": "tan.moi", "new": new, "again": new})
    assert sign_in(guest, "tan.moi", new).status_code == 302
    assert guest.get(ME).status_code == 200
    assert Client().get(found[1]).status_code == 410


def test_demo_login_does_not_exist_outside_of_the_demonstration(clerk: Actor) -> None:
    User.objects.filter(username="canbo").update(username="chuyenvien", is_sample=True)
    assert Client().post("/dang-nhap/vai/", {"username": "chuyenvien"}).status_code == 404
    assert "demo" not in Client().get("/dang-nhap/").content.decode()


def test_demo_login_is_one_click_for_people_of_the_demonstration_only(
    laichau: Actor, settings: object
) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    page = Client().get("/dang-nhap/").content.decode()
    assert page.count('class="demo-card"') == len(DEMO_PEOPLE) == 24
    client = Client()
    assert client.get("/dang-nhap/vai/").status_code == 405
    client.post("/dang-nhap/vai/", {"username": "thutruong.soyte"})
    assert "Bùi Đức Hậu" in client.get(ME).content.decode()
    make_post(make_user("nguoi.that"), Organization.objects.get(code="LC-SYT"))
    assert Client().post("/dang-nhap/vai/", {"username": "nguoi.that"}).status_code == 404


def test_demo_login_needs_the_token_of_the_form(laichau: Actor, settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/dang-nhap/vai/", {"username": "quantri"}).status_code == 403
