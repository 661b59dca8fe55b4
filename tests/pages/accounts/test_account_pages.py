from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.support.people import PASSWORD, make_actor, make_post, make_user
from thidua.base.access import Actor, Role
from thidua.base.audit.models import AuditEvent
from thidua.subjects.accounts.models import Delegation, Invitation, Post, SeeAs, Transfer, User
from thidua.subjects.orgs.models import Organization

Enter = Callable[[Actor | None], Client]


def test_me_saves_ones_own_details(clerk: Actor, enter: Enter) -> None:
    client = enter(clerk)
    answer = client.post(
        "/tai-khoan/", {"full_name": "Vàng Thị Dín Em", "email": "e@mau.example", "phone": "0123"}
    )
    assert answer.status_code == 302
    user = User.objects.get(username="canbo")
    assert (user.full_name, user.email, user.phone) == ("Vàng Thị Dín Em", "e@mau.example", "0123")


def test_me_keeps_what_was_typed_when_it_refuses(clerk: Actor, enter: Enter) -> None:
    answer = enter(clerk).post("/tai-khoan/", {"full_name": "Tên Mới", "email": "khong-phai"})
    assert answer.status_code == 200
    assert 'value="khong-phai"' in answer.content.decode()
    assert User.objects.get(username="canbo").full_name == "Vàng Thị Dín"


def test_me_ends_my_other_sessions_and_keeps_this_one(clerk: Actor, enter: Enter) -> None:
    first, second = enter(clerk), enter(clerk)
    assert User.objects.get(username="canbo").open_sessions.count() == 2
    first.post("/tai-khoan/phien/ket-thuc/", {"session": "others"})
    assert (first.get("/tai-khoan/").status_code, second.get("/tai-khoan/").status_code) == (
        200,
        302,
    )


def test_session_end_leaves_other_peoples_sessions_alone(
    clerk: Actor, head: Actor, enter: Enter
) -> None:
    mine, other = enter(clerk), enter(head)
    theirs = User.objects.get(username="thutruong").open_sessions.get()
    mine.post("/tai-khoan/phien/ket-thuc/", {"session": str(theirs.pk)})
    assert other.get("/tai-khoan/").status_code == 200


def test_one_device_ends_the_session_before(clerk: Actor, enter: Enter, settings: object) -> None:
    settings.ONE_DEVICE = True  # type: ignore[attr-defined]
    first = enter(clerk)
    second = enter(clerk)
    assert (first.get("/tai-khoan/").status_code, second.get("/tai-khoan/").status_code) == (
        302,
        200,
    )


def test_password_change_ends_the_other_sessions(clerk: Actor, enter: Enter) -> None:
    first, second = enter(clerk), enter(clerk)
    new = "vuon-che-xanh-nui-cao"
    first.post("/tai-khoan/mat-khau/", {"old": PASSWORD, "new": new, "again": new})
    assert (first.get("/tai-khoan/").status_code, second.get("/tai-khoan/").status_code) == (
        200,
        302,
    )


def test_seat_choose_moves_to_another_post_of_mine(
    clerk: Actor, school: Organization, enter: Enter
) -> None:
    post = make_post(User.objects.get(username="canbo"), school, Role.BLOCK_HEAD, "Trưởng khối")
    client = enter(clerk)
    client.post("/tai-khoan/chuc-trach/", {"seat": str(post.pk)})
    page = client.get("/tai-khoan/chuc-trach/")
    assert page.wsgi_request.actor.role == "block_head"
    assert client.get("/nguoi-don-vi/").status_code == 403


def test_seat_choose_refuses_another_persons_post(clerk: Actor, head: Actor, enter: Enter) -> None:
    client = enter(clerk)
    client.post("/tai-khoan/chuc-trach/", {"seat": str(head.post_id)})
    assert client.get("/tai-khoan/").wsgi_request.actor.role == "unit_clerk"


