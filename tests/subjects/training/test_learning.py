"""Tests, certificates, judgement, questions; the end of a course."""

from io import BytesIO

import docx
import pytest

from tests.support.training import AFTER, CLASS_DAY, issue
from thidua.base.access import Refused
from thidua.base.audit.models import AuditEvent
from thidua.base.outbox.models import InboxMessage
from thidua.core.documents.layout import check_layout
from thidua.subjects.papers.content import paper_docx
from thidua.subjects.training.certificates import certificates_docx
from thidua.subjects.training.enums import CourseState, ParticipantState
from thidua.subjects.training.errors import BadInput, NotReady, WrongState
from thidua.subjects.training.models import Evaluation, Material, Question
from thidua.subjects.training.selectors.results import results_of
from thidua.subjects.training.services.certifying import certify_participants, close_course
from thidua.subjects.training.services.inviting import draft_paper
from thidua.subjects.training.services.learning import (
    add_material,
    answer_question,
    ask_question,
    evaluate_course,
    record_paper_score,
    save_question,
    submit_attempt,
    withdraw_material,
)


@pytest.fixture
def pupil(held, named, actor):
    named.refresh_from_db()
    named.course = held
    return named


@pytest.fixture
def teacher(actor):
    return actor("taphuan", day=AFTER)


@pytest.fixture
def clerk(actor):
    return actor("canbo.soyte", day=AFTER)


def question(course):
    return Question.objects.get(course=course)


def test_attempt_is_marked_by_the_right_choices_and_the_best_counts(pupil, clerk):
    asked = question(pupil.course)
    wrong = submit_attempt(actor=clerk, participant=pupil, answers={asked.pk: [0, 1]})
    right = submit_attempt(actor=clerk, participant=pupil, answers={asked.pk: [1]})
    assert (wrong.percent, wrong.passed, right.percent, right.passed) == (0, False, 100, True)
    again = submit_attempt(actor=clerk, participant=pupil, answers={asked.pk: [0]})
    pupil.refresh_from_db()
    assert (again.number, pupil.score) == (3, 100)
    with pytest.raises(WrongState, match="hết số lần"):
        submit_attempt(actor=clerk, participant=pupil, answers={asked.pk: [1]})


def test_attempt_keeps_what_was_asked(pupil, clerk, teacher):
    asked = question(pupil.course)
    taken = submit_attempt(actor=clerk, participant=pupil, answers={asked.pk: [1]})
    save_question(
        actor=teacher,
        course=pupil.course,
        question=asked,
        text="Khác?",
        choices=["A", "B"],
        right=[0],
    )
    taken.refresh_from_db()
    assert (taken.asked[0]["text"], taken.answers) == ("Một cộng một?", [[1]])


def test_attempt_refuses_blanks_strangers_and_the_time_before(pupil, clerk, actor, named):
    with pytest.raises(BadInput, match="Còn 1 câu chưa trả lời"):
        submit_attempt(actor=clerk, participant=pupil, answers={})
    with pytest.raises(Refused, match="học viên tự làm"):
        submit_attempt(actor=actor("canbo.sinho", day=AFTER), participant=pupil, answers={})
    with pytest.raises(WrongState, match="từ ngày khai giảng"):
        submit_attempt(actor=actor("canbo.soyte"), participant=pupil, answers={})


@pytest.mark.parametrize(
    ("text", "choices", "right", "words"),
    [
        ("", ["a", "b"], [0], "ít nhất hai phương án"),
        ("?", ["a", " "], [0], "ít nhất hai phương án"),
        ("?", ["a", "a"], [0], "giống nhau"),
        ("?", ["a", "b"], [], "phương án đúng"),
        ("?", ["a", "b"], [2], "phương án đúng"),
    ],
)
def test_save_question_refuses(planned, trainer, text, choices, right, words):
    with pytest.raises(BadInput, match=words):
        save_question(actor=trainer, course=planned, text=text, choices=choices, right=right)


def test_certify_gives_numbers_without_gaps_to_who_has_earned_them(pupil, clerk, teacher):
    with pytest.raises(NotReady, match="Vàng Thị Dín: chưa làm bài kiểm tra"):
        certify_participants(actor=teacher, course=pupil.course, participants=[pupil])
    submit_attempt(actor=clerk, participant=pupil, answers={question(pupil.course).pk: [1]})
    certify_participants(actor=teacher, course=pupil.course, participants=[pupil])
    pupil.refresh_from_db()
    assert (pupil.state, pupil.certificate_code) == (ParticipantState.CERTIFIED, "001/2022/GCN")
    with pytest.raises(BadInput, match="Không có ai"):
        certify_participants(actor=teacher, course=pupil.course, participants=[pupil])


def test_certify_refuses_the_absent_and_the_failed(pupil, stranger, teacher):
    stranger.refresh_from_db()
    stranger.course = pupil.course
    with pytest.raises(NotReady, match="có mặt 0/2 buổi, cần từ 80 %"):
        certify_participants(actor=teacher, course=pupil.course, participants=[stranger])
    record_paper_score(actor=teacher, participant=pupil, percent=40)
    with pytest.raises(NotReady, match="điểm 40 %, cần từ 50 %"):
        certify_participants(actor=teacher, course=pupil.course, participants=[pupil])


