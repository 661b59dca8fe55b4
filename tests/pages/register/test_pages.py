"""The screens of the register: what they show, to whom, in how many queries."""

from datetime import date

import pytest
from django.urls import reverse

from tests.pages.register.conftest import fill
from tests.support.register import collective, entry, person, unit_id
from thidua.base.audit.models import AuditEvent
from thidua.subjects.accounts.models import Post
from thidua.subjects.register.enums import Act, Standing, TransferState
from thidua.subjects.register.models import (
    CheckedComplete,
    Double,
    Entry,
    Holder,
    HolderTransfer,
    Merger,
    PersonNumber,
    YearRating,
)

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"register:{name}", args=args)


def text_of(response):
    return response.content.decode()


# Reading


def test_front_shows_what_is_held(client_as, holder):
    response = client_as("chuyenvien").get(url("front"))
    assert response.status_code == 200
    assert response.context["held"].lines == 3
    assert response.context["held"].people == 1


@pytest.mark.parametrize("name", ["front", "entry_list", "holder_list", "entry_book"])
def test_unit_sees_its_own_only(client_as, holder, name):
    other = person("Lò Văn Lạ", unit_id("Sở Nội vụ"))
    entry(other, unit_id=unit_id("Sở Nội vụ"))
    shown = text_of(client_as("canbo.soyte").get(url(name)))
    assert "Vàng Thị Mẫu" in shown
    assert "Lò Văn Lạ" not in shown


def test_line_won_in_the_unit_stays_in_its_list_after_the_person_left(client_as, holder):
    Holder.objects.filter(pk=holder.pk).update(unit=unit_id("Sở Nội vụ"))
    client = client_as("canbo.soyte")
    assert "Vàng Thị Mẫu" in text_of(client.get(url("entry_list")))
    assert client.get(url("holder_see", holder.pk)).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("kiemtoan", 200), ("quantri", 403), ("baochi", 403)])
def test_reading_by_role(client_as, holder, who, status):
    assert client_as(who).get(url("holder_see", holder.pk)).status_code == status


def test_person_page_shows_everything_once(client_as, holder):
    response = client_as("chuyenvien").get(url("holder_see", holder.pk))
    shown = text_of(response)
    assert "•••••••••123" in shown
    assert "001080000123" not in shown
    assert response.context["picture"].rows[0].chains[0].words.endswith("3 năm liền, 2018–2020")
    assert "Khiển trách" in shown


@pytest.mark.parametrize("times", [1, 3])
def test_person_page_costs_the_same_queries(
    client_as, holder, health, times, django_assert_num_queries
):
    fill(holder, health, times - 1, start=1)
    client = client_as("chuyenvien")
    client.get(url("front"))  # the first page of a session writes when the person was last seen
    with django_assert_num_queries(22):
        client.get(url("holder_see", holder.pk))


def test_entry_list_filters_and_counts_queries(
    client_as, holder, health, django_assert_max_num_queries
):
    client = client_as("chuyenvien")
    with django_assert_max_num_queries(18):
        one = client.get(url("entry_list") + f"?don-vi={health}&nam=2019&khen=advanced_worker")
    assert one.context["list"].count == 1
    assert client.get(url("entry_list") + "?cap=state").context["list"].count == 0
    assert client.get(url("entry_list") + "?q=vang+thi").context["list"].count == 3


def test_entry_list_leaves_out_corrected_and_keeps_revoked(client_as, holder):
    line = Entry.objects.filter(year=2018).get()
    entry(holder, year=2018, act=Act.REVOCATION, points_to=line, act_day=date(2021, 1, 1))
    Entry.objects.filter(pk=line.pk).update(standing=Standing.REVOKED)
    response = client_as("chuyenvien").get(url("entry_list") + "?tt=thu-hoi")
    assert [row.pk for row in response.context["list"].rows] == [line.pk]


def test_entry_list_exports_what_is_shown(client_as, holder):
    response = client_as("chuyenvien").get(url("entry_list") + "?xuat=xlsx")
    assert response["Content-Disposition"] == 'attachment; filename="so-khen-thuong.xlsx"'


def test_unit_page_takes_in_predecessors(client_as, holder, health):
    response = client_as("canbo.soyte").get(url("unit_see", health))
    assert response.context["total"] == 3
    assert client_as("canbo.soyte").get(url("unit_see", unit_id("Sở Nội vụ"))).status_code == 404


# Writing


