"""The consolidated report: passages with their source, frozen figures, issue, correction."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import transaction
from docx import Document

from tests.support.reports import on
from thidua.base import registries
from thidua.base.access.verbs import Refused
from thidua.base.errors import StaleVersion
from thidua.core.documents.layout import check_layout
from thidua.core.text import parse_number
from thidua.subjects.movements.enums import State
from thidua.subjects.papers.content import from_json, paper_docx, to_json
from thidua.subjects.papers.models import Paper
from thidua.subjects.papers.services import (
    issue_paper,
    number_paper,
    revise_paper,
    sign_off,
    sign_paper,
    submit_paper,
)
from thidua.subjects.reports.enums import ConsolidatedState, PartKind
from thidua.subjects.reports.errors import BadInput, NotReady, WrongState
from thidua.subjects.reports.models import Answer
from thidua.subjects.reports.selectors.answers import answers_to, passages_in, read
from thidua.subjects.reports.selectors.freezing import scope_of
from thidua.subjects.reports.services.composing import (
    Span,
    add_block,
    drop_block,
    drop_excerpt,
    drop_part,
    edit_block,
    edit_consolidated,
    move_block,
    move_part,
    pick_passages,
    save_part,
    start_consolidated,
)
from thidua.subjects.reports.services.freezing import (
    conclude_review,
    correct_figures,
    current_values,
    freeze_report,
    reopen_report,
)
from thidua.subjects.reports.services.receiving import return_report

DAY = date(2022, 6, 20)


@pytest.fixture
def officer(actor):
    return on(actor("chuyenvien"), DAY)


@pytest.fixture
def composed(campaign, officer):
    return start_consolidated(actor=officer, campaign=campaign)


@pytest.fixture
def answer(sent) -> Answer:
    return sent.answers.select_related("heading").order_by("heading__position").first()


@pytest.fixture
def frozen(composed, officer):
    fill(composed, officer)
    return freeze_report(actor=officer, report=composed)


def fill(report, officer) -> None:
    for part in report.parts.filter(kind=PartKind.WORDS):
        add_block(actor=officer, part=part, text=f"Nội dung của mục {part.title}.\n- Một ý.")


def part_of(report, heading):
    return report.parts.get(heading=heading)


def issue(report, actor, day=DAY) -> None:
    """The paper's whole way: submitted, initialled, signed by the chair, numbered, issued."""
    officer, office = on(actor("chuyenvien"), day), on(actor("lanhdao"), day)
    chair = on(actor("chutich", "province_chair"), day)
    submit_paper(actor=officer, paper_id=report.paper_id)
    sign_off(actor=office, paper_id=report.paper_id)
    sign_paper(actor=chair, paper_id=report.paper_id)
    number_paper(actor=officer, paper_id=report.paper_id)
    issue_paper(actor=officer, paper_id=report.paper_id)
    report.refresh_from_db()


# Composing


def test_start_gives_a_part_to_each_heading_and_to_the_data(composed):
    assert [(part.kind, part.in_annex) for part in composed.parts.all()] == [
        ("words", False),
        ("figures", False),
        ("targets", False),
        ("progress", False),
        ("timeliness", False),
        ("words", False),
        ("words", False),
        ("words", False),
        ("words", False),
        ("units", True),
    ]
    assert composed.recipients.splitlines()[0] == "Ban TĐKT TW (B/c)"


def test_start_twice_is_refused(composed, campaign, officer):
    with pytest.raises(WrongState):
        start_consolidated(actor=officer, campaign=campaign)


def test_start_is_refused_to_a_unit(campaign, actor):
    with pytest.raises(Refused):
        start_consolidated(actor=actor("canbo.soyte"), campaign=campaign)


def test_passages_are_the_paragraphs_of_an_answer():
    text = "  Đoạn một. \n\n- Ý hai.\nBa"
    assert [text[start:end] for start, end in passages_in(text)] == ["Đoạn một.", "- Ý hai.", "Ba"]


def test_answers_are_found_without_accents(answer):
    found = answers_to(answer.heading, words="don vi da thuc hien")
    assert [row.pk for row in found] == [answer.pk]
    assert list(answers_to(answer.heading, words="khong co gi")) == []
    passages = read(found, "y thu hai", set())[0].passages
    assert [one.is_found for one in passages] == [False, True]


def test_answers_of_returned_reports_are_not_read(answer, sent, officer):
    return_report(actor=officer, report=sent, reason="form", words="Sai mẫu")
    assert list(answers_to(answer.heading)) == []


