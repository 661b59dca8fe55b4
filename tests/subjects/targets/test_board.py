"""The board, figures of other layers, matrices on trees, imports: all from the same rows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.targets import DISTRICTS, acting, make_target, row_of, unit
from thidua.base import registries
from thidua.base.access import Actor, Role
from thidua.base.imports.specs import SPECS
from thidua.base.registries import FigureScope
from thidua.core.targets import Verdict
from thidua.subjects.targets.models import Target, TargetValue
from thidua.subjects.targets.selectors.board import board_of
from thidua.subjects.targets.selectors.standings import standings_of
from thidua.subjects.targets.selectors.values import matrix_of
from thidua.subjects.targets.services.periods import open_periods
from thidua.subjects.targets.services.reporting import report_value
from thidua.subjects.targets.services.settling import verify_value
from thidua.subjects.targets.services.splitting import ShareLine, split_target

DAY = date(2022, 2, 15)
YEAR = FigureScope(None, date(2022, 1, 1), date(2022, 12, 31), DAY)


def whole(target: Target, day: date = DAY, **more: bool):
    return board_of(2022, day, ids=[target.pk], **more)[0]


def test_board_adds_up_what_is_known_on_the_day(reported: Target) -> None:
    row = whole(reported)
    assert (row.now, row.coverage, row.now_period) == (Decimal(581), "7/8", "Tháng 01 năm 2022")
    before = whole(reported, date(2022, 2, 14))
    assert (before.now, before.asked, before.verdict) == (None, 8, Verdict.UNKNOWN)


def test_board_gives_the_trusted_alone(reported: Target) -> None:
    assert whole(reported, trusted_only=True).now is None
    verify_value(actor=acting("LC-SLDTBXH", Role.TARGET_OWNER), row=row_of(reported, "D108"))
    assert whole(reported, trusted_only=True).now == Decimal(82)


def test_board_adds_decimals_exactly(officer: Actor, jobs_target: Target) -> None:
    target = make_target(officer, name="Diện tích", measure="amount", value=Decimal("0.8"))
    split_target(
        actor=officer, target=target,
        lines=[ShareLine(unit(code), Decimal("0.1")) for code in DISTRICTS],
    )  # fmt: skip
    for code in DISTRICTS[:3]:
        report_value(actor=acting(code), row=row_of(target, code), value=Decimal("0.1"))
    assert whole(target).now == Decimal("0.3")


def test_board_weighs_rates_by_their_denominators(officer: Actor) -> None:
    target = make_target(
        officer, name="Tỷ lệ", rule="mean", denominator="số hộ", measure="share", reach="state",
        value=Decimal(30),
    )  # fmt: skip
    lines = [ShareLine(unit(code), Decimal(30), Decimal(100)) for code in DISTRICTS[:2]]
    split_target(actor=officer, target=target, lines=lines)
    for code, value, weight in (("D105", 10, 100), ("D106", 40, 300)):
        report_value(
            actor=acting(code), row=row_of(target, code), value=Decimal(value),
            weight=Decimal(weight),
        )  # fmt: skip
    assert whole(target).now == Decimal("32.5")


def test_board_has_no_mean_without_all_denominators(officer: Actor) -> None:
    target = make_target(
        officer, name="Tỷ lệ", rule="mean", denominator="số hộ", measure="share", reach="state",
        value=Decimal(30),
    )  # fmt: skip
    lines = [ShareLine(unit(code), Decimal(30), Decimal(100)) for code in DISTRICTS[:2]]
    split_target(actor=officer, target=target, lines=lines)
    report_value(actor=acting("D105"), row=row_of(target, "D105"), value=Decimal(10))
    row = whole(target)
    assert row.now is None
    assert "không lấy trung bình của các tỷ lệ" in row.judgement.reason


def test_board_takes_the_last_figure_where_the_rule_says_so(officer: Actor) -> None:
    target = make_target(officer, name="Tốc độ", rule="last", measure="change", reach="state")
    lines = [ShareLine(unit(code), None) for code in DISTRICTS[:2]]
    split_target(actor=officer, target=target, lines=lines)
    for code, value, day in (("D105", "5", date(2022, 2, 14)), ("D106", "6", date(2022, 2, 9))):
        report_value(actor=acting(code, day=day), row=row_of(target, code), value=Decimal(value))
    assert whole(target).now == Decimal(5)


def test_board_puts_exceptions_under_their_target(officer: Actor) -> None:
    general = make_target(officer, name="Giảm nghèo")
    make_target(officer, name="Khác")
    special = make_target(officer, name="Riêng huyện nghèo", exception_of_id=general.pk)
    rows = [(row.target.name, row.depth) for row in board_of(2022, DAY)]
    assert rows == [("Giảm nghèo", 0), ("Riêng huyện nghèo", 1), ("Khác", 0)]
    assert special.exception_of_id == general.pk


def test_board_of_a_unit_counts_it_and_those_below_once(
    officer: Actor, jobs_target: Target
) -> None:
    standing = [ShareLine(s.organization_id, s.value) for s in jobs_target.shares.all()]
    commune = ShareLine(unit("W03517.2022"), Decimal(40))
    split_target(actor=officer, target=jobs_target, lines=[*standing, commune])
    report_value(actor=acting("D108"), row=row_of(jobs_target, "D108"), value=Decimal(90))
    row = row_of(jobs_target, "W03517.2022")
    report_value(actor=acting("W03517.2022"), row=row, value=Decimal(4))
    assert board_of(2022, DAY, unit_id=unit("D108"))[0].now == Decimal(90)
    assert board_of(2022, DAY, unit_id=unit("W03517.2022"))[0].now == Decimal(4)
    assert whole(jobs_target).now == Decimal(90)


def test_board_asks_the_same_whatever_the_size(officer: Actor, reported: Target) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            board_of(2022, DAY)
        return len(queries)

    one = asked()
    make_target(officer, name="Thêm")
    assert asked() == one <= 6


def test_pace_of_last_year_makes_the_forecast(officer: Actor) -> None:
    old = replace(officer, day=date(2021, 2, 15))
    before = make_target(old, year=2021, rule="none", period_kind="half", owner="LC-SYT")
    for index, value, day in ((1, 100, date(2021, 7, 6)), (2, 300, date(2022, 1, 6))):
        open_periods(day)
        row = row_of(before, "LC-SYT", index)
        report_value(actor=acting("LC-SYT", day=day), row=row, value=Decimal(value))
    target = make_target(
        officer, rule="none", period_kind="half", owner="LC-SYT", previous_id=before.pk
    )
    day = date(2022, 7, 6)
    open_periods(day)
    row = row_of(target, "LC-SYT", 1)
    report_value(actor=acting("LC-SYT", day=day), row=row, value=Decimal(2000))
    found = whole(target, day)
    assert found.forecast is not None
    assert (found.forecast.value, found.forecast.method) == (
        Decimal(6000), "Theo nhịp cùng kỳ năm trước",
    )  # fmt: skip
    assert found.verdict is Verdict.AT_RISK


def test_figures_are_those_of_the_board(reported: Target) -> None:
    with CaptureQueriesContext(connection) as queries:
        found = {one.key: one for one in registries.figures.answers["targets"](YEAR)}
    assert len(queries) <= 4
    row = whole(reported)
    figure = found[f"targets.value.{reported.pk}"]
    assert (figure.value, figure.whole, figure.url) == (row.now, row.wanted, row.url)
    verdicts = ("exceeded", "achieved", "on_course", "at_risk", "missed", "unknown")
    assert sum(found[f"targets.{name}"].value or 0 for name in verdicts) == 1


def test_unit_figures_are_asked_for_many_units_at_once(reported: Target) -> None:
    units = {unit(code) for code in DISTRICTS}
    known = {one.key: one for one in registries.unit_figures.answers["targets"]()}
    with CaptureQueriesContext(connection) as queries:
        told = known["targets.reported"].of_units(YEAR, units)
        values = known[f"targets.value.{reported.pk}"].of_units(YEAR, units)
    assert len(queries) == 2
    assert (told[unit("D105")], told[unit("D108")]) == (0, 100)
    assert values[unit("D108")] == Decimal(82)


def test_risks_name_who_owes_and_who_came_late(reported: Target) -> None:
    units = {unit("D105"), unit("D108")}
    found = {(one.unit_id, one.key) for one in registries.risk_facts.answers["targets"](units, DAY)}
    assert found == {
        (unit("D105"), "targets.never_reported"), (unit("D108"), "targets.late"),
    }  # fmt: skip


def test_open_duties_reach_clerk_owner_and_office(
    actor: Callable[..., Actor], officer: Actor, reported: Target
) -> None:
    def titles(name: str, who: Actor) -> list[str]:
        return [row.title for row in registries.open_duties.answers[name](who)]

    assert titles("targets.reports", acting("D105")) == [
        "Báo cáo chỉ tiêu Tháng 01 năm 2022: còn 1 trong 1"
    ]
    assert titles("targets.owner", actor("chutri")) == [
        "Xác nhận số liệu “Số lao động được giải quyết việc làm”, Tháng 01 năm 2022"
    ]
    later = replace(officer, day=date(2022, 2, 28))
    assert titles("targets.desk", later) == ["Chốt số liệu chỉ tiêu Tháng 01 năm 2022"]


def test_standing_is_by_what_each_has_of_its_share(reported: Target) -> None:
    found = standings_of(unit("D112"), [reported], DAY)[reported.pk]
    assert (found.rank, found.among, found.in_percent) == (1, 7, True)


def test_matrix_on_todays_tree_carries_merged_communes(officer: Actor) -> None:
    target = make_target(officer, value=Decimal(2))
    old = ("W03517.2022", "W03388.2022")
    lines = [ShareLine(unit(code), Decimal(1)) for code in old]
    split_target(actor=officer, target=target, lines=[*lines, ShareLine(unit("D105"), Decimal(1))])
    report_value(actor=acting(old[0]), row=row_of(target, old[0]), value=Decimal(7))
    today = date(2025, 8, 1)
    stood = matrix_of(target, DAY)
    carried = matrix_of(target, today, tree_day=today)
    assert stood.totals[0].value == carried.totals[0].value == Decimal(7)
    names = {line.unit_id: line.cells[0] for line in carried.lines}
    assert names[unit("W03517.2025")].value == Decimal(7)
    assert unit("W03517.2022") not in names
    assert carried.beside == ("UBND thành phố Lai Châu: không còn đơn vị kế tục",)


def test_values_come_from_a_sheet(jobs_target: Target) -> None:
    spec, clerk = SPECS["targets.values"], acting("D108")
    known = spec.begin(clerk)
    sheet = {"target": jobs_target.pk, "unit": "D108", "period": "2022-M01", "value": Decimal(90)}
    assert spec.check_row(sheet, known).change == "new"
    bad = spec.check_row({**sheet, "value": Decimal(-1)}, known)
    assert "âm" in bad.errors[0]
    other = spec.check_row({**sheet, "unit": "D105"}, known)
    assert other.errors == ["Số liệu này do đơn vị khác báo cáo."]
    assert spec.apply_rows(clerk, [sheet], spec.begin(clerk)) == "Đã ghi 1 số liệu chỉ tiêu."
    assert row_of(jobs_target, "D108").value == Decimal(90)


def test_shares_come_from_a_sheet(officer: Actor, jobs_target: Target) -> None:
    spec = SPECS["targets.shares"]
    known = spec.begin(officer)
    sheet = {"target": jobs_target.pk, "unit": "D108", "value": Decimal(1100)}
    found = spec.check_row(sheet, known)
    assert (found.change, found.differences["Mức giao"]) == ("changed", ("1.003", "1.100"))
    spec.apply_rows(officer, [sheet], spec.begin(officer))
    assert jobs_target.shares.get(organization__code="D108").value == Decimal(1100)
    assert jobs_target.shares.count() == 8


def test_decision_follows_to_the_shares(officer: Actor, jobs_target: Target) -> None:
    from types import SimpleNamespace

    from thidua.subjects.targets.services.decisions import draft_split_decision, follow_paper

    paper = draft_split_decision(actor=officer, target=jobs_target)
    assert paper.about == f"targets.split:{jobs_target.pk}"
    issued = SimpleNamespace(
        about=paper.about, state="issued", code="12/QĐ-UBND", issued_on=date(2022, 2, 20)
    )
    follow_paper(issued)
    assert jobs_target.shares.first().paper == "Quyết định số 12/QĐ-UBND ngày 20/02/2022"


def test_nothing_is_owed_before_the_period_opens(jobs_target: Target) -> None:
    assert not TargetValue.objects.filter(target=jobs_target, period__index=2).exists()
