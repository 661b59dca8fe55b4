"""The pages of units: what they show, how many queries they need, whom they refuse."""

import json
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.base.access import Actor
from thidua.pages.orgs.maps import MapValue, province_map
from thidua.pages.orgs.rows import TreeFilter, rows_of
from thidua.subjects.orgs.models import (
    Organization,
    OrganizationSet,
    Reorganization,
    SetMember,
)
from thidua.subjects.orgs.sample import generate_province
from thidua.subjects.orgs.selectors import tree_on, version_on

pytestmark = pytest.mark.django_db

DAY = date(2022, 2, 15)
KEEPER, READER = "quantri", "chuyenvien"


@pytest.fixture
def keeper(client_as):
    return client_as(KEEPER)


@pytest.fixture
def reader(client_as):
    return client_as(READER)


def unit(code: str) -> int:
    return Organization.objects.get(code=code).pk


def page(name: str, code: str = "") -> str:
    return reverse(f"orgs:{name}", args=[unit(code)] if code else [])


@pytest.mark.parametrize("name", ["tree", "map", "set_list", "act_list", "tree_export"])
@pytest.mark.parametrize("day", ["2022-02-15", "2025-06-30", "2025-07-01", "1950-01-01", "xyz"])
def test_page_opens_on_any_day(reader, name, day):
    assert reader.get(page(name), {"ngay": day}).status_code == 200


@pytest.mark.parametrize("code", ["P12", "D105", "LC-SNV", "W03388.2022", "W03388.2025", "P08"])
@pytest.mark.parametrize("day", ["2022-02-15", "2025-07-01"])
def test_unit_opens_before_during_and_after_its_life(reader, code, day):
    assert reader.get(page("unit_detail", code), {"ngay": day}).status_code == 200


@pytest.mark.parametrize(
    ("day", "districts", "communes"), [("2025-06-30", 8, 106), ("2025-07-01", None, 38)]
)
def test_tree_counts_the_levels_of_its_day(reader, day, districts, communes):
    counts = reader.get(page("tree"), {"ngay": day}).context["counts"]
    assert (counts.get("districts"), counts.get("communes")) == (districts, communes)


def test_tree_finds_without_accents_and_shows_the_way_down(reader):
    rows = reader.get(page("tree"), {"q": "muong te"}).context["rows"]
    hits = {row.node.name for row in rows if row.is_hit}
    assert hits == {"UBND huyện Mường Tè", "Thị trấn Mường Tè", "Xã Mường Tè"}
    assert [row.node.name for row in rows if not row.is_hit] == ["Tỉnh Lai Châu"]


def test_tree_filters_by_group(reader):
    context = reader.get(page("tree"), {"loai": "press"}).context
    assert context["found"] == 2


def test_tree_that_finds_nothing_says_so(reader):
    answer = reader.get(page("tree"), {"q": "không đâu có"})
    assert "Không có đơn vị nào" in answer.content.decode()


def test_lists_of_a_tree_open_and_close_evenly(reader):
    for query in ({}, {"q": "xã"}, {"loai": "communes"}):
        text = reader.get(page("tree"), query).content.decode()
        for tag in ("ul", "details", "li"):
            assert text.count(f"<{tag}") - text.count("<link") * (tag == "li") == text.count(
                f"</{tag}>"
            )


def test_rows_of_an_empty_tree_are_none():
    from thidua.core.trees import Tree

    assert rows_of(Tree([]), TreeFilter()) == []


def test_export_holds_exactly_what_is_shown(reader):
    query = {"ngay": "2025-07-01", "loai": "communes", "q": "muong"}
    shown = [row.node for row in reader.get(page("tree"), query).context["rows"] if row.is_hit]
    answer = reader.get(page("tree_export"), query)
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    codes = [row[0] for row in sheet.iter_rows(min_row=4, values_only=True)]
    assert sorted(codes) == sorted(node.code for node in shown)
    assert len(codes) == 5


