"""A figure's way: open, reported, verified or disputed, locked, corrected; and who may move it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.support.targets import DISTRICTS, acting, make_target, period_of, row_of, unit
from thidua.base import audit
from thidua.base.access import Actor, Refused, Role
from thidua.base.outbox.models import InboxMessage
from thidua.subjects.targets.enums import TargetState, ValueState
from thidua.subjects.targets.errors import BadTarget, NeedsWords, WrongState
from thidua.subjects.targets.models import Target, TargetValue
from thidua.subjects.targets.selectors.checks import company_of
from thidua.subjects.targets.services.fixing import fix_target, withdraw_target
from thidua.subjects.targets.services.locking import correct_value, lock_period, unlock_period
from thidua.subjects.targets.services.periods import open_periods
from thidua.subjects.targets.services.reminding import figure_still_owed, remind_due
from thidua.subjects.targets.services.reporting import Figure, report_value, report_values
from thidua.subjects.targets.services.settling import (
    dispute_value,
    explain_value,
    set_own_figures,
    still_disputed,
    verify_value,
    verify_values,
)
from thidua.subjects.targets.services.splitting import ShareLine, split_target

OWNER = "LC-SLDTBXH"
AFTER_LOCK = date(2022, 3, 10)


@pytest.fixture
def owner(laichau: Actor) -> Actor:
    return acting(OWNER, Role.TARGET_OWNER)


def test_fix_makes_the_years_periods_with_their_four_days(jobs_target: Target) -> None:
    january = period_of(jobs_target)
    # The 5th is a Saturday within the holidays of the new year: the 7th is the first working day.
    assert (january.opens_on, january.due_on) == (date(2022, 1, 21), date(2022, 2, 7))
    assert (january.late_until, january.locks_on) == (date(2022, 2, 21), date(2022, 2, 28))
    assert [period_of(jobs_target, index).opened_on is not None for index in (1, 2, 12)] == [
        True, False, False,
    ]  # fmt: skip


def test_fix_refuses_a_mean_without_its_denominator(officer: Actor) -> None:
    with pytest.raises(BadTarget, match="mẫu số"):
        make_target(officer, rule="mean", denominator="")


def test_fix_refuses_a_baseline_without_source(officer: Actor) -> None:
    with pytest.raises(BadTarget, match="nguồn"):
        make_target(officer, baseline=Decimal(7000))


def test_fix_is_for_the_office(jobs_target: Target) -> None:
    with pytest.raises(Refused):
        fix_target(actor=acting("LC-SYT"), target=jobs_target, values={})


def test_fix_refuses_another_period_once_a_unit_has_reported(
    officer: Actor, reported: Target
) -> None:
    with pytest.raises(BadTarget, match="Đã có đơn vị báo cáo"):
        fix_target(actor=officer, target=reported, values={"period_kind": "quarter"})


def test_fix_refuses_what_somebody_else_changed(officer: Actor, jobs_target: Target) -> None:
    with pytest.raises(WrongState, match="Người khác"):
        fix_target(actor=officer, target=jobs_target, values={}, revision=jobs_target.revision - 1)


def test_fix_of_an_unsplit_target_makes_the_owner_report(officer: Actor) -> None:
    target = make_target(officer, rule="none")
    share = target.shares.get()
    assert (share.organization_id, share.value) == (unit(OWNER), Decimal(8030))
    assert row_of(target, OWNER).state == ValueState.OPEN


def test_split_makes_a_row_for_each_unit_of_the_open_period(jobs_target: Target) -> None:
    rows = TargetValue.objects.filter(target=jobs_target)
    assert sorted(rows.values_list("organization__code", flat=True)) == list(DISTRICTS)
    assert set(rows.values_list("state", "value")) == {("open", None)}


def test_split_that_differs_needs_a_reason(officer: Actor, jobs_target: Target) -> None:
    lines = [ShareLine(unit(code), Decimal(1000)) for code in DISTRICTS]
    with pytest.raises(NeedsWords, match=r"thấp hơn mức toàn tỉnh 8\.030 lao động là 30 lao động"):
        split_target(actor=officer, target=jobs_target, lines=lines)
    split_target(actor=officer, target=jobs_target, lines=lines, reason="Dự phòng 30")
    assert {share.value for share in jobs_target.shares.all()} == {Decimal(1000)}


def test_split_counts_a_unit_under_another_as_its_part(officer: Actor, jobs_target: Target) -> None:
    lines = [ShareLine(unit(code), Decimal(8030) / 8) for code in DISTRICTS]
    under = ShareLine(unit("W03517.2022"), Decimal(40))
    split_target(actor=officer, target=jobs_target, lines=[*lines, under])
    row = row_of(jobs_target, "W03517.2022")
    assert row.part_of_id == unit("D108")


def test_split_keeps_units_that_have_reported(officer: Actor, reported: Target) -> None:
    lines = [ShareLine(unit("D105"), Decimal(8030))]
    kept = split_target(actor=officer, target=reported, lines=lines)
    assert kept == sorted(unit(code) for code in DISTRICTS[1:])


def test_split_is_for_the_owner_and_the_office(jobs_target: Target) -> None:
    lines = [ShareLine(unit("D105"), Decimal(8030))]
    with pytest.raises(Refused, match="cơ quan chủ trì"):
        split_target(actor=acting("LC-SYT"), target=jobs_target, lines=lines)


def test_report_is_marked_late_after_the_due_day(jobs_target: Target) -> None:
    row = report_value(
        actor=acting("D108"), row=row_of(jobs_target, "D108"), value=Decimal(90), paper="12/BC"
    )
    assert (row.state, row.value, row.is_late, row.paper) == (
        "reported",
        Decimal(90),
        True,
        "12/BC",
    )
    assert [event.verb for event in audit.timeline(row)] == ["targets.report"]


def test_report_of_another_unit_is_refused(jobs_target: Target) -> None:
    with pytest.raises(Refused, match="đơn vị khác"):
        report_value(actor=acting("D105"), row=row_of(jobs_target, "D108"), value=Decimal(90))


def test_report_of_a_blank_needs_a_remark(jobs_target: Target) -> None:
    row = row_of(jobs_target, "D108")
    with pytest.raises(BadTarget, match="không ghi 0 thay cho trống"):
        report_value(actor=acting("D108"), row=row, value=None)
    report_value(actor=acting("D108"), row=row, value=None, remark="Đang rà soát")
    assert (row.state, row.value) == (ValueState.REPORTED, None)


def test_report_of_an_impossible_figure_needs_words(jobs_target: Target) -> None:
    row = row_of(jobs_target, "D108")
    with pytest.raises(NeedsWords, match="âm"):
        report_value(actor=acting("D108"), row=row, value=Decimal(-3))
    report_value(actor=acting("D108"), row=row, value=Decimal(-3), confirmed="Giảm trừ năm trước")
    assert row.findings == ["Số -3 âm."]


def test_report_beyond_what_sums_hold_is_refused(jobs_target: Target) -> None:
    row = row_of(jobs_target, "D108")
    with pytest.raises(BadTarget, match="đơn vị tính lớn hơn"):
        report_value(actor=acting("D108"), row=row, value=Decimal(10) ** 10)


def test_report_after_the_lock_is_refused(jobs_target: Target) -> None:
    row = row_of(jobs_target, "D108")
    with pytest.raises(WrongState, match="đã khóa"):
        report_value(actor=acting("D108", day=AFTER_LOCK), row=row, value=Decimal(90))


def test_report_over_what_somebody_else_changed_is_refused(jobs_target: Target) -> None:
    first, second = row_of(jobs_target, "D108"), row_of(jobs_target, "D108")
    report_value(actor=acting("D108"), row=first, value=Decimal(90))
    with pytest.raises(WrongState, match="người khác vừa sửa"):
        report_value(actor=acting("D108"), row=second, value=Decimal(91))
    assert row_of(jobs_target, "D108").value == Decimal(90)


def test_report_values_writes_only_what_was_typed(officer: Actor, jobs_target: Target) -> None:
    other = make_target(officer, name="Số hộ thoát nghèo", value=Decimal(100))
    split_target(actor=officer, target=other, lines=[ShareLine(unit("D108"), Decimal(100))])
    figures = [
        Figure(row_of(jobs_target, "D108"), Decimal(90)),
        Figure(row_of(other, "D108"), None),
    ]
    assert report_values(actor=acting("D108"), figures=figures) == 1
    assert row_of(other, "D108").state == ValueState.OPEN


def test_report_values_is_whole_or_absent(officer: Actor, jobs_target: Target) -> None:
    other = make_target(officer, name="Số hộ thoát nghèo", value=Decimal(100))
    split_target(actor=officer, target=other, lines=[ShareLine(unit("D108"), Decimal(100))])
    figures = [
        Figure(row_of(jobs_target, "D108"), Decimal(90)),
        Figure(row_of(other, "D108"), Decimal(-1)),
    ]
    with pytest.raises(NeedsWords):
        report_values(actor=acting("D108"), figures=figures)
    assert row_of(jobs_target, "D108").state == ValueState.OPEN


def test_figures_of_the_neighbours_are_compared_by_share(reported: Target) -> None:
    row = row_of(reported, "D105")
    found = company_of([row], date(2022, 2, 15)).findings(row, Decimal(900), None)
    assert [one.kind for one in found] == ["neighbours"]
    assert "7 đơn vị khác (huyện, thành phố) có trung vị" in found[0].words


def test_verify_is_for_the_owner(reported: Target, owner: Actor) -> None:
    row = row_of(reported, "D108")
    with pytest.raises(Refused, match="cơ quan chủ trì"):
        verify_value(actor=acting("D108"), row=row)
    verify_value(actor=owner, row=row)
    assert (row.state, row.settled_on) == (ValueState.VERIFIED, date(2022, 2, 15))


def test_verify_of_the_owners_own_figure_is_for_the_office(officer: Actor, owner: Actor) -> None:
    target = make_target(officer, rule="none")
    row = report_value(actor=owner, row=row_of(target, OWNER), value=Decimal(700))
    with pytest.raises(Refused):
        verify_value(actor=owner, row=row)
    assert verify_value(actor=officer, row=row).state == ValueState.VERIFIED


def test_verify_values_says_what_was_left_out(reported: Target, owner: Actor) -> None:
    rows = [row_of(reported, code) for code in DISTRICTS]
    set_own_figures(
        actor=owner, target=reported, period=period_of(reported), figures={rows[1].pk: Decimal(5)}
    )
    done, left = verify_values(actor=owner, rows=[row_of(reported, code) for code in DISTRICTS])
    assert len(done) == 6
    assert [one.unit_id for one in left] == [unit("D105"), unit("D106")]
    assert "chưa có số liệu" in left[0].reason
    assert "Khác số của cơ quan chủ trì (5)" in left[1].reason


def test_dispute_and_explain_lead_back_to_the_owner(reported: Target, owner: Actor) -> None:
    row = row_of(reported, "D108")
    dispute_value(actor=owner, row=row, reason="Sổ theo dõi ghi 60", own_figure=Decimal(60))
    assert (row.state, row.explain_due) == (ValueState.DISPUTED, date(2022, 2, 18))
    key = f"target-disputed:{row.pk}:{row.revision}"
    assert InboxMessage.objects.filter(key=key, user__username="canbo.sinho").exists()
    assert still_disputed(key)
    clerk = acting("D108")
    with pytest.raises(BadTarget, match="giải trình"):
        explain_value(actor=clerk, row=row, explanation=" ")
    explain_value(actor=clerk, row=row, explanation="Trùng 22 người", value=Decimal(60))
    assert (row.state, row.value, row.explanation) == ("reported", Decimal(60), "Trùng 22 người")
    assert not still_disputed(key)
    assert verify_value(actor=owner, row=row).state == ValueState.VERIFIED


def test_dispute_needs_a_reason_and_a_reported_figure(jobs_target: Target, owner: Actor) -> None:
    row = row_of(jobs_target, "D108")
    with pytest.raises(BadTarget):
        dispute_value(actor=owner, row=row, reason="")
    with pytest.raises(WrongState, match="Chưa báo cáo"):
        dispute_value(actor=owner, row=row, reason="Chưa rõ")


def test_reporting_over_a_verified_figure_is_refused(reported: Target, owner: Actor) -> None:
    row = verify_value(actor=owner, row=row_of(reported, "D108"))
    with pytest.raises(WrongState, match="đã được xác nhận"):
        report_value(actor=acting("D108"), row=row, value=Decimal(91))


def test_lock_takes_the_verified_and_names_the_rest(
    officer: Actor, reported: Target, owner: Actor
) -> None:
    verify_value(actor=owner, row=row_of(reported, "D108"))
    left = lock_period(actor=officer, period=period_of(reported))
    assert left == {"open": 1, "reported": 6}
    assert row_of(reported, "D108").state == ValueState.LOCKED
    with pytest.raises(WrongState, match="đã chốt"):
        lock_period(actor=officer, period=period_of(reported))


def test_lock_before_the_due_day_is_refused(
    actor: Callable[..., Actor], jobs_target: Target
) -> None:
    with pytest.raises(WrongState, match="Chưa hết hạn"):
        lock_period(actor=actor("chuyenvien", day=date(2022, 2, 7)), period=period_of(jobs_target))


def test_lock_is_for_the_office(jobs_target: Target) -> None:
    with pytest.raises(Refused):
        lock_period(actor=acting("D108"), period=period_of(jobs_target))


def test_unlock_opens_until_a_day_with_a_reason(officer: Actor, reported: Target) -> None:
    period = period_of(reported)
    lock_period(actor=officer, period=period)
    with pytest.raises(BadTarget, match="lý do"):
        unlock_period(actor=officer, period=period, until=date(2022, 2, 20), reason="")
    unlock_period(actor=officer, period=period, until=date(2022, 2, 20), reason="Bổ sung TP")
    assert not period.is_locked(date(2022, 2, 20))
    assert period.is_locked(date(2022, 3, 1))
    report_value(actor=acting("D105"), row=row_of(reported, "D105"), value=Decimal(70))


def test_correct_keeps_both_figures(officer: Actor, reported: Target, owner: Actor) -> None:
    verify_value(actor=owner, row=row_of(reported, "D108"))
    row = row_of(reported, "D108")
    with pytest.raises(WrongState, match="còn mở"):
        correct_value(actor=officer, row=row, value=Decimal(80), reason="Sai", paper="5/ĐC")
    lock_period(actor=officer, period=period_of(reported))
    row = row_of(reported, "D108")
    with pytest.raises(BadTarget, match="văn bản"):
        correct_value(actor=officer, row=row, value=Decimal(80), reason="Sai", paper="")
    correction = correct_value(
        actor=officer, row=row, value=Decimal(80), reason="Đếm trùng", paper="05/ĐC-BTĐKT"
    )
    assert (correction.old, correction.new) == (Decimal(82), Decimal(80))
    assert (row_of(reported, "D108").value, row_of(reported, "D108").state) == (80, "locked")


def test_withdraw_keeps_what_was_reported(officer: Actor, reported: Target) -> None:
    withdraw_target(actor=officer, target=reported, reason="Theo văn bản 9/UBND")
    assert reported.state == TargetState.WITHDRAWN
    assert TargetValue.objects.filter(target=reported).count() == 7


def test_open_periods_fixes_who_owes(jobs_target: Target) -> None:
    assert open_periods(date(2022, 2, 18)) == 8
    assert open_periods(date(2022, 2, 18)) == 0
    assert row_of(jobs_target, "D108", 2).stood_on == date(2022, 2, 18)


def test_successor_owes_and_reports_in_the_place_of_a_merged_unit(officer: Actor) -> None:
    target = make_target(
        replace(officer, day=date(2025, 2, 3)), year=2025, owner="LC-SYT", value=Decimal(50)
    )
    lines = [ShareLine(unit("W03517.2022"), Decimal(50))]
    split_target(actor=replace(officer, day=date(2025, 2, 3)), target=target, lines=lines)
    open_periods(date(2025, 7, 25))
    heir = acting("W03517.2025", day=date(2025, 8, 4))
    july = row_of(target, "W03517.2025", 7)
    assert report_value(actor=heir, row=july, value=Decimal(20)).state == ValueState.REPORTED


def test_remind_writes_once_for_a_unit_and_period(jobs_target: Target) -> None:
    assert remind_due(date(2022, 2, 8)) == 8
    assert remind_due(date(2022, 2, 8)) == 0
    message = InboxMessage.objects.get(
        user__username="canbo.sinho", key__startswith="target-reminder"
    )
    assert figure_still_owed(message.key)
    report_value(actor=acting("D108"), row=row_of(jobs_target, "D108"), value=Decimal(90))
    assert not figure_still_owed(message.key)
