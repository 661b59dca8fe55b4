"""Screens of movements: what each shows, to whom, with how many queries."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from thidua.subjects.movements.enums import DutyState, State
from thidua.subjects.movements.models import Duty, Movement
from thidua.subjects.movements.services.drafting import save_part
from thidua.subjects.movements.services.launching import submit_movement

LAUNCH = {
    "document_number": "02/CT-UBND",
    "issued_on": "28/01/2022",
    "signer_title": "CHỦ TỊCH",
    "signer_name": "Trần Tiến Dũng",
    "gaps_confirmed": "on",
}


def url(name: str, movement: Movement, *args: object) -> str:
    return reverse(f"movements:{name}", args=[movement.pk, *args])


def test_movement_list_hides_drafts_from_units(client_as, draft):
    assert draft.name in client_as("chuyenvien").get("/phong-trao/").content.decode()
    assert draft.name not in client_as("canbo.soyte").get("/phong-trao/").content.decode()


def test_draft_is_not_found_by_a_unit(client_as, draft):
    assert client_as("canbo.soyte").get(url("movement_see", draft)).status_code == 404


def test_movement_list_is_found_without_accents(client_as, launched):
    page = client_as("canbo.soyte").get("/phong-trao/?" + urlencode({"q": "thang loi"}))
    assert launched.name in page.content.decode()


def test_movement_list_exports_what_is_shown(client_as, launched):
    answer = client_as("chuyenvien").get("/phong-trao/?xuat=xlsx&q=khong-co-gi-khop")
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")


def test_movement_see_needs_the_same_queries_for_more_tasks(
    client_as, actor, draft, django_assert_max_num_queries
):
    desk = client_as("chuyenvien")
    for number in range(8):
        save_part(
            actor=actor("chuyenvien"), movement=draft, part="nhiem-vu", part_id=None,
            values={"number": str(number), "text": f"Việc {number}", "units": [{"set": "districts"}]},
        )  # fmt: skip
    with django_assert_max_num_queries(40):
        desk.get(url("movement_see", draft))


def test_movement_new_makes_a_draft_of_the_committee(client_as):
    answer = client_as("chuyenvien").post(
        reverse("movements:movement_new"),
        {"name": "Toàn dân tập thể dục", "level": "province", "year": "2022"},
    )
    movement = Movement.objects.get()
    assert answer["Location"] == url("movement_edit", movement)
    assert movement.unit.code == "LC-UBND"


def test_movement_new_without_a_name_says_so(client_as):
    answer = client_as("chuyenvien").post(
        reverse("movements:movement_new"), {"name": "", "level": "province", "year": "2022"}
    )
    assert answer.status_code == 422
    assert "Chưa nhập tên phong trào" in answer.content.decode()


def test_movement_edit_of_a_stale_page_keeps_what_was_typed(client_as, draft):
    desk = client_as("chuyenvien")
    form = {"revision": draft.revision, "name": "Tên thứ nhất", "level": "province", "year": "2022"}
    assert desk.post(url("movement_edit", draft), form).status_code == 302
    late = desk.post(url("movement_edit", draft), {**form, "name": "Tên thứ hai"})
    assert late.status_code == 422
    assert "Người khác vừa sửa" in late.content.decode()
    assert "Tên thứ hai" in late.content.decode()
    draft.refresh_from_db()
    assert draft.name == "Tên thứ nhất"


@pytest.mark.parametrize(
    ("part", "values"),
    [
        ("noi-dung", {"number": "2", "text": "Chuyển đổi số"}),
        ("tieu-chi", {"text": "Hoàn thành nhiệm vụ", "applies_to": "person", "mandatory": "on"}),
        ("can-cu", {"text": "Luật Thi đua, khen thưởng"}),
        ("dot", {"kind": "interim", "name": "Sơ kết", "due_on": "15/06/2022"}),
        ("nhiem-vu", {"text": "Báo cáo", "role": "lead", "sets": ["districts"]}),
        ("noi-nhan", {"printed": "Cổng TTĐT", "purpose": "know", "outside": "Cổng TTĐT tỉnh"}),
    ],
)
def test_part_edit_saves_and_returns_to_its_place(client_as, draft, part, values):
    desk = client_as("chuyenvien")
    assert desk.get(url("part_new", draft, part)).status_code == 200
    answer = desk.post(url("part_new", draft, part), values)
    assert answer["Location"] == url("movement_edit", draft) + f"#{part}"
    words = next(iter(values.get(name) for name in ("text", "name", "printed") if name in values))
    assert words in desk.get(url("movement_edit", draft)).content.decode()


def test_target_edit_takes_vietnamese_numbers(client_as, draft):
    desk = client_as("chuyenvien")
    form = {"name": "Thu ngân sách", "comparator": "at_least", "value": "2.250,5",
            "unit_of_measure": "tỷ đồng", "direction": "up"}  # fmt: skip
    desk.post(url("target_new", draft), form)
    phrases = [use.target.phrase for use in draft.targets.select_related("target")]
    assert phrases == ["3,1 %", "từ 2.250,5 tỷ đồng trở lên"]


def test_target_edit_refuses_words_for_a_number(client_as, draft):
    form = {"name": "Thu", "comparator": "equal", "value": "nhiều", "direction": "up"}
    answer = client_as("chuyenvien").post(url("target_new", draft), form)
    assert "2.250,5" in answer.content.decode()
    assert draft.targets.count() == 1


def test_launch_in_the_browser_sends_and_shows_the_board(client_as, draft):
    client_as("chuyenvien").post(url("movement_submit", draft))
    chair = client_as("chutich", "province_chair")
    answer = chair.post(url("movement_launch", draft), LAUNCH)
    assert answer["Location"] == url("movement_board", draft)
    draft.refresh_from_db()
    assert draft.state == State.LAUNCHED


def test_launch_with_gaps_keeps_the_form(client_as, draft):
    client_as("chuyenvien").post(url("movement_submit", draft))
    chair = client_as("chutich", "province_chair")
    answer = chair.post(url("movement_launch", draft), {**LAUNCH, "gaps_confirmed": ""})
    assert answer.status_code == 422
    assert "cần xác nhận dù chưa có" in answer.content.decode()
    assert "02/CT-UBND" in answer.content.decode()


def test_board_counts_queries_whatever_the_size(client_as, launched, django_assert_max_num_queries):
    desk = client_as("chuyenvien")
    desk.get(url("movement_board", launched))
    with django_assert_max_num_queries(25):
        answer = desk.get(url("movement_board", launched))
    assert f"/ {launched.duties.count()} đơn vị" in answer.content.decode()


def test_board_and_map_show_the_same_numbers(client_as, launched):
    Duty.objects.filter(movement=launched, organization__code="D108").update(
        state=DutyState.LAUNCHED, acknowledged_on=date(2022, 2, 1), planned_on=date(2022, 2, 2),
        launched_on=date(2022, 2, 3),
    )  # fmt: skip
    context = client_as("chuyenvien").get(url("movement_board", launched)).context
    by_map = sum(value.launched for _name, value in context["map"].rows)
    districts = next(row for row in context["groups"] if row.group == "districts")
    assert (by_map, districts.counts[-1]) == (1, 1)


def test_remind_by_one_button_reaches_all_who_are_late(client_as, launched):
    desk = client_as("chuyenvien")
    desk.post("/ngay-trinh-dien/", {"day": "22/02/2022"})
    desk.post(url("movement_remind", launched), {"late": "1"})
    assert set(launched.duties.values_list("reminders", flat=True)) == {1}


def test_remind_only_those_ticked(client_as, launched):
    duty = launched.duties.get(organization__code="LC-SYT")
    client_as("chuyenvien").post(
        url("movement_remind", launched), {"pick": [duty.pk], "filter": ""}
    )
    reminded = launched.duties.filter(reminders=1)
    assert [row.organization.code for row in reminded] == ["LC-SYT"]


def test_reminder_letter_is_drafted_to_those_ticked(client_as, launched):
    duty = launched.duties.get(organization__code="LC-SYT")
    answer = client_as("chuyenvien").post(
        url("reminder_letter", launched), {"pick": [duty.pk], "filter": ""}
    )
    assert answer["Location"].startswith("/van-ban/")
    page = client_as("chuyenvien").get(answer["Location"]).content.decode()
    assert "Sở Y tế" in page


def test_board_exports_the_filtered_units(client_as, launched):
    answer = client_as("chuyenvien").get(
        url("movement_board", launched) + "?loai=districts&xuat=xlsx"
    )
    assert answer["Content-Disposition"].startswith("attachment")


def test_unit_clerk_may_not_remind(client_as, launched):
    answer = client_as("canbo.soyte").post(url("movement_remind", launched), {"late": "1"})
    assert answer.status_code in (302, 403)
    assert set(launched.duties.values_list("reminders", flat=True)) == {0}


def test_movement_docx_is_an_official_paper(client_as, actor, draft):
    from thidua.core.documents.layout import check_layout

    submit_movement(actor=actor("chuyenvien"), movement=draft)
    answer = client_as("chuyenvien").get(url("movement_docx", draft))
    assert check_layout(answer.content) == []