def test_history_of_a_merged_commune_shows_five_before_it(reader):
    context = reader.get(page("unit_detail", "W03388.2025"), {"ngay": "2025-07-01"}).context
    assert [len(column.cards) for column in context["columns"]] == [5, 1]
    assert context["state"] == "Đang hoạt động"


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("D105", "Đã giải thể"),
        ("W03386.2022", "Đã sáp nhập"),
        ("LC-STTTT", "Đã chia tách"),
        ("LC-SNV", "Đang hoạt động"),
    ],
)
def test_state_of_a_unit_after_the_reform(reader, code, state):
    answer = reader.get(page("unit_detail", code), {"ngay": "2025-07-01"})
    assert answer.context["state"] == state


def test_unit_of_the_future_is_not_yet_founded(reader):
    assert reader.get(page("unit_detail", "W03388.2025")).context["state"] == "Chưa thành lập"


def test_map_takes_values_by_code():
    shown = province_map(date(2025, 7, 1), {"W03388.2025": MapValue(3, "3 đơn vị trễ", "/x/")})
    by_name = {region.name: region for region in shown.regions}
    first = by_name["Phường Đoàn Kết"]
    assert (first.level, first.words, first.url) == (3, "3 đơn vị trễ", "/x/")
    other = by_name["Xã Mù Cả"]
    assert (other.level, other.words, other.url) == (0, "chưa có số liệu", "")


def test_map_and_its_table_say_the_same(reader):
    for day, count in (("2022-02-15", 8), ("2025-07-01", 38)):
        context = reader.get(page("map"), {"ngay": day}).context
        table = sorted(value.label for _node, value in context["places"])
        assert len(table) == count
        assert sorted(region.words for region in context["map"].regions) == table


WRITING = [
    ("unit_create", ""),
    ("unit_merge", ""),
    ("unit_correct", "LC-SNV"),
    ("unit_change", "LC-SNV"),
    ("unit_rename", "LC-SNV"),
    ("unit_move", "LC-SNV"),
    ("unit_split", "LC-SNV"),
    ("unit_abolish", "LC-SNV"),
    ("set_create", ""),
]


@pytest.mark.parametrize(("name", "code"), WRITING)
def test_writing_pages_open_for_the_keeper_and_for_nobody_else(keeper, reader, name, code):
    assert keeper.get(page(name, code)).status_code == 200
    assert reader.get(page(name, code)).status_code == 403
    assert reader.post(page(name, code), {}).status_code == 403


@pytest.mark.parametrize("name", ["tree", "map", "set_list", "act_list"])
def test_stranger_is_sent_to_the_login(client, laichau, name):
    assert client.get(page(name)).status_code == 302


ACTS = [
    ("unit_rename", "LC-SNV", {"name": "Sở Nội vụ Mới", "short_name": "SNV"}),
    ("unit_move", "LC-BTDKT", {"parent_id": "P12"}),
    ("unit_abolish", "LC-SNGV", {}),
    ("unit_split", "LC-SNV", {"goes_on": "on", "name_1": "Sở Lao động"}),
    (
        "unit_change",
        "LC-SNV",
        {"name": "Ban Nội vụ", "kind": "department", "parent_id": "LC-UBND"},
    ),
]


def answers(values, day="2023-01-01"):
    filled = {key: unit(v) if key == "parent_id" else v for key, v in values.items()}
    return {**filled, "day": day, "paper": "Quyết định mẫu", "reason": ""}


@pytest.mark.parametrize(("name", "code", "values"), ACTS)
def test_act_is_previewed_without_writing_and_then_done(keeper, name, code, values):
    preview = keeper.get(page(name, code), {**answers(values), "xem": "1"})
    assert preview.context["ready"]
    assert Reorganization.objects.count() == 0
    done = keeper.post(page(name, code), dict(preview.context["hidden"]))
    assert done.status_code == 302
    assert Reorganization.objects.get().day == date(2023, 1, 1)
    assert keeper.get(done["Location"]).status_code == 200


def test_act_with_a_fault_says_so_and_keeps_what_was_typed(keeper):
    answer = keeper.get(
        page("unit_rename", "LC-SNV"), {"name": "", "day": "2023-01-01", "xem": "1"}
    )
    assert not answer.context["ready"]
    assert list(answer.context["form"].errors) == ["name"]


def test_refusal_of_the_service_stands_on_the_page(keeper):
    same = {"name": "Sở Nội vụ", "short_name": "SNV"}
    answer = keeper.post(page("unit_rename", "LC-SNV"), answers(same))
    assert "Chưa có gì thay đổi" in answer.content.decode()


