"""The press plan as a paper, what organs report, and the figures that boards and reports take."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.support.publicity import TITLE, facts, published, released, suggested, unit
from thidua.base import clock, registries
from thidua.base.access import Refused
from thidua.base.imports import SPECS
from thidua.base.outbox.models import InboxMessage
from thidua.base.registries import FigureScope
from thidua.core.documents.layout import check_layout
from thidua.core.documents.render import render_docx
from thidua.subjects.papers.services import (
    issue_paper,
    number_paper,
    return_paper,
    sign_off,
    sign_paper,
)
from thidua.subjects.publicity.documents import press_plan_document
from thidua.subjects.publicity.enums import ExampleState, OutputKind, PressPlanState
from thidua.subjects.publicity.errors import BadInput, NotReady, WrongState
from thidua.subjects.publicity.imports import Known
from thidua.subjects.publicity.models import PressOutput, PressPlan
from thidua.subjects.publicity.selectors.press import tasks_with_counts, year_by_organ
from thidua.subjects.publicity.services.press import (
    Told,
    correct_output,
    draft_press_plan,
    drop_press_task,
    edit_press_plan,
    report_output,
    save_press_task,
    submit_press_plan,
)
from thidua.subjects.publicity.services.suggesting import suggest_example

pytestmark = pytest.mark.django_db
DAY = date(2022, 2, 15)
YEAR = (date(2022, 1, 1), date(2022, 12, 31))


@pytest.fixture
def plan(actor) -> PressPlan:
    made = draft_press_plan(
        actor=actor("lanhdao", "office_head"), name="Tuyên truyền năm 2022", year=2022
    )
    for organ, kind, wanted, minutes in (
        ("LC-BLC", OutputKind.ARTICLE, 4, None),
        ("LC-DPTTH", OutputKind.TELEVISION, 2, Decimal(20)),
    ):
        save_press_task(
            actor=actor("lanhdao", "office_head"), plan=made, task_id=None,
            values={
                "organ_id": unit(organ), "kind": kind, "wanted": wanted, "minutes": minutes,
                "what": "Gương người tốt, việc tốt", "since": date(2022, 1, 1), "due_on": date(2022, 6, 30),
                "movement_id": None,
            },
        )  # fmt: skip
    return made


def issue(actor, plan: PressPlan) -> None:
    head = actor("lanhdao", "office_head")
    submit_press_plan(actor=head, plan=plan)
    paper = plan.paper
    for step in paper.steps.order_by("pk"):
        if step.kind == "sign":
            sign_paper(actor=head, paper_id=paper.pk)
        else:
            sign_off(actor=head, paper_id=paper.pk)
    number_paper(actor=head, paper_id=paper.pk)
    issue_paper(actor=head, paper_id=paper.pk)
    plan.refresh_from_db()


def told(organ: str = "LC-BLC", **changes) -> Told:
    values = {
        "organ_id": unit(organ),
        "kind": OutputKind.ARTICLE,
        "title": "Gương sáng",
        "day": DAY,
    }
    return Told(**(values | changes))


def test_plan_becomes_a_paper_in_the_official_layout(plan):
    assert check_layout(render_docx(press_plan_document(plan, DAY))) == []


def test_plan_is_issued_with_its_paper_and_tells_the_organs(actor, plan):
    issue(actor, plan)
    assert plan.state == PressPlanState.ISSUED
    got = InboxMessage.objects.get(user__username="baochi")
    assert got.subject == "Giao 1 nhiệm vụ tuyên truyền: Tuyên truyền năm 2022"
    with pytest.raises(WrongState):
        drop_press_task(actor=actor("lanhdao", "office_head"), task=plan.tasks.first())


def test_plan_returned_is_a_draft_again(actor, plan):
    head = actor("lanhdao", "office_head")
    submit_press_plan(actor=head, plan=plan)
    return_paper(actor=head, paper_id=plan.paper_id, reason="Thêm nhiệm vụ")
    plan.refresh_from_db()
    assert plan.state == PressPlanState.DRAFT
    edit_press_plan(actor=head, plan=plan, name="Tên mới", year=2022, purpose="")
    submit_press_plan(actor=head, plan=plan)
    plan.refresh_from_db()
    assert plan.state == PressPlanState.SUBMITTED
    assert "Tên mới" in plan.paper.subject


def test_plan_without_tasks_is_not_submitted(actor):
    head = actor("lanhdao", "office_head")
    empty = draft_press_plan(actor=head, name="Trống", year=2022)
    with pytest.raises(NotReady):
        submit_press_plan(actor=head, plan=empty)
    with pytest.raises(Refused):
        draft_press_plan(actor=actor("baochi"), name="Của báo", year=2022)


def test_report_output_publishes_the_example_it_is_about(actor):
    example = released(actor)
    output = report_output(
        actor=actor("baochi"), told=told(example_id=example.pk, link="https://example.org/1")
    )
    example.refresh_from_db()
    assert (example.state, output.organ_id) == (ExampleState.PUBLISHED, unit("LC-BLC"))


def test_report_output_refuses_before_the_moment_and_for_others(actor):
    example = released(actor, clock.stamp() + timedelta(days=2))
    with pytest.raises(WrongState, match="chưa đến ngày"):
        report_output(actor=actor("baochi"), told=told(example_id=example.pk))
    with pytest.raises(Refused, match="cơ quan báo chí khác"):
        report_output(actor=actor("baochi"), told=told("LC-DPTTH"))
    with pytest.raises(Refused):
        report_output(actor=actor("canbo.soyte"), told=told())
    with pytest.raises(BadInput, match="số phút"):
        report_output(actor=actor("baochi"), told=told(kind=OutputKind.TELEVISION))
    with pytest.raises(BadInput, match="sau hôm nay"):
        report_output(actor=actor("baochi"), told=told(day=DAY + timedelta(days=1)))
    assert PressOutput.objects.count() == 0


def test_correct_output_leaves_the_old_on_record(actor):
    output = report_output(actor=actor("baochi"), told=told())
    with pytest.raises(BadInput):
        correct_output(actor=actor("baochi"), output=output, told=told(title="Khác"), reason="")
    correct_output(actor=actor("baochi"), output=output, told=told(title="Khác"), reason="Gõ sai")
    assert PressOutput.objects.get().title == "Khác"


def test_year_by_organ_counts_against_the_plan(actor, plan):
    issue(actor, plan)
    article = plan.tasks.get(kind=OutputKind.ARTICLE)
    air = plan.tasks.get(kind=OutputKind.TELEVISION)
    for title, month in (("Một", 1), ("Hai", 2)):
        report_output(
            actor=actor("baochi"),
            told=told(title=title, day=date(2022, month, 10), task_id=article.pk),
        )
    report_output(actor=actor("baochi"), told=told(title="Chuyên trang", kind=OutputKind.PAGE))
    report_output(
        actor=actor("sotttt"),
        told=told("LC-DPTTH", kind=OutputKind.TELEVISION, minutes=Decimal("7.5"), task_id=air.pk),
    )
    found = year_by_organ(2022, DAY)
    paper, station = found[unit("LC-BLC")], found[unit("LC-DPTTH")]
    assert (paper.whole.outputs, paper.whole.columns, paper.done_of_plan, paper.wanted) == (
        3,
        1,
        2,
        4,
    )
    assert {month: tally.outputs for month, tally in paper.months.items()} == {1: 1, 2: 2}
    assert paper.share == 50
    assert (station.whole.minutes, station.wanted_minutes, station.done_of_plan) == (Decimal("7.5"), 20, 1)  # fmt: skip
    assert [one.is_done for one in tasks_with_counts(2022, DAY)] == [False, False]


SPEC = SPECS["publicity.outputs"]


def read(known: Known, **cells: str) -> dict[str, object]:
    return {
        column.key: column.parse(cells[column.key])
        for column in SPEC.columns
        if column.key in cells
    }


def test_import_takes_what_is_new_once(actor, plan):
    rows = [
        {"organ": "LC-BLC", "day": "10/02/2022", "kind": "Bài", "title": "Gương sáng bản xa"},
        {"organ": "LC-BLC", "day": "11/02/2022", "kind": "truyền hình", "title": "Phóng sự", "minutes": "5,5"},
    ]  # fmt: skip
    for changes, said in ((["new", "new"], "Đã ghi 2 tin, bài."), (["same", "same"], "Đã ghi 0 tin, bài.")):  # fmt: skip
        known = SPEC.begin(actor("baochi"))
        values = [read(known, **cells) for cells in rows]
        assert [SPEC.check_row(one, known).change for one in values] == changes
        assert SPEC.apply_rows(actor("baochi"), values, known) == said
    assert [(o.title, o.minutes) for o in PressOutput.objects.order_by("day")] == [
        ("Gương sáng bản xa", None), ("Phóng sự", Decimal("5.5")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"organ": "LC-KHONG"}, "Không có cơ quan mã LC-KHONG."),
        ({"organ": "LC-DPTTH"}, "Tin, bài này của cơ quan báo chí khác."),
        ({"example": "999"}, "Không có điển hình số 999."),
        ({"kind": "Phát thanh"}, "Phát thanh, truyền hình: cần ghi số phút phát sóng."),
    ],
)
def test_import_says_what_is_wrong(actor, cells, words):
    known = SPEC.begin(actor("baochi"))
    row = {"organ": "LC-BLC", "day": "10/02/2022", "kind": "Bài", "title": "Gương sáng"} | cells
    assert SPEC.check_row(read(known, **row), known).errors == [words]


def scope(unit_id: int | None = None, day: date = DAY) -> FigureScope:
    return FigureScope(unit_id, *YEAR, day)


def values(asked: FigureScope) -> dict[str, object]:
    answer = registries.figures.answers["publicity"]
    return {figure.key: figure.value for figure in answer(asked)}


def test_figures_count_what_stands(actor, django_assert_num_queries):
    assert values(scope())["press.minutes"] is None
    suggested(actor)
    published(actor)
    report_output(actor=actor("baochi"), told=told(kind=OutputKind.RADIO, minutes=Decimal(3)))
    with django_assert_num_queries(2):
        assert values(scope()) == {
            "examples.found": 2, "examples.published": 1, "examples.followed": 0,
            "press.outputs": 1, "press.minutes": Decimal(3),
        }  # fmt: skip
    assert values(scope(unit("LC-SYT")))["examples.found"] == 2
    assert values(scope(unit("D108")))["examples.found"] == 0
    assert values(scope(day=date(2022, 1, 1)))["examples.found"] == 0


def test_unit_figures_agree_with_the_figures(actor):
    published(actor)
    suggest_example(actor=actor("canbo.sinho"), facts=facts(unit_id=unit("D108")))
    units = {unit("LC-SYT"), unit("D108"), unit("LC-BLC")}
    found = {one.key: one.of_units(scope(), units) for one in registries.unit_figures.answers["publicity"]()}  # fmt: skip
    assert found["examples.found"] == {unit("LC-SYT"): 1, unit("D108"): 1, unit("LC-BLC"): 0}
    assert found["examples.published"] == {unit("LC-SYT"): 1, unit("D108"): 0, unit("LC-BLC"): 0}


def test_duties_wait_for_who_must_act(actor, plan):
    issue(actor, plan)
    suggested(actor)
    released(actor)

    def titles(username: str, *role: str) -> list[str]:
        who = actor(username, *role)
        rows = registries.open_duties.collect(who)
        return [row.title for row in rows if row.kind in ("Điển hình", "Tuyên truyền")]

    assert titles("canbo.soyte") == ["Xác nhận điển hình “Vàng Thị Mẫu”"]
    assert titles("baochi") == [f"Nhận bài “{TITLE}”", "Gương người tốt, việc tốt"]
    assert titles("hiepy") == []
    example = published(actor)
    example.__class__.objects.filter(pk=example.pk).update(published_on=DAY - timedelta(days=400))
    assert titles("chuyenvien") == ["Theo dõi hằng năm: 1"]


def test_heirs_and_ties_of_a_unit_that_ends(actor, plan):
    suggested(actor)
    ties = {tie.label: tie.count for tie in registries.unit_ties.answers["publicity"]({unit("LC-SYT"), unit("LC-BLC")}, DAY)}  # fmt: skip
    assert ties == {"Điển hình chưa xong": 1, "Nhiệm vụ tuyên truyền chưa đến hạn": 1}
    system = actor("chuyenvien")
    assert registries.heirs["publicity"](system, unit("LC-SYT"), (unit("D108"),)) == 1
    assert registries.heirs["publicity"](system, unit("LC-SYT"), (unit("D108"),)) == 0