def delegate(client: Client, **changes: str) -> object:
    today = timezone.localdate()
    return client.post(
        "/tai-khoan/uy-quyen/",
        {
            "to_username": "Vang Thi Din",
            "verbs": ["papers.sign"],
            "valid_from": f"{today:%d/%m/%Y}",
            "valid_until": f"{today + timedelta(days=2):%d/%m/%Y}",
            "paper": "GUQ 05",
        }
        | changes,
    )


def test_delegation_is_given_used_and_ended_on_the_pages(
    head: Actor, clerk: Actor, enter: Enter
) -> None:
    giver, taker = enter(head), enter(clerk)
    assert delegate(giver).status_code == 302  # type: ignore[attr-defined]
    given = Delegation.objects.get()
    assert given.last_day == timezone.localdate() + timedelta(days=2)
    taker.post("/tai-khoan/chuc-trach/", {"seat": f"{head.post_id}-{given.pk}"})
    page = taker.get("/tai-khoan/chuc-trach/")
    assert page.wsgi_request.actor.on_behalf_of == "Bùi Đức Hậu"
    assert "Đang làm thừa ủy quyền của Bùi Đức Hậu" in page.content.decode()
    assert taker.get("/tai-khoan/uy-quyen/").status_code == 403
    giver.post(f"/tai-khoan/uy-quyen/{given.pk}/ket-thuc/")
    assert taker.get("/tai-khoan/chuc-trach/").wsgi_request.actor.role == "unit_clerk"


def test_delegation_of_another_person_is_not_found(head: Actor, clerk: Actor, enter: Enter) -> None:
    delegate(enter(head))
    given = Delegation.objects.get()
    assert enter(clerk).post(f"/tai-khoan/uy-quyen/{given.pk}/ket-thuc/").status_code == 404


def test_delegation_list_says_beside_the_form_what_is_wrong(
    head: Actor, clerk: Actor, enter: Enter
) -> None:
    answer = delegate(enter(head), to_username="Không Có Ai")
    assert "Không có ai tên như vậy đang dùng hệ thống." in answer.content.decode()  # type: ignore[attr-defined]
    assert Delegation.objects.count() == 0


def look(client: Client, actor: Actor) -> SeeAs:
    client.post(f"/quan-tri/chuc-trach/{actor.post_id}/xem/", {"reason": "Hỗ trợ số 12"})
    return SeeAs.objects.get()


def test_see_as_reads_and_changes_nothing(admin: Actor, clerk: Actor, enter: Enter) -> None:
    client = enter(admin)
    look(client, clerk)
    page = client.get("/nguoi-don-vi/")
    assert (page.wsgi_request.actor.user_name, page.wsgi_request.actor.seen_by) == (
        "Vàng Thị Dín",
        "Lý A Tráng",
    )
    assert "Đang xem với tư cách Vàng Thị Dín, Chuyên viên." in page.content.decode()
    refused = client.post("/nguoi-don-vi/moi/", {"full_name": "X"})
    assert refused.status_code == 403
    assert "chỉ được đọc" in refused.content.decode()
    assert Invitation.objects.count() == 0


@pytest.mark.parametrize("path", ["/tai-khoan/", "/tai-khoan/uy-quyen/"])
def test_see_as_shows_no_page_of_ones_own(
    admin: Actor, clerk: Actor, enter: Enter, path: str
) -> None:
    client = enter(admin)
    look(client, clerk)
    assert client.get(path).status_code == 403


def test_see_as_cannot_change_the_password_or_the_seat(
    admin: Actor, clerk: Actor, enter: Enter
) -> None:
    client = enter(admin)
    look(client, clerk)
    new = "vuon-che-xanh-nui-cao"
    for path in ("/tai-khoan/mat-khau/", "/tai-khoan/chuc-trach/", "/tai-khoan/lop-bao-ve/"):
        client.post(path, {"old": PASSWORD, "new": new, "again": new, "seat": "1"})
    for name in ("quantri", "canbo"):
        assert User.objects.get(username=name).check_password(PASSWORD)