def test_merge_previews_what_follows(keeper):
    asked = {
        "org_ids": [unit("D105"), unit("D106")],
        "into": "new",
        "name": "UBND huyện Gộp",
        **answers({}, "2022-06-01"),
        "xem": "1",
    }
    preview = keeper.get(page("unit_merge"), asked).context["preview"]
    assert [node.code for node in preview.units] == ["D105", "D106"]
    assert len(preview.below) == 20
    assert {place.group.key for place in preview.places} == {"block-2022-k08"}


def test_merge_into_a_new_unit_and_undo(keeper):
    asked = {
        "org_ids": [unit("D105"), unit("D106")],
        "into": "new",
        "name": "UBND huyện Gộp",
        **answers({}),
    }
    done = keeper.post(page("unit_merge"), asked)
    assert done.status_code == 302
    new = Organization.objects.get(code="DV00001")
    assert done["Location"] == reverse("orgs:unit_detail", args=[new.pk])
    assert version_on(unit("W03386.2022"), date(2023, 1, 1)).parent_id == new.pk
    undone = keeper.post(reverse("orgs:act_undo", args=[Reorganization.objects.get().pk]))
    assert undone.status_code == 302
    assert version_on(unit("W03386.2022"), date(2023, 1, 1)).parent_id == unit("D105")
    assert not Organization.objects.filter(code="DV00001").exists()


def test_merge_offers_neighbours_and_what_was_searched(keeper):
    form = keeper.get(page("unit_merge"), {"org_ids": unit("D105"), "tim": "so y te"}).context[
        "form"
    ]
    offered = [name for _id, name in form.fields["org_ids"].choices]
    assert offered[:2] == ["UBND thành phố Lai Châu", "Sở Y tế"]
    assert len(offered) == 9


def test_merge_into_a_new_unit_needs_a_name(keeper):
    asked = {"org_ids": [unit("D105"), unit("D106")], "into": "new", **answers({}), "xem": "1"}
    assert list(keeper.get(page("unit_merge"), asked).context["form"].errors) == ["name"]


def test_undo_is_refused_to_a_reader(reader):
    assert reader.post(reverse("orgs:act_undo", args=[1])).status_code == 403


def test_create_gives_a_code_when_none_is_typed(keeper):
    values = {"name": "Ban Quản lý  mẫu", "kind": "department", "parent_id": "LC-UBND"}
    assert keeper.post(page("unit_create"), answers(values, "2022-03-01")).status_code == 302
    assert version_on(unit("DV00001"), date(2022, 3, 1)).name == "Ban Quản lý mẫu"


def test_correct_changes_the_contact(keeper):
    form = keeper.get(page("unit_correct", "LC-SNV")).context["form"]
    seen = form["seen"].value()
    posted = {
        "name": "Sở Nội vụ",
        "short_name": "SNV",
        "phone": "0213 000 001",
        "contact_name": "Nguyễn Văn Mẫu",
        "seen": seen if isinstance(seen, str) else json.dumps(seen),
    }
    assert keeper.post(page("unit_correct", "LC-SNV"), posted).status_code == 302
    assert version_on(unit("LC-SNV"), DAY).phone == "0213 000 001"
    again = keeper.post(page("unit_correct", "LC-SNV"), {**posted, "phone": "khác"})
    assert "người khác sửa" in again.content.decode()


def test_correct_with_a_broken_seen_is_refused(keeper):
    posted = {"name": "X", "seen": '{"name": 1}'}
    answer = keeper.post(page("unit_correct", "LC-SNV"), posted)
    assert list(answer.context["form"].errors) == ["seen"]


def test_set_is_edited_by_day(keeper):
    url = reverse("orgs:member_add", args=["press"])
    member = {"org_id": unit("LC-SNV"), "position": "member", "valid_from": "2022-03-01"}
    assert keeper.post(url, member).status_code == 302
    press = reverse("orgs:set_detail", args=["press"])
    sizes = [
        len(keeper.get(press, {"ngay": day}).context["units"])
        for day in ("2022-02-28", "2022-03-01")
    ]
    assert sizes == [2, 3]
    again = keeper.post(url, member)
    assert "đã có trong nhóm" in again.content.decode()
    ended = reverse("orgs:member_end", args=[SetMember.objects.get(set__key="press").pk])
    assert keeper.post(f"{ended}?ngay=2022-05-01").status_code == 302
    assert len(keeper.get(press, {"ngay": "2022-05-01"}).context["units"]) == 2
    assert len(keeper.get(press, {"ngay": "2022-04-30"}).context["units"]) == 3


