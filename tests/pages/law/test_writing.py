"""Writing rows on screens: chosen, filled in, tried, proposed, taken over by a second person."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.support.law import CERTIFICATE, FIGHTER, VOTE
from thidua.core.law.params import SHAPES
from thidua.core.law.reading import national_law
from thidua.pages.law import params as p
from thidua.pages.law.choosing import FORMS
from thidua.pages.law.condition_forms import ConditionForm, Part, parts_of
from thidua.subjects.law.bodies import correction_of
from thidua.subjects.law.enums import RowKind, RowState
from thidua.subjects.law.models import LawRow
from thidua.subjects.law.rows import as_mapping
from thidua.subjects.law.selectors import law_in_force
from thidua.subjects.law.unread import every_row

As = Callable[..., Client]
NEW = "/luat/quy-dinh/moi/"
SOURCE = {"citation": "Điều 6", "document": "Quyết định số 02/2022/QĐ-UBND (mẫu)"}


def errors_of(answer: Any) -> Any:
    return answer.context["form"].errors if answer.context else None


def test_every_parameter_of_the_reader_can_be_filled_in() -> None:
    assert set(p.PARAMS) == set(SHAPES) == set(p.TYPES)
    for type_, shape in SHAPES.items():
        known = {spec.name for spec in p.PARAMS[type_]}
        assert set(shape.checks) - {"any"} == known, type_


def bound(kind: str, value: Any, award: str) -> Any:
    """The form of a correction, filled in with what it showed."""
    law, day = national_law(), max(getattr(value, "valid_from", date(2022, 1, 1)), date(2004, 7, 1))
    start = correction_of(kind, value, award)
    common: dict[str, Any] = {"law": law, "day": day, "values": start}
    if kind == RowKind.CONDITION:
        parts = [Part(part["type"], place) for place, part in enumerate(parts_of(start.body))]
        common |= {"condition_type": value.type, "parts": parts}
    shown = (ConditionForm if kind == RowKind.CONDITION else FORMS[kind])(**common)
    data: dict[str, Any] = {"document": "Văn bản đã đọc"}
    for name in shown.fields:
        initial = shown.get_initial_for_field(shown.fields[name], name)
        if initial is not False and initial not in (None, "", []):
            data[name] = initial if not isinstance(initial, date) else f"{initial:%d/%m/%Y}"
    return type(shown)({**data, "citation": "Điều 1"}, **common)


@pytest.mark.parametrize("kind", sorted({kind for kind, _, _ in every_row(national_law())}))
def test_correction_of_any_row_keeps_what_it_says(kind: str) -> None:
    """Opened and saved without a change, the row reads as before."""
    law = national_law()
    for found, value, award in every_row(law):
        if found != kind or set(getattr(value, "multiples", {"": 1}).values()) == {None}:
            continue
        form = bound(kind, value, award)
        assert form.is_valid(), (value, form.errors)
        changed = law.with_rows([as_mapping(form.values)])
        if kind == RowKind.CONDITION:
            again = changed.condition(value.id, value.valid_from)
            assert (again.params, again.variants, again.group, again.route) == (
                value.params, value.variants, value.group, value.route,
            ), value.id  # fmt: skip


def test_choose_asks_for_the_kind_first(client_as: As) -> None:
    text = client_as("chuyenvien").get(NEW).content.decode()
    assert "Quy định về việc gì" in text


def test_choose_a_condition_without_its_type_asks_again(client_as: As) -> None:
    answer = client_as("chuyenvien").get(NEW + "?loai=condition")
    assert "kieu" in errors_of(answer)


@pytest.mark.parametrize("type_", sorted(p.TYPES))
def test_form_of_every_type_opens(type_: str, client_as: As) -> None:
    award = "" if type_ in p.GENERAL_ONLY else CERTIFICATE
    answer = client_as("chuyenvien").get(f"{NEW}?loai=condition&danh-hieu={award}&kieu={type_}")
    assert answer.status_code == 200
    assert "Áp dụng cho ai" in answer.content.decode()


@pytest.mark.parametrize("kind", [k for k in RowKind.values if k not in ("condition", "setting")])
def test_form_of_every_kind_opens(kind: str, client_as: As) -> None:
    assert client_as("chuyenvien").get(f"{NEW}?loai={kind}").status_code == 200


def test_draft_a_quota_from_the_form(client_as: As) -> None:
    address = f"{NEW}?loai=condition&danh-hieu={FIGHTER}&kieu=ratio_cap"
    data = {
        "text": "Không quá 15%", "p_max_percent": "15", "p_of": "advanced_worker", "place": "|",
        "valid_from": "01/01/2024", **SOURCE,
    }  # fmt: skip
    answer = client_as("chuyenvien").post(address, data)
    row = LawRow.objects.get()
    assert answer["Location"] == f"/luat/quy-dinh/{row.pk}/"
    assert row.body == {
        "text": "Không quá 15%", "type": "ratio_cap",
        "params": {"max_percent": 15, "of": "advanced_worker"},
    }  # fmt: skip
    assert (row.award, row.valid_from, row.state) == (FIGHTER, date(2024, 1, 1), RowState.DRAFT)


def test_draft_without_source_is_asked_for_it(client_as: As) -> None:
    address = f"{NEW}?loai=condition&danh-hieu={FIGHTER}&kieu=ratio_cap"
    answer = client_as("chuyenvien").post(
        address, {"text": "x", "p_of": "advanced_worker", "place": "|"}
    )
    assert answer.status_code == 422
    assert set(errors_of(answer)) == {"citation", "document"}


def test_look_before_saving_keeps_nothing(client_as: As) -> None:
    address = f"{NEW}?loai=condition&thay={VOTE}&tu=2017-10-01"
    data = {
        "text": "Phiếu từ 80%", "p_min_percent": "80", "p_council": "provincial", "p_base": "on",
        "place": "|", "xem": "1", **SOURCE,
    }  # fmt: skip
    answer = client_as("chuyenvien").post(address, data)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "chưa lưu" in text
    assert "chưa rõ" in text
    assert not LawRow.objects.exists()


def test_parts_come_and_go_with_what_was_typed(client_as: As) -> None:
    client = client_as("chuyenvien")
    address = f"{NEW}?loai=condition&danh-hieu={CERTIFICATE}&kieu=composite"
    typed = {"text": "Hai phần", "phan": "", "phan_moi": "task_rating", "them": "1"}
    form = client.post(address, typed).context["form"]
    assert [part.type for part in form.parts] == ["task_rating"]
    typed |= {"phan": "task_rating:", "phan0_min_years": "5", "phan_moi": "prior_award"}
    form = client.post(address, typed).context["form"]
    assert form["text"].value() == "Hai phần"
    assert form["phan0_min_years"].value() == "5"
    typed = {"text": "x", "phan": "task_rating:,prior_award:", "phan1_min_count": "2", "bo": "0"}
    form = client.post(address, typed).context["form"]
    assert [part.type for part in form.parts] == ["prior_award"]
    assert form["phan0_min_count"].value() == "2"


def test_composite_is_saved_with_its_parts(client_as: As) -> None:
    address = f"{NEW}?loai=condition&danh-hieu={CERTIFICATE}&kieu=composite"
    data = {
        "text": "05 năm liên tục, 02 lần CSTĐCS", "phan": "task_rating:,prior_award:", "place": "|",
        "phan0_min_rating": "good", "phan0_min_years": "5", "phan0_consecutive": "on",
        "phan1_any_of": [FIGHTER], "phan1_min_count": "2", "phan1_within_same_period": "on",
        **SOURCE,
    }  # fmt: skip
    client_as("chuyenvien").post(address, data)
    assert LawRow.objects.get().body["params"] == {
        "all": [
            {"type": "task_rating", "params": {"min_rating": "good", "min_years": 5, "consecutive": True}},
            {"type": "prior_award", "params": {"any_of": [FIGHTER], "min_count": 2, "within_same_period": True}},
        ]
    }  # fmt: skip


def test_tenure_rows_are_saved(client_as: As) -> None:
    address = f"{NEW}?loai=condition&danh-hieu=labor_order_third&kieu=tenure_years"
    position = next(iter(national_law().vocabulary.words["positions"]))
    data = {
        "text": "Giữ chức vụ", "place": "|", "p_any_of_0_position": position,
        "p_any_of_0_min_years": "6", "p_any_of_0_max_years_exclusive": "10",
        "p_woman_leader_factor": "2/3", **SOURCE,
    }  # fmt: skip
    client_as("chuyenvien").post(address, data)
    assert LawRow.objects.get().body["params"] == {
        "any_of": [{"position": position, "min_years": 6, "max_years_exclusive": 10}],
        "woman_leader_factor": "2/3",
    }


def test_whole_way_of_a_row_through_two_people(client_as: As, drafted: LawRow) -> None:
    writer, second = client_as("chuyenvien"), client_as("lanhdao", "office_head")
    see = f"/luat/quy-dinh/{drafted.pk}/"
    assert "Trình người thứ hai" in writer.get(see).content.decode()
    writer.post(see + "trinh/")
    assert "Cần người thứ hai" in writer.get(see).content.decode()
    text = second.get(see).content.decode()
    assert "Đã đối chiếu, áp dụng" in text
    second.post(see + "ap-dung/", {"revision": "1", "remark": "Đúng bản gốc"})
    drafted.refresh_from_db()
    assert drafted.state == RowState.IN_FORCE
    assert law_in_force().condition(VOTE, date(2022, 5, 1)).params["min_percent"] == 80
    writer.post(see + "xin-dung/", {"last_day": "30/06/2022", "reason": "QĐ mới"})
    second.post(see + "dung/")
    drafted.refresh_from_db()
    assert (drafted.state, drafted.until_day) == (RowState.ENDED, date(2022, 6, 30))


def test_second_person_takes_over_only_what_he_saw(client_as: As, proposed: LawRow) -> None:
    second = client_as("lanhdao", "office_head")
    second.post(f"/luat/quy-dinh/{proposed.pk}/ap-dung/", {"revision": "7"})
    proposed.refresh_from_db()
    assert proposed.state == RowState.PROPOSED


def test_wrong_last_day_is_said(client_as: As, in_force: LawRow) -> None:
    client = client_as("chuyenvien")
    answer = client.post(
        f"/luat/quy-dinh/{in_force.pk}/xin-dung/",
        {"last_day": "31/02/2022", "reason": "x"},
        follow=True,
    )
    assert "dd/mm/yyyy" in answer.content.decode()


def test_edit_of_a_row_in_force_is_refused(client_as: As, in_force: LawRow) -> None:
    answer = client_as("chuyenvien").get(f"/luat/quy-dinh/{in_force.pk}/sua/")
    assert answer["Location"] == f"/luat/quy-dinh/{in_force.pk}/"


@pytest.mark.parametrize("username", ["canbo.soyte", "mattran"])
def test_rows_are_not_for_units(username: str, client_as: As, drafted: LawRow) -> None:
    client = client_as(username)
    for address in ("/luat/quy-dinh/", f"/luat/quy-dinh/{drafted.pk}/", NEW, "/luat/chay-thu/"):
        assert client.get(address).status_code == 403, address


def test_list_filters_by_state(client_as: As, proposed: LawRow) -> None:
    client = client_as("chuyenvien")
    assert client.get("/luat/quy-dinh/?tt=proposed").context["list"].count == 1
    assert client.get("/luat/quy-dinh/?tt=in_force").context["list"].count == 0


def test_file_goes_out_and_comes_back(client_as: As, in_force: LawRow) -> None:
    client = client_as("chuyenvien")
    text = client.get("/luat/quy-dinh/xuat.yaml").content.decode()
    answer = client.post("/luat/quy-dinh/nhan-tep/", {"text": text})
    assert [row["same"] for row in answer.context["rows"]] == [True]
    changed = text.replace("min_percent: 80", "min_percent: 75").replace(
        "to: 2023-12-31", "to: 2023-06-30"
    )
    answer = client.post("/luat/quy-dinh/nhan-tep/", {"text": changed})
    assert [(row["same"], row["problem"]) for row in answer.context["rows"]] == [(False, "")]
    client.post("/luat/quy-dinh/nhan-tep/", {"text": changed, "nhan": "1", "source": "Sở Tư pháp"})
    row = LawRow.objects.get(state=RowState.DRAFT)
    assert row.body["params"]["min_percent"] == 75


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("rows: [", "Không đọc được tệp"),
        ("rows: []", "danh sách"),
        ("a: &x [1]\nrows: [*x, *x]", "Không đọc được tệp"),
        ("x" * 500_001, "Tệp quá lớn"),
    ],
)
def test_file_that_cannot_be_read_is_refused(text: str, words: str, client_as: As) -> None:
    answer = client_as("chuyenvien").post("/luat/quy-dinh/nhan-tep/", {"text": text})
    assert answer.status_code == 422
    assert words in answer.context["problem"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("{kind: nothing, body: {}}", "kind"),
        ("{kind: condition}", "body"),
        ("{kind: condition, body: {}, strange: 1}", "strange"),
        ("{kind: condition, body: {text: x}}", "citation"),
        ("{kind: condition, body: {text: x, type: nope}, citation: a, document: b}", "nope"),
        (
            "{kind: bonus, body: {multiples: {individual: 1}}, award: nope, citation: a, document: b}",
            "no",
        ),
        ("{kind: condition, body: {}, citation: a, document: b, from: hôm qua}", "isoformat"),
    ],
)
def test_wrong_row_of_a_file_is_said_beside_it(row: str, words: str, client_as: As) -> None:
    answer = client_as("chuyenvien").post("/luat/quy-dinh/nhan-tep/", {"text": f"rows:\n- {row}"})
    assert words in answer.context["rows"][0]["problem"]
    assert answer.context["good"] == 0
