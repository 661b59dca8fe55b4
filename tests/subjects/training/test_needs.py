"""Who was never trained; figures that boards and reports share; what others ask of training."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.training import AFTER, CLASS_DAY, unit
from thidua.base.registries import FigureScope
from thidua.subjects.training.registrations import (
    figures_of,
    hits,
    risks,
    runner_rows,
    ties,
    unit_figures,
)
from thidua.subjects.training.selectors.calendars import appointments_of
from thidua.subjects.training.selectors.courses import visible_to, with_counts
from thidua.subjects.training.selectors.needs import (
    by_audience,
    by_district,
    by_group,
    needs_on,
)

DAY = date(2022, 2, 15)


def need(rows, username_name):
    return next(row for row in rows if row.held.name == username_name)


def test_needs_name_who_holds_a_post_and_was_never_trained(laichau):
    rows = needs_on(DAY)
    assert {row.held.name for row in rows} >= {"Vàng Thị Dín", "Giàng A Lử", "Lù Văn Thoan"}
    assert "Lý A Tráng" not in {row.held.name for row in rows}  # the administrator of the system
    assert {row.words for row in rows} == {"Chưa tập huấn"}
    assert need(rows, "Giàng A Lử").audience_label == "Cán bộ thi đua, khen thưởng huyện, thành phố"


def test_needs_take_a_fixed_number_of_queries(named):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        needs_on(DAY)
    assert len(asked) == 5


def test_training_covers_the_person_and_the_tables_agree(held):
    rows = needs_on(AFTER)
    assert need(rows, "Vàng Thị Dín").trained_on == CLASS_DAY
    assert need(needs_on(date(2022, 3, 9)), "Vàng Thị Dín").trained_on is None
    for table in (by_audience(rows), by_group(rows)):
        assert sum(line.trained for line in table) == 1
        assert sum(line.total for line in table) == len(rows)
    assert {line.label for line in by_district(rows)} == {"UBND huyện Sìn Hồ"}


def test_person_named_for_a_course_is_no_need_any_more(named):
    assert need(needs_on(DAY), "Vàng Thị Dín").words == "Đã được cử"


def scope(unit_id=None, day=AFTER):
    return FigureScope(unit_id, date(2022, 1, 1), date(2022, 12, 31), day)


def values(found):
    return {figure.key: (figure.value, figure.whole) for figure in found}


def test_figures_of_the_province_and_of_a_unit(held):
    total = len(needs_on(AFTER))
    assert values(figures_of(scope())) == {
        "training.courses": (1, None),
        "training.people": (1, None),
        "training.covered": (1, total),
    }
    own = values(figures_of(scope(unit("LC-SYT"))))
    assert (own["training.people"], own["training.covered"][0]) == ((1, None), 1)
    other = values(figures_of(scope(unit("LC-MTTQ"))))
    assert other["training.covered"] == (None, None)  # no such post there: not a zero


def test_figures_count_nothing_that_came_after_the_day(held):
    assert values(figures_of(scope(day=DAY)))["training.courses"] == (0, None)


def test_figures_take_few_queries(held):
    with CaptureQueriesContext(connection) as asked:
        figures_of(scope())
    assert len(asked) == 4


def test_unit_figure_and_risk_say_the_same(held):
    health, sinho = unit("LC-SYT"), unit("D108")
    share = unit_figures()[0].of_units(scope(), {health, sinho})
    assert share == {health: 50, sinho: 0}
    assert [(risk.unit_id, risk.points) for risk in risks({health, sinho}, AFTER)] == [(sinho, 2)]


def test_units_hang_on_their_courses_and_summons(invited, trainer):
    assert [(t.label, t.count) for t in ties({trainer.unit_id, unit("LC-SYT")}, DAY)] == [
        ("Lớp tập huấn chưa kết thúc", 1),
        ("Giấy triệu tập chưa trả lời", 1),
    ]


def test_courses_are_seen_by_whom_they_concern(planned, trainer, actor):
    assert list(visible_to(trainer)) == [planned]
    for username in ("canbo.soyte", "chutich", "mattran"):
        assert list(visible_to(actor(username))) == []


def test_summoned_course_is_seen_by_the_unit_and_found_by_search(invited, actor):
    assert [hit.title for hit in hits(actor("canbo.soyte"), "tap huan 2022", 5)] == [invited.name]
    assert list(hits(actor("canbo.dienluc"), "tap huan", 5)) == []
    assert list(visible_to(actor("chutich"))) == [invited]


def test_counts_of_a_list_multiply_nothing(held):
    row = with_counts(visible_to(_system())).get()
    assert (row.unit_count, row.units_waiting, row.people, row.came) == (2, 1, 2, 1)


def _system():
    from thidua.base.access import Actor

    return Actor.system(AFTER)


def test_calendar_of_a_person_holds_the_sessions(named, actor):
    going = appointments_of(actor("canbo.soyte"))
    assert [entry.starts.hour for entry in going] == [7, 13]
    assert appointments_of(actor("canbo.sinho")) == []


@pytest.mark.parametrize(("day", "actions"), [(DAY, []), (AFTER, ["Ghi nhận"])])
def test_organiser_is_told_when_a_course_is_over(invited, actor, day, actions):
    assert [row.action for row in runner_rows(actor("taphuan", day=day))] == actions