def test_unit_left_out_of_a_set_is_named(keeper):
    url = reverse("orgs:member_add", args=["press"])
    out = {"org_id": unit("LC-BLC"), "position": "excluded", "valid_from": "2022-02-15"}
    assert keeper.post(url, out).status_code == 302
    context = keeper.get(reverse("orgs:set_detail", args=["press"])).context
    assert [name for _member, name in context["left_out"]] == ["Báo Lai Châu"]
    assert [node.code for node, _member, _position in context["units"]] == ["LC-DPTTH"]


def test_set_changed_by_somebody_else_is_refused(keeper):
    url = reverse("orgs:set_change", args=["press"])
    posted = {
        "name": "Báo chí",
        "rule": "by_kind",
        "kinds": ["press"],
        "aliases": "a\n\nb",
        "changes": "0",
    }
    assert keeper.post(url, posted).status_code == 302
    assert OrganizationSet.objects.get(key="press").aliases == ["a", "b"]
    assert "người khác sửa" in keeper.post(url, posted).content.decode()


def test_set_is_made_and_exported(keeper):
    posted = {
        "name": "Nhóm mẫu",
        "key": "mau",
        "rule": "by_kind",
        "kinds": ["front"],
        "aliases": "",
    }
    assert keeper.post(page("set_create"), posted).status_code == 302
    answer = keeper.get(reverse("orgs:set_export", args=["mau"]))
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert [row[1] for row in sheet.iter_rows(min_row=4, values_only=True)] == ["LC-MTTQ"]


@pytest.mark.parametrize("name", ["set_change", "member_add"])
def test_editing_a_set_is_refused_to_a_reader(reader, name):
    assert reader.post(reverse(f"orgs:{name}", args=["press"]), {}).status_code == 403


def queries(client, url):
    client.get(url)  # the first answer also notes that the session is alive
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


@pytest.mark.parametrize("name", ["tree", "map", "set_list", "act_list"])
def test_pages_need_no_more_queries_for_five_hundred_units(reader, laichau, name):
    few = queries(reader, page(name))
    generate_province(500, actor=Actor.system(DAY))
    assert queries(reader, page(name)) == few <= 25


def test_unit_page_needs_no_more_queries_for_many_units_below(reader):
    small, large = (queries(reader, page("unit_detail", code)) for code in ("LC-SNV", "P12"))
    assert large == small <= 44  # every subject is asked once what hangs on the unit


def test_generated_province_has_its_size_every_kind_and_says_sample(laichau):
    root = generate_province(500, actor=Actor.system(DAY))
    tree = tree_on(DAY)
    ids = tree.descendants(root.pk, include_self=True)
    from thidua.subjects.orgs.enums import Kind
    from thidua.subjects.orgs.models import OrganizationVersion

    assert len(ids) == 500
    assert {tree.node(id_).kind for id_ in ids} == set(Kind.values)
    versions = OrganizationVersion.objects.of_units(ids)
    assert set(versions.values_list("is_sample", flat=True)) == {True}
    assert max(len(name) for name in versions.values_list("name", flat=True)) > 80


def test_generated_province_is_the_same_for_the_same_seed(laichau):
    system = Actor.system(DAY)
    generate_province(60, seed=3, actor=system, start_code="M1")
    generate_province(60, seed=3, actor=system, start_code="M2")
    names = [
        [tree_on(DAY).node(id_).name for id_ in tree_on(DAY).descendants(unit(code))]
        for code in ("M1", "M2")
    ]
    assert names[0] == names[1]
    assert len(names[0]) == 59


def test_tree_leads_the_keeper_to_the_import_and_nobody_else(keeper, reader):
    link = reverse("desk:import_start", args=["orgs.units"])
    assert link in keeper.get(page("tree")).content.decode()
    assert link not in reader.get(page("tree")).content.decode()