def test_new_person_with_number_and_post(client_as, health):
    response = client_as("canbo.soyte").post(
        url("holder_new") + "?loai=individual",
        {
            "kind": "individual", "name": "Giàng  A Mẫu", "variant": "civil_servant_employee",
            "born": "khoảng 1975", "numbers": "001075000456, 040111222", "unit_id": health,
            "post_title": "Bác sĩ",
        },
    )  # fmt: skip
    holder = Holder.objects.get()
    assert response.url == url("holder_see", holder.pk)
    assert (holder.name, holder.person.born_precision) == ("Giàng A Mẫu", "about")
    assert sorted(PersonNumber.objects.values_list("tail", flat=True)) == ["222", "456"]
    assert holder.posts.get().unit_name == "Sở Y tế"


def test_new_person_of_another_unit_is_refused(client_as, health):
    response = client_as("canbo.soyte").post(
        url("holder_new"),
        {
            "kind": "individual",
            "name": "A",
            "variant": "individual",
            "unit_id": unit_id("Sở Nội vụ"),
        },
    )
    assert response.status_code == 422
    assert Holder.objects.count() == 0


@pytest.mark.parametrize("kind", ["collective", "household", "enterprise"])
def test_new_collective_household_enterprise(client_as, health, kind):
    client = client_as("chuyenvien")
    assert client.get(url("holder_new") + f"?loai={kind}").status_code == 200
    client.post(
        url("holder_new") + f"?loai={kind}",
        {"kind": kind, "name": "Mẫu", "variant": kind, "unit_id": health},
    )
    assert Holder.objects.get().kind == kind


def test_edit_is_refused_when_somebody_was_first(client_as, holder, health):
    client = client_as("chuyenvien")
    sent = {
        "kind": "individual",
        "name": "Vàng Thị Mới",
        "variant": "individual",
        "unit_id": health,
        "revision": 0,
        "born": "04/03/1980",
        "gender": "female",
    }
    assert client.post(url("holder_edit", holder.pk), sent).status_code == 302
    late = client.post(url("holder_edit", holder.pk), sent | {"name": "Vàng Thị Khác"})
    assert late.status_code == 422
    assert Holder.objects.get(pk=holder.pk).name == "Vàng Thị Mới"


def test_award_entered_and_seen(client_as, holder, health):
    client = client_as("canbo.soyte")
    assert client.get(url("entry_new", holder.pk)).status_code == 200
    response = client.post(
        url("entry_new", holder.pk),
        {
            "award": "grassroots_emulation_fighter",
            "year": 2021,
            "decided": "12/2021",
            "decision_number": "9/QĐ-SYT",
        },
    )
    line = Entry.objects.get(year=2021)
    assert response.url == url("holder_see", holder.pk)
    assert (line.decided, line.decided_precision, line.unit_name) == (
        date(2021, 12, 1),
        "month",
        "Sở Y tế",
    )
    assert "12/2021" in text_of(client.get(url("entry_see", line.pk)))


def test_award_entered_twice_is_refused(client_as, holder):
    sent = {"award": "commendation_letter", "year": 2021, "decision_number": "9/QĐ-SYT"}
    client = client_as("canbo.soyte")
    client.post(url("entry_new", holder.pk), sent)
    assert client.post(url("entry_new", holder.pk), sent).status_code == 422


def test_correction_revocation_restoration_reissue(client_as, holder):
    client = client_as("chuyenvien")
    line = Entry.objects.get(year=2018)
    paper = {
        "paper": "5/QĐ-UBND",
        "day": "01/02/2022",
        "reason": "Kết luận thanh tra",
        "by": "Chủ tịch UBND tỉnh",
    }
    assert client.get(url("entry_correct", line.pk)).status_code == 200
    sent = {
        "award": "advanced_worker",
        "year": 2017,
        "decided": "25/12/2018",
        "level": "grassroots",
        "unit_id": line.unit_id,
        "unit_name": "Sở Y tế",
    }
    client.post(
        url("entry_correct", line.pk), sent | {f"vb-{name}": value for name, value in paper.items()}
    )
    fresh = Entry.objects.get(year=2017)
    assert (fresh.act, fresh.points_to_id) == (Act.CORRECTION, line.pk)
    assert client.get(url("entry_see", line.pk)).url == url("entry_see", fresh.pk)
    for name in ("entry_reissue", "entry_revoke", "entry_restore"):
        assert client.get(url(name, fresh.pk)).status_code == 200
        answer = client.post(
            url(name, fresh.pk), paper | {"cause": "lost", "certificate_number": "77"}
        )
        assert answer.url == url("entry_see", fresh.pk), name
    shown = text_of(client.get(url("entry_see", fresh.pk)))
    assert "Số sổ vàng 77" in shown
    assert "Kết luận thanh tra" in shown
    assert Entry.objects.get(pk=fresh.pk).standing == Standing.IN_FORCE


