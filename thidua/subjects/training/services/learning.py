"""What is learned from, tested, judged and asked."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from thidua.base import audit, outbox, parameters
from thidua.base.access import Actor, require
from thidua.base.files import StoredFile
from thidua.core.text import fold
from thidua.subjects.training.enums import (
    TRAINED,
    CourseState,
    Criterion,
    MaterialKind,
    ParticipantState,
)
from thidua.subjects.training.errors import BadInput, WrongState
from thidua.subjects.training.models import (
    AskedQuestion,
    Attempt,
    Course,
    Evaluation,
    Material,
    Participant,
    Question,
)

TAKES_PART = (*TRAINED, ParticipantState.NAMED, ParticipantState.CONFIRMED)
OPEN_FOR_TESTS = (CourseState.INVITED, CourseState.HELD)
ATTEMPTS = "training.quiz_attempts"


@transaction.atomic
def add_material(
    *,
    actor: Actor,
    title: str,
    course: Course | None = None,
    note: str = "",
    file: StoredFile | None = None,
    url: str = "",
    is_sample: bool = False,
) -> Material:
    """To a course, or to the library of all when no course is named."""
    require(actor, "training.teach", course)
    if not title.strip():
        raise BadInput("Ghi tên tài liệu để người học biết đó là gì.")
    if (file is None) == (not url):
        raise BadInput("Chọn một tệp, hoặc ghi một đường dẫn (không cả hai).")
    if url and not url.startswith(("https://", "http://", "/huong-dan/")):
        raise BadInput("Đường dẫn bắt đầu bằng https:// hoặc http://.")
    material = Material.objects.create(
        course=course,
        kind=_kind_of(file),
        title=title.strip()[:300],
        title_key=fold(title)[:400],
        note=note.strip()[:500],
        file=file,
        url=url,
        added_on=actor.day,
        added_by=actor.signature,
        is_sample=is_sample,
    )
    audit.record(actor, "training.add_material", course or material, after=material.title)
    return material


def _kind_of(file: StoredFile | None) -> MaterialKind:
    if file is None:
        return MaterialKind.LINK
    return MaterialKind.VIDEO if file.media_type.startswith("video/") else MaterialKind.DOCUMENT


@transaction.atomic
def withdraw_material(*, actor: Actor, material: Material) -> None:
    """It is no longer shown; what was is kept."""
    require(actor, "training.teach", material.course)
    gone = Material.objects.filter(pk=material.pk, withdrawn_on=None)
    if not gone.update(withdrawn_on=actor.day):
        raise WrongState("Tài liệu này đã được gỡ.")
    audit.record(
        actor, "training.withdraw_material", material.course or material, before=material.title
    )


@transaction.atomic
def save_question(
    *,
    actor: Actor,
    course: Course,
    text: str,
    choices: Sequence[str],
    right: Sequence[int],
    explanation: str = "",
    question: Question | None = None,
) -> Question:
    """A question of the test; tests already taken keep what they asked."""
    require(actor, "training.teach", course)
    _must_be_teachable(course)
    kept = [choice.strip() for choice in choices if choice.strip()]
    if not text.strip() or len(kept) < 2:
        raise BadInput("Ghi câu hỏi và ít nhất hai phương án trả lời.")
    if len(set(kept)) != len(kept):
        raise BadInput("Có hai phương án giống nhau.")
    if not right or not set(right) <= set(range(len(kept))):
        raise BadInput("Đánh dấu ít nhất một phương án đúng trong các phương án đã ghi.")
    last = course.questions.aggregate(last=Max("position"))["last"] or 0
    row = question or Question(course=course, position=last + 1)
    row.text, row.choices, row.right = text.strip(), kept, sorted(set(right))
    row.explanation = explanation.strip()
    row.save()
    audit.record(actor, "training.save_question", course, after=row.text)
    return row


@transaction.atomic
def drop_question(*, actor: Actor, question: Question) -> None:
    require(actor, "training.teach", question.course)
    _must_be_teachable(question.course)
    question.delete()
    audit.record(actor, "training.drop_question", question.course, before=question.text)


def _must_be_teachable(course: Course) -> None:
    if course.state in (CourseState.CLOSED, CourseState.CANCELLED):
        raise WrongState("Lớp đã kết thúc hoặc đã hủy: không sửa bài kiểm tra nữa.")


def may_take_test(participant: Participant, actor: Actor) -> str:
    """Empty when the test may be taken; else why not."""
    course = participant.course
    if course.state not in OPEN_FOR_TESTS or participant.state not in TAKES_PART:
        return "Bài kiểm tra chỉ mở cho học viên khi lớp đang diễn ra hoặc vừa tổ chức."
    if course.starts_on is None or actor.day < course.starts_on:
        return "Bài kiểm tra mở từ ngày khai giảng."
    if not course.questions.exists():
        return "Lớp này không có bài kiểm tra."
    if participant.attempts.count() >= parameters.days(ATTEMPTS, actor.day):
        return "Ông (bà) đã dùng hết số lần làm bài."
    return ""


@transaction.atomic
def submit_attempt(
    *, actor: Actor, participant: Participant, answers: Mapping[int, Sequence[int]]
) -> Attempt:
    """Mark the test: a question is right when exactly the right choices are ticked."""
    require(actor, "training.learn", participant)
    if why := may_take_test(participant, actor):
        raise WrongState(why)
    questions = list(participant.course.questions.all())
    given = [sorted(set(answers.get(question.pk, ()))) for question in questions]
    if blank := sum(not one for one in given):
        raise BadInput(f"Còn {blank} câu chưa trả lời. Trả lời hết rồi nộp.")
    right = sum(one == question.right for one, question in zip(given, questions, strict=True))
    attempt = _keep_attempt(
        actor,
        participant,
        percent=100 * right // len(questions),
        asked=[_snapshot(question) for question in questions],
        answers=given,
        right_count=right,
    )
    audit.record(
        actor, "training.test", participant.course,
        after={"person": participant.full_name, "percent": attempt.percent},
    )  # fmt: skip
    return attempt


@transaction.atomic
def record_paper_score(*, actor: Actor, participant: Participant, percent: int) -> Attempt:
    """A test written by hand, marked by the trainer: for people without an account."""
    require(actor, "training.attend", participant.course)
    if participant.course.state not in OPEN_FOR_TESTS or participant.state not in TAKES_PART:
        raise WrongState("Chỉ ghi điểm cho học viên của lớp đang diễn ra hoặc vừa tổ chức.")
    if not 0 <= percent <= 100:
        raise BadInput("Điểm tính theo phần trăm, từ 0 đến 100.")
    attempt = _keep_attempt(actor, participant, percent=percent, on_paper=True)
    audit.record(
        actor, "training.paper_score", participant.course,
        after={"person": participant.full_name, "percent": percent},
    )  # fmt: skip
    return attempt


def _keep_attempt(
    actor: Actor, participant: Participant, *, percent: int, **values: Any
) -> Attempt:
    """The best result counts."""
    number = (participant.attempts.aggregate(last=Max("number"))["last"] or 0) + 1
    try:
        with transaction.atomic():
            attempt = Attempt.objects.create(
                participant=participant,
                number=number,
                percent=percent,
                passed=percent >= (participant.course.pass_mark or 0),
                day=actor.day,
                at=timezone.now(),
                by_name=actor.signature,
                **values,
            )
    except IntegrityError as error:
        raise WrongState("Bài vừa được nộp ở máy khác. Tải lại trang để xem kết quả.") from error
    best = max(percent, participant.score or 0)
    Participant.objects.filter(pk=participant.pk).update(score=best)
    participant.score = best
    return attempt


def _snapshot(question: Question) -> dict[str, Any]:
    return {
        "text": question.text,
        "choices": question.choices,
        "right": question.right,
        "explanation": question.explanation,
    }


@transaction.atomic
def evaluate_course(
    *, actor: Actor, participant: Participant, scores: Mapping[str, int], words: str = ""
) -> None:
    """Kept without a name: the record says that somebody judged, not who said what."""
    require(actor, "training.learn", participant)
    course = participant.course
    if (
        course.starts_on is None
        or actor.day < course.starts_on
        or participant.state not in TAKES_PART
    ):
        raise WrongState("Phiếu đánh giá mở cho học viên từ ngày khai giảng.")
    kept = {key: int(value) for key, value in scores.items() if key in Criterion.values}
    if not kept or any(not 1 <= value <= 5 for value in kept.values()):
        raise BadInput("Cho điểm từ 1 đến 5 ở ít nhất một mục.")
    mine = Participant.objects.filter(pk=participant.pk, evaluated_on=None)
    if not mine.update(evaluated_on=actor.day):
        raise WrongState("Ông (bà) đã gửi phiếu đánh giá lớp này.")
    Evaluation.objects.create(course=course, scores=kept, words=words.strip())
    audit.record(Actor.system(actor.day), "training.evaluate", course)


@transaction.atomic
def ask_question(*, actor: Actor, participant: Participant, text: str) -> AskedQuestion:
    require(actor, "training.ask", participant)
    if not text.strip():
        raise BadInput("Ghi câu hỏi.")
    asked = AskedQuestion.objects.create(
        course=participant.course,
        text=text.strip(),
        text_key=fold(text),
        asked_by=f"{participant.full_name}, {participant.unit_name}",
        asker_id=actor.user_id,
        asked_on=actor.day,
    )
    audit.record(actor, "training.ask", participant.course, after=asked.text)
    return asked


@transaction.atomic
def answer_question(*, actor: Actor, asked: AskedQuestion, answer: str) -> AskedQuestion:
    """The answer stays for all who come after, without the name of who asked."""
    require(actor, "training.teach", asked.course)
    if not answer.strip():
        raise BadInput("Ghi câu trả lời.")
    before = asked.answer
    asked.answer, asked.answered_by, asked.answered_on = (
        answer.strip(), actor.signature, actor.day,
    )  # fmt: skip
    asked.save(update_fields=["answer", "answered_by", "answered_on"])
    audit.record(
        actor, "training.answer_question", asked.course, before=before or None, after=asked.answer
    )
    if asked.asker_id is not None:
        _tell_asker(asked)
    return asked


def _tell_asker(asked: AskedQuestion) -> None:
    outbox.notify(
        to_users=[asked.asker_id],
        subject="Câu hỏi ở lớp tập huấn đã được trả lời",
        body=f"{asked.text}\n\n{asked.answer}",
        url="/tap-huan/tai-lieu/#hoi-dap",
        kind="training",
        key=f"asked:{asked.pk}:{asked.answered_on}",
    )