def test_see_as_ends_by_button_and_leaves_both_events(
    admin: Actor, clerk: Actor, enter: Enter
) -> None:
    client = enter(admin)
    look(client, clerk)
    client.post("/tai-khoan/thoi-xem/")
    assert client.get("/tai-khoan/").wsgi_request.actor.user_name == "Lý A Tráng"
    verbs = AuditEvent.objects.filter(verb__contains="see_as").order_by("sequence")
    assert list(verbs.values_list("verb", "user_name")) == [
        ("accounts.start_see_as", "Lý A Tráng"),
        ("accounts.stop_see_as", "Lý A Tráng"),
    ]


def test_see_as_is_over_after_half_an_hour(admin: Actor, clerk: Actor, enter: Enter) -> None:
    client = enter(admin)
    look(client, clerk)
    SeeAs.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    over = client.get("/nguoi-don-vi/", follow=True)
    assert over.redirect_chain == [("/tai-khoan/het-gio-xem/", 302)]
    client.post("/tai-khoan/thoi-xem/")
    assert SeeAs.objects.get().stopped_at is not None
    assert client.get("/quan-tri/nguoi-dung/").status_code == 200


def test_see_as_is_refused_to_a_unit(head: Actor, clerk: Actor, enter: Enter) -> None:
    client = enter(head)
    answer = client.post(f"/quan-tri/chuc-trach/{clerk.post_id}/xem/", {"reason": "Tò mò"})
    assert answer.status_code == 403
    assert SeeAs.objects.count() == 0


def test_user_list_finds_without_marks_and_filters(
    admin: Actor, clerk: Actor, head: Actor, school: Organization, enter: Enter
) -> None:
    make_actor("hieutruong", school, Role.UNIT_HEAD, "Nông Văn Kiên")
    client = enter(admin)

    def found(query: str) -> list[str]:
        rows = client.get(f"/quan-tri/nguoi-dung/?{query}").context["list"].rows
        return [user.username for user in rows]

    assert found("q=din vang") == ["canbo"]
    assert found("chuc-trach=unit_head") == ["thutruong", "hieutruong"]
    assert found(f"don-vi={school.pk}") == ["hieutruong"]
    User.objects.filter(username="canbo").update(is_active=False)
    assert found("trang-thai=da-khoa") == ["canbo"]