def test_unit_may_not_correct(client_as, holder):
    line = Entry.objects.get(year=2018)
    assert client_as("canbo.soyte").get(url("entry_correct", line.pk)).status_code == 403


@pytest.mark.parametrize(
    ("what", "sent"),
    [
        ("xep-loai", {"year": 2021, "rating": "excellent"}),
        ("sang-kien", {"year": 2021, "scope": "province", "kind": "initiative", "title": "Mới"}),
        ("ky-luat", {"kind": "canh_cao", "valid_from": "01/02/2021"}),
        ("vu-viec", {"kind": "investigation", "valid_from": "01/02/2021", "last_day": "01/03/2021"}),
        ("nghi", {"kind": "maternity_leave", "valid_from": "01/02/2021", "last_day": "31/07/2021"}),
        ("thanh-tich", {"event": "rank_first", "year": 2021, "text": "Dẫn đầu khối", "selected_among_leaders": "1"}),
    ],
)  # fmt: skip
def test_fact_written_changed_and_taken_out(client_as, holder, what, sent):
    client = client_as("canbo.soyte")
    assert client.get(url("fact_new", holder.pk, what)).status_code == 200
    response = client.post(url("fact_new", holder.pk, what), sent)
    assert response.status_code == 302, text_of(response)
    assert AuditEvent.objects.filter(verb="register.record_fact").count() == 1
    from thidua.pages.register.factforms import SORTS

    row = SORTS[what].model.objects.latest("pk")
    place = url("fact_edit", holder.pk, what, row.pk)
    assert client.get(place).status_code == 200
    assert client.post(place, sent).status_code == 302
    gone = client.post(url("fact_remove", holder.pk, what, row.pk), {"reason": "Ghi nhầm"})
    assert gone.status_code == 302
    assert not SORTS[what].model.objects.filter(pk=row.pk).exists()


def test_second_rating_of_a_year_is_refused(client_as, holder):
    sent = {"year": 2020, "rating": "excellent"}
    response = client_as("canbo.soyte").post(url("fact_new", holder.pk, "xep-loai"), sent)
    assert response.status_code == 422
    assert YearRating.objects.filter(year=2020).count() == 1


def test_check_complete_from_the_page(client_as, holder):
    sent = {"dc-facts": ["discipline", "open_cases"], "dc-day": "15/02/2022"}
    client_as("canbo.soyte").post(url("check", holder.pk), sent)
    assert sorted(CheckedComplete.objects.values_list("fact", flat=True)) == [
        "discipline",
        "open_cases",
    ]


def test_number_is_shown_in_full_to_the_desk_only_and_the_reading_recorded(client_as, holder):
    number = PersonNumber.objects.get()
    place = url("number_show", holder.pk, number.pk)
    assert client_as("canbo.soyte").post(place, {"reason": "Đối chiếu"}).status_code == 403
    desk = client_as("chuyenvien")
    assert "001080000123" not in text_of(desk.post(place, {"reason": ""}, follow=True))
    assert "001080000123" in text_of(desk.post(place, {"reason": "Đối chiếu"}, follow=True))
    event = AuditEvent.objects.get(verb="register.show_number")
    assert event.reason == "Đối chiếu"
    assert "001080000123" not in text_of(desk.get(url("holder_see", holder.pk)))


def test_number_added_and_removed(client_as, holder):
    client = client_as("canbo.soyte")
    client.post(url("number_add", holder.pk), {"number": "040 111 222"})
    number = PersonNumber.objects.get(digits=9)
    client.post(url("number_add", holder.pk), {"number": "12345"})
    assert PersonNumber.objects.count() == 2
    client.post(url("number_remove", holder.pk, number.pk), {"reason": "Ghi nhầm"})
    assert PersonNumber.objects.count() == 1


def test_post_added_changed_removed(client_as, holder, health):
    client = client_as("canbo.soyte")
    assert client.get(url("post_new", holder.pk)).status_code == 200
    sent = {"title": "Trưởng phòng", "unit_id": health, "valid_from": "01/01/2020"}
    client.post(url("post_new", holder.pk), sent)
    post = holder.posts.get(title="Trưởng phòng")
    place = url("post_edit", holder.pk, post.pk)
    assert client.get(place).status_code == 200
    client.post(place, sent | {"last_day": "31/12/2021"})
    assert holder.posts.get(pk=post.pk).last_day == date(2021, 12, 31)
    client.post(url("post_remove", holder.pk, post.pk), {"reason": "Ghi nhầm"})
    assert not holder.posts.filter(pk=post.pk).exists()