def test_pick_keeps_unit_heading_place_and_words(composed, officer, answer):
    part = part_of(composed, answer.heading)
    picked = pick_passages(actor=officer, report=composed, spans=[Span(answer.pk, 0, 6)], part=part)
    excerpt = picked[0]
    assert (excerpt.text, excerpt.unit_name, excerpt.heading_id, excerpt.start, excerpt.end) == (
        "Đơn vị",
        "Sở Y tế",
        answer.heading_id,
        0,
        6,
    )
    assert part.blocks.get().excerpt == excerpt


def test_edited_passage_keeps_its_source_and_first_words(composed, officer, answer):
    part = part_of(composed, answer.heading)
    pick_passages(actor=officer, report=composed, spans=[Span(answer.pk, 0, 6)], part=part)
    block = part.blocks.get()
    edit_block(actor=officer, block=block, revision=block.revision, text="Ngành Y tế")
    block.refresh_from_db()
    assert (block.text, block.excerpt.text, block.is_edited) == ("Ngành Y tế", "Đơn vị", True)
    with pytest.raises(StaleVersion):
        edit_block(actor=officer, block=block, revision=0, text="Khác")


def test_pick_twice_and_outside_are_refused(composed, officer, answer):
    span = Span(answer.pk, 0, 6)
    pick_passages(actor=officer, report=composed, spans=[span])
    with pytest.raises(BadInput, match="đã lấy rồi"), transaction.atomic():
        pick_passages(actor=officer, report=composed, spans=[span])
    with pytest.raises(BadInput, match="nằm ngoài"), transaction.atomic():
        pick_passages(actor=officer, report=composed, spans=[Span(answer.pk, 0, 9999)])
    with pytest.raises(BadInput, match="không thuộc"), transaction.atomic():
        pick_passages(actor=officer, report=composed, spans=[Span(0, 0, 3)])


def test_dropped_block_and_part_give_the_passage_back_to_the_tray(composed, officer, answer):
    part = part_of(composed, answer.heading)
    spans = [Span(answer.pk, 0, 6), Span(answer.pk, 7, 9)]
    first, _second = pick_passages(actor=officer, report=composed, spans=spans, part=part)
    with pytest.raises(WrongState, match="đang nằm trong báo cáo"), transaction.atomic():
        drop_excerpt(actor=officer, excerpt=first)
    drop_block(actor=officer, block=first.block)
    drop_part(actor=officer, report=composed, part=part)
    assert composed.excerpts.filter(block=None).count() == 2
    drop_excerpt(actor=officer, excerpt=composed.excerpts.get(pk=first.pk))
    assert composed.excerpts.count() == 1


def test_parts_and_blocks_are_moved(composed, officer):
    first, second = composed.parts.all()[:2]
    move_part(actor=officer, report=composed, part=second, up=True)
    assert [part.pk for part in composed.parts.all()[:2]] == [second.pk, first.pk]
    one = add_block(actor=officer, part=first, text="Một")
    two = add_block(actor=officer, part=first, text="Hai")
    move_block(actor=officer, block=two, up=True)
    assert [block.pk for block in first.blocks.all()] == [two.pk, one.pk]


def test_part_is_added_and_needs_a_title(composed, officer):
    values = {"title": "Đánh giá chung", "kind": PartKind.WORDS, "in_annex": False}
    save_part(actor=officer, report=composed, part=None, values=values)
    assert composed.parts.last().title == "Đánh giá chung"
    with pytest.raises(BadInput):
        save_part(actor=officer, report=composed, part=None, values={"title": " "})


def test_subject_cannot_be_blank(composed, officer):
    with pytest.raises(BadInput):
        edit_consolidated(actor=officer, report=composed, subject=" ", recipients="")


# Freezing


def test_freeze_names_parts_without_words(composed, officer):
    with pytest.raises(NotReady, match="Tình hình triển khai"), transaction.atomic():
        freeze_report(actor=officer, report=composed)


def test_freeze_keeps_the_figures_of_the_board(frozen, officer):
    figures = registries.figures.collect(scope_of(frozen.campaign, DAY))
    assert [(line["key"], line["value"]) for line in frozen.figures] == [
        (one.key, None if one.value is None else str(one.value)) for one in figures
    ]
    assert (frozen.state, frozen.frozen_on) == (ConsolidatedState.FROZEN, DAY)


def test_frozen_report_takes_no_more_words(frozen, officer):
    with pytest.raises(WrongState, match="chốt"):
        add_block(actor=officer, part=frozen.parts.first(), text="Thêm")


def test_paper_of_the_frozen_report_is_in_the_official_layout(frozen):
    assert check_layout(paper_docx(frozen.paper)) == []