def test_certify_is_not_for_the_unit(pupil, clerk):
    with pytest.raises(Refused):
        certify_participants(actor=clerk, course=pupil.course, participants=[pupil])


def test_certificates_are_one_sheet_for_each(pupil, teacher):
    record_paper_score(actor=teacher, participant=pupil, percent=90)
    certify_participants(actor=teacher, course=pupil.course, participants=[pupil])
    sheet = docx.Document(BytesIO(certificates_docx(pupil.course, [pupil])))
    words = [line.text for line in sheet.paragraphs]
    assert "Ông (bà): Vàng Thị Dín" in words
    assert "Đã hoàn thành lớp tập huấn nghiệp vụ thi đua, khen thưởng năm 2022" in words
    assert "Ngày 10/03/2022" in words
    cells = [cell.text for table in sheet.tables for row in table.rows for cell in row.cells]
    assert any("Số: 001/2022/GCN" in cell for cell in cells)
    assert len(sheet.sections) == 1


def test_evaluation_is_given_once_and_kept_without_a_name(pupil, clerk):
    evaluate_course(actor=clerk, participant=pupil, scores={"content": 4}, words="Nên dài hơn")
    with pytest.raises(WrongState, match="đã gửi phiếu"):
        evaluate_course(actor=clerk, participant=pupil, scores={"content": 5})
    kept = Evaluation.objects.get()
    assert (kept.scores, kept.words) == ({"content": 4}, "Nên dài hơn")
    event = AuditEvent.objects.get(verb="training.evaluate")
    assert event.user_name == "Hệ thống"
    assert str(results_of(pupil.course).means["content"]) == "4.0"


@pytest.mark.parametrize("scores", [{}, {"content": 6}, {"content": 0}, {"khac": 3}])
def test_evaluation_refuses_scores_that_cannot_be(pupil, clerk, scores):
    with pytest.raises(BadInput, match="từ 1 đến 5"):
        evaluate_course(actor=clerk, participant=pupil, scores=scores)


def test_question_is_answered_for_all_and_the_asker_hears(pupil, clerk, teacher):
    asked = ask_question(actor=clerk, participant=pupil, text="Hồ sơ gửi mấy bộ?")
    answer_question(actor=teacher, asked=asked, answer="Gửi 01 bộ bản chính.")
    told = InboxMessage.objects.get(key__startswith=f"asked:{asked.pk}")
    assert told.user.username == "canbo.soyte"
    with pytest.raises(Refused):
        answer_question(actor=clerk, asked=asked, answer="x")


def test_close_course_asks_for_the_report_and_the_answers(pupil, clerk, teacher, actor):
    asked = ask_question(actor=clerk, participant=pupil, text="Hồ sơ gửi mấy bộ?")
    with pytest.raises(NotReady, match="còn 1 câu hỏi chưa trả lời; đã lập báo cáo"):
        close_course(actor=teacher, course=pupil.course)
    answer_question(actor=teacher, asked=asked, answer="01 bộ.")
    paper = draft_paper(actor=teacher, course=pupil.course, kind="report")
    assert check_layout(paper_docx(paper)) == []
    issue(paper, teacher, actor("lanhdao", "office_head", AFTER))
    close_course(actor=teacher, course=pupil.course)
    assert pupil.course.state == CourseState.CLOSED
    with pytest.raises(WrongState, match="Đã kết thúc"):
        close_course(actor=teacher, course=pupil.course)


def test_material_needs_a_body_and_is_withdrawn_not_deleted(planned, trainer, actor):
    with pytest.raises(BadInput, match="một tệp, hoặc ghi một đường dẫn"):
        add_material(actor=trainer, title="Luật", course=planned)
    with pytest.raises(BadInput, match="https://"):
        add_material(actor=trainer, title="Luật", url="javascript:alert(1)")
    with pytest.raises(Refused):
        add_material(actor=actor("canbo.soyte"), title="Luật", url="https://vanban.chinhphu.vn/")
    one = add_material(actor=trainer, title="Luật", url="https://vanban.chinhphu.vn/")
    withdraw_material(actor=trainer, material=one)
    assert Material.objects.get().withdrawn_on == trainer.day
    with pytest.raises(WrongState, match="đã được gỡ"):
        withdraw_material(actor=trainer, material=one)


def test_results_agree_with_the_people(pupil, teacher, clerk):
    record_paper_score(actor=teacher, participant=pupil, percent=90)
    found = results_of(pupil.course)
    assert (found.units, found.units_answered, found.named, found.present, found.absent) == (
        2, 1, 2, 1, 1,
    )  # fmt: skip
    assert (found.tested, found.passed, found.certified) == (1, 1, 0)
    assert pupil.course.ends_on == CLASS_DAY