def test_transfer_offered_and_taken_over(client_as, holder):
    other = Post.objects.get(user__username="canbo.dienluc").unit_id
    giver, taker = client_as("canbo.soyte"), client_as("canbo.dienluc")
    assert giver.get(url("transfer_offer", holder.pk)).status_code == 200
    sent = {"to_unit_id": other, "title": "Chuyên viên", "day": "01/03/2022"}
    giver.post(url("transfer_offer", holder.pk), sent)
    transfer = HolderTransfer.objects.get()
    assert taker.get(url("transfer_offer", holder.pk)).status_code == 200
    assert giver.post(url("transfer_accept", transfer.pk)).status_code == 302
    assert HolderTransfer.objects.get().state == TransferState.OFFERED
    taker.post(url("transfer_accept", transfer.pk))
    assert HolderTransfer.objects.get().state == TransferState.ACCEPTED
    assert Holder.objects.get(pk=holder.pk).unit_id == other
    assert taker.get(url("holder_see", holder.pk)).status_code == 200


@pytest.mark.parametrize(
    ("act", "who", "state"),
    [
        ("transfer_decline", "canbo.dienluc", "declined"),
        ("transfer_withdraw", "canbo.soyte", "withdrawn"),
    ],
)
def test_transfer_declined_or_withdrawn(client_as, holder, act, who, state):
    other = Post.objects.get(user__username="canbo.dienluc").unit_id
    sent = {"to_unit_id": other, "title": "Chuyên viên", "day": "01/03/2022"}
    client_as("canbo.soyte").post(url("transfer_offer", holder.pk), sent)
    transfer = HolderTransfer.objects.get()
    client_as(who).post(url(act, transfer.pk), {"reason": "Chưa đủ biên chế"})
    assert HolderTransfer.objects.get().state == state


def test_doubles_compared_merged_and_split_again(client_as, holder):
    other = person("Vang Thi Mau", holder.unit_id, born=date(1980, 3, 4), born_precision="day")
    entry(other, "commendation_letter", 2016)
    pair = Double.objects.create(one=holder, other=other, score=95, reasons=["cùng ngày sinh"])
    client = client_as("chuyenvien")
    assert "Vang Thi Mau" in text_of(client.get(url("double_list")))
    assert client.get(url("double_see", pair.pk)).status_code == 200
    assert "Vang Thi Mau" in text_of(client.get(url("holder_see", holder.pk)))
    assert client.get(url("holder_merge", holder.pk) + "?q=vang").status_code == 200
    assert client.get(url("holder_merge", holder.pk) + f"?voi={other.pk}").status_code == 200
    client.post(url("holder_merge", holder.pk), {"gone": other.pk, "reason": "Cùng hồ sơ"})
    assert client.get(url("holder_see", other.pk)).url == url("holder_see", holder.pk)
    page = client.get(url("holder_see", holder.pk))
    assert len(page.context["lines"]) == 4
    client.post(url("merger_undo", Merger.objects.get().pk), {"reason": "Nhầm"})
    assert len(client.get(url("holder_see", holder.pk)).context["lines"]) == 3


def test_two_people_are_remembered_as_two(client_as, holder):
    other = person("Vang Thi Mau")
    pair = Double.objects.create(one=holder, other=other, score=60, reasons=["cùng họ tên"])
    client_as("chuyenvien").post(url("double_differ", pair.pk), {"reason": "Khác ngày sinh"})
    assert Double.objects.get().state == "different"


def test_search_for_doubles_runs_over_the_whole_register(
    client_as, holder, django_capture_on_commit_callbacks
):
    person("Vang Thi Mau", holder.unit_id, born=date(1980, 3, 4), born_precision="day")
    with django_capture_on_commit_callbacks(execute=True):
        client_as("chuyenvien").post(url("double_search"))
    assert Double.objects.count() == 1


def test_collective_page(client_as, health):
    group = collective("Khoa Mẫu", health, founded=date(2001, 1, 1))
    entry(group, "advanced_labor_collective", 2020, unit_id=health)
    assert client_as("canbo.soyte").get(url("holder_see", group.pk)).status_code == 200
