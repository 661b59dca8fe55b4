"""Components and results from Excel: the tree of a file, names of places, what stands is kept."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tests.support.indices import indices
from thidua.base.access import Actor
from thidua.base.imports.specs import SPECS
from thidua.subjects.targets.index_imports import (
    begin,
    check_component,
    check_result,
    parse_status,
    parse_year,
)
from thidua.subjects.targets.models import Index, IndexResult

__all__ = ["indices"]
Find = Callable[..., Actor]
COMPONENTS = SPECS["targets.index_components"]
RESULTS = SPECS["targets.index_results"]


def component(**values: Any) -> dict[str, Any]:
    return {"index": "PAR INDEX", "year": 2023, "code": "I", "name": "Chỉ đạo điều hành"} | values


def result(**values: Any) -> dict[str, Any]:
    return {"index": "par index", "year": 2022, "source": "Báo cáo"} | values


def test_components_of_a_file_know_the_rows_above(indices: dict[str, Index], actor: Find) -> None:
    officer = actor("chuyenvien")
    rows = [
        component(),
        component(code="I.1", name="Kế hoạch", parent="I", top_score=Decimal("1.5"), owner="Sở Nội vụ"),
    ]  # fmt: skip
    known = begin(officer)
    assert [check_component(row, known).errors for row in rows] == [(), ()]
    assert COMPONENTS.apply_rows(officer, rows, begin(officer)) == "Đã ghi 2 mục của bộ tiêu chí."
    below = indices["par-index"].components.get(year=2023, code="I.1")
    assert (below.parent and below.parent.code, below.owner and below.owner.code) == ("I", "LC-SNV")
    again = begin(officer)
    assert [check_component(row, again).change for row in rows] == ["same", "same"]
    changed = check_component(component(name="Chỉ đạo, điều hành"), again)
    assert changed.differences == {"Tên mục": ("Chỉ đạo điều hành", "Chỉ đạo, điều hành")}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"index": "ABC"}, "Không có chỉ số “ABC”"),
        ({"code": "I.1", "parent": "IX"}, "Không thấy mục “IX”"),
        ({"owner": "Sở Không Có"}, "Không có nơi “Sở Không Có”"),
    ],
)
def test_component_row_says_what_is_wrong(
    indices: dict[str, Index], actor: Find, values: dict[str, str], words: str
) -> None:
    errors = check_component(component(**values), begin(actor("chuyenvien"))).errors
    assert len(errors) == 1
    assert errors[0].startswith(words)


def test_results_are_taken_for_the_own_province_and_for_others(
    indices: dict[str, Index], actor: Find
) -> None:
    officer = actor("chuyenvien")
    rows = [
        result(place="Tỉnh Điện Biên", rank=30, out_of=63),
        result(year=2020, score=Decimal("80.5")),
    ]
    known = begin(officer)
    assert [check_result(row, known).change for row in rows] == ["new", "new"]
    RESULTS.apply_rows(officer, rows, begin(officer))
    assert IndexResult.objects.get(place__code="P11").rank == 30
    assert IndexResult.objects.get(place__code="P12", year=2020).score == Decimal("80.500")


def test_result_row_never_changes_what_stands(indices: dict[str, Index], actor: Find) -> None:
    known = begin(actor("chuyenvien"))
    assert check_result(result(rank=24, score=Decimal("86.29")), known).change == "same"
    (error,) = check_result(result(rank=23), known).errors
    assert error.startswith("Đã có số khác về xếp hạng")
    filled = check_result(result(self_score=Decimal(90)), known)
    assert (filled.change, filled.differences) == ("changed", {"Điểm tự chấm": ("", "90")})
    (unknown,) = check_result(result(code="IX", score=Decimal(1)), known).errors
    assert unknown.startswith("Bộ tiêu chí PAR INDEX năm 2022 không có mã “IX”")


def test_cells_are_read_as_people_write_them() -> None:
    assert parse_year("2022") == 2022
    assert parse_status("Chưa đối chiếu") == "from_memory"
    for bad in ("22", "2022,5"):
        with pytest.raises(ValueError, match="bốn chữ số"):
            parse_year(bad)
    with pytest.raises(ValueError, match="đã đối chiếu"):
        parse_status("rồi")
