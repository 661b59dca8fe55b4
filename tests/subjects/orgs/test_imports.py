"""Units taken over from a table: the file of Lai Châu, and the export of what stands."""

import csv
from datetime import date
from importlib.resources import files

import pytest

from thidua.base.access import Actor
from thidua.base.errors import Refusal
from thidua.base.imports import SPECS
from thidua.base.imports.guessing import guess_mapping
from thidua.subjects.orgs.enums import Kind
from thidua.subjects.orgs.errors import WrongOrder
from thidua.subjects.orgs.models import Organization, OrganizationVersion, Succession
from thidua.subjects.orgs.selectors import successors_on, tree_on, version_on

DAY = date(2025, 7, 1)
SPEC = SPECS["orgs.units"]

pytestmark = pytest.mark.django_db


def parsed(cells: dict[str, str]) -> dict[str, object]:
    """Cells by title, as the import parses them."""
    mapping = guess_mapping(list(cells), SPEC)
    words = list(cells.values())
    return {
        column.key: column.parse(words[mapping[column.key]])
        for column in SPEC.columns
        if column.key in mapping and words[mapping[column.key]]
    }


def checked(actor: Actor, *rows: dict[str, str]):
    known = SPEC.begin(actor)
    return [SPEC.check_row(parsed(row), known) for row in rows]


def taken_over(actor: Actor, *rows: dict[str, str]) -> str:
    return SPEC.apply_rows(actor, [parsed(row) for row in rows], SPEC.begin(actor))


def test_columns_of_the_export_and_of_the_csv_are_recognised():
    titles = [
        "Mã",
        "Tên đơn vị",
        "Tên viết tắt",
        "Loại đơn vị",
        "Cấp trên trực tiếp",
        "Mã cấp trên",
    ]
    mapping = guess_mapping(titles, SPEC)
    assert (mapping["code"], mapping["name"], mapping["kind"], mapping["parent"]) == (0, 1, 3, 5)
    english = "code,name,short_name,kind,parent_code,valid_from,valid_to,succeeded_by,source"
    assert guess_mapping(english.split(","), SPEC) == {
        "code": 0,
        "name": 1,
        "short_name": 2,
        "kind": 3,
        "parent": 4,
        "valid_from": 5,
        "last_day": 6,
        "succeeded_by": 7,
        "source": 8,
    }


def test_lai_chau_is_taken_over_from_its_file(keeper):
    text = (files("thidua.data.laichau") / "organizations.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    roots_first = sorted(rows, key=lambda row: depth(row["code"], {r["code"]: r for r in rows}))
    verdicts = checked(keeper, *roots_first)
    assert {verdict.change for verdict in verdicts} == {"new"}
    assert [verdict.errors for verdict in verdicts if verdict.errors] == []
    assert taken_over(keeper, *roots_first) == "Đã thêm 240 đơn vị, thay đổi 0 đơn vị."
    assert sum(node.kind in ("commune", "ward") for node in tree_on(DAY)) == 38
    split = Organization.objects.get(code="LC-STTTT")
    assert len(successors_on(split.pk, DAY)) == 2
    # 106 communes, 13 more units, of which one in two.
    assert Succession.objects.count() == 120


def depth(code, rows):
    return 0 if not rows[code]["parent_code"] else 1 + depth(rows[code]["parent_code"], rows)


def row(**cells: str) -> dict[str, str]:
    titles = {"code": "Mã", "name": "Tên đơn vị", "kind": "Loại đơn vị", "parent": "Mã cấp trên",
              "phone": "Điện thoại", "start": "Từ ngày", "end": "Đến hết ngày"}  # fmt: skip
    return {titles[key]: value for key, value in cells.items()}


def test_kind_is_read_by_its_words(keeper, province):
    assert parsed(row(name="X", kind="sở, ban, ngành"))["kind"] == Kind.DEPARTMENT
    with pytest.raises(ValueError, match="không có loại"):
        parsed(row(name="X", kind="cục vụ viện"))


def test_known_unit_without_difference_is_the_same(keeper, province):
    verdict = checked(keeper, row(code="S", name="Sở Mẫu", kind="Sở, ban, ngành", parent="P"))[0]
    assert (verdict.change, verdict.differences) == ("same", {})


def test_known_unit_shows_its_differences_and_is_set_right(keeper, province):
    changed = row(code="S", name="Sở Mẫu", kind="Sở, ban, ngành", phone="0213")
    verdict = checked(keeper, changed)[0]
    assert (verdict.change, verdict.differences) == ("changed", {"Điện thoại": ("", "0213")})
    taken_over(keeper, changed)
    assert version_on(province["S"].pk, keeper.day).phone == "0213"
    assert version_on(province["S"].pk, keeper.day).parent_id == province["P"].pk


def test_later_first_day_describes_the_unit_anew(keeper, province):
    taken_over(keeper, row(code="S", name="Sở Mới", kind="Sở, ban, ngành", start="01/07/2025"))
    names = [version_on(province["S"].pk, day).name for day in (date(2025, 6, 30), DAY)]
    assert names == ["Sở Mẫu", "Sở Mới"]


def test_unit_is_recognised_by_its_name_alone(keeper, province):
    verdict = checked(keeper, row(name="so mau", kind="Sở, ban, ngành"))[0]
    assert verdict.change == "changed"
    assert verdict.differences == {"Tên đơn vị": ("Sở Mẫu", "so mau")}


def test_new_unit_may_stand_under_one_of_a_row_above(keeper, province):
    rows = (
        row(name="UBND huyện Hai", kind="Huyện", parent="P"),
        row(name="Xã Cát", kind="Xã", parent="UBND huyện Hai"),
    )
    assert [verdict.change for verdict in checked(keeper, *rows)] == ["new", "new"]
    assert taken_over(keeper, *rows) == "Đã thêm 2 đơn vị, thay đổi 0 đơn vị."
    new = OrganizationVersion.objects.get(name="Xã Cát")
    assert new.parent.code == "DV00001"


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"name": "X", "kind": "Xã", "parent": "Không đâu"}, "Không thấy “Không đâu”"),
        ({"name": "X", "kind": "Xã", "start": "02/01/2025", "end": "01/01/2025"}, "trước ngày đầu"),
    ],
)
def test_bad_row_says_why(keeper, province, cells, sentence):
    assert sentence in checked(keeper, row(**cells))[0].errors[0]


def test_name_of_several_units_asks_for_the_code(keeper, province):
    taken_over(keeper, row(code="A2", name="Xã An", kind="Xã", parent="P"))
    assert "hãy ghi mã" in checked(keeper, row(name="Xã An", kind="Xã"))[0].errors[0]


def test_row_that_knots_the_tree_is_refused(keeper, province):
    with pytest.raises(WrongOrder):
        taken_over(keeper, row(code="P", name="Tỉnh Mẫu", kind="province", parent="A"))


def test_successor_that_is_not_there_is_refused(keeper, province):
    cells = {**row(code="Z", name="Xã Z", kind="Xã", end="30/06/2025"), "Mã đơn vị kế tục": "ZZ"}
    with pytest.raises(Refusal, match="kế tục"):
        taken_over(keeper, cells)