def test_figures_read_back_from_the_paper_are_the_boards(frozen):
    document = Document(BytesIO(paper_docx(frozen.paper)))
    table = next(t for t in document.tables if t.cell(0, 3).text == "Số liệu")
    printed = {row.cells[1].text: row.cells[3].text for row in table.rows[1:]}
    for one in registries.figures.collect(scope_of(frozen.campaign, DAY)):
        value, _slash, whole = printed[one.label].partition(" / ")
        assert (None if value == "chưa có số liệu" else parse_number(value)) == one.value
        assert (parse_number(whole) if whole else None) == one.whole


def test_reopen_needs_a_reason_and_a_paper_not_yet_on_its_way(frozen, officer):
    with pytest.raises(BadInput):
        reopen_report(actor=officer, report=frozen, reason="")
    submit_paper(actor=officer, paper_id=frozen.paper_id)
    frozen.refresh_from_db()
    with pytest.raises(WrongState, match="Đã trình"):
        reopen_report(actor=officer, report=frozen, reason="Sửa lời")


def test_reopened_report_is_frozen_again_on_the_same_paper(frozen, officer):
    paper = frozen.paper_id
    reopen_report(actor=officer, report=frozen, reason="Bổ sung nhận định")
    add_block(actor=officer, part=frozen.parts.first(), text="Bổ sung.")
    freeze_report(actor=officer, report=frozen)
    assert frozen.paper_id == paper
    assert "Bổ sung." in str(Paper.objects.get(pk=paper).content)


def test_paper_with_other_numbers_than_frozen_is_not_submitted(frozen, officer):
    paper = frozen.paper
    changed = to_json(from_json(paper.content))
    table = next(
        block for section in changed["body"] if section["type"] == "section"
        for block in section["blocks"] if block["type"] == "table"
    )  # fmt: skip
    table["rows"][1][3] = "999"
    revise_paper(
        actor=officer, paper_id=paper.pk, revision=paper.revision, document=from_json(changed)
    )
    with pytest.raises(WrongState, match="khác số liệu đã chốt"), transaction.atomic():
        submit_paper(actor=officer, paper_id=paper.pk)


def test_words_polished_on_the_paper_are_accepted(frozen, officer):
    paper = frozen.paper
    changed = to_json(from_json(paper.content))
    changed["body"][1]["blocks"][0]["text"] = "Câu đã sửa cho gọn."
    revise_paper(
        actor=officer, paper_id=paper.pk, revision=paper.revision, document=from_json(changed)
    )
    submit_paper(actor=officer, paper_id=paper.pk)
    assert Paper.objects.get(pk=paper.pk).state == "submitted"


# After the issue


def test_issue_of_the_paper_issues_the_report(frozen, actor):
    issue(frozen, actor)
    assert (frozen.state, frozen.issued_on) == (ConsolidatedState.ISSUED, DAY)


def test_conclude_moves_the_movement(frozen, actor, officer, launched):
    with pytest.raises(WrongState, match="chưa ban hành"), transaction.atomic():
        conclude_review(actor=officer, report=frozen, note="Xong")
    issue(frozen, actor)
    conclude_review(actor=officer, report=frozen, note="Đạt phần lớn chỉ tiêu")
    launched.refresh_from_db()
    assert (launched.state, frozen.concluded_on) == (State.INTERIM_REVIEWED, DAY)


def test_correction_goes_by_a_letter_and_leaves_what_was_frozen(frozen, actor, officer):
    line = next(line for line in frozen.figures if line["value"] is not None)
    with pytest.raises(WrongState, match="chưa ban hành"), transaction.atomic():
        correct_figures(actor=officer, report=frozen, values={}, reason="Sót")
    issue(frozen, actor)
    with pytest.raises(BadInput, match="Chưa đổi"), transaction.atomic():
        correct_figures(
            actor=officer, report=frozen, values={line["key"]: Decimal(line["value"])}, reason="Sót"
        )
    correction = correct_figures(
        actor=officer,
        report=frozen,
        values={line["key"]: Decimal(321)},
        reason="Tính sót một huyện",
    )
    assert current_values(frozen)[line["key"]] == line["value"]
    assert check_layout(paper_docx(correction.paper)) == []
    correction.refresh_from_db()
    correction.paper.refresh_from_db()
    issue(correction, actor)
    frozen.refresh_from_db()
    assert frozen.state == ConsolidatedState.CORRECTED
    assert current_values(frozen)[line["key"]] == "321"
    assert line in frozen.figures


def test_correction_is_refused_to_others(frozen, actor):
    with pytest.raises(Refused):
        correct_figures(actor=actor("canbo.soyte"), report=frozen, values={}, reason="x")
