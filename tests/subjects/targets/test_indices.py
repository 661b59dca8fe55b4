"""Indices: the known and the unknown, what stands and what is corrected, editions, the cluster."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest

from tests.support.indices import indices
from thidua.base.access import Actor, Refused
from thidua.base.errors import Refusal, StaleVersion
from thidua.base.registries import FigureScope
from thidua.subjects.orgs.models import Organization
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.targets.index_enums import ResultStatus
from thidua.subjects.targets.index_registrations import figures_of
from thidua.subjects.targets.models import Index, IndexComponent, IndexResult
from thidua.subjects.targets.selectors.indices import (
    comparison,
    component_table,
    index_lines,
    own_province,
    years_up_to,
)
from thidua.subjects.targets.services.index_loading import load_indices, load_results
from thidua.subjects.targets.services.indices import (
    ComponentFacts,
    Numbers,
    copy_edition,
    correct_result,
    drop_component,
    record_result,
    save_component,
    save_index,
)

__all__ = ["indices"]
Find = Callable[..., Actor]
PUBLISHED = Numbers(score=Decimal("83.2"), rank=40, out_of=63, source="Báo cáo PAR INDEX 2023")


def place(code: str) -> int:
    return Organization.objects.get(code=code).pk


@pytest.fixture
def par(indices: dict[str, Index]) -> Index:
    return indices["par-index"]


@pytest.fixture
def officer(actor: Find) -> Actor:
    return actor("chuyenvien")


def test_load_indices_is_done_once(indices: dict[str, Index], laichau: Actor) -> None:
    assert list(indices) == ["par-index", "sipas", "papi", "pci", "ddci"]
    assert load_indices(actor=laichau) == 0
    assert load_results(actor=laichau, folder=files("thidua.data.laichau")) == 0


def test_loaded_results_are_only_the_known_totals(indices: dict[str, Index]) -> None:
    rows = IndexResult.objects.order_by("index__position", "year")
    known = rows.values_list("index__code", "year", "score", "rank", "source_status")
    assert list(known) == [
        ("par-index", 2021, None, 31, "derived"),
        ("par-index", 2022, Decimal("86.290"), 24, "verified"),
        ("sipas", 2021, None, 37, "derived"),
        ("sipas", 2022, Decimal("79.340"), 35, "verified"),
        ("papi", 2021, None, 30, "derived"),
        ("papi", 2022, Decimal("42.690"), 27, "verified"),
        ("pci", 2022, Decimal("62.050"), 57, "verified"),
    ]
    assert not rows.filter(source="").exists()
    assert not rows.filter(component__isnull=False).exists()


def test_loaded_components_say_that_nobody_compared_them(indices: dict[str, Index]) -> None:
    statuses = IndexComponent.objects.order_by().values_list("source_status", flat=True).distinct()
    assert set(statuses) == {ResultStatus.FROM_MEMORY}
    assert set(indices["par-index"].components.values_list("top_score", flat=True)) == {None}


def test_lines_give_the_change_of_rank_only_between_neighbouring_years(
    indices: dict[str, Index], day: date
) -> None:
    lines = {line.index.code: line for line in index_lines(place("P12"), day)}
    changes = {code: (line.rank_change, line.is_better) for code, line in lines.items()}
    assert changes == {
        "par-index": (7, True), "sipas": (2, True), "papi": (3, True), "pci": (None, None),
        "ddci": (None, None),
    }  # fmt: skip
    assert lines["pci"].score_change is None
    assert lines["ddci"].latest is None


def test_years_reach_the_newest_result(indices: dict[str, Index], day: date) -> None:
    assert years_up_to(day) == [2018, 2019, 2020, 2021, 2022]
    assert years_up_to(date(2024, 5, 1), 2) == [2023, 2024]


def test_own_province_is_the_one_with_units(laichau: Actor, day: date) -> None:
    province = own_province(tree_on(day))
    assert province is not None
    assert province.code == "P12"


def test_record_result_fills_blanks_but_changes_nothing(par: Index, officer: Actor) -> None:
    first = record_result(
        actor=officer, index=par, year=2023, place_id=place("P12"),
        numbers=Numbers(self_score=Decimal("90.1"), source="Báo cáo tự chấm"),
    )  # fmt: skip
    filled = record_result(
        actor=officer, index=par, year=2023, place_id=place("P12"), numbers=PUBLISHED
    )
    assert (filled.pk, filled.score, filled.self_score, filled.rank) == (
        first.pk, Decimal("83.200"), Decimal("90.100"), 40,
    )  # fmt: skip
    assert filled.source == "Báo cáo tự chấm; Báo cáo PAR INDEX 2023"
    with pytest.raises(Refusal, match="Đã có số khác về xếp hạng"):
        record_result(
            actor=officer, index=par, year=2023, place_id=place("P12"),
            numbers=replace(PUBLISHED, rank=41),
        )  # fmt: skip
    with pytest.raises(Refusal, match="không có gì mới"):
        record_result(actor=officer, index=par, year=2023, place_id=place("P12"), numbers=PUBLISHED)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (Numbers(source="x"), "Cần ít nhất một số"),
        (replace(PUBLISHED, source=" "), "Cần ghi nguồn"),
        (replace(PUBLISHED, score=Decimal("100.5")), "lớn hơn điểm tối đa 100"),
        (replace(PUBLISHED, self_score=Decimal(-1)), "không được âm"),
        (replace(PUBLISHED, rank=64), "lớn hơn số nơi được xếp"),
        (replace(PUBLISHED, rank=0), "bắt đầu từ 1"),
    ],
)
def test_record_result_refuses_what_cannot_be(
    par: Index, officer: Actor, numbers: Numbers, words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        record_result(actor=officer, index=par, year=2023, place_id=place("P12"), numbers=numbers)


def test_record_result_refuses_a_component_of_another_year(par: Index, officer: Actor) -> None:
    component = par.components.first()
    with pytest.raises(Refusal, match="thuộc bộ tiêu chí khác"):
        record_result(
            actor=officer, index=par, component=component, year=2023, place_id=place("P12"),
            numbers=PUBLISHED,
        )  # fmt: skip


def test_record_result_is_refused_to_a_unit(par: Index, actor: Find) -> None:
    for name in ("canbo.soyte", "thutruong.soyte", "mattran", "kiemtoan", "quantri"):
        with pytest.raises(Refused):
            record_result(
                actor=actor(name), index=par, year=2023, place_id=place("P12"), numbers=PUBLISHED
            )


def test_correct_result_keeps_old_and_new(par: Index, officer: Actor) -> None:
    result = par.results.get(year=2022)
    new = replace(Numbers.of(result), rank=25)
    correction = correct_result(
        actor=officer, result=result, revision=0, numbers=new, reason="Công bố lại",
        paper="12/QĐ-BNV",
    )  # fmt: skip
    assert (correction.before, correction.after) == ({"rank": 24}, {"rank": 25})
    assert (correction.day, correction.paper) == (officer.day, "12/QĐ-BNV")
    result.refresh_from_db()
    assert (result.rank, result.revision) == (25, 1)
    with pytest.raises(StaleVersion):
        correct_result(
            actor=officer, result=result, revision=0, numbers=replace(new, rank=26), reason="x"
        )


def test_correct_result_needs_a_reason_and_a_difference(par: Index, officer: Actor) -> None:
    result = par.results.get(year=2022)
    same = Numbers.of(result)
    with pytest.raises(Refusal, match="lý do"):
        correct_result(actor=officer, result=result, revision=0, numbers=same, reason=" ")
    with pytest.raises(Refusal, match="Chưa có số nào khác"):
        correct_result(actor=officer, result=result, revision=0, numbers=same, reason="x")


def test_correct_result_is_refused_to_the_receiving_clerk(par: Index, actor: Find) -> None:
    result = par.results.get(year=2022)
    with pytest.raises(Refused):
        correct_result(
            actor=actor("vanthu"), result=result, revision=0, numbers=PUBLISHED, reason="x"
        )


def test_save_index_refuses_a_code_twice(indices: dict[str, Index], officer: Actor) -> None:
    values = {"code": "pgi", "short_name": "PGI", "name": "Chỉ số xanh cấp tỉnh"}
    saved = save_index(actor=officer, index=None, values=values)
    assert Index.objects.get(code="pgi") == saved
    with pytest.raises(Refusal, match="Đã có chỉ số mã"):
        save_index(actor=officer, index=None, values=values)


def test_save_component_refuses_a_circle_and_a_code_twice(par: Index, officer: Actor) -> None:
    top = save_component(actor=officer, index=par, year=2023, facts=ComponentFacts("I", "Một"))
    below = save_component(
        actor=officer, index=par, year=2023, facts=ComponentFacts("I.1", "Một một", top.pk)
    )
    with pytest.raises(Refusal, match="không được nằm dưới"):
        save_component(
            actor=officer, index=par, year=2023, component=top,
            facts=ComponentFacts("I", "Một", below.pk),
        )  # fmt: skip
    with pytest.raises(Refusal, match="đã có mã “I”"):
        save_component(actor=officer, index=par, year=2023, facts=ComponentFacts("I", "Hai"))
    with pytest.raises(Refusal, match="cùng chỉ số và cùng năm"):
        save_component(
            actor=officer, index=par, year=2024, facts=ComponentFacts("I", "Hai", top.pk)
        )


def test_drop_component_keeps_what_something_hangs_on(par: Index, officer: Actor) -> None:
    top = save_component(actor=officer, index=par, year=2023, facts=ComponentFacts("I", "Một"))
    save_component(
        actor=officer, index=par, year=2023, facts=ComponentFacts("I.1", "Một một", top.pk)
    )
    with pytest.raises(Refusal, match="còn 1 mục con"):
        drop_component(actor=officer, component=top)
    drop_component(actor=officer, component=top.children.get())
    drop_component(actor=officer, component=top)
    assert not par.components.filter(year=2023).exists()


def test_copy_edition_takes_the_tree_and_asks_to_compare_it(par: Index, officer: Actor) -> None:
    top = save_component(actor=officer, index=par, year=2023, facts=ComponentFacts("I", "Một"))
    save_component(
        actor=officer, index=par, year=2023, facts=ComponentFacts("I.1", "Một một", top.pk)
    )
    assert copy_edition(actor=officer, index=par, from_year=2023, to_year=2024) == 2
    copied = par.components.filter(year=2024)
    assert [(row.code, row.parent and row.parent.year) for row in copied] == [
        ("I", None), ("I.1", 2024),
    ]  # fmt: skip
    assert {row.source_status for row in copied} == {ResultStatus.FROM_MEMORY}
    with pytest.raises(Refusal, match="đã có bộ tiêu chí"):
        copy_edition(actor=officer, index=par, from_year=2023, to_year=2024)
    with pytest.raises(Refusal, match="chưa có bộ tiêu chí"):
        copy_edition(actor=officer, index=par, from_year=1999, to_year=2025)


def test_component_table_compares_years_only_where_code_and_name_agree(
    par: Index, officer: Actor, day: date
) -> None:
    own = place("P12")
    for year, name in ((2023, "Công khai"), (2024, "Công khai, minh bạch")):
        same = save_component(
            actor=officer, index=par, year=year,
            facts=ComponentFacts("A", "Thủ tục", top_score=Decimal(10)),
        )  # fmt: skip
        save_component(actor=officer, index=par, year=year, facts=ComponentFacts("B", name))
        record_result(
            actor=officer, index=par, component=same, year=year, place_id=own,
            numbers=Numbers(score=Decimal(year - 2016), source="sổ"),
        )  # fmt: skip
    table = component_table(par, [2022, 2023, 2024], own, day)
    assert (table.year, table.editions) == (2024, (2022, 2023, 2024))
    first, second = table.rows
    assert [(cell.year, cell.score, cell.lost) for cell in first.cells] == [
        (2022, None, None), (2023, Decimal("7.000"), Decimal("3.000")), (2024, Decimal("8.000"), Decimal("2.000")),
    ]  # fmt: skip
    assert [cell.other_name for cell in second.cells] == ["", "Công khai", ""]
    assert table.uncompared == [second]
    assert table.most_lost == [first]
    assert component_table(par, [2024], own, day, edition=2022).year == 2022


def test_comparison_shows_the_seven_provinces_and_keeps_the_unknown(
    par: Index, officer: Actor, day: date
) -> None:
    record_result(
        actor=officer, index=par, year=2022, place_id=place("P11"),
        numbers=Numbers(rank=30, source="Báo cáo PAR INDEX 2022"),
    )  # fmt: skip
    found = comparison(par, 2022, tree_on(day), day)
    assert found.title == "Cụm thi đua 7 tỉnh miền núi biên giới phía Bắc"
    shown = [(row.name, row.result.rank if row.result else None) for row in found.rows]
    assert shown[:2] == [("Tỉnh Lai Châu", 24), ("Tỉnh Điện Biên", 30)]
    assert [rank for _, rank in shown[2:]] == [None] * 5
    assert found.own is not None
    assert found.own.rank_change == 7


def test_comparison_of_units_lists_those_with_results(
    indices: dict[str, Index], officer: Actor, day: date
) -> None:
    ddci = indices["ddci"]
    assert comparison(ddci, 2022, tree_on(day), day).rows == ()
    record_result(
        actor=officer, index=ddci, year=2022, place_id=place("LC-STP"),
        numbers=Numbers(rank=1, source="Công bố DDCI", is_sample=True),
    )  # fmt: skip
    rows = comparison(ddci, 2022, tree_on(day), day).rows
    assert [row.name for row in rows] == ["Sở Tư pháp"]


def test_figures_say_what_was_not_known_on_the_day(indices: dict[str, Index]) -> None:
    def asked(day: date) -> dict[str, tuple[object, str]]:
        scope = FigureScope(None, date(2022, 1, 1), date(2022, 12, 31), day)
        return {figure.key: (figure.value, figure.note) for figure in figures_of(scope)}

    assert asked(date(2022, 2, 15))["indices.par-index"] == (
        Decimal("86.290"), "hạng 24/63, công bố sau ngày đang xem",
    )  # fmt: skip
    assert asked(date(2023, 6, 1))["indices.pci"] == (Decimal("62.050"), "hạng 57/63")
    earlier = FigureScope(None, date(2020, 1, 1), date(2020, 12, 31), date(2020, 6, 1))
    assert {figure.value for figure in figures_of(earlier)} == {None}
