"""Rows of the slip as they come back: columns in any order, each verdict."""

import pytest

from thidua.base.imports import SPECS
from thidua.base.imports.guessing import guess_mapping
from thidua.subjects.movements.models import Movement
from thidua.subjects.movements.services.duties import exempt_unit
from thidua.subjects.movements.services.recording import record_progress

SPEC = SPECS["movements.progress"]
EACH_ROW = 39  # queries for all three steps, with the event and the letters
WHOLE = {
    "Ngày tiếp nhận": "04/02/2022",
    "Số kế hoạch": "15/KH-SYT",
    "Ngày kế hoạch": "08/02/2022",
    "Ngày phát động": "11/02/2022",
    "Địa điểm": "Hội trường",
    "Số người dự": "1.200",
}


def parsed(cells: dict[str, str]) -> dict[str, object]:
    mapping = guess_mapping(list(cells), SPEC)
    words = list(cells.values())
    return {
        column.key: column.parse(words[mapping[column.key]])
        for column in SPEC.columns
        if column.key in mapping and words[mapping[column.key]]
    }


@pytest.fixture
def verdict(actor, launched: Movement):
    def checked(username="chuyenvien", **cells):
        row = {"Mã phong trào": str(launched.pk), "Mã đơn vị": "LC-SYT"}
        row |= {title.replace("_", " "): value for title, value in cells.items()}
        return SPEC.check_row(parsed(row), SPEC.begin(actor(username)))

    return checked


def test_titles_of_the_slip_are_recognised_in_any_order():
    titles = [
        "Số người dự", "Hạn tiếp nhận", "Ngày phát động", "Hạn kế hoạch", "Mã đơn vị",
        "Ngày kế hoạch", "Hạn phát động", "Tên đơn vị", "Ngày tiếp nhận", "Số kế hoạch",
        "Địa điểm", "Mã phong trào",
    ]  # fmt: skip
    assert guess_mapping(titles, SPEC) == {
        "attendance": 0,
        "launched_on": 2,
        "unit": 4,
        "plan_day": 5,
        "name": 7,
        "acknowledged_on": 8,
        "plan_number": 9,
        "place": 10,
        "movement": 11,
    }


def test_due_days_are_never_taken_for_days_done():
    titles = ["Mã phong trào", "Mã đơn vị", "Hạn tiếp nhận", "Hạn kế hoạch", "Hạn phát động"]
    assert guess_mapping(titles, SPEC) == {"movement": 0, "unit": 1}


def test_check_row_shows_what_would_be_recorded(verdict):
    found = verdict(**WHOLE)
    assert (found.change, found.label, found.errors) == ("changed", "Sở Y tế", ())
    assert found.differences == {
        "Ngày tiếp nhận": ("", "04/02/2022"),
        "Số kế hoạch": ("", "15/KH-SYT"),
        "Ngày kế hoạch": ("", "08/02/2022"),
        "Ngày phát động": ("", "11/02/2022"),
        "Địa điểm": ("", "Hội trường"),
        "Số người dự": ("", "1200"),
    }


def test_check_row_without_anything_is_the_same(verdict):
    assert (verdict().change, verdict().errors) == ("same", ())


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"Mã phong trào": "987654"}, "Không có phong trào mã 987654"),
        ({"Mã phong trào": "9" * 40}, "Không có phong trào mã"),
        ({"Mã đơn vị": "KHONG-CO"}, "Không có đơn vị mã KHONG-CO"),
        ({"Mã đơn vị": "LC-BLC"}, "LC-BLC không được giao"),
        ({"Ngày tiếp nhận": "27/01/2022"}, "trước ngày ban hành văn bản"),
        ({"Ngày tiếp nhận": "16/02/2022"}, "sau hôm nay"),
        ({"Số kế hoạch": "15/KH-SYT"}, "cả số, ký hiệu và ngày"),
        ({"Ngày phát động": "11/02/2022", "Địa điểm": "Sở"}, "Chưa ghi bước tiếp nhận"),
        ({**WHOLE, "Ngày phát động": "07/02/2022"}, "trước ngày ban hành kế hoạch"),
    ],
)
def test_check_row_names_what_is_wrong(verdict, cells, words):
    errors = verdict(**cells).errors
    assert len(errors) == 1
    assert words in errors[0]


def test_check_row_of_an_exempt_unit_is_an_error_only_when_it_tells_something(
    verdict, actor, launched
):
    duty = launched.duties.get(organization__code="LC-SYT")
    exempt_unit(actor=actor("chuyenvien"), duty=duty, reason="Không có chức năng.")
    assert "không áp dụng" in verdict(**WHOLE).errors[0]
    assert verdict().change == "same"


@pytest.mark.parametrize(
    ("cells", "change"),
    [
        (WHOLE, "changed"),
        ({"Ngày tiếp nhận": "04/02/2022"}, "same"),
        ({"Ngày tiếp nhận": "04/02/2022", "Số kế hoạch": "15/KH-SYT"}, "same"),
        ({"Ngày phát động": "11/02/2022", "Địa điểm": "Hội trường"}, "changed"),
    ],
)
def test_check_row_of_steps_that_stand_is_the_same(verdict, actor, launched, cells, change):
    plan_only(actor, launched)
    assert (verdict(**cells).change, verdict(**cells).errors) == (change, ())


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"Ngày tiếp nhận": "05/02/2022"}, "đã tiếp nhận ngày 04/02/2022"),
        ({"Số kế hoạch": "16/KH-SYT"}, "đã ban hành kế hoạch ngày 08/02/2022"),
    ],
)
def test_check_row_of_a_step_told_otherwise_is_an_error(verdict, actor, launched, cells, words):
    plan_only(actor, launched)
    assert words in verdict(**cells).errors[0]


def plan_only(actor, launched: Movement) -> None:
    duty = launched.duties.select_related("movement").get(organization__code="LC-SYT")
    told = {key: parsed(WHOLE)[key] for key in ("acknowledged_on", "plan_number", "plan_day")}
    record_progress(actor=actor("chuyenvien"), duty=duty, **told)


def test_check_row_by_who_may_not_is_an_error(verdict):
    errors = list(verdict("canbo.soyte", **WHOLE).errors)
    assert errors == ["Việc này do cơ quan phát động phong trào làm."]


def test_checking_asks_once_for_each_movement(actor, launched, django_assert_num_queries):
    known = SPEC.begin(actor("chuyenvien"))
    codes = list(launched.duties.values_list("organization__code", flat=True))
    rows = [
        parsed({"Mã phong trào": str(launched.pk), "Mã đơn vị": code, **WHOLE}) for code in codes
    ]
    with django_assert_num_queries(2):
        verdicts = [SPEC.check_row(row, known) for row in rows]
    assert {verdict.change for verdict in verdicts} == {"changed"}


def test_taking_over_a_row_costs_the_same_in_a_longer_file(
    actor, launched, django_assert_max_num_queries
):
    officer = actor("chuyenvien")
    codes = list(launched.duties.values_list("organization__code", flat=True))[:20]
    rows = [
        parsed({"Mã phong trào": str(launched.pk), "Mã đơn vị": code, **WHOLE}) for code in codes
    ]
    with django_assert_max_num_queries(1 + 20 * EACH_ROW):
        assert SPEC.apply_rows(officer, rows, SPEC.begin(officer)) == (
            "Đã ghi nhận tiến độ của 20 đơn vị."
        )
    assert launched.duties.filter(state="launched").count() == 20
