"""Measures that mend an index: given, reported, sent back, dropped, pressed when late."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.support.indices import indices
from thidua.base.access import Actor, Refused
from thidua.base.errors import Refusal
from thidua.base.outbox.models import InboxMessage
from thidua.base.registries import FigureScope
from thidua.subjects.targets.index_enums import MeasureState
from thidua.subjects.targets.index_registrations import figures_of, measure_rows, risks, ties
from thidua.subjects.targets.models import ImprovementMeasure, Index
from thidua.subjects.targets.services.measures import (
    drop_measure,
    finish_measure,
    measure_still_open,
    open_measure,
    remind_due,
    reopen_measure,
)

__all__ = ["indices"]
Find = Callable[..., Actor]
DUE = date(2022, 3, 15)


@pytest.fixture
def measure(indices: dict[str, Index], actor: Find) -> ImprovementMeasure:
    clerk = actor("canbo.soyte")
    return open_measure(
        actor=actor("chuyenvien"),
        index=indices["par-index"],
        component=indices["par-index"].components.get(code="III"),
        owner_id=clerk.home_unit,
        text="Rà soát, cắt giảm thời gian giải quyết thủ tục hành chính",
        due_on=DUE,
    )


def test_open_measure_tells_the_owner(measure: ImprovementMeasure, actor: Find) -> None:
    clerk = actor("canbo.soyte")
    told = InboxMessage.objects.filter(key=f"index-measure:{measure.pk}:opened")
    assert clerk.user_id in told.values_list("user_id", flat=True)
    assert [row.title for row in measure_rows(clerk)] == [measure.text]


def test_open_measure_refuses_a_past_day_and_a_strange_component(
    indices: dict[str, Index], actor: Find
) -> None:
    officer = actor("chuyenvien")
    given = {"actor": officer, "index": indices["pci"], "owner_id": officer.home_unit, "text": "x"}
    with pytest.raises(Refusal, match="đã qua"):
        open_measure(**given, component=None, due_on=date(2022, 2, 14))
    with pytest.raises(Refusal, match="không thuộc chỉ số"):
        open_measure(**given, component=indices["papi"].components.first(), due_on=DUE)
    with pytest.raises(Refused):
        open_measure(**given | {"actor": actor("canbo.soyte")}, component=None, due_on=DUE)


def test_finish_measure_keeps_the_result(measure: ImprovementMeasure, actor: Find) -> None:
    clerk = actor("canbo.soyte")
    with pytest.raises(Refusal, match="Cần ghi kết quả"):
        finish_measure(actor=clerk, measure=measure, result="")
    finish_measure(actor=clerk, measure=measure, result="Cắt giảm 30% thời gian", paper="12/BC-SYT")
    assert (measure.state, measure.done_on) == (MeasureState.DONE, clerk.day)
    assert measure_rows(clerk) == []
    with pytest.raises(Refusal, match="“Đã hoàn thành”"):
        finish_measure(actor=clerk, measure=measure, result="lần nữa")


def test_finish_measure_is_refused_to_another_unit(
    measure: ImprovementMeasure, actor: Find
) -> None:
    for name in ("canbo.sinho", "chutri"):
        with pytest.raises(Refused, match="đơn vị khác"):
            finish_measure(actor=actor(name), measure=measure, result="x")
    with pytest.raises(Refused):
        finish_measure(actor=actor("mattran"), measure=measure, result="x")


def test_reopen_measure_sends_it_back_with_a_new_day(
    measure: ImprovementMeasure, actor: Find
) -> None:
    officer = actor("chuyenvien")
    with pytest.raises(Refusal, match="“Đang thực hiện”"):
        reopen_measure(actor=officer, measure=measure, reason="chưa đủ", due_on=DUE)
    finish_measure(actor=actor("canbo.soyte"), measure=measure, result="Đã làm một phần")
    reopen_measure(actor=officer, measure=measure, reason="Còn 5 thủ tục", due_on=date(2022, 4, 1))
    assert (measure.state, measure.due_on, measure.done_on) == (
        MeasureState.OPEN, date(2022, 4, 1), None,
    )  # fmt: skip
    with pytest.raises(Refused):
        reopen_measure(actor=actor("canbo.soyte"), measure=measure, reason="x", due_on=DUE)


def test_drop_measure_needs_a_reason(measure: ImprovementMeasure, actor: Find) -> None:
    officer = actor("chuyenvien")
    with pytest.raises(Refusal, match="lý do"):
        drop_measure(actor=officer, measure=measure, reason="")
    drop_measure(actor=officer, measure=measure, reason="Trùng với kế hoạch của Sở")
    assert measure.state == MeasureState.DROPPED
    with pytest.raises(Refusal, match="“Thôi thực hiện”"):
        drop_measure(actor=officer, measure=measure, reason="x")


def test_reminders_follow_the_calendar_once_each(measure: ImprovementMeasure) -> None:
    assert remind_due(date(2022, 2, 16)) == 0
    assert remind_due(date(2022, 3, 14)) == 1  # one working day before
    assert remind_due(date(2022, 3, 14)) == 0
    assert remind_due(DUE) == 1
    assert remind_due(date(2022, 3, 16)) == 1
    assert InboxMessage.objects.filter(reason_name="targets.measure_still_open").exists()


def test_reason_of_a_reminder_ends_with_the_measure(
    measure: ImprovementMeasure, actor: Find
) -> None:
    key = f"index-measure:{measure.pk}:{DUE}:due"
    assert measure_still_open(key)
    finish_measure(actor=actor("canbo.soyte"), measure=measure, result="xong")
    assert not measure_still_open(key)


def test_late_measure_stands_in_figures_risks_and_ties(
    measure: ImprovementMeasure, actor: Find
) -> None:
    unit, later = measure.owner_id, date(2022, 3, 20)
    scope = FigureScope(unit, date(2022, 1, 1), date(2022, 12, 31), later)
    assert [(f.key, f.value, f.whole) for f in figures_of(scope)] == [
        ("indices.measures_late", 1, 1)
    ]
    assert [(fact.key, fact.points) for fact in risks({unit}, later)] == [
        ("indices.late_measure", 1)
    ]
    assert [tie.count for tie in ties({unit}, later)] == [1]
    assert risks({unit}, DUE) == []
    row = measure_rows(replace(actor("canbo.soyte"), day=later))[0]
    assert (row.state_label, row.urgent) == ("Quá hạn", True)