def test_user_list_exports_exactly_what_is_shown(admin: Actor, clerk: Actor, enter: Enter) -> None:
    answer = enter(admin).get("/quan-tri/nguoi-dung/?q=din&xuat=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    rows = [[cell.value for cell in row][:3] for row in sheet.iter_rows()]
    assert rows == [
        ["Họ và tên", "Chức vụ, đơn vị", "Chức trách"],
        ["Vàng Thị Dín", "Chuyên viên, Sở Y tế", "Cán bộ TĐKT đơn vị"],
    ]


def test_user_list_asks_as_much_for_three_people_as_for_thirty(
    admin: Actor,
    health: Organization,
    enter: Enter,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = enter(admin)
    client.get("/quan-tri/nguoi-dung/")
    for number in range(24):
        make_post(make_user(f"mau{number}"), health)
    with django_assert_max_num_queries(25) as counted:
        client.get("/quan-tri/nguoi-dung/")
    many = len(counted)
    User.objects.filter(username__startswith="mau").update(is_active=False)
    Post.objects.filter(user__username__startswith="mau").delete()
    with django_assert_max_num_queries(25) as counted:
        client.get("/quan-tri/nguoi-dung/")
    assert len(counted) == many


def test_user_detail_shows_posts_and_history(admin: Actor, clerk: Actor, enter: Enter) -> None:
    client = enter(admin)
    client.post(
        f"/quan-tri/nguoi-dung/{clerk.user_id}/chuc-trach/",
        {
            "unit": str(clerk.unit_id),
            "role": "unit_council",
            "title": "Thư ký Hội đồng",
            "valid_from": "01/03/2022",
            "paper": "QĐ 7",
        },
    )
    page = client.get(f"/quan-tri/nguoi-dung/{clerk.user_id}/").content.decode()
    assert "Giao chức trách: Thư ký Hội đồng" in page
    post = Post.objects.get(title="Thư ký Hội đồng")
    client.post(f"/quan-tri/chuc-trach/{post.pk}/thoi/", {"last_day": "31/12/2022"})
    assert Post.objects.get(pk=post.pk).last_day.isoformat() == "2022-12-31"


def test_user_pages_are_read_only_for_the_auditor(
    clerk: Actor, health: Organization, enter: Enter
) -> None:
    client = enter(make_actor("kiemtoan", health, Role.AUDITOR))
    page = client.get(f"/quan-tri/nguoi-dung/{clerk.user_id}/")
    assert page.status_code == 200
    assert 'action="/quan-tri/' not in page.content.decode()
    for act in ("sua", "khoa", "chuc-trach", "bo-tam-khoa", "go-lop-bao-ve"):
        answer = client.post(f"/quan-tri/nguoi-dung/{clerk.user_id}/{act}/", {"reason": "x"})
        assert answer.status_code == 403


def test_user_close_ends_the_persons_sessions(admin: Actor, clerk: Actor, enter: Enter) -> None:
    theirs = enter(clerk)
    enter(admin).post(f"/quan-tri/nguoi-dung/{clerk.user_id}/khoa/", {"reason": "Nghỉ việc"})
    assert theirs.get("/tai-khoan/").url.startswith("/dang-nhap/")


def test_dormant_list_shows_who_has_long_been_away(
    admin: Actor, clerk: Actor, head: Actor, enter: Enter
) -> None:
    long_ago = timezone.now() - timedelta(days=91)
    User.objects.filter(username="canbo").update(last_seen=long_ago)
    rows = enter(admin).get("/quan-tri/nguoi-dung/lau-khong-dung/").context["list"].rows
    assert [user.username for user in rows] == ["canbo"]


def test_unit_people_transfer_from_offer_to_acceptance(
    head: Actor, clerk: Actor, school: Organization, enter: Enter
) -> None:
    other = make_actor("hieutruong", school, Role.UNIT_HEAD, "Nông Văn Kiên")
    old, new = enter(head), enter(other)
    today = timezone.localdate()
    old.post(
        f"/nguoi-don-vi/chuyen/{clerk.post_id}/",
        {
            "to_unit": str(school.pk),
            "role": "unit_clerk",
            "title": "Chuyên viên",
            "day": f"{today:%d/%m/%Y}",
        },
    )
    assert "Vàng Thị Dín" in new.get("/nguoi-don-vi/").content.decode()
    new.post(f"/nguoi-don-vi/tiep-nhan/{Transfer.objects.get().pk}/", {"answer": "accept"})
    held = Post.objects.held_on(today).get(user__username="canbo")
    assert held.unit_id == school.pk


def test_unit_people_of_another_unit_are_not_found(
    clerk: Actor, school: Organization, enter: Enter
) -> None:
    other = make_actor("hieutruong", school, Role.UNIT_HEAD)
    assert enter(other).get(f"/nguoi-don-vi/chuyen/{clerk.post_id}/").status_code == 404


def test_last_seen_is_written_after_the_answer(clerk: Actor, enter: Enter) -> None:
    enter(clerk).get("/tai-khoan/")
    seen = User.objects.get(username="canbo").last_seen
    assert seen is not None
    assert timezone.now() - seen < timedelta(minutes=1)


def test_actor_costs_three_queries(
    clerk: Actor, enter: Enter, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Session, user, post with its unit's name; the page of sign-in only leads on."""
    client = enter(clerk)
    client.get("/tai-khoan/chuc-trach/")
    with django_assert_num_queries(3):
        assert client.get("/dang-nhap/").status_code == 302
